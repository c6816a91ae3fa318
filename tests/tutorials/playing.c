#include "tutorials/playing.h"

#include <glib/gi18n-lib.h>

#include "app/pages/list-page.h"
#include "app/vault-view.h"
#include "practice/invent.h"
#include "tutorials/observer.h"
#include "ui/ui-testing.h"

void
playing_open (Playing *playing, int width, gboolean own)
{
  playing->door =
    own ? coffret_door_new_to_guest () : coffret_door_new_to_practice (coffret_invent, NULL);
  playing->window = coffret_window_new (NULL, playing->door);
  gtk_window_set_default_size (GTK_WINDOW (playing->window), width, 700);
  playing->player = coffret_player_new (ADW_APPLICATION_WINDOW (playing->window), own);
  playing->tutorials = coffret_tutorials_list ();
  ui_testing_show (GTK_WINDOW (playing->window));
  ui_testing_await (coffret_door_start (playing->door), NULL);
  ui_testing_settle ();
}

/* The list is on the screen and shows what there is: that is asked of a worker. */
static gboolean
has_rows (Playing *playing)
{
  GtkWidget *page = ui_testing_find (GTK_WIDGET (playing->window), COFFRET_TYPE_LIST_PAGE);
  GtkWidget *list = page ? ui_testing_part (page, "list") : NULL;

  return list && gtk_widget_get_mapped (list) &&
         g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) >
           0;
}

void
playing_wait_for_rows (Playing *playing)
{
  while (!has_rows (playing)) {
    gtk_widget_queue_draw (GTK_WIDGET (playing->window));
    g_main_context_iteration (NULL, TRUE);
  }
}

void
playing_close (Playing *playing, gconstpointer unused)
{
  coffret_player_leave (playing->player);
  g_clear_object (&playing->player);
  g_ptr_array_unref (playing->tutorials);
  ui_testing_finish (GTK_WINDOW (playing->window));
  coffret_door_lock (playing->door);
  g_clear_object (&playing->door);
}

AdwApplicationWindow *
playing_window_of (Playing *playing)
{
  return ADW_APPLICATION_WINDOW (playing->window);
}

CoffretLessonPanel *
playing_panel (Playing *playing)
{
  return coffret_player_get_panel (playing->player);
}

guint
playing_step_of (Playing *playing)
{
  return coffret_player_get_step (playing->player);
}

void
playing_ask (Playing *playing, const char *what)
{
  g_autofree char *action = g_strconcat ("lesson.", what, NULL);

  gtk_widget_activate_action (GTK_WIDGET (playing_panel (playing)), action, NULL);
}

void
playing_act (Playing *playing, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (playing->window), action, NULL);
}

/* The player looks after each frame. */
void
playing_draw (Playing *playing)
{
  gtk_widget_queue_draw (GTK_WIDGET (playing->window));
  g_main_context_iteration (NULL, TRUE);
}

/* Until the player is at STEP; it must come there. */
void
playing_wait_for (Playing *playing, guint step)
{
  while (playing_step_of (playing) != step)
    playing_draw (playing);
}

void
playing_wait_for_notice (Playing *playing)
{
  while (!coffret_lesson_panel_get_notice (playing_panel (playing)))
    playing_draw (playing);
}

void
playing_wait_for_no_notice (Playing *playing)
{
  while (coffret_lesson_panel_get_notice (playing_panel (playing)))
    playing_draw (playing);
}

void
playing_wait_to_read (Playing *playing, const char *text)
{
  const char *translated = g_dgettext (GETTEXT_PACKAGE, text);

  while (g_strcmp0 (coffret_lesson_panel_get_notice (playing_panel (playing)), translated) != 0)
    playing_draw (playing);
}

/* What STEP points at, once it is on the screen. */
void
playing_wait_for_target (Playing *playing, const char *target)
{
  guint step = playing_step_of (playing);
  GtkWidget *widget;

  /* Unless the step was done before it began. */
  while (playing_step_of (playing) == step &&
         (!(widget = coffret_observer_find (playing_window_of (playing), target,
                                            GTK_WIDGET (playing_panel (playing)))) ||
          !gtk_widget_has_css_class (widget, "lesson-target"))) {
    /* In a narrow window it may be on the other page. */
    if (coffret_observer_find_behind (playing_window_of (playing), target,
                                      GTK_WIDGET (playing_panel (playing))))
      playing_ask (playing, "go");
    playing_draw (playing);
  }
}

CoffretTutorial *
playing_lesson (Playing *playing, const char *id)
{
  return coffret_tutorials_find (playing->tutorials, id);
}

void
playing_begin (Playing *playing, const char *id)
{
  coffret_player_play (playing->player, playing_lesson (playing, id), 0);
}

/* One step, as somebody does it who wants to be shown everything. */
void
playing_take_step (Playing *playing)
{
  const CoffretTutorialStep *step = coffret_player_get_current (playing->player);
  guint number = playing_step_of (playing);

  g_test_message ("%s: %s", coffret_player_get_tutorial (playing->player)->id, step->id);
  if (step->target != NULL)
    playing_wait_for_target (playing, step->target);
  if (playing_step_of (playing) == number)
    playing_ask (playing, step->done != NULL ? "show" : "next");
  playing_wait_for (playing, number + 1);
}

void
playing_finish (Playing *playing)
{
  while (coffret_player_get_current (playing->player))
    playing_take_step (playing);
  playing_ask (playing, "next");
  g_assert_null (coffret_player_get_tutorial (playing->player));
}

/* The list and nothing over it, as at the beginning. */
void
playing_go_home (Playing *playing)
{
  CoffretVaultView *view =
    COFFRET_VAULT_VIEW (ui_testing_find (GTK_WIDGET (playing->window), COFFRET_TYPE_VAULT_VIEW));
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (playing_window_of (playing))))
    adw_dialog_force_close (dialog);
  coffret_vault_view_show (view, "all");
  coffret_vault_view_close (view);
  playing_wait_for_rows (playing);
}

void
playing_take_steps_to (Playing *playing, const char *id)
{
  while (g_strcmp0 (coffret_player_get_current (playing->player)->id, id) != 0)
    playing_take_step (playing);
}

const CoffretPracticeSet *
playing_practised (Playing *playing)
{
  return coffret_practice_get (coffret_door_get_session (playing->door));
}
