/* What the preferences change, and the ways into a vault. */
#include "app/dialogs/passphrase-dialog.h"
#include "app/dialogs/preferences-dialog.h"
#include "app/one-of.h"
#include "app/places.h"
#include "app/vault-view.h"
#include "app/widgets/credential-picture.h"
#include "app/widgets/passphrase-row.h"
#include "app/window.h"
#include "ui-testing.h"
#include "practice/invent.h"

#include <glib/gstdio.h>

static GtkWidget *
find_widget (GtkWidget *widget, GType type, const char *id)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (!id || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type, id);
  return found;
}

static CoffretWindow *
practice_window (CoffretDoor **door)
{
  CoffretWindow *window;

  *door = coffret_door_new_to_practice (coffret_invent, NULL);
  window = coffret_window_new (NULL, *door);
  ui_testing_show (GTK_WINDOW (window));
  ui_testing_await (coffret_door_start (*door), NULL);
  ui_testing_settle ();
  return window;
}

static GtkWidget *
open_preferences (CoffretWindow *window)
{
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL));
  ui_testing_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (COFFRET_IS_PREFERENCES_DIALOG (dialog));
  return GTK_WIDGET (dialog);
}

/* In a vault in memory a choice holds, and is gone with it. */
static void
test_appearance (void)
{
  g_autoptr (CoffretDoor) door = NULL;
  CoffretWindow *window = practice_window (&door);
  GtkWidget *dialog = open_preferences (window);
  GtkWidget *view = find_widget (GTK_WIDGET (window), COFFRET_TYPE_VAULT_VIEW, NULL);
  GtkWidget *colours = find_widget (dialog, ADW_TYPE_COMBO_ROW, "colours_row");
  GtkWidget *order = find_widget (dialog, ADW_TYPE_COMBO_ROW, "order_row");
  GtkWidget *list = find_widget (view, g_type_from_name ("CoffretListPage"), NULL);
  GtkWidget *motion = find_widget (dialog, ADW_TYPE_SWITCH_ROW, "motion_row");
  GtkWidget *headings;
  g_autoptr (GSettings) written = coffret_places_settings ();
  g_autofree char *kept = NULL;
  g_autofree char *shown = NULL;
  gboolean moves;
  gpointer watched = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (colours), 2);
  g_assert_cmpint (adw_style_manager_get_color_scheme (adw_style_manager_get_default ()), ==,
                   ADW_COLOR_SCHEME_FORCE_DARK);
  adw_combo_row_set_selected (ADW_COMBO_ROW (colours), 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (adw_style_manager_get_default ()), ==,
                   ADW_COLOR_SCHEME_DEFAULT);

  adw_combo_row_set_selected (ADW_COMBO_ROW (order), 1);
  g_object_get (list, "order", &shown, NULL);
  g_assert_cmpstr (shown, ==, coffret_one_of_orders ()[1].id);
  g_object_set (list, "order", "issuer", NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (order)), ==, 2);
  g_object_set (list, "heading", "issuer", NULL);
  headings = find_widget (dialog, ADW_TYPE_COMBO_ROW, "headings_row");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (headings)), ==, 2);
  adw_combo_row_set_selected (ADW_COMBO_ROW (headings), 4);
  ui_testing_settle ();
  g_object_set (list, "heading", "order", NULL);
  kept = g_settings_get_string (written, "sort-order");
  g_assert_cmpstr (kept, ==, "awarded");

  adw_switch_row_set_active (ADW_SWITCH_ROW (motion), TRUE);
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &moves, NULL);
  g_assert_false (moves);
  adw_switch_row_set_active (ADW_SWITCH_ROW (motion), FALSE);
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &moves, NULL);
  g_assert_true (moves);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_testing_finish (GTK_WINDOW (window));
  g_assert_null (watched);
  coffret_door_lock (door);
}

static gboolean
shows_picture (GtkWidget *widget)
{
  return !gtk_widget_has_css_class (widget, "symbol");
}

/* A picture that is looked at goes and comes back as it is wanted. */
static void
test_pictures (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  g_autoptr (CoffretPictureLoader) loader = coffret_picture_loader_new (session);
  g_autoptr (GSettings) settings = coffret_places_settings ();
  CoffretCredentialPicture *picture =
    g_object_ref_sink (g_object_new (COFFRET_TYPE_CREDENTIAL_PICTURE, NULL));

  g_settings_delay (settings);
  g_settings_bind (settings, "show-pictures", loader, "shown", G_SETTINGS_BIND_GET);
  coffret_credential_picture_set_entry (picture, ui_testing_entry (session, 0), loader);
  coffret_credential_picture_load (picture);
  while (!shows_picture (GTK_WIDGET (picture)))
    g_main_context_iteration (NULL, TRUE);
  g_settings_set_boolean (settings, "show-pictures", FALSE);
  g_assert_false (shows_picture (GTK_WIDGET (picture)));
  coffret_credential_picture_load (picture);
  ui_testing_settle ();
  g_assert_false (shows_picture (GTK_WIDGET (picture)));
  g_settings_set_boolean (settings, "show-pictures", TRUE);
  while (!shows_picture (GTK_WIDGET (picture)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (picture);
  coffret_session_end (session);
}

static void
on_saved (gboolean *saved)
{
  *saved = TRUE;
}

static void
type_old (GtkWidget *dialog, const char *words)
{
  GtkWidget *row = find_widget (dialog, COFFRET_TYPE_PASSPHRASE_ROW, "old");

  gtk_editable_set_text (coffret_passphrase_row_get_editable (COFFRET_PASSPHRASE_ROW (row)), words);
}

static void
type_twice (GtkWidget *dialog, const char *one, const char *other)
{
  GtkWidget *first = find_widget (dialog, COFFRET_TYPE_PASSPHRASE_ROW, "passphrase");
  GtkWidget *second = find_widget (dialog, COFFRET_TYPE_PASSPHRASE_ROW, "again");

  gtk_editable_set_text (coffret_passphrase_row_get_editable (COFFRET_PASSPHRASE_ROW (first)), one);
  gtk_editable_set_text (coffret_passphrase_row_get_editable (COFFRET_PASSPHRASE_ROW (second)),
                         other);
}

static void
test_ways (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autofree char *place = g_build_filename (folder, "vault", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (place);
  g_autoptr (CoffretSecret) old = coffret_secret_new_copy ("old words", 9);
  g_autoptr (CoffretSecret) new = coffret_secret_new_copy ("new words", 9);
  CoffretWindow *window;
  GtkWidget *dialog, *keyring, *button, *row, *hint;
  CoffretPassphraseDialog *passphrase;
  gboolean saved = FALSE;
  gpointer watched;

  ui_testing_await (coffret_door_start (door), NULL);
  ui_testing_await (coffret_door_create (door, COFFRET_SLOT_PASSPHRASE, old), NULL);
  window = coffret_window_new (NULL, door);
  ui_testing_show (GTK_WINDOW (window));
  dialog = open_preferences (window);
  adw_preferences_dialog_set_visible_page (
    ADW_PREFERENCES_DIALOG (dialog),
    ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (
      find_widget (dialog, ADW_TYPE_ACTION_ROW, "folder_row"), ADW_TYPE_PREFERENCES_PAGE)));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  row = find_widget (dialog, ADW_TYPE_ACTION_ROW, "folder_row");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, place);
  keyring = find_widget (dialog, ADW_TYPE_SWITCH_ROW, "keyring_row");
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (keyring)));

  passphrase = coffret_passphrase_dialog_new (door);
  watched = passphrase;
  g_object_add_weak_pointer (G_OBJECT (passphrase), &watched);
  g_signal_connect_swapped (passphrase, "saved", G_CALLBACK (on_saved), &saved);
  adw_dialog_present (ADW_DIALOG (passphrase), dialog);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (passphrase)), ==, 0);
  button = find_widget (GTK_WIDGET (passphrase), GTK_TYPE_BUTTON, "confirm_button");
  g_assert_false (gtk_widget_get_sensitive (button));
  type_twice (GTK_WIDGET (passphrase), "new words", "newer words");
  g_assert_false (gtk_widget_get_sensitive (button));
  type_twice (GTK_WIDGET (passphrase), "new words", "new words");
  g_assert_false (gtk_widget_get_sensitive (button));
  type_old (GTK_WIDGET (passphrase), "no words");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  hint = find_widget (GTK_WIDGET (passphrase), GTK_TYPE_LABEL, "hint");
  while (!gtk_widget_has_css_class (hint, "error"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (saved);
  type_old (GTK_WIDGET (passphrase), "old words");
  g_assert_false (gtk_widget_has_css_class (hint, "error"));
  g_signal_emit_by_name (button, "clicked");
  while (!saved)
    g_main_context_iteration (NULL, TRUE);
  while (watched)
    g_main_context_iteration (NULL, TRUE);

  coffret_door_lock (door);
  ui_testing_settle ();
  ui_testing_await (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, new), NULL);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
  ui_testing_finish (GTK_WINDOW (window));
  coffret_door_lock (door);
  for (const char *const *name =
         (const char *const[]) { "vault.db", "keyslots.json", "keyslots.json.bak", NULL };
       *name; name++) {
    g_autofree char *path = g_build_filename (place, *name, NULL);

    g_unlink (path);
  }
  g_rmdir (place);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/preferences/appearance", test_appearance);
  g_test_add_func ("/preferences/pictures", test_pictures);
  g_test_add_func ("/preferences/ways", test_ways);
  return g_test_run ();
}
