/* The dialogs of a backup: a vault brought back at the first run, and a backup added to the open
 * vault; by wrong words, by right ones, and by none. */
#include "app/dialogs/merge-dialog.h"
#include "app/dialogs/restore-dialog.h"
#include "app/pages/door-page.h"
#include "app/pages/first-run-page.h"
#include "app/widgets/passphrase-row.h"
#include "organise/backup-places.h"
#include "testing/folder.h"
#include "ui-testing.h"
#include "vault/vault-private.h"

/* The least that a slot file may ask for: opening takes a blink. */
static const CoffretSlotCost cheap = {
  .memory = 64 * 1024 * 1024,
  .passes = 1,
  .memory_min = 64 * 1024 * 1024,
  .memory_max = 1024 * 1024 * 1024,
  .passes_min = 1,
  .passes_max = 10,
};

typedef struct {
  char *folder;
  char *backup; /* of a vault with three credentials, "blue door" */
  char *place;  /* where no vault is */
} Fixture;

static CoffretSession *
make_session (const char *folder, const char *words)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy (words, strlen (words));
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_vault_create_with_cost (
    folder, COFFRET_SLOT_PASSPHRASE, passphrase, &cheap, NULL, &error);
  g_auto (GValue) session = G_VALUE_INIT;

  g_assert_no_error (error);
  ui_testing_await (coffret_session_new (vault), &session);
  return g_value_dup_object (&session);
}

static void
fill (CoffretSession *session, guint from, guint to)
{
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);

  for (guint i = from; i < to; i++) {
    g_autoptr (GBytes) bytes = ui_testing_credential_new (i);
    coffret_import_add_bytes (job, bytes, "given.json");
  }
  ui_testing_await (coffret_import_start (job), NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autoptr (CoffretSession) session = NULL;
  g_autoptr (CoffretBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = testing_folder_new ();
  fixture->backup = g_build_filename (fixture->folder, "first.coffret", NULL);
  fixture->place = g_build_filename (fixture->folder, "place", NULL);
  other = g_build_filename (fixture->folder, "other", NULL);
  session = make_session (other, "blue door");
  fill (session, 0, 3);
  info = coffret_backup_write (coffret_session_get_vault (session), fixture->backup, FALSE, NULL,
                               &error);
  g_assert_no_error (error);
  coffret_session_end (session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_folder_remove (fixture->folder);
  g_free (fixture->backup);
  g_free (fixture->place);
}

static GtkWidget *
child_of (AdwDialog *dialog, const char *name)
{
  GtkWidget *child =
    GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), G_OBJECT_TYPE (dialog), name));

  g_assert_nonnull (child);
  return child;
}

static GtkWindow *
show (AdwDialog *dialog)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, 900, 800);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("below"));
  ui_testing_show (window);
  adw_dialog_present (dialog, GTK_WIDGET (window));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  return window;
}

/* Types WORDS and presses the button. */
static void
enter (AdwDialog *dialog, const char *words, const char *button)
{
  CoffretPassphraseRow *row = COFFRET_PASSPHRASE_ROW (child_of (dialog, "words"));

  gtk_editable_set_text (coffret_passphrase_row_get_editable (row), words);
  g_assert_true (gtk_widget_get_sensitive (child_of (dialog, button)));
  g_signal_emit_by_name (child_of (dialog, button), "clicked");
}

static void
wait_for_error (AdwDialog *dialog)
{
  while (!gtk_widget_has_css_class (child_of (dialog, "hint"), "error"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
}

static void
wait_for_proof (AdwDialog *dialog, const char *title)
{
  GtkStack *stack = GTK_STACK (child_of (dialog, "stack"));

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "proof") != 0)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (child_of (dialog, "proof"))), ==,
                   title);
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
}

/* Nothing keeps it, while its window stays. */
static void
finish (AdwDialog *dialog, GtkWindow *window)
{
  gpointer watched = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  g_signal_emit_by_name (child_of (dialog, "done_button"), "clicked");
  ui_testing_await_end (&watched);
  ui_testing_finish (window);
}

static void
lock (CoffretDoor *door)
{
  gpointer watched = door;

  coffret_door_lock (door);
  g_object_add_weak_pointer (G_OBJECT (door), &watched);
  g_object_unref (door);
  ui_testing_await_end (&watched);
}

static void
test_first_run (Fixture *fixture, gconstpointer data)
{
  CoffretDoor *door = coffret_door_new (fixture->place);
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;
  GtkWindow *window;

  ui_testing_await (coffret_door_start (door), NULL);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_FIRST_RUN);
  dialog = coffret_restore_dialog_for (door, fixture->backup, &error);
  g_assert_no_error (error);
  g_assert_true (COFFRET_IS_RESTORE_DIALOG (dialog));
  window = show (dialog);
  /* It has no sheet. */
  g_assert_false (gtk_widget_get_visible (child_of (dialog, "scan_row")));
  enter (dialog, "red door", "restore_button");
  wait_for_error (dialog);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_FIRST_RUN);
  enter (dialog, "blue door", "restore_button");
  wait_for_proof (dialog, "All 3 Credentials Opened");
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
  finish (dialog, window);
  lock (door);
}

static GtkWidget *
part_of (GtkWidget *page, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), name));
}

/* The door of a vault that is damaged, and that of one that is gone, offer the newest backup by
 * themselves: before anything else, and by its date. */
static void
test_offer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *place = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *database = g_build_filename (place, "vault.db", NULL);
  g_autofree char *id = coffret_vault_examine_id (place);
  CoffretDoor *door = coffret_door_new (place);
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *page;
  AdwDialog *dialog;

  coffret_backup_places_note (id, place, fixture->folder);
  g_assert_true (g_file_set_contents (database, "hello", 5, NULL));
  page = GTK_WIDGET (coffret_door_page_new (door));
  adw_window_set_content (ADW_WINDOW (window), page);
  ui_testing_show (window);
  ui_testing_await (coffret_door_start (door), NULL);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_DAMAGED);
  while (!coffret_door_get_backup (door))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (page), ==, 0);
  g_assert_true (gtk_widget_get_visible (part_of (page, "newest_button")));
  g_assert_true (gtk_widget_has_focus (part_of (page, "newest_button")));
  g_assert_nonnull (
    strstr (gtk_button_get_label (GTK_BUTTON (part_of (page, "newest_button"))), ", of "));
  g_assert_nonnull (
    strstr (gtk_label_get_label (GTK_LABEL (part_of (page, "newest_label"))), "3 credentials"));
  g_assert_false (gtk_widget_has_css_class (part_of (page, "restore_button"), "suggested-action"));
  g_assert_true (gtk_widget_get_visible (part_of (page, "salvage_button")));
  g_signal_emit_by_name (part_of (page, "newest_button"), "clicked");
  ui_testing_settle ();
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (window));
  g_assert_true (COFFRET_IS_RESTORE_DIALOG (dialog));
  adw_dialog_force_close (dialog);
  ui_testing_finish (window);
  lock (door);
}

/* What lay here once is said of at the first run. */
static void
test_offer_of_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *id = coffret_vault_examine_id (other);
  CoffretDoor *door = coffret_door_new (fixture->place);
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *page;

  coffret_backup_places_note (id, fixture->place, fixture->folder);
  ui_testing_await (coffret_door_start (door), NULL);
  page = GTK_WIDGET (coffret_first_run_page_new (door));
  adw_window_set_content (ADW_WINDOW (window), page);
  ui_testing_show (window);
  while (!coffret_door_get_backup (door))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (part_of (page, "found"))));
  g_signal_emit_by_name (part_of (page, "found"), "button-clicked");
  ui_testing_settle ();
  g_assert_true (COFFRET_IS_RESTORE_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (window))));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (window)));
  ui_testing_finish (window);
  lock (door);
}

/* By words, since it is another vault's; what is there already is said so. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSession) session = make_session (fixture->place, "correct horse");
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;
  GtkWindow *window;

  fill (session, 0, 1);
  dialog = ADW_DIALOG (coffret_merge_dialog_new (session, fixture->backup, &error));
  g_assert_no_error (error);
  window = show (dialog);
  while (!gtk_widget_get_visible (child_of (dialog, "way_group")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (child_of (dialog, "choice_group")));
  g_assert_false (gtk_widget_get_sensitive (child_of (dialog, "confirm_button")));
  enter (dialog, "correct horse", "confirm_button");
  wait_for_error (dialog);
  enter (dialog, "blue door", "confirm_button");
  while (!gtk_widget_get_visible (child_of (dialog, "choice_group")))
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_false (gtk_widget_get_visible (child_of (dialog, "way_group")));
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (child_of (dialog, "trust_row"))));
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (child_of (dialog, "deleted_row"))));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 1);
  g_signal_emit_by_name (child_of (dialog, "confirm_button"), "clicked");
  g_assert_false (adw_dialog_get_can_close (dialog));
  wait_for_proof (dialog, "2 Credentials Were Added");
  g_assert_true (adw_dialog_get_can_close (dialog));
  g_assert_nonnull (
    strstr (adw_status_page_get_description (ADW_STATUS_PAGE (child_of (dialog, "proof"))),
            "1 credential was there already."));
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 3);
  finish (dialog, window);
  coffret_session_end (session);
}

/* A guest who has brought nothing yet is not asked about what was deleted. */
static void
test_merge_to_guest (Fixture *fixture, gconstpointer data)
{
  for (guint n = 0; n < 2; n++) {
    UiTestingHouse house;
    g_autoptr (GError) error = NULL;
    AdwDialog *dialog;

    ui_testing_house_open (&house, n);
    dialog = ADW_DIALOG (coffret_merge_dialog_new (house.session, fixture->backup, &error));
    g_assert_no_error (error);
    adw_dialog_present (dialog, GTK_WIDGET (house.window));
    while (!gtk_widget_get_visible (child_of (dialog, "way_group")))
      g_main_context_iteration (NULL, TRUE);
    enter (dialog, "blue door", "confirm_button");
    while (!gtk_widget_get_visible (child_of (dialog, "choice_group")))
      g_main_context_iteration (NULL, TRUE);
    g_assert_cmpint (gtk_widget_get_visible (child_of (dialog, "deleted_row")), ==, n > 0);
    adw_dialog_force_close (dialog);
    ui_testing_house_close (&house);
  }
}

/* By the key that the vault has: nothing is asked. */
static void
test_same_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSession) session = make_session (fixture->place, "correct horse");
  g_autofree char *path = g_build_filename (fixture->folder, "own.coffret", NULL);
  g_autoptr (CoffretBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;
  GtkWindow *window;

  fill (session, 0, 2);
  info = coffret_backup_write (coffret_session_get_vault (session), path, FALSE, NULL, &error);
  g_assert_no_error (error);
  dialog = ADW_DIALOG (coffret_merge_dialog_new (session, path, &error));
  g_assert_no_error (error);
  window = show (dialog);
  while (!gtk_widget_get_visible (child_of (dialog, "choice_group")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (child_of (dialog, "way_group")));
  g_signal_emit_by_name (child_of (dialog, "confirm_button"), "clicked");
  wait_for_proof (dialog, "No Credential Was Added");
  finish (dialog, window);
  coffret_session_end (session);
}

int
main (int argc, char **argv)
{
  char *config = testing_folder_new ();
  int status;

  /* Where the backups of which vault lie is written there. */
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  /* A keyring would ask its own questions. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  ui_testing_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/restore/first-run", test_first_run);
  ADD ("/restore/merge", test_merge);
  ADD ("/restore/merge-to-guest", test_merge_to_guest);
  ADD ("/restore/same-key", test_same_key);
  ADD ("/restore/offer", test_offer);
  ADD ("/restore/offer-of-gone", test_offer_of_gone);
#undef ADD
  status = g_test_run ();
  testing_folder_remove (config);
  return status;
}
