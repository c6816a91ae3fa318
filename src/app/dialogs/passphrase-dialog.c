#include "app/dialogs/passphrase-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/pills.h"
#include "app/spoken.h"
#include "app/strength.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"

struct _CoffretPassphraseDialog {
  AdwDialog parent_instance;

  GtkWidget *words_group;
  CoffretPassphraseRow *old; /* hidden where there is none */
  CoffretPassphraseRow *passphrase;
  CoffretPassphraseRow *again;
  GtkWidget *confirm_button;
  GtkLabel *confirm_label;
  GtkWidget *spinner;
  GtkLabel *hint;
  GtkWidget *old_group;

  CoffretDoor *door;
  gboolean working;
};

G_DEFINE_FINAL_TYPE (CoffretPassphraseDialog, coffret_passphrase_dialog, ADW_TYPE_DIALOG)

static const char *
text_of (CoffretPassphraseRow *row)
{
  return gtk_editable_get_text (coffret_passphrase_row_get_editable (row));
}

static gboolean
asks_for_old (CoffretPassphraseDialog *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->old));
}

static GtkWidget *
first_row (CoffretPassphraseDialog *self)
{
  return GTK_WIDGET (asks_for_old (self) ? self->old : self->passphrase);
}

/* What is still missing, in words; NULL when there is enough. */
static const char *
missing (CoffretPassphraseDialog *self)
{
  const char *text = text_of (self->passphrase);
  const char *again = text_of (self->again);

  if (asks_for_old (self) && *text_of (self->old) == '\0')
    return _ ("Type the current passphrase first.");
  if (*text == '\0')
    return _ ("Type a passphrase.");
  if (*again == '\0')
    return _ ("Type the passphrase once more.");
  if (!g_str_equal (text, again))
    return _ ("The two passphrases are not the same.");
  return NULL;
}

static void
on_changed (CoffretPassphraseDialog *self)
{
  const char *hint = missing (self);
  const char *strength = coffret_strength_say (coffret_strength_of (text_of (self->passphrase)));
  g_autofree char *both = g_strjoin (" ", strength ?: hint, strength ? hint : NULL, NULL);

  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
  gtk_label_set_label (self->hint, self->working ? _ ("The new key is being made.") : both);
  gtk_widget_set_visible (self->spinner, self->working);
  gtk_widget_set_sensitive (self->confirm_button, !hint && !self->working);
  /* Not insensitive: the focus would be lost. */
  gtk_editable_set_editable (coffret_passphrase_row_get_editable (self->old), !self->working);
  gtk_editable_set_editable (coffret_passphrase_row_get_editable (self->passphrase),
                             !self->working);
  gtk_editable_set_editable (coffret_passphrase_row_get_editable (self->again), !self->working);
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretPassphraseDialog *self = owner;

  if (!self->hint)
    return;
  self->working = FALSE;
  on_changed (self);
  if (error) {
    gtk_label_set_label (self->hint, error->message);
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
    gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
    gtk_widget_grab_focus (first_row (self));
    coffret_focus_show (GTK_WIDGET (self->hint));
    return;
  }
  g_signal_emit_by_name (self, "saved");
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_confirm (CoffretPassphraseDialog *self)
{
  const char *text = text_of (self->passphrase);
  const char *old_text = text_of (self->old);
  g_autoptr (CoffretSecret) secret = NULL;
  g_autoptr (CoffretSecret) old = NULL;

  if (self->working || missing (self))
    return;
  secret = coffret_secret_new_copy (text, strlen (text));
  if (asks_for_old (self))
    old = coffret_secret_new_copy (old_text, strlen (old_text));
  self->working = TRUE;
  on_changed (self);
  coffret_when (old ? coffret_door_change_passphrase (self->door, old, secret)
                    : coffret_door_add_slot (self->door, COFFRET_SLOT_PASSPHRASE, secret),
                self, on_saved, NULL, NULL);
}

static void
coffret_passphrase_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_passphrase_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (first_row (COFFRET_PASSPHRASE_DIALOG (widget)));
}

static void
coffret_passphrase_dialog_dispose (GObject *object)
{
  CoffretPassphraseDialog *self = COFFRET_PASSPHRASE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PASSPHRASE_DIALOG);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_passphrase_dialog_parent_class)->dispose (object);
}

static void
coffret_passphrase_dialog_class_init (CoffretPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_passphrase_dialog_dispose;
  widget_class->map = coffret_passphrase_dialog_map;
  g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, words_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, old);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, again);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, confirm_label);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretPassphraseDialog, old_group);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_passphrase_dialog_init (CoffretPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->words_group));
  on_changed (self);
}

CoffretPassphraseDialog *
coffret_passphrase_dialog_new (CoffretDoor *door)
{
  CoffretPassphraseDialog *self = g_object_new (COFFRET_TYPE_PASSPHRASE_DIALOG, NULL);
  gboolean change = (coffret_door_get_slots (door) & COFFRET_SLOT_PASSPHRASE) != 0;

  self->door = g_object_ref (door);
  adw_dialog_set_title (ADW_DIALOG (self),
                        change ? _ ("Change the Passphrase") : _ ("Choose a Passphrase"));
  gtk_label_set_label (self->confirm_label, change ? _ ("_Change") : _ ("_Save"));
  gtk_widget_set_visible (self->old_group, change);
  gtk_widget_set_visible (GTK_WIDGET (self->old), change);
  on_changed (self);
  return self;
}
