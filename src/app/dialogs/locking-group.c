#include "app/dialogs/locking-group.h"

#include <glib/gi18n-lib.h>

#include "app/one-of.h"
#include "app/widgets/choice-row.h"

struct _CoffretLockingGroup {
  AdwPreferencesGroup parent_instance;

  AdwComboRow *limit_row;
};

G_DEFINE_FINAL_TYPE (CoffretLockingGroup, coffret_locking_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
state_words (CoffretLockSourceState state)
{
  switch (state) {
  case COFFRET_LOCK_SOURCE_WORKS:
    return _ ("Works on this computer.");
  case COFFRET_LOCK_SOURCE_SILENT:
    return _ ("Does not work here: nothing on this computer tells Coffret of it.");
  case COFFRET_LOCK_SOURCE_LOOKING:
  default:
    return _ ("Trying whether it works on this computer…");
  }
}

static void
on_state (CoffretLockSource *source, GParamSpec *spec, AdwActionRow *row)
{
  adw_action_row_set_subtitle (row, state_words (coffret_lock_source_get_state (source)));
}

static void
show_source (CoffretLockSource *source, AdwActionRow *row)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), coffret_lock_source_get_title (source));
  g_signal_connect_object (source, "notify::state", G_CALLBACK (on_state), row, 0);
  on_state (source, NULL, row);
}

static void
coffret_locking_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_LOCKING_GROUP);
  G_OBJECT_CLASS (coffret_locking_group_parent_class)->dispose (object);
}

static void
coffret_locking_group_class_init (CoffretLockingGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_locking_group_dispose;
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/locking-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretLockingGroup, limit_row);
}

static void
coffret_locking_group_init (CoffretLockingGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
coffret_locking_group_set_watch (CoffretLockingGroup *self,
                                 CoffretLockWatch *watch,
                                 GSettings *settings)
{
  GPtrArray *sources = watch ? coffret_lock_watch_get_sources (watch) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), watch != NULL);
  if (!watch)
    return;
  show_source (g_ptr_array_index (sources, 0), ADW_ACTION_ROW (self->limit_row));
  coffret_one_of_bind (coffret_one_of_limits (), settings, "lock-after", self->limit_row);
  for (guint i = 1; i < sources->len; i++) {
    CoffretLockSource *source = g_ptr_array_index (sources, i);
    GtkWidget *row = g_object_new (ADW_TYPE_SWITCH_ROW, "use-underline", TRUE, NULL);

    show_source (source, ADW_ACTION_ROW (row));
    g_settings_bind (settings, coffret_lock_source_get_setting (source), row, "active",
                     G_SETTINGS_BIND_DEFAULT);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  }
}
