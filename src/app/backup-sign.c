#include "app/backup-sign.h"

#include <glib/gi18n-lib.h>

#define FOLLOWED "coffret-backups"

static void
update (AdwBanner *banner)
{
  CoffretBackups *backups = g_object_get_data (G_OBJECT (banner), FOLLOWED);
  CoffretBackupsAdvice advice = COFFRET_BACKUPS_FINE;
  g_autofree char *sentence = NULL;
  guint days = 0;

  if (backups && coffret_backups_is_ready (backups))
    advice = coffret_backups_advise (1, coffret_backups_get_newest (backups),
                                     coffret_backups_is_on_same_disk (backups),
                                     coffret_instant_now (), &days);
  if (advice == COFFRET_BACKUPS_OLD)
    sentence = g_strdup_printf (
      ngettext ("The newest backup is %u day old", "The newest backup is %u days old", days), days);
  else if (advice == COFFRET_BACKUPS_SAME_DISK)
    sentence = g_strdup (_ ("The only backup lies on the same disk as your vault"));
  if (sentence) {
    adw_banner_set_title (banner, sentence);
    adw_banner_set_button_label (banner, _ ("_Back Up…"));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (banner), "win.preferences");
  }
  adw_banner_set_revealed (banner, sentence != NULL);
}

void
coffret_backup_sign_follow (AdwBanner *banner, CoffretSession *session)
{
  CoffretBackups *backups = session ? coffret_session_get_backups (session) : NULL;
  CoffretBackups *before = g_object_get_data (G_OBJECT (banner), FOLLOWED);

  if (before != backups) {
    if (before)
      g_signal_handlers_disconnect_by_func (before, update, banner);
    g_object_set_data_full (G_OBJECT (banner), FOLLOWED, backups ? g_object_ref (backups) : NULL,
                            g_object_unref);
    if (backups)
      g_signal_connect_object (backups, "notify", G_CALLBACK (update), banner, G_CONNECT_SWAPPED);
  }
  update (banner);
}
