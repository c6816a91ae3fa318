#include "vault/slot.h"

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

/* NULL: not enough memory. */
static CoffretSecret *
derive (CoffretSecret *passphrase, guint64 memory, guint64 passes, const guint8 *salt)
{
  g_autoptr (CoffretSecret) normal = normalise (passphrase);
  g_autoptr (CoffretSecret) key = coffret_secret_new (crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

  if (crypto_pwhash (coffret_secret_bytes (key), coffret_secret_length (key),
                     (const char *) coffret_secret_bytes (normal), coffret_secret_length (normal),
                     salt, passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return NULL;
  return g_steal_pointer (&key);
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
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint64 memory = context->cost->memory;
  g_autoptr (CoffretSecret) key = NULL;
  json_t *slot;

  if (!require_passphrase (context, error))
    return NULL;
  randombytes_buf (salt, sizeof salt);
  key = derive (context->passphrase, memory, context->cost->passes, salt);
  if (key == NULL) {
    memory = context->cost->memory_min;
    key = derive (context->passphrase, memory, context->cost->passes, salt);
  }
  if (key == NULL) {
    set_no_memory (error);
    return NULL;
  }
  slot = json_pack ("{s:s, s:s, s:I, s:I}", "type", coffret_slot_passphrase.id, "kdf", "argon2id13",
                    "memory", (json_int_t) memory, "passes", (json_int_t) context->cost->passes);
  coffret_slot_set_bytes (slot, "salt", salt, sizeof salt);
  coffret_slot_seal (context, slot, key, master);
  return slot;
}

static gboolean
within (const json_t *slot, const char *name, guint64 minimum, guint64 maximum, guint64 *value)
{
  const json_t *number = json_object_get (slot, name);

  if (!json_is_integer (number) || json_integer_value (number) < 0)
    return FALSE;
  *value = (guint64) json_integer_value (number);
  return *value >= minimum && *value <= maximum;
}

static CoffretSecret *
unwrap_passphrase (const CoffretSlotContext *context, const json_t *slot, GError **error)
{
  const CoffretSlotCost *cost = context->cost;
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint64 memory, passes;
  g_autoptr (CoffretSecret) key = NULL;
  g_autoptr (CoffretSecret) master = NULL;

  if (!require_passphrase (context, error))
    return NULL;
  if (g_strcmp0 (coffret_json_string (slot, "kdf"), "argon2id13") != 0 ||
      !within (slot, "memory", cost->memory_min, cost->memory_max, &memory) ||
      !within (slot, "passes", cost->passes_min, cost->passes_max, &passes) ||
      !coffret_slot_get_bytes (slot, "salt", salt, sizeof salt)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("The key file of the vault is damaged, so the passphrase cannot be "
                            "checked. Nothing was changed. Please restore a backup."));
    return NULL;
  }
  key = derive (context->passphrase, memory, passes, salt);
  if (key == NULL) {
    set_no_memory (error);
    return NULL;
  }
  master = coffret_slot_unseal (context, slot, key);
  if (master == NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                         _ ("This is not the passphrase of this vault. Please try again."));
  return g_steal_pointer (&master);
}

const CoffretSlot coffret_slot_passphrase = {
  .type = COFFRET_SLOT_PASSPHRASE,
  .id = "passphrase",
  .wrap = wrap_passphrase,
  .unwrap = unwrap_passphrase,
};
