/* vault-ways.c: the ways into an open vault: what there is, adding, trying, taking away. */
#include "vault/vault.h"

#include "base/instant.h"
#include "vault/keyslot-files.h"
#include "vault/prover.h"
#include "vault/vault-private.h"

#include <glib/gi18n-lib.h>

char *
coffret_vault_get_key_id (CoffretVault *vault)
{
  char *key;

  g_mutex_lock (&vault->mutex);
  key = vault->slots != NULL ? g_strdup (coffret_keyslots_get_key (vault->slots)) : NULL;
  g_mutex_unlock (&vault->mutex);
  return key;
}

CoffretSlotType
coffret_vault_get_slots (CoffretVault *vault)
{
  CoffretSlotType types;

  g_mutex_lock (&vault->mutex);
  types = vault->slots != NULL ? coffret_keyslots_get_types (vault->slots) : 0;
  g_mutex_unlock (&vault->mutex);
  return types;
}

gboolean
coffret_vault_can_change_slots (CoffretVault *vault, GError **error)
{
  if (vault->folder == NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                         _ ("This vault lives in memory only, so it needs no way in."));
  else if (vault->master == NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED,
                         _ ("The vault was closed in the meantime, so this was not done."));
  else if (vault->read_only)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY,
                         _ ("The vault can only be read here: its folder cannot be written to. "
                            "Nothing was changed."));
  else
    return TRUE;
  return FALSE;
}

/* In this program: nothing that it knows may help, but its memory might. */
static gboolean
gives_back (const char *folder,
            const CoffretSlot *kind,
            const CoffretSlotContext *context,
            CoffretSecret *master,
            GError **error)
{
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (folder);
  g_autoptr (CoffretSecret) again =
    coffret_keyslot_files_unlock (files, kind, context->key, context, error);

  if (again == NULL)
    return FALSE;
  if (coffret_secret_equal (again, master))
    return TRUE;
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                       _ ("The new way in did not give the key back, so it is not used."));
  return FALSE;
}

gboolean
coffret_vault_read_back (const char *folder,
                         CoffretKeyslots *slots,
                         const CoffretSlot *kind,
                         const CoffretSlotContext *context,
                         CoffretSecret *master,
                         GError **error)
{
  switch (coffret_prover_ask (folder, kind, context, error)) {
  case COFFRET_PROOF_OPENS:
    coffret_keyslots_set_proven (slots, kind, coffret_instant_now ());
    return TRUE;
  case COFFRET_PROOF_REFUSED:
    return FALSE;
  case COFFRET_PROOF_NONE:
  default:
    return gives_back (folder, kind, context, master, error);
  }
}

/* Takes SLOTS, as those of the vault, on the disk and here. */
static gboolean
settle (CoffretVault *vault, CoffretKeyslots *slots, GError **error)
{
  g_autoptr (CoffretKeyslots) taken = slots;

  if (coffret_keyslots_equal (taken, vault->slots))
    return TRUE;
  coffret_keyslots_seal (taken, vault->master);
  if (!coffret_keyslot_files_write (vault->folder, taken, error))
    return FALSE;
  coffret_keyslots_free (vault->slots);
  vault->slots = g_steal_pointer (&taken);
  return TRUE;
}

/* SLOTS are those on the disk: the caller's copy, which CONTEXT may point into. */
static gboolean
try_slot (CoffretVault *vault,
          const CoffretKeyslots *slots,
          const CoffretSlot *kind,
          const CoffretSlotContext *context,
          GError **error)
{
  g_autoptr (CoffretKeyslots) noted = coffret_keyslots_copy (slots);

  return coffret_vault_read_back (vault->folder, noted, kind, context, vault->master, error) &&
         settle (vault, g_steal_pointer (&noted), error);
}

/* Opened again by itself before it replaces anything, and from the disk after; what does not
 * open then gives way to what was there. */
static gboolean
add_slot (CoffretVault *vault,
          const CoffretKeyslots *before,
          const CoffretSlot *kind,
          const CoffretSlotContext *context,
          GError **error)
{
  g_autoptr (CoffretKeyslots) slots = coffret_keyslots_copy (before);
  json_t *slot = kind->wrap (context, vault->master, error);
  g_autoptr (CoffretSecret) again = slot != NULL ? kind->unwrap (context, slot, error) : NULL;
  g_autoptr (GError) reason = NULL;

  if (again == NULL) {
    json_decref (slot);
    return FALSE;
  }
  coffret_keyslots_set (slots, kind, slot);
  if (!settle (vault, coffret_keyslots_copy (slots), error))
    return FALSE;
  if (try_slot (vault, vault->slots, kind, context, error))
    return TRUE;
  if (!settle (vault, coffret_keyslots_copy (before), &reason))
    g_debug ("the ways in are not as they were: %s", reason->message);
  return FALSE;
}

gboolean
coffret_vault_get_way (CoffretVault *vault, CoffretSlotType slot, CoffretWay *way)
{
  const CoffretSlot *kind = coffret_slot_find (slot);
  gboolean found;

  g_return_val_if_fail (kind != NULL, FALSE);
  g_mutex_lock (&vault->mutex);
  found = vault->slots != NULL && coffret_keyslots_find (vault->slots, kind) != NULL;
  if (found) {
    way->made = coffret_keyslots_get_made (vault->slots, kind);
    way->proven = coffret_keyslots_get_proven (vault->slots, kind);
  }
  g_mutex_unlock (&vault->mutex);
  return found;
}

CoffretSlotType
coffret_vault_get_proven_slots (CoffretVault *vault)
{
  CoffretSlotType types;

  g_mutex_lock (&vault->mutex);
  types = vault->slots != NULL ? coffret_keyslots_get_proven_types (vault->slots) : 0;
  g_mutex_unlock (&vault->mutex);
  return types;
}

static gboolean
test_slot (CoffretVault *vault,
           const CoffretKeyslots *slots,
           const CoffretSlot *kind,
           const CoffretSlotContext *context,
           GError **error)
{
  if (coffret_keyslots_find (slots, kind) != NULL)
    return try_slot (vault, slots, kind, context, error);
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                       _ ("This vault cannot be opened in this way. Please use another one."));
  return FALSE;
}

typedef gboolean (*SlotFunc) (CoffretVault *vault,
                              const CoffretKeyslots *slots,
                              const CoffretSlot *kind,
                              const CoffretSlotContext *context,
                              GError **error);

static gboolean
with_slot (CoffretVault *vault,
           SlotFunc func,
           CoffretSlotType slot,
           CoffretSecret *secret,
           GCancellable *cancellable,
           GError **error)
{
  const CoffretSlot *kind = coffret_slot_find (slot);
  gboolean done;

  g_return_val_if_fail (kind != NULL, FALSE);
  g_mutex_lock (&vault->mutex);
  done = coffret_vault_can_change_slots (vault, error);
  if (done) {
    g_autoptr (CoffretKeyslots) slots = coffret_keyslots_copy (vault->slots);
    const CoffretSlotContext context = {
      .vault = coffret_keyslots_get_vault (slots),
      .key = coffret_keyslots_get_key (slots),
      .cost = &vault->cost,
      .passphrase = secret,
      .code = secret,
      .interactive = TRUE,
      .cancellable = cancellable,
    };
    done = func (vault, slots, kind, &context, error);
  }
  g_mutex_unlock (&vault->mutex);
  return done;
}

gboolean
coffret_vault_test_slot (CoffretVault *vault,
                         CoffretSlotType slot,
                         CoffretSecret *secret,
                         GCancellable *cancellable,
                         GError **error)
{
  return with_slot (vault, test_slot, slot, secret, cancellable, error);
}

gboolean
coffret_vault_add_slot (CoffretVault *vault,
                        CoffretSlotType slot,
                        CoffretSecret *secret,
                        GCancellable *cancellable,
                        GError **error)
{
  return with_slot (vault, add_slot, slot, secret, cancellable, error);
}

/* Whether the vault opens by what stays in SLOTS: by a way that was seen to work. */
static gboolean
still_opens (const CoffretKeyslots *slots, GError **error)
{
  if (coffret_keyslots_get_types (slots) == 0)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("This is the last way into your vault, so it stays. Add another one "
                            "first."));
  else if (coffret_keyslots_get_proven_types (slots) == 0)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("The other way into your vault has never been tried, so this one "
                            "stays. Test the other one first."));
  else
    return TRUE;
  return FALSE;
}

static gboolean
remove_slot (CoffretVault *vault, const CoffretSlot *kind, GError **error)
{
  g_autoptr (CoffretKeyslots) slots = coffret_keyslots_copy (vault->slots);
  const CoffretSlotContext context = {
    .vault = coffret_keyslots_get_vault (slots),
    .key = coffret_keyslots_get_key (slots),
  };

  if (coffret_keyslots_find (slots, kind) == NULL) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                         _ ("This vault cannot be opened in this way. Please use another one."));
    return FALSE;
  }
  coffret_keyslots_remove (slots, kind);
  if (!still_opens (slots, error))
    return FALSE;
  if (!settle (vault, coffret_keyslots_copy (slots), error))
    return FALSE;
  if (kind->forget != NULL)
    kind->forget (&context);
  return TRUE;
}

gboolean
coffret_vault_remove_slot (CoffretVault *vault, CoffretSlotType slot, GError **error)
{
  const CoffretSlot *kind = coffret_slot_find (slot);
  gboolean removed;

  g_return_val_if_fail (kind != NULL, FALSE);
  g_mutex_lock (&vault->mutex);
  removed = coffret_vault_can_change_slots (vault, error) && remove_slot (vault, kind, error);
  g_mutex_unlock (&vault->mutex);
  return removed;
}
