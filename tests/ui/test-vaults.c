/* Several vaults in one window: the list, another one opened, one removed behind its name. */
#include "app/application.h"
#include "app/dialogs/vaults-dialog.h"
#include "app/pages/door-page.h"
#include "app/pages/first-run-page.h"
#include "app/presence.h"
#include "app/window.h"
#include "organise/vaults.h"
#include "testing/folder.h"
#include "ui-testing.h"

typedef struct {
  char *folder;
  char *one;
  char *two;
  CoffretApplication *application;
  CoffretDoor *door;
  CoffretWindow *window;
  CoffretSecret *passphrase;
} Program;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_child_visible (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static AdwDialog *
dialog_of (Program *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static guint
count_rows (GtkWidget *widget, const char *title)
{
  guint found =
    ADW_IS_ACTION_ROW (widget) &&
    g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    found += count_rows (child, title);
  return found;
}

/* Whether a button with that label can be seen. */
static gboolean
shows (GtkWidget *widget, const char *label)
{
  gboolean found = GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
                   g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = shows (child, label);
  return found;
}

static void
set_up (Program *self, gconstpointer data)
{
  self->folder = testing_folder_new ();
  self->one = g_build_filename (self->folder, "one", NULL);
  self->two = g_build_filename (self->folder, "two", NULL);
  self->passphrase = coffret_secret_new_copy ("old words", 9);
  self->application = (CoffretApplication *) data;
  self->door = coffret_door_new (self->one);
  self->window = coffret_window_new (GTK_APPLICATION (self->application), self->door);
  ui_testing_show (GTK_WINDOW (self->window));
  ui_testing_await (coffret_door_start (self->door), NULL);
  ui_testing_await (coffret_door_create (self->door, COFFRET_SLOT_PASSPHRASE, self->passphrase),
                    NULL);
  ui_testing_settle ();
}

static void
tear_down (Program *self, gconstpointer data)
{
  ui_testing_finish (GTK_WINDOW (self->window));
  coffret_door_lock (self->door);
  ui_testing_settle ();
  g_clear_object (&self->door);
  coffret_secret_unref (self->passphrase);
  g_free (self->one);
  g_free (self->two);
  testing_folder_remove (self->folder);
}

static void
open_list (Program *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.vaults", NULL);
  ui_testing_settle ();
  g_assert_true (COFFRET_IS_VAULTS_DIALOG (dialog_of (self)));
}

static void
open_vault (Program *self, const char *folder)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "open-vault",
                                  g_variant_new_bytestring (folder));
  ui_testing_settle ();
}

/* A vault that was opened by its folder is in the list from then on. */
static void
test_list (Program *self, gconstpointer data)
{
  GtkWidget *title;

  open_list (self);
  g_assert_cmpuint (count_rows (GTK_WIDGET (dialog_of (self)), "one"), ==, 1);
  g_assert_cmpuint (count_rows (GTK_WIDGET (dialog_of (self)), "My Vault"), ==, 1);
  /* There are two from here on: the locked one says which it is. */
  coffret_door_lock (self->door);
  ui_testing_settle ();
  title = find (GTK_WIDGET (self->window), ADW_TYPE_WINDOW_TITLE);
  g_assert_cmpstr (adw_window_title_get_title (ADW_WINDOW_TITLE (title)), ==, "one");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Coffret");
}

static void
test_switch (Program *self, gconstpointer data)
{
  g_autoptr (CoffretSession) session = g_object_ref (coffret_door_get_session (self->door));

  open_list (self);
  open_vault (self, self->two);
  /* Locked, with nothing of it on the screen; and the other one is not there yet. */
  g_assert_cmpint (coffret_door_get_state (self->door), ==, COFFRET_DOOR_LOCKED);
  g_assert_null (coffret_door_get_session (self->door));
  g_assert_null (dialog_of (self));
  while (!find (GTK_WIDGET (self->window), COFFRET_TYPE_FIRST_RUN_PAGE))
    ui_testing_settle ();
  /* What the first door does no longer matters to the window. */
  ui_testing_await (coffret_door_unlock (self->door, COFFRET_SLOT_PASSPHRASE, self->passphrase),
                    NULL);
  ui_testing_settle ();
  g_assert_nonnull (find (GTK_WIDGET (self->window), COFFRET_TYPE_FIRST_RUN_PAGE));
  g_assert_false (g_file_test (self->two, G_FILE_TEST_EXISTS));
}

static void
test_remove (Program *self, gconstpointer data)
{
  g_autoptr (CoffretVaults) vaults = NULL;
  AdwDialog *dialog;
  GtkWidget *word;
  g_autofree char *said = NULL;

  open_list (self);
  vaults = coffret_vaults_new (NULL);
  said = g_strdup_printf (" %s ",
                          coffret_known_vault_get_name (coffret_vaults_find (vaults, self->one)));
  g_clear_object (&vaults);
  gtk_widget_activate_action_variant (GTK_WIDGET (dialog_of (self)), "vaults.remove",
                                      g_variant_new_bytestring (self->one));
  ui_testing_settle ();
  dialog = dialog_of (self);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "remove"));
  word = find (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (word), "two");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "remove"));
  gtk_editable_set_text (GTK_EDITABLE (word), said);
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "remove"));
  g_assert_true (g_file_test (self->one, G_FILE_TEST_EXISTS));
  g_signal_emit_by_name (dialog, "response", "remove");
  g_assert_cmpint (coffret_door_get_state (self->door), ==, COFFRET_DOOR_LOCKED);
  while (g_file_test (self->one, G_FILE_TEST_EXISTS))
    ui_testing_settle ();
  while (!find (GTK_WIDGET (self->window), COFFRET_TYPE_FIRST_RUN_PAGE))
    ui_testing_settle ();
  vaults = coffret_vaults_new (NULL);
  g_assert_null (coffret_vaults_find (vaults, self->one));
}

/* A second window on the same vault finds the first, as long as that has it open. */
static void
test_elsewhere (Program *self, gconstpointer data)
{
  g_autoptr (CoffretDoor) door = coffret_door_new (self->one);
  CoffretWindow *second = coffret_window_new (GTK_APPLICATION (data), door);
  GtkWidget *from = GTK_WIDGET (second);
  GtkWidget *page;
  g_auto (GValue) found = G_VALUE_INIT;
  g_auto (GValue) other = G_VALUE_INIT;
  g_auto (GValue) later = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  ui_testing_show (GTK_WINDOW (second));
  ui_testing_await (coffret_door_start (door), NULL);
  ui_testing_await (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, self->passphrase), NULL);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_BUSY);
  page = find (from, COFFRET_TYPE_DOOR_PAGE);
  g_assert_nonnull (page);
  ui_testing_await (coffret_presence_find (from, self->one), &found);
  g_assert_true (g_value_get_boolean (&found));
  ui_testing_await (coffret_presence_find (from, self->two), &other);
  g_assert_false (g_value_get_boolean (&other));
  ui_testing_await (coffret_presence_show (from, self->one), NULL);
  ui_testing_settle ();
  g_assert_true (shows (page, "_Show It"));

  coffret_door_lock (self->door);
  ui_testing_settle ();
  ui_testing_await (coffret_presence_find (from, self->one), &later);
  g_assert_false (g_value_get_boolean (&later));
  error = ui_testing_await_error (coffret_presence_show (from, self->one));
  g_assert_nonnull (error);
  ui_testing_finish (GTK_WINDOW (second));
}

int
main (int argc, char *argv[])
{
  char *home = testing_folder_new ();
  g_autoptr (CoffretApplication) application = NULL;
  int status;

  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  ui_testing_init (&argc, &argv);
  /* One for all: it has a place of its own on the bus. */
  application = coffret_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
#define ADD(name)                                                                                  \
  g_test_add ("/ui/vaults/" #name, Program, application, set_up, test_##name, tear_down)
  ADD (list);
  ADD (switch);
  ADD (remove);
  ADD (elsewhere);
  status = g_test_run ();
  testing_folder_remove (home);
  return status;
}
