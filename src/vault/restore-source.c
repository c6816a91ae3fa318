#include "vault/restore-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "vault/backup-file.h"
#include "vault/database-private.h"
#include "vault/migrations.h"
#include "vault/scratch.h"
#include "vault/vault-private.h"

struct _CoffretRestoreSource {
  CoffretScratch *scratch;
  CoffretDatabase *database;
};

static char *
nearest_folder (const char *near)
{
  g_autofree char *folder = g_canonicalize_filename (near, NULL);

  while (!g_file_test (folder, G_FILE_TEST_IS_DIR) && !g_str_equal (folder, "/")) {
    char *above = g_path_get_dirname (folder);

    g_free (folder);
    folder = above;
  }
  return g_steal_pointer (&folder);
}

static CoffretSecret *
unlock (const CoffretBackupHeader *header,
        const CoffretSlot *kind,
        const CoffretSlotContext *given,
        GError **error)
{
  const json_t *slot = coffret_keyslots_find (header->slots, kind);
  CoffretSlotContext context = *given;
  g_autoptr (CoffretSecret) master = NULL;

  if (slot == NULL) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                         _ ("This backup cannot be opened in this way. Please use another one."));
    return NULL;
  }
  context.vault = coffret_keyslots_get_vault (header->slots);
  context.key = coffret_keyslots_get_key (header->slots);
  master = kind->unwrap (&context, slot, error);
  if (master == NULL || coffret_keyslots_verify (header->slots, master))
    return g_steal_pointer (&master);
  coffret_backup_set_damaged ("key slots", error);
  return NULL;
}

/* What DATABASE is made of, as text. */
static char *
describe_schema (CoffretDatabase *database, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name, sql", error,
    "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    for (int column = 0; column < 4; column++) {
      const char *value = coffret_statement_text (statement, column);
      g_string_append_printf (text, "%s\n", value != NULL ? value : "");
    }
  if (reason == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static gboolean
check_schema (CoffretDatabase *database, int version, GError **error)
{
  g_autoptr (CoffretDatabase) model =
    coffret_database_open (NULL, NULL, COFFRET_DATABASE_WRITE, error);
  g_autofree char *found = NULL;
  g_autofree char *expected = NULL;

  if (model == NULL || !coffret_migrations_run_to (model, version, error))
    return FALSE;
  expected = describe_schema (model, error);
  found = expected != NULL ? describe_schema (database, error) : NULL;
  if (found == NULL)
    return FALSE;
  if (g_str_equal (found, expected))
    return TRUE;
  coffret_backup_set_damaged ("tables", error);
  return FALSE;
}

/* Says it of the backup, where the database speaks of the vault. */
static gboolean
blame_backup (GError *reason, GError **error)
{
  if (g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED))
    coffret_backup_set_damaged (reason->message, error);
  else {
    g_propagate_error (error, reason);
    return FALSE;
  }
  g_error_free (reason);
  return FALSE;
}

/* In memory where SCRATCH is, which is not needed any more then. */
static CoffretDatabase *
open_scratch (CoffretScratch *scratch, CoffretSecret *key, GError **error)
{
  const char *path = coffret_scratch_get_path (scratch);
  g_autoptr (GMappedFile) mapped = NULL;
  g_autoptr (GBytes) image = NULL;
  g_autoptr (GError) reason = NULL;

  if (path != NULL) {
    coffret_scratch_seal (scratch);
    return coffret_database_open (path, key, COFFRET_DATABASE_WRITE, error);
  }
  mapped = g_mapped_file_new_from_fd (coffret_scratch_get_file (scratch), FALSE, &reason);
  coffret_scratch_seal (scratch);
  if (mapped == NULL) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO, reason->message);
    return NULL;
  }
  image = g_mapped_file_get_bytes (mapped);
  return coffret_database_open_image (image, key, error);
}

static gboolean
open_database (CoffretRestoreSource *source,
               const CoffretBackupHeader *header,
               CoffretSecret *master,
               GError **error)
{
  g_autoptr (CoffretSecret) key = coffret_vault_database_key (master);
  g_autoptr (GError) reason = NULL;
  int version = 0;

  source->database = open_scratch (source->scratch, key, &reason);
  if (source->database == NULL || !coffret_migrations_look (source->database, &version, &reason) ||
      !coffret_database_check (source->database, &reason))
    return blame_backup (g_steal_pointer (&reason), error);
  if (version != header->schema) {
    coffret_backup_set_damaged ("schema", error);
    return FALSE;
  }
  if (!check_schema (source->database, version, error))
    return FALSE;
  return coffret_migrations_run (source->database, error);
}

CoffretRestoreSource *
coffret_restore_source_new (const char *path,
                            const CoffretSlot *kind,
                            const CoffretSlotContext *context,
                            CoffretSecret *given,
                            const char *near,
                            GError **error)
{
  g_autoptr (CoffretRestoreSource) source = g_new0 (CoffretRestoreSource, 1);
  g_autofree char *folder = near != NULL ? nearest_folder (near) : NULL;
  g_autoptr (CoffretBackupHeader) header = NULL;
  g_autoptr (CoffretSecret) master = NULL;
  int file = coffret_backup_open_file (path, error);
  gboolean open = FALSE;

  if (file < 0)
    return NULL;
  header = coffret_backup_file_look (file, error);
  if (header != NULL)
    master = kind != NULL ? unlock (header, kind, context, error) : coffret_secret_ref (given);
  source->scratch = master != NULL ? coffret_scratch_new (folder, error) : NULL;
  if (source->scratch != NULL)
    open =
      coffret_backup_file_unpack (header, master, file, coffret_scratch_get_file (source->scratch),
                                  context->cancellable, error);
  g_close (file, NULL);
  if (!open)
    return NULL;
  return open_database (source, header, master, error) ? g_steal_pointer (&source) : NULL;
}

void
coffret_restore_source_free (CoffretRestoreSource *source)
{
  if (source == NULL)
    return;
  g_clear_pointer (&source->database, coffret_database_close);
  coffret_scratch_free (source->scratch);
  g_free (source);
}

CoffretDatabase *
coffret_restore_source_get_database (CoffretRestoreSource *source)
{
  return source->database;
}
