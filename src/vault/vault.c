#include "vault/vault.h"

#include "base/instant.h"
#include "vault/database-private.h"
#include "vault/keyslot-files.h"
#include "vault/migration-copy.h"
#include "vault/migrations.h"
#include "vault/moving.h"
#include "vault/vault-files.h"
#include "vault/vault-private.h"
#include "vault/worker.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#define KDF_CONTEXT "coffdata"
#define KDF_NUMBER 1

static CoffretVaultState
look_at_database (const char *folder)
{
  g_autofree char *path = coffret_vault_files_database (folder);
  g_autoptr (GError) reason = NULL;
  CoffretDatabasePeek peek;

  /* There but not readable: opening will say why. */
  if (!coffret_database_peek (path, &peek, NULL))
    return COFFRET_VAULT_PRESENT;
  if (!peek.exists)
    return coffret_vault_files_are_unsettled (folder) ? COFFRET_VAULT_PRESENT
                                                      : COFFRET_VAULT_ABSENT;
  if (coffret_database_peek_check (&peek, &reason))
    return COFFRET_VAULT_PRESENT;
  return g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_PLAINTEXT)
           ? COFFRET_VAULT_PLAINTEXT
           : COFFRET_VAULT_DAMAGED;
}

CoffretVaultState
coffret_vault_examine (const char *folder, CoffretSlotType *slots)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (absolute);
  g_autoptr (GError) reason = NULL;
  const CoffretKeyslots *best = coffret_keyslot_files_best (files, &reason);
  CoffretVaultState database = look_at_database (absolute);

  if (slots != NULL)
    *slots = coffret_keyslot_files_types (files);
  if (database == COFFRET_VAULT_ABSENT)
    /* A journal alone tells of a database that was here. */
    return coffret_vault_files_exist (absolute) ? COFFRET_VAULT_DATABASE_MISSING
                                                : COFFRET_VAULT_ABSENT;
  if (database != COFFRET_VAULT_PRESENT || best != NULL)
    return database;
  if (g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NEWER))
    return COFFRET_VAULT_NEWER;
  return g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING)
           ? COFFRET_VAULT_SLOTS_MISSING
           : COFFRET_VAULT_DAMAGED;
}

char *
coffret_vault_examine_id (const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (absolute);
  g_autoptr (GPtrArray) found = coffret_keyslot_files_list (files);

  return found->len > 0 ? g_strdup (coffret_keyslots_get_vault (g_ptr_array_index (found, 0)))
                        : NULL;
}

/* What keeps a vault from being opened before any key is asked for. */
static gboolean
check_files (const char *folder, const CoffretKeyslotFiles *files, GError **error)
{
  g_autofree char *path = coffret_vault_files_database (folder);
  CoffretDatabasePeek peek;

  if (!coffret_database_peek (path, &peek, error))
    return FALSE;
  if (!peek.exists) {
    g_set_error_literal (
      error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
      coffret_vault_files_exist (folder)
        ? _ ("The vault file is missing, only its key file is there. Nothing was changed. Please "
             "put the vault file back or restore a backup.")
        : _ ("There is no vault in this folder."));
    return FALSE;
  }
  if (!coffret_database_peek_check (&peek, error) ||
      coffret_keyslot_files_best (files, error) == NULL)
    return FALSE;
  if (peek.busy) {
    coffret_database_set_error (NULL, SQLITE_BUSY, error);
    return FALSE;
  }
  return TRUE;
}

CoffretSecret *
coffret_vault_database_key (CoffretSecret *master)
{
  CoffretSecret *key = coffret_secret_new (COFFRET_MASTER_KEY_LENGTH);

  crypto_kdf_derive_from_key (coffret_secret_bytes (key), coffret_secret_length (key), KDF_NUMBER,
                              KDF_CONTEXT, coffret_secret_bytes (master));
  return key;
}

static gboolean
introduce (CoffretDatabase *database, const char *id, GError **error)
{
  gint64 now = coffret_instant_now ();

  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT INTO vault_info (one, id, created, newest_clock) "
                           "VALUES (1, ?, ?, ?)",
                           error, "sii", id, now, now),
    error);
}

static gboolean
recognise (CoffretDatabase *database, const char *id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT id FROM vault_info", &reason, "");

  if (statement != NULL && coffret_statement_step (statement, &reason) &&
      g_strcmp0 (coffret_statement_text (statement, 0), id) == 0)
    return TRUE;
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("The key file belongs to another vault. Nothing was changed. Please "
                            "restore a backup."));
  return FALSE;
}

static CoffretVault *
vault_new (const char *folder, const char *id, CoffretDatabase *database)
{
  CoffretVault *vault = g_new0 (CoffretVault, 1);

  g_atomic_ref_count_init (&vault->refs);
  g_mutex_init (&vault->mutex);
  g_mutex_init (&vault->backup);
  vault->folder = g_strdup (folder);
  vault->id = g_strdup (id);
  vault->cost = coffret_slot_cost_default;
  vault->read_only = coffret_database_is_read_only (database);
  vault->worker = coffret_worker_new (database);
  return vault;
}

CoffretDatabase *
coffret_vault_open_database (const char *folder, CoffretSecret *master, GError **error)
{
  g_autofree char *path = coffret_vault_files_database (folder);
  g_autoptr (CoffretSecret) key = coffret_vault_database_key (master);
  CoffretDatabaseMode mode =
    coffret_vault_files_are_writable (folder) ? COFFRET_DATABASE_WRITE : COFFRET_DATABASE_READ_ONLY;
  g_autoptr (CoffretDatabase) database = coffret_database_open (path, key, mode, error);
  int version = 0;

  if (database == NULL || !coffret_migrations_look (database, &version, error))
    return NULL;
  if (version == 0) {
    /* Made by create() in one go: it cannot be empty. */
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("The vault file is damaged. Nothing was changed in it. Please restore "
                            "a backup."));
    return NULL;
  }
  if (version < COFFRET_SCHEMA_VERSION &&
      (!coffret_migration_copy_make (database, folder, key, error) ||
       !coffret_migrations_run (database, error)))
    return NULL;
  return g_steal_pointer (&database);
}

/* Under MASTER, or, when a change to that key was cut short, under the one before it: the
 * change is then carried through. */
static CoffretDatabase *
open_or_finish (const char *folder, CoffretSecret *master, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretDatabase) database = coffret_vault_open_database (folder, master, &reason);
  g_autoptr (CoffretKeyslotFiles) files = NULL;
  g_autoptr (CoffretSecret) previous = NULL;
  g_autoptr (CoffretSecret) key = NULL;

  if (database != NULL)
    return g_steal_pointer (&database);
  if (g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED)) {
    files = coffret_keyslot_files_read (folder);
    previous = coffret_keyslot_files_previous (files, master);
  }
  if (previous == NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  database = coffret_vault_open_database (folder, previous, error);
  if (database == NULL || coffret_database_is_read_only (database))
    return g_steal_pointer (&database);
  key = coffret_vault_database_key (master);
  return coffret_database_rekey (database, key, error) ? g_steal_pointer (&database) : NULL;
}

/* What lies in the keyring for the key that lost. */
static void
forget_dropped (const CoffretKeyslots *dropped)
{
  for (guint i = 0; coffret_slots[i] != NULL; i++) {
    const CoffretSlotContext context = {
      .vault = coffret_keyslots_get_vault (dropped),
      .key = coffret_keyslots_get_key (dropped),
    };
    if (coffret_slots[i]->forget != NULL &&
        coffret_keyslots_find (dropped, coffret_slots[i]) != NULL)
      coffret_slots[i]->forget (&context);
  }
}

/* BY (nullable): the way in that gave MASTER, which has shown by that that it works. */
static CoffretVault *
open_with_master (const char *folder, CoffretSecret *master, const CoffretSlot *by, GError **error)
{
  g_autoptr (CoffretDatabase) database = open_or_finish (folder, master, error);
  g_autoptr (CoffretKeyslotFiles) files = NULL;
  g_autoptr (CoffretKeyslots) slots = NULL;
  g_autoptr (CoffretKeyslots) dropped = NULL;
  CoffretVault *vault;
  gboolean heal = FALSE;

  if (database == NULL)
    return NULL;
  /* Read again: from here on no other program can change them. */
  files = coffret_keyslot_files_read (folder);
  slots = coffret_keyslot_files_genuine (files, master, &heal, &dropped, error);
  if (slots == NULL || !recognise (database, coffret_keyslots_get_vault (slots), error))
    return NULL;
  if (by != NULL && coffret_keyslots_get_proven (slots, by) == COFFRET_INSTANT_NONE) {
    coffret_keyslots_set_proven (slots, by, coffret_instant_now ());
    coffret_keyslots_seal (slots, master);
    heal = TRUE;
  }
  if (heal && !coffret_database_is_read_only (database)) {
    g_autoptr (GError) reason = NULL;
    if (!coffret_keyslot_files_write (folder, slots, &reason))
      g_debug ("the key file was not mended: %s", reason->message);
    else if (dropped != NULL)
      forget_dropped (dropped);
  }
  if (!coffret_database_is_read_only (database))
    coffret_moving_clear_left (database);
  vault = vault_new (folder, coffret_keyslots_get_vault (slots), g_steal_pointer (&database));
  vault->master = coffret_secret_ref (master);
  vault->slots = g_steal_pointer (&slots);
  return vault;
}

static gboolean
create_slots (const char *folder,
              CoffretSlotType types,
              const CoffretSlotContext *context,
              CoffretSecret *master,
              GError **error)
{
  g_autoptr (CoffretKeyslots) slots = coffret_keyslots_new (context->vault, context->key);

  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (types & coffret_slots[i]->type) {
      json_t *slot = coffret_slots[i]->wrap (context, master, error);
      if (slot == NULL)
        return FALSE;
      coffret_keyslots_set (slots, coffret_slots[i], slot);
    }
  coffret_keyslots_seal (slots, master);
  if (!coffret_keyslot_files_write (folder, slots, error))
    return FALSE;
  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if ((types & coffret_slots[i]->type) &&
        !coffret_vault_read_back (folder, slots, coffret_slots[i], context, master, error))
      return FALSE;
  coffret_keyslots_seal (slots, master);
  return coffret_keyslot_files_write (folder, slots, error);
}

static gboolean
fill_database (CoffretDatabase *database, CoffretVaultFunc fill, gpointer data, GError **error)
{
  gboolean filled =
    fill == NULL || (coffret_database_begin (database, error) && fill (database, data, error) &&
                     coffret_database_commit (database, error));

  if (!filled)
    coffret_database_rollback (database);
  return filled;
}

static gboolean
create_database (const char *folder,
                 const char *id,
                 CoffretSecret *master,
                 CoffretVaultFunc fill,
                 gpointer data,
                 GError **error)
{
  g_autofree char *path = coffret_vault_files_database (folder);
  g_autoptr (CoffretSecret) key = coffret_vault_database_key (master);
  g_autoptr (CoffretDatabase) database =
    coffret_database_open (path, key, COFFRET_DATABASE_CREATE, error);

  if (database == NULL || !coffret_migrations_run (database, error) ||
      !introduce (database, id, error))
    return FALSE;
  g_clear_pointer (&database, coffret_database_close);
  database = coffret_database_open (path, key, COFFRET_DATABASE_WRITE, error);
  return database != NULL && recognise (database, id, error) &&
         fill_database (database, fill, data, error) && coffret_database_check (database, error);
}

void
coffret_vault_set_cost (CoffretVault *vault, const CoffretSlotCost *cost)
{
  g_mutex_lock (&vault->mutex);
  vault->cost = *cost;
  g_mutex_unlock (&vault->mutex);
}

CoffretVault *
coffret_vault_create_filled (const char *folder,
                             CoffretSlotType slots,
                             CoffretSecret *passphrase,
                             const CoffretSlotCost *cost,
                             CoffretVaultFunc fill,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *vault_id = g_uuid_string_random ();
  g_autofree char *key_id = g_uuid_string_random ();
  g_autoptr (CoffretSecret) master = coffret_secret_new_random (COFFRET_MASTER_KEY_LENGTH);
  g_autoptr (CoffretNursery) nursery = NULL;
  CoffretVault *vault = NULL;
  const CoffretSlotContext context = {
    .vault = vault_id,
    .key = key_id,
    .cost = cost,
    .passphrase = passphrase,
    .code = passphrase,
    .interactive = TRUE,
    .cancellable = cancellable,
  };

  g_return_val_if_fail (slots != 0, NULL);
  nursery = coffret_nursery_new (absolute, error);
  if (nursery == NULL)
    return NULL;
  if (create_slots (coffret_nursery_get_path (nursery), slots, &context, master, error) &&
      create_database (coffret_nursery_get_path (nursery), vault_id, master, fill, data, error) &&
      !g_cancellable_set_error_if_cancelled (cancellable, error) &&
      coffret_nursery_settle (nursery, error)) {
    vault = open_with_master (absolute, master, NULL, error);
    if (vault != NULL)
      coffret_vault_set_cost (vault, cost);
    return vault;
  }
  /* Not the caller's cancellable: this clears up after it. */
  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if ((slots & coffret_slots[i]->type) && coffret_slots[i]->forget != NULL) {
      CoffretSlotContext quiet = context;
      quiet.cancellable = NULL;
      quiet.interactive = FALSE;
      coffret_slots[i]->forget (&quiet);
    }
  return NULL;
}

CoffretVault *
coffret_vault_create_under (const char *folder,
                            CoffretKeyslots *slots,
                            CoffretSecret *master,
                            CoffretVaultFunc fill,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autoptr (CoffretNursery) nursery = coffret_nursery_new (absolute, error);

  if (nursery == NULL)
    return NULL;
  coffret_keyslots_seal (slots, master);
  if (!coffret_keyslot_files_write (coffret_nursery_get_path (nursery), slots, error) ||
      !create_database (coffret_nursery_get_path (nursery), coffret_keyslots_get_vault (slots),
                        master, fill, data, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !coffret_nursery_settle (nursery, error))
    return NULL;
  return open_with_master (absolute, master, NULL, error);
}

CoffretVault *
coffret_vault_create_with_cost (const char *folder,
                                CoffretSlotType slots,
                                CoffretSecret *passphrase,
                                const CoffretSlotCost *cost,
                                GCancellable *cancellable,
                                GError **error)
{
  return coffret_vault_create_filled (folder, slots, passphrase, cost, NULL, NULL, cancellable,
                                      error);
}

CoffretVault *
coffret_vault_create (const char *folder,
                      CoffretSlotType slots,
                      CoffretSecret *passphrase,
                      GCancellable *cancellable,
                      GError **error)
{
  return coffret_vault_create_with_cost (folder, slots, passphrase, &coffret_slot_cost_default,
                                         cancellable, error);
}

/* With more than one key in the file, the one that holds is the one that opens the database. */
static CoffretVault *
open_by (const char *folder,
         const CoffretKeyslotFiles *files,
         const CoffretSlot *kind,
         const CoffretSlotContext *context,
         GError **error)
{
  g_auto (GStrv) keys = coffret_keyslot_files_keys (files);
  g_autoptr (GError) refusal = NULL;
  gboolean replaced = FALSE;

  for (guint i = 0; keys[i] != NULL; i++) {
    g_autoptr (GError) reason = NULL;
    g_autoptr (CoffretSecret) master =
      coffret_keyslot_files_unlock (files, kind, keys[i], context, &reason);
    CoffretVault *vault = NULL;

    if (master != NULL && !g_cancellable_set_error_if_cancelled (context->cancellable, &reason))
      vault = open_with_master (folder, master, kind, &reason);
    if (vault != NULL)
      return vault;
    if (master != NULL && (keys[1] == NULL || !g_error_matches (reason, COFFRET_VAULT_ERROR,
                                                                COFFRET_VAULT_ERROR_DAMAGED))) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
    replaced = replaced || master != NULL;
    if (refusal == NULL)
      refusal = g_steal_pointer (&reason);
  }
  if (replaced)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                         _ ("This opened your vault before its key was changed. Please use the "
                            "new passphrase or the new recovery sheet."));
  else
    g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}

CoffretVault *
coffret_vault_open (const char *folder,
                    CoffretSlotType slot,
                    CoffretSecret *secret,
                    gboolean interactive,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (absolute);
  const CoffretSlot *kind = coffret_slot_find (slot);
  const CoffretSlotContext context = {
    .cost = &coffret_slot_cost_default,
    .passphrase = secret,
    .code = secret,
    .interactive = interactive,
    .cancellable = cancellable,
  };

  g_return_val_if_fail (kind != NULL, NULL);
  coffret_vault_files_settle (absolute);
  if (!check_files (absolute, files, error))
    return NULL;
  return open_by (absolute, files, kind, &context, error);
}

CoffretVault *
coffret_vault_new_in_memory (GError **error)
{
  g_autoptr (CoffretDatabase) database =
    coffret_database_open (NULL, NULL, COFFRET_DATABASE_WRITE, error);
  g_autofree char *id = g_uuid_string_random ();

  if (database == NULL || !coffret_migrations_run (database, error) ||
      !introduce (database, id, error))
    return NULL;
  return vault_new (NULL, id, g_steal_pointer (&database));
}

CoffretVault *
coffret_vault_ref (CoffretVault *vault)
{
  g_atomic_ref_count_inc (&vault->refs);
  return vault;
}

static void
forget_key (CoffretVault *vault)
{
  g_mutex_lock (&vault->mutex);
  g_clear_pointer (&vault->master, coffret_secret_unref);
  g_mutex_unlock (&vault->mutex);
}

void
coffret_vault_unref (CoffretVault *vault)
{
  if (vault == NULL || !g_atomic_ref_count_dec (&vault->refs))
    return;
  coffret_worker_close (vault->worker, TRUE);
  coffret_worker_free (vault->worker);
  forget_key (vault);
  g_clear_pointer (&vault->slots, coffret_keyslots_free);
  g_mutex_clear (&vault->mutex);
  g_mutex_clear (&vault->backup);
  g_free (vault->folder);
  g_slist_free_full (vault->former, g_free);
  g_free (vault->id);
  g_free (vault);
}

void
coffret_vault_close (CoffretVault *vault)
{
  coffret_worker_close (vault->worker, FALSE);
  forget_key (vault);
}

DexFuture *
coffret_vault_find_damage (CoffretVault *vault)
{
  return coffret_worker_find_damage (vault->worker);
}

const char *
coffret_vault_get_folder (CoffretVault *vault)
{
  return g_atomic_pointer_get (&vault->folder);
}

const char *
coffret_vault_get_id (CoffretVault *vault)
{
  return vault->id;
}

gboolean
coffret_vault_is_read_only (CoffretVault *vault)
{
  return vault->read_only;
}

gboolean
coffret_vault_get_keys (CoffretVault *vault,
                        CoffretSecret **master,
                        CoffretKeyslots **slots,
                        GError **error)
{
  gboolean open;

  g_mutex_lock (&vault->mutex);
  open = vault->master != NULL;
  if (open) {
    *master = coffret_secret_ref (vault->master);
    *slots = coffret_keyslots_copy (vault->slots);
  }
  g_mutex_unlock (&vault->mutex);
  if (!open && vault->folder == NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                         _ ("This vault lives in memory only, so no backup of it is made."));
  else if (!open)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED,
                         _ ("The vault was closed in the meantime, so this was not done."));
  return open;
}

void
coffret_vault_begin_backup (CoffretVault *vault)
{
  g_mutex_lock (&vault->backup);
}

void
coffret_vault_end_backup (CoffretVault *vault)
{
  g_mutex_unlock (&vault->backup);
}

DexFuture *
coffret_vault_run (CoffretVault *vault,
                   CoffretPriority priority,
                   CoffretVaultFunc func,
                   gpointer data,
                   GDestroyNotify destroy)
{
  return coffret_worker_run (vault->worker, priority, func, data, destroy);
}

gboolean
coffret_vault_run_sync (CoffretVault *vault,
                        CoffretPriority priority,
                        CoffretVaultFunc func,
                        gpointer data,
                        GError **error)
{
  return coffret_worker_run_sync (vault->worker, priority, func, data, error);
}
