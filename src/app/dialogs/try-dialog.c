#include "app/dialogs/try-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/pills.h"
#include "app/scan.h"
#include "app/spoken.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"
#include "organise/ways.h"
#include "vault/recovery-code.h"

#define HEIGHT_OF_PASSPHRASE 340 /* of the dialog: it has less in it than the one for the sheet */

struct _CoffretTryDialog {
  AdwDialog parent_instance;

  GtkWidget *passphrase_group;
  CoffretPassphraseRow *passphrase;
  GtkWidget *code_group;
  AdwEntryRow *code;
  GtkWidget *scan_row;
  GtkLabel *hint;
  GtkWidget *confirm_button;
  GtkLabel *confirm_label;
  GtkWidget *spinner;

  CoffretDoor *door;
  CoffretSlotType slot;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (CoffretTryDialog, coffret_try_dialog, ADW_TYPE_DIALOG)

static GtkEditable *
editable (CoffretTryDialog *self)
{
  return self->slot == COFFRET_SLOT_PASSPHRASE
           ? coffret_passphrase_row_get_editable (self->passphrase)
           : GTK_EDITABLE (self->code);
}

static void
update (CoffretTryDialog *self)
{
  gboolean any = *gtk_editable_get_text (editable (self)) != '\0';

  gtk_widget_set_visible (self->spinner, self->working);
  gtk_widget_set_sensitive (self->confirm_button, any && !self->working);
  gtk_widget_set_sensitive (self->scan_row, !self->working);
  /* Not insensitive: the focus would be lost. */
  gtk_editable_set_editable (editable (self), !self->working);
}

static void
say (CoffretTryDialog *self, const char *text)
{
  gtk_label_set_label (self->hint, text ? text : "");
  if (text) {
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    coffret_focus_show (GTK_WIDGET (self->hint));
  }
}

static void
on_changed (CoffretTryDialog *self)
{
  if (!self->door)
    return;
  say (self, NULL);
  update (self);
}

static void
on_tried (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretTryDialog *self = owner;

  if (!self->hint)
    return;
  self->working = FALSE;
  update (self);
  if (error) {
    say (self, error->message);
    gtk_widget_grab_focus (GTK_WIDGET (editable (self)));
    return;
  }
  g_signal_emit_by_name (self, "opened");
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_confirm (CoffretTryDialog *self)
{
  const char *text = gtk_editable_get_text (editable (self));
  g_autoptr (CoffretSecret) secret = NULL;
  g_autoptr (GError) error = NULL;

  if (*text == '\0' || self->working)
    return;
  if (self->slot == COFFRET_SLOT_RECOVERY) {
    /* A slip is told at once. */
    g_autoptr (CoffretSecret) code =
      coffret_recovery_code_parse (text, strlen (text), NULL, &error);
    if (!code) {
      say (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
      return;
    }
  }
  secret = coffret_secret_new_copy (text, strlen (text));
  self->working = TRUE;
  update (self);
  coffret_when (coffret_door_get_session (self->door)
                  ? coffret_ways_test (self->door, self->slot, secret)
                  : coffret_door_unlock (self->door, self->slot, secret),
                self, on_tried, NULL, NULL);
}

static void
on_scanned (GtkWidget *owner, const char *text, const GError *error)
{
  CoffretTryDialog *self = COFFRET_TRY_DIALOG (owner);

  if (!self->code)
    return;
  if (text) {
    gtk_editable_set_text (GTK_EDITABLE (self->code), text);
    on_confirm (self);
  } else if (error) {
    say (self, error->message);
  }
}

static void
on_scan (CoffretTryDialog *self)
{
  coffret_scan (GTK_WIDGET (self), on_scanned);
}

static void
coffret_try_dialog_map (GtkWidget *widget)
{
  CoffretTryDialog *self = COFFRET_TRY_DIALOG (widget);

  GTK_WIDGET_CLASS (coffret_try_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (self->slot == COFFRET_SLOT_PASSPHRASE ? GTK_WIDGET (self->passphrase)
                                                                  : GTK_WIDGET (self->code));
}

static void
coffret_try_dialog_dispose (GObject *object)
{
  CoffretTryDialog *self = COFFRET_TRY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_TRY_DIALOG);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_try_dialog_parent_class)->dispose (object);
}

static void
coffret_try_dialog_class_init (CoffretTryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_try_dialog_dispose;
  widget_class->map = coffret_try_dialog_map;
  g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/dialogs/try-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, passphrase_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, code_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, code);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, scan_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, confirm_label);
  gtk_widget_class_bind_template_child (widget_class, CoffretTryDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_scan);
}

static void
coffret_try_dialog_init (CoffretTryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->passphrase_group));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->code_group));
}

CoffretTryDialog *
coffret_try_dialog_new (CoffretDoor *door, CoffretSlotType slot)
{
  CoffretTryDialog *self = g_object_new (COFFRET_TYPE_TRY_DIALOG, NULL);
  gboolean code = slot == COFFRET_SLOT_RECOVERY, test = coffret_door_get_session (door) != NULL;

  self->door = g_object_ref (door);
  self->slot = slot;
  if (!code)
    adw_dialog_set_content_height (ADW_DIALOG (self), HEIGHT_OF_PASSPHRASE);
  gtk_widget_set_visible (self->passphrase_group, !code);
  gtk_widget_set_visible (self->code_group, code);
  gtk_label_set_label (self->confirm_label, test ? _ ("_Test") : _ ("_Open"));
  adw_dialog_set_title (ADW_DIALOG (self), !test  ? _ ("Open with the Sheet")
                                           : code ? _ ("Test the Sheet")
                                                  : _ ("Test the Passphrase"));
  update (self);
  return self;
}

CoffretTryDialog *
coffret_try_dialog_new_to_go_on (CoffretDoor *door, CoffretSlotType slot)
{
  CoffretTryDialog *self = coffret_try_dialog_new (door, slot);

  gtk_label_set_label (self->confirm_label, _ ("_Go On"));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Is It You?"));
  return self;
}
