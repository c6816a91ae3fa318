/* Credentials that were issued again: offered, joined, shown as one, kept apart, taken apart. */
#include "organise-testing.h"

#include "organise/attention.h"
#include "organise/histories.h"
#include "organise/library-private.h"
#include "organise/overview.h"
#include "organise/session-private.h"
#include "organise/versioning.h"

/* Version by version of credential NUMBER, awarded in one year after the other from 2020 on. */
static void
add_versions (CoffretSession *session, guint number, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_autofree char *title = g_strdup_printf ("Course %u.%u", number, i);
    g_autofree char *date = g_strdup_printf ("%u-01-01", 2020 + i);
    g_autofree char *text = testing_credential (number, title, date);
    g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    coffret_import_add_bytes (job, bytes, "course.json");
    testing_wait (coffret_import_start (job));
  }
}

static void
assert_place (CoffretSession *session,
              CoffretPlace place,
              const char *compartment,
              const char *titles)
{
  g_autoptr (GPtrArray) found = coffret_view_ask (coffret_session_get_library (session), place,
                                                  compartment, COFFRET_ORDER_TITLE, NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "|" : "",
                            coffret_entry_get_title (g_ptr_array_index (found, i)));
  g_assert_cmpstr (all->str, ==, titles);
}

static void
assert_list (CoffretSession *session, const char *titles)
{
  assert_place (session, COFFRET_PLACE_ALL, NULL, titles);
}

/* The titles of OF's history; then what is offered. */
static void
assert_history (CoffretSession *session, const char *of, const char *titles, const char *offers)
{
  CoffretEntry *entry = testing_entry (session, of);
  g_autoptr (GPtrArray) versions = coffret_library_list_versions (
    coffret_session_get_library (session), coffret_entry_get_id (entry));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) offered = g_string_new (NULL);
  GPtrArray *found;

  for (guint i = 0; i < versions->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "|" : "",
                            coffret_entry_get_title (g_ptr_array_index (versions, i)));
  g_assert_cmpstr (all->str, ==, titles);
  testing_await (coffret_session_find_versions (session, entry), &value, NULL);
  found = g_value_get_boxed (&value);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (offered, "%s%s", i > 0 ? "|" : "",
                            coffret_entry_get_title (g_ptr_array_index (found, i)));
  g_assert_cmpstr (offered->str, ==, offers);
}

/* "newer<older" for each that waits for an answer. */
static void
assert_waiting (CoffretSession *session, const char *expected)
{
  CoffretLibrary *library = coffret_session_get_library (session);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GString) all = g_string_new (NULL);
  GPtrArray *items;

  testing_await (
    coffret_attention_make (session, coffret_instant_parse ("2026-06-15T12:00:00Z"), NULL), &value,
    NULL);
  items = ((CoffretAttention *) g_value_get_boxed (&value))->items[COFFRET_ATTENTION_NEWER];
  for (guint i = 0; i < items->len; i++) {
    const CoffretAttentionItem *item = g_ptr_array_index (items, i);

    g_string_append_printf (all, "%s%s<%s", i > 0 ? "|" : "",
                            coffret_entry_get_title (coffret_library_find (library, item->id)),
                            coffret_entry_get_title (coffret_library_find (library, item->older)));
  }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_total (CoffretSession *session, guint total, guint superseded)
{
  g_auto (GValue) value = G_VALUE_INIT;
  const CoffretOverview *overview;

  testing_await (coffret_overview_make (coffret_session_get_library (session),
                                        coffret_instant_parse ("2026-06-15T12:00:00Z"), NULL),
                 &value, NULL);
  overview = g_value_get_boxed (&value);
  g_assert_cmpuint (overview->total, ==, total);
  g_assert_cmpuint (overview->superseded, ==, superseded);
}

static void
join (CoffretSession *session, const char *older, const char *newer)
{
  testing_wait (coffret_session_join_versions (session, testing_entry (session, older),
                                               testing_entry (session, newer)));
}

static void
undo (CoffretSession *session)
{
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
}

/* Nothing is joined by itself; what is joined is one, and can be undone. */
static void
test_join (void)
{
  CoffretSession *session = testing_session ();

  add_versions (session, 1, 2);
  add_versions (session, 2, 1);
  assert_list (session, "Course 1.0|Course 1.1|Course 2.0");
  assert_history (session, "Course 1.1", "Course 1.1", "Course 1.0");
  assert_waiting (session, "Course 1.1<Course 1.0");
  /* The same name is counted once until somebody says otherwise. */
  assert_total (session, 2, 1);

  join (session, "Course 1.0", "Course 1.1");
  assert_list (session, "Course 1.1|Course 2.0");
  assert_history (session, "Course 1.0", "Course 1.0|Course 1.1", "");
  assert_waiting (session, "");
  assert_total (session, 2, 1);
  undo (session);
  assert_list (session, "Course 1.0|Course 1.1|Course 2.0");
  assert_waiting (session, "Course 1.1<Course 1.0");
  testing_wait (coffret_undo_redo (coffret_session_get_undo (session)));
  assert_list (session, "Course 1.1|Course 2.0");

  /* Whatever their names are, if their owner says so. */
  join (session, "Course 2.0", "Course 1.1");
  assert_list (session, "Course 1.1");
  assert_total (session, 1, 2);
  testing_end (session);
}

/* What was arranged of the older one is so of the newer; each drawer counts it once. */
static void
test_carry (void)
{
  CoffretSession *session = testing_session ();
  CoffretCompartment *work =
    testing_wait_object (coffret_session_add_compartment (session, "Work", NULL, NULL, NULL));
  g_autofree char *id = g_strdup (coffret_compartment_get_id (work));
  CoffretEntry *older, *newer;
  g_autoptr (GPtrArray) one = NULL;

  add_versions (session, 1, 2);
  older = testing_entry (session, "Course 1.0");
  newer = testing_entry (session, "Course 1.1");
  one = testing_list (older, NULL);
  testing_wait (coffret_session_put (session, one, id));
  testing_wait (coffret_session_add_tag (session, one, "care"));
  testing_wait (coffret_session_set_favourite (session, one, TRUE));
  testing_wait (coffret_session_set_note (session, older, "Ask for the next one in time."));
  testing_wait (coffret_session_set_title (session, newer, "Mine"));
  testing_wait (coffret_session_set_title (session, older, "Once mine"));

  join (session, "Once mine", "Mine");
  assert_place (session, COFFRET_PLACE_COMPARTMENT, id, "Mine");
  g_assert_cmpuint (coffret_compartment_get_count (work), ==, 1);
  g_assert_true (coffret_entry_is_favourite (newer));
  g_assert_cmpstr (coffret_entry_get_tags (newer)[0], ==, "care");
  g_assert_cmpstr (coffret_entry_get_note (newer), ==, "Ask for the next one in time.");
  g_assert_cmpstr (coffret_entry_get_note (older), ==, "Ask for the next one in time.");
  undo (session);
  assert_place (session, COFFRET_PLACE_COMPARTMENT, id, "Once mine");
  g_assert_cmpuint (coffret_compartment_get_count (work), ==, 1);
  g_assert_false (coffret_entry_is_favourite (newer));
  g_assert_null (coffret_entry_get_note (newer));
  g_object_unref (work);
  testing_end (session);
}

/* The newest that is not in the trash is shown, and a history holds when one of it goes. */
static void
test_trash (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (GPtrArray) middle = NULL;

  add_versions (session, 1, 3);
  assert_waiting (session, "Course 1.2<Course 1.1|Course 1.1<Course 1.0");
  join (session, "Course 1.0", "Course 1.1");
  assert_waiting (session, "Course 1.2<Course 1.1");
  join (session, "Course 1.1", "Course 1.2");
  assert_list (session, "Course 1.2");
  last = testing_list (testing_entry (session, "Course 1.2"), NULL);
  testing_wait (coffret_session_trash (session, last));
  assert_list (session, "Course 1.1");
  assert_place (session, COFFRET_PLACE_TRASH, NULL, "Course 1.2");
  testing_wait (coffret_session_restore (session, last));
  assert_list (session, "Course 1.2");

  middle = testing_list (testing_entry (session, "Course 1.1"), NULL);
  testing_wait (coffret_session_trash (session, middle));
  testing_wait (coffret_session_empty_trash (session));
  assert_list (session, "Course 1.2");
  assert_history (session, "Course 1.2", "Course 1.0|Course 1.2", "");
  testing_end (session);
}

/* Who keeps two apart is not asked again; what is taken apart is one of its own. */
static void
test_apart (void)
{
  CoffretSession *session = testing_session ();

  add_versions (session, 1, 3);
  testing_wait (coffret_session_keep_apart (session, testing_entry (session, "Course 1.1"),
                                            testing_entry (session, "Course 1.2")));
  assert_list (session, "Course 1.0|Course 1.1|Course 1.2");
  assert_history (session, "Course 1.2", "Course 1.2", "Course 1.0");
  assert_waiting (session, "Course 1.2<Course 1.0|Course 1.1<Course 1.0");
  undo (session);

  join (session, "Course 1.0", "Course 1.1");
  join (session, "Course 1.1", "Course 1.2");
  testing_wait (coffret_session_take_apart (session, testing_entry (session, "Course 1.1")));
  assert_list (session, "Course 1.1|Course 1.2");
  assert_history (session, "Course 1.1", "Course 1.1", "");
  assert_history (session, "Course 1.2", "Course 1.0|Course 1.2", "");
  assert_waiting (session, "");
  assert_total (session, 2, 1);
  undo (session);
  assert_list (session, "Course 1.2");
  assert_history (session, "Course 1.2", "Course 1.0|Course 1.1|Course 1.2", "");
  testing_end (session);
}

/* Read again, they are as they were. */
static void
test_read_again (void)
{
  CoffretSession *session = testing_session ();

  add_versions (session, 1, 2);
  join (session, "Course 1.0", "Course 1.1");
  testing_wait (coffret_session_renew (session));
  assert_list (session, "Course 1.1");
  testing_end (session);
}

static void
test_read_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_vault_new_in_memory (&error);
  CoffretSession *session = testing_wait_object (coffret_session_new (vault));
  CoffretSession *other;
  CoffretCompartment *work;
  g_autoptr (GPtrArray) both = NULL;

  add_versions (session, 1, 2);
  join (session, "Course 1.0", "Course 1.1");
  both = testing_list (testing_entry (session, "Course 1.0"), testing_entry (session, "Course 1.1"),
                       NULL);
  work = testing_wait_object (coffret_session_add_compartment (session, "Work", NULL, NULL, NULL));
  testing_wait (coffret_session_put (session, both, coffret_compartment_get_id (work)));
  g_assert_cmpuint (coffret_compartment_get_count (work), ==, 1);
  other = testing_wait_object (coffret_session_new (vault));
  assert_list (other, "Course 1.1");
  g_assert_cmpuint (coffret_compartment_get_count (coffret_library_find_compartment (
                      coffret_session_get_library (other), coffret_compartment_get_id (work))),
                    ==, 1);
  g_object_unref (work);
  g_object_unref (other);
  testing_end (session);
}

/* What does not match its signature may be anybody's. */
static void
test_invalid (void)
{
  CoffretSession *session = testing_session ();
  CoffretLibrary *library = coffret_session_get_library (session);

  add_versions (session, 1, 2);
  coffret_library_set_verdict (library,
                               coffret_entry_get_id (testing_entry (session, "Course 1.1")),
                               "invalid", 1, COFFRET_INSTANT_NONE);
  coffret_library_changed (library);
  assert_waiting (session, "");
  testing_end (session);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer unused)
{
  return g_strcmp0 (a, b);
}

/* What strangers may bring in. */
static void
test_circle (void)
{
  g_autoptr (CoffretHistories) histories = coffret_histories_new (NULL);
  g_autoptr (GPtrArray) ids = NULL;

  coffret_histories_set (histories, "b", "a", COFFRET_VERSION_TOGETHER);
  coffret_histories_set (histories, "a", "b", COFFRET_VERSION_TOGETHER);
  coffret_histories_set (histories, "b", "c", COFFRET_VERSION_TOGETHER);
  coffret_histories_set (histories, "c", "d", COFFRET_VERSION_APART);
  ids = coffret_histories_list (histories, "c", compare, NULL);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpstr (ids->pdata[0], ==, "a");
  g_assert_cmpstr (ids->pdata[1], ==, "b");
  g_assert_cmpstr (ids->pdata[2], ==, "c");
  coffret_histories_remove (histories, "b");
  g_assert_false (coffret_histories_has (histories, "c"));
  g_assert_true (coffret_histories_are_apart (histories, "d", "c"));
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organise/versions/join", test_join);
  g_test_add_func ("/organise/versions/carry", test_carry);
  g_test_add_func ("/organise/versions/trash", test_trash);
  g_test_add_func ("/organise/versions/apart", test_apart);
  g_test_add_func ("/organise/versions/read-again", test_read_again);
  g_test_add_func ("/organise/versions/read-first", test_read_first);
  g_test_add_func ("/organise/versions/invalid", test_invalid);
  g_test_add_func ("/organise/versions/circle", test_circle);
  return g_test_run ();
}
