#include "vault/stretch.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

/* The same words typed on another keyboard may be other bytes: NFC makes them one. */
static CoffretSecret *
normalise (CoffretSecret *passphrase)
{
  gsize length = coffret_secret_length (passphrase);
  const char *text = (const char *) coffret_secret_bytes (passphrase);
  char *composed = length > 0 && g_utf8_validate_len (text, length, NULL)
                     ? g_utf8_normalize (text, (gssize) length, G_NORMALIZE_NFC)
                     : NULL;
  CoffretSecret *normal;

  if (composed == NULL)
    return coffret_secret_ref (passphrase);
  normal = coffret_secret_new_copy (composed, strlen (composed));
  sodium_memzero (composed, strlen (composed));
  g_free (composed);
  return normal;
}

static void
set_no_memory (GError **error)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_MEMORY,
                       _ ("The computer has not enough free memory to check the passphrase. The "
                          "passphrase may well be right. Close some programs and try again."));
}

static gboolean
require_passphrase (const CoffretSlotContext *context, GError **error)
{
  if (context->passphrase != NULL && coffret_secret_length (context->passphrase) > 0)
    return TRUE;
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                       _ ("The passphrase is empty. Please type it."));
  return FALSE;
}

static json_t *
wrap_passphrase (const CoffretSlotContext *context, CoffretSecret *master, GError **error)
{
  g_autoptr (CoffretSecret) normal = NULL;
  json_t *slot;

  if (!require_passphrase (context, error))
    return NULL;
  normal = normalise (context->passphrase);
  slot =
    coffret_stretch_wrap (context, &coffret_slot_passphrase, normal, context->cost->memory, master);
  if (slot == NULL)
    set_no_memory (error);
  return slot;
}

static CoffretSecret *
unwrap_passphrase (const CoffretSlotContext *context, const json_t *slot, GError **error)
{
  g_autoptr (CoffretSecret) normal = NULL;
  CoffretSecret *master = NULL;

  if (!require_passphrase (context, error))
    return NULL;
  normal = normalise (context->passphrase);
  switch (coffret_stretch_unwrap (context, slot, normal, &master)) {
  case COFFRET_STRETCH_DAMAGED:
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("The key file of the vault is damaged, so the passphrase cannot be "
                            "checked. Nothing was changed. Please restore a backup."));
    break;
  case COFFRET_STRETCH_NO_MEMORY:
    set_no_memory (error);
    break;
  case COFFRET_STRETCH_WRONG:
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                         _ ("This is not the passphrase of this vault. Please try again."));
    break;
  case COFFRET_STRETCH_DONE:
  default:
    break;
  }
  return master;
}

const CoffretSlot coffret_slot_passphrase = {
  .type = COFFRET_SLOT_PASSPHRASE,
  .id = "passphrase",
  .wrap = wrap_passphrase,
  .unwrap = unwrap_passphrase,
};
