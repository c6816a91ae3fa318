#include "app/lock-watch/lock-watch.h"

#include <glib/gi18n-lib.h>

#include "app/lock-watch/idle-source.h"
#include "app/lock-watch/lock-warning.h"
#include "app/tell.h"

#define DEFAULT_LIMIT "5"

struct _CoffretLockWatch {
  GObject parent_instance;

  GtkWindow *window; /* it owns this */
  CoffretDoor *door;
  GSettings *settings; /* nullable */
  GPtrArray *sources;
  CoffretIdleSource *idle;  /* the first of them */
  AdwAlertDialog *question; /* weak: while it is on the screen */
};

G_DEFINE_FINAL_TYPE (CoffretLockWatch, coffret_lock_watch, G_TYPE_OBJECT)

static gboolean
is_open (CoffretLockWatch *self)
{
  return coffret_door_get_state (self->door) == COFFRET_DOOR_OPEN;
}

static gboolean
is_wanted (CoffretLockWatch *self, CoffretLockSource *source)
{
  return source == COFFRET_LOCK_SOURCE (self->idle) || !self->settings ||
         g_settings_get_boolean (self->settings, coffret_lock_source_get_setting (source));
}

static void
withdraw_question (CoffretLockWatch *self)
{
  AdwAlertDialog *question = self->question;

  if (question)
    g_signal_handlers_disconnect_by_data (question, self);
  g_clear_weak_pointer (&self->question);
  coffret_lock_warning_withdraw (self->window, question);
}

/* Only what is ours: others' is left alone, and cannot be reached anyway. */
static void
empty_clipboard (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

static void
guard (CoffretLockWatch *self)
{
  gboolean open = is_open (self);

  for (guint i = 0; i < self->sources->len; i++) {
    CoffretLockSource *source = g_ptr_array_index (self->sources, i);

    coffret_lock_source_guard (source, open && is_wanted (self, source));
  }
}

static void
on_session_changed (CoffretLockWatch *self)
{
  if (coffret_door_get_session (self->door))
    return;
  withdraw_question (self);
  empty_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (self->window)));
  empty_clipboard (gtk_widget_get_primary_clipboard (GTK_WIDGET (self->window)));
}

void
coffret_lock_watch_lock (CoffretLockWatch *self)
{
  /* A field that is left is saved. */
  gtk_window_set_focus (self->window, NULL);
  coffret_door_lock (self->door);
}

static void
on_lock (CoffretLockWatch *self, CoffretLockSource *source)
{
  if (!is_open (self) || !is_wanted (self, source))
    return;
  coffret_lock_watch_lock (self);
  if (source == COFFRET_LOCK_SOURCE (self->idle))
    coffret_tell_lasting (GTK_WIDGET (self->window),
                          _ ("Your vault was locked because nobody used it"));
}

static void
on_answered (CoffretLockWatch *self, const char *response)
{
  g_clear_weak_pointer (&self->question);
  if (g_str_equal (response, "lock"))
    coffret_lock_watch_lock (self);
  else
    coffret_idle_source_touch (self->idle);
}

static void
on_near (CoffretLockWatch *self)
{
  if (!coffret_idle_source_is_near (self->idle)) {
    withdraw_question (self);
    return;
  }
  g_set_weak_pointer (&self->question, coffret_lock_warning_show (self->window));
  g_signal_connect_object (self->question, "response", G_CALLBACK (on_answered), self,
                           G_CONNECT_SWAPPED);
}

static void
on_limit_changed (CoffretLockWatch *self)
{
  g_autofree char *limit = self->settings ? g_settings_get_string (self->settings, "lock-after")
                                          : g_strdup (DEFAULT_LIMIT);

  coffret_idle_source_set_limit (self->idle, limit);
}

static void
on_setting_changed (CoffretLockWatch *self, const char *key)
{
  if (g_str_equal (key, "lock-after"))
    on_limit_changed (self);
  else if (g_str_has_prefix (key, "lock-"))
    guard (self);
}

static void
on_window_added (CoffretLockWatch *self, GtkWindow *window)
{
  coffret_idle_source_follow (self->idle, window);
}

static void
coffret_lock_watch_dispose (GObject *object)
{
  CoffretLockWatch *self = COFFRET_LOCK_WATCH (object);

  g_clear_weak_pointer (&self->question);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_lock_watch_parent_class)->dispose (object);
}

static void
coffret_lock_watch_class_init (CoffretLockWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_lock_watch_dispose;
}

static void
coffret_lock_watch_init (CoffretLockWatch *self)
{
}

CoffretLockWatch *
coffret_lock_watch_new (GtkWindow *window,
                        CoffretDoor *door,
                        GSettings *settings,
                        GPtrArray *sources)
{
  CoffretLockWatch *self = g_object_new (COFFRET_TYPE_LOCK_WATCH, NULL);
  GtkApplication *application = gtk_window_get_application (window);

  self->window = window;
  self->door = g_object_ref (door);
  self->settings = settings ? g_object_ref (settings) : NULL;
  self->sources = sources;
  self->idle = COFFRET_IDLE_SOURCE (g_ptr_array_index (sources, 0));
  for (guint i = 0; i < sources->len; i++)
    g_signal_connect_object (g_ptr_array_index (sources, i), "lock", G_CALLBACK (on_lock), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle, "notify::near", G_CALLBACK (on_near), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (door, "notify::state", G_CALLBACK (guard), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (door, "notify::session", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  if (settings)
    g_signal_connect_object (settings, "changed", G_CALLBACK (on_setting_changed), self,
                             G_CONNECT_SWAPPED);
  coffret_idle_source_follow (self->idle, window);
  if (application)
    /* A file chooser without a portal, for one. */
    g_signal_connect_object (application, "window-added", G_CALLBACK (on_window_added), self,
                             G_CONNECT_SWAPPED);
  on_limit_changed (self);
  guard (self);
  return self;
}

GPtrArray *
coffret_lock_watch_get_sources (CoffretLockWatch *self)
{
  return self->sources;
}
