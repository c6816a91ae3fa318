#include "app/opened.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PREFIX "coffret-opened-"
/* What is larger would fill the memory. */
#define MAX_IN_MEMORY (32 * 1024 * 1024)

/* One level of folders, each with one file. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *inner = g_build_filename (path, name, NULL);

    if (g_file_test (inner, G_FILE_TEST_IS_DIR) && !g_file_test (inner, G_FILE_TEST_IS_SYMLINK))
      remove_folder (inner);
    else
      g_unlink (inner);
  }
  g_rmdir (path);
}

/* "coffret-opened-PID-…" of a Coffret that is no more, or of this one when MINE. */
static void
sweep (const char *place, gboolean mine)
{
  g_autoptr (GDir) folder = g_dir_open (place, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *path = g_build_filename (place, name, NULL);
    gint64 pid;

    if (!g_str_has_prefix (name, PREFIX))
      continue;
    pid = g_ascii_strtoll (name + strlen (PREFIX), NULL, 10);
    if (pid > 0 && (pid == getpid () ? mine : kill ((pid_t) pid, 0) != 0 && errno == ESRCH))
      remove_folder (path);
  }
}

static char *
plain_name (const char *name)
{
  char *plain = g_strdelimit (g_strdup (name), "/", '-');

  return *plain == '.' || *plain == '\0' ? (g_free (plain), g_strdup ("file")) : plain;
}

char *
coffret_opened_new_path (const char *name, gint64 size, GError **error)
{
  const char *place = size <= MAX_IN_MEMORY ? g_get_user_runtime_dir () : g_get_tmp_dir ();
  g_autofree char *folder = g_strdup_printf ("%s/" PREFIX "%d-XXXXXX", place, (int) getpid ());
  g_autofree char *plain = plain_name (name);

  sweep (g_get_user_runtime_dir (), FALSE);
  sweep (g_get_tmp_dir (), FALSE);
  if (!g_mkdtemp_full (folder, 0700)) {
    int reason = errno;

    g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (reason), "%s (%s)",
                 _ ("There is no place to put a copy to open."), g_strerror (reason));
    return NULL;
  }
  return g_build_filename (folder, plain, NULL);
}

void
coffret_opened_clear (void)
{
  sweep (g_get_user_runtime_dir (), TRUE);
  sweep (g_get_tmp_dir (), TRUE);
}
