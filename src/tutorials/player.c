#include "tutorials/player.h"

#include <glib/gi18n-lib.h>

#include "tutorials/lesson-place.h"
#include "tutorials/observer.h"

struct _CoffretPlayer {
  GObject parent_instance;

  AdwApplicationWindow *window; /* borrowed */
  CoffretLessonPanel *panel;
  CoffretLessonPlace *place;
  gboolean own;

  CoffretTutorial *tutorial;
  GPtrArray *steps; /* of it, those that are played here; NULL when none is played */
  guint step;
  CoffretSighting before;
  gboolean gone_back; /* to a step that is done, and waits for being done once more */
  GtkWidget *target;  /* weak */
  guint look_id;
};

G_DEFINE_FINAL_TYPE (CoffretPlayer, coffret_player, G_TYPE_OBJECT)

enum {
  SIGNAL_MOVED,
  SIGNAL_LEFT,
  SIGNAL_OWN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const CoffretTutorialStep *
current (CoffretPlayer *self)
{
  return self->steps && self->step < self->steps->len ? g_ptr_array_index (self->steps, self->step)
                                                      : NULL;
}

static gboolean
is_over (CoffretPlayer *self)
{
  return self->tutorial && !current (self);
}

/* Whether there is something to go on with, in the learner's own vault. */
static gboolean
offers_own (CoffretPlayer *self)
{
  return is_over (self) && !self->own && self->tutorial->own;
}

/* In one's own vault nothing is written but by one's own hand. */
static gboolean
can_show (CoffretPlayer *self, const CoffretTutorialStep *step)
{
  if (!step || !step->show || !self->own)
    return step && step->show;
  return step->done->kind == COFFRET_CONDITION_DIALOG ||
         step->done->kind == COFFRET_CONDITION_PAGE || step->done->kind == COFFRET_CONDITION_SHOWN;
}

static void
set_target (CoffretPlayer *self, GtkWidget *target)
{
  if (self->target == target)
    return;
  if (self->target)
    gtk_widget_remove_css_class (self->target, "lesson-target");
  g_set_weak_pointer (&self->target, target);
  if (target)
    gtk_widget_add_css_class (target, "lesson-target");
}

static char *
join_says (const CoffretTutorialStep *step)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < step->says->len; i++) {
    if (i > 0)
      g_string_append_c (text, '\n');
    g_string_append (text, g_dgettext (GETTEXT_PACKAGE, g_ptr_array_index (step->says, i)));
  }
  return g_string_free_and_steal (text);
}

static void
enable (CoffretPlayer *self, const CoffretTutorialStep *step)
{
  coffret_lesson_panel_enable (self->panel, "back", self->step > 0);
  coffret_lesson_panel_enable (self->panel, "show", can_show (self, step));
  coffret_lesson_panel_enable (self->panel, "go", self->target != NULL);
  coffret_lesson_panel_offer_own (self->panel, offers_own (self));
  coffret_lesson_panel_name_next (self->panel, step ? _ ("_Next") : _ ("_Close"));
}

static void
show_step (CoffretPlayer *self)
{
  const CoffretTutorialStep *step = current (self);
  const char *title = g_dgettext (GETTEXT_PACKAGE, self->tutorial->title);
  g_autofree char *text = step ? join_says (step)
                               : g_strdup (offers_own (self) ? _ ("You have done it.\nNow try it "
                                                                  "in your own vault.")
                                                             : _ ("You have done it."));

  self->before = coffret_observer_look (self->window);
  set_target (self, NULL);
  enable (self, step);
  coffret_lesson_panel_show_step (self->panel, title, self->step + 1, self->steps->len, text);
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, self->step);
}

static void
move_to (CoffretPlayer *self, guint step)
{
  self->gone_back = FALSE;
  self->step = MIN (step, self->steps->len);
  show_step (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->window));
}

static gboolean
holds (CoffretPlayer *self, const CoffretCondition *condition)
{
  return coffret_observer_holds (self->window, condition, &self->before, GTK_WIDGET (self->panel));
}

/* Whether CONDITION says that something is closed, which is not only covered by another page. */
static gboolean
is_closed (CoffretPlayer *self, const CoffretCondition *condition)
{
  return condition->not &&
         (condition->kind == COFFRET_CONDITION_DIALOG ||
          condition->kind == COFFRET_CONDITION_PAGE ||
          condition->kind == COFFRET_CONDITION_SHOWN) &&
         holds (self, condition) &&
         !coffret_observer_is_behind (self->window, condition, GTK_WIDGET (self->panel));
}

/* Whether nothing can become less, of what is to become less. */
static gboolean
lacks_all (CoffretPlayer *self, const CoffretCondition *done)
{
  return done && done->kind == COFFRET_CONDITION_FEWER && !done->not && self->before.session &&
         self->before.counts[done->count] == 0;
}

/* Whether something is closed that STEP happens in, or was never there. */
static gboolean
is_out_of_place (CoffretPlayer *self, const CoffretTutorialStep *step)
{
  for (guint i = 0; i < step->notices->len; i++)
    if (is_closed (self,
                   ((const CoffretTutorialNotice *) g_ptr_array_index (step->notices, i))->when))
      return TRUE;
  return lacks_all (self, step->done);
}

/* What turns to the page that the step's target is on; NULL: it is not on another one. */
static AdwNavigationSplitView *
find_behind (CoffretPlayer *self, const CoffretTutorialStep *step)
{
  return step && step->target && !self->target
           ? coffret_observer_find_behind (self->window, step->target, GTK_WIDGET (self->panel))
           : NULL;
}

/* The list of all credentials is where most begins; other pages take its place. */
static gboolean
is_list_away (CoffretPlayer *self)
{
  static const CoffretCondition away = { .kind = COFFRET_CONDITION_PAGE,
                                         .not= TRUE,
                                         .what = (char *) "list" };

  return holds (self, &away) &&
         !coffret_observer_find_behind (self->window, "list", GTK_WIDGET (self->panel));
}

/* Whether the step's target is on none of the pages that are open. */
static gboolean
is_elsewhere (CoffretPlayer *self, const CoffretTutorialStep *step)
{
  return step && step->target && !self->target && !is_out_of_place (self, step) &&
         !adw_application_window_get_visible_dialog (self->window) && is_list_away (self);
}

/* Whether DIALOG lies over all that STEP is to be done with. */
static gboolean
is_covered_by (CoffretPlayer *self, const CoffretTutorialStep *step, AdwDialog *dialog)
{
  const CoffretCondition *done = step->done;

  if ((done && done->kind == COFFRET_CONDITION_DIALOG && done->not) ||
      (self->target && gtk_widget_is_ancestor (self->target, GTK_WIDGET (dialog))))
    return FALSE;
  for (guint i = 0; i < step->notices->len; i++) {
    const CoffretCondition *when =
      ((const CoffretTutorialNotice *) g_ptr_array_index (step->notices, i))->when;

    if (when->kind == COFFRET_CONDITION_DIALOG && when->not)
      return holds (self, when);
  }
  return done || step->target;
}

static const char *
find_notice (CoffretPlayer *self, const CoffretTutorialStep *step, gboolean behind)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (self->window);

  /* A question explains itself. */
  if (dialog && dialog != coffret_lesson_place_get_host (self->place))
    return NULL;
  if (dialog && is_covered_by (self, step, dialog))
    return _ ("Another window is open. Close it with the Escape key.");
  for (guint i = 0; i < step->notices->len; i++) {
    const CoffretTutorialNotice *one = g_ptr_array_index (step->notices, i);

    if (holds (self, one->when) &&
        !coffret_observer_is_behind (self->window, one->when, GTK_WIDGET (self->panel)))
      return g_dgettext (GETTEXT_PACKAGE, one->text);
  }
  return behind ? _ ("It is on another page. Press “Go There” to see it.") : NULL;
}

/* Whether the step is over; one that somebody went back to is not over again by itself. */
static gboolean
is_done (CoffretPlayer *self, const CoffretTutorialStep *step)
{
  gboolean done = step->done && holds (self, step->done);

  if (!done)
    self->gone_back = FALSE;
  return done && !self->gone_back;
}

/* Whether nobody can begin with STEP: it is out of place, or over by itself. */
static gboolean
is_pointless (CoffretPlayer *self, const CoffretTutorialStep *step)
{
  return is_out_of_place (self, step) || (step->done && holds (self, step->done));
}

/* To the step before; who lost the way, to the last one that there still is something to do in. */
static void
go_back (CoffretPlayer *self)
{
  const CoffretTutorialStep *step = current (self);
  gboolean lost = step && is_out_of_place (self, step);
  guint number = self->step;

  do
    step = g_ptr_array_index (self->steps, --number);
  while (number > 0 && lost && is_pointless (self, step));
  move_to (self, number);
  self->gone_back = step->done && holds (self, step->done);
}

/* Nothing is done by what a locked vault does not show; and of another one than before nothing can
 * be compared. */
static gboolean
is_open (CoffretPlayer *self)
{
  CoffretSighting now = coffret_observer_look (self->window);

  if (now.session && now.session != self->before.session)
    self->before = now;
  return now.session != NULL;
}

static gboolean
look (gpointer data)
{
  CoffretPlayer *self = data;
  const CoffretTutorialStep *step = current (self);
  gboolean behind;

  self->look_id = 0;
  if (!self->tutorial)
    return G_SOURCE_REMOVE;
  coffret_lesson_place_update (self->place, TRUE);
  if (!step)
    return G_SOURCE_REMOVE;
  if (!is_open (self)) {
    set_target (self, NULL);
    coffret_lesson_panel_enable (self->panel, "go", FALSE);
    /* One to practise in has no lock: somebody else's is about to be shown. */
    if (self->own)
      coffret_lesson_panel_set_notice (self->panel, _ ("The vault is locked. Open it to go on."));
    return G_SOURCE_REMOVE;
  }
  if (is_done (self, step)) {
    move_to (self, self->step + 1);
    return G_SOURCE_REMOVE;
  }
  set_target (self, step->target
                      ? coffret_observer_find (self->window, step->target, GTK_WIDGET (self->panel))
                      : NULL);
  behind = find_behind (self, step) || is_elsewhere (self, step);
  coffret_lesson_panel_enable (self->panel, "go", self->target || behind);
  coffret_lesson_panel_set_notice (self->panel, find_notice (self, step, behind));
  return G_SOURCE_REMOVE;
}

/* Whatever a learner does is seen sooner or later: that is when to look. */
static void
look_soon (CoffretPlayer *self)
{
  if (self->tutorial && !self->look_id)
    self->look_id = g_idle_add (look, self);
}

static void
type (GtkWidget *target, const char *text)
{
  GtkEditable *editable = target ? coffret_observer_editable (target) : NULL;

  if (editable)
    gtk_editable_set_text (editable, text);
}

static void
act (CoffretPlayer *self, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) value = NULL;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  GtkWidget *from = self->target ? self->target : focus;

  if (!g_action_parse_detailed_name (detailed, &name, &value, NULL))
    return;
  /* What acts on the row that has the focus needs one. */
  if (self->target)
    gtk_widget_grab_focus (self->target);
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  if (focus && self->target && gtk_widget_is_ancestor (focus, self->target) &&
      gtk_widget_activate_action_variant (focus, name, value))
    return;
  if ((!from || !gtk_widget_activate_action_variant (from, name, value)) &&
      !gtk_widget_activate_action_variant (GTK_WIDGET (self->window), name, value))
    gtk_widget_activate_action_variant (coffret_lesson_place_get_content (self->place), name,
                                        value);
}

/* What cannot have the focus is to be seen at least. */
static void
go_to_target (CoffretPlayer *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (self->target, GTK_TYPE_VIEWPORT);

  if (!gtk_widget_grab_focus (self->target) && viewport)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), self->target, NULL);
}

static void
go_there (CoffretPlayer *self)
{
  const CoffretTutorialStep *step = current (self);
  AdwNavigationSplitView *view = find_behind (self, step);

  if (view)
    coffret_observer_turn (view);
  else if (self->target)
    go_to_target (self);
  else if (is_elsewhere (self, step))
    coffret_observer_go_home (self->window);
}

static void
show_me (CoffretPlayer *self)
{
  const CoffretTutorialStep *step = current (self);
  AdwDialog *dialog = adw_application_window_get_visible_dialog (self->window);

  if (!can_show (self, step))
    return;
  /* Who lost the way is shown from where there is something to be seen. */
  if (step->target && !self->target && self->step > 0 && is_out_of_place (self, step)) {
    go_back (self);
    return;
  }
  if (step->target && !self->target) {
    go_there (self);
    return;
  }
  if (g_str_equal (step->show, "close")) {
    if (dialog)
      adw_dialog_close (dialog);
  } else if (g_str_equal (step->show, "activate")) {
    if (self->target)
      gtk_widget_activate (self->target);
  } else if (g_str_equal (step->show, "first")) {
    GtkWidget *row = self->target ? coffret_observer_first_row (self->target) : NULL;

    if (row)
      gtk_widget_activate (row);
  } else if (g_str_equal (step->show, "type")) {
    type (self->target, g_dgettext (GETTEXT_PACKAGE, step->typed));
  } else if (g_str_equal (step->show, "clear")) {
    type (self->target, "");
  } else {
    act (self, step->show);
  }
}

static void
on_asked (CoffretPlayer *self, const char *what)
{
  if (!self->tutorial)
    return;
  if (g_str_equal (what, "leave") || (g_str_equal (what, "next") && !current (self))) {
    coffret_player_leave (self);
    coffret_lesson_panel_say_closed (self->panel);
  } else if (g_str_equal (what, "own"))
    g_signal_emit (self, signals[SIGNAL_OWN], 0);
  else if (g_str_equal (what, "next"))
    move_to (self, self->step + 1);
  else if (g_str_equal (what, "back") && self->step > 0)
    go_back (self);
  else if (g_str_equal (what, "show"))
    show_me (self);
  else if (g_str_equal (what, "go"))
    go_there (self);
}

static void
on_realized (CoffretPlayer *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self->window)), "after-paint",
                           G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
}

static void
coffret_player_dispose (GObject *object)
{
  CoffretPlayer *self = COFFRET_PLAYER (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_weak_pointer (&self->target);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->tutorial, coffret_tutorial_unref);
  g_clear_object (&self->place);
  g_clear_object (&self->panel);
  G_OBJECT_CLASS (coffret_player_parent_class)->dispose (object);
}

static void
coffret_player_class_init (CoffretPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_player_dispose;
  signals[SIGNAL_MOVED] = g_signal_new ("moved", COFFRET_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_OWN] = g_signal_new ("own", COFFRET_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LEFT] = g_signal_new ("left", COFFRET_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_player_init (CoffretPlayer *self)
{
  self->panel = g_object_ref_sink (coffret_lesson_panel_new ());
  g_signal_connect_object (self->panel, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
}

CoffretPlayer *
coffret_player_new (AdwApplicationWindow *window, gboolean own)
{
  CoffretPlayer *self = g_object_new (COFFRET_TYPE_PLAYER, NULL);

  self->window = window;
  self->own = own;
  self->place = coffret_lesson_place_new (window, self->panel);
  g_signal_connect_object (self->place, "shifted", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    on_realized (self);
  else
    g_signal_connect_object (window, "realize", G_CALLBACK (on_realized), self, G_CONNECT_SWAPPED);
  return self;
}

void
coffret_player_play (CoffretPlayer *self, CoffretTutorial *tutorial, guint step)
{
  coffret_tutorial_ref (tutorial);
  coffret_player_leave (self);
  self->tutorial = tutorial;
  self->steps = coffret_tutorial_list_steps (tutorial, self->own);
  coffret_lesson_place_update (self->place, TRUE);
  self->before = coffret_observer_look (self->window);
  step = MIN (step, self->steps->len - 1);
  while (step > 0 && is_pointless (self, g_ptr_array_index (self->steps, step)))
    step--;
  move_to (self, step);
}

void
coffret_player_leave (CoffretPlayer *self)
{
  if (!self->tutorial)
    return;
  set_target (self, NULL);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->tutorial, coffret_tutorial_unref);
  coffret_lesson_place_update (self->place, FALSE);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

CoffretTutorial *
coffret_player_get_tutorial (CoffretPlayer *self)
{
  return self->tutorial;
}

guint
coffret_player_get_step (CoffretPlayer *self)
{
  return self->step;
}

CoffretLessonPanel *
coffret_player_get_panel (CoffretPlayer *self)
{
  return self->panel;
}

const CoffretTutorialStep *
coffret_player_get_current (CoffretPlayer *self)
{
  return current (self);
}

guint
coffret_player_count_steps (CoffretPlayer *self)
{
  return self->steps ? self->steps->len : 0;
}
