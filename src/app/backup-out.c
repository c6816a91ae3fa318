#include "app/backup-out.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/tell.h"
#include "app/when.h"

static void
on_made (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (!gtk_widget_get_root (owner))
    return;
  if (error)
    coffret_tell_error (owner, _ ("No Backup Was Made"), error);
  else
    coffret_tell (owner, _ ("Backup written and read back"));
}

static void
on_place (GtkWidget *from, GFile *file, gpointer backups)
{
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    coffret_when (coffret_backups_make (backups, path), from, on_made, NULL, NULL);
}

void
coffret_backup_out_save (GtkWidget *from, CoffretSession *session)
{
  CoffretBackups *backups = coffret_session_get_backups (session);
  g_autofree char *name = NULL;

  if (!backups)
    return;
  name = coffret_backup_name (coffret_session_get_vault (session), coffret_instant_now ());
  coffret_choose_place (from, _ ("Back Up the Vault"), name, on_place, g_object_ref (backups),
                        g_object_unref);
}
