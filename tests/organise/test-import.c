/* From files to entries: what is told, in what order, and what is kept. */
#include "organise-testing.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void
add_text (CoffretImport *job, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  coffret_import_add_bytes (job, bytes, name);
}

static void
add_path (CoffretImport *job, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  coffret_import_add_file (job, file);
}

static char *
describe_outcomes (CoffretImport *job)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (job)); i++) {
    g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (G_LIST_MODEL (job), i);
    g_autofree char *name = g_path_get_basename (coffret_outcome_get_file (outcome));

    g_string_append_printf (text, "%s#%u %s\n", name, coffret_outcome_get_item (outcome),
                            coffret_outcome_kind_to_id (coffret_outcome_get_kind (outcome)));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_outcomes (void)
{
  CoffretSession *session = testing_session ();
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  CoffretImport *job = coffret_session_import (session, NULL);
  g_autofree char *one = testing_credential (1, "One", "2026-01-01");
  g_autofree char *later = testing_credential (1, "One, corrected", "2026-02-01");
  g_autofree char *both = g_strdup_printf ("[%s,%s,{\"no\":\"credential\"}]", one, later);
  g_autofree char *told = NULL;
  TestingEar running = { 0 };
  TestingEar added = { 0 };
  TestingEar refused = { 0 };

  add_text (job, "one.json", one);
  add_text (job, "copy.json", one);
  add_text (job, "later.json", later);
  add_text (job, "broken.json", "{\"id\": ");
  add_text (job, "both.json", both);
  g_assert_cmpuint (coffret_import_get_total (job), ==, 5);
  testing_listen (job, "running", &running);
  testing_listen (job, "added", &added);
  testing_listen (job, "refused", &refused);
  testing_wait (coffret_import_start (job));

  told = describe_outcomes (job);
  g_test_message ("%s", told);
  g_assert_true (g_str_has_prefix (told, "one.json#0 added\n"
                                         "copy.json#0 already-there\n"
                                         "later.json#0 newer-version\n"
                                         "broken.json#0 refused\n"));
  g_assert_cmpuint (coffret_import_get_done (job), ==, 5);
  g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_ADDED), ==, 1);
  g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_NEWER_VERSION), ==, 1);
  g_assert_cmpuint (running.notified, ==, 2);
  g_assert_cmpuint (added.notified, >=, 1);
  g_assert_cmpuint (refused.notified, >=, 1);
  g_assert_false (coffret_import_is_running (job));
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 2);

  testing_finalize (job);
  testing_end (session);
}

static void
test_folders (void)
{
  CoffretSession *session = testing_session ();
  CoffretImport *job = coffret_session_import (session, NULL);
  g_autofree char *folder = testing_folder_new ();
  g_autofree char *one = testing_credential (1, "One", "2026-01-01");
  g_autofree char *two = testing_credential (2, "Two", "2026-01-01");
  g_autofree char *hidden = testing_write (folder, ".hidden.json", two);
  g_autofree char *first = testing_write (folder, "b.json", one);
  g_autofree char *second = testing_write (folder, "deep/er/c.json", two);
  g_autofree char *link = g_build_filename (folder, "deep", "round", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere.json", NULL);
  g_autofree char *told = NULL;
  g_autoptr (CoffretOutcome) missing = NULL;

  g_assert_cmpint (symlink (folder, link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  add_path (job, folder);
  add_path (job, nowhere);
  add_path (job, pipe);
  testing_wait (coffret_import_start (job));
  told = describe_outcomes (job);
  g_assert_cmpstr (told, ==,
                   "nowhere.json#0 refused\npipe#0 refused\nb.json#0 added\nc.json#0 added\n");
  g_assert_cmpuint (coffret_import_get_total (job), ==, 4);
  g_assert_cmpuint (coffret_import_get_done (job), ==, 4);
  missing = g_list_model_get_item (G_LIST_MODEL (job), 0);
  g_assert_error (coffret_outcome_get_error (missing), G_FILE_ERROR, G_FILE_ERROR_NOENT);

  g_clear_object (&missing);
  testing_finalize (job);
  testing_end (session);
  testing_folder_remove (g_steal_pointer (&folder));
}

/* Told of a thing, one finds it: in the library, in the vault, in the compartment. */
static void
on_told (GListModel *job, guint position, guint removed, guint added, CoffretSession *session)
{
  CoffretLibrary *library = coffret_session_get_library (session);

  for (guint i = 0; i < added; i++) {
    g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (job, position + i);
    CoffretEntry *entry = coffret_library_find (library, coffret_outcome_get_id (outcome));

    g_assert_nonnull (entry);
    g_assert_cmpuint (g_strv_length ((char **) coffret_entry_get_compartments (entry)), ==, 1);
  }
}

static void
test_compartment (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (CoffretCompartment) drawer =
    testing_wait_object (coffret_session_add_compartment (session, "Drawer", NULL, NULL, NULL));
  CoffretImport *job = coffret_session_import (session, coffret_compartment_get_id (drawer));
  TestingEar library = { 0 };

  testing_listen (coffret_session_get_library (session), NULL, &library);
  g_signal_connect (job, "items-changed", G_CALLBACK (on_told), session);
  for (guint i = 0; i < 40; i++) {
    g_autofree char *title = g_strdup_printf ("Number %u", i);
    g_autofree char *text = testing_credential (i, title, "2026-01-01");

    add_text (job, "typed.json", text);
  }
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (coffret_compartment_get_count (drawer), ==, 40);
  /* Many files share a transaction, and then a change of the list. */
  g_assert_cmpuint (library.changed, <, 40);
  g_assert_cmpstr (coffret_undo_get_undo_label (coffret_session_get_undo (session)), ==,
                   "Add 40 credentials");

  testing_finalize (job);
  g_clear_object (&drawer);
  testing_end (session);
}

/* One file that the vault cannot take keeps none of the others out. */
static void
test_failing_file (void)
{
  CoffretSession *session = testing_session ();
  CoffretImport *job = coffret_session_import (session, "no such compartment");
  g_autofree char *one = testing_credential (1, "One", "2026-01-01");
  g_autofree char *told = NULL;

  add_text (job, "broken-1.json", "{");
  add_text (job, "one.json", one);
  add_text (job, "broken-2.json", "{");
  testing_wait (coffret_import_start (job));
  told = describe_outcomes (job);
  g_assert_cmpstr (told, ==,
                   "broken-1.json#0 refused\none.json#0 refused\nbroken-2.json#0 refused\n");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session))),
                    ==, 0);
  g_assert_false (coffret_undo_can_undo (coffret_session_get_undo (session)));

  testing_finalize (job);
  testing_end (session);
}

static void
test_back_from_the_trash (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "One", NULL);
  g_autofree char *one = testing_credential (1, "One", "2026-01-01");
  CoffretImport *job = coffret_session_import (session, NULL);

  testing_wait (coffret_session_trash (session, entries));
  add_text (job, "one.json", one);
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_ADDED), ==, 1);
  g_assert_false (coffret_entry_is_trashed (g_ptr_array_index (entries, 0)));
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  g_assert_true (coffret_entry_is_trashed (g_ptr_array_index (entries, 0)));

  testing_finalize (job);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
add_many (CoffretImport *job, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_autofree char *title = g_strdup_printf ("Number %u", i);
    g_autofree char *text = testing_credential (i, title, "2026-01-01");

    add_text (job, "typed.json", text);
  }
}

static void
on_told_cancel (GListModel *job, guint position, guint removed, guint added, gpointer data)
{
  coffret_import_cancel (COFFRET_IMPORT (job));
}

static void
test_cancel (void)
{
  CoffretSession *session = testing_session ();
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  CoffretImport *job = coffret_session_import (session, NULL);
  CoffretImport *never = coffret_session_import (session, NULL);
  guint kept;

  add_many (job, 3000);
  g_signal_connect (job, "items-changed", G_CALLBACK (on_told_cancel), NULL);
  testing_wait (coffret_import_start (job));
  kept = g_list_model_get_n_items (library);
  g_assert_true (coffret_import_is_cancelled (job));
  g_assert_cmpuint (kept, >, 0);
  g_assert_cmpuint (kept, <, 3000);
  g_assert_cmpuint (kept, ==, coffret_import_count (job, COFFRET_OUTCOME_ADDED));
  testing_finalize (job);

  add_many (never, 3000);
  coffret_import_cancel (never);
  testing_wait (coffret_import_start (never));
  g_assert_cmpuint (coffret_import_get_done (never), ==, 0);
  testing_finalize (never);
  testing_end (session);
}

/* Locked in the middle: the job ends, and nothing comes into the emptied library. */
static void
test_session_ends (void)
{
  CoffretSession *session = testing_session ();
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  CoffretImport *job = coffret_session_import (session, NULL);
  DexFuture *future;

  add_many (job, 1000);
  future = coffret_import_start (job);
  while (g_list_model_get_n_items (library) == 0)
    g_main_context_iteration (NULL, TRUE);
  coffret_session_end (session);
  testing_wait (future);
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 0);
  testing_finalize (job);
  testing_end (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/import/outcomes", test_outcomes);
  g_test_add_func ("/organise/import/folders", test_folders);
  g_test_add_func ("/organise/import/compartment", test_compartment);
  g_test_add_func ("/organise/import/failing-file", test_failing_file);
  g_test_add_func ("/organise/import/back-from-the-trash", test_back_from_the_trash);
  g_test_add_func ("/organise/import/cancel", test_cancel);
  g_test_add_func ("/organise/import/session-ends", test_session_ends);
  return g_test_run ();
}
