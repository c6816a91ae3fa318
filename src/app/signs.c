#include "app/signs.h"

#include <glib/gi18n-lib.h>

#include "app/backup-sign.h"
#include "organise/ways.h"

/* ACTION (nullable) is that of a button with LABEL. */
static void
show (AdwBanner *banner, const char *title, const char *label, const char *action)
{
  adw_banner_set_title (banner, title);
  adw_banner_set_button_label (banner, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (banner), action);
  adw_banner_set_revealed (banner, TRUE);
}

static void
show_of_vault (AdwBanner *banner, CoffretDoor *door)
{
  CoffretSession *session =
    coffret_door_get_state (door) == COFFRET_DOOR_OPEN ? coffret_door_get_session (door) : NULL;
  gboolean read_only = session && coffret_vault_is_read_only (coffret_session_get_vault (session));
  gboolean damaged = session && coffret_session_get_damage (session);
  gboolean lacks = session && !read_only && !damaged && coffret_ways_lack (door);

  coffret_backup_sign_follow (banner, damaged || read_only || lacks ? NULL : session);
  if (damaged)
    show (banner, _ ("Your vault is damaged: nothing is written to it any more"), _ ("What to _Do"),
          "win.explain-damage");
  else if (read_only)
    show (banner, _ ("This vault can be looked at, but not changed"), _ ("_Why?"),
          "win.explain-read-only");
  else if (lacks)
    show (banner, _ ("Only this computer’s keyring opens your vault so far"),
          _ ("_Make the Sheet…"), "win.make-sheet");
}

void
coffret_signs_show (AdwBanner *banner, CoffretDoor *door)
{
  switch (coffret_door_get_kind (door)) {
  case COFFRET_DOOR_TO_PRACTICE:
    show (banner, _ ("Practice vault: nothing here is real"), _ ("Add a P_ractice File"),
          "win.add-practice-file");
    break;
  case COFFRET_DOOR_TO_GUEST:
    show (banner, _ ("Guest session: nothing of it is kept on this computer"),
          _ ("What Is P_romised"), "win.explain-guest");
    break;
  case COFFRET_DOOR_TO_VAULT:
  default:
    show_of_vault (banner, door);
  }
}

void
coffret_signs_explain_read_only (GtkWidget *from, CoffretDoor *door)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Nothing Can Be Changed"),
    _ ("The folder of your vault, or the disk that it lies on, allows no changes. Nothing is "
       "lost: you can look at everything and save originals. To change something again, allow "
       "writing there, or copy the whole folder to a place where you may write and open the "
       "vault there.")));
  GtkWidget *folder = g_object_new (GTK_TYPE_LABEL, "label", coffret_door_get_folder (door), "wrap",
                                    TRUE, "wrap-mode", PANGO_WRAP_CHAR, "selectable", TRUE, NULL);

  adw_alert_dialog_set_extra_child (dialog, folder);
  adw_alert_dialog_add_response (dialog, "close", _ ("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), from);
}

static void
on_lock (AdwAlertDialog *dialog, const char *response, GtkWidget *from)
{
  gtk_widget_activate_action (from, "win.lock", NULL);
}

void
coffret_signs_explain_damage (GtkWidget *from)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("Your Vault Is Damaged"),
    _ ("A part of the vault’s file is not as Coffret wrote it: the disk may be failing, or another "
       "program wrote into it. Coffret changes nothing in it any more. What was saved before is in "
       "your backups.\n\nLock the vault now: you can then bring your newest backup back, or save "
       "what can still be read. The damaged vault is kept in either case.")));

  adw_alert_dialog_add_responses (dialog, "later", _ ("_Later"), "lock", _ ("_Lock the Vault"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "lock", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "lock");
  g_signal_connect_object (dialog, "response::lock", G_CALLBACK (on_lock), from, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (dialog), from);
}
