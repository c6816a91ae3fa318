/* The window on a projector: what is written of keys, what is covered, and what is left behind. */
#include "app/dialogs/about-me-dialog.h"
#include "app/presenter.h"
#include "app/private.h"
#include "app/spoken.h"
#include "app/window.h"
#include "ui-testing.h"

static void
assert_words (guint key, GdkModifierType state, gboolean typing, const char *expected)
{
  g_autofree char *words = coffret_presenter_words (key, state, typing);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  assert_words (GDK_KEY_n, GDK_CONTROL_MASK, FALSE, "Ctrl\u202f+\u202fN");
  assert_words (GDK_KEY_S, GDK_CONTROL_MASK | GDK_SHIFT_MASK, TRUE,
                "Ctrl\u202f+\u202fShift\u202f+\u202fS");
  assert_words (GDK_KEY_F6, GDK_SHIFT_MASK, FALSE, "Shift\u202f+\u202fF6");
  assert_words (GDK_KEY_Escape, 0, TRUE, "Escape");
  assert_words (GDK_KEY_question, GDK_CONTROL_MASK | GDK_SHIFT_MASK, FALSE, "Ctrl\u202f+\u202f?");
  assert_words (GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, FALSE, "Shift\u202f+\u202fTab");
  /* A lock that is on is no key that is pressed. */
  assert_words (GDK_KEY_Return, GDK_LOCK_MASK, FALSE, "Enter");
  assert_words (GDK_KEY_a, 0, FALSE, "A");
  /* It is in the text already. */
  assert_words (GDK_KEY_a, 0, TRUE, NULL);
  assert_words (GDK_KEY_A, GDK_SHIFT_MASK, TRUE, NULL);
  assert_words (GDK_KEY_eacute, 0, TRUE, NULL);
  assert_words (GDK_KEY_space, 0, TRUE, NULL);
  assert_words (GDK_KEY_Control_L, 0, FALSE, NULL);
  assert_words (GDK_KEY_dead_acute, 0, FALSE, NULL);
}

static int
density_of (GtkWindow *window)
{
  int density;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-xft-dpi", &density, NULL);
  return density;
}

static void
test_window (void)
{
  UiTestingHouse house;
  int before;

  ui_testing_house_open (&house, 2);
  before = density_of (house.window);
  coffret_window_set_presenting (COFFRET_WINDOW (house.window), TRUE);
  ui_testing_settle ();
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (house.window), "presenting"));
  g_assert_cmpint (density_of (house.window), >, before);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (house.window)), ==, 0);
  /* By the same act as the key and the menu. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (house.window), "win.present", NULL));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (house.window), "presenting"));
  g_assert_cmpint (density_of (house.window), ==, before);
  /* It ends with the window, too. */
  coffret_window_set_presenting (COFFRET_WINDOW (house.window), TRUE);
  ui_testing_house_close (&house);
}

static guint
count_private (GtkWidget *widget)
{
  guint count = gtk_widget_has_css_class (widget, "private");

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    count += count_private (child);
  return count;
}

/* The name may be seen, the address and the number may not. */
static void
test_private (void)
{
  UiTestingHouse house;
  AdwDialog *dialog;

  ui_testing_house_open (&house, 0);
  ui_testing_await (
    coffret_session_add_identity (house.session, COFFRET_IDENTITY_NAME, "Camille Roy"), NULL);
  ui_testing_await (
    coffret_session_add_identity (house.session, COFFRET_IDENTITY_EMAIL, "camille@roy.example"),
    NULL);
  ui_testing_await (
    coffret_session_add_identity (house.session, COFFRET_IDENTITY_STUDENT_NUMBER, "1234567"), NULL);
  dialog = ADW_DIALOG (coffret_about_me_dialog_new (house.session));
  adw_dialog_present (dialog, GTK_WIDGET (house.window));
  ui_testing_settle ();
  g_assert_cmpuint (count_private (GTK_WIDGET (dialog)), ==, 2);
  adw_dialog_force_close (dialog);
  ui_testing_house_close (&house);
}

static void
assert_said (GtkWidget *row, const char *words)
{
  char *wrong =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words);

  g_assert_cmpstr (wrong, ==, NULL);
}

/* Covered for the ear as long as it is for the eye, and whatever is set meanwhile. */
static void
test_said (void)
{
  UiTestingHouse house;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new ("88");
  GtkWidget *view = gtk_text_view_new ();
  AdwDialog *dialog = adw_dialog_new ();

  ui_testing_house_open (&house, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Address");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "7 Rue Neuve");
  gtk_widget_add_css_class (row, "property");
  gtk_box_append (GTK_BOX (box), gtk_list_box_new ());
  gtk_list_box_append (GTK_LIST_BOX (gtk_widget_get_first_child (box)), row);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  coffret_spoken_set (row, "Address. 7 Rue Neuve");
  coffret_private_mark (row);
  coffret_private_mark (label);
  coffret_private_mark (view);
  adw_dialog_set_child (dialog, box);
  coffret_window_set_presenting (COFFRET_WINDOW (house.window), TRUE);
  adw_dialog_present (dialog, GTK_WIDGET (house.window));
  ui_testing_settle ();
  assert_said (row, "Address: covered while presenting");
  g_assert_true (
    gtk_test_accessible_has_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN));
  g_assert_false (gtk_widget_get_visible (view));
  coffret_spoken_set (row, "Address. 9 Rue Neuve");
  assert_said (row, "Address: covered while presenting");
  coffret_window_set_presenting (COFFRET_WINDOW (house.window), FALSE);
  assert_said (row, "Address. 9 Rue Neuve");
  g_assert_false (
    gtk_test_accessible_has_state (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_STATE_HIDDEN));
  g_assert_true (gtk_widget_get_visible (view));
  adw_dialog_force_close (dialog);
  ui_testing_house_close (&house);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/presenter/words", test_words);
  g_test_add_func ("/presenter/window", test_window);
  g_test_add_func ("/presenter/private", test_private);
  g_test_add_func ("/presenter/said", test_said);
  return g_test_run ();
}
