#include <glib/gstdio.h>
#include <unistd.h>

#include "app/dialogs/about-me-dialog.h"
#include "app/vault-view.h"
#include "app/window.h"
#include "testing/folder.h"
#include "ui-testing.h"

#define NOBODY 65534

/* A vault with one credential, in a folder that nobody may write. */
static void
make_vault (const char *folder, const char *place, CoffretSecret *passphrase)
{
  static const char *const names[] = { "vault.db", "keyslots.json", "keyslots.json.bak" };
  g_autoptr (CoffretDoor) door = coffret_door_new (place);
  g_autoptr (CoffretImport) import = NULL;
  g_autoptr (GBytes) bytes = ui_testing_credential_new (0);

  ui_testing_await (coffret_door_start (door), NULL);
  ui_testing_await (coffret_door_create (door, COFFRET_SLOT_PASSPHRASE, passphrase), NULL);
  import = coffret_session_import (coffret_door_get_session (door), NULL);
  coffret_import_add_bytes (import, bytes, "one.json");
  ui_testing_await (coffret_import_start (import), NULL);
  coffret_door_lock (door);
  ui_testing_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (place, names[i], NULL);

    g_chmod (path, 0444);
  }
  g_chmod (place, 0555);
  g_chmod (folder, 0555);
}

static void
remove_vault (const char *folder, const char *place)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_chmod (folder, 0700);
  g_chmod (place, 0700);
  dir = g_dir_open (place, 0, NULL);
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (place, name, NULL);

    g_remove (path);
  }
  g_rmdir (place);
  g_rmdir (folder);
}

/* How many widgets below WIDGET begin ACTION and can be used. */
static guint
count_usable (GtkWidget *widget, const char *action)
{
  guint found = GTK_IS_ACTIONABLE (widget) && gtk_widget_get_sensitive (widget) &&
                g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    found += count_usable (child, action);
  return found;
}

static guint
count_editable (GtkWidget *widget)
{
  guint found =
    (GTK_IS_TEXT_VIEW (widget) && gtk_text_view_get_editable (GTK_TEXT_VIEW (widget))) ||
    (ADW_IS_ENTRY_ROW (widget) && gtk_editable_get_editable (GTK_EDITABLE (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    found += count_editable (child);
  return found;
}

static guint
count_signs (GtkWidget *widget)
{
  guint found = ADW_IS_BANNER (widget) && adw_banner_get_revealed (ADW_BANNER (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    found += count_signs (child);
  return found;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* Nothing that would change it can be chosen, a banner says why, and everything can be read. */
static void
test_read_only (void)
{
  static const char *const acts[] = { "win.add", "vault.new-compartment", "vault.put-new",
                                      "several.trash" };
  static const char *const keyed[] = { "vault.trash", "vault.restore", "vault.put-new" };
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autofree char *place = g_build_filename (folder, "vault", NULL);
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("old words", 9);
  g_autoptr (CoffretDoor) door = NULL;
  CoffretSession *session;
  CoffretWindow *window;
  GtkWidget *view;
  CoffretEntry *entry;

  make_vault (folder, place, passphrase);
  /* Root may write anywhere. */
  g_assert_true (geteuid () != 0 || seteuid (NOBODY) == 0);
  door = coffret_door_new (place);
  ui_testing_await (coffret_door_start (door), NULL);
  ui_testing_await (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, passphrase), NULL);
  session = coffret_door_get_session (door);
  g_assert_nonnull (session);
  g_assert_false (coffret_session_can_change (session));

  window = coffret_window_new (NULL, door);
  ui_testing_show (GTK_WINDOW (window));
  g_assert_cmpuint (count_signs (GTK_WIDGET (window)), ==, 1);
  view = find (GTK_WIDGET (window), COFFRET_TYPE_VAULT_VIEW);
  entry = ui_testing_entry (session, 0);
  coffret_vault_view_open (COFFRET_VAULT_VIEW (view), coffret_entry_get_id (entry));
  ui_testing_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    g_assert_cmpuint (count_usable (GTK_WIDGET (window), acts[i]), ==, 0);
  g_assert_cmpuint (count_editable (GTK_WIDGET (window)), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (keyed); i++)
    gtk_widget_activate_action (view, keyed[i], "s", coffret_entry_get_id (entry));
  gtk_widget_activate_action (view, "win.add", NULL);
  gtk_widget_activate_action (view, "vault.new-compartment", NULL);
  ui_testing_settle ();
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  g_assert_false (coffret_entry_is_trashed (entry));

  gtk_widget_activate_action (view, "vault.about-me", NULL);
  ui_testing_settle ();
  g_assert_true (COFFRET_IS_ABOUT_ME_DIALOG (
    adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))));

  ui_testing_finish (GTK_WINDOW (window));
  coffret_door_lock (door);
  ui_testing_settle ();
  g_assert_true (getuid () != 0 || seteuid (0) == 0);
  remove_vault (folder, place);
}

/* What SQLCipher answers in some places for a damaged page. */
static gboolean
meet_damage (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_database_execute (database, "SELECT nonsense", error);
}

/* A sign that stays, before all others, says so and what to do; locking then leads to what helps.
 */
static void
test_damaged (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *place = g_build_filename (folder, "vault", NULL);
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("old words", 9);
  g_autoptr (CoffretDoor) door = coffret_door_new (place);
  g_autoptr (GError) error = NULL;
  CoffretSession *session;
  CoffretWindow *window;
  GtkWidget *view;
  AdwDialog *dialog;

  ui_testing_await (coffret_door_create (door, COFFRET_SLOT_PASSPHRASE, passphrase), NULL);
  session = coffret_door_get_session (door);
  window = coffret_window_new (NULL, door);
  ui_testing_show (GTK_WINDOW (window));
  g_assert_cmpuint (count_signs (GTK_WIDGET (window)), ==, 0);
  g_assert_cmpuint (count_usable (GTK_WIDGET (window), "win.add"), >, 0);
  error = ui_testing_await_error (coffret_vault_run (
    coffret_session_get_vault (session), COFFRET_PRIORITY_LOW, meet_damage, NULL, NULL));
  while (!coffret_session_get_damage (session))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_cmpuint (count_signs (GTK_WIDGET (window)), ==, 1);
  g_assert_cmpuint (count_usable (GTK_WIDGET (window), "win.explain-damage"), >, 0);
  g_assert_cmpuint (count_usable (GTK_WIDGET (window), "win.add"), ==, 0);
  view = find (GTK_WIDGET (window), COFFRET_TYPE_VAULT_VIEW);
  gtk_widget_activate_action (view, "vault.new-compartment", NULL);
  ui_testing_settle ();
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));

  gtk_widget_activate_action (view, "win.explain-damage", NULL);
  ui_testing_settle ();
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "response::lock", "lock");
  ui_testing_settle ();
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_DAMAGED);
  ui_testing_finish (GTK_WINDOW (window));
  testing_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/ui/damaged", test_damaged);
  g_test_add_func ("/ui/read-only", test_read_only);
  return g_test_run ();
}
