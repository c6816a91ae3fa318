#include "app/dialogs/asking-group.h"

#include <glib/gi18n-lib.h>

#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"
#include "organise/asking.h"
#include "organise/sharing.h"

struct _CoffretAskingGroup {
  AdwPreferencesGroup parent_instance;

  AdwComboRow *row;
  CoffretSession *session; /* nullable */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (CoffretAskingGroup, coffret_asking_group, ADW_TYPE_PREFERENCES_GROUP)

static const struct {
  int minutes;
  const char *label;
} choices[] = {
  { COFFRET_ASKING_NEVER, N_ ("Never") }, { COFFRET_ASKING_ALWAYS, N_ ("Every time") },
  { 5, N_ ("After 5 minutes") },          { 15, N_ ("After 15 minutes") },
  { 60, N_ ("After an hour") },
};

static void
show (CoffretAskingGroup *self)
{
  int minutes = coffret_groups_get_ask_after (
    coffret_library_get_groups (coffret_session_get_library (self->session)));

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i].minutes <= minutes)
      adw_combo_row_set_selected (self->row, i);
  self->filling = FALSE;
}

static void
on_done (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretAskingGroup *self = owner;

  if (!self->session)
    return;
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Saved"), error);
  show (self);
}

static void
on_selected (CoffretAskingGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->row);

  if (!self->filling && self->session && selected < G_N_ELEMENTS (choices))
    coffret_when (coffret_session_set_ask_after (self->session, choices[selected].minutes), self,
                  on_done, NULL, NULL);
}

static void
coffret_asking_group_dispose (GObject *object)
{
  g_clear_object (&COFFRET_ASKING_GROUP (object)->session);
  G_OBJECT_CLASS (coffret_asking_group_parent_class)->dispose (object);
}

static void
coffret_asking_group_class_init (CoffretAskingGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_asking_group_dispose;
}

static void
coffret_asking_group_init (CoffretAskingGroup *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->filling = TRUE;
  self->row = g_object_new (COFFRET_TYPE_CHOICE_ROW, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (words, _ (choices[i].label));
  adw_combo_row_set_model (self->row, G_LIST_MODEL (words));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Sharing"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row),
                                 _ ("Ask for your passphrase before you share"));
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->row),
    _ ("For a vault that stays open: whoever sits down there can look, but not share."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->row), 0);
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  self->filling = FALSE;
}

void
coffret_asking_group_set_door (CoffretAskingGroup *self, CoffretDoor *door)
{
  CoffretSession *session = coffret_door_get_session (door);
  gboolean asks = coffret_door_get_slots (door) & (COFFRET_SLOT_PASSPHRASE | COFFRET_SLOT_RECOVERY);

  gtk_widget_set_visible (GTK_WIDGET (self), session && asks);
  if (!session)
    return;
  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), coffret_session_can_change (session));
  g_signal_connect_object (coffret_library_get_groups (coffret_session_get_library (session)),
                           "notify::ask-after", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
