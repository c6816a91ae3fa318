#include "app/guest.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/dialogs/guest-dialog.h"
#include "app/places.h"
#include "app/start.h"

/* In place of writing it. */
static void
on_recent_changed (GtkRecentManager *manager)
{
}

void
coffret_guest_leave_no_list (void)
{
  GtkRecentManagerClass *klass = g_type_class_ref (GTK_TYPE_RECENT_MANAGER);

  /* Turned off by the toolkit's own setting, the list of all programs would be emptied. */
  klass->changed = on_recent_changed;
}

gboolean
coffret_guest_refuses_copy (GtkWidget *from, CoffretSession *session)
{
  AdwAlertDialog *dialog;

  if (!coffret_session_is_guest (session))
    return FALSE;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Save It First"),
    _ ("Other programs note what they open, and may keep a copy. In a guest session Coffret gives "
       "them nothing. Save the file where your client wants it, and go on from there.")));
  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), from);
  return TRUE;
}

static void
on_begin (GtkWindow *parent, const char *language, CoffretGuestDialog *dialog)
{
  g_autofree char *option = g_strconcat ("--language=", language, NULL);

  coffret_start_another (parent, (const char *const[]) { "--guest", option, NULL },
                         g_object_get_data (G_OBJECT (dialog), "folder"), -1);
}

void
coffret_guest_ask (GtkWindow *parent, const char *folder)
{
  g_auto (GStrv) languages = coffret_places_languages ();
  CoffretGuestDialog *dialog = coffret_guest_dialog_new_to_begin ((const char *const *) languages);

  g_object_set_data_full (G_OBJECT (dialog), "folder", g_strdup (folder), g_free);
  g_signal_connect_object (dialog, "begin", G_CALLBACK (on_begin), parent, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
}
