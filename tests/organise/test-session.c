/* What a session reads, refuses, and clears away. */
#include "organise-testing.h"

#include "vault/error.h"

static void
test_reading (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "Wound care", NULL);
  CoffretEntry *entry = g_ptr_array_index (entries, 0);
  g_autofree char *text = testing_credential (1, "Wound care", "2026-01-01");
  g_autoptr (GBytes) expected = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) item = G_VALUE_INIT;
  g_auto (GValue) original = G_VALUE_INIT;
  g_auto (GValue) thumbnail = G_VALUE_INIT;

  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Wound care");
  g_assert_cmpstr (coffret_entry_get_issuer (entry), ==, "Collège du Rivage");
  g_assert_cmpstr (coffret_entry_get_verdict (entry), ==, "unsigned");

  testing_await (coffret_session_read (session, entry), &item, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
    coffret_text_best (((CoffretItem *) g_value_get_boxed (&item))->credential->title, NULL), ==,
    "Wound care");
  testing_await (coffret_session_original (session, entry), &original, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (g_value_get_boxed (&original), expected));

  g_assert_false (testing_await (coffret_session_thumbnail (session, entry), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  testing_wait (coffret_session_keep_thumbnail (session, entry, picture));
  testing_await (coffret_session_thumbnail (session, entry), &thumbnail, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (g_value_get_boxed (&thumbnail), picture));

  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
assert_refused (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (testing_await (future, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_wishes (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "One", NULL);
  g_autoptr (CoffretCompartment) outer =
    testing_wait_object (coffret_session_add_compartment (session, "Outer", NULL, NULL, NULL));
  const char *id = coffret_compartment_get_id (outer);
  g_autoptr (CoffretCompartment) inner =
    testing_wait_object (coffret_session_add_compartment (session, "Inner", NULL, NULL, id));
  g_autoptr (CoffretCompartment) other =
    testing_wait_object (coffret_session_add_compartment (session, "Other", NULL, NULL, NULL));
  g_autoptr (CoffretCompartmentRow) row = NULL;

  assert_refused (coffret_session_add_compartment (session, " \n ", NULL, NULL, NULL));
  assert_refused (coffret_session_add_compartment (session, "Third level", NULL, NULL,
                                                   coffret_compartment_get_id (inner)));
  assert_refused (coffret_session_put (session, entries, "nowhere"));
  assert_refused (coffret_session_take (session, entries, "nowhere"));
  assert_refused (coffret_session_remove_compartment (session, "nowhere"));
  /* Not into itself, and not with what lies in it. */
  row = coffret_compartment_row_copy (coffret_compartment_get_row (outer));
  g_set_str (&row->parent, id);
  assert_refused (coffret_session_change_compartment (session, row));
  g_set_str (&row->parent, coffret_compartment_get_id (other));
  assert_refused (coffret_session_change_compartment (session, row));

  g_clear_object (&outer);
  g_clear_object (&inner);
  g_clear_object (&other);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
assert_closed (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (testing_await (future, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
}

static void
test_after_the_end (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "One", NULL);
  g_autoptr (CoffretImport) job = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  TestingEar can_undo = { 0 };
  TestingEar library = { 0 };
  DexFuture *late = coffret_session_trash (session, entries);

  testing_listen (undo, "can-undo", &can_undo);
  testing_listen (coffret_session_get_library (session), NULL, &library);
  coffret_session_end (session);
  testing_await (late, NULL, NULL); /* true or refused, but settled */
  g_assert_cmpuint (library.changed, ==, 1);
  g_assert_cmpuint (library.removed, ==, 1);
  g_assert_cmpuint (can_undo.notified, ==, 1);
  g_assert_false (coffret_undo_can_undo (undo));

  assert_closed (coffret_session_trash (session, entries));
  assert_closed (coffret_session_restore (session, entries));
  assert_closed (coffret_session_empty_trash (session));
  assert_closed (coffret_session_add_compartment (session, "Drawer", NULL, NULL, NULL));
  assert_closed (coffret_session_read (session, g_ptr_array_index (entries, 0)));
  assert_closed (coffret_session_keep_thumbnail (session, g_ptr_array_index (entries, 0), bytes));
  assert_closed (coffret_undo_undo (undo));
  job = coffret_session_import (session, NULL);
  coffret_import_add_bytes (job, bytes, "x");
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (coffret_import_get_done (job), ==, 0);

  g_clear_object (&job);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

typedef struct {
  const char *id;
  CoffretInstant when;
} Trashing;

static gboolean
trash_long_ago (CoffretDatabase *database, gpointer data, GError **error)
{
  Trashing *trashing = data;

  return coffret_records_set_trashed (database, trashing->id, trashing->when, error);
}

/* What has lain in the trash for 30 days goes when the vault is next opened. */
static void
test_old_trash (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_vault_new_in_memory (&error);
  CoffretSession *first;
  CoffretSession *second;
  g_autoptr (GPtrArray) entries = NULL;
  Trashing old = { .when = coffret_instant_now () - 31 * G_TIME_SPAN_DAY };
  Trashing recent = { .when = coffret_instant_now () - 29 * G_TIME_SPAN_DAY };

  g_assert_no_error (error);
  first = testing_wait_object (coffret_session_new (vault));
  entries = testing_add (first, "Old", "Recent", "Kept", NULL);
  old.id = coffret_entry_get_id (g_ptr_array_index (entries, 0));
  recent.id = coffret_entry_get_id (g_ptr_array_index (entries, 1));
  g_assert_true (
    coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, trash_long_ago, &old, &error));
  g_assert_true (
    coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, trash_long_ago, &recent, &error));

  second = testing_wait_object (coffret_session_new (vault));
  while (g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (second))) > 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (coffret_library_find (coffret_session_get_library (second), old.id));
  g_assert_nonnull (coffret_library_find (coffret_session_get_library (second), recent.id));

  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (second);
  testing_end (first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/session/reading", test_reading);
  g_test_add_func ("/organise/session/wishes", test_wishes);
  g_test_add_func ("/organise/session/after-the-end", test_after_the_end);
  g_test_add_func ("/organise/session/old-trash", test_old_trash);
  return g_test_run ();
}
