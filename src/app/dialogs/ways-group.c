#include "app/dialogs/ways-group.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/passphrase-dialog.h"
#include "app/tell.h"
#include "app/when.h"

struct _CoffretWaysGroup {
  AdwPreferencesGroup parent_instance;

  AdwSwitchRow *keyring_row;
  AdwActionRow *passphrase_row;
  GtkWidget *choose_row;

  CoffretDoor *door;
  gboolean working;
  gboolean showing; /* what is, not what a person wants */
};

G_DEFINE_FINAL_TYPE (CoffretWaysGroup, coffret_ways_group, ADW_TYPE_PREFERENCES_GROUP)

static void
update (CoffretWaysGroup *self)
{
  CoffretSession *session;
  CoffretSlotType slots;
  gboolean keyring, passphrase, ready;

  if (!self->keyring_row)
    return;
  session = coffret_door_get_session (self->door);
  slots = coffret_door_get_slots (self->door);
  keyring = (slots & COFFRET_SLOT_KEYRING) != 0;
  passphrase = (slots & COFFRET_SLOT_PASSPHRASE) != 0;
  ready = session && !coffret_vault_is_read_only (coffret_session_get_vault (session));
  self->showing = TRUE;
  adw_switch_row_set_active (self->keyring_row, keyring);
  self->showing = FALSE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->keyring_row),
                               keyring && !passphrase
                                 ? _ ("The only key: choose a passphrase before you turn it off.")
                                 : _ ("Opens the vault by itself when you have logged in."));
  adw_action_row_set_subtitle (self->passphrase_row, passphrase
                                                       ? _ ("A few words that only you know.")
                                                       : _ ("There is none yet."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choose_row),
                                 passphrase ? _ ("_Change the Passphrase…")
                                            : _ ("_Choose a Passphrase…"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->keyring_row),
                            ready && !self->working && (!keyring || passphrase));
  gtk_widget_set_sensitive (self->choose_row, ready && !self->working);
}

/* DATA: what to say when it worked. */
static void
on_switched (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretWaysGroup *self = owner;

  self->working = FALSE;
  update (self);
  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self->keyring_row));
  if (error)
    coffret_tell_error (GTK_WIDGET (self), _ ("That Could Not Be Done"), error);
  else
    coffret_tell (GTK_WIDGET (self), data);
}

static void
on_keyring_switched (CoffretWaysGroup *self)
{
  gboolean on = adw_switch_row_get_active (self->keyring_row);

  if (self->showing || self->working)
    return;
  self->working = TRUE;
  update (self);
  coffret_when (on ? coffret_door_add_slot (self->door, COFFRET_SLOT_KEYRING, NULL)
                   : coffret_door_remove_slot (self->door, COFFRET_SLOT_KEYRING),
                self, on_switched,
                on ? _ ("The keyring opens your vault from now on")
                   : _ ("From now on your vault asks for the passphrase"),
                NULL);
}

static void
on_passphrase_saved (CoffretPassphraseDialog *dialog, CoffretWaysGroup *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_tell (GTK_WIDGET (self), _ ("The new passphrase opens your vault from now on"));
}

static void
on_passphrase (CoffretWaysGroup *self)
{
  CoffretPassphraseDialog *dialog = coffret_passphrase_dialog_new (self->door);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_passphrase_saved), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
coffret_ways_group_dispose (GObject *object)
{
  CoffretWaysGroup *self = COFFRET_WAYS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_WAYS_GROUP);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_ways_group_parent_class)->dispose (object);
}

static void
coffret_ways_group_class_init (CoffretWaysGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_ways_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/dialogs/ways-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, choose_row);
  gtk_widget_class_bind_template_callback (widget_class, on_keyring_switched);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase);
}

static void
coffret_ways_group_init (CoffretWaysGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
coffret_ways_group_set_door (CoffretWaysGroup *self, CoffretDoor *door)
{
  g_return_if_fail (self->door == NULL);

  self->door = g_object_ref (door);
  gtk_widget_set_visible (GTK_WIDGET (self), coffret_door_get_folder (door) != NULL);
  g_signal_connect_object (door, "notify::slots", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (door, "notify::session", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
