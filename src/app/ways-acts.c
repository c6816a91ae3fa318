#include "app/ways-acts.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/sheet-dialog.h"
#include "app/tell.h"
#include "organise/ways.h"

#define ASKED "coffret-asked-for-sheet"

static void
on_saved (CoffretSheetDialog *dialog, GtkWidget *from)
{
  if (gtk_widget_get_root (from))
    coffret_tell (from, _ ("The new sheet opens your vault"));
}

void
coffret_ways_acts_make_sheet (GtkWidget *from, CoffretDoor *door)
{
  CoffretSheetDialog *dialog = coffret_sheet_dialog_new (door, FALSE);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_saved), from, 0);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}

static void
on_answered (GtkWidget *from, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "sheet"))
    coffret_ways_acts_make_sheet (from, g_object_get_data (G_OBJECT (dialog), "door"));
}

void
coffret_ways_acts_ask (GtkWidget *from, CoffretDoor *door)
{
  CoffretSession *session = coffret_door_get_session (door);
  AdwAlertDialog *dialog;

  if (!coffret_ways_risk (door) || g_object_get_data (G_OBJECT (session), ASKED))
    return;
  g_object_set_data (G_OBJECT (session), ASKED, GINT_TO_POINTER (TRUE));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("One More Key First?"),
    _ ("Only this computer’s keyring opens your vault. If the computer is lost, so is all that is "
       "in it. A sheet of paper opens it anywhere; making it takes two minutes.")));
  adw_alert_dialog_add_responses (dialog, "later", _ ("_Later"), "sheet", _ ("_Make the Sheet…"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "sheet", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "sheet");
  adw_alert_dialog_set_close_response (dialog, "later");
  g_object_set_data_full (G_OBJECT (dialog), "door", g_object_ref (door), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answered), from, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}
