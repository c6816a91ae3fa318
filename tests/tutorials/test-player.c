/* Each tutorial, played to its end in the window that it is about, in the language that LANGUAGE
 * names: what it points at is there, “Show Me” does each step, a wrong move is noticed and can be
 * mended, and it can be left and taken up again anywhere. */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "app/dialogs/people-dialog.h"
#include "practice/invent.h"
#include "tutorials/lesson-place.h"
#include "tutorials/observer.h"
#include "tutorials/playing.h"
#include "ui/ui-testing.h"

static void
set_up (Playing *playing, gconstpointer width)
{
  playing_open (playing, GPOINTER_TO_INT (width), FALSE);
  playing_wait_for_rows (playing);
}

/* As in one's own vault: what can be done there is left to oneself. */
static void
set_up_own (Playing *playing, gconstpointer width)
{
  playing_open (playing, GPOINTER_TO_INT (width), TRUE);
}

/* At the narrowest, where the places and the list are pages of their own; each in a new window. */
static void
test_narrow (Playing *playing, gconstpointer id)
{
  playing_begin (playing, id);
  playing_finish (playing);
}

static void
set_up_narrow (Playing *playing, gconstpointer id)
{
  playing_open (playing, 360, FALSE);
  playing_wait_for_rows (playing);
}

static void
add_narrow (void)
{
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();

  for (guint i = 0; i < tutorials->len; i++) {
    const CoffretTutorial *tutorial = g_ptr_array_index (tutorials, i);
    g_autofree char *path = g_strconcat ("/player/narrow/", tutorial->id, NULL);

    g_test_add (path, Playing, g_intern_string (tutorial->id), set_up_narrow, test_narrow,
                playing_close);
  }
}

static void
test_all (Playing *playing, gconstpointer width)
{
  for (guint i = 0; i < playing->tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (playing->tutorials, i);

    playing_go_home (playing);
    playing_begin (playing, tutorial->id);
    g_assert_cmpuint (playing_step_of (playing), ==, 0);
    playing_finish (playing);
  }
}

/* Whether something that the current step happens in is closed now. */
static gboolean
is_out_of_place (Playing *playing)
{
  const CoffretTutorialStep *step = coffret_player_get_current (playing->player);

  for (guint i = 0; i < step->notices->len; i++) {
    const CoffretTutorialNotice *notice = g_ptr_array_index (step->notices, i);

    if (notice->when->not&&coffret_observer_holds (playing_window_of (playing), notice->when, NULL,
                                                   GTK_WIDGET (playing_panel (playing))))
      return TRUE;
  }
  return FALSE;
}

/* Somebody closes everything in the middle of each step: where it cannot be done then, that is
 * noticed, and Back leads to where it can be done after all. */
static void
lose_the_way (Playing *playing)
{
  guint step = playing_step_of (playing);

  playing_go_home (playing);
  if (!is_out_of_place (playing))
    return;
  playing_wait_for_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, step);
  playing_ask (playing, "back");
  g_assert_false (is_out_of_place (playing));
  while (playing_step_of (playing) < step)
    playing_take_step (playing);
}

static void
test_lost (Playing *playing, gconstpointer width)
{
  for (guint i = 0; i < playing->tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (playing->tutorials, i);

    playing_go_home (playing);
    playing_begin (playing, tutorial->id);
    for (guint lost = 0; coffret_player_get_current (playing->player);) {
      if (lost <= playing_step_of (playing)) {
        lost = playing_step_of (playing) + 1;
        lose_the_way (playing);
      }
      playing_take_step (playing);
    }
    coffret_player_leave (playing->player);
  }
}

/* A window is opened that the step has nothing to do with. */
static void
cover (Playing *playing)
{
  AdwDialog *dialog = adw_dialog_new ();
  guint step = playing_step_of (playing);

  adw_dialog_set_child (dialog, gtk_button_new_with_label ("Other"));
  adw_dialog_present (dialog, GTK_WIDGET (playing->window));
  playing_wait_for_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, step);
  adw_dialog_force_close (dialog);
  playing_wait_for_no_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, step);
}

/* In each lesson there is something to look at, which the wrong window is noticed at; but for the
 * one that is only read. */
static void
test_covered (Playing *playing, gconstpointer width)
{
  for (guint i = 0; i < playing->tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (playing->tutorials, i);
    const CoffretTutorialStep *step;
    gboolean reads = g_str_equal (tutorial->id, "new-computer");
    guint covered = 0;

    playing_go_home (playing);
    playing_begin (playing, tutorial->id);
    while ((step = coffret_player_get_current (playing->player))) {
      if (step->target)
        playing_wait_for_target (playing, step->target);
      /* And is not done by having no window over it. */
      if ((step->target || step->done) &&
          !(step->done && step->done->kind == COFFRET_CONDITION_DIALOG && step->done->not) &&
          !adw_application_window_get_visible_dialog (playing_window_of (playing))) {
        cover (playing);
        covered++;
      }
      playing_take_step (playing);
    }
    g_assert_cmpuint (covered == 0, ==, reads);
    coffret_player_leave (playing->player);
  }
}

/* In one's own vault those two have more to do: the window that it is done in is closed. */
static void
test_own_window_closed (Playing *playing, gconstpointer width)
{
  static const char *const ids[] = { "recovery-sheet", "new-computer" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    guint step;

    playing_begin (playing, ids[i]);
    playing_take_steps_to (playing, "page");
    step = playing_step_of (playing);
    adw_dialog_force_close (
      adw_application_window_get_visible_dialog (playing_window_of (playing)));
    playing_wait_for_notice (playing);
    g_assert_cmpuint (playing_step_of (playing), ==, step);
    playing_ask (playing, "back");
    g_assert_cmpuint (playing_step_of (playing), ==, step - 1);
    playing_take_step (playing);
    adw_dialog_force_close (
      adw_application_window_get_visible_dialog (playing_window_of (playing)));
    coffret_player_leave (playing->player);
  }
}

/* Another one is deleted instead of the first one's being brought back. */
static void
test_trash_twice (Playing *playing, gconstpointer width)
{
  playing_begin (playing, "take-it-back");
  playing_take_step (playing);
  gtk_widget_grab_focus (coffret_observer_find (playing_window_of (playing), "list", NULL));
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (playing->window)), "list.delete",
                              NULL);
  playing_wait_for_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, 1);
  playing_act (playing, "win.undo");
  playing_wait_for_no_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, 1);
  playing_act (playing, "win.undo");
  playing_wait_for (playing, 2);
}

/* A step can be read again that is done: it stays until the learner goes on. */
static void
test_back (Playing *playing, gconstpointer width)
{
  playing_begin (playing, "first-credential");
  playing_take_step (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, 1);
  playing_ask (playing, "back");
  for (guint i = 0; i < 5; i++)
    playing_draw (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, 0);
  playing_ask (playing, "next");
  playing_finish (playing);
}

/* Left anywhere and taken up again after everything was closed: at a step that can be done. */
static void
test_resume (Playing *playing, gconstpointer width)
{
  for (guint i = 0; i < playing->tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (playing->tutorials, i);
    guint count;

    playing_go_home (playing);
    playing_begin (playing, tutorial->id);
    count = coffret_player_count_steps (playing->player);
    playing_ask (playing, "leave");
    g_assert_null (coffret_player_get_tutorial (playing->player));
    for (guint step = 0; step < count; step++) {
      const CoffretTutorialStep *now;

      g_test_message ("%s: from %u", tutorial->id, step);
      coffret_player_play (playing->player, tutorial, step);
      now = coffret_player_get_current (playing->player);
      g_assert_cmpuint (playing_step_of (playing), <=, step);
      if (now->target != NULL && now->done != NULL)
        playing_wait_for_target (playing, now->target);
      g_assert_null (coffret_lesson_panel_get_notice (playing_panel (playing)));
      playing_ask (playing, "leave");
    }
  }
}

/* Done by another way than by the panel; and what goes wrong is noticed, and can be mended. */
static void
test_otherwise (Playing *playing, gconstpointer width)
{
  AdwDialog *dialog;

  playing_begin (playing, "first-credential");
  playing_act (playing, "win.add");
  playing_wait_for (playing, 1);
  /* The panel went where it can be used. */
  dialog = adw_application_window_get_visible_dialog (playing_window_of (playing));
  g_assert_true (
    gtk_widget_is_ancestor (GTK_WIDGET (playing_panel (playing)), GTK_WIDGET (dialog)));
  g_assert_null (coffret_lesson_panel_get_notice (playing_panel (playing)));
  adw_dialog_force_close (dialog);
  playing_wait_for_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, 1);
  playing_ask (playing, "back");
  g_assert_cmpuint (playing_step_of (playing), ==, 0);
  g_assert_null (coffret_lesson_panel_get_notice (playing_panel (playing)));
  playing_act (playing, "win.add");
  playing_wait_for (playing, 1);
  playing_act (playing, "win.add-practice-file");
  playing_wait_for (playing, 2);
}

static void
switch_over (Playing *playing, const char *name, gboolean on)
{
  GtkWidget *row = coffret_observer_find (playing_window_of (playing), name, NULL);

  g_assert_true (ADW_IS_SWITCH_ROW (row));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), on);
}

/* The wrong line is switched off, and the right one on again after it was off. */
static void
test_wrong_line (Playing *playing, gconstpointer width)
{
  guint step;

  playing_begin (playing, "hide-a-grade");
  playing_take_steps_to (playing, "grade");
  step = playing_step_of (playing);
  playing_wait_for_target (playing, "field-grade");
  switch_over (playing, "field-title", FALSE);
  playing_wait_for_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, step);
  switch_over (playing, "field-title", TRUE);
  playing_wait_for_no_notice (playing);
  switch_over (playing, "field-grade", FALSE);
  playing_wait_for (playing, step + 1);
  switch_over (playing, "field-grade", TRUE);
  playing_wait_for_notice (playing);
  playing_ask (playing, "back");
  playing_wait_for_no_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, step);
  playing_finish (playing);
}

/* Left and taken up again; and nothing of it stays on the window. */
static void
test_leave (Playing *playing, gconstpointer width)
{
  playing_begin (playing, "what-this-is");
  g_assert_nonnull (gtk_widget_get_parent (GTK_WIDGET (playing_panel (playing))));
  playing_ask (playing, "next");
  playing_wait_for_target (playing, "list");
  playing_ask (playing, "leave");
  g_assert_null (coffret_player_get_tutorial (playing->player));
  g_assert_false (gtk_widget_has_css_class (
    coffret_observer_find (playing_window_of (playing), "list", NULL), "lesson-target"));
  coffret_player_play (playing->player, playing_lesson (playing, "what-this-is"), 1);
  g_assert_cmpuint (playing_step_of (playing), ==, 1);
}

static void
test_panel (Playing *playing, gconstpointer width)
{
  playing_begin (playing, "what-this-is");
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (playing_panel (playing))), ==, 0);
}

/* Until what has changed has its place. */
static void
lay_out (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 now = gdk_frame_clock_get_frame_counter (clock);

  while (gdk_frame_clock_get_frame_counter (clock) < now + 2) {
    gtk_widget_queue_draw (window);
    g_main_context_iteration (NULL, TRUE);
  }
}

/* Whatever a step says, the panel takes the same room from what is beside it. */
static void
test_same_width (void)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (adw_application_window_new (NULL));
  CoffretLessonPanel *panel = coffret_lesson_panel_new ();
  GtkWidget *beside = gtk_label_new ("What the lesson is about.");
  g_autoptr (CoffretLessonPlace) place = NULL;
  g_autoptr (GString) words = g_string_new ("Short.");

  adw_application_window_set_content (window, beside);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 700);
  place = coffret_lesson_place_new (window, panel);
  ui_testing_show (GTK_WINDOW (window));
  coffret_lesson_place_update (place, TRUE);
  for (guint i = 0; i < 3; i++) {
    coffret_lesson_panel_show_step (panel, "Title", 1, 3, words->str);
    coffret_lesson_panel_set_notice (panel, words->str);
    lay_out (GTK_WIDGET (window));
    g_assert_cmpint (gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (panel))), ==, 340);
    g_assert_cmpint (gtk_widget_get_width (beside), ==,
                     gtk_widget_get_width (GTK_WIDGET (window)) - 340);
    for (guint j = 0; j < 20; j++)
      g_string_append (words, " More of what there is to be done.");
  }
  ui_testing_finish (GTK_WINDOW (window));
}

static void
on_own (CoffretPlayer *player, gboolean *asked)
{
  *asked = TRUE;
}

/* At the end one is asked to do it in one's own vault, where that makes sense. */
static void
test_offer (Playing *playing, gconstpointer width)
{
  gboolean asked = FALSE;

  g_signal_connect (playing->player, "own", G_CALLBACK (on_own), &asked);
  playing_begin (playing, "what-this-is");
  playing_ask (playing, "own");
  g_assert_false (asked);
  for (guint i = coffret_player_count_steps (playing->player); i > 0; i--)
    playing_ask (playing, "next");
  g_assert_null (coffret_player_get_current (playing->player));
  playing_ask (playing, "own");
  g_assert_true (asked);
  asked = FALSE;
  playing_begin (playing, "take-it-back");
  for (guint i = coffret_player_count_steps (playing->player); i > 0; i--)
    playing_ask (playing, "next");
  playing_ask (playing, "own");
  g_assert_false (asked);
}

/* Nothing is done for somebody in their own vault but opening what a step is about. */
static void
test_own (Playing *playing, gconstpointer width)
{
  guint step;

  playing_begin (playing, "make-a-compartment");
  playing_take_step (playing);
  step = playing_step_of (playing);
  g_assert_cmpint (coffret_player_get_current (playing->player)->where, ==,
                   COFFRET_TUTORIAL_IN_OWN);
  playing_wait_for_target (playing, "name_row");
  playing_ask (playing, "show");
  g_assert_false (coffret_observer_holds (
    playing_window_of (playing), coffret_player_get_current (playing->player)->done, NULL, NULL));
  gtk_editable_set_text (coffret_observer_editable (
                           coffret_observer_find (playing_window_of (playing), "name_row", NULL)),
                         "A");
  playing_wait_for (playing, step + 1);
  playing_wait_for_target (playing, "confirm_button");
  playing_ask (playing, "show");
  for (guint i = 0; i < 3; i++)
    playing_draw (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, step + 1);
  gtk_widget_activate (coffret_observer_find (playing_window_of (playing), "confirm_button", NULL));
  playing_finish (playing);
}

/* The panel is where it can be read in the preferences too, and nothing is left in them. */
static void
test_preferences (Playing *playing, gconstpointer width)
{
  AdwDialog *dialog;

  playing_begin (playing, "recovery-sheet");
  playing_take_step (playing);
  playing_take_step (playing);
  dialog = adw_application_window_get_visible_dialog (playing_window_of (playing));
  while (!gtk_widget_is_ancestor (GTK_WIDGET (playing_panel (playing)), GTK_WIDGET (dialog)))
    playing_draw (playing);
  playing_ask (playing, "leave");
  g_assert_false (
    gtk_widget_is_ancestor (GTK_WIDGET (playing_panel (playing)), GTK_WIDGET (dialog)));
}

/* Somebody else's vault in the same window: nothing of the step is done by that. */
static void
test_another_person (Playing *playing, gconstpointer width)
{
  playing_begin (playing, "first-credential");
  playing_take_step (playing);
  g_assert_cmpstr (playing_practised (playing)->id, ==, "camille");
  g_object_unref (playing->door);
  playing->door = coffret_door_new_to_practice (coffret_invent, "nour");
  coffret_window_set_door (playing->window, playing->door);
  ui_testing_await (coffret_door_start (playing->door), NULL);
  playing_wait_for_rows (playing);
  playing_wait_for_notice (playing);
  g_assert_cmpuint (playing_step_of (playing), ==, 1);
  g_assert_cmpstr (playing_practised (playing)->id, ==, "nour");
  playing_ask (playing, "back");
  playing_finish (playing);
}

/* A program that writes down what it is to say, in the place of the one that says it. */
static char *
mock_speaker (int status)
{
  g_autofree char *folder = g_dir_make_tmp ("coffret-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "spd-say", NULL);
  g_autofree char *said = g_build_filename (folder, "said", NULL);
  g_autofree char *script =
    g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$*\" >>'%s'\nexit %d\n", said, status);
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
  g_autofree char *said = mock_speaker (0);
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

/* The program is there, and nothing behind it that speaks: that is said, and can be tried again. */
static void
test_no_voice (void)
{
  g_autofree char *before = g_strdup (g_getenv ("PATH"));
  g_autofree char *said = mock_speaker (1);
  g_autofree char *folder = g_path_get_dirname (said);
  g_autofree char *program = g_build_filename (folder, "spd-say", NULL);
  g_autoptr (GtkWidget) widget = g_object_ref_sink (GTK_WIDGET (coffret_lesson_panel_new ()));
  GtkWidget *silence = ui_testing_part (widget, "silence");
  GtkWidget *button = ui_testing_part (widget, "aloud_button");

  coffret_lesson_panel_show_step (COFFRET_LESSON_PANEL (widget), "Title", 1, 3, "Silent step.");
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpint (gtk_widget_get_visible (silence), ==, i > 0);
    g_assert_true (gtk_widget_activate_action (widget, "lesson.aloud", NULL));
    g_assert_false (gtk_widget_get_visible (silence));
    ui_testing_wait_until (gtk_widget_get_visible (silence));
    g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  }
  /* Once is enough: the next step has its room again. */
  coffret_lesson_panel_show_step (COFFRET_LESSON_PANEL (widget), "Title", 2, 3, "Second step.");
  g_assert_false (gtk_widget_get_visible (silence));
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

/* The language is in use, with its dates and its direction, and it is not English by mistake. One
 * that meson.build knows no home of has just begun: it may lack anything. */
static void
test_language (void)
{
  const char *language = g_getenv ("LANGUAGE");
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();
  const char *title = coffret_tutorials_find (tutorials, "what-this-is")->title;
  const char *home = g_getenv ("LC_ALL");

  if (language && home && !g_str_has_prefix (home, language)) {
    g_test_skip ("its lessons are not complete yet");
    return;
  }
  if (language && !g_str_equal (language, "en"))
    g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), !=, title);
  else
    g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, title), ==, title);
  if (language)
    g_assert_true (g_str_has_prefix (setlocale (LC_TIME, NULL), language));
  g_assert_true ((gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL) ==
                 (g_strcmp0 (language, "ar") == 0));
}

#define ADD(name, width, test)                                                                     \
  g_test_add (name, Playing, GINT_TO_POINTER (width), set_up, test, playing_close)

int
main (int argc, char **argv)
{
  const char *translations = g_getenv ("COFFRET_TRANSLATIONS");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations ? translations : "/nowhere");
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/player/words/language", test_language);
  ADD ("/player/words/all", 1240, test_all);
  add_narrow ();
  ADD ("/player/one-narrow-window", 360, test_all);
  ADD ("/player/lost", 1240, test_lost);
  ADD ("/player/covered", 1240, test_covered);
  ADD ("/player/trash-twice", 1240, test_trash_twice);
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
  g_test_add ("/player/own", Playing, GINT_TO_POINTER (1240), set_up_own, test_own, playing_close);
  g_test_add ("/player/own-window-closed", Playing, GINT_TO_POINTER (1240), set_up_own,
              test_own_window_closed, playing_close);
  g_test_add_func ("/player/same-width", test_same_width);
  g_test_add_func ("/player/aloud", test_aloud);
  g_test_add_func ("/player/no-voice", test_no_voice);
  g_test_add_func ("/player/silent", test_silent);
  return g_test_run ();
}
