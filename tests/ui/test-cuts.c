/* Nothing is cut off in a window as narrow as it gets, in the language of the process: at 360
 * pixels with letters twice as large, or with the word "usual" at 320 with those of every day. The
 * pages and dialogs, each as it opens, and what is further down in them. One that has to be seen in
 * other states too is in the tour (tests/ui/tour --cuts). */
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "a11y/access-keys.h"
#include "a11y/cuts.h"
#include "app/dialogs/guest-dialog.h"
#include "app/dialogs/identity-dialog.h"
#include "app/dialogs/passphrase-dialog.h"
#include "app/dialogs/people-dialog.h"
#include "app/dialogs/salvage-dialog.h"
#include "app/dialogs/shortcuts-dialog.h"
#include "app/dialogs/try-dialog.h"
#include "app/fitting.h"
#include "app/pages/door-page.h"
#include "app/pages/first-run-page.h"
#include "app/pages/group-page.h"
#include "app/pages/list-page.h"
#include "app/pages/overview-page.h"
#include "app/pages/credential-page.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/widgets/choice-row.h"
#include "organise/sharing.h"
#include "testing/folder.h"
#include "ui-testing.h"

#define USUAL "usual"
#define WIDE 900
#define HEIGHT 720
#define INVENTED 3 /* credentials, with titles and issuers by number */

static gboolean usual; /* letters */
static int narrowest = 360;

typedef struct {
  UiTestingHouse house;
  CoffretVaultView *view;
  char *folder;
} Fixture;

/* What nobody of us wrote may end in an ellipsis: the rest of it is in a tooltip or on a page. */
static gboolean
is_invented (const char *text)
{
  static const char *const words[] = { "Credential ", "Issuer <b>" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *at = strstr (text, words[i]);

    if (at && (i > 0 || g_ascii_isdigit (at[strlen (words[i])])))
      return TRUE;
  }
  return FALSE;
}

/* The toolkit says when something gets less room than it needs: that fails the page. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  /* libadwaita measures the heading of a question without wrapping it, to see if it fits so. */
  if (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL) &&
      !strstr (line, "Trying to measure GtkLabel")) {
    g_test_message ("%s", line);
    g_test_fail ();
  }
  return G_LOG_WRITER_HANDLED;
}

static gboolean
on_later (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets some frames pass. */
static void
rest (void)
{
  gboolean over = FALSE;

  g_timeout_add (40, on_later, &over);
  ui_testing_wait_until (over);
  ui_testing_settle ();
}

static guint
count_labels (GtkWidget *widget)
{
  guint count = GTK_IS_LABEL (widget) ? 1 : 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    count += count_labels (child);
  return count;
}

/* What is found once it is the same twice, with as much to be read. */
static char *
find_cuts (GtkWidget *window)
{
  g_autoptr (GString) last = g_string_new (NULL);
  guint texts = 0;

  for (gboolean steady = FALSE; !steady;) {
    g_autoptr (GString) found = g_string_new (NULL);
    guint now;

    rest ();
    cuts_find (found, narrowest);
    access_keys_find (found, window);
    now = count_labels (window);
    steady = now > 0 && now == texts && g_string_equal (found, last);
    g_string_assign (last, found->str);
    texts = now;
  }
  return g_steal_pointer (&last->str);
}

static void
check (GtkWindow *window, const char *where)
{
  g_autofree char *found = find_cuts (GTK_WIDGET (window));
  g_auto (GStrv) lines = g_strsplit (found, "\n", -1);

  for (guint i = 0; lines[i] && *lines[i]; i++) {
    if (g_str_has_prefix (lines[i], "ellipsis") && is_invented (lines[i]))
      continue;
    g_test_message ("%s: %s", where, lines[i]);
    g_test_fail ();
  }
}

/* In a window with room for it, a dialog has the room that it has with small letters. */
static void
test_dialog (void)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  g_autoptr (AdwDialog) dialog = g_object_ref_sink (adw_dialog_new ());

  adw_dialog_set_content_width (dialog, 400);
  adw_dialog_set_content_height (dialog, 150);
  adw_dialog_set_child (dialog, gtk_label_new ("Inside"));
  gtk_window_set_default_size (window, 1000, 700);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new ("Below"));
  ui_testing_show (window);
  for (guint times = 0; times < 2; times++) {
    adw_dialog_present (dialog, GTK_WIDGET (window));
    ui_testing_wait_until (gtk_widget_get_width (adw_dialog_get_child (dialog)) > 0);
    g_assert_cmpint (gtk_widget_get_width (adw_dialog_get_child (dialog)), ==, 800);
    g_assert_cmpint (gtk_widget_get_height (adw_dialog_get_child (dialog)), ==, 300);
    adw_dialog_force_close (dialog);
    ui_testing_settle ();
  }
  ui_testing_finish (window);
}

/* What is chosen, which has no room beside the title, stands below it. */
static void
test_choice (void)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  GtkWidget *row = g_object_new (COFFRET_TYPE_CHOICE_ROW, "title", "Sort by", NULL);
  g_autoptr (GtkStringList) choices =
    gtk_string_list_new ((const char *const[]) { "Title", "Issuer", NULL });
  GtkWidget *group = adw_preferences_group_new ();

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_window_set_content (ADW_WINDOW (window), group);
  ui_testing_show (window);
  ui_testing_wait_until (gtk_widget_get_width (row) > 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Issuer");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Title");
  /* And below that what the row says besides. */
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "In all lists");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Title\nIn all lists");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Issuer\nIn all lists");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "In this one");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Issuer\nIn this one");
  ui_testing_finish (window);
}

static GtkWindow *
window_around (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (adw_window_new ());

  gtk_window_set_default_size (window, narrowest, HEIGHT);
  /* As ours has it; this kind would take less than large words need. */
  gtk_widget_set_size_request (GTK_WIDGET (window), narrowest, 294);
  adw_window_set_content (ADW_WINDOW (window), widget);
  ui_testing_show (window);
  return window;
}

/* What stands at the end of a row leaves its words no column of a few letters. */
static void
test_row (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label ("Try again…");
  GtkWindow *window = window_around (group);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "Feuille de récupération");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  check (window, "a row");
  ui_testing_finish (window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *vault = NULL;

  fixture->folder = testing_folder_new ();
  vault = g_build_filename (fixture->folder, "vault", NULL);
  ui_testing_house_open_kept (&fixture->house, vault, INVENTED);
  gtk_window_set_default_size (fixture->house.window, narrowest, HEIGHT);
  /* One that asks for more gets it, and is found out. */
  ui_testing_wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->house.window)) <= narrowest);
  fixture->view = COFFRET_VAULT_VIEW (
    ui_testing_find (GTK_WIDGET (fixture->house.window), COFFRET_TYPE_VAULT_VIEW));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_testing_house_close (&fixture->house);
  testing_folder_remove (fixture->folder);
}

static GtkWidget *
part (Fixture *fixture, GType type)
{
  GtkWidget *found = NULL;

  ui_testing_wait_until ((found = ui_testing_find (GTK_WIDGET (fixture->house.window), type)) !=
                           NULL &&
                         gtk_widget_get_mapped (found));
  return found;
}

static const char *
id_of (Fixture *fixture, guint position)
{
  return coffret_entry_get_id (ui_testing_entry (fixture->house.session, position));
}

/* The menu of the first button of PAGE that has one. */
static void
check_menu (Fixture *fixture, GtkWidget *page, const char *where)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (ui_testing_find (page, GTK_TYPE_MENU_BUTTON));

  gtk_menu_button_popup (button);
  ui_testing_wait_until (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  check (fixture->house.window, where);
  gtk_menu_button_popdown (button);
  rest ();
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const char *const sides[] = { "overview", "browse", "shared", "learn", "attention" };
  GtkWidget *list = part (fixture, COFFRET_TYPE_LIST_PAGE);

  check (fixture->house.window, "list");
  gtk_widget_activate_action (list, "list.choose", NULL);
  check (fixture->house.window, "choosing");
  coffret_vault_view_end_choosing (fixture->view);
  coffret_vault_view_open (fixture->view, id_of (fixture, 0));
  check (fixture->house.window, "credential");
  check_menu (fixture, part (fixture, COFFRET_TYPE_CREDENTIAL_PAGE), "menu of a credential");
  coffret_vault_view_close (fixture->view);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    coffret_vault_view_show (fixture->view, sides[i]);
    check (fixture->house.window, sides[i]);
  }
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.trash", "s", id_of (fixture, 2));
  check (fixture->house.window, "a message");
  coffret_vault_view_show (fixture->view, "trash");
  check (fixture->house.window, "trash");
  g_object_set (ui_testing_find (GTK_WIDGET (fixture->view), ADW_TYPE_NAVIGATION_SPLIT_VIEW),
                "show-content", FALSE, NULL);
  check (fixture->house.window, "sidebar");
}

static void
show_group (Fixture *fixture)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (CoffretSharingGroup) draft = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  for (guint i = 0; i < INVENTED; i++)
    g_ptr_array_add (entries, ui_testing_entry (fixture->house.session, i));
  draft = coffret_group_draft (fixture->house.session, "Credential 1",
                               COFFRET_AUDIENCE_POTENTIAL_EMPLOYER, entries, "en");
  ui_testing_await (coffret_session_save_group (fixture->house.session, draft), &value);
  coffret_vault_view_show_group (
    fixture->view, coffret_group_get_id (COFFRET_GROUP (g_value_get_object (&value))));
}

/* Whatever is open, and what comes after it. */
static void
close_dialog (Fixture *fixture)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->house.window);

  for (AdwDialog *dialog; (dialog = adw_application_window_get_visible_dialog (window));) {
    adw_dialog_force_close (dialog);
    ui_testing_wait_until (adw_application_window_get_visible_dialog (window) != dialog);
    rest ();
  }
}

/* What ACTION, of what FROM is, opens. */
static void
check_opened (Fixture *fixture, GtkWidget *from, const char *action, const char *parameter)
{
  g_test_message ("%s", action);
  g_assert_true (gtk_widget_activate_action (from, action, parameter ? "s" : NULL, parameter));
  ui_testing_house_dialog (&fixture->house);
  check (fixture->house.window, action);
  close_dialog (fixture);
}

static void
test_group (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  show_group (fixture);
  page = part (fixture, COFFRET_TYPE_GROUP_PAGE);
  check (fixture->house.window, "group");
  check_menu (fixture, page, "menu of a group");
  check_opened (fixture, page, "group.fields", NULL);
  check_opened (fixture, page, "group.preview", NULL);
  check_opened (fixture, page, "group.share", NULL);
  check_opened (fixture, GTK_WIDGET (fixture->view), "vault.share", id_of (fixture, 0));
  check_opened (fixture, GTK_WIDGET (fixture->view), "vault.new-group", NULL);
}

static void
test_of_the_window (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "win.add", "win.check", "win.type-in", "win.vaults",
                                         "win.make-sheet" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    check_opened (fixture, GTK_WIDGET (fixture->house.window), actions[i], NULL);
}

static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  AdwPreferencesDialog *dialog;
  GListModel *pages;

  gtk_widget_activate_action (GTK_WIDGET (fixture->house.window), "win.preferences", NULL);
  dialog = ADW_PREFERENCES_DIALOG (ui_testing_house_dialog (&fixture->house));
  for (guint i = 0; i < 2; i++) {
    GtkWidget *stack = ui_testing_find (GTK_WIDGET (dialog), ADW_TYPE_VIEW_STACK);
    g_autoptr (AdwViewStackPage) page = NULL;

    pages = G_LIST_MODEL (adw_view_stack_get_pages (ADW_VIEW_STACK (stack)));
    g_assert_cmpuint (g_list_model_get_n_items (pages), ==, 2);
    page = g_list_model_get_item (pages, i);
    adw_view_stack_set_visible_child (ADW_VIEW_STACK (stack), adw_view_stack_page_get_child (page));
    check (fixture->house.window, i == 0 ? "preferences" : "preferences of the vault");
    g_object_unref (pages);
  }
  close_dialog (fixture);
}

/* A hyphen at the end of a line would look as if it were in the credential. */
static void
check_hyphens (Fixture *fixture)
{
  GtkWidget *dialog, *text;
  GtkTextIter start;
  GSList *tags;
  gboolean hyphens = TRUE;

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "vault.details", "s", id_of (fixture, 0));
  dialog = GTK_WIDGET (ui_testing_house_dialog (&fixture->house));
  text = ui_testing_find (dialog, GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), &start);
  tags = gtk_text_iter_get_tags (&start);
  g_assert_cmpuint (g_slist_length (tags), ==, 1);
  g_object_get (tags->data, "insert-hyphens", &hyphens, NULL);
  g_assert_false (hyphens);
  g_slist_free (tags);
  close_dialog (fixture);
}

static void
test_of_the_vault (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);

  check_opened (fixture, view, "vault.about-me", NULL);
  check_opened (fixture, view, "vault.new-compartment", NULL);
  check_opened (fixture, view, "vault.keep-search", "year:2026");
  check_opened (fixture, view, "vault.details", id_of (fixture, 0));
  check_hyphens (fixture);
  check_opened (fixture, view, "vault.join-with", id_of (fixture, 0));
  coffret_vault_view_open (fixture->view, id_of (fixture, 0));
  check_opened (fixture, part (fixture, COFFRET_TYPE_CREDENTIAL_PAGE), "credential.checks", NULL);
  coffret_vault_view_close (fixture->view);
  coffret_vault_view_show (fixture->view, "overview");
  check_opened (fixture, part (fixture, COFFRET_TYPE_OVERVIEW_PAGE), "overview.target", NULL);
  check_opened (fixture, part (fixture, COFFRET_TYPE_OVERVIEW_PAGE), "overview.make-pathway", NULL);
}

static void
check_dialog (AdwDialog *dialog, const char *where)
{
  GtkWindow *window = window_around (adw_bin_new ());

  adw_dialog_present (dialog, GTK_WIDGET (window));
  check (window, where);
  adw_dialog_force_close (dialog);
  ui_testing_finish (window);
}

static void
test_message (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *within = adw_bin_new ();
  GtkWindow *window = window_around (overlay);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), within);
  rest (); /* until it has a width */
  coffret_tell_undo (within, _ ("The group is changed"));
  check (window, "a message");
  ui_testing_finish (window);
}

/* And what a wide window has room for in one line is in one, however high it is. */
static void
test_wide (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_button_row_new ();
  GtkWindow *window = window_around (group);
  GtkWidget *words;

  gtk_window_set_default_size (window, WIDE, HEIGHT);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "One and one and one");
  gtk_widget_set_size_request (row, -1, HEIGHT / 2);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  rest ();
  words = ui_testing_find_text (row, GTK_TYPE_LABEL, "One and one and one");
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (words))), ==, 1);
  ui_testing_finish (window);
}

static void
test_before_it_is_open (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-ui-XXXXXX", NULL);
  g_autoptr (CoffretDoor) door = coffret_door_new (folder);
  GtkWindow *window = window_around (GTK_WIDGET (coffret_first_run_page_new (door)));

  check (window, "welcome");
  gtk_widget_activate_action (gtk_window_get_focus (window), "navigation.push", "s", "vault");
  check (window, "ways to begin");
  gtk_widget_activate_action (gtk_window_get_focus (window), "navigation.push", "s", "keys");
  check (window, "keys");
  ui_testing_finish (window);
  window = window_around (GTK_WIDGET (coffret_door_page_new (door)));
  check (window, "door");
  ui_testing_finish (window);
  check_dialog (ADW_DIALOG (coffret_try_dialog_new (door, COFFRET_SLOT_PASSPHRASE)), "passphrase");
  check_dialog (ADW_DIALOG (coffret_try_dialog_new (door, COFFRET_SLOT_RECOVERY)), "code");
  check_dialog (ADW_DIALOG (coffret_salvage_dialog_new (door)), "salvage");
  testing_folder_remove (g_steal_pointer (&folder));
}

/* Its buttons are given the height of one line. */
static void
check_question (Fixture *fixture)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Remove for Ever?"), NULL);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "no", _ ("_Cancel"), "yes",
                                  _ ("_Remove for Ever"), NULL);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->house.window));
  check (fixture->house.window, "a question");
  close_dialog (fixture);
}

static void
test_of_nobody (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialogs[] = { ADW_DIALOG (coffret_guest_dialog_new ()),
                           ADW_DIALOG (coffret_people_dialog_new ("camille")),
                           ADW_DIALOG (coffret_shortcuts_dialog_new ()) };

  for (gsize i = 0; i < G_N_ELEMENTS (dialogs); i++) {
    adw_dialog_present (dialogs[i], GTK_WIDGET (fixture->house.window));
    check (fixture->house.window, G_OBJECT_TYPE_NAME (dialogs[i]));
    close_dialog (fixture);
  }
  check_question (fixture);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("COFFRET_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Coffret");
  ui_testing_init (&argc, &argv);
  if (argc > 1 && g_str_equal (argv[1], USUAL)) {
    usual = TRUE;
    narrowest = 320;
  }
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (write_log, NULL, NULL);
  ui_testing_wear_style ();
  coffret_fitting_begin ();
  gtk_widget_set_default_direction (gtk_get_locale_direction ());
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (usual ? 1 : 2) * 96 * PANGO_SCALE,
                "gtk-decoration-layout", ":close", NULL);
  g_test_add_func ("/cuts/before-it-is-open", test_before_it_is_open);
  g_test_add_func ("/cuts/message", test_message);
  if (!usual) {
    g_test_add_func ("/cuts/dialog", test_dialog);
    g_test_add_func ("/cuts/choice", test_choice);
    g_test_add_func ("/cuts/row", test_row);
    g_test_add_func ("/cuts/wide", test_wide);
  }
#define ADD(name, func) g_test_add ("/cuts/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("of-nobody", test_of_nobody);
  ADD ("pages", test_pages);
  ADD ("group", test_group);
  ADD ("of-the-window", test_of_the_window);
  ADD ("preferences", test_preferences);
  ADD ("of-the-vault", test_of_the_vault);
#undef ADD
  return g_test_run ();
}
