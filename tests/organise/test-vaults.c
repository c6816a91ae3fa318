/* The list of the vaults: what may be in it, who writes it, and what comes of a moved or removed
 * vault. */
#include "organise-testing.h"

#include <glib/gstdio.h>

#include "organise/door.h"
#include "organise/vaults-file.h"
#include "organise/vaults.h"
#include "vault/error.h"
#include "vault/vault-private.h"

static const CoffretSlotCost cheap = {
  .memory = 64 * 1024 * 1024,
  .passes = 1,
  .memory_min = 64 * 1024 * 1024,
  .memory_max = 1024 * 1024 * 1024,
  .passes_min = 1,
  .passes_max = 10,
};

typedef struct {
  char *folder;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->file = g_build_filename (fixture->folder, "config", "vaults.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->file);
  testing_folder_remove (fixture->folder);
}

static CoffretVault *
make_vault (const char *path)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("correct horse", 13);
  g_autoptr (GError) error = NULL;
  CoffretVault *vault = coffret_vault_create_with_cost (path, COFFRET_SLOT_PASSPHRASE, passphrase,
                                                        &cheap, NULL, &error);

  g_assert_no_error (error);
  return vault;
}

/* "name folder" of each, joined by "|". */
static char *
describe (CoffretVaults *vaults)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (vaults)); i++) {
    g_autoptr (CoffretKnownVault) known = g_list_model_get_item (G_LIST_MODEL (vaults), i);

    g_assert_true (coffret_known_vault_is_first (known) == (i == 0));
    g_string_append_printf (text, "%s%s %s", i > 0 ? "|" : "", coffret_known_vault_get_name (known),
                            coffret_known_vault_get_folder (known));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (const char *file, const char *expected)
{
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (file);
  g_autofree char *usual = coffret_vaults_file_usual_folder ();
  g_autoptr (GString) text = g_string_new (expected);
  g_autofree char *found = describe (vaults);

  g_string_replace (text, "USUAL", usual, 0);
  g_assert_cmpstr (found, ==, text->str);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (fixture->file);
  g_autoptr (CoffretVaults) other = coffret_vaults_new (fixture->file);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autoptr (CoffretKnownVault) first = NULL;

  assert_list (fixture->file, "My Vault USUAL");
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
  g_assert_true (coffret_vaults_add (vaults, "  Work ", "/v/work", &error));
  /* Another program's change is not lost. */
  g_assert_true (coffret_vaults_add (other, "École", "/v/x/../\xe9t\xe9", &error));
  assert_list (fixture->file, "My Vault USUAL|Work /v/work|École /v/\xe9t\xe9");
  g_assert_true (
    coffret_vaults_rename (other, coffret_vaults_find (other, "/v/work/"), "Job", &error));
  first = g_list_model_get_item (G_LIST_MODEL (other), 0);
  g_assert_true (coffret_vaults_rename (other, first, "Mine", &error));
  assert_list (fixture->file, "Mine USUAL|Job /v/work|École /v/\xe9t\xe9");
  g_assert_true (coffret_vaults_forget (other, coffret_vaults_find (other, "/v/work"), &error));
  assert_list (fixture->file, "Mine USUAL|École /v/\xe9t\xe9");
  g_assert_null (coffret_vaults_find (other, "/v/work"));
  g_assert_true (g_file_get_contents (fixture->file, &content, NULL, NULL));
  g_assert_null (strstr (content, "Job"));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[] = { "", "  ", "Work", "My Vault", "a\nb", "a\x1b[0m" };
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (fixture->file);
  g_autofree char *longest = g_strnfill (COFFRET_VAULTS_LONGEST_NAME, 'x');
  g_autofree char *longer = g_strconcat (longest, "x", NULL);

  g_assert_true (coffret_vaults_add (vaults, "Work", "/v/work", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (coffret_vaults_add (vaults, refused[i], "/v/other", &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  }
  g_assert_false (coffret_vaults_add (vaults, longer, "/v/other", NULL));
  g_assert_true (coffret_vaults_add (vaults, longest, "/v/other", NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (vaults)), ==, 3);
}

/* Whatever stands in the file: a list comes of it, and it is kept when it is no list. */
static void
test_hostile (Fixture *fixture, gconstpointer data)
{
#define VAULTS(rest) "{\"version\":1,\"vaults\":[{}" rest "]}"
  static const struct {
    const char *text, *list;
    gboolean kept;
  } rows[] = {
    { "", "My Vault USUAL", TRUE },
    { "{", "My Vault USUAL", TRUE },
    { "[]", "My Vault USUAL", TRUE },
    { "{\"version\":2,\"vaults\":[]}", "My Vault USUAL", TRUE },
    { "{\"version\":1,\"vaults\":{}}", "My Vault USUAL", TRUE },
    { "{\"version\":1,\"vaults\":[]}", "My Vault USUAL", FALSE },
    { "{\"version\":1,\"vaults\":[7,8]}", "My Vault USUAL", FALSE },
    { VAULTS (""), "My Vault USUAL", FALSE },
    { VAULTS (",{\"name\":\"A\"},{\"folder\":\"file:///v/a\"}"), "My Vault USUAL", FALSE },
    { VAULTS (",{\"name\":\"A\",\"folder\":\"file:///v/a\"}"), "My Vault USUAL|A /v/a", FALSE },
    { VAULTS (",{\"name\":\"A\",\"folder\":\"file:///v/../v/a\"},{\"name\":\"B\",\"folder\":\"file:"
              "///v/a\"}"),
      "My Vault USUAL|A /v/a", FALSE },
    { VAULTS (",{\"name\":\"A\",\"folder\":\"http://example.org/a\"}"), "My Vault USUAL", FALSE },
    { VAULTS (",{\"name\":\"A\",\"folder\":\"file://example.org/a\"}"), "My Vault USUAL", FALSE },
    { VAULTS (",{\"name\":\"A\",\"folder\":\"/v/a\"}"), "My Vault USUAL", FALSE },
    { VAULTS (",{\"name\":\"A\\u0007\",\"folder\":\"file:///v/a\"}"), "My Vault USUAL", FALSE },
  };
#undef VAULTS
  g_autofree char *kept = g_strconcat (fixture->file, ".unreadable", NULL);
  g_autofree char *folder = g_path_get_dirname (fixture->file);

  g_mkdir (folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CoffretVaults) vaults = NULL;

    g_unlink (kept);
    g_assert_true (g_file_set_contents (fixture->file, rows[i].text, -1, NULL));
    assert_list (fixture->file, rows[i].list);
    vaults = coffret_vaults_new (fixture->file);
    g_assert_true (coffret_vaults_add (vaults, "New", "/v/new", NULL));
    g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS) == rows[i].kept);
    g_assert_nonnull (coffret_vaults_find (vaults, "/v/new"));
  }
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (fixture->file);
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < COFFRET_VAULTS_MOST; i++) {
    g_autofree char *name = g_strdup_printf ("Vault %u", i);
    g_autofree char *folder = g_strdup_printf ("/v/%u", i);

    g_assert_true (coffret_vaults_add (vaults, name, folder, NULL));
  }
  g_assert_false (coffret_vaults_add (vaults, "One more", "/v/more", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (vaults)), ==, COFFRET_VAULTS_MOST);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename ("/proc", "coffret", "vaults.json", NULL);
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (file);
  g_autoptr (GError) error = NULL;

  g_assert_false (coffret_vaults_add (vaults, "Work", "/v/work", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (vaults)), ==, 1);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autofree char *from = g_build_filename (fixture->folder, "from", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "to", NULL);
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (fixture->file);
  g_autoptr (CoffretVault) vault = make_vault (from);
  g_autoptr (GError) error = NULL;
  TestingEar ear = { 0 };

  g_assert_true (coffret_vaults_add (vaults, "Work", from, NULL));
  testing_listen (vaults, NULL, &ear);
  testing_wait (coffret_vaults_move (vaults, vault, to));
  g_assert_cmpuint (ear.changed, >, 0);
  g_assert_cmpstr (coffret_known_vault_get_name (coffret_vaults_find (vaults, to)), ==, "Work");
  g_assert_null (coffret_vaults_find (vaults, from));
  g_assert_cmpstr (coffret_vault_get_folder (vault), ==, to);
  /* Where one is already. */
  g_assert_false (testing_await (coffret_vaults_move (vaults, vault, to), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS);
  g_assert_nonnull (coffret_vaults_find (vaults, to));
}

/* The list cannot be written: the vault stays. */
static void
test_move_unwritten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *from = g_build_filename (fixture->folder, "from", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "to", NULL);
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new ("/proc/coffret/vaults.json");
  g_autoptr (CoffretVault) vault = make_vault (from);
  g_autoptr (GError) error = NULL;

  g_assert_false (testing_await (coffret_vaults_move (vaults, vault, to), NULL, &error));
  g_assert_cmpstr (coffret_vault_get_folder (vault), ==, from);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "vault", NULL);
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (fixture->file);
  CoffretVault *vault = make_vault (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (coffret_vaults_add (vaults, "Work", path, NULL));
  g_assert_false (testing_await (coffret_vaults_remove (vaults, coffret_vaults_find (vaults, path)),
                                 NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY);
  g_assert_nonnull (coffret_vaults_find (vaults, path));
  coffret_vault_unref (vault);
  testing_wait (coffret_vaults_remove (vaults, coffret_vaults_find (vaults, path)));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (coffret_vaults_find (vaults, path));
}

/* The first one is opened where it was moved to, also when nobody says where that is; the door
 * knows when it locks. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVaults) vaults = coffret_vaults_new (NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (NULL);
  g_autoptr (CoffretDoor) next = NULL;
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("correct horse", 13);
  g_autofree char *usual = coffret_vaults_file_usual_folder ();
  g_autofree char *to = g_build_filename (fixture->folder, "to", NULL);
  g_autofree char *first = NULL;

  g_assert_cmpstr (coffret_door_get_folder (door), ==, usual);
  testing_wait (coffret_door_create (door, COFFRET_SLOT_PASSPHRASE, passphrase));
  testing_wait (
    coffret_vaults_move (vaults, coffret_session_get_vault (coffret_door_get_session (door)), to));
  g_assert_cmpstr (coffret_door_get_folder (door), ==, to);
  coffret_door_lock (door);
  g_assert_cmpstr (coffret_door_get_folder (door), ==, to);
  first = coffret_vaults_first_folder ();
  g_assert_cmpstr (first, ==, to);
  next = coffret_door_new (NULL);
  testing_wait (coffret_door_unlock (next, COFFRET_SLOT_PASSPHRASE, passphrase));
  g_assert_cmpint (coffret_door_get_state (next), ==, COFFRET_DOOR_OPEN);
  coffret_door_lock (next);
  testing_wait (coffret_vaults_remove (vaults, coffret_vaults_find (vaults, to)));
  g_clear_pointer (&first, g_free);
  first = coffret_vaults_first_folder ();
  g_assert_cmpstr (first, ==, usual);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
#define ADD(name)                                                                                  \
  g_test_add ("/organise/vaults/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (list);
  ADD (names);
  ADD (hostile);
  ADD (bounds);
  ADD (unwritable);
  ADD (move);
  ADD (move_unwritten);
  ADD (remove);
  ADD (first);
  return g_test_run ();
}
