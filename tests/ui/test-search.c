/* The search: its chips, what it suggests, where it leads on, and what becomes of it. */
#include "app/dialogs/grouping-dialog.h"
#include "app/search-words.h"
#include "app/vault-view.h"
#include "app/widgets/search-box.h"
#include "base/fold.h"
#include "organise/grouping.h"
#include "organise/guessing.h"
#include "ui-testing.h"

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_type (child, type);

    if (found)
      return found;
  }
  return NULL;
}

typedef struct {
  CoffretSession *session;
  GtkWindow *window;
  CoffretVaultView *view;
  CoffretSearchBox *box;
  GtkEditable *entry;
  GtkWidget *chips;
  GtkListBox *suggestions;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = ui_testing_session_new (9);
  fixture->view = coffret_vault_view_new (fixture->session);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  ui_testing_show (fixture->window);
  coffret_vault_view_start_search (fixture->view);
  ui_testing_settle ();
  fixture->box =
    COFFRET_SEARCH_BOX (find_type (GTK_WIDGET (fixture->view), COFFRET_TYPE_SEARCH_BOX));
  fixture->entry = coffret_search_box_get_entry (fixture->box);
  fixture->chips = find_type (GTK_WIDGET (fixture->box), ADW_TYPE_WRAP_BOX);
  fixture->suggestions = GTK_LIST_BOX (
    find_type (find_type (GTK_WIDGET (fixture->entry), GTK_TYPE_POPOVER), GTK_TYPE_LIST_BOX));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_testing_finish (fixture->window);
  coffret_session_end (fixture->session);
  g_object_unref (fixture->session);
}

static void
type (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (fixture->entry, text);
  gtk_editable_set_position (fixture->entry, -1);
  g_signal_emit_by_name (fixture->entry, "search-changed");
  ui_testing_settle ();
}

static void
assert_words (Fixture *fixture, const char *words)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (coffret_search_box_get_words (fixture->box)));

  g_assert_cmpstr (trimmed, ==, words);
}

static guint
count_chips (Fixture *fixture)
{
  guint count = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (fixture->chips); chip;
       chip = gtk_widget_get_next_sibling (chip))
    count++;
  return count;
}

/* A filter is one once it is typed to its end; it goes with a click, and the focus stays near. */
static void
test_chips (Fixture *fixture, gconstpointer data)
{
  type (fixture, "year:20");
  g_assert_cmpuint (count_chips (fixture), ==, 0);
  type (fixture, "year:2024 wound -type:badge ");
  g_assert_cmpuint (count_chips (fixture), ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "wound ");
  assert_words (fixture, "year:2024 -type:badge wound");
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);

  gtk_widget_grab_focus (gtk_widget_get_first_child (fixture->chips));
  g_signal_emit_by_name (gtk_widget_get_first_child (fixture->chips), "clicked");
  ui_testing_settle ();
  assert_words (fixture, "-type:badge wound");
  g_assert_true (gtk_window_get_focus (fixture->window) ==
                 gtk_widget_get_first_child (fixture->chips));
  g_signal_emit_by_name (gtk_widget_get_first_child (fixture->chips), "clicked");
  assert_words (fixture, "wound");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), GTK_WIDGET (fixture->entry)));
  g_assert_false (gtk_widget_get_visible (fixture->chips));

  /* What others ask for comes as if it had been typed. */
  coffret_search_box_set_words (fixture->box, "issuer:\"a b\" care");
  g_assert_cmpuint (count_chips (fixture), ==, 1);
  assert_words (fixture, "issuer:\"a b\" care");
  coffret_search_box_set_words (fixture->box, "");
  assert_words (fixture, "");
}

/* What is in the vault is suggested, and taken instead of what was typed. */
static void
test_suggestions (Fixture *fixture, gconstpointer data)
{
  GtkListBoxRow *row = NULL;

  type (fixture, "wound type:mic");
  while (!(row = gtk_list_box_get_row_at_index (fixture->suggestions, 0)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gtk_list_box_get_row_at_index (fixture->suggestions, 1));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);
  g_signal_emit_by_name (fixture->suggestions, "row-activated", row);
  ui_testing_settle ();
  assert_words (fixture, "type:\"micro-credential\" wound");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), GTK_WIDGET (fixture->entry)));
  type (fixture, "zebra");
  g_assert_null (gtk_list_box_get_row_at_index (fixture->suggestions, 0));
}

/* A word that nothing has, but something has one like it: a button offers that. */
static void
test_guess (Fixture *fixture, gconstpointer data)
{
  const char *title = coffret_entry_get_title (ui_testing_entry (fixture->session, 0));
  g_autofree char *folded = coffret_fold (title);
  g_auto (GStrv) words = g_strsplit (folded, " ", 2);
  g_autofree char *typed = g_strdup (words[0]);
  g_autofree char *wrong = NULL;
  g_autofree char *label = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  GtkWidget *button = NULL;

  g_assert_cmpuint (strlen (typed), >=, 5);
  /* Two slips: more than a search forgives. */
  typed[strlen (typed) - 1] = 'x';
  wrong = g_strconcat (typed, "q", NULL);
  ui_testing_await (coffret_guess (coffret_session_get_library (fixture->session), wrong), &value);
  g_assert_cmpstr (g_value_get_string (&value), ==, words[0]);
  label = g_strdup_printf ("Did You Mean “%s”?", words[0]);
  type (fixture, wrong);
  ui_testing_wait_until (
    (button = ui_testing_find_text (GTK_WIDGET (fixture->view), GTK_TYPE_BUTTON, label)));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);
  g_signal_emit_by_name (button, "clicked");
  ui_testing_settle ();
  assert_words (fixture, words[0]);
}

static void
test_distance (void)
{
  g_assert_cmpuint (coffret_guess_distance ("wound", "wound", 3), ==, 0);
  g_assert_cmpuint (coffret_guess_distance ("wuond", "wound", 3), ==, 1);
  g_assert_cmpuint (coffret_guess_distance ("wond", "wound", 3), ==, 1);
  g_assert_cmpuint (coffret_guess_distance ("woundd", "wound", 3), ==, 1);
  g_assert_cmpuint (coffret_guess_distance ("wxxnd", "wound", 3), ==, 2);
  g_assert_cmpuint (coffret_guess_distance ("éte", "ete", 3), ==, 1);
  g_assert_cmpuint (coffret_guess_distance ("", "ab", 3), ==, 2);
  g_assert_cmpuint (coffret_guess_distance ("abcdef", "uvwxyz", 2), ==, 3);
  g_assert_cmpuint (coffret_guess_distance ("a", "abcdefghij", 3), ==, 4);
}

static void
test_words (void)
{
  static const struct {
    CoffretTermKey key;
    const char *value;
    gboolean negated;
    const char *said;
  } filters[] = {
    { COFFRET_TERM_ISSUER, "Collège", FALSE, "Issuer: Collège" },
    { COFFRET_TERM_ISSUER, "Collège", TRUE, "Not Issuer: Collège" },
    { COFFRET_TERM_KIND, "micro-credential", FALSE, "Type: Micro-credential" },
    { COFFRET_TERM_KIND, "mic", FALSE, "Type: mic" },
    { COFFRET_TERM_LANGUAGE, "fr", FALSE, "Language: Français" },
    { COFFRET_TERM_IN, "none", FALSE, "In: none" },
    { COFFRET_TERM_WORD, "wound", FALSE, "wound" },
    { COFFRET_TERM_WORD, "wound", TRUE, "Not “wound”" },
  };
  g_autofree char *rest = coffret_search_words_without ("a  issuer:\"b c\" d", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++) {
    g_autofree char *said =
      coffret_search_words_filter (filters[i].key, filters[i].value, filters[i].negated);

    g_assert_cmpstr (said, ==, filters[i].said);
  }
  g_assert_cmpstr (rest, ==, "a d");
}

/* All that lies in no compartment, by type: made in one step, and gone with one. */
static void
test_grouping (Fixture *fixture, gconstpointer data)
{
  CoffretLibrary *library = coffret_session_get_library (fixture->session);
  GListModel *compartments = coffret_library_get_compartments (library);
  AdwDialog *dialog;
  g_auto (GValue) value = G_VALUE_INIT;
  CoffretFacets *facets;
  guint count = 0;

  dialog =
    ADW_DIALOG (coffret_grouping_dialog_new (fixture->session, NULL, GTK_WIDGET (fixture->view)));
  adw_dialog_present (dialog, GTK_WIDGET (fixture->view));
  while (!find_type (GTK_WIDGET (dialog), ADW_TYPE_SWITCH_ROW))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  adw_dialog_force_close (dialog);
  ui_testing_settle ();

  ui_testing_await (coffret_facets_make (library, TRUE, NULL), &value);
  facets = g_value_get_boxed (&value);
  g_assert_cmpuint (facets->total, ==, 9);
  ui_testing_await (coffret_grouping_make (fixture->session, facets->by_key[COFFRET_TERM_KIND]),
                    NULL);
  g_assert_cmpuint (g_list_model_get_n_items (compartments), ==,
                    facets->by_key[COFFRET_TERM_KIND]->len);
  for (guint i = 0; i < g_list_model_get_n_items (compartments); i++) {
    g_autoptr (CoffretCompartment) made = g_list_model_get_item (compartments, i);

    count += coffret_compartment_get_count (made);
  }
  g_assert_cmpuint (count, ==, 9);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (fixture->session)), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (compartments), ==, 0);
}

/* The first row that leads to a search. */
static GtkWidget *
find_leading (GtkWidget *widget)
{
  GtkWidget *found = g_object_get_data (G_OBJECT (widget), "words") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_leading (child);
  return found;
}

/* From a list of all issuers, types and years to those of one. */
static void
test_browse (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  GtkWidget *row;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.show", "s", "browse");
  while (!(list = find_type (GTK_WIDGET (fixture->window), ADW_TYPE_EXPANDER_ROW)) ||
         !gtk_widget_get_mapped (list))
    g_main_context_iteration (NULL, TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->window)), ==, 0);
  row = find_leading (list);
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
  ui_testing_settle ();
  assert_words (fixture, "type:\"micro-credential\"");
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
#define ADD(name) g_test_add ("/search/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (chips);
  ADD (suggestions);
  ADD (grouping);
  ADD (guess);
  ADD (browse);
  g_test_add_func ("/search/words", test_words);
  g_test_add_func ("/search/distance", test_distance);
  return g_test_run ();
}
