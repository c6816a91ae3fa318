/* Questions asked of the library, and how little their answers disturb. */
#include "organise-testing.h"

#include "organise/arranging.h"
#include "organise/attachments.h"
#include "organise/library-private.h"

#include <locale.h>
#include <string.h>

static void
assert_shown (CoffretView *view, const char *titles)
{
  g_autofree char *shown = NULL;

  testing_settle (view);
  shown = testing_titles (G_LIST_MODEL (view));
  g_assert_cmpstr (shown, ==, titles);
}

static void
import_text (CoffretSession *session, const char *text)
{
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  coffret_import_add_bytes (job, bytes, "typed.json");
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_REFUSED), ==, 0);
}

static void
test_orders (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  static const struct {
    const char *title;
    const char *awarded;
    const char *more;
  } credentials[] = {
    { "Cooking", "2020-05-05", "\"validUntil\":\"2031-01-01T00:00:00Z\"," },
    { "Astronomy", "2024-05-05", "" },
    { "Baking", "2022-05-05", "\"validUntil\":\"2030-01-01T00:00:00Z\"," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (credentials); i++) {
    g_autofree char *text = testing_credential_with (i, credentials[i].title,
                                                     credentials[i].awarded, credentials[i].more);
    import_text (session, text);
  }
  assert_shown (view, "Astronomy|Baking|Cooking");
  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  assert_shown (view, "Astronomy|Baking|Cooking");
  coffret_view_set_order (view, COFFRET_ORDER_EXPIRES);
  assert_shown (view, "Baking|Cooking|Astronomy");
  coffret_view_set_order (view, COFFRET_ORDER_RECEIVED);
  assert_shown (view, "Baking|Astronomy|Cooking");
  coffret_view_set_order (view, COFFRET_ORDER_ISSUER);
  assert_shown (view, "Astronomy|Baking|Cooking");
  coffret_view_set_order (view, COFFRET_ORDER_KIND);
  assert_shown (view, "Astronomy|Baking|Cooking");

  /* The other way round; what has no date is last all the same. */
  coffret_view_set_order (view, COFFRET_ORDER_TURNED (COFFRET_ORDER_TITLE));
  assert_shown (view, "Cooking|Baking|Astronomy");
  coffret_view_set_order (view, COFFRET_ORDER_TURNED (COFFRET_ORDER_EXPIRES));
  assert_shown (view, "Cooking|Baking|Astronomy");
  coffret_view_set_order (view, COFFRET_ORDER_TURNED (COFFRET_ORDER_AWARDED));
  assert_shown (view, "Cooking|Baking|Astronomy");
  g_assert_cmpint (COFFRET_ORDER_TURNED (COFFRET_ORDER_TURNED (COFFRET_ORDER_TITLE)), ==,
                   COFFRET_ORDER_TITLE);

  g_assert_finalize_object (view);
  testing_end (session);
}

/* On the same day: by title, and the parts of a course as they are counted. */
static void
test_parts (void)
{
  static const char *const titles[] = { "Course, part 54", "Course, part 6", "Course, part 10" };
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autofree char *text = testing_credential_with (i, titles[i], "2020-05-05", "");

    import_text (session, text);
  }
  assert_shown (view, "Course, part 6|Course, part 10|Course, part 54");
  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  assert_shown (view, "Course, part 6|Course, part 10|Course, part 54");
  coffret_view_set_order (view, COFFRET_ORDER_TURNED (COFFRET_ORDER_TITLE));
  assert_shown (view, "Course, part 54|Course, part 10|Course, part 6");
  g_assert_finalize_object (view);
  testing_end (session);
}

static void
add_tag (CoffretSession *session, CoffretEntry *entry, const char *tag)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  g_ptr_array_add (entries, entry);
  testing_wait (coffret_session_add_tag (session, entries, tag));
}

static CoffretEntry *
find_titled (CoffretSession *session, const char *title)
{
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));

  for (guint i = 0; i < g_list_model_get_n_items (library); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (library, i);

    if (g_str_equal (coffret_entry_get_title (entry), title))
      return g_steal_pointer (&entry);
  }
  g_assert_not_reached ();
}

/* COUNT of them, with every second title twice. */
static CoffretLibrary *
library_of (guint count)
{
  CoffretLibrary *library = coffret_library_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);

  for (guint i = 0; i < count; i++) {
    g_autofree char *id = g_strdup_printf ("id-%04u", i);
    g_autofree char *title = g_strdup_printf ("Title %04u", i * 7 % count / 2);
    g_autoptr (CoffretText) text = coffret_text_new ("en", title);
    const CoffretRecord record = {
      .id = id,
      .title = text,
      .digest = (char *) "",
      .received = 1,
      .kind = i % 2,
      .awarded = COFFRET_INSTANT_NONE,
      .expires = COFFRET_INSTANT_NONE,
      .trashed = COFFRET_INSTANT_NONE,
      .turns = COFFRET_INSTANT_NONE,
    };

    g_ptr_array_add (rows,
                     coffret_row_new (&record, NULL, coffret_library_get_vocabulary (library)));
  }
  coffret_library_add (library, rows);
  return library;
}

/* With as many as this the places of all titles are found out before anybody asks for them; the
 * orders are the same. */
static void
test_many_orders (void)
{
  const guint count = 3000;
  g_autoptr (CoffretLibrary) library = library_of (count);
  g_autoptr (CoffretView) view = coffret_view_new (library);

  testing_settle (view);
  for (guint order = 0; order < COFFRET_N_ORDERS; order++) {
    g_autoptr (CoffretEntry) first = NULL;

    if (COFFRET_ORDER_PLAIN (order) == COFFRET_ORDER_BACKWARDS)
      continue;
    coffret_view_set_order (view, order);
    testing_settle (view);
    g_assert_cmpuint (coffret_view_get_count (view), ==, count);
    for (guint i = 1; i < count; i++) {
      g_autoptr (CoffretEntry) before = g_list_model_get_item (G_LIST_MODEL (view), i - 1);
      g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (view), i);
      int titles = strcmp (coffret_entry_get_title (before), coffret_entry_get_title (entry));

      if (COFFRET_ORDER_IS_BACKWARDS (order))
        titles = -titles;
      if (coffret_entry_get_kind (before) == coffret_entry_get_kind (entry) ||
          COFFRET_ORDER_PLAIN (order) != COFFRET_ORDER_KIND)
        g_assert_cmpint (titles, <=, 0);
      if (titles == 0 && COFFRET_ORDER_PLAIN (order) != COFFRET_ORDER_KIND)
        g_assert_cmpstr (coffret_entry_get_id (before), <, coffret_entry_get_id (entry));
    }
  }
}

/* What goes leaves its place to another, which is found there from then on. */
static void
test_gone (void)
{
  const guint count = 2500;
  g_autoptr (CoffretLibrary) library = library_of (count);
  g_autoptr (CoffretView) view = coffret_view_new (library);
  guint left = 0;

  testing_settle (view);
  for (guint i = 0; i < count; i++) {
    g_autofree char *id = g_strdup_printf ("id-%04u", i);

    if (i % 3 == 0 || i > count - 10)
      coffret_library_set_trashed (library, id, i % 2 == 0 ? 10 : 20);
  }
  coffret_library_purge (library, 15);
  coffret_library_purge (library, 15);
  for (guint i = 0; i < count; i++) {
    g_autofree char *id = g_strdup_printf ("id-%04u", i);
    gboolean trashed = i % 3 == 0 || i > count - 10;
    CoffretRow *row = coffret_library_find_row (library, id);

    g_assert_true ((row == NULL) == (trashed && i % 2 == 0));
    if (row == NULL)
      continue;
    left++;
    g_assert_true (coffret_row_is_trashed (row) == trashed);
    g_assert_true (coffret_library_entry_of (library, row) == coffret_library_find (library, id));
    if (trashed)
      coffret_library_set_trashed (library, id, COFFRET_INSTANT_NONE);
  }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, left);
  coffret_library_changed (library);
  testing_settle (view);
  g_assert_cmpuint (coffret_view_get_count (view), ==, left);
  for (guint i = 0; i < left; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (view), i);

    g_assert_cmpuint (coffret_view_find (view, entry), ==, i);
  }
}

/* What changes often: the order follows each change. */
static void
test_fleeting_orders (void)
{
  static const char *const titles[] = { "Cooking", "Astronomy", "Baking", "Dancing" };
  CoffretSession *session = testing_session ();
  CoffretLibrary *library = coffret_session_get_library (session);
  CoffretView *view = coffret_view_new (library);
  CoffretEntry *entries[G_N_ELEMENTS (titles)];

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autofree char *text = testing_credential_with (i, titles[i], "2024-05-05", "");
    import_text (session, text);
  }
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    entries[i] = find_titled (session, titles[i]);
  coffret_view_set_order (view, COFFRET_ORDER_TAGS);
  assert_shown (view, "Astronomy|Baking|Cooking|Dancing");
  add_tag (session, entries[0], "work");
  add_tag (session, entries[3], "work");
  add_tag (session, entries[2], "desk");
  add_tag (session, entries[2], "zebra");
  assert_shown (view, "Baking|Cooking|Dancing|Astronomy");
  coffret_view_set_order (view, COFFRET_ORDER_TURNED (COFFRET_ORDER_TAGS));
  assert_shown (view, "Dancing|Cooking|Baking|Astronomy");

  coffret_view_set_order (view, COFFRET_ORDER_VERDICT);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    coffret_library_set_verdict (library, coffret_entry_get_id (entries[i]), NULL, 0,
                                 COFFRET_INSTANT_NONE);
  coffret_library_set_verdict (library, coffret_entry_get_id (entries[3]), "verified", 1,
                               COFFRET_INSTANT_NONE);
  coffret_library_set_verdict (library, coffret_entry_get_id (entries[0]), "invalid", 1,
                               COFFRET_INSTANT_NONE);
  coffret_library_set_verdict (library, coffret_entry_get_id (entries[2]), "unsigned", 1,
                               COFFRET_INSTANT_NONE);
  coffret_library_changed (library);
  assert_shown (view, "Dancing|Baking|Cooking|Astronomy");
  coffret_view_set_order (view, COFFRET_ORDER_TURNED (COFFRET_ORDER_VERDICT));
  assert_shown (view, "Cooking|Baking|Dancing|Astronomy");
  /* Under headings, and in the order within each. */
  coffret_view_set_heading (view, COFFRET_HEADING_YEAR);
  assert_shown (view, "Cooking|Baking|Dancing|Astronomy");

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_object_unref (entries[i]);
  g_assert_finalize_object (view);
  testing_end (session);
}

/* Issuers by name, what has none last; in the order within each heading. */
static void
test_headings (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  static const struct {
    const char *title;
    const char *issuer;
    const char *awarded;
  } credentials[] = {
    { "Cooking", "Zest", "2024-01-05" },    { "Astronomy", "", "2022-06-05" },
    { "Baking", "Zest", "2022-09-05" },     { "Dance", "Atelier", "2024-03-05" },
    { "Ethics", "Zest Two", "2022-02-05" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (credentials); i++) {
    g_autofree char *text = testing_credential (i, credentials[i].title, credentials[i].awarded);
    g_auto (GStrv) parts = g_strsplit (text, "Collège du Rivage", -1);
    g_autofree char *other = g_strjoinv (credentials[i].issuer, parts);

    import_text (session, other);
  }
  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  assert_shown (view, "Astronomy|Baking|Cooking|Dance|Ethics");
  coffret_view_set_heading (view, COFFRET_HEADING_YEAR);
  assert_shown (view, "Cooking|Dance|Astronomy|Baking|Ethics");
  coffret_view_set_heading (view, COFFRET_HEADING_ISSUER);
  assert_shown (view, "Dance|Baking|Cooking|Ethics|Astronomy");
  coffret_view_set_order (view, COFFRET_ORDER_AWARDED);
  assert_shown (view, "Dance|Cooking|Baking|Ethics|Astronomy");
  coffret_view_set_heading (view, COFFRET_HEADING_KIND);
  assert_shown (view, "Dance|Cooking|Baking|Astronomy|Ethics");
  coffret_view_set_heading (view, COFFRET_HEADING_NONE);
  assert_shown (view, "Dance|Cooking|Baking|Astronomy|Ethics");

  g_assert_finalize_object (view);
  testing_end (session);
}

static void
test_search (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries =
    testing_add (session, "Électricité du bâtiment", "Soins des plaies", "Electronics", NULL);
  g_autoptr (GPtrArray) asked = NULL;

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  coffret_view_set_words (view, "ELECTR");
  assert_shown (view, "Electronics|Électricité du bâtiment");
  coffret_view_set_words (view, "electr bati");
  assert_shown (view, "Électricité du bâtiment");
  coffret_view_set_words (view, "rivage  plaies");
  assert_shown (view, "Soins des plaies");
  coffret_view_set_words (view, "nothing like it");
  assert_shown (view, "");
  coffret_view_set_words (view, "");
  testing_settle (view);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view)), ==, 3);

  asked = coffret_view_ask (coffret_session_get_library (session), COFFRET_PLACE_ALL, NULL,
                            COFFRET_ORDER_TITLE, "plaies");
  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_true (g_ptr_array_index (asked, 0) == g_ptr_array_index (entries, 1));

  g_assert_finalize_object (view);
  g_clear_pointer (&asked, g_ptr_array_unref);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* Each credential where it is, and no other's number. */
static void
assert_numbered (CoffretView *view, GPtrArray *all)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (view));
  guint found = 0;

  g_assert_cmpuint (coffret_numbers_count (coffret_view_get_numbers (view)), ==, n_items);
  for (guint i = 0; i < n_items; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (view), i);

    g_assert_cmpuint (coffret_view_find (view, entry), ==, i);
    g_assert_cmpuint (coffret_view_get_number (view, i), ==, coffret_entry_get_number (entry));
  }
  for (guint i = 0; i < all->len; i++)
    found += coffret_view_find (view, g_ptr_array_index (all, i)) != G_MAXUINT;
  g_assert_cmpuint (found, ==, n_items);
}

static void
test_numbers (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Cooking", "Astronomy", "Baking", NULL);
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) more = NULL;
  guint third = coffret_entry_get_number (g_ptr_array_index (entries, 2));

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  assert_shown (view, "Astronomy|Baking|Cooking");
  assert_numbered (view, entries);
  coffret_view_set_words (view, "baking");
  assert_shown (view, "Baking");
  assert_numbered (view, entries);
  coffret_view_set_words (view, NULL);

  /* What is gone for good takes its number along. */
  g_ptr_array_add (first, g_ptr_array_index (entries, 0));
  g_assert_true (testing_await (coffret_session_trash (session, first), NULL, NULL));
  g_assert_true (testing_await (coffret_session_empty_trash (session), NULL, NULL));
  more = testing_add (session, "Dance", NULL);
  assert_shown (view, "Astronomy|Baking|Dance");
  g_assert_cmpuint (coffret_view_find (view, g_ptr_array_index (entries, 0)), ==, G_MAXUINT);
  g_assert_cmpuint (coffret_entry_get_number (g_ptr_array_index (entries, 2)), ==, third);
  g_ptr_array_add (entries, g_object_ref (g_ptr_array_index (more, 0)));
  assert_numbered (view, entries);

  g_assert_finalize_object (view);
  g_clear_pointer (&more, g_ptr_array_unref);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
test_places (void)
{
  CoffretSession *session = testing_session ();
  CoffretLibrary *library = coffret_session_get_library (session);
  CoffretView *view = coffret_view_new (library);
  g_autoptr (GPtrArray) entries = testing_add (session, "One", "Two", "Three", NULL);
  g_autoptr (GPtrArray) one = testing_list (g_ptr_array_index (entries, 0), NULL);
  g_autoptr (GPtrArray) two = testing_list (g_ptr_array_index (entries, 1), NULL);
  g_autoptr (CoffretCompartment) drawer =
    testing_wait_object (coffret_session_add_compartment (session, "Drawer", NULL, NULL, NULL));

  testing_wait (coffret_session_put (session, one, coffret_compartment_get_id (drawer)));
  testing_wait (coffret_session_trash (session, two));
  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  assert_shown (view, "One|Three");
  coffret_view_set_place (view, COFFRET_PLACE_COMPARTMENT, coffret_compartment_get_id (drawer));
  assert_shown (view, "One");
  coffret_view_set_place (view, COFFRET_PLACE_LOOSE, NULL);
  assert_shown (view, "Three");
  coffret_view_set_place (view, COFFRET_PLACE_TRASH, NULL);
  assert_shown (view, "Two");
  coffret_view_set_place (view, COFFRET_PLACE_RECENT, NULL);
  assert_shown (view, "One|Three");
  coffret_view_set_place (view, COFFRET_PLACE_FAVOURITES, NULL);
  assert_shown (view, "");
  testing_wait (coffret_session_set_favourite (session, one, TRUE));
  assert_shown (view, "One");

  g_assert_finalize_object (view);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
test_little_changes (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", "C", "D", "E", NULL);
  g_autoptr (GPtrArray) middle = testing_list (g_ptr_array_index (entries, 2), NULL);
  TestingEar ear = { 0 };
  TestingEar busy = { 0 };
  TestingEar count = { 0 };

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  testing_settle (view);
  testing_listen (view, NULL, &ear);
  testing_listen (view, "busy", &busy);
  testing_listen (view, "n-items", &count);

  testing_wait (coffret_session_trash (session, middle));
  assert_shown (view, "A|B|D|E");
  g_assert_cmpuint (ear.changed, ==, 1);
  g_assert_cmpuint (ear.position, ==, 2);
  g_assert_cmpuint (ear.removed, ==, 1);
  g_assert_cmpuint (ear.added, ==, 0);
  g_assert_cmpuint (busy.notified, ==, 2);
  g_assert_cmpuint (count.notified, ==, 1);

  testing_wait (coffret_session_restore (session, middle));
  assert_shown (view, "A|B|C|D|E");
  g_assert_cmpuint (ear.changed, ==, 2);
  g_assert_cmpuint (ear.removed, ==, 0);
  g_assert_cmpuint (ear.added, ==, 1);

  /* The same answer to another question disturbs nobody. */
  coffret_view_set_words (view, "rivage");
  testing_settle (view);
  g_assert_cmpuint (ear.changed, ==, 2);
  /* The same question is none. */
  coffret_view_set_words (view, "rivage");
  g_assert_false (coffret_view_is_busy (view));

  g_assert_finalize_object (view);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* Only the last of many hasty questions is answered. */
static void
test_hasty_questions (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Alpha", "Beta", "Gamma", NULL);
  TestingEar ear = { 0 };

  testing_settle (view);
  testing_listen (view, NULL, &ear);
  for (guint i = 0; i < 50; i++) {
    coffret_view_set_words (view, i % 2 == 0 ? "alpha" : "beta");
    if (i % 7 == 0)
      g_main_context_iteration (NULL, FALSE);
  }
  coffret_view_set_words (view, "gamma");
  g_assert_true (coffret_view_is_busy (view));
  assert_shown (view, "Gamma");

  /* A view may go while its question is under way. */
  coffret_view_set_words (view, "beta");
  g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (view);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
on_changed_assert_not_alpha (GListModel *view)
{
  g_autofree char *titles = testing_titles (view);

  g_assert_cmpstr (titles, !=, "Alpha");
}

/* An answer that comes after its question was replaced is not shown, not even for a moment.
 * Which turn of the main loop asks and which answers is the scheduler's to choose: of many
 * tries, some meet the moment between. */
static void
test_late_answer (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Alpha", "Beta", NULL);

  testing_settle (view);
  for (guint try = 0; try < 40; try++) {
    gulong handler;

    coffret_view_set_words (view, "alpha");
    for (guint turn = 0; turn <= try % 3; turn++)
      g_main_context_iteration (NULL, FALSE);
    if (coffret_view_is_busy (view)) {
      /* Time for the worker to answer; the answer waits for the main loop. */
      g_usleep (2000);
      handler =
        g_signal_connect (view, "items-changed", G_CALLBACK (on_changed_assert_not_alpha), NULL);
      coffret_view_set_words (view, "beta");
      testing_settle (view);
      g_signal_handler_disconnect (view, handler);
    }
    coffret_view_set_words (view, "beta");
    assert_shown (view, "Beta");
  }

  g_assert_finalize_object (view);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
on_changed_assert_empty (GListModel *view)
{
  g_assert_cmpuint (g_list_model_get_n_items (view), ==, 0);
}

/* An answer that was on its way when the vault was locked is not shown, not even for a moment. */
static void
test_late_answer_after_lock (void)
{
  for (guint try = 0; try < 20; try++) {
    CoffretSession *session = testing_session ();
    CoffretView *view = coffret_view_new (coffret_session_get_library (session));
    g_autoptr (GPtrArray) entries = testing_add (session, "Alpha", "Beta", NULL);

    testing_settle (view);
    coffret_view_set_words (view, "alpha");
    for (guint turn = 0; turn <= try % 3; turn++)
      g_main_context_iteration (NULL, FALSE);
    /* Time for the worker to answer; the answer waits for the main loop. */
    g_usleep (2000);
    g_clear_pointer (&entries, g_ptr_array_unref);
    coffret_session_end (session);
    g_signal_connect (view, "items-changed", G_CALLBACK (on_changed_assert_empty), NULL);
    testing_settle (view);
    g_assert_finalize_object (view);
    testing_end (session);
  }
}

/* Nothing is shown any more once the session is over. */
static void
test_forgets_on_lock (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Secret", NULL);

  assert_shown (view, "Secret");
  g_clear_pointer (&entries, g_ptr_array_unref);
  coffret_session_end (session);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view)), ==, 0);
  testing_settle (view);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view)), ==, 0);
  g_assert_finalize_object (view);
  testing_end (session);
}

/* What the holder wrote is found too, and what the issuer wrote is found still. */
static void
test_own_words (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Alpha", "Beta", "Gamma", NULL);

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  assert_shown (view, "Alpha|Beta|Gamma");
  testing_wait (
    coffret_session_set_title (session, g_ptr_array_index (entries, 0), "Zéro de conduite"));
  assert_shown (view, "Beta|Gamma|Zéro de conduite");
  testing_wait (
    coffret_session_set_note (session, g_ptr_array_index (entries, 2), "Montrer à\nMme Côté"));
  coffret_view_set_words (view, "ZERO conduite");
  assert_shown (view, "Zéro de conduite");
  coffret_view_set_words (view, "alpha");
  assert_shown (view, "Zéro de conduite");
  coffret_view_set_words (view, "cote gamma");
  assert_shown (view, "Gamma");
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  assert_shown (view, "");

  g_clear_pointer (&entries, g_ptr_array_unref);
  g_assert_finalize_object (view);
  testing_end (session);
}

/* Where nothing has the words, one slip is forgiven; where anything has, none is. */
static void
test_slips (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Soudage", "Sondage", "Secourisme", NULL);

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  coffret_view_set_words (view, "soudage");
  assert_shown (view, "Soudage");
  g_assert_false (coffret_view_is_nearly (view));
  coffret_view_set_words (view, "soudaeg");
  assert_shown (view, "Soudage");
  g_assert_true (coffret_view_is_nearly (view));
  coffret_view_set_words (view, "soxdage");
  assert_shown (view, "Sondage|Soudage");
  coffret_view_set_words (view, "xoxdage");
  assert_shown (view, "");
  g_assert_false (coffret_view_is_nearly (view));
  coffret_view_set_words (view, "first aid");
  assert_shown (view, "Secourisme");
  g_assert_false (coffret_view_is_nearly (view));

  g_clear_pointer (&entries, g_ptr_array_unref);
  g_assert_finalize_object (view);
  testing_end (session);
}

static void
wait_for_count (CoffretCompartment *compartment, guint count)
{
  while (coffret_compartment_get_count (compartment) != count)
    g_main_context_iteration (NULL, TRUE);
}

/* A compartment that is a search fills itself, and nobody else does. */
static void
test_rules (void)
{
  CoffretSession *session = testing_session ();
  CoffretLibrary *library = coffret_session_get_library (session);
  CoffretView *view = coffret_view_new (library);
  g_autoptr (GPtrArray) entries = testing_add (session, "Alpha", "Beta", NULL);
  g_autoptr (CoffretCompartment) hand =
    testing_wait_object (coffret_session_add_compartment (session, "By hand", NULL, NULL, NULL));
  g_autoptr (CoffretCompartment) rule = testing_wait_object (
    coffret_session_keep_search (session, "Letters", NULL, "blue", "  type:other -beta "));
  g_autoptr (CoffretCompartmentRow) row = NULL;
  g_autoptr (GPtrArray) more = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (coffret_compartment_get_rule (rule), ==, "type:other -beta");
  coffret_view_set_place (view, COFFRET_PLACE_COMPARTMENT, coffret_compartment_get_id (rule));
  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  testing_settle (view);
  row = coffret_compartment_row_copy (coffret_compartment_get_row (rule));
  g_set_str (&row->rule, "-beta");
  testing_wait (coffret_session_change_compartment (session, row));
  assert_shown (view, "Alpha");
  wait_for_count (rule, 1);
  more = testing_add (session, "Gamma", "Beta again", NULL);
  assert_shown (view, "Alpha|Gamma");
  wait_for_count (rule, 2);
  testing_wait (coffret_session_trash (session, more));
  wait_for_count (rule, 1);
  coffret_view_set_words (view, "in:letters");
  assert_shown (view, "Alpha");
  coffret_view_set_place (view, COFFRET_PLACE_ALL, NULL);
  coffret_view_set_words (view, "-in:letters");
  assert_shown (view, "Beta");
  coffret_view_set_words (view, "in:none");
  assert_shown (view, "Alpha|Beta");

  g_assert_false (testing_await (
    coffret_session_put (session, entries, coffret_compartment_get_id (rule)), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (
    testing_await (coffret_session_keep_search (session, "Empty", NULL, NULL, " "), NULL, &error));
  g_clear_error (&error);
  g_clear_pointer (&row, coffret_compartment_row_free);
  row = coffret_compartment_row_copy (coffret_compartment_get_row (hand));
  g_set_str (&row->rule, "beta");
  g_assert_false (testing_await (coffret_session_change_compartment (session, row), NULL, &error));
  g_clear_error (&error);

  testing_wait (coffret_session_remove_compartment (session, coffret_compartment_get_id (rule)));
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  coffret_view_set_words (view, "in:letters");
  assert_shown (view, "Alpha");

  g_clear_pointer (&entries, g_ptr_array_unref);
  g_clear_pointer (&more, g_ptr_array_unref);
  g_clear_object (&hand);
  g_clear_object (&rule);
  g_assert_finalize_object (view);
  testing_end (session);
}

/* The owner's own order, each change of it and the end of the compartment with a way back. */
static void
test_by_hand (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Alpha", "Beta", "Gamma", "Delta", NULL);
  g_autoptr (CoffretCompartment) drawer =
    testing_wait_object (coffret_session_add_compartment (session, "Drawer", NULL, NULL, NULL));
  g_autofree char *id = g_strdup (coffret_compartment_get_id (drawer));
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  testing_wait (coffret_session_put (session, entries, id));
  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  coffret_view_set_place (view, COFFRET_PLACE_COMPARTMENT, id);
  assert_shown (view, "Alpha|Beta|Delta|Gamma");
  g_ptr_array_add (ids, g_strdup (coffret_entry_get_id (g_ptr_array_index (entries, 2))));
  g_ptr_array_add (ids, g_strdup (coffret_entry_get_id (g_ptr_array_index (entries, 0))));
  testing_wait (coffret_arranging_set (session, id, ids));
  /* What was not put in order stands behind, as the list is sorted. */
  assert_shown (view, "Gamma|Alpha|Beta|Delta");
  g_assert_cmpstr (coffret_compartment_get_row (drawer)->arrangement, ==, COFFRET_ARRANGEMENT_HAND);
  g_ptr_array_insert (ids, 0, g_strdup (coffret_entry_get_id (g_ptr_array_index (entries, 3))));
  testing_wait (coffret_arranging_set (session, id, ids));
  assert_shown (view, "Delta|Gamma|Alpha|Beta");
  coffret_view_set_words (view, "-gamma");
  assert_shown (view, "Delta|Alpha|Beta");
  coffret_view_set_words (view, NULL);

  testing_wait (coffret_undo_undo (undo));
  assert_shown (view, "Gamma|Alpha|Beta|Delta");
  testing_wait (coffret_session_remove_compartment (session, id));
  testing_wait (coffret_undo_undo (undo));
  assert_shown (view, "Gamma|Alpha|Beta|Delta");
  testing_wait (coffret_undo_undo (undo));
  assert_shown (view, "Alpha|Beta|Delta|Gamma");
  coffret_view_set_place (view, COFFRET_PLACE_ALL, NULL);
  assert_shown (view, "Alpha|Beta|Delta|Gamma");

  g_clear_pointer (&entries, g_ptr_array_unref);
  g_clear_object (&drawer);
  g_assert_finalize_object (view);
  testing_end (session);
}

/* As reading it would. */
static gboolean
describe (CoffretDatabase *database, gpointer data, GError **error)
{
  static const char *const words[] = { "anaesthetics", "ward", NULL };

  return coffret_attachments_describe (database, data, 1, NULL, words, TRUE, error);
}

static gboolean
list_unread (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) unread = coffret_attachments_unread (database, 1, error);

  *(guint *) data = unread->len;
  return TRUE;
}

/* What is read in the background would be written over ours. */
static void
await_read (CoffretSession *session)
{
  guint unread = 1;

  for (guint turn = 0; turn < 300 && unread > 0; turn++) {
    g_assert_true (coffret_vault_run_sync (coffret_session_get_vault (session),
                                           COFFRET_PRIORITY_NORMAL, list_unread, &unread, NULL));
    while (g_main_context_iteration (NULL, FALSE))
      continue;
    g_usleep (10000);
  }
}

static void
await_shown (CoffretView *view, const char *titles)
{
  for (guint turn = 0; turn < 5000; turn++) {
    g_autofree char *shown = testing_titles (G_LIST_MODEL (view));

    if (g_str_equal (shown, titles))
      return;
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  assert_shown (view, titles);
}

/* What stands in a file beside a credential finds the credential. */
static void
test_files (void)
{
  CoffretSession *session = testing_session ();
  CoffretView *view = coffret_view_new (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "Alpha", "Beta", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("ward", 4);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  CoffretAttachmentRow *row;

  coffret_view_set_order (view, COFFRET_ORDER_TITLE);
  coffret_view_set_words (view, "has:attachment");
  await_shown (view, "");
  g_assert_true (
    testing_await (coffret_session_attach (session, g_ptr_array_index (entries, 1), NULL, bytes,
                                           "letter.txt", NULL, NULL, NULL, NULL),
                   &value, &error));
  g_assert_no_error (error);
  await_shown (view, "Beta");
  coffret_view_set_words (view, "-has:attachment");
  await_shown (view, "Alpha");
  row = g_value_get_boxed (&value);
  await_read (session);
  g_assert_true (coffret_vault_run_sync (coffret_session_get_vault (session),
                                         COFFRET_PRIORITY_NORMAL, describe, row->id, &error));
  coffret_view_set_words (view, "ward anaesth");
  await_shown (view, "Beta");
  coffret_view_set_words (view, "ward alpha");
  await_shown (view, "");
  coffret_view_set_words (view, "rivage -ward");
  await_shown (view, "Alpha");
  coffret_view_set_words (view, "rivage");
  await_shown (view, "Alpha|Beta");

  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_settle (view);
  testing_finalize (view);
  testing_end (session);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/view/orders", test_orders);
  g_test_add_func ("/organise/view/parts", test_parts);
  g_test_add_func ("/organise/view/many-orders", test_many_orders);
  g_test_add_func ("/organise/view/gone", test_gone);
  g_test_add_func ("/organise/view/fleeting-orders", test_fleeting_orders);
  g_test_add_func ("/organise/view/headings", test_headings);
  g_test_add_func ("/organise/view/search", test_search);
  g_test_add_func ("/organise/view/numbers", test_numbers);
  g_test_add_func ("/organise/view/slips", test_slips);
  g_test_add_func ("/organise/view/files", test_files);
  g_test_add_func ("/organise/view/rules", test_rules);
  g_test_add_func ("/organise/view/by-hand", test_by_hand);
  g_test_add_func ("/organise/view/places", test_places);
  g_test_add_func ("/organise/view/little-changes", test_little_changes);
  g_test_add_func ("/organise/view/hasty-questions", test_hasty_questions);
  g_test_add_func ("/organise/view/late-answer", test_late_answer);
  g_test_add_func ("/organise/view/late-answer-after-lock", test_late_answer_after_lock);
  g_test_add_func ("/organise/view/forgets-on-lock", test_forgets_on_lock);
  g_test_add_func ("/organise/view/own-words", test_own_words);
  return g_test_run ();
}
