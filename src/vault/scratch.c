#include "vault/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "vault/backup-file.h"

#define PREFIX ".coffret-scratch-"

struct _CoffretScratch {
  char *path;
  int file;
};

static void
sweep (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL) {
    g_autofree char *path = NULL;
    int file;

    if (!g_str_has_prefix (name, PREFIX))
      continue;
    path = g_build_filename (folder, name, NULL);
    file = g_open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
    if (file < 0)
      continue;
    if (flock (file, LOCK_EX | LOCK_NB) == 0)
      g_unlink (path);
    g_close (file, NULL);
  }
}

CoffretScratch *
coffret_scratch_new (const char *folder, GError **error)
{
  g_autoptr (CoffretScratch) scratch = g_new0 (CoffretScratch, 1);

  if (folder != NULL) {
    sweep (folder);
    scratch->path = g_build_filename (folder, PREFIX "XXXXXX", NULL);
    scratch->file = g_mkstemp_full (scratch->path, O_RDWR | O_CLOEXEC, 0600);
  } else
    scratch->file = memfd_create ("coffret-scratch", MFD_CLOEXEC);
  if (scratch->file < 0) {
    coffret_backup_set_errno (errno, error);
    g_clear_pointer (&scratch->path, g_free);
    return NULL;
  }
  flock (scratch->file, LOCK_EX | LOCK_NB);
  return g_steal_pointer (&scratch);
}

const char *
coffret_scratch_get_path (const CoffretScratch *scratch)
{
  return scratch->path;
}

int
coffret_scratch_get_file (const CoffretScratch *scratch)
{
  return scratch->file;
}

void
coffret_scratch_seal (CoffretScratch *scratch)
{
  if (scratch->file >= 0)
    g_close (scratch->file, NULL);
  scratch->file = -1;
}

void
coffret_scratch_free (CoffretScratch *scratch)
{
  if (scratch == NULL)
    return;
  coffret_scratch_seal (scratch);
  if (scratch->path != NULL)
    g_unlink (scratch->path);
  g_free (scratch->path);
  g_free (scratch);
}
