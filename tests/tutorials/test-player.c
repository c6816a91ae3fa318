/* Each tutorial, played to its end in the window that it is about, in the language that LANGUAGE
 * names: what it points at is there, “Show Me” does each step, a wrong move is noticed and can be
 * mended, and it can be left and taken up again anywhere. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "app/dialogs/people-dialog.h"
#include "app/pages/list-page.h"
#include "app/vault-view.h"
#include "app/window.h"
#include "practice/invent.h"
#include "tutorials/observer.h"
#include "tutorials/player.h"
#include "ui/ui-testing.h"

typedef struct {
  CoffretDoor *door;
  CoffretWindow *window;
  CoffretPlayer *player;
  GPtrArray *tutorials;
} Fixture;

static void
open_window (Fixture *fixture, int width, gboolean own)
{
  fixture->door =
    own ? coffret_door_new_to_guest () : coffret_door_new_to_practice (coffret_invent, NULL);
  fixture->window = coffret_window_new (NULL, fixture->door);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  fixture->player = coffret_player_new (ADW_APPLICATION_WINDOW (fixture->window), own);
  fixture->tutorials = coffret_tutorials_list ();
  ui_testing_show (GTK_WINDOW (fixture->window));
  ui_testing_await (coffret_door_start (fixture->door), NULL);
  ui_testing_settle ();
}

/* The list is on the screen and shows what there is: that is asked of a worker. */
static gboolean
has_rows (Fixture *fixture)
{
  GtkWidget *page = ui_testing_find (GTK_WIDGET (fixture->window), COFFRET_TYPE_LIST_PAGE);
  GtkWidget *list = page ? ui_testing_part (page, "list") : NULL;

  return list && gtk_widget_get_mapped (list) &&
         g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) >
           0;
}

static void
wait_for_rows (Fixture *fixture)
{
  while (!has_rows (fixture)) {
    gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
set_up (Fixture *fixture, gconstpointer width)
{
  open_window (fixture, GPOINTER_TO_INT (width), FALSE);
  wait_for_rows (fixture);
}

/* As in one's own vault: what can be done there is left to oneself. */
static void
set_up_own (Fixture *fixture, gconstpointer width)
{
  open_window (fixture, GPOINTER_TO_INT (width), TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  coffret_player_leave (fixture->player);
  g_clear_object (&fixture->player);
  g_ptr_array_unref (fixture->tutorials);
  ui_testing_finish (GTK_WINDOW (fixture->window));
  coffret_door_lock (fixture->door);
  g_clear_object (&fixture->door);
}

static AdwApplicationWindow *
window_of (Fixture *fixture)
{
  return ADW_APPLICATION_WINDOW (fixture->window);
}

static CoffretLessonPanel *
panel (Fixture *fixture)
{
  return coffret_player_get_panel (fixture->player);
}

static guint
step_of (Fixture *fixture)
{
  return coffret_player_get_step (fixture->player);
}

static void
ask (Fixture *fixture, const char *what)
{
  g_autofree char *action = g_strconcat ("lesson.", what, NULL);

  gtk_widget_activate_action (GTK_WIDGET (panel (fixture)), action, NULL);
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

/* The player looks after each frame. */
static void
draw (Fixture *fixture)
{
  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  g_main_context_iteration (NULL, TRUE);
}

/* Until the player is at STEP; it must come there. */
static void
wait_for (Fixture *fixture, guint step)
{
  while (step_of (fixture) != step)
    draw (fixture);
}

static void
wait_for_notice (Fixture *fixture)
{
  while (!coffret_lesson_panel_get_notice (panel (fixture)))
    draw (fixture);
}

static void
wait_for_no_notice (Fixture *fixture)
{
  while (coffret_lesson_panel_get_notice (panel (fixture)))
    draw (fixture);
}

/* What STEP points at, once it is on the screen. */
static void
wait_for_target (Fixture *fixture, const char *target)
{
  guint step = step_of (fixture);
  GtkWidget *widget;

  /* Unless the step was done before it began. */
  while (step_of (fixture) == step &&
         (!(widget =
              coffret_observer_find (window_of (fixture), target, GTK_WIDGET (panel (fixture)))) ||
          !gtk_widget_has_css_class (widget, "lesson-target")))
    draw (fixture);
}

static CoffretTutorial *
find (Fixture *fixture, const char *id)
{
  return coffret_tutorials_find (fixture->tutorials, id);
}

static void
begin (Fixture *fixture, const char *id)
{
  coffret_player_play (fixture->player, find (fixture, id), 0);
}

/* One step, as somebody does it who wants to be shown everything. */
static void
take_step (Fixture *fixture)
{
  const CoffretTutorialStep *step = coffret_player_get_current (fixture->player);
  guint number = step_of (fixture);

  g_test_message ("%s: %s", coffret_player_get_tutorial (fixture->player)->id, step->id);
  if (step->target != NULL)
    wait_for_target (fixture, step->target);
  if (step_of (fixture) == number)
    ask (fixture, step->done != NULL ? "show" : "next");
  wait_for (fixture, number + 1);
}

static void
finish (Fixture *fixture)
{
  while (coffret_player_get_current (fixture->player))
    take_step (fixture);
  ask (fixture, "next");
  g_assert_null (coffret_player_get_tutorial (fixture->player));
}

/* The list and nothing over it, as at the beginning. */
static void
go_home (Fixture *fixture)
{
  CoffretVaultView *view =
    COFFRET_VAULT_VIEW (ui_testing_find (GTK_WIDGET (fixture->window), COFFRET_TYPE_VAULT_VIEW));
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (window_of (fixture))))
    adw_dialog_force_close (dialog);
  coffret_vault_view_show (view, "all");
  coffret_vault_view_close (view);
  wait_for_rows (fixture);
}

static void
test_all (Fixture *fixture, gconstpointer width)
{
  for (guint i = 0; i < fixture->tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (fixture->tutorials, i);

    go_home (fixture);
    begin (fixture, tutorial->id);
    g_assert_cmpuint (step_of (fixture), ==, 0);
    finish (fixture);
  }
}

/* Whether something that the current step happens in is closed now. */
static gboolean
is_out_of_place (Fixture *fixture)
{
  const CoffretTutorialStep *step = coffret_player_get_current (fixture->player);

  for (guint i = 0; i < step->notices->len; i++) {
    const CoffretTutorialNotice *notice = g_ptr_array_index (step->notices, i);

    if (notice->when->not&&coffret_observer_holds (window_of (fixture), notice->when, NULL,
                                                   GTK_WIDGET (panel (fixture))))
      return TRUE;
  }
  return FALSE;
}

/* Somebody closes everything in the middle of each step: where it cannot be done then, that is
 * noticed, and Back leads to where it can be done after all. */
static void
lose_the_way (Fixture *fixture)
{
  guint step = step_of (fixture);

  go_home (fixture);
  if (!is_out_of_place (fixture))
    return;
  wait_for_notice (fixture);
  g_assert_cmpuint (step_of (fixture), ==, step);
  ask (fixture, "back");
  g_assert_false (is_out_of_place (fixture));
  while (step_of (fixture) < step)
    take_step (fixture);
}

static void
test_lost (Fixture *fixture, gconstpointer width)
{
  for (guint i = 0; i < fixture->tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (fixture->tutorials, i);

    go_home (fixture);
    begin (fixture, tutorial->id);
    for (guint lost = 0; coffret_player_get_current (fixture->player);) {
      if (lost <= step_of (fixture)) {
        lost = step_of (fixture) + 1;
        lose_the_way (fixture);
      }
      take_step (fixture);
    }
    coffret_player_leave (fixture->player);
  }
}

/* A step can be read again that is done: it stays until the learner goes on. */
static void
test_back (Fixture *fixture, gconstpointer width)
{
  begin (fixture, "first-credential");
  take_step (fixture);
  g_assert_cmpuint (step_of (fixture), ==, 1);
  ask (fixture, "back");
  for (guint i = 0; i < 5; i++)
    draw (fixture);
  g_assert_cmpuint (step_of (fixture), ==, 0);
  ask (fixture, "next");
  finish (fixture);
}

/* Left anywhere and taken up again after everything was closed: at a step that can be done. */
static void
test_resume (Fixture *fixture, gconstpointer width)
{
  for (guint i = 0; i < fixture->tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (fixture->tutorials, i);
    guint count;

    go_home (fixture);
    begin (fixture, tutorial->id);
    count = coffret_player_count_steps (fixture->player);
    ask (fixture, "leave");
    g_assert_null (coffret_player_get_tutorial (fixture->player));
    for (guint step = 0; step < count; step++) {
      const CoffretTutorialStep *now;

      g_test_message ("%s: from %u", tutorial->id, step);
      coffret_player_play (fixture->player, tutorial, step);
      now = coffret_player_get_current (fixture->player);
      g_assert_cmpuint (step_of (fixture), <=, step);
      if (now->target != NULL && now->done != NULL)
        wait_for_target (fixture, now->target);
      g_assert_null (coffret_lesson_panel_get_notice (panel (fixture)));
      ask (fixture, "leave");
    }
  }
}

/* Done by another way than by the panel; and what goes wrong is noticed, and can be mended. */
static void
test_otherwise (Fixture *fixture, gconstpointer width)
{
  AdwDialog *dialog;

  begin (fixture, "first-credential");
  act (fixture, "win.add");
  wait_for (fixture, 1);
  /* The panel went where it can be used. */
  dialog = adw_application_window_get_visible_dialog (window_of (fixture));
  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (panel (fixture)), GTK_WIDGET (dialog)));
  g_assert_null (coffret_lesson_panel_get_notice (panel (fixture)));
  adw_dialog_force_close (dialog);
  wait_for_notice (fixture);
  g_assert_cmpuint (step_of (fixture), ==, 1);
  ask (fixture, "back");
  g_assert_cmpuint (step_of (fixture), ==, 0);
  g_assert_null (coffret_lesson_panel_get_notice (panel (fixture)));
  act (fixture, "win.add");
  wait_for (fixture, 1);
  act (fixture, "win.add-practice-file");
  wait_for (fixture, 2);
}

static void
switch_over (Fixture *fixture, const char *name, gboolean on)
{
  GtkWidget *row = coffret_observer_find (window_of (fixture), name, NULL);

  g_assert_true (ADW_IS_SWITCH_ROW (row));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), on);
}

static void
take_steps_to (Fixture *fixture, const char *id)
{
  while (g_strcmp0 (coffret_player_get_current (fixture->player)->id, id) != 0)
    take_step (fixture);
}

/* The wrong line is switched off, and the right one on again after it was off. */
static void
test_wrong_line (Fixture *fixture, gconstpointer width)
{
  guint step;

  begin (fixture, "hide-a-grade");
  take_steps_to (fixture, "grade");
  step = step_of (fixture);
  wait_for_target (fixture, "field-grade");
  switch_over (fixture, "field-title", FALSE);
  wait_for_notice (fixture);
  g_assert_cmpuint (step_of (fixture), ==, step);
  switch_over (fixture, "field-title", TRUE);
  wait_for_no_notice (fixture);
  switch_over (fixture, "field-grade", FALSE);
  wait_for (fixture, step + 1);
  switch_over (fixture, "field-grade", TRUE);
  wait_for_notice (fixture);
  ask (fixture, "back");
  wait_for_no_notice (fixture);
  g_assert_cmpuint (step_of (fixture), ==, step);
  finish (fixture);
}

/* Left and taken up again; and nothing of it stays on the window. */
static void
test_leave (Fixture *fixture, gconstpointer width)
{
  begin (fixture, "what-this-is");
  g_assert_nonnull (gtk_widget_get_parent (GTK_WIDGET (panel (fixture))));
  ask (fixture, "next");
  wait_for_target (fixture, "list");
  ask (fixture, "leave");
  g_assert_null (coffret_player_get_tutorial (fixture->player));
  g_assert_false (gtk_widget_has_css_class (
    coffret_observer_find (window_of (fixture), "list", NULL), "lesson-target"));
  coffret_player_play (fixture->player, find (fixture, "what-this-is"), 1);
  g_assert_cmpuint (step_of (fixture), ==, 1);
}

static void
test_panel (Fixture *fixture, gconstpointer width)
{
  begin (fixture, "what-this-is");
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (panel (fixture))), ==, 0);
}

static void
on_own (CoffretPlayer *player, gboolean *asked)
{
  *asked = TRUE;
}

/* At the end one is asked to do it in one's own vault, where that makes sense. */
static void
test_offer (Fixture *fixture, gconstpointer width)
{
  gboolean asked = FALSE;

  g_signal_connect (fixture->player, "own", G_CALLBACK (on_own), &asked);
  begin (fixture, "what-this-is");
  ask (fixture, "own");
  g_assert_false (asked);
  for (guint i = coffret_player_count_steps (fixture->player); i > 0; i--)
    ask (fixture, "next");
  g_assert_null (coffret_player_get_current (fixture->player));
  ask (fixture, "own");
  g_assert_true (asked);
  asked = FALSE;
  begin (fixture, "take-it-back");
  for (guint i = coffret_player_count_steps (fixture->player); i > 0; i--)
    ask (fixture, "next");
  ask (fixture, "own");
  g_assert_false (asked);
}

/* Nothing is done for somebody in their own vault but opening what a step is about. */
static void
test_own (Fixture *fixture, gconstpointer width)
{
  guint step;

  begin (fixture, "make-a-compartment");
  take_step (fixture);
  step = step_of (fixture);
  g_assert_cmpint (coffret_player_get_current (fixture->player)->where, ==,
                   COFFRET_TUTORIAL_IN_OWN);
  wait_for_target (fixture, "name_row");
  ask (fixture, "show");
  g_assert_false (coffret_observer_holds (
    window_of (fixture), coffret_player_get_current (fixture->player)->done, NULL, NULL));
  gtk_editable_set_text (
    coffret_observer_editable (coffret_observer_find (window_of (fixture), "name_row", NULL)), "A");
  wait_for (fixture, step + 1);
  wait_for_target (fixture, "confirm_button");
  ask (fixture, "show");
  for (guint i = 0; i < 3; i++)
    draw (fixture);
  g_assert_cmpuint (step_of (fixture), ==, step + 1);
  gtk_widget_activate (coffret_observer_find (window_of (fixture), "confirm_button", NULL));
  finish (fixture);
}

/* The panel is where it can be read in the preferences too, and nothing is left in them. */
static void
test_preferences (Fixture *fixture, gconstpointer width)
{
  AdwDialog *dialog;

  begin (fixture, "recovery-sheet");
  take_step (fixture);
  take_step (fixture);
  dialog = adw_application_window_get_visible_dialog (window_of (fixture));
  while (!gtk_widget_is_ancestor (GTK_WIDGET (panel (fixture)), GTK_WIDGET (dialog)))
    draw (fixture);
  ask (fixture, "leave");
  g_assert_false (gtk_widget_is_ancestor (GTK_WIDGET (panel (fixture)), GTK_WIDGET (dialog)));
}

static const CoffretPracticeSet *
practised (Fixture *fixture)
{
  return coffret_practice_get (coffret_door_get_session (fixture->door));
}

/* Somebody else's vault in the same window: nothing of the step is done by that. */
static void
test_another_person (Fixture *fixture, gconstpointer width)
{
  begin (fixture, "first-credential");
  take_step (fixture);
  g_assert_cmpstr (practised (fixture)->id, ==, "camille");
  g_object_unref (fixture->door);
  fixture->door = coffret_door_new_to_practice (coffret_invent, "nour");
  coffret_window_set_door (fixture->window, fixture->door);
  ui_testing_await (coffret_door_start (fixture->door), NULL);
  wait_for_rows (fixture);
  wait_for_notice (fixture);
  g_assert_cmpuint (step_of (fixture), ==, 1);
  g_assert_cmpstr (practised (fixture)->id, ==, "nour");
  ask (fixture, "back");
  finish (fixture);
}

/* A program that writes down what it is to say, in the place of the one that says it. */
static char *
mock_speaker (void)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "spd-say", NULL);
  g_autofree char *said = g_build_filename (folder, "said", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$*\" >>'%s'\n", said);
  g_autofree char *path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);

  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_assert_no_errno (g_chmod (program, 0700));
  g_setenv ("PATH", path, TRUE);
  return g_steal_pointer (&said);
}

static void
wait_until_said (const char *file, const char *text)
{
  g_autofree char *said = NULL;

  while (!said || !strstr (said, text)) {
    g_usleep (1000);
    g_clear_pointer (&said, g_free);
    g_file_get_contents (file, &said, NULL, NULL);
  }
}

/* On request only; then each step, until the learner has heard enough. */
static void
test_aloud (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *said = mock_speaker ();
  g_autofree char *folder = g_path_get_dirname (said);
  g_autofree char *program = g_build_filename (folder, "spd-say", NULL);
  g_autoptr (GtkWidget) widget = g_object_ref_sink (GTK_WIDGET (coffret_lesson_panel_new ()));
  CoffretLessonPanel *panel = COFFRET_LESSON_PANEL (widget);

  coffret_lesson_panel_show_step (panel, "Title", 1, 3, "Silent step.");
  g_assert_true (gtk_widget_activate_action (widget, "lesson.aloud", NULL));
  wait_until_said (said, "Silent step.");
  coffret_lesson_panel_show_step (panel, "Title", 2, 3, "Second step.");
  wait_until_said (said, "Second step.");
  coffret_lesson_panel_set_notice (panel, "Wrong move.");
  wait_until_said (said, "Wrong move.");
  wait_until_said (said, "--language");
  g_assert_no_errno (g_unlink (said));
  gtk_widget_activate_action (widget, "lesson.aloud", NULL);
  coffret_lesson_panel_show_step (panel, "Title", 3, 3, "Third step.");
  gtk_widget_activate_action (widget, "lesson.aloud", NULL);
  wait_until_said (said, "Third step.");
  g_unlink (said);
  g_unlink (program);
  g_rmdir (folder);
  g_setenv ("PATH", before, TRUE);
}

/* Nothing is offered that there is not. */
static void
test_silent (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autoptr (GtkWidget) widget = NULL;

  g_setenv ("PATH", "/nowhere", TRUE);
  widget = g_object_ref_sink (GTK_WIDGET (coffret_lesson_panel_new ()));
  g_assert_false (gtk_widget_get_visible (ui_testing_part (widget, "aloud_button")));
  /* And nothing happens to who knows the key. */
  gtk_widget_activate_action (widget, "lesson.aloud", NULL);
  coffret_lesson_panel_show_step (COFFRET_LESSON_PANEL (widget), "Title", 1, 3, "Silent step.");
  g_setenv ("PATH", before, TRUE);
}

/* The language is in use, and it is not English by mistake. */
static void
test_language (void)
{
  const char *language = g_getenv ("LANGUAGE");
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();
  const char *title = coffret_tutorials_find (tutorials, "what-this-is")->title;

  if (language && !g_str_equal (language, "en"))
    g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), !=, title);
  else
    g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), ==, title);
}

#define ADD(name, width, test)                                                                     \
  g_test_add (name, Fixture, GINT_TO_POINTER (width), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  const char *translations = g_getenv ("COFFRET_TRANSLATIONS");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations ? translations : "/nowhere");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  ui_testing_init (&argc, &argv);
  if (g_strcmp0 (g_getenv ("LANGUAGE"), "ar") == 0)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_test_add_func ("/player/words/language", test_language);
  ADD ("/player/words/all", 1240, test_all);
  ADD ("/player/lost", 1240, test_lost);
  ADD ("/player/back", 1240, test_back);
  ADD ("/player/resume", 1240, test_resume);
  ADD ("/player/otherwise", 1240, test_otherwise);
  ADD ("/player/otherwise-narrow", 500, test_otherwise);
  ADD ("/player/words/wrong-line", 1240, test_wrong_line);
  ADD ("/player/leave", 1240, test_leave);
  ADD ("/player/panel", 1240, test_panel);
  ADD ("/player/offer", 1240, test_offer);
  ADD ("/player/preferences", 1240, test_preferences);
  ADD ("/player/another-person", 1240, test_another_person);
  g_test_add ("/player/own", Fixture, GINT_TO_POINTER (1240), set_up_own, test_own, tear_down);
  g_test_add_func ("/player/aloud", test_aloud);
  g_test_add_func ("/player/silent", test_silent);
  return g_test_run ();
}
