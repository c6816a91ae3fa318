#include "app/dialogs/identity-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/fault.h"
#include "app/focus.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"

struct _CoffretIdentityDialog {
  AdwDialog parent_instance;

  AdwComboRow *kind_row;
  AdwEntryRow *value_row;
  GtkWidget *confirm_button;
  GtkLabel *fault;

  CoffretSession *session;
  char *id; /* NULL: a new one */
};

G_DEFINE_FINAL_TYPE (CoffretIdentityDialog, coffret_identity_dialog, ADW_TYPE_DIALOG)

static void
on_kind_changed (CoffretIdentityDialog *self)
{
  CoffretIdentityKind kind = (CoffretIdentityKind) adw_combo_row_get_selected (self->kind_row);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value_row),
                                 coffret_identity_kind_label (kind));
  coffret_fault_show (self->fault, NULL);
}

static void
on_value_changed (CoffretIdentityDialog *self)
{
  g_autofree char *value =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->value_row))));

  gtk_widget_set_sensitive (self->confirm_button, *value != '\0');
  coffret_fault_show (self->fault, NULL);
}

static void
on_cancel (CoffretIdentityDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretIdentityDialog *self = owner;

  if (error) {
    coffret_fault_show_at (self->fault, GTK_WIDGET (self->value_row), error->message);
    gtk_widget_grab_focus (GTK_WIDGET (self->value_row));
    gtk_editable_set_position (GTK_EDITABLE (self->value_row), -1);
    return;
  }
  g_signal_emit_by_name (self, "saved");
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_confirm (CoffretIdentityDialog *self)
{
  CoffretIdentityKind kind = (CoffretIdentityKind) adw_combo_row_get_selected (self->kind_row);
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->value_row));

  coffret_when (self->id ? coffret_session_change_identity (self->session, self->id, kind, value)
                         : coffret_session_add_identity (self->session, kind, value),
                self, on_saved, NULL, NULL);
}

static void
coffret_identity_dialog_map (GtkWidget *widget)
{
  GtkWidget *row = GTK_WIDGET (COFFRET_IDENTITY_DIALOG (widget)->value_row);

  GTK_WIDGET_CLASS (coffret_identity_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (row);
}

static void
coffret_identity_dialog_dispose (GObject *object)
{
  CoffretIdentityDialog *self = COFFRET_IDENTITY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_IDENTITY_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_identity_dialog_parent_class)->dispose (object);
}

static void
coffret_identity_dialog_finalize (GObject *object)
{
  g_free (COFFRET_IDENTITY_DIALOG (object)->id);
  G_OBJECT_CLASS (coffret_identity_dialog_parent_class)->finalize (object);
}

static void
coffret_identity_dialog_class_init (CoffretIdentityDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_identity_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_identity_dialog_finalize;
  widget_class->map = coffret_identity_dialog_map;
  g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/identity-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretIdentityDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretIdentityDialog, value_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretIdentityDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretIdentityDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_identity_dialog_init (CoffretIdentityDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int kind = 0; kind < COFFRET_N_IDENTITY_KINDS; kind++)
    gtk_string_list_append (kinds, coffret_identity_kind_label (kind));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
}

CoffretIdentityDialog *
coffret_identity_dialog_new (CoffretSession *session,
                             CoffretIdentity *identity,
                             CoffretIdentityKind kind)
{
  CoffretIdentityDialog *self = g_object_new (COFFRET_TYPE_IDENTITY_DIALOG, NULL);

  self->session = g_object_ref (session);
  adw_combo_row_set_selected (self->kind_row,
                              identity ? coffret_identity_get_kind (identity) : kind);
  on_kind_changed (self);
  if (identity) {
    self->id = g_strdup (coffret_identity_get_id (identity));
    gtk_button_set_label (GTK_BUTTON (self->confirm_button), _ ("_Change"));
    gtk_editable_set_text (GTK_EDITABLE (self->value_row), coffret_identity_get_value (identity));
  }
  return self;
}
