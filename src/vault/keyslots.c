#include "vault/keyslots.h"

#include "base/instant.h"
#include "vault/migrations.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define MAC_LENGTH 32
#define CHECK_LENGTH 16
#define MAX_SLOTS 16
#define KDF_CONTEXT "coffslot"
#define MAC_NUMBER 2
#define PREVIOUS_NUMBER 3

struct _CoffretKeyslots {
  json_t *root;
  CoffretKeyslots *next; /* nullable; its root lies in ours */
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

/* Takes ROOT. */
static CoffretKeyslots *
read_root (json_t *root, GError **error)
{
  g_autoptr (CoffretKeyslots) slots = g_new0 (CoffretKeyslots, 1);

  slots->root = root;
  if (g_strcmp0 (coffret_json_string (root, "application"), "coffret") != 0)
    set_damaged ("application", error);
  else if (check_number (root, "format", COFFRET_KEYSLOTS_FORMAT, error) &&
           check_number (root, "schema", COFFRET_SCHEMA_VERSION, error) &&
           check_number (root, "revision", G_MAXINT64, error) && check_id (root, "vault", error) &&
           check_id (root, "key", error) && check_slots (root, error))
    return g_steal_pointer (&slots);
  return NULL;
}

/* Of this vault, of another key, and the last of the chain. */
static gboolean
read_next (CoffretKeyslots *slots, GError **error)
{
  json_t *root = json_object_get (slots->root, "next");

  if (root == NULL)
    return TRUE;
  slots->next = read_root (json_incref (root), error);
  if (slots->next == NULL)
    return FALSE;
  return (g_str_equal (coffret_keyslots_get_vault (slots),
                       coffret_keyslots_get_vault (slots->next)) &&
          !g_str_equal (coffret_keyslots_get_key (slots), coffret_keyslots_get_key (slots->next)) &&
          json_object_get (root, "next") == NULL) ||
         set_damaged ("next", error);
}

static void
digest (const json_t *root, guint8 check[CHECK_LENGTH])
{
  g_autoptr (json_t) bare = json_copy ((json_t *) root);
  g_autofree char *text = NULL;

  json_object_del (bare, "mac");
  json_object_del (bare, "check");
  text = coffret_json_dump_sorted (bare);
  crypto_generichash (check, CHECK_LENGTH, (const guint8 *) text, strlen (text), NULL, 0);
}

static gboolean
is_as_written (const json_t *root)
{
  guint8 expected[CHECK_LENGTH], found[CHECK_LENGTH];

  if (json_object_get (root, "check") == NULL)
    return TRUE;
  digest (root, expected);
  return coffret_slot_get_bytes (root, "check", found, sizeof found) &&
         memcmp (expected, found, sizeof found) == 0;
}

static CoffretKeyslots *
parse (GBytes *bytes, gboolean checked, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretKeyslots) slots = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  json_t *root = coffret_json_parse (data, size, NULL, &reason);

  if (root == NULL) {
    set_damaged (size == 0 ? "empty" : reason->message, error);
    return NULL;
  }
  slots = read_root (root, error);
  if (slots == NULL || !read_next (slots, error) ||
      (checked && !is_as_written (root) && !set_damaged ("check", error)))
    return NULL;
  return g_steal_pointer (&slots);
}

CoffretKeyslots *
coffret_keyslots_parse (GBytes *bytes, GError **error)
{
  return parse (bytes, TRUE, error);
}

CoffretKeyslots *
coffret_keyslots_parse_damaged (GBytes *bytes)
{
  return parse (bytes, FALSE, NULL);
}

/* Takes ROOT, which was checked before. */
static CoffretKeyslots *
wrap_root (json_t *root)
{
  CoffretKeyslots *slots = g_new0 (CoffretKeyslots, 1);

  slots->root = root;
  if (json_object_get (root, "next") != NULL)
    slots->next = wrap_root (json_incref (json_object_get (root, "next")));
  return slots;
}

CoffretKeyslots *
coffret_keyslots_copy (const CoffretKeyslots *slots)
{
  return wrap_root (json_deep_copy (slots->root));
}

void
coffret_keyslots_free (CoffretKeyslots *slots)
{
  if (slots == NULL)
    return;
  coffret_keyslots_free (slots->next);
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
  json_object_set_new (slot, "made", json_integer (coffret_instant_now ()));
  json_array_append_new (json_object_get (slots->root, "slots"), slot);
}

static gint64
instant_of (const CoffretKeyslots *slots, const CoffretSlot *kind, const char *name)
{
  const json_t *slot = coffret_keyslots_find (slots, kind);
  const json_t *instant = slot != NULL ? json_object_get (slot, name) : NULL;

  return json_is_integer (instant) ? json_integer_value (instant) : COFFRET_INSTANT_NONE;
}

gint64
coffret_keyslots_get_made (const CoffretKeyslots *slots, const CoffretSlot *kind)
{
  return instant_of (slots, kind, "made");
}

gint64
coffret_keyslots_get_proven (const CoffretKeyslots *slots, const CoffretSlot *kind)
{
  return instant_of (slots, kind, "proven");
}

CoffretSlotType
coffret_keyslots_get_proven_types (const CoffretKeyslots *slots)
{
  CoffretSlotType types = 0;

  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (coffret_keyslots_get_proven (slots, coffret_slots[i]) != COFFRET_INSTANT_NONE)
      types |= coffret_slots[i]->type;
  return types;
}

void
coffret_keyslots_set_proven (CoffretKeyslots *slots, const CoffretSlot *kind, gint64 when)
{
  json_t *slot = (json_t *) coffret_keyslots_find (slots, kind);

  if (slot != NULL)
    json_object_set_new (slot, "proven", json_integer (when));
}

const CoffretKeyslots *
coffret_keyslots_get_next (const CoffretKeyslots *slots)
{
  return slots->next;
}

CoffretKeyslots *
coffret_keyslots_with_next (const CoffretKeyslots *slots, const CoffretKeyslots *next)
{
  json_t *root = json_deep_copy (slots->root);

  json_object_del (root, "next");
  if (next != NULL)
    json_object_set_new (root, "next", json_deep_copy (next->root));
  return wrap_root (root);
}

CoffretKeyslots *
coffret_keyslots_promote (const CoffretKeyslots *slots)
{
  CoffretKeyslots *promoted = coffret_keyslots_copy (slots->next);

  json_object_del (promoted->root, "previous");
  /* Newer than anything that lies there. */
  json_object_set_new (promoted->root, "revision",
                       json_integer (coffret_keyslots_get_revision (slots)));
  return promoted;
}

static CoffretSecret *
derive (CoffretSecret *master, guint64 number)
{
  CoffretSecret *key = coffret_secret_new (crypto_generichash_KEYBYTES);

  crypto_kdf_derive_from_key (coffret_secret_bytes (key), coffret_secret_length (key), number,
                              KDF_CONTEXT, coffret_secret_bytes (master));
  return key;
}

static CoffretSlotContext
context_of (const CoffretKeyslots *slots)
{
  return (CoffretSlotContext) {
    .vault = coffret_keyslots_get_vault (slots),
    .key = coffret_keyslots_get_key (slots),
  };
}

void
coffret_keyslots_set_previous (CoffretKeyslots *next,
                               CoffretSecret *master,
                               CoffretSecret *previous)
{
  const CoffretSlotContext context = context_of (next);
  g_autoptr (CoffretSecret) key = derive (master, PREVIOUS_NUMBER);
  json_t *slot = json_pack ("{s:s}", "type", "previous");

  coffret_slot_seal (&context, slot, key, previous);
  json_object_set_new (next->root, "previous", slot);
}

CoffretSecret *
coffret_keyslots_get_previous (const CoffretKeyslots *next, CoffretSecret *master)
{
  const CoffretSlotContext context = context_of (next);
  g_autoptr (CoffretSecret) key = derive (master, PREVIOUS_NUMBER);
  const json_t *slot = json_object_get (next->root, "previous");

  return slot != NULL ? coffret_slot_unseal (&context, slot, key) : NULL;
}

static void
authenticate (const CoffretKeyslots *slots, CoffretSecret *master, guint8 mac[MAC_LENGTH])
{
  g_autoptr (json_t) bare = json_copy (slots->root);
  g_autoptr (CoffretSecret) key = derive (master, MAC_NUMBER);
  g_autofree char *text = NULL;

  json_object_del (bare, "mac");
  text = coffret_json_dump_sorted (bare);
  crypto_generichash (mac, MAC_LENGTH, (const guint8 *) text, strlen (text),
                      coffret_secret_bytes (key), coffret_secret_length (key));
}

void
coffret_keyslots_seal (CoffretKeyslots *slots, CoffretSecret *master)
{
  const gint64 revision = coffret_keyslots_get_revision (slots);
  guint8 check[CHECK_LENGTH];
  guint8 mac[MAC_LENGTH];

  json_object_set_new (slots->root, "schema", json_integer (COFFRET_SCHEMA_VERSION));
  /* A backup that somebody made by hand may come with the last number there is. */
  json_object_set_new (slots->root, "revision",
                       json_integer (revision < G_MAXINT64 ? revision + 1 : revision));
  digest (slots->root, check);
  coffret_slot_set_bytes (slots->root, "check", check, sizeof check);
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
