#include "credential/zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _CoffretZipWriter {
  struct archive *archive;
  char *path;
  char *temporary;
  int fd;
  GByteArray *memory; /* NULL: a file */
};

static gboolean
fail (GError **error, int code, const char *detail)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               /* Translators: %s says why, in technical words */
               _ ("The ZIP file could not be written. Is there room, and may you write there? "
                  "(%s)"),
               detail);
  return FALSE;
}

static gboolean
fail_archive (CoffretZipWriter *writer, GError **error)
{
  int code = archive_errno (writer->archive);
  const char *detail = archive_error_string (writer->archive);

  return fail (error, code, detail != NULL ? detail : g_strerror (code));
}

CoffretZipWriter *
coffret_zip_writer_new (const char *path, GError **error)
{
  g_autoptr (CoffretZipWriter) writer = g_new0 (CoffretZipWriter, 1);

  writer->path = g_strdup (path);
  writer->temporary = g_strconcat (path, ".XXXXXX", NULL);
  writer->archive = archive_write_new ();
  writer->fd = g_mkstemp_full (writer->temporary, O_RDWR | O_CLOEXEC, 0600);
  if (writer->fd < 0) {
    fail (error, errno, g_strerror (errno));
    g_clear_pointer (&writer->temporary, g_free);
    return NULL;
  }
  if (archive_write_set_format_zip (writer->archive) != ARCHIVE_OK ||
      archive_write_set_options (writer->archive, "zip:hdrcharset=UTF-8") < ARCHIVE_WARN ||
      archive_write_open_fd (writer->archive, writer->fd) != ARCHIVE_OK) {
    fail_archive (writer, error);
    return NULL;
  }
  return g_steal_pointer (&writer);
}

static la_ssize_t
on_write (struct archive *archive, void *data, const void *bytes, size_t length)
{
  g_byte_array_append (data, bytes, (guint) length);
  return (la_ssize_t) length;
}

CoffretZipWriter *
coffret_zip_writer_new_in_memory (GError **error)
{
  g_autoptr (CoffretZipWriter) writer = g_new0 (CoffretZipWriter, 1);

  writer->fd = -1;
  writer->memory = g_byte_array_new ();
  writer->archive = archive_write_new ();
  if (archive_write_set_format_zip (writer->archive) != ARCHIVE_OK ||
      archive_write_set_options (writer->archive, "zip:hdrcharset=UTF-8") < ARCHIVE_WARN ||
      archive_write_set_bytes_in_last_block (writer->archive, 1) != ARCHIVE_OK ||
      archive_write_open (writer->archive, writer->memory, NULL, on_write, NULL) != ARCHIVE_OK) {
    fail_archive (writer, error);
    return NULL;
  }
  return g_steal_pointer (&writer);
}

GBytes *
coffret_zip_writer_finish_bytes (CoffretZipWriter *writer, GError **error)
{
  g_autoptr (CoffretZipWriter) own = writer;

  if (archive_write_close (writer->archive) != ARCHIVE_OK) {
    fail_archive (writer, error);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&writer->memory));
}

gboolean
coffret_zip_writer_add (CoffretZipWriter *writer, const char *name, GBytes *bytes, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gboolean done;

  archive_entry_update_pathname_utf8 (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  done = archive_write_header (writer->archive, entry) == ARCHIVE_OK &&
         archive_write_data (writer->archive, data, size) == (la_ssize_t) size &&
         archive_write_finish_entry (writer->archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  return done || fail_archive (writer, error);
}

gboolean
coffret_zip_writer_finish (CoffretZipWriter *writer, GError **error)
{
  g_autoptr (CoffretZipWriter) own = writer;

  if (archive_write_close (writer->archive) != ARCHIVE_OK)
    return fail_archive (writer, error);
  if (fsync (writer->fd) != 0 || g_rename (writer->temporary, writer->path) != 0)
    return fail (error, errno, g_strerror (errno));
  g_clear_pointer (&writer->temporary, g_free);
  return TRUE;
}

void
coffret_zip_writer_free (CoffretZipWriter *writer)
{
  if (writer == NULL)
    return;
  archive_write_free (writer->archive);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  if (writer->fd >= 0)
    g_close (writer->fd, NULL);
  g_clear_pointer (&writer->memory, g_byte_array_unref);
  g_free (writer->temporary);
  g_free (writer->path);
  g_free (writer);
}
