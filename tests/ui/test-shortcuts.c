/* The list of keys against the keys that are bound, and its dialog. */
#include "app/application.h"
#include "app/dialogs/shortcuts-dialog.h"
#include "app/pages/group-page.h"
#include "app/pages/ledger-page.h"
#include "app/shortcuts.h"
#include "app/vault-view.h"
#include "app/window.h"
#include "organise/sharing.h"
#include "ui-testing.h"
#include "practice/invent.h"
#include "tutorials/help.h"
#include "tutorials/player.h"

/* The program, its window on a practice vault and a credential beside the list: every
 * part that binds keys. */
typedef struct {
  CoffretApplication *application;
  CoffretDoor *door;
  CoffretWindow *window;
  CoffretPlayer *player;
  GtkWidget *pages[2]; /* that stand where the list does now */
} Program;

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static void
start (Program *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tutorials = NULL;
  CoffretSession *session;
  CoffretVaultView *view;

  self->application = coffret_application_new ();
  coffret_help_attach (GTK_APPLICATION (self->application));
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  self->door = coffret_door_new_to_practice (coffret_invent, NULL);
  self->window = coffret_window_new (GTK_APPLICATION (self->application), self->door);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1300, 700);
  ui_testing_show (GTK_WINDOW (self->window));
  ui_testing_await (coffret_door_start (self->door), NULL);
  session = coffret_door_get_session (self->door);
  view = COFFRET_VAULT_VIEW (find_widget (GTK_WIDGET (self->window), COFFRET_TYPE_VAULT_VIEW));
  /* A lesson has keys of its own, and says nothing of what is done. */
  self->player = coffret_player_new (ADW_APPLICATION_WINDOW (self->window), FALSE);
  tutorials = coffret_tutorials_list ();
  coffret_player_play (self->player, coffret_tutorials_find (tutorials, "what-this-is"), 0);
  coffret_vault_view_open (view, coffret_entry_get_id (ui_testing_entry (session, 0)));
  ui_testing_settle ();
}

static void
finish (Program *self)
{
  g_clear_object (&self->player);
  ui_testing_finish (GTK_WINDOW (self->window));
  coffret_door_lock (self->door);
  g_clear_object (&self->door);
  g_clear_object (&self->application);
}

/* As GTK may say a key: "<Shift><Control>z". */
static gboolean
same_key (const char *one, const char *other)
{
  GdkModifierType states[2];
  guint keys[2];

  return gtk_accelerator_parse (one, &keys[0], &states[0]) &&
         gtk_accelerator_parse (other, &keys[1], &states[1]) && keys[0] == keys[1] &&
         states[0] == states[1];
}

static gboolean
application_binds (Program *self, const char *key, const char *action)
{
  g_auto (GStrv) keys =
    gtk_application_get_accels_for_action (GTK_APPLICATION (self->application), action);

  for (guint i = 0; keys[i]; i++)
    if (same_key (keys[i], key))
      return TRUE;
  return FALSE;
}

/* By the window, by a page that could be in it, or by the application. */
static gboolean
is_bound (Program *self, const char *key, const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->pages); i++)
    if (ui_testing_binds (self->pages[i], key, action))
      return TRUE;
  return ui_testing_binds (GTK_WIDGET (self->window), key, action) ||
         application_binds (self, key, action);
}

static void
make_pages (Program *self)
{
  CoffretSession *session = coffret_door_get_session (self->door);
  g_autoptr (CoffretSharingGroup) draft =
    coffret_group_draft (session, "A group", COFFRET_AUDIENCE_OWN, NULL, "en");
  g_auto (GValue) value = G_VALUE_INIT;

  ui_testing_await (coffret_session_save_group (session, draft), &value);
  self->pages[0] = GTK_WIDGET (coffret_group_page_new (session, g_value_get_object (&value)));
  self->pages[1] = GTK_WIDGET (coffret_ledger_page_new (session));
  for (gsize i = 0; i < G_N_ELEMENTS (self->pages); i++)
    g_object_ref_sink (self->pages[i]);
}

static void
check_listed_is_bound (Program *self)
{
  guint bound = 0;

  for (const CoffretShortcutGroup *group = coffret_shortcuts_get_groups (); group->title; group++)
    for (const CoffretShortcut *row = group->shortcuts; row->title; row++) {
      g_auto (GStrv) actions = g_strsplit (row->actions ?: "", " ", -1);
      g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);

      for (guint i = 0; keys[i]; i++) {
        guint key, j;
        GdkModifierType state;

        g_assert_true (gtk_accelerator_parse (keys[i], &key, &state));
        if (!row->actions && !ui_testing_binds (GTK_WIDGET (self->window), keys[i], NULL))
          g_error ("nothing takes %s (“%s”)", keys[i], row->title);
        for (j = 0; actions[j]; j++, bound++)
          if (!is_bound (self, keys[i], actions[j]))
            g_error ("%s (“%s”) is not bound to %s", keys[i], row->title, actions[j]);
      }
    }
  g_assert_cmpuint (bound, >, 20);
}

static void
check_bound_is_listed (Program *self)
{
  g_auto (GStrv) actions = NULL;

  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (self->window)), ==, 0);
  actions = gtk_application_list_action_descriptions (GTK_APPLICATION (self->application));
  g_assert_nonnull (actions[0]);
  for (guint i = 0; actions[i]; i++) {
    g_auto (GStrv) keys =
      gtk_application_get_accels_for_action (GTK_APPLICATION (self->application), actions[i]);

    for (guint j = 0; keys[j]; j++) {
      gboolean listed = FALSE;

      for (const CoffretShortcutGroup *group = coffret_shortcuts_get_groups ();
           group->title && !listed; group++)
        for (const CoffretShortcut *row = group->shortcuts; row->title && !listed; row++) {
          g_auto (GStrv) own = g_strsplit (row->keys, " ", -1);

          for (guint k = 0; own[k]; k++)
            listed |= g_strcmp0 (row->actions, actions[i]) == 0 && same_key (own[k], keys[j]);
        }
      if (!listed)
        g_error ("%s of %s is not in shortcuts.c", keys[j], actions[i]);
    }
  }
}

static void
test_keys (void)
{
  Program self;

  start (&self);
  /* A dialog with keys of its own. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self.window), "win.check", NULL));
  ui_testing_settle ();
  make_pages (&self);
  check_listed_is_bound (&self);
  for (gsize i = 0; i < G_N_ELEMENTS (self.pages); i++)
    g_object_unref (self.pages[i]);
  check_bound_is_listed (&self);
  finish (&self);
}

/* A key that does two things in one place would do neither surely. */
static void
test_no_two (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const CoffretShortcutGroup *group = coffret_shortcuts_get_groups (); group->title; group++)
    for (const CoffretShortcut *row = group->shortcuts; row->title; row++) {
      g_auto (GStrv) actions = g_strsplit (row->actions ?: "", " ", -1);
      g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);

      for (guint i = 0; keys[i]; i++)
        for (guint j = 0; actions[j]; j++) {
          const char *dot = strchr (actions[j], '.');
          GdkModifierType state;
          guint key;

          gtk_accelerator_parse (keys[i], &key, &state);
          /* The window's and the application's are in one place. */
          if (g_str_has_prefix (actions[j], "app.") || g_str_has_prefix (actions[j], "window."))
            dot = actions[j];
          g_assert_true (g_hash_table_add (
            seen, g_strdup_printf ("%.*s %u %u", dot == actions[j] ? 3 : (int) (dot - actions[j]),
                                   dot == actions[j] ? "win" : actions[j], key, state)));
        }
    }
}

static void
test_words (void)
{
  static const CoffretShortcut back = { "Back to the list", "Escape <Alt>Left", NULL, NULL };
  static const CoffretShortcut trash = { "Move to trash", "Delete KP_Delete", NULL, NULL };
  g_autofree char *undo = coffret_shortcuts_words ("<Control><Shift>z");
  g_autofree char *twice = coffret_shortcuts_sentence (&back);
  g_autofree char *twin = coffret_shortcuts_sentence (&trash);
  g_autofree char *leftward = NULL;
  g_auto (GStrv) caps = coffret_shortcuts_caps ("<Control>question");

  g_assert_cmpstr (undo, ==, "Control Shift Z");
  g_assert_cmpstr (twice, ==, "Back to the list, Escape or Alt Left arrow");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  leftward = coffret_shortcuts_sentence (&back);
  g_assert_cmpstr (leftward, ==, "Back to the list, Escape or Alt Right arrow");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_assert_cmpstr (twin, ==, "Move to trash, Delete");
  g_assert_cmpuint (g_strv_length (caps), ==, 2);
  g_assert_cmpstr (caps[0], ==, "Ctrl");
  g_assert_cmpstr (caps[1], ==, "?");
}

static guint
count_shown (GtkWidget *widget)
{
  guint shown = ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    shown += count_shown (child);
  return shown;
}

static void
test_dialog (void)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  CoffretShortcutsDialog *dialog = coffret_shortcuts_dialog_new ();
  GtkWidget *widget = GTK_WIDGET (dialog);
  gpointer watched = dialog;
  guint all = 0;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  for (const CoffretShortcutGroup *group = coffret_shortcuts_get_groups (); group->title; group++)
    for (const CoffretShortcut *row = group->shortcuts; row->title; row++)
      all++;
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("below"));
  gtk_window_set_default_size (window, 360, 600);
  ui_testing_show (window);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (widget), ==, 0);
  g_assert_cmpuint (count_shown (widget), ==, all);
  coffret_shortcuts_dialog_search (dialog, "UNDO");
  g_assert_cmpuint (count_shown (widget), ==, 1);
  coffret_shortcuts_dialog_search (dialog, "control z");
  g_assert_cmpuint (count_shown (widget), ==, 2);
  coffret_shortcuts_dialog_search (dialog, "no such thing");
  g_assert_cmpuint (count_shown (widget), ==, 0);
  coffret_shortcuts_dialog_search (dialog, "");
  g_assert_cmpuint (count_shown (widget), ==, all);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  ui_testing_finish (window);
  g_assert_null (watched);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/shortcuts/keys", test_keys);
  g_test_add_func ("/shortcuts/no-two", test_no_two);
  g_test_add_func ("/shortcuts/words", test_words);
  g_test_add_func ("/shortcuts/dialog", test_dialog);
  return g_test_run ();
}
