/* What locks a vault by itself: the sources, the question before it, and the preferences. */
#include "app/closures.h"
#include "app/dialogs/preferences-dialog.h"
#include "app/lock-watch/idle-source.h"
#include "app/lock-watch/lock-sources.h"
#include "app/lock-watch/lock-watch.h"
#include "app/lock-watch/screen-source.h"
#include "app/lock-watch/session-source.h"
#include "app/lock-watch/sleep-source.h"
#include "app/lock-watch/user-source.h"
#include "app/pages/door-page.h"
#include "app/places.h"
#include "app/vault-view.h"
#include "app/window.h"
#include "mock-desktop.h"
#include "ui-testing.h"

#include <glib/gstdio.h>

static void
count (guint *locks)
{
  ++*locks;
}

static void
await_state (CoffretLockSource *source, CoffretLockSourceState state)
{
  while (coffret_lock_source_get_state (source) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
await_count (const guint *counted, guint wanted)
{
  while (*counted < wanted)
    g_main_context_iteration (NULL, TRUE);
  ui_testing_settle ();
  g_assert_cmpuint (*counted, ==, wanted);
}

/* What was said before this has been heard after it. */
static void
await_bus (MockDesktop *desktop)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);

  g_assert_true (g_dbus_connection_flush_sync (bus, NULL, NULL));
  g_usleep (20000);
  ui_testing_settle ();
}

static void
test_login (void)
{
  MockDesktop *desktop = mock_desktop_new (0);
  g_autoptr (CoffretLoginSession) session = coffret_login_session_new ();
  g_autoptr (CoffretLockSource) locked = coffret_session_source_new (session);
  g_autoptr (CoffretLockSource) user = coffret_user_source_new (session);
  guint locks = 0, leaves = 0;

  g_signal_connect_swapped (locked, "lock", G_CALLBACK (count), &locks);
  g_signal_connect_swapped (user, "lock", G_CALLBACK (count), &leaves);
  g_assert_cmpint (coffret_lock_source_get_state (locked), ==, COFFRET_LOCK_SOURCE_LOOKING);
  await_state (locked, COFFRET_LOCK_SOURCE_WORKS);
  await_state (user, COFFRET_LOCK_SOURCE_WORKS);
  mock_desktop_session_says (desktop, "Lock", NULL);
  await_count (&locks, 1);
  mock_desktop_session_is (desktop, "LockedHint", TRUE);
  await_count (&locks, 2);
  mock_desktop_session_is (desktop, "LockedHint", FALSE);
  mock_desktop_session_is (desktop, "Active", TRUE);
  mock_desktop_session_says (desktop, "Unlock", NULL);
  mock_desktop_session_is (desktop, "Active", FALSE);
  await_count (&leaves, 1);
  g_assert_cmpuint (locks, ==, 2);

  mock_desktop_free (desktop);
  await_state (locked, COFFRET_LOCK_SOURCE_SILENT);
  desktop = mock_desktop_new (0);
  await_state (locked, COFFRET_LOCK_SOURCE_WORKS);
  mock_desktop_session_says (desktop, "Lock", NULL);
  await_count (&locks, 3);
  mock_desktop_free (desktop);
}

/* Where the program was started in no session, its number may still be known. */
static void
test_session_by_number (void)
{
  MockDesktop *desktop = mock_desktop_new (MOCK_NO_AUTO);
  g_autoptr (CoffretLoginSession) session = NULL;
  g_autoptr (CoffretLoginSession) lost = NULL;
  g_autoptr (CoffretLockSource) source = NULL;
  g_autoptr (CoffretLockSource) silent = NULL;

  g_setenv ("XDG_SESSION_ID", "", TRUE);
  lost = coffret_login_session_new ();
  silent = coffret_session_source_new (lost);
  await_state (silent, COFFRET_LOCK_SOURCE_SILENT);
  g_setenv ("XDG_SESSION_ID", "7", TRUE);
  session = coffret_login_session_new ();
  source = coffret_session_source_new (session);
  await_state (source, COFFRET_LOCK_SOURCE_WORKS);
  mock_desktop_free (desktop);
}

/* Gone before it is answered, at every moment of the looking. */
static void
test_gone (void)
{
  MockDesktop *desktop = mock_desktop_new (0);

  for (guint turns = 0; turns < 30; turns++) {
    g_autoptr (GPtrArray) sources = coffret_lock_sources_new (NULL);

    for (guint i = 0; i < turns; i++)
      g_main_context_iteration (NULL, FALSE);
  }
  ui_testing_settle ();
  mock_desktop_free (desktop);
}

static void
test_sleep (void)
{
  MockDesktop *desktop = mock_desktop_new (0);
  g_autoptr (CoffretLoginSession) session = coffret_login_session_new ();
  g_autoptr (CoffretLockSource) source = coffret_sleep_source_new (session);
  guint locks = 0;

  g_signal_connect_swapped (source, "lock", G_CALLBACK (count), &locks);
  await_state (source, COFFRET_LOCK_SOURCE_WORKS);
  /* It was asked for to see whether it can be had, and let go. */
  g_assert_cmpuint (mock_desktop_get_delays (desktop), ==, 1);
  while (mock_desktop_is_delayed (desktop))
    g_main_context_iteration (NULL, FALSE);
  coffret_lock_source_guard (source, TRUE);
  while (!mock_desktop_is_delayed (desktop))
    g_main_context_iteration (NULL, FALSE);
  mock_desktop_manager_says (desktop, "PrepareForSleep", g_variant_new ("(b)", TRUE));
  await_count (&locks, 1);
  g_assert_false (mock_desktop_is_delayed (desktop));
  mock_desktop_manager_says (desktop, "PrepareForSleep", g_variant_new ("(b)", FALSE));
  mock_desktop_manager_says (desktop, "PrepareForSleep", g_variant_new ("(s)", "no boolean"));
  await_bus (desktop);
  g_assert_cmpuint (locks, ==, 1);
  /* Opened and locked before the answer comes: nothing is held then. */
  coffret_lock_source_guard (source, TRUE);
  coffret_lock_source_guard (source, FALSE);
  while (mock_desktop_get_delays (desktop) < 3)
    g_main_context_iteration (NULL, FALSE);
  while (mock_desktop_is_delayed (desktop))
    g_main_context_iteration (NULL, FALSE);
  mock_desktop_free (desktop);
}

/* Each source is asked for itself. */
static void
test_refused (void)
{
  MockDesktop *desktop = mock_desktop_new (MOCK_NO_DELAY);
  g_autoptr (CoffretLoginSession) session = coffret_login_session_new ();
  g_autoptr (CoffretLockSource) locked = coffret_session_source_new (session);
  g_autoptr (CoffretLockSource) sleep = coffret_sleep_source_new (session);
  g_autoptr (CoffretLoginSession) without = NULL;
  g_autoptr (CoffretLockSource) awake = NULL;
  g_autoptr (CoffretLockSource) nowhere = NULL;

  await_state (locked, COFFRET_LOCK_SOURCE_WORKS);
  await_state (sleep, COFFRET_LOCK_SOURCE_SILENT);
  mock_desktop_free (desktop);
  g_setenv ("XDG_SESSION_ID", "7", TRUE);
  desktop = mock_desktop_new (MOCK_NO_SESSION);
  without = coffret_login_session_new ();
  nowhere = coffret_user_source_new (without);
  awake = coffret_sleep_source_new (without);
  await_state (nowhere, COFFRET_LOCK_SOURCE_SILENT);
  await_state (awake, COFFRET_LOCK_SOURCE_WORKS);
  mock_desktop_free (desktop);
}

static void
test_screen (void)
{
  MockDesktop *desktop = mock_desktop_new (0);
  g_autoptr (CoffretLockSource) source = coffret_screen_source_new (NULL);
  guint locks = 0;

  g_signal_connect_swapped (source, "lock", G_CALLBACK (count), &locks);
  await_state (source, COFFRET_LOCK_SOURCE_WORKS);
  mock_desktop_saver_says (desktop, "ActiveChanged", g_variant_new ("(b)", FALSE));
  mock_desktop_saver_says (desktop, "ActiveChanged", NULL);
  mock_desktop_saver_says (desktop, "ActiveChanged", g_variant_new ("(b)", TRUE));
  await_count (&locks, 1);
  mock_desktop_free (desktop);
  await_state (source, COFFRET_LOCK_SOURCE_SILENT);
  desktop = mock_desktop_new (MOCK_NO_SAVER);
  await_bus (desktop);
  g_assert_cmpint (coffret_lock_source_get_state (source), ==, COFFRET_LOCK_SOURCE_SILENT);
  mock_desktop_free (desktop);
}

/* Without a login manager and a screen saver each source says so. */
static void
test_none (void)
{
  g_autoptr (GPtrArray) sources = coffret_lock_sources_new (NULL);

  g_assert_cmpuint (sources->len, ==, 5);
  await_state (sources->pdata[0], COFFRET_LOCK_SOURCE_WORKS);
  for (guint i = 1; i < sources->len; i++)
    await_state (sources->pdata[i], COFFRET_LOCK_SOURCE_SILENT);
}

/* So far ahead of the real one that no real alarm ever rings. */
static gint64 time_is = 1000000 * G_TIME_SPAN_HOUR;

static gint64
named_clock (void)
{
  return time_is;
}

static void
wait_for (CoffretIdleSource *idle, gint64 seconds)
{
  time_is += seconds * G_TIME_SPAN_SECOND;
  coffret_idle_source_look (idle);
}

static void
test_idle (void)
{
  g_autoptr (CoffretIdleSource) idle = coffret_idle_source_new ();
  guint locks = 0;

  coffret_idle_source_set_clock (idle, named_clock);
  coffret_idle_source_set_limit (idle, "1");
  g_signal_connect_swapped (idle, "lock", G_CALLBACK (count), &locks);
  /* Nothing to lock. */
  wait_for (idle, 3600);
  g_assert_cmpuint (locks, ==, 0);
  coffret_lock_source_guard (COFFRET_LOCK_SOURCE (idle), TRUE);
  wait_for (idle, 29);
  g_assert_false (coffret_idle_source_is_near (idle));
  wait_for (idle, 1);
  g_assert_true (coffret_idle_source_is_near (idle));
  coffret_idle_source_touch (idle);
  g_assert_false (coffret_idle_source_is_near (idle));
  wait_for (idle, 59);
  g_assert_true (coffret_idle_source_is_near (idle));
  wait_for (idle, 1);
  g_assert_cmpuint (locks, ==, 1);
  /* Said once. */
  wait_for (idle, 1);
  g_assert_cmpuint (locks, ==, 1);
  coffret_lock_source_guard (COFFRET_LOCK_SOURCE (idle), FALSE);
  g_assert_false (coffret_idle_source_is_near (idle));

  /* After a night asleep the first key locks; it does not keep open. */
  coffret_lock_source_guard (COFFRET_LOCK_SOURCE (idle), TRUE);
  time_is += 9 * G_TIME_SPAN_HOUR;
  coffret_idle_source_touch (idle);
  g_assert_cmpuint (locks, ==, 2);
  coffret_lock_source_guard (COFFRET_LOCK_SOURCE (idle), FALSE);

  coffret_idle_source_set_limit (idle, "never");
  coffret_lock_source_guard (COFFRET_LOCK_SOURCE (idle), TRUE);
  wait_for (idle, 365 * 86400);
  g_assert_false (coffret_idle_source_is_near (idle));
  g_assert_cmpuint (locks, ==, 2);
  /* And from "never" to an hour: the hour begins now. */
  coffret_idle_source_set_limit (idle, "60");
  wait_for (idle, 3569);
  g_assert_false (coffret_idle_source_is_near (idle));
  wait_for (idle, 1);
  g_assert_true (coffret_idle_source_is_near (idle));
}

/* A window on a vault in a folder, open, with a watch of the test's own. */
typedef struct {
  char *folder, *place;
  CoffretDoor *door;
  CoffretWindow *window;
  GSettings *settings;
  GPtrArray *sources;
  CoffretIdleSource *idle;
  CoffretLockWatch *watch;
} Fixture;

static void
open_vault (Fixture *fixture)
{
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("old words", 9);

  if (coffret_door_get_state (fixture->door) == COFFRET_DOOR_FIRST_RUN)
    ui_testing_await (coffret_door_create (fixture->door, COFFRET_SLOT_PASSPHRASE, words), NULL);
  else
    ui_testing_await (coffret_door_unlock (fixture->door, COFFRET_SLOT_PASSPHRASE, words), NULL);
  ui_testing_settle ();
  g_assert_cmpint (coffret_door_get_state (fixture->door), ==, COFFRET_DOOR_OPEN);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  fixture->place = g_build_filename (fixture->folder, "vault", NULL);
  fixture->door = coffret_door_new (fixture->place);
  ui_testing_await (coffret_door_start (fixture->door), NULL);
  fixture->window = coffret_window_new (NULL, fixture->door);
  ui_testing_show (GTK_WINDOW (fixture->window));
  fixture->settings = coffret_places_settings ();
  fixture->sources = coffret_lock_sources_new (NULL);
  fixture->idle = COFFRET_IDLE_SOURCE (fixture->sources->pdata[0]);
  coffret_idle_source_set_clock (fixture->idle, named_clock);
  g_settings_set_string (fixture->settings, "lock-after", "5");
  fixture->watch = coffret_lock_watch_new (GTK_WINDOW (fixture->window), fixture->door,
                                           fixture->settings, g_ptr_array_ref (fixture->sources));
  open_vault (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->watch);
  g_ptr_array_unref (fixture->sources);
  ui_testing_finish (GTK_WINDOW (fixture->window));
  coffret_door_lock (fixture->door);
  g_object_unref (fixture->door);
  g_object_unref (fixture->settings);
  for (const char *const *name =
         (const char *const[]) { "vault.db", "keyslots.json", "keyslots.json.bak", NULL };
       *name; name++) {
    g_autofree char *path = g_build_filename (fixture->place, *name, NULL);

    g_unlink (path);
  }
  g_rmdir (fixture->place);
  g_rmdir (fixture->folder);
  g_free (fixture->place);
  g_free (fixture->folder);
}

static AdwDialog *
dialog_of (Fixture *fixture)
{
  ui_testing_settle ();
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static void
assert_locked (Fixture *fixture)
{
  ui_testing_settle ();
  g_assert_cmpint (coffret_door_get_state (fixture->door), ==, COFFRET_DOOR_LOCKED);
  g_assert_null (coffret_door_get_session (fixture->door));
  g_assert_null (dialog_of (fixture));
}

static void
test_question (Fixture *fixture, gconstpointer data)
{
  gpointer dialog;

  wait_for (fixture->idle, 269);
  g_assert_null (dialog_of (fixture));
  wait_for (fixture->idle, 1);
  dialog = dialog_of (fixture);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog)), ==, 0);
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "stay");
  /* The question itself is no sign of life. */
  g_assert_true (coffret_idle_source_is_near (fixture->idle));
  adw_dialog_close (dialog);
  g_assert_null (dialog_of (fixture));
  g_assert_false (coffret_idle_source_is_near (fixture->idle));
  g_assert_cmpint (coffret_door_get_state (fixture->door), ==, COFFRET_DOOR_OPEN);

  /* Somebody moves: it goes by itself. */
  wait_for (fixture->idle, 299);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog_of (fixture)));
  coffret_idle_source_touch (fixture->idle);
  g_assert_null (dialog_of (fixture));

  wait_for (fixture->idle, 280);
  dialog = dialog_of (fixture);
  g_signal_emit_by_name (dialog, "response::lock", "lock");
  assert_locked (fixture);

  /* Over whatever else is on the screen, and with it. */
  open_vault (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add", NULL);
  wait_for (fixture->idle, 299);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog_of (fixture)));
  wait_for (fixture->idle, 1);
  assert_locked (fixture);
}

static void
test_sources (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (fixture->sources->len, >, 1);
  for (guint i = 1; i < fixture->sources->len; i++) {
    CoffretLockSource *source = fixture->sources->pdata[i];
    const char *key = coffret_lock_source_get_setting (source);

    g_settings_set_boolean (fixture->settings, key, FALSE);
    coffret_lock_source_lock (source);
    g_assert_cmpint (coffret_door_get_state (fixture->door), ==, COFFRET_DOOR_OPEN);
    g_settings_reset (fixture->settings, key);
    coffret_lock_source_lock (source);
    assert_locked (fixture);
    /* Said again, to a vault that is locked. */
    coffret_lock_source_lock (source);
    assert_locked (fixture);
    open_vault (fixture);
  }
}

static void
test_clipboard (Fixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  gdk_clipboard_set_text (clipboard, "Wound care, level 2");
  g_assert_true (gdk_clipboard_is_local (clipboard));
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.lock", NULL);
  assert_locked (fixture);
  g_assert_null (gdk_clipboard_get_content (clipboard));
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_ACTION_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, title);
  return found;
}

static const char *
said_of (GtkWidget *dialog, CoffretLockSource *source)
{
  GtkWidget *row = find_row (dialog, coffret_lock_source_get_title (source));

  g_assert_nonnull (row);
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  CoffretPreferencesDialog *preferences =
    coffret_preferences_dialog_new (fixture->settings, fixture->door, fixture->watch);
  GtkWidget *dialog = GTK_WIDGET (preferences);
  MockDesktop *desktop;
  GtkWidget *row;
  g_autofree char *limit = NULL;

  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (dialog), ==, 0);
  for (guint i = 1; i < fixture->sources->len; i++) {
    await_state (fixture->sources->pdata[i], COFFRET_LOCK_SOURCE_SILENT);
    g_assert_true (g_str_has_prefix (said_of (dialog, fixture->sources->pdata[i]), "Does not"));
  }
  g_assert_cmpstr (said_of (dialog, fixture->sources->pdata[0]), ==, "Works on this computer.");
  desktop = mock_desktop_new (0);
  for (guint i = 1; i < fixture->sources->len; i++) {
    await_state (fixture->sources->pdata[i], COFFRET_LOCK_SOURCE_WORKS);
    g_assert_cmpstr (said_of (dialog, fixture->sources->pdata[i]), ==, "Works on this computer.");
  }
  row = find_row (dialog, coffret_lock_source_get_title (fixture->sources->pdata[1]));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), FALSE);
  g_assert_false (g_settings_get_boolean (fixture->settings, "lock-with-session"));
  g_settings_reset (fixture->settings, "lock-with-session");
  row = find_row (dialog, coffret_lock_source_get_title (fixture->sources->pdata[0]));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  limit = g_settings_get_string (fixture->settings, "lock-after");
  g_assert_cmpstr (limit, ==, "1");
  wait_for (fixture->idle, 60);
  assert_locked (fixture);
  mock_desktop_free (desktop);
}

/* Whether WORDS can be read in WIDGET as it is shown. */
static gboolean
is_shown (GtkWidget *widget, const char *words)
{
  gboolean found =
    (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL) ||
    (GTK_IS_INSCRIPTION (widget) &&
     g_strrstr (gtk_inscription_get_text (GTK_INSCRIPTION (widget)) ?: "", words));

  if (!gtk_widget_get_visible (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = is_shown (child, words);
  return found;
}

static gboolean
on_restless (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

/* Nothing is left on the screen when the lock returns; and what was there is gone soon, even where
 * the window is never at rest. */
static void
test_leaves (void)
{
  UiTestingHouse house;
  CoffretEntry *entry;
  g_autofree char *name = NULL;
  gpointer view, session;
  guint restless;

  ui_testing_house_open (&house, 300);
  entry = ui_testing_entry (house.session, 0);
  name = coffret_entry_name (entry);
  view = ui_testing_find (GTK_WIDGET (house.window), COFFRET_TYPE_VAULT_VIEW);
  session = house.session;
  coffret_vault_view_open (view, coffret_entry_get_id (entry));
  ui_testing_wait_until (is_shown (view, "File without") || is_shown (view, "Added "));
  g_assert_true (is_shown (GTK_WIDGET (house.window), name));
  g_object_add_weak_pointer (view, &view);
  g_object_add_weak_pointer (session, &session);

  restless = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_restless, NULL, NULL);
  coffret_door_lock (house.door);
  g_assert_false (gtk_widget_get_mapped (view));
  g_assert_false (is_shown (GTK_WIDGET (house.window), name));
  g_assert_true (
    COFFRET_IS_DOOR_PAGE (ui_testing_find (GTK_WIDGET (house.window), COFFRET_TYPE_DOOR_PAGE)));
  ui_testing_wait_until (view == NULL);
  g_source_remove (restless);
  ui_testing_wait_until (session == NULL);
  ui_testing_house_close (&house);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  mock_desktop_be_system ();
  g_test_add_func ("/locking/login", test_login);
  g_test_add_func ("/locking/session-by-number", test_session_by_number);
  g_test_add_func ("/locking/gone", test_gone);
  g_test_add_func ("/locking/sleep", test_sleep);
  g_test_add_func ("/locking/refused", test_refused);
  g_test_add_func ("/locking/screen", test_screen);
  g_test_add_func ("/locking/none", test_none);
  g_test_add_func ("/locking/idle", test_idle);
  g_test_add_func ("/locking/leaves", test_leaves);
#define ADD(name, test) g_test_add ("/locking/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("question", test_question);
  ADD ("sources", test_sources);
  ADD ("clipboard", test_clipboard);
  ADD ("preferences", test_preferences);
#undef ADD
  return g_test_run ();
}
