#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
set_errno (GError **error, const char *path, int code)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
               /* Translators: first the name of a file, then what the system says about it. */
               _ ("The file “%s” could not be used. (%s)"), shown, g_strerror (code));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0) {
    gssize written = write (fd, data, length);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return FALSE;
    data += written;
    length -= written;
  }
  return fsync (fd) == 0;
}

static gboolean
flush_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = fsync (fd) == 0;
  close (fd);
  return done;
}

gboolean
coffret_file_replace (const char *path, GBytes *content, int mode, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (beside, O_RDWR | O_CLOEXEC, mode);
  gboolean written;
  int code;

  if (fd < 0)
    return set_errno (error, path, errno);
  written = write_all (fd, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  code = errno;
  if (close (fd) != 0 && written) {
    code = errno;
    written = FALSE;
  }
  if (written && g_rename (beside, path) != 0) {
    code = errno;
    written = FALSE;
  }
  if (!written) {
    g_unlink (beside);
    return set_errno (error, path, code);
  }
  if (!flush_folder (path))
    return set_errno (error, path, errno);
  return TRUE;
}

GBytes *
coffret_file_read (const char *path, gsize max_bytes, GError **error)
{
  /* O_NONBLOCK: opening a pipe that nobody writes to must not hang. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autoptr (GByteArray) content = NULL;
  struct stat what;
  gssize got = 0;

  if (fd < 0 || fstat (fd, &what) != 0) {
    set_errno (error, path, errno);
    if (fd >= 0)
      close (fd);
    return NULL;
  }
  if (!S_ISREG (what.st_mode)) {
    close (fd);
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("This is not a file."));
    return NULL;
  }

  content = g_byte_array_sized_new (MIN ((gsize) what.st_size, max_bytes) + 1);
  while (content->len <= max_bytes) {
    guint8 piece[65536];

    got = read (fd, piece, sizeof piece);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      break;
    g_byte_array_append (content, piece, got);
  }
  if (got < 0)
    set_errno (error, path, errno);
  close (fd);
  if (got < 0)
    return NULL;
  if (content->len > max_bytes) {
    g_autofree char *limit = g_format_size (max_bytes);
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                 /* Translators: %s is a size, such as "20 MB". */
                 _ ("The file is larger than the limit of %s."), limit);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}
