#include "app/notices.h"

#include <glib/gi18n-lib.h>

#define ID "attention"
#define KEY "notices"

struct _CoffretNotices {
  GObject parent_instance;

  GtkWindow *window; /* weak */
  CoffretAttentionWatch *watch;
  GSettings *settings;
  GHashTable *known; /* what there was at last; NULL: nothing is known yet */
  guint told;        /* how many are in the notice that is there; 0: there is none */
  CoffretNoticeFunc func;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (CoffretNotices, coffret_notices, G_TYPE_OBJECT)

static void
give (gpointer data, const char *words)
{
  CoffretNotices *self = data;
  GtkApplication *application = self->window ? gtk_window_get_application (self->window) : NULL;
  g_autoptr (GNotification) notification = NULL;

  if (!application)
    return;
  if (!words) {
    g_application_withdraw_notification (G_APPLICATION (application), ID);
    return;
  }
  notification = g_notification_new (_ ("Your Vault Needs Your Attention"));
  g_notification_set_body (notification, words);
  g_notification_set_default_action (notification, "app.attention");
  g_application_send_notification (G_APPLICATION (application), ID, notification);
}

static void
take_back (CoffretNotices *self)
{
  if (self->told > 0)
    self->func (self->data, NULL);
  self->told = 0;
}

/* A name for each thing, which is another when it is another's turn. */
static GHashTable *
name_things (CoffretNotices *self)
{
  const CoffretAttention *attention = coffret_attention_watch_get_attention (self->watch);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CoffretBackupsAdvice backups = coffret_attention_watch_get_backups (self->watch, NULL);

  for (int kind = 0; kind < COFFRET_N_ATTENTION_KINDS; kind++)
    for (guint i = 0; i < attention->items[kind]->len; i++) {
      const CoffretAttentionItem *item = g_ptr_array_index (attention->items[kind], i);

      g_hash_table_add (names, g_strdup_printf ("%d %s", kind, item->id));
    }
  if (backups != COFFRET_BACKUPS_FINE)
    g_hash_table_add (names, g_strdup_printf ("backups %d", (int) backups));
  if (coffret_attention_watch_lacks_key (self->watch))
    g_hash_table_add (names, g_strdup ("key"));
  return names;
}

static guint
count_new (GHashTable *names, GHashTable *known)
{
  GHashTableIter iter;
  gpointer name;
  guint count = 0;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    count += !known || !g_hash_table_contains (known, name);
  return count;
}

static void
on_changed (CoffretNotices *self)
{
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *words = NULL;
  guint count;

  if (!coffret_attention_watch_get_attention (self->watch))
    return;
  names = name_things (self);
  count = count_new (names, self->known);
  g_clear_pointer (&self->known, g_hash_table_unref);
  self->known = g_steal_pointer (&names);
  if (count == 0 || !self->window || gtk_window_is_active (self->window) ||
      !g_settings_get_boolean (self->settings, KEY))
    return;
  self->told += count;
  words = g_strdup_printf (ngettext ("%u new thing. Open the window to see it.",
                                     "%u new things. Open the window to see them.", self->told),
                           self->told);
  self->func (self->data, words);
}

static void
on_active (CoffretNotices *self)
{
  if (gtk_window_is_active (self->window))
    take_back (self);
}

static void
on_wanted (CoffretNotices *self)
{
  if (!g_settings_get_boolean (self->settings, KEY))
    take_back (self);
}

static void
coffret_notices_dispose (GObject *object)
{
  CoffretNotices *self = COFFRET_NOTICES (object);

  if (self->func)
    take_back (self);
  self->func = NULL;
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->watch);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->known, g_hash_table_unref);
  G_OBJECT_CLASS (coffret_notices_parent_class)->dispose (object);
}

static void
coffret_notices_class_init (CoffretNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_notices_dispose;
}

static void
coffret_notices_init (CoffretNotices *self)
{
}

CoffretNotices *
coffret_notices_new (GtkWindow *window,
                     CoffretSession *session,
                     CoffretAttentionWatch *watch,
                     GSettings *settings,
                     CoffretNoticeFunc func,
                     gpointer data)
{
  CoffretNotices *self = g_object_new (COFFRET_TYPE_NOTICES, NULL);

  g_set_weak_pointer (&self->window, window);
  self->watch = g_object_ref (watch);
  self->settings = g_object_ref (settings);
  self->func = func ?: give;
  self->data = func ? data : self;
  g_signal_connect_object (watch, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (on_active), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (on_wanted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ended", G_CALLBACK (take_back), self, G_CONNECT_SWAPPED);
  on_changed (self);
  return self;
}
