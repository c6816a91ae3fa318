#include "vault/stretch.h"

#include <sodium.h>

/* NULL: not enough memory. */
static CoffretSecret *
derive (CoffretSecret *words, guint64 memory, guint64 passes, const guint8 *salt)
{
  g_autoptr (CoffretSecret) key = coffret_secret_new (crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

  if (crypto_pwhash (coffret_secret_bytes (key), coffret_secret_length (key),
                     (const char *) coffret_secret_bytes (words), coffret_secret_length (words),
                     salt, passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return NULL;
  return g_steal_pointer (&key);
}

json_t *
coffret_stretch_wrap (const CoffretSlotContext *context,
                      const CoffretSlot *kind,
                      CoffretSecret *words,
                      guint64 memory,
                      CoffretSecret *master)
{
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint64 passes = context->cost->passes;
  g_autoptr (CoffretSecret) key = NULL;
  json_t *slot;

  randombytes_buf (salt, sizeof salt);
  key = derive (words, memory, passes, salt);
  if (key == NULL) {
    memory = context->cost->memory_min;
    key = derive (words, memory, passes, salt);
  }
  if (key == NULL)
    return NULL;
  slot = json_pack ("{s:s, s:s, s:I, s:I}", "type", kind->id, "kdf", "argon2id13", "memory",
                    (json_int_t) memory, "passes", (json_int_t) passes);
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

CoffretStretchOutcome
coffret_stretch_unwrap (const CoffretSlotContext *context,
                        const json_t *slot,
                        CoffretSecret *words,
                        CoffretSecret **master)
{
  const CoffretSlotCost *cost = context->cost;
  guint8 salt[crypto_pwhash_SALTBYTES];
  guint64 memory, passes;
  g_autoptr (CoffretSecret) key = NULL;

  *master = NULL;
  if (g_strcmp0 (coffret_json_string (slot, "kdf"), "argon2id13") != 0 ||
      !within (slot, "memory", cost->memory_min, cost->memory_max, &memory) ||
      !within (slot, "passes", cost->passes_min, cost->passes_max, &passes) ||
      !coffret_slot_get_bytes (slot, "salt", salt, sizeof salt))
    return COFFRET_STRETCH_DAMAGED;
  key = derive (words, memory, passes, salt);
  if (key == NULL)
    return COFFRET_STRETCH_NO_MEMORY;
  *master = coffret_slot_unseal (context, slot, key);
  return *master != NULL ? COFFRET_STRETCH_DONE : COFFRET_STRETCH_WRONG;
}
