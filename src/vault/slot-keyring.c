#include "vault/keyring.h"
#include "vault/slot.h"
#include "vault/vault.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define KEY_LENGTH 32
#define VARIANT sodium_base64_VARIANT_ORIGINAL
#define TEXT_LENGTH sodium_base64_ENCODED_LEN (KEY_LENGTH, VARIANT)

static CoffretKeyring
keyring_of (const CoffretSlotContext *context)
{
  return (CoffretKeyring) {
    .vault = context->vault,
    .key = context->key,
    .interactive = context->interactive,
    .cancellable = context->cancellable,
  };
}

gboolean
coffret_vault_has_keyring (void)
{
  const CoffretKeyring keyring = { .vault = "none", .key = "none" };
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSecret) text = coffret_keyring_read (&keyring, &error);

  return !g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE);
}

/* One line: a keyring that is a text file once lost what had line breaks in it. */
static CoffretSecret *
encode (CoffretSecret *key)
{
  g_autoptr (CoffretSecret) text = coffret_secret_new (TEXT_LENGTH);

  sodium_bin2base64 ((char *) coffret_secret_bytes (text), TEXT_LENGTH, coffret_secret_bytes (key),
                     KEY_LENGTH, VARIANT);
  return coffret_secret_new_copy (coffret_secret_bytes (text), TEXT_LENGTH - 1);
}

static CoffretSecret *
decode (CoffretSecret *text)
{
  g_autoptr (CoffretSecret) key = coffret_secret_new (KEY_LENGTH);
  gsize length = 0;

  if (sodium_base642bin (coffret_secret_bytes (key), KEY_LENGTH,
                         (const char *) coffret_secret_bytes (text), coffret_secret_length (text),
                         NULL, &length, NULL, VARIANT) != 0 ||
      length != KEY_LENGTH)
    return NULL;
  return g_steal_pointer (&key);
}

static CoffretSecret *
read_key (const CoffretSlotContext *context, GError **error)
{
  CoffretKeyring keyring = keyring_of (context);
  g_autoptr (CoffretSecret) text = coffret_keyring_read (&keyring, error);
  CoffretSecret *key = text != NULL ? decode (text) : NULL;

  if (text != NULL && key == NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                         _ ("The key in the keyring of this computer does not fit this vault. "
                            "Please use your passphrase."));
  return key;
}

/* A key that is there already is used again: were it replaced, a crash before the
 * slot file is written would leave a slot that nothing opens. */
static json_t *
wrap_keyring (const CoffretSlotContext *context, CoffretSecret *master, GError **error)
{
  CoffretKeyring keyring = keyring_of (context);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretSecret) key = read_key (context, &reason);
  json_t *slot;

  if (key == NULL) {
    g_autoptr (CoffretSecret) text = NULL;
    if (!g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_ABSENT) &&
        !g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY)) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
    key = coffret_secret_new_random (KEY_LENGTH);
    text = encode (key);
    if (!coffret_keyring_store (&keyring, text, error))
      return NULL;
  }
  slot = json_pack ("{s:s}", "type", coffret_slot_keyring.id);
  coffret_slot_seal (context, slot, key, master);
  return slot;
}

static CoffretSecret *
unwrap_keyring (const CoffretSlotContext *context, const json_t *slot, GError **error)
{
  g_autoptr (CoffretSecret) key = read_key (context, error);
  CoffretSecret *master = key != NULL ? coffret_slot_unseal (context, slot, key) : NULL;

  if (key != NULL && master == NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY,
                         _ ("The key in the keyring of this computer does not fit this vault. "
                            "Please use your passphrase."));
  return master;
}

static void
forget_keyring (const CoffretSlotContext *context)
{
  CoffretKeyring keyring = keyring_of (context);
  g_autoptr (GError) reason = NULL;

  /* What stays behind opens nothing without the slot. */
  if (!coffret_keyring_remove (&keyring, &reason))
    g_debug ("the keyring kept a key that is no longer used: %s", reason->message);
}

const CoffretSlot coffret_slot_keyring = {
  .type = COFFRET_SLOT_KEYRING,
  .id = "keyring",
  .wrap = wrap_keyring,
  .unwrap = unwrap_keyring,
  .forget = forget_keyring,
};
