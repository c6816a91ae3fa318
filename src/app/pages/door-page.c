#include "app/pages/door-page.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/restore-dialog.h"
#include "app/dialogs/salvage-dialog.h"
#include "app/focus.h"
#include "app/help.h"
#include "app/late-menu.h"
#include "app/pills.h"
#include "app/presence.h"
#include "app/restore-text.h"
#include "app/tell.h"
#include "app/dialogs/try-dialog.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"
#include "organise/vaults.h"

struct _CoffretDoorPage {
  AdwBin parent_instance;

  GtkMenuButton *menu_button;
  GMenuModel *door_menu;
  AdwHeaderBar *header;
  AdwBanner *waiting_banner;
  AdwStatusPage *status;
  GtkWidget *spinner;
  GtkWidget *acts;
  GtkWidget *keyring_button;
  GtkWidget *passphrase_group;
  CoffretPassphraseRow *passphrase;
  GtkLabel *wrong;
  GtkWidget *passphrase_button;
  GtkWidget *sheet_button;
  GtkWidget *newest_button;
  GtkLabel *newest_label;
  GtkWidget *restore_button;
  GtkWidget *salvage_button;
  GtkWidget *show_button;
  GtkWidget *again_button;
  GtkWidget *details_button;
  CoffretDoor *door;
  gboolean asked; /* an answer of the door is awaited */
};

G_DEFINE_FINAL_TYPE (CoffretDoorPage, coffret_door_page, ADW_TYPE_BIN)

static void
set_suggested (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* Only where there is a window to be shown. */
static void
on_presence_found (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretDoorPage *self = owner;
  gboolean there = value && g_value_get_boolean (value) &&
                   coffret_door_get_state (self->door) == COFFRET_DOOR_BUSY;

  if (!self->show_button)
    return;
  gtk_widget_set_visible (self->show_button, there);
  set_suggested (self->show_button, there);
  if (!there)
    return;
  set_suggested (self->again_button, FALSE);
  gtk_widget_grab_focus (self->show_button);
}

static void
on_shown (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell (owner, _ ("The other window could not be shown"));
}

static void
on_show (CoffretDoorPage *self)
{
  coffret_when (coffret_presence_show (GTK_WIDGET (self), coffret_door_get_folder (self->door)),
                self, on_shown, NULL, NULL);
}

/* Where this page has a window to ask from. */
static void
look_for_other (CoffretDoorPage *self)
{
  gtk_widget_set_visible (self->show_button, FALSE);
  if (coffret_door_get_state (self->door) == COFFRET_DOOR_BUSY &&
      gtk_widget_get_root (GTK_WIDGET (self)))
    coffret_when (coffret_presence_find (GTK_WIDGET (self), coffret_door_get_folder (self->door)),
                  self, on_presence_found, NULL, NULL);
}

/* The one that was found by itself goes before all others. */
static void
show_backup (CoffretDoorPage *self, CoffretDoorState state)
{
  gboolean lost = state == COFFRET_DOOR_DAMAGED || state == COFFRET_DOOR_MISSING;
  const CoffretBackupInfo *info = lost ? coffret_door_get_backup (self->door) : NULL;

  gtk_widget_set_visible (self->newest_button, info != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->newest_label), info != NULL);
  gtk_widget_set_visible (self->restore_button, lost);
  gtk_button_set_label (GTK_BUTTON (self->restore_button),
                        info ? _ ("Bring _Another Backup Back…") : _ ("_Bring a Backup Back…"));
  set_suggested (self->restore_button, lost && !info);
  if (info) {
    g_autofree char *label = coffret_restore_text_offer (info);
    g_autofree char *about = coffret_restore_text_about (info);

    gtk_button_set_label (GTK_BUTTON (self->newest_button), label);
    gtk_label_set_label (self->newest_label, about);
  }
}

static void
update (CoffretDoorPage *self)
{
  CoffretDoorState state = coffret_door_get_state (self->door);
  CoffretSlotType slots = coffret_door_get_slots (self->door);
  CoffretDoorWords words = coffret_door_words (state);
  gboolean busy = self->asked || state == COFFRET_DOOR_LOOKING || state == COFFRET_DOOR_OPEN;
  gboolean keyring = words.keyring && (slots & COFFRET_SLOT_KEYRING);
  gboolean passphrase = words.passphrase && (slots & COFFRET_SLOT_PASSPHRASE);
  gboolean sheet = words.passphrase && (slots & COFFRET_SLOT_RECOVERY);
  gboolean details = coffret_door_get_error (self->door) != NULL && state != COFFRET_DOOR_LOCKED &&
                     state != COFFRET_DOOR_LOOKING;

  adw_status_page_set_icon_name (self->status, words.icon);
  adw_status_page_set_title (self->status, words.title);
  adw_status_page_set_description (self->status, words.description);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_sensitive (self->keyring_button, !busy);
  gtk_widget_set_sensitive (self->again_button, !busy);
  gtk_widget_set_visible (self->acts, state != COFFRET_DOOR_LOOKING && state != COFFRET_DOOR_OPEN);
  gtk_widget_set_visible (self->keyring_button, keyring);
  gtk_widget_set_visible (self->passphrase_group, passphrase);
  gtk_widget_set_visible (self->passphrase_button, passphrase);
  gtk_widget_set_visible (self->sheet_button, sheet);
  gtk_widget_set_sensitive (self->sheet_button, !busy);
  gtk_widget_set_visible (self->again_button, words.again);
  gtk_widget_set_visible (self->details_button, details);
  set_suggested (self->keyring_button, keyring);
  set_suggested (self->passphrase_button, passphrase && !keyring);
  set_suggested (self->sheet_button, sheet && !passphrase && !keyring);
  show_backup (self, state);
  gtk_widget_set_visible (self->salvage_button, state == COFFRET_DOOR_DAMAGED);
  set_suggested (self->again_button, state != COFFRET_DOOR_DAMAGED &&
                                       state != COFFRET_DOOR_MISSING && words.again &&
                                       !passphrase && !keyring && !sheet);
  look_for_other (self);
}

static void
take_focus (CoffretDoorPage *self)
{
  if (gtk_widget_get_visible (self->keyring_button))
    gtk_widget_grab_focus (self->keyring_button);
  else if (gtk_widget_get_visible (self->passphrase_group))
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
  else if (gtk_widget_get_visible (self->sheet_button))
    gtk_widget_grab_focus (self->sheet_button);
  else if (gtk_widget_get_visible (self->newest_button))
    gtk_widget_grab_focus (self->newest_button);
  else if (gtk_widget_get_visible (self->restore_button))
    gtk_widget_grab_focus (self->restore_button);
  else if (gtk_widget_get_visible (self->again_button))
    gtk_widget_grab_focus (self->again_button);
}

static void
on_state_changed (CoffretDoorPage *self)
{
  update (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    take_focus (self);
}

static void
on_backup_found (CoffretDoorPage *self)
{
  gboolean resting = gtk_widget_has_focus (self->restore_button);

  update (self);
  if (!gtk_widget_get_visible (self->newest_button))
    return;
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           gtk_button_get_label (GTK_BUTTON (self->newest_button)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  /* Nobody has gone elsewhere in the meantime. */
  if (resting)
    gtk_widget_grab_focus (self->newest_button);
}

static void
show_wrong (CoffretDoorPage *self, const char *text)
{
  gtk_label_set_label (self->wrong, text ?: "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), text != NULL);
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (coffret_passphrase_row_get_editable (self->passphrase)),
    GTK_ACCESSIBLE_STATE_INVALID, text ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
    -1);
  if (text) {
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    coffret_focus_show (GTK_WIDGET (self->wrong));
  }
}

static void
on_answer (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretDoorPage *self = owner;

  self->asked = FALSE;
  update (self);
  if (!error) {
    /* Nothing could take the focus while the answer was awaited. */
    take_focus (self);
    return;
  }
  show_wrong (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
ask (CoffretDoorPage *self, DexFuture *future)
{
  self->asked = TRUE;
  show_wrong (self, NULL);
  update (self);
  coffret_when (future, self, on_answer, NULL, NULL);
}

static void
on_keyring (CoffretDoorPage *self)
{
  if (self->asked)
    return;
  ask (self, coffret_door_unlock (self->door, COFFRET_SLOT_KEYRING, NULL));
}

static void
on_passphrase (CoffretDoorPage *self)
{
  const char *text = gtk_editable_get_text (coffret_passphrase_row_get_editable (self->passphrase));
  g_autoptr (CoffretSecret) secret = NULL;

  if (*text == '\0' || self->asked)
    return;
  secret = coffret_secret_new_copy (text, strlen (text));
  gtk_editable_set_text (coffret_passphrase_row_get_editable (self->passphrase), "");
  ask (self, coffret_door_unlock (self->door, COFFRET_SLOT_PASSPHRASE, secret));
}

static void
on_sheet (CoffretDoorPage *self)
{
  if (!self->asked)
    adw_dialog_present (ADW_DIALOG (coffret_try_dialog_new (self->door, COFFRET_SLOT_RECOVERY)),
                        GTK_WIDGET (self));
}

static void
on_passphrase_changed (CoffretDoorPage *self)
{
  gboolean any =
    *gtk_editable_get_text (coffret_passphrase_row_get_editable (self->passphrase)) != '\0';

  gtk_widget_set_sensitive (self->passphrase_button, any);
  if (any && gtk_widget_get_visible (GTK_WIDGET (self->wrong)))
    show_wrong (self, NULL);
}

static void
on_again (CoffretDoorPage *self)
{
  ask (self, coffret_door_start (self->door));
}

static void
on_restore (CoffretDoorPage *self)
{
  coffret_restore_dialog_choose (GTK_WIDGET (self), self->door);
}

static void
on_newest (CoffretDoorPage *self)
{
  const CoffretBackupInfo *info = coffret_door_get_backup (self->door);
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog = info ? coffret_restore_dialog_for (self->door, info->path, &error) : NULL;

  if (dialog)
    adw_dialog_present (dialog, GTK_WIDGET (self));
  else if (error)
    coffret_tell_error (GTK_WIDGET (self), _ ("This Backup Cannot Be Used"), error);
}

static void
on_salvage (CoffretDoorPage *self)
{
  adw_dialog_present (ADW_DIALOG (coffret_salvage_dialog_new (self->door)), GTK_WIDGET (self));
}

static void
on_details (CoffretDoorPage *self)
{
  const GError *error = coffret_door_get_error (self->door);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("What Happened"), NULL));
  const char *folder = coffret_door_get_folder (self->door);
  g_autofree char *text =
    /* Translators: first what happened, then the name of a folder */
    g_strdup_printf (_ ("%s\n\nThe vault is in this folder: %s"), error ? error->message : "",
                     folder ?: "");

  /* No body: that breaks between words only, and the name of a folder may be one long word. */
  adw_alert_dialog_set_extra_child (dialog,
                                    g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE,
                                                  "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify",
                                                  GTK_JUSTIFY_CENTER, "selectable", TRUE, NULL));
  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  coffret_help_offer (dialog, GTK_WIDGET (self), error);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
coffret_door_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_door_page_parent_class)->map (widget);
  take_focus (COFFRET_DOOR_PAGE (widget));
  look_for_other (COFFRET_DOOR_PAGE (widget));
}

static void
coffret_door_page_dispose (GObject *object)
{
  CoffretDoorPage *self = COFFRET_DOOR_PAGE (object);

  g_clear_object (&self->door);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_DOOR_PAGE);
  G_OBJECT_CLASS (coffret_door_page_parent_class)->dispose (object);
}

static void
coffret_door_page_class_init (CoffretDoorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_door_page_dispose;
  widget_class->map = coffret_door_page_map;
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/door-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, door_menu);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, header);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, waiting_banner);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, status);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, acts);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, keyring_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, wrong);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, passphrase_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, sheet_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, newest_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, newest_label);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, salvage_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, show_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretDoorPage, details_button);
  gtk_widget_class_bind_template_callback (widget_class, on_keyring);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_sheet);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_newest);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_salvage);
  gtk_widget_class_bind_template_callback (widget_class, on_details);
}

static void
coffret_door_page_init (CoffretDoorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_late_menu_set (self->menu_button, self->door_menu);
  coffret_pills_wrap (GTK_WIDGET (self));
}

/* With several vaults, which one this is. */
static void
show_name (CoffretDoorPage *self)
{
  const char *folder = coffret_door_get_folder (self->door);
  g_autoptr (CoffretVaults) vaults = folder ? coffret_vaults_new (NULL) : NULL;
  CoffretKnownVault *known = vaults && g_list_model_get_n_items (G_LIST_MODEL (vaults)) > 1
                               ? coffret_vaults_find (vaults, folder)
                               : NULL;

  if (known)
    adw_header_bar_set_title_widget (
      self->header, adw_window_title_new (coffret_known_vault_get_name (known), NULL));
}

CoffretDoorPage *
coffret_door_page_new (CoffretDoor *door)
{
  CoffretDoorPage *self = g_object_new (COFFRET_TYPE_DOOR_PAGE, NULL);

  self->door = g_object_ref (door);
  g_signal_connect_object (door, "notify::state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (door, "notify::backup", G_CALLBACK (on_backup_found), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (door, "notify::error", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_name (self);
  update (self);
  return self;
}

void
coffret_door_page_set_waiting (CoffretDoorPage *self, guint n_files)
{
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u file will be added once the vault is open.",
                               "%u files will be added once the vault is open.", n_files),
                     n_files);

  adw_banner_set_title (self->waiting_banner, text);
  adw_banner_set_revealed (self->waiting_banner, n_files > 0);
}
