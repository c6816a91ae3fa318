#include "vault/slot.h"

#include "base/base64.h"

#include <sodium.h>
#include <string.h>

#define NONCE_LENGTH crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define WRAPPED_LENGTH (COFFRET_MASTER_KEY_LENGTH + crypto_aead_xchacha20poly1305_ietf_ABYTES)

G_STATIC_ASSERT (crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);

const CoffretSlotCost coffret_slot_cost_default = {
  .memory = 256 * 1024 * 1024,
  .passes = 3,
  .memory_min = 64 * 1024 * 1024,
  .memory_max = 1024 * 1024 * 1024,
  .passes_min = 1,
  .passes_max = 10,
};

const CoffretSlot *const coffret_slots[] = {
  &coffret_slot_keyring,
  &coffret_slot_passphrase,
  &coffret_slot_recovery,
  NULL,
};

const CoffretSlot *
coffret_slot_find (CoffretSlotType type)
{
  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (coffret_slots[i]->type == type)
      return coffret_slots[i];
  return NULL;
}

static char *
associated_data (const CoffretSlotContext *context, const json_t *slot)
{
  const char *type = coffret_json_string (slot, "type");

  return g_strjoin ("\n", "coffret slot 1", context->vault, context->key, type != NULL ? type : "",
                    NULL);
}

void
coffret_slot_seal (const CoffretSlotContext *context,
                   json_t *slot,
                   CoffretSecret *key,
                   CoffretSecret *master)
{
  g_autofree char *data = associated_data (context, slot);
  guint8 nonce[NONCE_LENGTH], wrapped[WRAPPED_LENGTH];

  g_assert (coffret_secret_length (key) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  g_assert (coffret_secret_length (master) == COFFRET_MASTER_KEY_LENGTH);
  randombytes_buf (nonce, sizeof nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (
    wrapped, NULL, coffret_secret_bytes (master), COFFRET_MASTER_KEY_LENGTH, (guint8 *) data,
    strlen (data), NULL, nonce, coffret_secret_bytes (key));
  coffret_slot_set_bytes (slot, "nonce", nonce, sizeof nonce);
  coffret_slot_set_bytes (slot, "wrapped", wrapped, sizeof wrapped);
}

CoffretSecret *
coffret_slot_unseal (const CoffretSlotContext *context, const json_t *slot, CoffretSecret *key)
{
  g_autofree char *data = associated_data (context, slot);
  g_autoptr (CoffretSecret) master = coffret_secret_new (COFFRET_MASTER_KEY_LENGTH);
  guint8 nonce[NONCE_LENGTH], wrapped[WRAPPED_LENGTH];

  if (coffret_secret_length (key) != crypto_aead_xchacha20poly1305_ietf_KEYBYTES ||
      !coffret_slot_get_bytes (slot, "nonce", nonce, sizeof nonce) ||
      !coffret_slot_get_bytes (slot, "wrapped", wrapped, sizeof wrapped) ||
      crypto_aead_xchacha20poly1305_ietf_decrypt (
        coffret_secret_bytes (master), NULL, NULL, wrapped, sizeof wrapped, (guint8 *) data,
        strlen (data), nonce, coffret_secret_bytes (key)) != 0)
    return NULL;
  return g_steal_pointer (&master);
}

void
coffret_slot_set_bytes (json_t *slot, const char *name, const guint8 *data, gsize length)
{
  g_autofree char *text = coffret_base64url_encode (data, length);

  json_object_set_new (slot, name, json_string (text));
}

gboolean
coffret_slot_get_bytes (const json_t *slot, const char *name, guint8 *data, gsize length)
{
  const char *text = coffret_json_string (slot, name);
  g_autoptr (GBytes) bytes = text != NULL ? coffret_base64url_decode (text, strlen (text)) : NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) != length)
    return FALSE;
  memcpy (data, g_bytes_get_data (bytes, NULL), length);
  return TRUE;
}
