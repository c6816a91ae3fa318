#include "app/dialogs/target-dialog.h"

#include "app/focus.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"
#include "base/date-words.h"

struct _CoffretTargetDialog {
  AdwDialog parent_instance;

  AdwSpinRow *hours_row;
  AdwComboRow *month_row;
  GtkLabel *fault;

  CoffretSession *session;
  CoffretTarget before;
};

G_DEFINE_FINAL_TYPE (CoffretTargetDialog, coffret_target_dialog, ADW_TYPE_DIALOG)

static void
on_cancel (CoffretTargetDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_set (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretTargetDialog *self = owner;

  if (!error) {
    adw_dialog_close (ADW_DIALOG (self));
    return;
  }
  gtk_label_set_label (self->fault, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
on_confirm (CoffretTargetDialog *self)
{
  CoffretTarget target = self->before;

  adw_spin_row_update (self->hours_row);
  /* Minutes that cannot be seen here stay as they were. */
  if ((gint64) adw_spin_row_get_value (self->hours_row) != self->before.minutes / 60)
    target.minutes = (gint64) adw_spin_row_get_value (self->hours_row) * 60;
  target.month = (int) adw_combo_row_get_selected (self->month_row) + 1;
  coffret_when (coffret_session_set_target (self->session, target), self, on_set, NULL, NULL);
}

static void
coffret_target_dialog_map (GtkWidget *widget)
{
  GtkWidget *row = GTK_WIDGET (COFFRET_TARGET_DIALOG (widget)->hours_row);

  GTK_WIDGET_CLASS (coffret_target_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (row);
}

static void
coffret_target_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_TARGET_DIALOG);
  g_clear_object (&COFFRET_TARGET_DIALOG (object)->session);
  G_OBJECT_CLASS (coffret_target_dialog_parent_class)->dispose (object);
}

static void
coffret_target_dialog_class_init (CoffretTargetDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_target_dialog_dispose;
  widget_class->map = coffret_target_dialog_map;
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/target-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretTargetDialog, hours_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretTargetDialog, month_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretTargetDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_target_dialog_init (CoffretTargetDialog *self)
{
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int month = 1; month <= 12; month++)
    gtk_string_list_take (months, coffret_date_month (month));
  adw_combo_row_set_model (self->month_row, G_LIST_MODEL (months));
}

CoffretTargetDialog *
coffret_target_dialog_new (CoffretSession *session)
{
  CoffretTargetDialog *self = g_object_new (COFFRET_TYPE_TARGET_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->before =
    coffret_plans_get_target (coffret_library_get_plans (coffret_session_get_library (session)));
  adw_spin_row_set_value (self->hours_row, (double) (self->before.minutes / 60));
  adw_combo_row_set_selected (self->month_row, (guint) self->before.month - 1);
  return self;
}
