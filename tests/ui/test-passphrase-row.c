/* What was typed into a row for a passphrase is gone with the dialog that it was in, also while
 * somebody still holds the row, as the platform may; and stays as long as the dialog does. */
#include "app/widgets/passphrase-row.h"
#include "ui-testing.h"

#define TYPED "four quiet yellow boats"

typedef struct {
  GtkWindow *window;
  AdwDialog *dialog;
  CoffretPassphraseRow *row; /* owned, as by one who forgets to let it go */
  guint changes;
} Fixture;

static void
on_changed (Fixture *fixture)
{
  fixture->changes++;
}

static const char *
text (Fixture *fixture)
{
  return gtk_editable_get_text (coffret_passphrase_row_get_editable (fixture->row));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *group = adw_preferences_group_new ();

  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->dialog = adw_dialog_new ();
  fixture->row = g_object_ref_sink (g_object_new (COFFRET_TYPE_PASSPHRASE_ROW, NULL));
  fixture->changes = 0;
  g_signal_connect_swapped (fixture->row, "changed", G_CALLBACK (on_changed), fixture);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (fixture->row));
  adw_dialog_set_child (fixture->dialog, group);
  adw_window_set_content (ADW_WINDOW (fixture->window), adw_bin_new ());
  gtk_window_set_default_size (fixture->window, 900, 700);
  ui_testing_show (fixture->window);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
  ui_testing_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->row)));
  gtk_editable_set_text (coffret_passphrase_row_get_editable (fixture->row), TYPED);
  g_assert_cmpuint (fixture->changes, ==, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->row, fixture);
  g_object_unref (fixture->row);
  ui_testing_finish (fixture->window);
}

static void
test_emptied (Fixture *fixture, gconstpointer data)
{
  adw_dialog_force_close (fixture->dialog);
  ui_testing_wait_until (*text (fixture) == '\0');
  /* Nobody is there any more who would care. */
  g_assert_cmpuint (fixture->changes, ==, 1);
}

/* It comes from below then, and all that is in it goes from one parent to another. */
static void
test_narrower (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->dialog), "floating"));
  gtk_window_set_default_size (fixture->window, 360, 700);
  ui_testing_wait_until (gtk_widget_has_css_class (GTK_WIDGET (fixture->dialog), "bottom-sheet"));
  ui_testing_settle ();
  g_assert_cmpstr (text (fixture), ==, TYPED);
  test_emptied (fixture, data);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/passphrase-row/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("emptied", test_emptied);
  ADD ("narrower", test_narrower);
#undef ADD
  return g_test_run ();
}
