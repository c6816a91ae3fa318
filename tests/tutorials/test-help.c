/* The help in the window: opened where it tells of what is on the screen, searched, led on from,
 * and what is shown to a helper. */
#include "tutorials/help.h"

#include "app/application.h"
#include "app/help.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/window.h"
#include "credential/error.h"
#include "organise/outline.h"
#include "practice/invent.h"
#include "tutorials/help-dialog.h"
#include "tutorials/topic-page.h"
#include "ui/ui-testing.h"
#include "vault/error.h"

/* The program with its window on a practice vault. */
typedef struct {
  CoffretApplication *application;
  CoffretDoor *door;
  CoffretWindow *window;
} Program;

static void
start (Program *self)
{
  g_autoptr (GError) error = NULL;

  self->application = coffret_application_new ();
  coffret_help_attach (GTK_APPLICATION (self->application));
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  self->door = coffret_door_new_to_practice (coffret_invent, NULL);
  self->window = coffret_window_new (GTK_APPLICATION (self->application), self->door);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 700);
  ui_testing_show (GTK_WINDOW (self->window));
  ui_testing_await (coffret_door_start (self->door), NULL);
  ui_testing_settle ();
}

static void
finish (Program *self)
{
  ui_testing_finish (GTK_WINDOW (self->window));
  coffret_door_lock (self->door);
  g_clear_object (&self->door);
  g_clear_object (&self->application);
}

static void
act (Program *self, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action,
                                             target != NULL ? "s" : NULL, target));
  ui_testing_settle ();
}

static AdwDialog *
dialog_of (Program *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

/* The page that the help shows; NULL: the list. */
static const CoffretTopic *
shown (Program *self)
{
  AdwDialog *dialog = dialog_of (self);
  AdwNavigationView *view;
  AdwNavigationPage *page;

  g_assert_true (COFFRET_IS_HELP_DIALOG (dialog));
  view = ADW_NAVIGATION_VIEW (ui_testing_part (GTK_WIDGET (dialog), "view"));
  page = adw_navigation_view_get_visible_page (view);
  return COFFRET_IS_TOPIC_PAGE (page) ? coffret_topic_page_get_topic (COFFRET_TOPIC_PAGE (page))
                                      : NULL;
}

static void
expect_place (Program *self, const char *expected)
{
  g_autofree char *place = coffret_help_place_of (GTK_WINDOW (self->window));

  g_assert_cmpstr (place, ==, expected);
}

static void
close_dialog (Program *self)
{
  adw_dialog_force_close (dialog_of (self));
  ui_testing_settle ();
}

/* The question that has the focus, once one has. */
static GtkWidget *
focused (Program *self)
{
  GtkWidget *focus;

  while (!(focus = gtk_window_get_focus (GTK_WINDOW (self->window))) ||
         !gtk_widget_has_css_class (focus, "help-question")) {
    gtk_widget_queue_draw (GTK_WIDGET (self->window));
    g_main_context_iteration (NULL, TRUE);
  }
  return focus;
}

/* What F1 would open, all over the window. */
static void
test_places (gconstpointer data)
{
  static const char *const sides[][2] = {
    { "attention", "attention" }, { "overview", "overview" }, { "browse", "filters/browse" },
    { "shared", "ledger" },       { "learn", "lessons" },
  };
  Program *self = (Program *) data;
  CoffretVaultView *view;
  CoffretSession *session;
  CoffretEntry *entry;
  g_autofree char *verdict = NULL;

  session = coffret_door_get_session (self->door);
  view = COFFRET_VAULT_VIEW (ui_testing_find (GTK_WIDGET (self->window), COFFRET_TYPE_VAULT_VIEW));
  coffret_vault_view_show (view, "all");
  ui_testing_settle ();
  expect_place (self, "filters");
  coffret_vault_view_start_search (view);
  ui_testing_settle ();
  expect_place (self, "search");
  entry = ui_testing_entry (session, 0);
  coffret_vault_view_open (view, coffret_entry_get_id (entry));
  ui_testing_settle ();
  verdict = g_strconcat ("verdicts/", coffret_entry_get_verdict (entry), NULL);
  expect_place (self, verdict);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    coffret_vault_view_show (view, sides[i][0]);
    ui_testing_settle ();
    expect_place (self, sides[i][1]);
  }
  act (self, "win.add", NULL);
  expect_place (self, "add");
  close_dialog (self);
  act (self, "win.check", NULL);
  expect_place (self, "add/check");
  close_dialog (self);
  coffret_door_lock (self->door);
  ui_testing_settle ();
  expect_place (self, "keys");
}

/* From the key to the page, to the list, on to others, and away. */
static void
test_dialog (gconstpointer data)
{
  Program *self = (Program *) data;
  GtkStack *stack;

  act (self, "win.add", NULL);
  /* Each dialog has the key. */
  g_assert_true (ui_testing_binds (GTK_WIDGET (dialog_of (self)), "F1", "app.help"));
  act (self, "app.help", NULL);
  g_assert_cmpstr (shown (self)->id, ==, "add");
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog_of (self))), ==, 0);
  g_assert_null (gtk_widget_get_prev_sibling (focused (self)));
  act (self, "app.help", NULL);
  g_assert_null (shown (self));
  stack = GTK_STACK (ui_testing_part (GTK_WIDGET (dialog_of (self)), "stack"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "topics");
  coffret_help_dialog_search (COFFRET_HELP_DIALOG (dialog_of (self)), "trÀsh 30");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "found");
  g_assert_nonnull (
    ui_testing_find_text (GTK_WIDGET (stack), ADW_TYPE_ACTION_ROW, "Where is what I deleted?"));
  coffret_help_dialog_search (COFFRET_HELP_DIALOG (dialog_of (self)), "qqqq");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "nothing");
  coffret_help_dialog_search (COFFRET_HELP_DIALOG (dialog_of (self)), " ");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "topics");
  coffret_help_dialog_show (COFFRET_HELP_DIALOG (dialog_of (self)), "no-such-page");
  g_assert_null (shown (self));
  close_dialog (self);
  /* The dialog that was asked about is still there. */
  expect_place (self, "add");
  close_dialog (self);
}

/* The row says all of it; its question is a heading besides. */
static void
check_heading (GtkWidget *row, const char *words)
{
  GtkWidget *heading = ui_testing_find_text (row, GTK_TYPE_LABEL, words);
  g_autofree char *wrong = NULL;

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_ROLE_HEADING);
  wrong =
    gtk_test_accessible_check_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2);
  g_assert_cmpstr (wrong, ==, NULL);
}

/* Each page and each question can be opened, and everything on it has a name. */
static void
test_pages (gconstpointer data)
{
  g_autoptr (GPtrArray) topics = coffret_topics_list ();
  Program *self = (Program *) data;

  for (guint i = 0; i < topics->len; i++) {
    const CoffretTopic *topic = g_ptr_array_index (topics, i);
    const CoffretQuestion *last = g_ptr_array_index (topic->questions, topic->questions->len - 1);
    g_autofree char *place = g_strconcat (topic->id, "/", last->id, NULL);

    act (self, "app.help-on", place);
    g_assert_cmpstr (shown (self)->id, ==, topic->id);
    g_assert_null (gtk_widget_get_next_sibling (focused (self)));
    check_heading (focused (self), coffret_topic_say (last->ask));
    g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (dialog_of (self))), ==, 0);
    close_dialog (self);
  }
}

static void
test_error (gconstpointer data)
{
  g_autoptr (GError) error =
    g_error_new_literal (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_FULL, "The disk is full.");
  g_autoptr (GError) other = g_error_new_literal (G_MARKUP_ERROR, 0, "Something.");
  g_autoptr (GError) beyond = g_error_new_literal (COFFRET_CREDENTIAL_ERROR, 1000, "Something.");
  Program *self = (Program *) data;

  g_assert_null (coffret_help_place_of_error (other));
  g_assert_null (coffret_help_place_of_error (beyond));
  coffret_tell_error (GTK_WIDGET (self->window), "That Could Not Be Done", error);
  ui_testing_settle ();
  g_assert_true (adw_alert_dialog_has_response (ADW_ALERT_DIALOG (dialog_of (self)), "help"));
  g_signal_emit_by_name (
    ui_testing_find_text (GTK_WIDGET (dialog_of (self)), GTK_TYPE_BUTTON, "Help"), "clicked");
  ui_testing_wait_until (COFFRET_IS_HELP_DIALOG (dialog_of (self)));
  g_assert_cmpstr (shown (self)->id, ==, "disk");
  close_dialog (self);
  coffret_tell_error (GTK_WIDGET (self->window), "That Could Not Be Done", other);
  ui_testing_settle ();
  g_assert_false (adw_alert_dialog_has_response (ADW_ALERT_DIALOG (dialog_of (self)), "help"));
  close_dialog (self);
}

/* Every dialog and page that there is a place for: policies see to it that none is left out. */
static void
test_table (void)
{
  g_autoptr (GPtrArray) topics = coffret_topics_list ();

  for (const CoffretHelpWidget *one = coffret_help_list_widgets (); one->name != NULL; one++) {
    const CoffretQuestion *question;

    g_test_message ("%s", one->name);
    g_assert_nonnull (coffret_topics_go (topics, one->place, &question));
    g_assert_true ((question != NULL) == (strchr (one->place, '/') != NULL));
  }
}

static void
refuse (const char *outline, const char *mark)
{
  if (mark != NULL && strlen (mark) > 2 && strstr (outline, mark) != NULL)
    g_error ("“%s” is in the summary:\n%s", mark, outline);
}

static void
test_outline (void)
{
  UiTestingHouse house;
  CoffretEntry *entry;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *outline = NULL;

  ui_testing_house_open (&house, 3);
  entry = ui_testing_entry (house.session, 0);
  g_ptr_array_add (entries, g_object_ref (entry));
  ui_testing_await (coffret_session_set_title (house.session, entry, "Planted title"), NULL);
  ui_testing_await (coffret_session_set_note (house.session, entry, "Planted note"), NULL);
  ui_testing_await (coffret_session_add_tag (house.session, entries, "planted-tag"), NULL);
  ui_testing_await (coffret_session_put_in_new (house.session, entries, "Planted drawer",
                                                "coffret-star-symbolic", "blue"),
                    NULL);
  ui_testing_await (
    coffret_session_add_identity (house.session, COFFRET_IDENTITY_NAME, "Planted Person"), NULL);
  outline = coffret_help_outline (GTK_WIDGET (house.window), house.door);
  g_test_message ("%s", outline);
  refuse (outline, "lanted");
  for (guint i = 0; i < 3; i++) {
    entry = ui_testing_entry (house.session, i);
    refuse (outline, coffret_entry_get_title (entry));
    refuse (outline, coffret_entry_get_issuer (entry));
    refuse (outline, coffret_entry_get_issuer_id (entry));
    refuse (outline, coffret_entry_get_id (entry));
  }
  refuse (outline, g_get_user_name ());
  refuse (outline, g_get_real_name ());
  refuse (outline, g_get_host_name ());
  refuse (outline, g_get_home_dir ());
  refuse (outline, g_get_tmp_dir ());
  g_assert_nonnull (strstr (outline, "GTK: 4."));
  g_assert_nonnull (strstr (outline, "Guest session"));
  g_assert_nonnull (strstr (outline, "Compartments: fewer than 10\n"));
  g_assert_nonnull (strstr (outline, "Sharing groups: 0\n"));
  ui_testing_house_close (&house);
}

int
main (int argc, char **argv)
{
  Program program;
  int status;

  ui_testing_init (&argc, &argv);
  start (&program);
  g_test_add_func ("/help/table", test_table);
  g_test_add_data_func ("/help/dialog", &program, test_dialog);
  g_test_add_data_func ("/help/pages", &program, test_pages);
  g_test_add_data_func ("/help/error", &program, test_error);
  g_test_add_func ("/help/outline", test_outline);
  /* The last: it locks the vault. */
  g_test_add_data_func ("/help/places", &program, test_places);
  status = g_test_run ();
  finish (&program);
  return status;
}
