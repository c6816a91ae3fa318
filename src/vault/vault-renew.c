/* vault-renew.c: another master key for a vault whose words somebody else knows.
 *
 * In this order, so that a kill at any moment leaves the old words or the new ones that open:
 * the slots of the new key beside those of the old one; the database under the new key; the
 * new slots alone. Opening finishes or undoes what was cut short (vault.c).
 */
#include "vault/vault.h"

#include "base/instant.h"
#include "vault/database-private.h"
#include "vault/keyslot-files.h"
#include "vault/migration-copy.h"
#include "vault/vault-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  const char *folder;
  CoffretSecret *old, *new;
} Keys;

static gboolean
rekey (CoffretDatabase **database, gpointer data, GError **error)
{
  const Keys *keys = data;
  g_autoptr (CoffretSecret) key = coffret_vault_database_key (keys->new);

  if (coffret_database_rekey (*database, key, error))
    return TRUE;
  g_clear_pointer (database, coffret_database_close);
  *database = coffret_vault_open_database (keys->folder, keys->old, NULL);
  return FALSE;
}

/* Sealed slots of the ways in TYPES that hold MASTER. */
static CoffretKeyslots *
make_next (const CoffretSlotContext *context,
           CoffretSlotType types,
           CoffretSecret *master,
           CoffretSecret *previous,
           GError **error)
{
  g_autoptr (CoffretKeyslots) next = coffret_keyslots_new (context->vault, context->key);

  for (guint i = 0; coffret_slots[i] != NULL; i++) {
    const CoffretSlot *kind = coffret_slots[i];
    json_t *slot;
    if ((types & kind->type) == 0)
      continue;
    slot = kind->wrap (context, master, error);
    if (slot == NULL)
      return NULL;
    coffret_keyslots_set (next, kind, slot);
  }
  coffret_keyslots_set_previous (next, master, previous);
  coffret_keyslots_seal (next, master);
  return g_steal_pointer (&next);
}

/* Each as it lies on the disk, beside the slots that still hold. */
static gboolean
try_next (CoffretVault *vault,
          CoffretKeyslots *next,
          const CoffretSlotContext *context,
          CoffretSecret *master,
          GError **error)
{
  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (coffret_keyslots_find (next, coffret_slots[i]) != NULL &&
        !coffret_vault_read_back (vault->folder, next, coffret_slots[i], context, master, error))
      return FALSE;
  coffret_keyslots_seal (next, master);
  return TRUE;
}

static void
forget (const CoffretKeyslots *slots)
{
  const CoffretSlotContext context = {
    .vault = coffret_keyslots_get_vault (slots),
    .key = coffret_keyslots_get_key (slots),
  };

  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (coffret_slots[i]->forget != NULL && coffret_keyslots_find (slots, coffret_slots[i]) != NULL)
      coffret_slots[i]->forget (&context);
}

/* As if nothing had been begun: the database was not touched yet. */
static void
undo (CoffretVault *vault, const CoffretKeyslots *both)
{
  CoffretKeyslots *old = coffret_keyslots_with_next (both, NULL);
  g_autoptr (GError) reason = NULL;

  coffret_keyslots_seal (old, vault->master);
  if (!coffret_keyslot_files_write (vault->folder, old, &reason))
    g_debug ("the new ways in are still in the key file: %s", reason->message);
  coffret_keyslots_free (vault->slots);
  vault->slots = old;
}

/* The database is under the new key: what cannot be written now is mended at the next opening
 * by the new words, which are on the disk. */
static void
settle (CoffretVault *vault, const CoffretKeyslots *both, CoffretSecret *master)
{
  CoffretKeyslots *settled = coffret_keyslots_promote (both);
  g_autoptr (GError) reason = NULL;

  coffret_keyslots_seal (settled, master);
  if (!coffret_keyslot_files_write (vault->folder, settled, &reason))
    g_debug ("the old ways in are still in the key file: %s", reason->message);
  coffret_keyslots_free (vault->slots);
  vault->slots = settled;
  coffret_secret_unref (vault->master);
  vault->master = coffret_secret_ref (master);
}

static gboolean
renew (CoffretVault *vault,
       CoffretSlotType types,
       const CoffretSlotContext *context,
       GError **error)
{
  g_autoptr (CoffretSecret) master = coffret_secret_new_random (COFFRET_MASTER_KEY_LENGTH);
  g_autoptr (CoffretKeyslots) old = coffret_keyslots_copy (vault->slots);
  g_autoptr (CoffretKeyslots) next = make_next (context, types, master, vault->master, error);
  g_autoptr (CoffretKeyslots) both = next != NULL ? coffret_keyslots_with_next (old, next) : NULL;
  g_autoptr (CoffretKeyslots) proven = NULL;
  Keys keys = { vault->folder, vault->master, master };

  if (both == NULL)
    return FALSE;
  coffret_keyslots_seal (both, vault->master);
  if (!coffret_keyslot_files_write (vault->folder, both, error) ||
      !try_next (vault, next, context, master, error) ||
      g_cancellable_set_error_if_cancelled (context->cancellable, error)) {
    undo (vault, both);
    forget (next);
    return FALSE;
  }
  /* Whichever key the database is under after a failure: both have their slots there. */
  if (!coffret_worker_run_alone_sync (vault->worker, rekey, &keys, error))
    return FALSE;
  proven = coffret_keyslots_with_next (both, next);
  settle (vault, proven, master);
  forget (old);
  coffret_migration_copy_remove_all (vault->folder);
  return TRUE;
}

gboolean
coffret_vault_renew_key (CoffretVault *vault,
                         CoffretSlotType slots,
                         CoffretSecret *passphrase,
                         CoffretSecret *code,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *key = g_uuid_string_random ();
  gboolean renewed;

  g_return_val_if_fail (slots != 0, FALSE);
  coffret_vault_begin_backup (vault);
  g_mutex_lock (&vault->mutex);
  renewed = coffret_vault_can_change_slots (vault, error);
  if (renewed) {
    const CoffretSlotContext context = {
      .vault = vault->id,
      .key = key,
      .cost = &vault->cost,
      .passphrase = passphrase,
      .code = code,
      .interactive = TRUE,
      .cancellable = cancellable,
    };
    renewed = renew (vault, slots, &context, error);
  }
  g_mutex_unlock (&vault->mutex);
  coffret_vault_end_backup (vault);
  return renewed;
}
