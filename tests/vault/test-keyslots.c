/* The slot file: whatever happens to one copy, it never opens wrongly, and the
 * other one still opens. */
#include "vault-testing.h"

#include "vault/keyslot-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define VAULT_ID "0b8f0c1e-5f0e-4c55-9d1c-1e8f6a1b2c3d"
#define KEY_ID "7d9a3c52-0f6b-4a0e-8a64-2f3e4d5c6b7a"

/* Only its bounds are not a person's: thousands of derivations are made here. */
static const CoffretSlotCost tiny = {
  .memory = 8192,
  .passes = 1,
  .memory_min = 8192,
  .memory_max = 1024 * 1024,
  .passes_min = 1,
  .passes_max = 3,
};

typedef struct {
  char *folder; /* with "vault" in it */
  char *path;
  CoffretSecret *passphrase;
  CoffretSecret *master;
  CoffretSlotContext context;
} Fixture;

static CoffretKeyslots *
make_slots (Fixture *fixture, const char *words)
{
  CoffretKeyslots *slots = coffret_keyslots_new (VAULT_ID, KEY_ID);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase (words);
  CoffretSlotContext context = fixture->context;

  context.passphrase = passphrase;
  coffret_keyslots_set (slots, &coffret_slot_passphrase,
                        coffret_slot_passphrase.wrap (&context, fixture->master, NULL));
  coffret_keyslots_seal (slots, fixture->master);
  return slots;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretKeyslots) slots = NULL;

  fixture->folder = testing_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "vault", NULL);
  g_mkdir (fixture->path, 0700);
  fixture->passphrase = testing_passphrase ("plume");
  fixture->master = coffret_secret_new_random (COFFRET_MASTER_KEY_LENGTH);
  fixture->context = (CoffretSlotContext) {
    .vault = VAULT_ID,
    .key = KEY_ID,
    .cost = &tiny,
    .passphrase = fixture->passphrase,
  };
  slots = make_slots (fixture, "plume");
  g_assert_true (coffret_keyslot_files_write (fixture->path, slots, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_folder_remove (fixture->folder);
  g_free (fixture->path);
  coffret_secret_unref (fixture->passphrase);
  coffret_secret_unref (fixture->master);
}

/* TRUE: opened, with the right key and content that is genuine. */
static gboolean
opens (Fixture *fixture, gboolean *heal, GError **error)
{
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (fixture->path);
  g_autoptr (CoffretSecret) master =
    coffret_keyslot_files_unlock (files, &coffret_slot_passphrase, NULL, &fixture->context, error);
  g_autoptr (CoffretKeyslots) slots = NULL;
  gboolean needed = FALSE;

  if (master == NULL)
    return FALSE;
  g_assert_true (coffret_secret_equal (master, fixture->master));
  slots = coffret_keyslot_files_genuine (files, master, &needed, NULL, error);
  g_assert_nonnull (slots);
  g_assert_true (coffret_keyslots_verify (slots, fixture->master));
  g_assert_cmpstr (coffret_keyslots_get_vault (slots), ==, VAULT_ID);
  g_assert_cmpstr (coffret_keyslots_get_key (slots), ==, KEY_ID);
  g_assert_cmpint (coffret_keyslots_get_types (slots), ==, COFFRET_SLOT_PASSPHRASE);
  if (heal != NULL)
    *heal = needed;
  return TRUE;
}

static void
remove_copy (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* The outcome with only the first copy, which may be changed, and then with both. */
static gboolean
try_changed (Fixture *fixture, const char *data, gsize length, const char *good, gsize good_length)
{
  g_autoptr (GError) error = NULL;
  gboolean alone, heal = FALSE;

  testing_write (fixture->folder, "keyslots.json", data, length);
  remove_copy (fixture, "keyslots.json.bak");
  alone = opens (fixture, NULL, &error);
  /* Damage never looks like a mistyped passphrase. */
  g_assert_true (alone || (error->domain == COFFRET_VAULT_ERROR &&
                           error->code != COFFRET_VAULT_ERROR_WRONG_KEY));
  testing_write (fixture->folder, "keyslots.json.bak", good, good_length);
  g_clear_error (&error);
  g_assert_true (opens (fixture, &heal, &error));
  g_assert_no_error (error);
  return alone;
}

static void
test_flips (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *good = testing_read (fixture->folder, "keyslots.json", &length);
  guint harmless = 0, n = 0;

  for (gsize i = 0; i < length; i++)
    for (guint bit = 0; bit < 8; bit += 3) {
      g_autofree char *flipped = g_memdup2 (good, length);
      flipped[i] ^= (char) (1 << bit);
      n++;
      if (try_changed (fixture, flipped, length, good, length))
        harmless++;
    }
  g_test_message ("counted %u flips in a key file, %u of them in white space", n, harmless);
}

static void
test_cuts (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *good = testing_read (fixture->folder, "keyslots.json", &length);

  /* The last byte is a line break. */
  for (gsize cut = 0; cut < length - 1; cut++)
    g_assert_false (try_changed (fixture, good, cut, good, length));
  g_test_message ("counted %u cuts of a key file", (guint) length - 1);
}

static void
test_heal (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *good = testing_read (fixture->folder, "keyslots.json", &length);
  g_autofree char *newer = g_strdup (good);
  gboolean heal = TRUE;

  g_assert_true (opens (fixture, &heal, NULL));
  g_assert_false (heal);
  testing_write (fixture->folder, "keyslots.json", "", 0);
  g_assert_true (opens (fixture, &heal, NULL));
  g_assert_true (heal);
  remove_copy (fixture, "keyslots.json");
  g_assert_true (opens (fixture, &heal, NULL));
  g_assert_true (heal);
  /* What says that it is newer is not ours to overwrite. */
  strstr (newer, "\"format\": 1")[10] = '2';
  testing_write (fixture->folder, "keyslots.json", newer, length);
  g_assert_true (opens (fixture, &heal, NULL));
  g_assert_false (heal);
}

/* A crash between the two copies of a changed passphrase: either opens, and the
 * newer one is what stays. */
static void
test_crash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretKeyslots) slots = make_slots (fixture, "autre");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CoffretKeyslotFiles) files = NULL;
  g_autoptr (CoffretKeyslots) genuine = NULL;
  gboolean heal = FALSE;

  coffret_keyslots_seal (slots, fixture->master);
  g_assert_cmpint (coffret_keyslots_get_revision (slots), ==, 2);
  bytes = coffret_keyslots_to_bytes (slots);
  testing_write (fixture->folder, "keyslots.json", g_bytes_get_data (bytes, NULL),
                 g_bytes_get_size (bytes));
  g_assert_true (opens (fixture, &heal, NULL));
  g_assert_true (heal);
  files = coffret_keyslot_files_read (fixture->path);
  genuine = coffret_keyslot_files_genuine (files, fixture->master, &heal, NULL, NULL);
  g_assert_true (coffret_keyslots_equal (genuine, slots));
}

static void
assert_parse (const char *text, CoffretVaultError code)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_keyslots_parse (bytes, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, (int) code);
}

#define HEAD                                                                                       \
  "{\"application\":\"coffret\",\"format\":1,\"vault\":\"" VAULT_ID "\",\"key\":\"" KEY_ID "\","

static void
test_hostile (void)
{
  assert_parse ("", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse ("[]", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse ("null", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse ("{\"application\":\"other\"}", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse ("{\"application\":\"coffret\",\"format\":2}", COFFRET_VAULT_ERROR_NEWER);
  assert_parse ("{\"application\":\"coffret\",\"format\":-1}", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse ("{\"application\":\"coffret\",\"format\":\"1\"}", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse (HEAD "\"schema\":99,\"revision\":1,\"slots\":[{\"type\":\"x\"}]}",
                COFFRET_VAULT_ERROR_NEWER);
  assert_parse (HEAD "\"schema\":1,\"revision\":1,\"slots\":[]}", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse (HEAD "\"schema\":1,\"revision\":1,\"slots\":[7]}", COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse (HEAD "\"schema\":1,\"revision\":1,\"slots\":[{\"type\":\"x\"},{\"type\":\"x\"}]}",
                COFFRET_VAULT_ERROR_DAMAGED);
  assert_parse (HEAD "\"schema\":1,\"schema\":1,\"revision\":1,\"slots\":[{\"type\":\"x\"}]}",
                COFFRET_VAULT_ERROR_DAMAGED);
}

/* Whoever makes a backup for somebody else chooses its number; what is sealed can be read. */
static void
test_last_revision (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
    HEAD "\"schema\":1,\"revision\":9223372036854775807,\"slots\":[{\"type\":\"x\"}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretKeyslots) slots = coffret_keyslots_parse (bytes, &error);
  g_autoptr (CoffretKeyslots) again = NULL;
  g_autoptr (GBytes) written = NULL;

  g_assert_no_error (error);
  coffret_keyslots_seal (slots, fixture->master);
  written = coffret_keyslots_to_bytes (slots);
  again = coffret_keyslots_parse (written, &error);
  g_assert_no_error (error);
  g_assert_true (coffret_keyslots_verify (again, fixture->master));
}

/* A way in that a later Coffret adds is kept and does not disturb. */
static void
test_unknown_slot (Fixture *fixture, gconstpointer data)
{
  static const CoffretSlot later = { .id = "hologram" };
  g_autoptr (CoffretKeyslots) slots = make_slots (fixture, "plume");

  coffret_keyslots_set (slots, &later, json_pack ("{s:s}", "type", "hologram"));
  coffret_keyslots_seal (slots, fixture->master);
  g_assert_true (coffret_keyslot_files_write (fixture->path, slots, NULL));
  g_assert_true (opens (fixture, NULL, NULL));
  g_assert_nonnull (coffret_keyslots_find (slots, &later));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/vault/keyslots/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (flips);
  ADD (cuts);
  ADD (heal);
  ADD (crash);
  ADD (unknown_slot);
  ADD (last_revision);
  g_test_add_func ("/vault/keyslots/hostile", test_hostile);
  return g_test_run ();
}
