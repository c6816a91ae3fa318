/* What a screen reader says of a row, once: its words, not its labels after them. */
#include "app/fitting.h"
#include "app/spoken.h"
#include "ui-testing.h"

/* Whether a screen reader would meet a label of WIDGET's that has TEXT. */
static gboolean
meets (GtkWidget *widget, const char *text)
{
  GtkWidget *label = ui_testing_find_text (widget, GTK_TYPE_LABEL, text);

  g_assert_nonnull (label);
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (label)) !=
         GTK_ACCESSIBLE_ROLE_PRESENTATION;
}

static void
test_row (void)
{
  GtkWidget *row = g_object_ref_sink (
    g_object_new (ADW_TYPE_ACTION_ROW, "title", "Web page", "subtitle", "One file", NULL));
  GtkWidget *button = gtk_button_new_with_label ("Show");

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_assert_true (meets (row, "Web page"));
  coffret_spoken_set (row, "Web page. One file");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Web page. One file");
  g_assert_false (meets (row, "Web page"));
  g_assert_false (meets (row, "One file"));
  g_assert_true (meets (button, "Show"));
  g_object_unref (row);
}

static void
test_expander (void)
{
  GtkWidget *row = g_object_ref_sink (
    g_object_new (ADW_TYPE_EXPANDER_ROW, "title", "Signature", "subtitle", "Yes", NULL));
  GtkWidget *inside =
    g_object_new (ADW_TYPE_ACTION_ROW, "title", "Key", "subtitle", "did:key", NULL);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inside);
  coffret_spoken_set (row, "Signature: yes");
  g_assert_false (meets (row, "Signature"));
  g_assert_true (meets (inside, "Key"));
  g_object_unref (row);
}

/* Where the Tab key stops in a question: by itself, as in the program. */
static void
test_question (void)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  AdwDialog *question = adw_alert_dialog_new ("Sure?", "It cannot be undone.");
  GtkWidget *scrolled;

  coffret_fitting_begin ();
  adw_window_set_content (ADW_WINDOW (window), adw_bin_new ());
  ui_testing_show (window);
  adw_dialog_present (question, GTK_WIDGET (window));
  ui_testing_wait_until (
    (scrolled = ui_testing_find (GTK_WIDGET (question), GTK_TYPE_SCROLLED_WINDOW)) &&
    gtk_widget_get_mapped (scrolled));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "It cannot be undone.");
  ui_testing_finish (window);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/spoken/row", test_row);
  g_test_add_func ("/spoken/expander", test_expander);
  g_test_add_func ("/spoken/question", test_question);
  return g_test_run ();
}
