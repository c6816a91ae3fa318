#include "vault/migration-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "vault/database-private.h"
#include "vault/migrations.h"
#include "vault/vault-files.h"

/* What a copy that was cut short leaves behind. */
static void
clear_part (const char *part)
{
  g_autofree char *journal = g_strconcat (part, "-journal", NULL);

  g_unlink (part);
  g_unlink (journal);
}

static gboolean
write_part (CoffretDatabase *database, const char *part, CoffretSecret *key, GError **error)
{
  g_autoptr (CoffretDatabase) copy =
    coffret_database_open (part, key, COFFRET_DATABASE_CREATE, error);

  return copy != NULL && coffret_database_copy (database, copy, error);
}

/* Through the file, as it would be opened when it is needed. */
static gboolean
verify_part (const char *part, CoffretSecret *key, int version, GError **error)
{
  g_autoptr (CoffretDatabase) copy =
    coffret_database_open (part, key, COFFRET_DATABASE_READ_ONLY, error);
  int found = 0;

  if (copy == NULL || !coffret_migrations_look (copy, &found, error) ||
      !coffret_database_check (copy, error))
    return FALSE;
  if (found == version)
    return TRUE;
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "schema %d, not %d", found,
               version);
  return FALSE;
}

/* No connection has it open any more: closing a descriptor can drop nobody's lock. */
static int
flush_and_name (const char *part, const char *path)
{
  int file = g_open (part, O_RDONLY | O_CLOEXEC, 0);
  int reason = file < 0 || fsync (file) != 0 ? errno : 0;

  if (file >= 0)
    g_close (file, NULL);
  if (reason == 0 && g_rename (part, path) != 0)
    reason = errno;
  return reason;
}

gboolean
coffret_migration_copy_make (CoffretDatabase *database,
                             const char *folder,
                             CoffretSecret *key,
                             GError **error)
{
  g_autofree char *live = coffret_vault_files_database (folder);
  g_autofree char *path = NULL;
  g_autofree char *part = NULL;
  g_autoptr (GError) inner = NULL;
  int version = 0;
  int reason;

  if (!coffret_migrations_look (database, &version, error))
    return FALSE;
  if (coffret_database_is_read_only (database)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY,
                         _ ("An older Coffret has made this vault, and it has to be brought up to "
                            "date once. But its folder cannot be written to. Nothing was changed. "
                            "Please copy the vault to a folder that can be written to."));
    return FALSE;
  }
  path = g_strdup_printf ("%s.before-%d", live, version + 1);
  part = g_strconcat (path, ".part", NULL);
  clear_part (part);
  if (write_part (database, part, key, &inner) && verify_part (part, key, version, &inner)) {
    reason = flush_and_name (part, path);
    if (reason == 0)
      reason = coffret_vault_files_flush (folder);
    if (reason == 0)
      return TRUE;
    g_set_error_literal (&inner, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO, g_strerror (reason));
  }
  clear_part (part);
  g_set_error (error, COFFRET_VAULT_ERROR, inner->code, "%s (%s)",
               _ ("The vault has to be brought up to date, and no safe copy of it could be made "
                  "first, so nothing was changed. Please make sure that the disk has room, and "
                  "open the vault again."),
               inner->message);
  return FALSE;
}

void
coffret_migration_copy_remove_all (const char *folder)
{
  g_autofree char *live = coffret_vault_files_database (folder);

  for (int version = 1; version <= COFFRET_SCHEMA_VERSION; version++) {
    g_autofree char *path = g_strdup_printf ("%s.before-%d", live, version);
    g_unlink (path);
  }
}
