/* What a guest session may not do, and what it asks. */
#include "app/dialogs/guest-dialog.h"
#include "app/guest-settings.h"
#include "app/guest.h"
#include "app/places.h"
#include "organise/door.h"
#include "ui-testing.h"

#include <glib/gstdio.h>

static void
on_changed (GtkRecentManager *manager, gpointer changed)
{
  *(gboolean *) changed = TRUE;
}

/* The list that all programs read stays as it is. */
static void
test_no_list (void)
{
  g_autofree char *list = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  GtkRecentManager *manager;
  gboolean changed = FALSE;

  coffret_guest_leave_no_list ();
  manager = gtk_recent_manager_get_default ();
  g_signal_connect (manager, "changed", G_CALLBACK (on_changed), &changed);
  gtk_recent_manager_add_item (manager, "file:///nowhere/client.json");
  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_file_test (list, G_FILE_TEST_EXISTS));
}

/* What is set is read again, and is written nowhere. */
static void
test_settings (void)
{
  g_autoptr (GSettings) one = coffret_places_settings ();
  g_autoptr (GSettings) other = coffret_places_settings ();
  g_autofree char *read = NULL;

  g_assert_nonnull (one);
  g_settings_set_string (one, "colours", "dark");
  read = g_settings_get_string (other, "colours");
  g_assert_cmpstr (read, ==, "dark");
  g_settings_reset (one, "colours");
  g_clear_pointer (&read, g_free);
  read = g_settings_get_string (other, "colours");
  g_assert_cmpstr (read, ==, "desktop");
  g_settings_sync ();
  {
    g_autofree char *written = g_build_filename (g_get_user_config_dir (), "dconf", NULL);

    g_assert_false (g_file_test (written, G_FILE_TEST_EXISTS));
  }
}

static void
on_begin (CoffretGuestDialog *dialog, const char *language, char **chosen)
{
  g_set_str (chosen, language);
}

static void
test_dialog (void)
{
  static const char *const languages[] = { "ar", "en", "fr", NULL };
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  CoffretGuestDialog *dialog = coffret_guest_dialog_new_to_begin (languages);
  g_autofree char *chosen = NULL;
  GtkWidget *begin;

  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("below"));
  ui_testing_show (window);
  g_signal_connect (dialog, "begin", G_CALLBACK (on_begin), &chosen);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  begin = adw_dialog_get_default_widget (ADW_DIALOG (dialog));
  g_assert_true (gtk_label_get_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (begin)))));
  g_signal_emit_by_name (begin, "clicked");
  g_assert_cmpstr (chosen, ==, "en");
  ui_testing_finish (window);
}

static DexFuture *
import (CoffretSession *session, gboolean loose)
{
  CoffretImport *job = coffret_session_import (session, NULL);
  g_autoptr (GBytes) bytes = ui_testing_credential_new (loose ? 8 : 9);
  DexFuture *future;

  if (loose) {
    coffret_import_add_bytes (job, bytes, "loose.json");
  } else {
    g_autofree char *path = g_build_filename (g_get_tmp_dir (), "coffret-nine.json", NULL);
    g_autoptr (GFile) file = g_file_new_for_path (path);
    gsize length;
    const char *data = g_bytes_get_data (bytes, &length);

    g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
    coffret_import_add_file (job, file);
  }
  future = coffret_import_start (job);
  g_object_unref (job);
  return future;
}

/* Only what is nowhere else would be lost. */
static void
test_unsaved (void)
{
  g_autoptr (CoffretDoor) door = coffret_door_new_to_guest ();
  CoffretSession *session;
  CoffretUndo *undo;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  ui_testing_await (coffret_door_start (door), NULL);
  session = coffret_door_get_session (door);
  undo = coffret_session_get_undo (session);
  g_assert_true (coffret_session_is_guest (session));
  g_assert_false (coffret_undo_has_unsaved (undo));
  ui_testing_await (import (session, FALSE), NULL);
  g_assert_false (coffret_undo_has_unsaved (undo));
  ui_testing_await (import (session, TRUE), NULL);
  g_assert_true (coffret_undo_has_unsaved (undo));
  /* Taken back and done again it is still what came from nowhere. */
  ui_testing_await (coffret_undo_undo (undo), NULL);
  g_assert_false (coffret_undo_has_unsaved (undo));
  ui_testing_await (coffret_undo_redo (undo), NULL);
  g_assert_true (coffret_undo_has_unsaved (undo));
  g_ptr_array_add (ids, (char *) coffret_entry_get_id (ui_testing_entry (session, 0)));
  coffret_session_note_saved (session, ids);
  g_assert_true (coffret_undo_has_unsaved (undo));
  g_ptr_array_index (ids, 0) = (char *) coffret_entry_get_id (ui_testing_entry (session, 1));
  coffret_session_note_saved (session, ids);
  g_assert_false (coffret_undo_has_unsaved (undo));
  /* What the holder does is in no original. */
  g_ptr_array_add (entries, ui_testing_entry (session, 0));
  ui_testing_await (coffret_session_set_favourite (session, entries, TRUE), NULL);
  coffret_session_note_saved (session, ids);
  g_assert_true (coffret_undo_has_unsaved (undo));
  coffret_door_lock (door);
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("coffret-guest-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("TMPDIR", home, TRUE);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_unsetenv ("GSETTINGS_BACKEND");
  coffret_guest_settings_begin ();
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/guest/no-list", test_no_list);
  g_test_add_func ("/guest/settings", test_settings);
  g_test_add_func ("/guest/dialog", test_dialog);
  g_test_add_func ("/guest/unsaved", test_unsaved);
  return g_test_run ();
}
