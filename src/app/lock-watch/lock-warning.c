#include "app/lock-watch/lock-warning.h"

#include <glib/gi18n-lib.h>

#define NOTIFICATION "locking"

static void
notify (GApplication *application)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("Are You Still There?"));

  g_notification_set_body (notification,
                           _ ("Coffret locks your vault soon, because nobody uses it."));
  g_application_send_notification (application, NOTIFICATION, notification);
}

AdwAlertDialog *
coffret_lock_warning_show (GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Are You Still There?"),
    _ ("Nobody has used your vault for a while. It is locked in less than half a minute, so that "
       "nobody else can look into it. Nothing is lost.")));

  adw_alert_dialog_add_responses (dialog, "lock", _ ("_Lock Now"), "stay", _ ("_Stay Unlocked"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "stay", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "stay");
  adw_alert_dialog_set_close_response (dialog, "stay");
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (window));
  if (application && !gtk_window_is_active (window))
    notify (G_APPLICATION (application));
  return dialog;
}

void
coffret_lock_warning_withdraw (GtkWindow *window, AdwAlertDialog *dialog)
{
  GtkApplication *application = gtk_window_get_application (window);

  if (dialog)
    adw_dialog_force_close (ADW_DIALOG (dialog));
  if (application)
    g_application_withdraw_notification (G_APPLICATION (application), NOTIFICATION);
}
