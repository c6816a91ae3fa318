/* Every act and its way back, in the library and in the vault. */
#include "organise-testing.h"

#include "organise/library-private.h"
#include "vault/compartments.h"
#include "vault/identities.h"
#include "vault/layers.h"

static gboolean
read_load (CoffretDatabase *database, gpointer data, GError **error)
{
  gboolean over;

  return coffret_library_load_read (data, database, &over, error) && over;
}

static void
describe_marks (CoffretEntry *entry, GString *text)
{
  const CoffretLayer *layer = coffret_entry_get_layer (entry);

  if (coffret_entry_is_favourite (entry))
    g_string_append_c (text, '*');
  for (const char *const *tag = coffret_entry_get_tags (entry); *tag != NULL; tag++)
    g_string_append_printf (text, "#%s", *tag);
  for (guint i = 0; layer != NULL && i < layer->n_texts; i++)
    g_string_append_printf (text, "~%s:%s", layer->texts[i].language, layer->texts[i].text);
  if (layer != NULL && layer->awarded != COFFRET_INSTANT_NONE)
    g_string_append_printf (text, "@%d", coffret_instant_year (coffret_entry_get_awarded (entry)));
  if (layer != NULL && layer->expires != COFFRET_INSTANT_NONE)
    g_string_append_printf (text, "!%d", coffret_instant_year (coffret_entry_get_expires (entry)));
}

static char *
describe (CoffretLibrary *library)
{
  GListModel *compartments = coffret_library_get_compartments (library);
  GListModel *identities = coffret_library_get_identities (library);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) entries =
    coffret_view_ask (library, COFFRET_PLACE_ALL, NULL, COFFRET_ORDER_TITLE, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (compartments); i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);
    const char *parent = coffret_compartment_get_row (compartment)->parent;

    g_string_append_printf (text, "[%s", coffret_compartment_get_name (compartment));
    if (parent != NULL)
      g_string_append_printf (
        text, " in %s",
        coffret_compartment_get_name (coffret_library_find_compartment (library, parent)));
    g_string_append_printf (text, " %u] ", coffret_compartment_get_count (compartment));
  }
  for (guint i = 0; i < entries->len; i++) {
    CoffretEntry *entry = g_ptr_array_index (entries, i);
    const char *note = coffret_entry_get_note (entry);

    g_string_append_printf (text, "%s%s%s", coffret_entry_get_title (entry),
                            note != NULL ? "=" : "", note != NULL ? note : "");
    describe_marks (entry, text);
    g_string_append_c (text, ' ');
  }
  for (guint i = 0; i < g_list_model_get_n_items (identities); i++) {
    g_autoptr (CoffretIdentity) identity = g_list_model_get_item (identities, i);

    g_string_append_printf (text, "<%s> ", coffret_identity_get_value (identity));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The library says EXPECTED, and so would one that the next start reads from the vault. */
static void
assert_state (CoffretSession *session, const char *expected)
{
  CoffretLibraryLoad *load = coffret_library_load_new (NULL);
  g_autoptr (CoffretLibrary) stored = coffret_library_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = describe (coffret_session_get_library (session));
  g_autofree char *kept = NULL;

  coffret_vault_run_sync (coffret_session_get_vault (session), COFFRET_PRIORITY_HIGH, read_load,
                          load, &error);
  g_assert_no_error (error);
  coffret_library_fill (stored, load);
  kept = describe (stored);
  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpstr (kept, ==, expected);
}

static void
assert_back_and_forth (CoffretSession *session, const char *before, const char *after)
{
  CoffretUndo *undo = coffret_session_get_undo (session);

  assert_state (session, after);
  for (guint i = 0; i < 2; i++) {
    testing_wait (coffret_undo_undo (undo));
    assert_state (session, before);
    testing_wait (coffret_undo_redo (undo));
    assert_state (session, after);
  }
}

static void
test_trash (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", "C", NULL);
  g_autoptr (GPtrArray) some =
    testing_list (g_ptr_array_index (entries, 0), g_ptr_array_index (entries, 2), NULL);
  g_autoptr (CoffretCompartment) drawer =
    testing_wait_object (coffret_session_add_compartment (session, "Drawer", NULL, NULL, NULL));
  TestingEar trashed = { 0 };

  testing_listen (g_ptr_array_index (entries, 0), "trashed", &trashed);
  testing_wait (coffret_session_put (session, some, coffret_compartment_get_id (drawer)));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Put 2 credentials into “Drawer”");
  testing_wait (coffret_session_trash (session, some));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Move 2 credentials to the trash");
  g_assert_cmpuint (trashed.notified, ==, 1);
  assert_back_and_forth (session, "[Drawer 2] A B C ", "[Drawer 0] B ");

  /* What is there already is no act. */
  testing_wait (coffret_session_trash (session, some));
  testing_wait (coffret_undo_undo (undo));
  assert_state (session, "[Drawer 2] A B C ");
  testing_wait (coffret_undo_undo (undo));
  assert_state (session, "[Drawer 0] A B C ");

  g_clear_object (&drawer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
test_compartments (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  g_autoptr (CoffretCompartment) outer = NULL;
  g_autoptr (CoffretCompartment) inner = NULL;
  g_autoptr (CoffretCompartmentRow) row = NULL;
  g_autofree char *id = NULL;

  outer = testing_wait_object (
    coffret_session_add_compartment (session, " Nursing ", "heart", "blue", NULL));
  g_assert_cmpstr (coffret_compartment_get_name (outer), ==, "Nursing");
  assert_back_and_forth (session, "A B ", "[Nursing 0] A B ");
  g_clear_object (&outer);
  outer = g_list_model_get_item (
    coffret_library_get_compartments (coffret_session_get_library (session)), 0);
  id = g_strdup (coffret_compartment_get_id (outer));

  inner = testing_wait_object (coffret_session_add_compartment (session, "Hours", NULL, NULL, id));
  testing_wait (coffret_session_put (session, entries, id));
  assert_back_and_forth (session, "[Nursing 0] [Hours in Nursing 0] A B ",
                         "[Nursing 2] [Hours in Nursing 0] A B ");

  row = coffret_compartment_row_copy (coffret_compartment_get_row (
    coffret_library_find_compartment (coffret_session_get_library (session), id)));
  g_set_str (&row->name, "Care");
  testing_wait (coffret_session_change_compartment (session, row));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Change the compartment “Care”");
  assert_back_and_forth (session, "[Nursing 2] [Hours in Nursing 0] A B ",
                         "[Care 2] [Hours in Care 0] A B ");

  testing_wait (coffret_session_take (session, entries, id));
  assert_back_and_forth (session, "[Care 2] [Hours in Care 0] A B ",
                         "[Care 0] [Hours in Care 0] A B ");
  testing_wait (coffret_undo_undo (undo));

  /* With everything in it, and what was within it. */
  testing_wait (coffret_session_remove_compartment (session, id));
  assert_back_and_forth (session, "[Care 2] [Hours in Care 0] A B ", "[Hours 0] A B ");

  g_clear_object (&outer);
  g_clear_object (&inner);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* The order of the drawers, as the sidebar shows it. */
static void
assert_drawers (CoffretSession *session, const char *expected)
{
  g_autoptr (GPtrArray) list =
    coffret_library_list_compartments (coffret_session_get_library (session));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++) {
    CoffretCompartment *drawer = g_ptr_array_index (list, i);

    g_string_append_printf (text, "%s%s ",
                            coffret_compartment_get_row (drawer)->parent != NULL ? "-" : "",
                            coffret_compartment_get_name (drawer));
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_moves (CoffretSession *session, const char *before, const char *after)
{
  CoffretUndo *undo = coffret_session_get_undo (session);

  assert_drawers (session, after);
  testing_wait (coffret_undo_undo (undo));
  assert_drawers (session, before);
  testing_wait (coffret_undo_redo (undo));
  assert_drawers (session, after);
}

static void
test_places_of_compartments (void)
{
  CoffretSession *session = testing_session ();
  const char *names[] = { "A", "B", "C", "D" };
  g_auto (GStrv) ids = g_new0 (char *, G_N_ELEMENTS (names) + 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (CoffretCompartment) drawer =
      testing_wait_object (coffret_session_add_compartment (session, names[i], NULL, NULL, NULL));

    ids[i] = g_strdup (coffret_compartment_get_id (drawer));
  }
  assert_drawers (session, "A B C D ");
  testing_wait (coffret_session_place_compartment (session, ids[3], NULL, ids[1]));
  g_assert_cmpstr (coffret_undo_get_undo_label (coffret_session_get_undo (session)), ==,
                   "Move the compartment “D”");
  assert_moves (session, "A B C D ", "A D B C ");
  testing_wait (coffret_session_place_compartment (session, ids[2], ids[0], NULL));
  assert_moves (session, "A D B C ", "A -C D B ");
  testing_wait (coffret_session_place_compartment (session, ids[1], ids[0], ids[2]));
  assert_moves (session, "A -C D B ", "A -B -C D ");
  testing_wait (coffret_session_place_compartment (session, ids[1], ids[0], NULL));
  assert_moves (session, "A -B -C D ", "A -C -B D ");
  /* What lies within goes along. */
  testing_wait (coffret_session_place_compartment (session, ids[0], NULL, NULL));
  assert_moves (session, "A -C -B D ", "D A -C -B ");
  assert_state (session, "[D 0] [A 0] [C in A 0] [B in A 0] ");
  testing_wait (coffret_session_place_compartment (session, ids[2], NULL, ids[0]));
  assert_moves (session, "D A -C -B ", "D C A -B ");

  /* One level only; and where it is already is no act. */
  g_assert_false (testing_await (coffret_session_place_compartment (session, ids[0], ids[3], NULL),
                                 NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (testing_await (coffret_session_place_compartment (session, ids[3], ids[1], NULL),
                                 NULL, &error));
  g_clear_error (&error);
  testing_wait (coffret_session_place_compartment (session, ids[0], NULL, NULL));
  testing_wait (coffret_session_place_compartment (session, ids[0], NULL, ids[0]));
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  assert_drawers (session, "D A -C -B ");
  testing_end (session);
}

/* One step makes it and fills it. */
static void
test_put_in_new (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  g_autoptr (CoffretCompartment) drawer =
    testing_wait_object (coffret_session_put_in_new (session, entries, "Work", NULL, NULL));

  g_assert_cmpstr (coffret_compartment_get_name (drawer), ==, "Work");
  assert_back_and_forth (session, "A B ", "[Work 2] A B ");
  g_clear_object (&drawer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
test_import_and_new_act (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  TestingEar can_redo = { 0 };
  TestingEar label = { 0 };

  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Add 2 credentials");
  assert_back_and_forth (session, "", "A B ");
  testing_listen (undo, "can-redo", &can_redo);
  testing_listen (undo, "undo-label", &label);
  testing_wait (coffret_undo_undo (undo));
  g_assert_true (coffret_undo_can_redo (undo));
  g_assert_cmpstr (coffret_undo_get_redo_label (undo), ==, "Add 2 credentials");
  g_assert_cmpuint (can_redo.notified, ==, 1);
  g_assert_cmpuint (label.notified, ==, 1);

  /* A new act is the end of what could be redone. */
  testing_wait (coffret_session_restore (session, entries));
  g_assert_false (coffret_undo_can_redo (undo));
  g_assert_cmpuint (can_redo.notified, ==, 2);
  assert_state (session, "A B ");

  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* What is gone for ever cannot be brought back, and nothing pretends otherwise. */
static void
test_empty_trash (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", "C", NULL);
  g_autoptr (GPtrArray) gone =
    testing_list (g_ptr_array_index (entries, 0), g_ptr_array_index (entries, 1), NULL);
  TestingEar ear = { 0 };

  testing_wait (coffret_session_trash (session, gone));
  testing_listen (library, NULL, &ear);
  testing_wait (coffret_session_empty_trash (session));
  assert_state (session, "C ");
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 1);
  g_assert_cmpuint (ear.changed, ==, 1);
  g_assert_cmpuint (ear.position, ==, 0);
  /* The last has taken the place of what went. */
  g_assert_cmpuint (ear.removed, ==, 3);
  g_assert_cmpuint (ear.added, ==, 1);
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Add 3 credentials");
  testing_wait (coffret_undo_undo (undo));
  assert_state (session, "");
  testing_wait (coffret_undo_redo (undo));
  assert_state (session, "C ");

  g_clear_pointer (&gone, g_ptr_array_unref);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* Key presses faster than the disk. */
static void
test_hasty_keys (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  g_autoptr (GPtrArray) a = testing_list (g_ptr_array_index (entries, 0), NULL);
  g_autoptr (GPtrArray) b = testing_list (g_ptr_array_index (entries, 1), NULL);
  g_autoptr (GError) error = NULL;
  DexFuture *first;

  dex_future_disown (coffret_session_trash (session, a));
  testing_wait (coffret_session_trash (session, b));
  assert_state (session, "");
  first = coffret_undo_undo (undo);
  testing_wait (coffret_undo_undo (undo));
  testing_wait (first);
  assert_state (session, "A B ");
  dex_future_disown (coffret_undo_redo (undo));
  testing_wait (coffret_undo_redo (undo));
  assert_state (session, "");

  testing_wait (coffret_undo_undo (undo));
  testing_wait (coffret_undo_undo (undo));
  testing_wait (coffret_undo_undo (undo));
  g_assert_false (coffret_undo_can_undo (undo));
  g_assert_false (testing_await (coffret_undo_undo (undo), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* What another act did in the meantime is not this one's to take back. */
static void
test_same_act_twice (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  g_autoptr (GPtrArray) a = testing_list (g_ptr_array_index (entries, 0), NULL);
  g_autoptr (CoffretCompartment) drawer =
    testing_wait_object (coffret_session_add_compartment (session, "Drawer", NULL, NULL, NULL));
  const char *id = coffret_compartment_get_id (drawer);
  DexFuture *first;

  first = coffret_session_put (session, a, id);
  testing_wait (coffret_session_put (session, entries, id));
  /* Which of both the library hears of first is not said. */
  testing_wait (first);
  assert_state (session, "[Drawer 2] A B ");
  testing_wait (coffret_undo_undo (undo));
  assert_state (session, "[Drawer 1] A B ");
  testing_wait (coffret_undo_undo (undo));
  assert_state (session, "[Drawer 0] A B ");
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Make the compartment “Drawer”");

  g_clear_object (&drawer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
test_marks (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  g_autoptr (GPtrArray) a = testing_list (g_ptr_array_index (entries, 0), NULL);
  TestingEar favourite = { 0 };
  TestingEar tags = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) known = NULL;

  testing_listen (a->pdata[0], "favourite", &favourite);
  testing_listen (a->pdata[0], "tags", &tags);
  testing_wait (coffret_session_set_favourite (session, a, TRUE));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Make 1 credential a favourite");
  g_assert_cmpuint (favourite.notified, ==, 1);
  assert_back_and_forth (session, "A B ", "A* B ");
  /* Of those that are it already, nothing is taken back. */
  testing_wait (coffret_session_set_favourite (session, entries, TRUE));
  assert_back_and_forth (session, "A* B ", "A* B* ");
  testing_wait (coffret_session_set_favourite (session, entries, TRUE));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Make 1 credential a favourite");

  testing_wait (coffret_session_add_tag (session, a, " Été "));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Add the tag “Été” to 1 credential");
  g_assert_cmpuint (tags.notified, ==, 1);
  /* One word for one thing. */
  testing_wait (coffret_session_add_tag (session, entries, "ete"));
  assert_back_and_forth (session, "A*#Été B* ", "A*#Été B*#Été ");
  testing_wait (coffret_session_add_tag (session, a, "Art"));
  assert_back_and_forth (session, "A*#Été B*#Été ", "A*#Art#Été B*#Été ");
  known = coffret_session_list_tags (session);
  g_assert_cmpuint (g_strv_length (known), ==, 2);
  g_assert_cmpstr (known[0], ==, "Art");
  testing_wait (coffret_session_remove_tag (session, entries, "Été"));
  assert_back_and_forth (session, "A*#Art#Été B*#Été ", "A*#Art B* ");
  g_strfreev (known);
  known = coffret_session_list_tags (session);
  g_assert_cmpuint (g_strv_length (known), ==, 1);
  g_assert_false (testing_await (coffret_session_add_tag (session, a, " "), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

  g_clear_pointer (&a, g_ptr_array_unref);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static DexFuture *
set_text (CoffretSession *session, CoffretEntry *entry, const char *text)
{
  const char *originals[] = { "Wound care", "Level 2", NULL };
  const char *texts[] = { text, "", NULL };

  return coffret_session_set_own_texts (session, entry, "fr", originals, texts);
}

static void
test_own_dates_and_texts (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  CoffretEntry *a = g_ptr_array_index (entries, 0);
  CoffretInstant long_ago = coffret_instant_parse ("1998-06-30T00:00:00Z");
  CoffretInstant some_day = coffret_instant_parse ("2041-06-30T00:00:00Z");
  TestingEar awarded = { 0 };
  g_autoptr (GError) error = NULL;
  CoffretInstant issued = coffret_entry_get_awarded (a);

  testing_listen (a, "awarded", &awarded);
  testing_wait (coffret_session_set_own_dates (session, a, long_ago, some_day));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Change your dates for “A”");
  g_assert_cmpuint (awarded.notified, ==, 1);
  g_assert_cmpint (coffret_entry_get_issuer_awarded (a), ==, issued);
  assert_back_and_forth (session, "A B ", "A@1998!2041 B ");
  testing_wait (coffret_session_set_own_dates (session, a, long_ago, some_day));
  g_assert_false (
    testing_await (coffret_session_set_own_dates (session, a, some_day, long_ago), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  testing_wait (
    coffret_session_set_own_dates (session, a, COFFRET_INSTANT_NONE, COFFRET_INSTANT_NONE));
  assert_back_and_forth (session, "A@1998!2041 B ", "A B ");

  testing_wait (set_text (session, a, " Soins "));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Change your translation in “A”");
  testing_wait (set_text (session, a, "Soins des plaies"));
  assert_back_and_forth (session, "A~fr:Soins B ", "A~fr:Soins des plaies B ");
  testing_wait (set_text (session, a, " "));
  assert_back_and_forth (session, "A~fr:Soins des plaies B ", "A B ");

  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
test_layer (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", NULL);
  CoffretEntry *a = g_ptr_array_index (entries, 0);
  TestingEar title = { 0 };
  TestingEar note = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *long_note = g_strnfill (20001, 'x');

  testing_listen (a, "title", &title);
  testing_listen (a, "note", &note);
  testing_wait (coffret_session_set_title (session, a, "  Zoé\n"));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Change your title for “A”");
  g_assert_cmpstr (coffret_entry_get_own_title (a), ==, "Zoé");
  g_assert_cmpstr (coffret_entry_get_issuer_title (a), ==, "A");
  g_assert_cmpuint (title.notified, ==, 1);
  g_assert_cmpuint (note.notified, ==, 0);
  /* It takes its new place in the alphabet. */
  assert_back_and_forth (session, "A B ", "B Zoé ");
  g_assert_cmpuint (title.notified, ==, 5);

  testing_wait (coffret_session_set_note (session, a, "one\ntwo"));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Change the note on “Zoé”");
  assert_back_and_forth (session, "B Zoé ", "B Zoé=one\ntwo ");
  /* What is so already is no act. */
  testing_wait (coffret_session_set_note (session, a, " one\ntwo "));
  testing_wait (coffret_session_set_title (session, a, " "));
  g_assert_null (coffret_entry_get_own_title (a));
  assert_back_and_forth (session, "B Zoé=one\ntwo ", "A=one\ntwo B ");
  testing_wait (coffret_undo_undo (undo));
  testing_wait (coffret_undo_undo (undo));
  assert_state (session, "B Zoé ");

  g_assert_false (testing_await (coffret_session_set_note (session, a, long_note), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

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
test_identities (void)
{
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  GListModel *identities = coffret_session_get_identities (session);
  g_autoptr (CoffretIdentity) first = NULL;
  g_autofree char *id = NULL;

  testing_wait (coffret_session_add_identity (session, COFFRET_IDENTITY_NAME, " Mira "));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Add “Mira” to About Me");
  assert_back_and_forth (session, "", "<Mira> ");
  testing_wait (coffret_session_add_identity (session, COFFRET_IDENTITY_EMAIL, "mira@example.org"));
  first = g_list_model_get_item (identities, 0);
  id = g_strdup (coffret_identity_get_id (first));
  testing_wait (coffret_session_change_identity (session, id, COFFRET_IDENTITY_NAME, "Mira Q."));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Change “Mira” in About Me");
  assert_back_and_forth (session, "<Mira> <mira@example.org> ", "<Mira Q.> <mira@example.org> ");
  /* It comes back in its place. */
  testing_wait (coffret_session_remove_identity (session, id));
  g_assert_cmpstr (coffret_undo_get_undo_label (undo), ==, "Remove “Mira Q.” from About Me");
  assert_back_and_forth (session, "<Mira Q.> <mira@example.org> ", "<mira@example.org> ");

  assert_refused (coffret_session_add_identity (session, COFFRET_IDENTITY_EMAIL, "mira"));
  assert_refused (coffret_session_add_identity (session, COFFRET_IDENTITY_DID, "mira"));
  assert_refused (coffret_session_add_identity (session, COFFRET_IDENTITY_URL, "mira"));
  assert_refused (coffret_session_add_identity (session, COFFRET_IDENTITY_OTHER, "  "));
  assert_refused (
    coffret_session_add_identity (session, COFFRET_IDENTITY_EMAIL, "mira@example.org"));
  assert_refused (coffret_session_change_identity (session, id, COFFRET_IDENTITY_NAME, "Late"));
  assert_refused (coffret_session_remove_identity (session, id));

  g_clear_object (&first);
  testing_end (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/undo/trash", test_trash);
  g_test_add_func ("/organise/undo/compartments", test_compartments);
  g_test_add_func ("/organise/undo/places-of-compartments", test_places_of_compartments);
  g_test_add_func ("/organise/undo/put-in-new", test_put_in_new);
  g_test_add_func ("/organise/undo/import-and-new-act", test_import_and_new_act);
  g_test_add_func ("/organise/undo/empty-trash", test_empty_trash);
  g_test_add_func ("/organise/undo/hasty-keys", test_hasty_keys);
  g_test_add_func ("/organise/undo/same-act-twice", test_same_act_twice);
  g_test_add_func ("/organise/undo/layer", test_layer);
  g_test_add_func ("/organise/undo/marks", test_marks);
  g_test_add_func ("/organise/undo/own-dates-and-texts", test_own_dates_and_texts);
  g_test_add_func ("/organise/undo/identities", test_identities);
  return g_test_run ();
}
