#include "vault/keyring.h"
#include "vault/portal-secret.h"
#include "vault/slot.h"
#include "vault/vault.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define KEY_LENGTH 32
/* In the slot, where it is not the keyring itself that has the key. */
#define FROM "from"
#define PORTAL "portal"
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
  g_autoptr (CoffretSecret) text = coffret_portal_secret_is_used ()
                                     ? coffret_portal_secret_derive (&keyring, &error)
                                     : coffret_keyring_read (&keyring, &error);

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
  g_autoptr (CoffretSecret) text = NULL;
  CoffretSecret *key;

  if (coffret_portal_secret_is_used ())
    return coffret_portal_secret_derive (&keyring, error);
  text = coffret_keyring_read (&keyring, error);
  key = text != NULL ? decode (text) : NULL;
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
  if (coffret_portal_secret_is_used ())
    json_object_set_new (slot, FROM, json_string (PORTAL));
  coffret_slot_seal (context, slot, key, master);
  return slot;
}

/* Whether the key lies where this process looks for it: what a sandbox is given and what the
 * keyring shows to others are two things. */
static gboolean
is_from_here (const json_t *slot)
{
  const char *from = json_string_value (json_object_get (slot, FROM));

  return (g_strcmp0 (from, PORTAL) == 0) == coffret_portal_secret_is_used ();
}

static CoffretSecret *
unwrap_keyring (const CoffretSlotContext *context, const json_t *slot, GError **error)
{
  g_autoptr (CoffretSecret) key = NULL;
  CoffretSecret *master;

  if (!is_from_here (slot)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_ABSENT,
                         _ ("Another installation of Coffret keeps the key of this vault, and the "
                            "keyring shows it to that one only. Please use your passphrase."));
    return NULL;
  }
  key = read_key (context, error);
  master = key != NULL ? coffret_slot_unseal (context, slot, key) : NULL;
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

  /* The desktop keeps its secret for whatever else it is the key to. */
  if (coffret_portal_secret_is_used ())
    return;
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
