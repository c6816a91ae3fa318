/* The keys of a lesson, pressed for real: in the window, in a dialog that has the panel in it, and
 * in a question, which has no room for it. */
#include "app/dialogs/people-dialog.h"
#include "app/people.h"
#include "practice/person.h"
#include "tutorials/playing.h"
#include "ui/ui-testing.h"

static GtkWidget *
words_of (Playing *playing)
{
  return ui_testing_part (GTK_WIDGET (playing_panel (playing)), "words");
}

static GtkWidget *
focus_of (Playing *playing)
{
  return gtk_window_get_focus (GTK_WINDOW (playing->window));
}

/* Nobody is so quick that the panel is not drawn yet, and the rest in its new place. */
static void
wait_for_panel (Playing *playing)
{
  while (gtk_widget_get_width (words_of (playing)) == 0 || !focus_of (playing) ||
         !gtk_widget_get_mapped (focus_of (playing)))
    playing_draw (playing);
}

static void
set_up (Playing *playing, gconstpointer unused)
{
  playing_open (playing, 1000, FALSE);
  playing_wait_for_rows (playing);
  ui_testing_wait_until (gtk_window_is_active (GTK_WINDOW (playing->window)));
  playing_begin (playing, "is-it-real");
  playing_wait_for_target (playing, "list");
  wait_for_panel (playing);
}

static gboolean
is_in (GtkWidget *widget, gpointer place)
{
  return widget && gtk_widget_is_ancestor (widget, GTK_WIDGET (place));
}

/* To what is read, with all of it as its name, and back to just where one was. */
static void
there_and_back (Playing *playing)
{
  GtkWidget *before = focus_of (playing);
  g_autofree char *said = g_strdup_printf ("Step %u of %u. %s", playing_step_of (playing) + 1,
                                           coffret_player_count_steps (playing->player),
                                           coffret_lesson_panel_get_text (playing_panel (playing)));
  char *wrong;

  ui_testing_press ("F8");
  ui_testing_wait_until (focus_of (playing) == words_of (playing));
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (words_of (playing)),
                                              GTK_ACCESSIBLE_PROPERTY_LABEL, said);
  g_assert_cmpstr (wrong, ==, NULL);
  /* From a button of the panel, too. */
  ui_testing_press ("Tab");
  ui_testing_wait_until (focus_of (playing) != words_of (playing));
  g_assert_true (is_in (focus_of (playing), playing_panel (playing)));
  ui_testing_press ("F8");
  ui_testing_wait_until (focus_of (playing) == before);
}

static void
assert_announced (const char *part)
{
  g_autofree char *said = ui_testing_take_announced ();

  g_assert_nonnull (strstr (said, part));
}

static void
wait_for_announced (const char *part)
{
  g_autofree char *said = g_strdup ("");

  while (!strstr (said, part)) {
    g_main_context_iteration (NULL, TRUE);
    g_free (said);
    said = ui_testing_take_announced ();
  }
}

static AdwDialog *
open_verdict (Playing *playing)
{
  AdwDialog *dialog;

  for (guint i = 0; i < 3; i++)
    playing_take_step (playing);
  dialog = adw_application_window_get_visible_dialog (playing_window_of (playing));
  while (!is_in (GTK_WIDGET (playing_panel (playing)), dialog) ||
         !is_in (focus_of (playing), dialog) || is_in (focus_of (playing), playing_panel (playing)))
    playing_draw (playing);
  wait_for_panel (playing);
  return dialog;
}

static void
test_window (Playing *playing, gconstpointer unused)
{
  /* Who does not see the panel is told how to find it. */
  assert_announced ("F8");
  there_and_back (playing);
  ui_testing_press ("F9");
  playing_wait_for (playing, 1);
  assert_announced ("Step 2 of 5");
  ui_testing_press ("ctrl+shift+F9");
  ui_testing_wait_until (coffret_player_get_tutorial (playing->player) == NULL);
  assert_announced ("closed");
}

/* Past the words and back to them by the Tab key alone, from what is above them and what is below.
 */
static void
test_tab (Playing *playing, gconstpointer unused)
{
  static const char *const there[] = { "shift+Tab", "Tab" };
  static const char *const back[] = { "Tab", "shift+Tab" };
  GtkWidget *met[] = { NULL, NULL };

  ui_testing_press ("F8");
  ui_testing_wait_until (focus_of (playing) == words_of (playing));
  for (gsize i = 0; i < G_N_ELEMENTS (there); i++) {
    ui_testing_press (there[i]);
    ui_testing_wait_until (focus_of (playing) != words_of (playing));
    met[i] = focus_of (playing);
    g_assert_true (is_in (met[i], playing_panel (playing)));
    ui_testing_press (back[i]);
    ui_testing_wait_until (focus_of (playing) == words_of (playing));
  }
  g_assert_true (met[0] != met[1]);
}

static void
test_dialog (Playing *playing, gconstpointer unused)
{
  AdwDialog *dialog = open_verdict (playing);
  GtkWidget *first = focus_of (playing);

  /* Not where the dialog puts the focus by itself. */
  ui_testing_press ("Tab");
  ui_testing_wait_until (focus_of (playing) != first);
  g_assert_false (is_in (focus_of (playing), playing_panel (playing)));
  there_and_back (playing);
  ui_testing_press ("F9");
  playing_wait_for (playing, 4);
  ui_testing_press ("shift+F9");
  playing_wait_for (playing, 3);
  g_assert_true (is_in (focus_of (playing), dialog));
  ui_testing_press ("F9");
  playing_wait_for (playing, 4);
  ui_testing_press ("ctrl+F9");
  playing_wait_for (playing, 5);
  assert_announced ("F9 closes the lesson");
}

/* Who is asked something in the middle of a lesson goes on with it without an answer. */
static void
test_question (Playing *playing, gconstpointer unused)
{
  AdwDialog *question = adw_alert_dialog_new ("Sure?", NULL);
  AdwDialog *dialog = open_verdict (playing);
  GtkWidget *before;

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (question), "no", "_No", "yes", "_Yes", NULL);
  adw_dialog_present (question, GTK_WIDGET (playing->window));
  while (!is_in (focus_of (playing), question) ||
         is_in (GTK_WIDGET (playing_panel (playing)), dialog) ||
         !ui_testing_binds (GTK_WIDGET (question), "F9", NULL))
    playing_draw (playing);
  before = focus_of (playing);
  g_free (ui_testing_take_announced ());
  ui_testing_press ("F8");
  wait_for_announced ("Step 4 of 5");
  ui_testing_press ("F9");
  playing_wait_for (playing, 4);
  g_assert_true (focus_of (playing) == before);
}

static void
on_person (GSimpleAction *action, GVariant *person, gpointer asked)
{
  g_set_str (asked, g_variant_get_string (person, NULL));
}

/* Whom one practises with, by the keys of the window, and by the same in a dialog. */
static void
test_people (Playing *playing, gconstpointer unused)
{
  const GActionEntry entries[] = {
    { .name = "person", .activate = on_person, .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) app = g_simple_action_group_new ();
  const char *now = playing_practised (playing)->id;
  g_autoptr (CoffretPerson) next = coffret_person_after (now);
  g_autofree char *asked = NULL;
  AdwDialog *dialog;

  g_action_map_add_action_entries (G_ACTION_MAP (app), entries, G_N_ELEMENTS (entries), &asked);
  gtk_widget_insert_action_group (GTK_WIDGET (playing->window), "app", G_ACTION_GROUP (app));
  /* It is of nobody real, whatever leaves it. */
  g_assert_nonnull (coffret_people_mark (GTK_WIDGET (playing_panel (playing))));
  for (guint i = 0; i < 2; i++) {
    ui_testing_press ("ctrl+alt+n");
    ui_testing_wait_until (g_strcmp0 (asked, next->id) == 0);
    wait_for_announced (next->name);
    ui_testing_press ("ctrl+alt+r");
    ui_testing_wait_until (g_strcmp0 (asked, now) == 0);
    g_clear_pointer (&asked, g_free);
    if (i > 0)
      break;
    ui_testing_press ("ctrl+alt+p");
    do {
      playing_draw (playing);
      dialog = adw_application_window_get_visible_dialog (playing_window_of (playing));
    } while (!COFFRET_IS_PEOPLE_DIALOG (dialog) || !is_in (focus_of (playing), dialog) ||
             !is_in (GTK_WIDGET (playing_panel (playing)), dialog));
    wait_for_panel (playing);
  }
  gtk_widget_insert_action_group (GTK_WIDGET (playing->window), "app", NULL);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add ("/lesson-keys/window", Playing, NULL, set_up, test_window, playing_close);
  g_test_add ("/lesson-keys/tab", Playing, NULL, set_up, test_tab, playing_close);
  g_test_add ("/lesson-keys/dialog", Playing, NULL, set_up, test_dialog, playing_close);
  g_test_add ("/lesson-keys/question", Playing, NULL, set_up, test_question, playing_close);
  g_test_add ("/lesson-keys/people", Playing, NULL, set_up, test_people, playing_close);
  return g_test_run ();
}
