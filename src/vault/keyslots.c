#include "vault/keyslots.h"

#include "vault/migrations.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define MAC_LENGTH 32
#define MAX_SLOTS 16
#define KDF_CONTEXT "coffslot"
#define KDF_NUMBER 2

struct _CoffretKeyslots {
  json_t *root;
};

static gboolean
set_damaged (const char *what, GError **error)
{
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
               _ ("The key file of the vault is damaged. Nothing was changed. Please restore a "
                  "backup."),
               what);
  return FALSE;
}

static gboolean
check_number (const json_t *root, const char *name, gint64 newest, GError **error)
{
  const json_t *number = json_object_get (root, name);

  if (!json_is_integer (number) || json_integer_value (number) < 1)
    return set_damaged (name, error);
  if (json_integer_value (number) <= newest)
    return TRUE;
  g_set_error (
    error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NEWER,
    "%s (%s %" JSON_INTEGER_FORMAT " > %" G_GINT64_FORMAT ")",
    _ ("This vault was made by a newer Coffret. Nothing was changed in it. Please update "
       "Coffret and open it again."),
    name, json_integer_value (number), newest);
  return FALSE;
}

static gboolean
check_slots (const json_t *root, GError **error)
{
  const json_t *slots = json_object_get (root, "slots");
  gsize index;
  json_t *slot;

  if (!json_is_array (slots) || json_array_size (slots) == 0 || json_array_size (slots) > MAX_SLOTS)
    return set_damaged ("slots", error);
  json_array_foreach (slots, index, slot) {
    const char *type = coffret_json_string (slot, "type");
    if (type == NULL)
      return set_damaged ("slot without a type", error);
    for (gsize i = 0; i < index; i++)
      if (g_strcmp0 (coffret_json_string (json_array_get (slots, i), "type"), type) == 0)
        return set_damaged ("two slots of one type", error);
  }
  return TRUE;
}

static gboolean
check_id (const json_t *root, const char *name, GError **error)
{
  const char *id = coffret_json_string (root, name);

  return (id != NULL && g_uuid_string_is_valid (id)) || set_damaged (name, error);
}

CoffretKeyslots *
coffret_keyslots_new (const char *vault, const char *key)
{
  CoffretKeyslots *slots = g_new0 (CoffretKeyslots, 1);

  slots->root = json_pack ("{s:s, s:i, s:s, s:s, s:i, s:i, s:[]}", "application", "coffret",
                           "format", COFFRET_KEYSLOTS_FORMAT, "vault", vault, "key", key, "schema",
                           COFFRET_SCHEMA_VERSION, "revision", 0, "slots");
  g_assert (slots->root != NULL);
  return slots;
}

CoffretKeyslots *
coffret_keyslots_parse (GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretKeyslots) slots = g_new0 (CoffretKeyslots, 1);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  slots->root = coffret_json_parse (data, size, NULL, &reason);
  if (slots->root == NULL)
    set_damaged (size == 0 ? "empty" : reason->message, error);
  else if (g_strcmp0 (coffret_json_string (slots->root, "application"), "coffret") != 0)
    set_damaged ("application", error);
  else if (check_number (slots->root, "format", COFFRET_KEYSLOTS_FORMAT, error) &&
           check_number (slots->root, "schema", COFFRET_SCHEMA_VERSION, error) &&
           check_number (slots->root, "revision", G_MAXINT64, error) &&
           check_id (slots->root, "vault", error) && check_id (slots->root, "key", error) &&
           check_slots (slots->root, error))
    return g_steal_pointer (&slots);
  return NULL;
}

CoffretKeyslots *
coffret_keyslots_copy (const CoffretKeyslots *slots)
{
  CoffretKeyslots *copy = g_new0 (CoffretKeyslots, 1);

  copy->root = json_deep_copy (slots->root);
  return copy;
}

void
coffret_keyslots_free (CoffretKeyslots *slots)
{
  if (slots == NULL)
    return;
  json_decref (slots->root);
  g_free (slots);
}

const char *
coffret_keyslots_get_vault (const CoffretKeyslots *slots)
{
  return coffret_json_string (slots->root, "vault");
}

const char *
coffret_keyslots_get_key (const CoffretKeyslots *slots)
{
  return coffret_json_string (slots->root, "key");
}

gint64
coffret_keyslots_get_revision (const CoffretKeyslots *slots)
{
  return json_integer_value (json_object_get (slots->root, "revision"));
}

CoffretSlotType
coffret_keyslots_get_types (const CoffretKeyslots *slots)
{
  CoffretSlotType types = 0;

  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (coffret_keyslots_find (slots, coffret_slots[i]) != NULL)
      types |= coffret_slots[i]->type;
  return types;
}

const json_t *
coffret_keyslots_find (const CoffretKeyslots *slots, const CoffretSlot *kind)
{
  gsize index;
  json_t *slot;

  json_array_foreach (json_object_get (slots->root, "slots"), index, slot)
    if (g_strcmp0 (coffret_json_string (slot, "type"), kind->id) == 0)
      return slot;
  return NULL;
}

void
coffret_keyslots_remove (CoffretKeyslots *slots, const CoffretSlot *kind)
{
  json_t *array = json_object_get (slots->root, "slots");
  const json_t *slot = coffret_keyslots_find (slots, kind);

  for (gsize i = json_array_size (array); i > 0; i--)
    if (json_array_get (array, i - 1) == slot)
      json_array_remove (array, i - 1);
}

void
coffret_keyslots_set (CoffretKeyslots *slots, const CoffretSlot *kind, json_t *slot)
{
  coffret_keyslots_remove (slots, kind);
  json_array_append_new (json_object_get (slots->root, "slots"), slot);
}

static void
authenticate (const CoffretKeyslots *slots, CoffretSecret *master, guint8 mac[MAC_LENGTH])
{
  g_autoptr (json_t) bare = json_copy (slots->root);
  g_autoptr (CoffretSecret) key = coffret_secret_new (crypto_generichash_KEYBYTES);
  g_autofree char *text = NULL;

  json_object_del (bare, "mac");
  text = coffret_json_dump_sorted (bare);
  crypto_kdf_derive_from_key (coffret_secret_bytes (key), coffret_secret_length (key), KDF_NUMBER,
                              KDF_CONTEXT, coffret_secret_bytes (master));
  crypto_generichash (mac, MAC_LENGTH, (const guint8 *) text, strlen (text),
                      coffret_secret_bytes (key), coffret_secret_length (key));
}

void
coffret_keyslots_seal (CoffretKeyslots *slots, CoffretSecret *master)
{
  guint8 mac[MAC_LENGTH];

  json_object_set_new (slots->root, "schema", json_integer (COFFRET_SCHEMA_VERSION));
  json_object_set_new (slots->root, "revision",
                       json_integer (coffret_keyslots_get_revision (slots) + 1));
  authenticate (slots, master, mac);
  coffret_slot_set_bytes (slots->root, "mac", mac, sizeof mac);
}

gboolean
coffret_keyslots_verify (const CoffretKeyslots *slots, CoffretSecret *master)
{
  guint8 expected[MAC_LENGTH], found[MAC_LENGTH];

  authenticate (slots, master, expected);
  return coffret_slot_get_bytes (slots->root, "mac", found, sizeof found) &&
         sodium_memcmp (expected, found, MAC_LENGTH) == 0;
}

gboolean
coffret_keyslots_equal (const CoffretKeyslots *a, const CoffretKeyslots *b)
{
  return json_equal (a->root, b->root);
}

GBytes *
coffret_keyslots_to_bytes (const CoffretKeyslots *slots)
{
  g_autofree char *text = coffret_json_dump_pretty (slots->root);
  char *line = g_strconcat (text, "\n", NULL);

  return g_bytes_new_take (line, strlen (line));
}
