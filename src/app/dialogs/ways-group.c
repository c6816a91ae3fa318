#include "app/dialogs/ways-group.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/passphrase-dialog.h"
#include "app/dialogs/sheet-dialog.h"
#include "app/dialogs/try-dialog.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "base/instant.h"
#include "organise/ways.h"

struct _CoffretWaysGroup {
  AdwPreferencesGroup parent_instance;

  AdwSwitchRow *keyring_row;
  GtkWidget *test_keyring;
  AdwActionRow *passphrase_row;
  GtkWidget *test_passphrase;
  GtkWidget *remove_passphrase;
  GtkWidget *choose_row;
  AdwActionRow *sheet_row;
  GtkWidget *test_sheet;
  GtkWidget *remove_sheet;
  GtkWidget *make_row;
  GtkWidget *renew_row;

  CoffretDoor *door;
  gboolean working;
  gboolean showing; /* what is, not what a person wants */
};

G_DEFINE_FINAL_TYPE (CoffretWaysGroup, coffret_ways_group, ADW_TYPE_PREFERENCES_GROUP)

/* When it was made and seen to work. */
static char *
dates (const CoffretWay *way)
{
  g_autofree char *made = coffret_instant_to_date (way->made);
  g_autofree char *proven = coffret_instant_to_date (way->proven);

  if (made && proven)
    /* Translators: two dates, as in “22 November 2026” */
    return g_strdup_printf (_ ("Made on %s. Last tested on %s."), made, proven);
  if (proven)
    /* Translators: %s is a date, as in “22 November 2026” */
    return g_strdup_printf (_ ("Last tested on %s."), proven);
  return g_strdup (_ ("Never tested: it does not count yet."));
}

static gboolean
show_way (CoffretWaysGroup *self,
          CoffretSlotType slot,
          AdwActionRow *row,
          const char *absent,
          GtkWidget *test,
          GtkWidget *remove,
          gboolean last)
{
  CoffretSession *session = coffret_door_get_session (self->door);
  CoffretWay way;
  gboolean there =
    session && coffret_vault_get_way (coffret_session_get_vault (session), slot, &way);
  g_autofree char *text = there ? dates (&way) : g_strdup (absent);

  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (test, there);
  gtk_widget_set_visible (remove, there && !last);
  return there;
}

static void
update (CoffretWaysGroup *self)
{
  CoffretSession *session;
  CoffretVault *vault;
  CoffretSlotType slots, proven;
  gboolean keyring, passphrase, sheet, ready;

  if (!self->keyring_row)
    return;
  session = coffret_door_get_session (self->door);
  vault = session ? coffret_session_get_vault (session) : NULL;
  slots = coffret_door_get_slots (self->door);
  proven = vault ? coffret_vault_get_proven_slots (vault) : 0;
  keyring = (slots & COFFRET_SLOT_KEYRING) != 0;
  ready = vault && !coffret_vault_is_read_only (vault) && !self->working;
  self->showing = TRUE;
  adw_switch_row_set_active (self->keyring_row, keyring);
  self->showing = FALSE;
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->keyring_row),
    keyring && (proven & ~COFFRET_SLOT_KEYRING) == 0
      ? _ ("The only key: make a recovery sheet or choose a passphrase before you turn it off.")
      : _ ("Opens the vault by itself when you have logged in."));
  passphrase = show_way (self, COFFRET_SLOT_PASSPHRASE, self->passphrase_row,
                         _ ("There is none yet."), self->test_passphrase, self->remove_passphrase,
                         (proven & ~COFFRET_SLOT_PASSPHRASE) == 0);
  sheet = show_way (self, COFFRET_SLOT_RECOVERY, self->sheet_row, _ ("There is none yet."),
                    self->test_sheet, self->remove_sheet, (proven & ~COFFRET_SLOT_RECOVERY) == 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choose_row),
                                 passphrase ? _ ("_Change the Passphrase…")
                                            : _ ("_Choose a Passphrase…"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->make_row),
                                 sheet ? _ ("_Make a New Recovery Sheet…")
                                       : _ ("_Make a Recovery Sheet…"));
  gtk_widget_set_visible (self->renew_row, passphrase || sheet);
  gtk_widget_set_sensitive (GTK_WIDGET (self->keyring_row),
                            ready && (!keyring || (proven & ~COFFRET_SLOT_KEYRING) != 0));
  gtk_widget_set_sensitive (self->choose_row, ready);
  gtk_widget_set_sensitive (self->make_row, ready);
  gtk_widget_set_sensitive (self->renew_row, ready);
  gtk_widget_set_visible (self->test_keyring, keyring);
  gtk_widget_set_sensitive (self->test_keyring, ready);
  gtk_widget_set_sensitive (self->test_passphrase, ready);
  gtk_widget_set_sensitive (self->remove_passphrase, ready);
  gtk_widget_set_sensitive (self->test_sheet, ready);
  gtk_widget_set_sensitive (self->remove_sheet, ready);
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
  coffret_when (
    on ? coffret_door_add_slot (self->door, COFFRET_SLOT_KEYRING, NULL)
       : coffret_door_remove_slot (self->door, COFFRET_SLOT_KEYRING),
    self, on_switched,
    on ? _ ("The keyring opens your vault") : _ ("The keyring opens your vault no more"), NULL);
}

static void
on_passphrase_saved (CoffretPassphraseDialog *dialog, CoffretWaysGroup *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_tell (GTK_WIDGET (self), _ ("The new passphrase opens your vault"));
}

static void
on_passphrase (CoffretWaysGroup *self)
{
  CoffretPassphraseDialog *dialog = coffret_passphrase_dialog_new (self->door);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_passphrase_saved), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_sheet_saved (CoffretSheetDialog *dialog, CoffretWaysGroup *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_tell (GTK_WIDGET (self), _ ("The new sheet opens your vault"));
}

static void
on_make_sheet (CoffretWaysGroup *self)
{
  CoffretSheetDialog *dialog = coffret_sheet_dialog_new (self->door, FALSE);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_sheet_saved), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_renewed (CoffretSheetDialog *dialog, CoffretWaysGroup *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_tell (GTK_WIDGET (self), _ ("Your vault has a new key"));
}

static void
on_renew (CoffretWaysGroup *self)
{
  CoffretSheetDialog *dialog = coffret_sheet_dialog_new (self->door, TRUE);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_renewed), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_opened (CoffretTryDialog *dialog, CoffretWaysGroup *self)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_tell (GTK_WIDGET (self), _ ("It opens your vault"));
}

static void
test (CoffretWaysGroup *self, CoffretSlotType slot)
{
  CoffretTryDialog *dialog = coffret_try_dialog_new (self->door, slot);

  g_signal_connect_object (dialog, "opened", G_CALLBACK (on_opened), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* Nothing is typed for it. */
static void
on_keyring_tested (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretWaysGroup *self = owner;

  self->working = FALSE;
  update (self);
  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  gtk_widget_grab_focus (self->test_keyring);
  if (error)
    coffret_tell_error (GTK_WIDGET (self), _ ("The Keyring Does Not Open Your Vault"), error);
  else
    coffret_tell (GTK_WIDGET (self), _ ("It opens your vault"));
}

static void
on_test_keyring (CoffretWaysGroup *self)
{
  if (self->working)
    return;
  self->working = TRUE;
  update (self);
  coffret_when (coffret_ways_test (self->door, COFFRET_SLOT_KEYRING, NULL), self, on_keyring_tested,
                NULL, NULL);
}

static void
on_test_passphrase (CoffretWaysGroup *self)
{
  test (self, COFFRET_SLOT_PASSPHRASE);
}

static void
on_test_sheet (CoffretWaysGroup *self)
{
  test (self, COFFRET_SLOT_RECOVERY);
}

static void
on_removed (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretWaysGroup *self = owner;

  self->working = FALSE;
  update (self);
  if (!gtk_widget_get_root (GTK_WIDGET (self)))
    return;
  gtk_widget_grab_focus (data);
  if (error)
    coffret_tell_error (GTK_WIDGET (self), _ ("That Could Not Be Done"), error);
  else
    coffret_tell (GTK_WIDGET (self), _ ("It opens your vault no more"));
}

static void
remove_way (CoffretWaysGroup *self, CoffretSlotType slot)
{
  if (self->working)
    return;
  self->working = TRUE;
  update (self);
  coffret_when (coffret_door_remove_slot (self->door, slot), self, on_removed,
                slot == COFFRET_SLOT_PASSPHRASE ? self->choose_row : self->make_row, NULL);
}

static void
on_remove_confirmed (CoffretWaysGroup *self, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "passphrase"))
    remove_way (self, COFFRET_SLOT_PASSPHRASE);
  else if (g_str_equal (response, "sheet"))
    remove_way (self, COFFRET_SLOT_RECOVERY);
}

static void
ask_to_remove (CoffretWaysGroup *self, const char *heading, const char *response)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    heading, _ ("It then opens your vault no more. Backups that were made before still open with "
                "it.")));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), response, _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, response, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_remove_confirmed), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_remove_passphrase (CoffretWaysGroup *self)
{
  ask_to_remove (self, _ ("Remove the Passphrase?"), "passphrase");
}

static void
on_remove_sheet (CoffretWaysGroup *self)
{
  ask_to_remove (self, _ ("Remove the Recovery Sheet?"), "sheet");
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
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, test_keyring);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, test_passphrase);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, remove_passphrase);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, choose_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, test_sheet);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, remove_sheet);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, make_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretWaysGroup, renew_row);
  gtk_widget_class_bind_template_callback (widget_class, on_keyring_switched);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase);
  gtk_widget_class_bind_template_callback (widget_class, on_test_keyring);
  gtk_widget_class_bind_template_callback (widget_class, on_test_passphrase);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_passphrase);
  gtk_widget_class_bind_template_callback (widget_class, on_test_sheet);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_sheet);
  gtk_widget_class_bind_template_callback (widget_class, on_make_sheet);
  gtk_widget_class_bind_template_callback (widget_class, on_renew);
}

static void
coffret_ways_group_init (CoffretWaysGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* By ear, two buttons that say "Test…" are one too many. */
  coffret_spoken_set (self->test_passphrase, _ ("Test the Passphrase"));
  coffret_spoken_set (self->test_sheet, _ ("Test the Recovery Sheet"));
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
