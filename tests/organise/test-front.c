/* A large vault shows what its list begins with before the rest of it is read. */
#include "organise-testing.h"

#include "organise/attention.h"
#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/versioning.h"

/* More than a beginning is. */
#define N_CREDENTIALS (COFFRET_FRONT_LENGTH + 6)

typedef struct {
  CoffretVault *vault;
  CoffretSession *first; /* has put all in and looked at it */
} Fixture;

static gboolean
do_nothing (CoffretDatabase *database, gpointer data, GError **error)
{
  return TRUE;
}

/* Waits until what was left to the vault before is done. */
static void
wait_for_vault (CoffretVault *vault)
{
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, do_nothing, NULL, &error);
  g_assert_no_error (error);
}

static void
look (CoffretSession *session)
{
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  testing_settle (view);
  coffret_session_note_front (session, view);
  testing_finalize (view);
}

static void
add (CoffretSession *session, guint first, guint count)
{
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);

  for (guint i = first; i < first + count; i++) {
    g_autofree char *title = g_strdup_printf ("Title %03u", i);
    g_autofree char *text = testing_credential (i, title, "2026-01-01");
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    coffret_import_add_bytes (job, bytes, "typed.json");
  }
  testing_wait (coffret_import_start (job));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->vault = coffret_vault_new_in_memory (&error);
  g_assert_no_error (error);
  fixture->first = testing_wait_object (coffret_session_open_early (fixture->vault, 3));
  add (fixture->first, 1, N_CREDENTIALS);
  look (fixture->first);
  wait_for_vault (fixture->vault);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_end (fixture->first);
  coffret_vault_unref (fixture->vault);
}

/* One that has not read everything yet: nothing runs before somebody waits. */
static CoffretSession *
open_early (Fixture *fixture)
{
  CoffretSession *session = testing_wait_object (coffret_session_open_early (fixture->vault, 3));

  g_assert_true (coffret_library_is_filling (coffret_session_get_library (session)));
  return session;
}

static void
wait_for_all (CoffretSession *session, CoffretView *view)
{
  testing_wait (coffret_library_await_all (coffret_session_get_library (session)));
  testing_settle (view);
}

static guint
n_items (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static CoffretEntry *
first_entry (CoffretView *view)
{
  g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (view), 0);

  return entry; /* the library keeps it */
}

static void
test_rest_follows (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session = open_early (fixture);
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  TestingEar ear = { 0 };
  g_autoptr (CoffretEntry) entry = NULL;
  guint number;

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  while (n_items (view) == 0)
    g_main_context_iteration (NULL, TRUE);
  if (coffret_library_is_filling (coffret_session_get_library (session))) {
    g_assert_false (coffret_view_is_busy (view));
    g_assert_cmpuint (n_items (view), ==, COFFRET_FRONT_LENGTH);
    g_assert_cmpuint (coffret_view_get_count (view), ==, N_CREDENTIALS);
  }
  entry = g_object_ref (first_entry (view));
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Title 001");
  number = coffret_entry_get_number (entry);
  testing_listen (view, NULL, &ear);

  wait_for_all (session, view);
  /* What was chosen meanwhile stays so, and no other is. */
  g_assert_cmpuint (coffret_entry_get_number (entry), ==, number);
  g_assert_cmpuint (coffret_numbers_count (coffret_view_get_numbers (view)), ==, N_CREDENTIALS);
  g_assert_cmpuint (n_items (view), ==, N_CREDENTIALS);
  g_assert_cmpuint (coffret_view_get_count (view), ==, N_CREDENTIALS);
  g_assert_true (first_entry (view) == entry);
  g_assert_cmpuint (ear.changed, <=, 1);
  g_assert_cmpuint (ear.removed, ==, 0);

  g_clear_object (&entry);
  testing_finalize (view);
  testing_end (session);
}

/* What is asked of all is not answered from the beginning. */
static void
test_search_waits (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session = open_early (fixture);
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autofree char *last = g_strdup_printf ("Title %03u", N_CREDENTIALS);
  g_autofree char *titles = NULL;

  coffret_view_set_words (view, last);
  testing_settle (view);
  titles = testing_titles (G_LIST_MODEL (view));
  g_assert_cmpstr (titles, ==, last);
  testing_finalize (view);
  testing_end (session);
}

static void
test_acts_meanwhile (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session = open_early (fixture);
  CoffretLibrary *library = coffret_session_get_library (session);
  CoffretView *view = coffret_view_new (library);
  g_autoptr (CoffretCompartment) drawer = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  CoffretEntry *gone = testing_entry (session, "Title 001");
  g_autoptr (CoffretEntry) put = g_object_ref (testing_entry (session, "Title 002"));

  entries = testing_list (gone, NULL);
  dex_future_disown (coffret_session_trash (session, entries));
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = testing_list (put, NULL);
  drawer =
    testing_wait_object (coffret_session_put_in_new (session, entries, "Drawer", NULL, NULL));
  add (session, N_CREDENTIALS + 1, 1);
  wait_for_all (session, view);

  g_assert_cmpuint (n_items (library), ==, N_CREDENTIALS + 1);
  g_assert_cmpuint (n_items (view), ==, N_CREDENTIALS);
  g_assert_cmpuint (coffret_compartment_get_count (drawer), ==, 1);
  g_assert_cmpstr (coffret_entry_get_compartments (put)[0], ==,
                   coffret_compartment_get_id (drawer));
  g_assert_true (coffret_library_find (library, coffret_entry_get_id (put)) == put);
  g_assert_true (coffret_entry_is_trashed (testing_entry (session, "Title 001")));

  g_clear_pointer (&entries, g_ptr_array_unref);
  g_clear_object (&drawer);
  g_clear_object (&put);
  testing_finalize (view);
  testing_end (session);
}

static gboolean
remove_first (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_records_set_trashed (database, data, coffret_instant_now (), error);
}

/* A beginning of which something is gone is none. */
static void
test_outdated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id =
    g_strdup (coffret_entry_get_id (testing_entry (fixture->first, "Title 003")));
  CoffretSession *session;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_HIGH, remove_first, id, &error));
  session = testing_wait_object (coffret_session_open_early (fixture->vault, 3));
  g_assert_false (coffret_library_is_filling (coffret_session_get_library (session)));
  g_assert_cmpuint (n_items (coffret_session_get_library (session)), ==, N_CREDENTIALS);
  testing_end (session);
}

/* What lies in a compartment, beyond the beginning, too, comes back with it. */
static void
test_remove_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretCompartment) drawer = NULL;
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  g_autofree char *id = NULL;
  CoffretSession *session;

  g_ptr_array_add (put, testing_entry (fixture->first, "Title 001"));
  g_ptr_array_add (put, testing_entry (fixture->first, "Title 070"));
  drawer =
    testing_wait_object (coffret_session_put_in_new (fixture->first, put, "Drawer", NULL, NULL));
  id = g_strdup (coffret_compartment_get_id (drawer));
  look (fixture->first);
  wait_for_vault (fixture->vault);

  session = open_early (fixture);
  testing_wait (coffret_session_remove_compartment (session, id));
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  g_assert_cmpuint (coffret_compartment_get_count (
                      coffret_library_find_compartment (coffret_session_get_library (session), id)),
                    ==, 2);
  testing_end (session);
}

/* The session ends while an act waits for the rest: it need not be done, but it is over. */
static void
test_act_too_late (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session = open_early (fixture);
  g_autoptr (GPtrArray) entries = testing_list (testing_entry (session, "Title 001"), NULL);
  DexFuture *future = coffret_session_trash (session, entries);

  coffret_session_end (session);
  testing_await (future, NULL, NULL);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* What needs attention is of all that there is. */
static void
test_attention_waits (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session = open_early (fixture);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (
    testing_await (coffret_attention_make (session, coffret_instant_now (), NULL), &value, NULL));
  g_assert_false (coffret_library_is_filling (coffret_session_get_library (session)));
  testing_end (session);
}

/* Past versions are neither shown nor counted, whether or not they are among the first. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DexFuture) added =
    coffret_session_add_compartment (fixture->first, "Drawer", NULL, NULL, NULL);
  g_autoptr (CoffretCompartment) drawer = testing_wait_object (g_steal_pointer (&added));
  g_autoptr (GPtrArray) put = g_ptr_array_new ();
  CoffretLibrary *library;
  CoffretSession *session;
  CoffretView *view;

  g_ptr_array_add (put, testing_entry (fixture->first, "Title 002"));
  g_ptr_array_add (put, testing_entry (fixture->first, "Title 069"));
  testing_wait (coffret_session_put (fixture->first, put, coffret_compartment_get_id (drawer)));
  testing_wait (coffret_session_join_versions (fixture->first,
                                               testing_entry (fixture->first, "Title 002"),
                                               testing_entry (fixture->first, "Title 069")));
  look (fixture->first);
  wait_for_vault (fixture->vault);

  session = open_early (fixture);
  library = coffret_session_get_library (session);
  g_assert_cmpuint (coffret_compartment_get_count (coffret_library_find_compartment (
                      library, coffret_compartment_get_id (drawer))),
                    ==, 1);
  view = coffret_view_new (library);
  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  while (n_items (view) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (coffret_view_get_count (view), ==, N_CREDENTIALS - 1);
  wait_for_all (session, view);
  g_assert_cmpuint (n_items (view), ==, N_CREDENTIALS - 1);
  g_assert_cmpuint (coffret_compartment_get_count (coffret_library_find_compartment (
                      library, coffret_compartment_get_id (drawer))),
                    ==, 1);
  testing_finalize (view);
  testing_end (session);
}

/* One of the first has become a past version of one that is not among them. */
static void
test_outdated_versions (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session;

  testing_wait (coffret_session_join_versions (fixture->first,
                                               testing_entry (fixture->first, "Title 003"),
                                               testing_entry (fixture->first, "Title 070")));
  session = testing_wait_object (coffret_session_open_early (fixture->vault, 3));
  g_assert_false (coffret_library_is_filling (coffret_session_get_library (session)));
  testing_end (session);
}

static void
test_few (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session =
    testing_wait_object (coffret_session_open_early (fixture->vault, N_CREDENTIALS + 1));

  g_assert_false (coffret_library_is_filling (coffret_session_get_library (session)));
  testing_end (session);
}

static void
test_lock_meanwhile (Fixture *fixture, gconstpointer data)
{
  CoffretSession *session = open_early (fixture);
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
  DexFuture *future = coffret_import_start (job);

  coffret_session_end (session);
  testing_wait (future);
  testing_settle (view);
  g_assert_cmpuint (n_items (view), ==, 0);
  g_clear_object (&job);
  testing_finalize (view);
  testing_finalize (session);
}

static void
add_test (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  add_test ("/organise/front/rest-follows", test_rest_follows);
  add_test ("/organise/front/search-waits", test_search_waits);
  add_test ("/organise/front/acts-meanwhile", test_acts_meanwhile);
  add_test ("/organise/front/remove-meanwhile", test_remove_meanwhile);
  add_test ("/organise/front/act-too-late", test_act_too_late);
  add_test ("/organise/front/attention-waits", test_attention_waits);
  add_test ("/organise/front/outdated", test_outdated);
  add_test ("/organise/front/versions", test_versions);
  add_test ("/organise/front/outdated-versions", test_outdated_versions);
  add_test ("/organise/front/few", test_few);
  add_test ("/organise/front/lock-meanwhile", test_lock_meanwhile);
  return g_test_run ();
}
