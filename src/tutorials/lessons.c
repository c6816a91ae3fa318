#include "tutorials/lessons.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "app/application.h"
#include "app/lesson.h"
#include "app/places.h"
#include "app/start.h"
#include "app/window.h"
#include "tutorials/lesson-line.h"
#include "tutorials/player.h"

#define KEY "lessons"
#define DONE G_MAXUINT32 /* in place of a step */
#define OWN "/own"       /* after the id: of the learner's own vault */

typedef struct {
  GtkApplication *application; /* borrowed */
  GPtrArray *tutorials;
  GListStore *lessons;
  GSettings *settings; /* nullable */
  CoffretPlayer *player;
  GPtrArray *lines; /* of a guest: to the practice vaults, or to the session that opened this one */
  char *waiting;    /* a lesson, for the vault to be open; nullable */
} Lessons;

static void
lessons_free (gpointer data)
{
  Lessons *self = data;

  g_ptr_array_unref (self->tutorials);
  g_object_unref (self->lessons);
  g_clear_object (&self->settings);
  g_clear_object (&self->player);
  g_ptr_array_unref (self->lines);
  g_free (self->waiting);
  g_free (self);
}

static guint32
recall (Lessons *self, const char *id)
{
  g_autoptr (GVariant) steps = self->settings ? g_settings_get_value (self->settings, KEY) : NULL;
  guint32 step = 0;

  if (steps)
    g_variant_lookup (steps, id, "u", &step);
  return step;
}

static void
remember (Lessons *self, const char *id, guint32 step)
{
  g_autoptr (GVariant) steps = self->settings ? g_settings_get_value (self->settings, KEY) : NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  guint32 value;

  if (!steps)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{su}"));
  g_variant_iter_init (&iter, steps);
  while (g_variant_iter_next (&iter, "{&su}", &key, &value))
    if (!g_str_equal (key, id))
      g_variant_builder_add (&builder, "{su}", key, value);
  g_variant_builder_add (&builder, "{su}", id, step);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static void
show_states (Lessons *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->lessons)); i++) {
    g_autoptr (CoffretLesson) lesson = g_list_model_get_item (G_LIST_MODEL (self->lessons), i);
    const char *id = coffret_lesson_get_id (lesson);
    g_autofree char *own = g_strconcat (id, OWN, NULL);
    guint32 step = recall (self, id);

    coffret_lesson_set_state (lesson, step > 0 && step != DONE, step == DONE,
                              recall (self, own) == DONE);
  }
}

static gboolean
is_practice (Lessons *self)
{
  return coffret_application_is_practice (COFFRET_APPLICATION (self->application));
}

/* Under which name it is remembered how far a lesson is here. */
static char *
name_of (Lessons *self, const char *id)
{
  return g_strconcat (id, is_practice (self) ? NULL : OWN, NULL);
}

static void
on_moved (CoffretPlayer *player, guint step, Lessons *self)
{
  const CoffretTutorial *tutorial = coffret_player_get_tutorial (player);
  g_autofree char *name = name_of (self, tutorial->id);
  guint32 known = recall (self, name);
  gboolean over = step >= coffret_player_count_steps (player);

  coffret_application_set_learnt (COFFRET_APPLICATION (self->application),
                                  over ? NULL : tutorial->id);
  if (!over && (known == DONE || known == step))
    return;
  step = over ? DONE : step;
  remember (self, name, step);
  for (guint i = 0; i < self->lines->len; i++)
    coffret_lesson_line_tell_moved (g_ptr_array_index (self->lines, i), name, step);
}

static void
on_left (Lessons *self)
{
  coffret_application_set_learnt (COFFRET_APPLICATION (self->application), NULL);
}

static CoffretWindow *
find_window (Lessons *self)
{
  for (GList *link = gtk_application_get_windows (self->application); link; link = link->next)
    if (COFFRET_IS_WINDOW (link->data))
      return link->data;
  return NULL;
}

/* Another program beside this one, on the vault that belongs to it: OPTION, and which lesson. */
static void
start_another (Lessons *self, const char *option, const char *id, int input)
{
  CoffretApplication *application = COFFRET_APPLICATION (self->application);
  g_autofree char *words = g_strconcat (option, id, NULL);
  g_auto (GStrv) options = coffret_application_dup_options (application, words);

  coffret_start_another (GTK_WINDOW (find_window (self)), (const char *const *) options,
                         coffret_application_get_folder (application), input);
}

static void
on_own (CoffretPlayer *player, Lessons *self)
{
  g_autofree char *id = g_strdup (coffret_player_get_tutorial (player)->id);

  coffret_player_leave (player);
  /* A guest's own vault is that of the session, as long as it lasts. */
  if (self->lines->len > 0) {
    g_autofree char *token = coffret_start_token ();

    if (coffret_lesson_line_tell_own (g_ptr_array_index (self->lines, 0), id, token ?: ""))
      return;
  }
  start_another (self, "--repeat=", id, -1);
}

static void
play (Lessons *self, CoffretWindow *window, const char *id)
{
  CoffretTutorial *tutorial = coffret_tutorials_find (self->tutorials, id);
  g_autofree char *name = name_of (self, id);
  guint32 step = recall (self, name);

  if (!tutorial || (!is_practice (self) && !tutorial->own))
    return;
  if (!self->player) {
    self->player = coffret_player_new (ADW_APPLICATION_WINDOW (window), !is_practice (self));
    g_signal_connect (self->player, "moved", G_CALLBACK (on_moved), self);
    g_signal_connect (self->player, "own", G_CALLBACK (on_own), self);
    g_signal_connect_swapped (self->player, "left", G_CALLBACK (on_left), self);
  }
  coffret_player_play (self->player, tutorial, step != DONE ? step : 0);
}

/* What waits for a vault to be played in. */
static void
on_window_ready (Lessons *self)
{
  CoffretApplication *application = COFFRET_APPLICATION (self->application);
  CoffretDoor *door = coffret_application_get_door (application);
  g_autofree char *id = NULL;

  if (!self->waiting || !door || coffret_door_get_state (door) != COFFRET_DOOR_OPEN ||
      !find_window (self))
    return;
  id = g_steal_pointer (&self->waiting);
  play (self, find_window (self), id);
}

static void
on_heard_moved (CoffretLessonLine *line, const char *id, guint step, Lessons *self)
{
  remember (self, id, step);
}

static void
on_heard_own (CoffretLessonLine *line, const char *id, const char *token, Lessons *self)
{
  CoffretWindow *window = find_window (self);

  if (!window || is_practice (self))
    return;
  if (*token != '\0')
    gtk_window_set_startup_id (GTK_WINDOW (window), token);
  gtk_window_present (GTK_WINDOW (window));
  g_set_str (&self->waiting, id);
  on_window_ready (self);
}

/* All that is known here of how far the lessons are. */
static void
tell_all (Lessons *self, CoffretLessonLine *line)
{
  g_autoptr (GVariant) steps = self->settings ? g_settings_get_value (self->settings, KEY) : NULL;
  GVariantIter iter;
  const char *key;
  guint32 step;

  if (!steps)
    return;
  g_variant_iter_init (&iter, steps);
  while (g_variant_iter_next (&iter, "{&su}", &key, &step))
    coffret_lesson_line_tell_moved (line, key, step);
}

static void
on_heard_again (CoffretLessonLine *line, Lessons *self)
{
  tell_all (self, line);
}

static void
on_line_closed (CoffretLessonLine *line, Lessons *self)
{
  g_ptr_array_remove (self->lines, line);
}

/* LINE is taken; nullable. */
static void
listen_to (Lessons *self, CoffretLessonLine *line)
{
  if (!line)
    return;
  g_signal_connect (line, "moved", G_CALLBACK (on_heard_moved), self);
  g_signal_connect (line, "own", G_CALLBACK (on_heard_own), self);
  g_signal_connect (line, "again", G_CALLBACK (on_heard_again), self);
  g_signal_connect (line, "closed", G_CALLBACK (on_line_closed), self);
  g_ptr_array_add (self->lines, line);
  coffret_lesson_line_catch_up (line);
}

/* The practice vault learns first what is known here. */
static void
start_for_guest (Lessons *self, const char *id)
{
  int other = -1;
  CoffretLessonLine *line = coffret_lesson_line_new (&other);

  listen_to (self, line);
  if (line)
    tell_all (self, line);
  start_another (self, "--lesson=", id, other);
  if (other >= 0)
    close (other);
}

static void
do_lesson (GSimpleAction *action, GVariant *target, gpointer data)
{
  Lessons *self = data;
  CoffretWindow *window = find_window (self);
  const char *id = g_variant_get_string (target, NULL);

  if (window && is_practice (self))
    play (self, window, id);
  else if (coffret_application_is_guests (COFFRET_APPLICATION (self->application)))
    start_for_guest (self, id);
  else
    start_another (self, "--lesson=", id, -1);
}

/* In the learner's own vault, once it is open. */
static void
do_repeat (GSimpleAction *action, GVariant *target, gpointer data)
{
  Lessons *self = data;

  g_set_str (&self->waiting, g_variant_get_string (target, NULL));
  on_window_ready (self);
}

static void
on_window_added (Lessons *self, GtkWindow *window)
{
  CoffretDoor *door = coffret_application_get_door (COFFRET_APPLICATION (self->application));

  if (!COFFRET_IS_WINDOW (window) || !door)
    return;
  g_signal_connect_data (door, "notify::state", G_CALLBACK (on_window_ready), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_window_ready (self);
}

static void
on_window_removed (Lessons *self, GtkWindow *window)
{
  if (COFFRET_IS_WINDOW (window))
    g_clear_object (&self->player);
}

static void
add_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider,
                                       "/io/github/coffret/Coffret/tutorials-ui/tutorials.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
on_startup (Lessons *self)
{
  static const GActionEntry entries[] = {
    { .name = "lesson", .activate = do_lesson, .parameter_type = "s" },
    { .name = "repeat", .activate = do_repeat, .parameter_type = "s" },
  };

  add_style ();
  /* What the owner has learnt is not the guest's. */
  if (coffret_application_is_guests (COFFRET_APPLICATION (self->application))) {
    if (self->settings)
      g_settings_set (self->settings, KEY, "a{su}", NULL);
    listen_to (self, coffret_lesson_line_take ());
  }
  g_action_map_add_action_entries (G_ACTION_MAP (self->application), entries,
                                   G_N_ELEMENTS (entries), self);
  self->waiting =
    g_strdup (coffret_application_get_lesson (COFFRET_APPLICATION (self->application)));
}

/* In another language, a guest's practice vault still belongs to the session. */
static void
on_shutdown (Lessons *self)
{
  CoffretApplication *application = COFFRET_APPLICATION (self->application);
  g_auto (GStrv) again = coffret_application_dup_arguments_again (application);

  if (again && is_practice (self) && self->lines->len > 0)
    coffret_lesson_line_hand_on (g_ptr_array_index (self->lines, 0));
}

void
coffret_lessons_attach (GtkApplication *application)
{
  Lessons *self = g_new0 (Lessons, 1);

  self->application = application;
  self->tutorials = coffret_tutorials_list ();
  self->lessons = g_list_store_new (COFFRET_TYPE_LESSON);
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
  self->settings = coffret_places_settings ();
  for (guint i = 0; i < self->tutorials->len; i++) {
    const CoffretTutorial *tutorial = g_ptr_array_index (self->tutorials, i);
    g_autoptr (CoffretLesson) lesson =
      coffret_lesson_new (tutorial->id, g_dgettext (GETTEXT_PACKAGE, tutorial->title),
                          g_dgettext (GETTEXT_PACKAGE, tutorial->remark), tutorial->first);

    g_list_store_append (self->lessons, lesson);
  }
  if (self->settings)
    g_signal_connect_swapped (self->settings, "changed::" KEY, G_CALLBACK (show_states), self);
  show_states (self);
  coffret_lessons_install (application, G_LIST_MODEL (self->lessons));
  g_object_set_data_full (G_OBJECT (application), "coffret-lessons-attached", self, lessons_free);
  g_signal_connect_swapped (application, "startup", G_CALLBACK (on_startup), self);
  g_signal_connect_swapped (application, "shutdown", G_CALLBACK (on_shutdown), self);
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (on_window_added), self);
  g_signal_connect_swapped (application, "window-removed", G_CALLBACK (on_window_removed), self);
}
