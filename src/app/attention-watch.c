#include "app/attention-watch.h"

#include "app/when.h"
#include "organise/ways.h"

#define EVERY 3600 /* seconds */

struct _CoffretAttentionWatch {
  GObject parent_instance;

  CoffretSession *session;
  CoffretDoor *door;           /* nullable */
  CoffretAttention *attention; /* NULL: not yet */
  GCancellable *cancellable;   /* of what is being worked out, or NULL */
  gboolean outdated;           /* the library changed since */
  guint first;                 /* source: waits until the window is drawn */
  guint timer;
};

G_DEFINE_FINAL_TYPE (CoffretAttentionWatch, coffret_attention_watch, G_TYPE_OBJECT)

static guint changed_signal;

static void
coffret_attention_watch_dispose (GObject *object)
{
  CoffretAttentionWatch *self = COFFRET_ATTENTION_WATCH (object);

  g_clear_handle_id (&self->first, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->attention, coffret_attention_unref);
  g_clear_object (&self->door);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_attention_watch_parent_class)->dispose (object);
}

static void
coffret_attention_watch_class_init (CoffretAttentionWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_attention_watch_dispose;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_attention_watch_init (CoffretAttentionWatch *self)
{
}

static void
tell (CoffretAttentionWatch *self)
{
  g_signal_emit (self, changed_signal, 0);
}

static void ask (CoffretAttentionWatch *self);

static void
on_made (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAttentionWatch *self = owner;

  if (!self->session)
    return;
  g_clear_object (&self->cancellable);
  if (error)
    return;
  g_clear_pointer (&self->attention, coffret_attention_unref);
  self->attention = g_value_dup_boxed (value);
  if (self->outdated)
    ask (self);
  tell (self);
}

static void
ask (CoffretAttentionWatch *self)
{
  self->outdated = self->cancellable != NULL || self->first != 0;
  if (self->outdated)
    return;
  self->cancellable = g_cancellable_new ();
  coffret_when (coffret_attention_make (self->session, coffret_instant_now (), self->cancellable),
                self, on_made, NULL, NULL);
}

static gboolean
on_drawn (gpointer data)
{
  CoffretAttentionWatch *self = data;

  self->first = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_hour (gpointer data)
{
  ask (data);
  return G_SOURCE_CONTINUE;
}

CoffretAttentionWatch *
coffret_attention_watch_new (CoffretSession *session)
{
  CoffretAttentionWatch *self = g_object_new (COFFRET_TYPE_ATTENTION_WATCH, NULL);
  CoffretBackups *backups = coffret_session_get_backups (session);

  self->session = g_object_ref (session);
  g_signal_connect_object (coffret_session_get_library (session), "changed", G_CALLBACK (ask), self,
                           G_CONNECT_SWAPPED);
  if (backups)
    g_signal_connect_object (backups, "notify", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  self->first = g_idle_add_full (G_PRIORITY_LOW, on_drawn, self, NULL);
  self->timer = g_timeout_add_seconds (EVERY, on_hour, self);
  return self;
}

void
coffret_attention_watch_set_door (CoffretAttentionWatch *self, CoffretDoor *door)
{
  g_return_if_fail (self->door == NULL);

  self->door = g_object_ref (door);
  g_signal_connect_object (door, "notify::slots", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  tell (self);
}

const CoffretAttention *
coffret_attention_watch_get_attention (CoffretAttentionWatch *self)
{
  return self->attention;
}

gboolean
coffret_attention_watch_lacks_key (CoffretAttentionWatch *self)
{
  return self->door && coffret_door_get_session (self->door) == self->session &&
         coffret_ways_risk (self->door);
}

CoffretBackupsAdvice
coffret_attention_watch_get_backups (CoffretAttentionWatch *self, guint *days)
{
  CoffretBackups *backups = self->session ? coffret_session_get_backups (self->session) : NULL;

  if (!backups || !coffret_backups_is_ready (backups))
    return COFFRET_BACKUPS_FINE;
  return coffret_backups_advise (
    g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (self->session))),
    coffret_backups_get_newest (backups), coffret_backups_is_on_same_disk (backups),
    coffret_instant_now (), days);
}

guint
coffret_attention_watch_count (CoffretAttentionWatch *self)
{
  guint count = coffret_attention_watch_lacks_key (self) +
                (coffret_attention_watch_get_backups (self, NULL) != COFFRET_BACKUPS_FINE);

  for (int kind = 0; self->attention && kind < COFFRET_N_ATTENTION_KINDS; kind++)
    count += self->attention->counts[kind];
  return count;
}
