#include "app/dialogs/own-dates-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/fault.h"
#include "app/focus.h"
#include "app/when.h"

struct _CoffretOwnDatesDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *group;
  AdwEntryRow *awarded_row;
  AdwEntryRow *expires_row;
  GtkLabel *fault;

  CoffretSession *session;
  CoffretEntry *entry;
};

G_DEFINE_FINAL_TYPE (CoffretOwnDatesDialog, coffret_own_dates_dialog, ADW_TYPE_DIALOG)

static void
on_typed (CoffretOwnDatesDialog *self)
{
  coffret_fault_show (self->fault, NULL);
}

static void
on_cancel (CoffretOwnDatesDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Nothing typed is no date; FALSE: it is none. */
static gboolean
read_date (AdwEntryRow *row, gboolean end, CoffretInstant *date)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  *date = coffret_instant_parse_loose (text, end);
  return *text == '\0' || *date != COFFRET_INSTANT_NONE;
}

static void
show_date (AdwEntryRow *row, CoffretInstant date)
{
  g_autofree char *text = coffret_instant_to_date (date);

  gtk_editable_set_text (GTK_EDITABLE (row), text ?: "");
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretOwnDatesDialog *self = owner;

  if (error) {
    coffret_fault_show (self->fault, error->message);
    return;
  }
  g_signal_emit_by_name (self, "saved");
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_confirm (CoffretOwnDatesDialog *self)
{
  CoffretInstant awarded, expires;
  AdwEntryRow *wrong = NULL;
  const char *sentence = NULL;

  if (!read_date (self->awarded_row, FALSE, &awarded))
    wrong = self->awarded_row;
  else if (!read_date (self->expires_row, TRUE, &expires))
    wrong = self->expires_row;
  if (wrong) {
    sentence = _ ("This date cannot be read, or could be two. Write it such as 2024, May 2024 "
                  "or 12 May 2024.");
  } else if (awarded != COFFRET_INSTANT_NONE && expires != COFFRET_INSTANT_NONE &&
             expires < awarded) {
    wrong = self->expires_row;
    sentence = _ ("The end of validity lies before the date of award.");
  }
  if (wrong) {
    coffret_fault_show_at (self->fault, GTK_WIDGET (wrong), sentence);
    gtk_widget_grab_focus (GTK_WIDGET (wrong));
    return;
  }
  coffret_when (coffret_session_set_own_dates (self->session, self->entry, awarded, expires), self,
                on_saved, NULL, NULL);
}

static void
coffret_own_dates_dialog_map (GtkWidget *widget)
{
  GtkWidget *row = GTK_WIDGET (COFFRET_OWN_DATES_DIALOG (widget)->awarded_row);

  GTK_WIDGET_CLASS (coffret_own_dates_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (row);
}

static void
coffret_own_dates_dialog_dispose (GObject *object)
{
  CoffretOwnDatesDialog *self = COFFRET_OWN_DATES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_OWN_DATES_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (coffret_own_dates_dialog_parent_class)->dispose (object);
}

static void
coffret_own_dates_dialog_class_init (CoffretOwnDatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_own_dates_dialog_dispose;
  widget_class->map = coffret_own_dates_dialog_map;
  g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/own-dates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDatesDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDatesDialog, awarded_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDatesDialog, expires_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretOwnDatesDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_own_dates_dialog_init (CoffretOwnDatesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretOwnDatesDialog *
coffret_own_dates_dialog_new (CoffretSession *session, CoffretEntry *entry)
{
  CoffretOwnDatesDialog *self = g_object_new (COFFRET_TYPE_OWN_DATES_DIALOG, NULL);
  const CoffretRecord *record = coffret_entry_get_record (entry);
  const CoffretLayer *layer = coffret_entry_get_layer (entry);
  g_autofree char *issued = coffret_dates_words (record->awarded, record->expires);
  g_autofree char *says = NULL;

  self->session = g_object_ref (session);
  self->entry = g_object_ref (entry);
  show_date (self->awarded_row, layer ? layer->awarded : COFFRET_INSTANT_NONE);
  show_date (self->expires_row, layer ? layer->expires : COFFRET_INSTANT_NONE);
  if (*issued)
    /* Translators: %s are dates, as in "Awarded 12 May 2026 · valid for ever" */
    says = g_strdup_printf (_ ("The issuer says: %s. What you leave empty stays so."), issued);
  adw_preferences_group_set_description (self->group, says ?: _ ("The issuer gives no dates."));
  return self;
}
