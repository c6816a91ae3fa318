#include "app/lock-watch/idle-source.h"

#include <glib/gi18n-lib.h>

#include "app/everywhere.h"
#include "app/lock-watch/boot-alarm.h"
#include "app/lock-watch/deadline.h"

struct _CoffretIdleSource {
  CoffretLockSource parent_instance;

  CoffretDeadline deadline;
  CoffretBootAlarm *alarm;
  GPtrArray *windows; /* CoffretEverywhere */
  gint64 (*now) (void);
  gboolean open;
  gboolean near;
  /* Where the pointer was: GTK repeats that when what is under it moves. */
  gpointer surface; /* never looked into */
  double x, y;
};

G_DEFINE_FINAL_TYPE (CoffretIdleSource, coffret_idle_source, COFFRET_TYPE_LOCK_SOURCE)

enum {
  PROP_NEAR = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
set_near (CoffretIdleSource *self, gboolean near)
{
  if (self->near == near)
    return;
  self->near = near;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEAR]);
}

static void
set_alarm (CoffretIdleSource *self)
{
  gint64 at = self->open ? coffret_deadline_next (&self->deadline, self->now ()) : G_MAXINT64;

  coffret_lock_source_set_state (COFFRET_LOCK_SOURCE (self),
                                 coffret_boot_alarm_set (self->alarm, at)
                                   ? COFFRET_LOCK_SOURCE_WORKS
                                   : COFFRET_LOCK_SOURCE_SILENT);
}

void
coffret_idle_source_look (CoffretIdleSource *self)
{
  CoffretDeadlineStep step =
    self->open ? coffret_deadline_step (&self->deadline, self->now ()) : COFFRET_DEADLINE_FAR;

  if (step == COFFRET_DEADLINE_PAST) {
    /* Said once: what is done then moves the focus. */
    self->open = FALSE;
    coffret_lock_source_lock (COFFRET_LOCK_SOURCE (self));
    return;
  }
  set_near (self, step == COFFRET_DEADLINE_NEAR);
  set_alarm (self);
}

static void
on_alarm (gpointer data)
{
  coffret_idle_source_look (data);
}

void
coffret_idle_source_touch (CoffretIdleSource *self)
{
  if (self->open)
    coffret_deadline_touch (&self->deadline, self->now ());
  /* The alarm may be late, above all after sleep. While it is far away, it is set anew when it
   * rings and not for every move of the pointer. */
  if (self->near ||
      (self->open && coffret_deadline_step (&self->deadline, self->now ()) != COFFRET_DEADLINE_FAR))
    coffret_idle_source_look (self);
}

static gboolean
has_moved (CoffretIdleSource *self, GdkEvent *event)
{
  gpointer surface = gdk_event_get_surface (event);
  double x = 0, y = 0;
  gboolean moved;

  gdk_event_get_position (event, &x, &y);
  moved = surface != self->surface || x != self->x || y != self->y;
  self->surface = surface;
  self->x = x;
  self->y = y;
  return moved;
}

static gboolean
is_use (CoffretIdleSource *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event)) {
  case GDK_MOTION_NOTIFY:
    return has_moved (self, event);
  case GDK_BUTTON_PRESS:
  case GDK_KEY_PRESS:
  case GDK_KEY_RELEASE:
  case GDK_SCROLL:
  case GDK_TOUCH_BEGIN:
  case GDK_TOUCH_UPDATE:
  case GDK_TOUCH_END:
  case GDK_TOUCHPAD_SWIPE:
  case GDK_TOUCHPAD_PINCH:
  case GDK_TOUCHPAD_HOLD:
  case GDK_PAD_BUTTON_PRESS:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Not that of the question, which takes the focus by itself. */
static void
on_focus (CoffretIdleSource *self)
{
  if (!self->near)
    coffret_idle_source_touch (self);
}

/* TRUE, and nothing else hears of the event, when it came too late. */
static gboolean
on_event (CoffretIdleSource *self, GdkEvent *event)
{
  gboolean open = self->open;

  if (is_use (self, event))
    coffret_idle_source_touch (self);
  return open && !self->open;
}

static void
coffret_idle_source_guard (CoffretLockSource *source, gboolean open)
{
  CoffretIdleSource *self = COFFRET_IDLE_SOURCE (source);

  if (open && !self->open)
    self->deadline.last = self->now ();
  self->open = open;
  if (!open)
    set_near (self, FALSE);
  set_alarm (self);
}

static void
coffret_idle_source_finalize (GObject *object)
{
  CoffretIdleSource *self = COFFRET_IDLE_SOURCE (object);

  g_ptr_array_unref (self->windows);
  coffret_boot_alarm_free (self->alarm);
  G_OBJECT_CLASS (coffret_idle_source_parent_class)->finalize (object);
}

static void
coffret_idle_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, COFFRET_IDLE_SOURCE (object)->near);
}

static void
coffret_idle_source_class_init (CoffretIdleSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = coffret_idle_source_finalize;
  object_class->get_property = coffret_idle_source_get_property;
  COFFRET_LOCK_SOURCE_CLASS (klass)->setting = "lock-after";
  COFFRET_LOCK_SOURCE_CLASS (klass)->title = N_ ("When not used _for");
  COFFRET_LOCK_SOURCE_CLASS (klass)->guard = coffret_idle_source_guard;
  properties[PROP_NEAR] = g_param_spec_boolean (
    "near", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
coffret_idle_source_init (CoffretIdleSource *self)
{
  self->now = coffret_boot_clock_now;
  self->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_everywhere_free);
  self->alarm = coffret_boot_alarm_new (on_alarm, self);
  set_alarm (self);
}

CoffretIdleSource *
coffret_idle_source_new (void)
{
  return g_object_new (COFFRET_TYPE_IDLE_SOURCE, NULL);
}

static GtkEventController *
make_listener (gpointer self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_static_name (controller, "coffret idle");
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event), self, G_CONNECT_SWAPPED);
  return controller;
}

void
coffret_idle_source_follow (CoffretIdleSource *self, GtkWindow *window)
{
  g_ptr_array_add (self->windows, coffret_everywhere_new (window, make_listener, self));
  /* Who works the window through assistive technology sends no keys. */
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (on_focus), self,
                           G_CONNECT_SWAPPED);
}

void
coffret_idle_source_set_limit (CoffretIdleSource *self, const char *setting)
{
  self->deadline.limit = coffret_deadline_limit (setting);
  /* Whoever changes it is there. */
  self->deadline.last = self->now ();
  coffret_idle_source_look (self);
}

gboolean
coffret_idle_source_is_near (CoffretIdleSource *self)
{
  return self->near;
}

void
coffret_idle_source_set_clock (CoffretIdleSource *self, gint64 (*now) (void))
{
  self->now = now;
}
