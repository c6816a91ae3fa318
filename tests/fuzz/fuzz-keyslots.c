/* The key file of a vault, or what a backup says is one: read, written again, and opened with
 * words that do not fit, without taking more memory or time than its reader allows. */
#include "fuzz.h"
#include "vault/keyslots.h"

static CoffretSecret *
secret_of (const char *text, gsize length)
{
  return coffret_secret_new_copy (text, length);
}

/* As small as libsodium goes: what is tested is who decides, not how long it takes. */
static const CoffretSlotCost cost = {
  .memory = 8192,
  .passes = 1,
  .memory_min = 8192,
  .memory_max = 65536,
  .passes_min = 1,
  .passes_max = 2,
};

static void
open_by (const CoffretKeyslots *slots, const CoffretSlot *kind)
{
  g_autoptr (CoffretSecret) words = secret_of ("correct horse", 13);
  g_autoptr (GError) error = NULL;
  const CoffretSlotContext context = {
    .vault = coffret_keyslots_get_vault (slots),
    .key = coffret_keyslots_get_key (slots),
    .cost = &cost,
    .passphrase = words,
    .code = words,
  };
  const json_t *slot = coffret_keyslots_find (slots, kind);
  g_autoptr (CoffretSecret) master = slot != NULL ? kind->unwrap (&context, slot, &error) : NULL;

  g_assert (slot == NULL || (master == NULL) == (error != NULL));
}

/* What a renewal that was cut short may have left: taken apart, put together, and ended. */
static void
renew (const CoffretKeyslots *slots, CoffretSecret *master)
{
  const CoffretKeyslots *next = coffret_keyslots_get_next (slots);
  g_autoptr (CoffretKeyslots) alone = NULL;
  g_autoptr (CoffretKeyslots) whole = NULL;
  g_autoptr (CoffretKeyslots) promoted = NULL;
  g_autoptr (CoffretKeyslots) read = NULL;
  g_autoptr (GBytes) written = NULL;

  if (next == NULL)
    return;
  g_assert (!coffret_keyslots_verify (next, master));
  g_assert (coffret_keyslots_get_previous (next, master) == NULL);
  alone = coffret_keyslots_with_next (slots, NULL);
  g_assert (coffret_keyslots_get_next (alone) == NULL);
  whole = coffret_keyslots_with_next (alone, next);
  g_assert (coffret_keyslots_equal (slots, whole));
  promoted = coffret_keyslots_promote (slots);
  coffret_keyslots_seal (promoted, master);
  written = coffret_keyslots_to_bytes (promoted);
  read = coffret_keyslots_parse (written, NULL);
  g_assert (read != NULL && coffret_keyslots_verify (read, master));
  g_assert (coffret_keyslots_get_revision (read) >= coffret_keyslots_get_revision (slots));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretKeyslots) slots = coffret_keyslots_parse (bytes, &error);
  g_autoptr (CoffretKeyslots) again = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autoptr (CoffretSecret) master = NULL;

  g_assert ((slots == NULL) == (error != NULL));
  if (slots == NULL)
    return 0;
  written = coffret_keyslots_to_bytes (slots);
  again = coffret_keyslots_parse (written, NULL);
  g_assert (again != NULL && coffret_keyslots_equal (slots, again));
  master = coffret_secret_new (COFFRET_MASTER_KEY_LENGTH);
  g_assert (!coffret_keyslots_verify (slots, master));
  renew (slots, master);
  /* A keyring is another program. */
  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (coffret_slots[i]->type != COFFRET_SLOT_KEYRING)
      open_by (slots, coffret_slots[i]);
  return 0;
}
