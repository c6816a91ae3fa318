/* Each tutorial, played to its end in the window that it is about. */
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
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->door = coffret_door_new_to_practice (coffret_invent, NULL);
  fixture->window = coffret_window_new (NULL, fixture->door);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 700);
  fixture->player = coffret_player_new (ADW_APPLICATION_WINDOW (fixture->window));
  fixture->tutorials = coffret_tutorials_list ();
  ui_testing_show (GTK_WINDOW (fixture->window));
  ui_testing_await (coffret_door_start (fixture->door), NULL);
  ui_testing_settle ();
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

static void
ask (Fixture *fixture, const char *what)
{
  g_autofree char *action = g_strconcat ("lesson.", what, NULL);

  gtk_widget_activate_action (GTK_WIDGET (coffret_player_get_panel (fixture->player)), action,
                              NULL);
}

/* Until the player is at STEP; it must come there. */
static void
wait_for (Fixture *fixture, guint step)
{
  while (coffret_player_get_step (fixture->player) != step) {
    gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
    g_main_context_iteration (NULL, TRUE);
  }
}

/* What STEP points at, once it is on the screen. */
static void
wait_for_target (Fixture *fixture, const char *target)
{
  guint step = coffret_player_get_step (fixture->player);
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GtkWidget *panel = GTK_WIDGET (coffret_player_get_panel (fixture->player));
  GtkWidget *widget;

  /* Unless the step was done before it began. */
  while (coffret_player_get_step (fixture->player) == step &&
         (!(widget = coffret_observer_find (window, target, panel)) ||
          !gtk_widget_has_css_class (widget, "lesson-target"))) {
    gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
begin (Fixture *fixture, const char *id)
{
  coffret_player_play (fixture->player, coffret_tutorials_find (fixture->tutorials, id), 0);
}

static void
play (Fixture *fixture, CoffretTutorial *tutorial)
{
  coffret_player_play (fixture->player, tutorial, 0);
  for (guint i = 0; i < tutorial->steps->len; i++) {
    const CoffretTutorialStep *step = g_ptr_array_index (tutorial->steps, i);

    g_test_message ("%s: %s", tutorial->id, step->id);
    g_assert_cmpuint (coffret_player_get_step (fixture->player), ==, i);
    if (step->target != NULL)
      wait_for_target (fixture, step->target);
    if (coffret_player_get_step (fixture->player) == i)
      ask (fixture, step->done != NULL ? "show" : "next");
    wait_for (fixture, i + 1);
  }
  ask (fixture, "next");
  g_assert_null (coffret_player_get_tutorial (fixture->player));
}

/* The list and nothing over it, as at the beginning. */
static void
go_home (Fixture *fixture)
{
  CoffretVaultView *view =
    COFFRET_VAULT_VIEW (ui_testing_find (GTK_WIDGET (fixture->window), COFFRET_TYPE_VAULT_VIEW));
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);

  coffret_vault_view_show (view, "all");
  coffret_vault_view_close (view);
  while (!coffret_observer_find (window, "list", NULL))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_all (Fixture *fixture, gconstpointer width)
{
  for (guint i = 0; i < fixture->tutorials->len; i++) {
    go_home (fixture);
    play (fixture, g_ptr_array_index (fixture->tutorials, i));
  }
}

static CoffretLessonPanel *
panel (Fixture *fixture)
{
  return coffret_player_get_panel (fixture->player);
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
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
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (GTK_WIDGET (panel (fixture)), GTK_WIDGET (dialog)));
  g_assert_null (coffret_lesson_panel_get_notice (panel (fixture)));
  adw_dialog_force_close (dialog);
  while (!coffret_lesson_panel_get_notice (panel (fixture))) {
    gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
    g_main_context_iteration (NULL, TRUE);
  }
  g_assert_cmpuint (coffret_player_get_step (fixture->player), ==, 1);
  ask (fixture, "back");
  g_assert_cmpuint (coffret_player_get_step (fixture->player), ==, 0);
  g_assert_null (coffret_lesson_panel_get_notice (panel (fixture)));
  act (fixture, "win.add");
  wait_for (fixture, 1);
  act (fixture, "win.add-practice-file");
  wait_for (fixture, 2);
}

/* Left and taken up again; and nothing of it stays on the window. */
static void
test_leave (Fixture *fixture, gconstpointer width)
{
  CoffretTutorial *tutorial = coffret_tutorials_find (fixture->tutorials, "what-this-is");

  begin (fixture, "what-this-is");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (panel (fixture))) ||
                 gtk_widget_get_parent (GTK_WIDGET (panel (fixture))) != NULL);
  ask (fixture, "next");
  wait_for_target (fixture, "list");
  ask (fixture, "leave");
  g_assert_null (coffret_player_get_tutorial (fixture->player));
  g_assert_false (gtk_widget_has_css_class (
    coffret_observer_find (ADW_APPLICATION_WINDOW (fixture->window), "list", NULL),
    "lesson-target"));
  coffret_player_play (fixture->player, tutorial, 1);
  g_assert_cmpuint (coffret_player_get_step (fixture->player), ==, 1);
}

static void
test_panel (Fixture *fixture, gconstpointer width)
{
  begin (fixture, "what-this-is");
  ui_testing_settle ();
  g_assert_cmpuint (ui_testing_audit (GTK_WIDGET (panel (fixture))), ==, 0);
}

#define ADD(name, width, test)                                                                     \
  g_test_add (name, Fixture, GINT_TO_POINTER (width), set_up, test, tear_down)

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  ADD ("/player/all", 1300, test_all);
  ADD ("/player/otherwise", 1300, test_otherwise);
  ADD ("/player/otherwise-narrow", 500, test_otherwise);
  ADD ("/player/leave", 1300, test_leave);
  ADD ("/player/panel", 1300, test_panel);
  return g_test_run ();
}
