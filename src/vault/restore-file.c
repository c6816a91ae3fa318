#include "vault/restore-file.h"

#include "vault/chunks.h"
#include "vault/incoming.h"
#include "vault/outgoing.h"

#define TOGETHER 4

typedef enum {
  STEP_LOOK,   /* whether its bytes are here */
  STEP_COPY,   /* some of them */
  STEP_SETTLE, /* all of them are */
  STEP_GIVE_UP,
} Step;

struct _CoffretRestoreFile {
  CoffretDatabase *source;
  char *original; /* there */
  char *sha256;   /* that it is said to have */
  gint64 size;    /* the same */
  Step step;
  CoffretIncoming *incoming;
  gint64 n;
};

CoffretRestoreFile *
coffret_restore_file_new (CoffretDatabase *source, const char *original, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    source, "SELECT sha256, size FROM originals WHERE id = ?", error, "s", original);
  CoffretRestoreFile *file;

  if (statement == NULL || !coffret_statement_step (statement, error))
    return NULL;
  file = g_new0 (CoffretRestoreFile, 1);
  file->source = source;
  file->original = g_strdup (original);
  file->sha256 = g_strdup (coffret_statement_text (statement, 0));
  file->size = coffret_statement_int (statement, 1);
  file->step = STEP_LOOK;
  return file;
}

void
coffret_restore_file_free (CoffretRestoreFile *file)
{
  if (file == NULL)
    return;
  g_free (file->original);
  g_free (file->sha256);
  g_clear_pointer (&file->incoming, coffret_incoming_free);
  g_free (file);
}

gboolean
coffret_restore_file_is (const CoffretRestoreFile *file, const char *sha256, gint64 size)
{
  return g_strcmp0 (file->sha256, sha256) == 0 && file->size == size;
}

void
coffret_restore_file_prepare (CoffretRestoreFile *file)
{
  for (guint i = 0; i < TOGETHER && file->step == STEP_COPY; i++) {
    g_autoptr (GError) reason = NULL;
    g_autoptr (GBytes) chunk =
      coffret_outgoing_chunk (file->source, file->original, file->n, &reason);

    if (chunk != NULL) {
      coffret_incoming_feed (file->incoming, chunk);
      file->n++;
    }
    if (reason != NULL || coffret_incoming_get_size (file->incoming) > file->size)
      file->step = STEP_GIVE_UP;
    else if (chunk == NULL)
      file->step = coffret_incoming_get_size (file->incoming) == file->size &&
                       g_str_equal (coffret_incoming_get_sha256 (file->incoming), file->sha256)
                     ? STEP_SETTLE
                     : STEP_GIVE_UP;
  }
}

static gboolean
look (CoffretRestoreFile *file, CoffretDatabase *target, char **original, GError **error)
{
  g_autoptr (GError) reason = NULL;

  *original = coffret_originals_find (target, file->sha256, &reason);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (*original == NULL) {
    file->incoming = coffret_incoming_new ();
    file->n = 0;
    file->step = STEP_COPY;
  }
  return TRUE;
}

gboolean
coffret_restore_file_apply (CoffretRestoreFile *file,
                            CoffretDatabase *target,
                            const char *name,
                            char **original,
                            gboolean *lost,
                            GError **error)
{
  *original = NULL;
  *lost = FALSE;
  switch (file->step) {
  case STEP_COPY:
    return coffret_incoming_write (target, file->incoming, error);
  case STEP_SETTLE:
    if (coffret_incoming_write (target, file->incoming, error))
      *original = coffret_incoming_settle (file->incoming, target, name, error);
    return *original != NULL;
  case STEP_GIVE_UP:
    *lost = TRUE;
    return coffret_incoming_abandon (file->incoming, target, error);
  case STEP_LOOK:
  default:
    return look (file, target, original, error);
  }
}

void
coffret_restore_file_discard (CoffretRestoreFile *file, CoffretVault *vault)
{
  if (file->incoming != NULL)
    coffret_incoming_discard (file->incoming, vault);
}
