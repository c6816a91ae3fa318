/* Putting things in order by the window's widgets: tags of several, originals on their way out, an
 * order by hand, compartments that are offered, and a search that is kept. */
#include "app/dialogs/compartment-dialog.h"
#include "app/dialogs/export-dialog.h"
#include "app/dialogs/grouping-dialog.h"
#include "app/dialogs/tags-dialog.h"
#include "app/pages/list-page.h"
#include "app/pages/row-holder.h"
#include "app/pages/sidebar-page.h"
#include "app/several.h"
#include "app/vault-view.h"
#include "app/widgets/tags-row.h"
#include "organise/exporting.h"
#include "testing/folder.h"
#include "ui-testing.h"

typedef struct {
  UiTestingHouse house;
  CoffretVaultView *view;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer n)
{
  ui_testing_house_open (&fixture->house, GPOINTER_TO_UINT (n));
  fixture->view = COFFRET_VAULT_VIEW (
    ui_testing_find (GTK_WIDGET (fixture->house.window), COFFRET_TYPE_VAULT_VIEW));
  fixture->page = ui_testing_find (GTK_WIDGET (fixture->view), COFFRET_TYPE_LIST_PAGE);
}

static void
tear_down (Fixture *fixture, gconstpointer n)
{
  ui_testing_house_close (&fixture->house);
}

static CoffretEntry *
entry (Fixture *fixture, guint n)
{
  return ui_testing_entry (fixture->house.session, n);
}

/* The first so many. */
static GPtrArray *
first (Fixture *fixture, guint count)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count; i++)
    g_ptr_array_add (entries, g_object_ref (entry (fixture, i)));
  return entries;
}

static gboolean
has_tag (Fixture *fixture, guint n, const char *tag)
{
  return g_strv_contains (coffret_entry_get_tags (entry (fixture, n)), tag);
}

static void
press (GtkWidget *dialog, const char *button)
{
  GtkWidget *found = ui_testing_find_text (dialog, GTK_TYPE_BUTTON, button);

  g_assert_nonnull (found);
  g_signal_emit_by_name (found, "clicked");
}

static const char *
toast (Fixture *fixture)
{
  return ui_testing_toast (GTK_WIDGET (fixture->house.window));
}

/* To each of them, and from all of them; what is known is suggested; the focus stays near. */
static void
test_tags (Fixture *fixture, gconstpointer n)
{
  g_autoptr (GPtrArray) two = first (fixture, 2);
  g_autoptr (GPtrArray) one = first (fixture, 1);
  GtkWidget *dialog;
  GtkWidget *row;
  GtkWidget *field;
  GtkWidget *chip;

  ui_testing_await (coffret_session_add_tag (fixture->house.session, one, "Été"), NULL);
  coffret_several_tag (GTK_WIDGET (fixture->house.window), fixture->house.session, two);
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_true (COFFRET_IS_TAGS_DIALOG (dialog));
  row = ui_testing_find (dialog, COFFRET_TYPE_TAGS_ROW);
  field = ui_testing_part (row, "entry");
  g_assert_nonnull (ui_testing_find_text (dialog, GTK_TYPE_LABEL, "Été"));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);

  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (field), "  wound care ");
  g_signal_emit_by_name (field, "activate");
  ui_testing_wait_until (has_tag (fixture, 0, "wound care") && has_tag (fixture, 1, "wound care"));
  ui_testing_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field)), ==, "");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (fixture->house.window), GTK_WIDGET (field)));

  /* As it is known, whatever was typed. */
  gtk_editable_set_text (GTK_EDITABLE (field), "ete");
  g_signal_emit_by_name (field, "activate");
  ui_testing_wait_until (has_tag (fixture, 1, "Été"));
  ui_testing_settle ();

  chip = gtk_widget_get_ancestor (
    ui_testing_find_text (ui_testing_part (row, "chips"), GTK_TYPE_LABEL, "Été"), GTK_TYPE_BUTTON);
  gtk_widget_grab_focus (chip);
  g_signal_emit_by_name (chip, "clicked");
  ui_testing_wait_until (!has_tag (fixture, 0, "Été") && !has_tag (fixture, 1, "Été"));
  ui_testing_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->house.window), row));
  g_assert_null (ui_testing_find_text (ui_testing_part (row, "chips"), GTK_TYPE_LABEL, "Été"));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);

  /* By its key, with the dialog open, which shows it. */
  ui_testing_house_undo (&fixture->house);
  g_assert_true (has_tag (fixture, 0, "Été") && has_tag (fixture, 1, "Été"));
  ui_testing_wait_until (
    ui_testing_find_text (ui_testing_part (row, "chips"), GTK_TYPE_LABEL, "Été") != NULL);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* As they were received, then says how many; and it may be stopped. */
static void
test_export (Fixture *fixture, gconstpointer n)
{
  char *folder = testing_folder_new ();
  g_autoptr (GPtrArray) entries = first (fixture, 3);
  g_autoptr (CoffretExporting) exporting =
    coffret_exporting_new (fixture->house.session, entries, folder, FALSE);
  g_autoptr (CoffretExporting) other = NULL;
  g_autofree char *path = g_build_filename (folder, "credential-1.json", NULL);
  g_autofree char *zip = g_build_filename (folder, "all.zip", NULL);
  g_autoptr (GBytes) original = ui_testing_credential_new (1);
  g_autofree char *text = NULL;
  gsize length;
  AdwDialog *dialog;

  dialog = coffret_export_dialog_new (exporting, GTK_WIDGET (fixture->view));
  g_assert_false (adw_dialog_get_can_close (dialog));
  adw_dialog_present (dialog, GTK_WIDGET (fixture->view));
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_cmpstr (toast (fixture), ==, "3 originals are saved");
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpmem (text, length, g_bytes_get_data (original, NULL), g_bytes_get_size (original));

  other = coffret_exporting_new (fixture->house.session, entries, zip, TRUE);
  coffret_exporting_cancel (other); /* before it could be done */
  dialog = coffret_export_dialog_new (other, GTK_WIDGET (fixture->view));
  adw_dialog_present (dialog, GTK_WIDGET (fixture->view));
  ui_testing_house_no_dialog (&fixture->house);
  g_assert_false (g_file_test (zip, G_FILE_TEST_EXISTS));
  testing_folder_remove (folder);
}

static GtkWidget *
holder_of (Fixture *fixture, CoffretEntry *wanted)
{
  GtkWidget *list = ui_testing_part (fixture->page, "list");

  for (GtkWidget *row = gtk_widget_get_first_child (list); row;
       row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *holder = gtk_widget_get_first_child (row);
    CoffretCredentialRow *shown = holder && COFFRET_IS_ROW_HOLDER (holder)
                                    ? coffret_row_holder_get_row (COFFRET_ROW_HOLDER (holder))
                                    : NULL;

    if (shown && gtk_widget_get_mapped (row) &&
        ui_testing_find_text (GTK_WIDGET (shown), GTK_TYPE_LABEL, coffret_entry_get_title (wanted)))
      return row;
  }
  return NULL;
}

/* At that place in the list, with the focus. */
static gboolean
is_at (Fixture *fixture, CoffretEntry *wanted, guint position)
{
  GtkWidget *row = holder_of (fixture, wanted);
  GtkListItem *item =
    row ? coffret_row_holder_get_item (COFFRET_ROW_HOLDER (gtk_widget_get_first_child (row)))
        : NULL;

  return item && gtk_list_item_get_position (item) == position &&
         gtk_window_get_focus (fixture->house.window) == row;
}

/* By the keys, until it is last; the focus goes along, and one step takes each move back. */
static void
test_by_hand (Fixture *fixture, gconstpointer n)
{
  g_autoptr (GPtrArray) entries = first (fixture, 3);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *id = NULL;
  CoffretEntry *newest = entry (fixture, 0);

  ui_testing_await (
    coffret_session_add_compartment (fixture->house.session, "Nursing", NULL, NULL, NULL), &value);
  id = g_strdup (coffret_compartment_get_id (g_value_get_object (&value)));
  ui_testing_await (coffret_session_put (fixture->house.session, entries, id), NULL);
  coffret_vault_view_show_compartment (fixture->view, id);
  coffret_vault_view_focus (fixture->view);
  ui_testing_wait_until (is_at (fixture, newest, 0));
  gtk_widget_activate_action (fixture->page, "list.move", "i", 1);
  ui_testing_wait_until (g_strcmp0 (toast (fixture), "“Credential 0” is now 2 of 3") == 0);
  ui_testing_wait_until (is_at (fixture, newest, 1));
  gtk_widget_activate_action (fixture->page, "list.move", "i", 1);
  ui_testing_wait_until (g_strcmp0 (toast (fixture), "“Credential 0” is now 3 of 3") == 0);
  ui_testing_wait_until (is_at (fixture, newest, 2));
  g_assert_cmpuint (ui_testing_audit (fixture->page), ==, 0);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (fixture->house.session)), NULL);
  ui_testing_await (coffret_undo_undo (coffret_session_get_undo (fixture->house.session)), NULL);
  /* As the list is, from the newest. */
  g_assert_null (
    coffret_compartment_get_row (coffret_library_find_compartment (fixture->house.library, id))
      ->arrangement);
}

/* The banner leads to what could be made; what is switched off is not. */
static void
test_grouping (Fixture *fixture, gconstpointer n)
{
  GListModel *compartments = coffret_library_get_compartments (fixture->house.library);
  GtkWidget *dialog;
  GtkWidget *row;
  AdwComboRow *key;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.group", NULL);
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_true (COFFRET_IS_GROUPING_DIALOG (dialog));
  ui_testing_wait_until (
    (row = ui_testing_find (ui_testing_part (dialog, "groups"), ADW_TYPE_SWITCH_ROW)) != NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Micro-credential");
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), FALSE);
  g_assert_false (gtk_widget_get_sensitive (ui_testing_part (dialog, "make_button")));
  /* By issuer each has its own: nothing in common, which is said. */
  key = ADW_COMBO_ROW (ui_testing_part (dialog, "key_row"));
  adw_combo_row_set_selected (key, 1);
  ui_testing_settle ();
  g_assert_cmpstr (adw_preferences_group_get_description (
                     ADW_PREFERENCES_GROUP (ui_testing_part (dialog, "groups"))),
                   ==, "No two of them have this in common.");
  g_assert_false (gtk_widget_get_sensitive (ui_testing_part (dialog, "make_button")));
  adw_combo_row_set_selected (key, 0);
  ui_testing_settle ();
  g_assert_true (gtk_widget_get_sensitive (ui_testing_part (dialog, "make_button")));
  g_signal_emit_by_name (ui_testing_part (dialog, "make_button"), "clicked");
  ui_testing_wait_until (g_list_model_get_n_items (compartments) == 1);
  ui_testing_wait_until (g_strcmp0 (toast (fixture), "1 compartment is made") == 0);
  ui_testing_house_no_dialog (&fixture->house);
  ui_testing_house_undo (&fixture->house);
  g_assert_cmpuint (g_list_model_get_n_items (compartments), ==, 0);
}

/* Ctrl+S in the search, a name, and it is a compartment that fills itself. */
static void
test_kept_search (Fixture *fixture, gconstpointer n)
{
  GListModel *compartments = coffret_library_get_compartments (fixture->house.library);
  g_autoptr (CoffretCompartment) made = NULL;
  GtkWidget *dialog;
  GtkWidget *name;

  /* Nothing is searched for: nothing to keep. */
  gtk_widget_activate_action (fixture->page, "list.keep-search", NULL);
  ui_testing_settle ();
  coffret_vault_view_find (fixture->view, "year:2026");
  ui_testing_settle ();
  gtk_widget_activate_action (fixture->page, "list.keep-search", NULL);
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  g_assert_true (COFFRET_IS_COMPARTMENT_DIALOG (dialog));
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  name = ui_testing_find (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (name), "This year");
  press (dialog, "Create");
  ui_testing_wait_until (g_list_model_get_n_items (compartments) == 1);
  made = g_list_model_get_item (compartments, 0);
  g_assert_cmpstr (coffret_compartment_get_name (made), ==, "This year");
  g_assert_nonnull (coffret_compartment_get_rule (made));
  ui_testing_wait_until (coffret_compartment_get_count (made) == 12);
  ui_testing_wait_until (
    g_strcmp0 (toast (fixture), "“This year” holds what this search finds, now and later") == 0);
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (fixture->page)), ==,
                   "This year");
  ui_testing_house_undo (&fixture->house);
  g_assert_cmpuint (g_list_model_get_n_items (compartments), ==, 0);
}

static gboolean
is_offered (Fixture *fixture)
{
  GtkWidget *sidebar = ui_testing_find (GTK_WIDGET (fixture->view), COFFRET_TYPE_SIDEBAR_PAGE);

  return ui_testing_find_text (sidebar, GTK_TYPE_LABEL, "Favourites") != NULL;
}

/* A place in the sidebar once there is one, and for as long as it is open. */
static void
test_favourites (Fixture *fixture, gconstpointer n)
{
  g_autoptr (GPtrArray) one = first (fixture, 1);

  g_assert_false (is_offered (fixture));
  coffret_several_favourite (GTK_WIDGET (fixture->view), fixture->house.session, one);
  ui_testing_wait_until (is_offered (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.show", "s", "favourites");
  g_assert_cmpstr (adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (fixture->page)), ==,
                   "Favourites");
  ui_testing_wait_until (holder_of (fixture, entry (fixture, 0)) &&
                         !holder_of (fixture, entry (fixture, 1)));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (fixture->house.window)), ==, 0);
  ui_testing_house_undo (&fixture->house);
  ui_testing_wait_until (
    ui_testing_find_text (fixture->page, ADW_TYPE_STATUS_PAGE, "No Favourites") != NULL);
  g_assert_true (is_offered (fixture));
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  ui_testing_init (&argc, &argv);
#define ADD(path, n, func)                                                                         \
  g_test_add ("/arranging/" path, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  ADD ("tags", 3, test_tags);
  ADD ("export", 3, test_export);
  ADD ("by-hand", 3, test_by_hand);
  ADD ("favourites", 3, test_favourites);
  ADD ("grouping", 9, test_grouping);
  ADD ("kept-search", 14, test_kept_search);
#undef ADD
  return g_test_run ();
}
