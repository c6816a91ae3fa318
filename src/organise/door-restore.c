#include "organise/door-restore.h"

#include "vault/salvage.h"

static gboolean
is_about_keyring (const GError *error)
{
  return g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_LOCKED) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_ABSENT) ||
         g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_TIMEOUT);
}

CoffretVault *
coffret_door_restore_vault (const char *path,
                            const char *folder,
                            gboolean damaged,
                            CoffretSecret *words,
                            CoffretRestoreFlags flags,
                            CoffretRestoreReport **report,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (CoffretBackupInfo) info = coffret_backup_examine (path, error);
  CoffretSlotType slot = info != NULL ? coffret_restore_choose_slot (info, words) : 0;
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretRestore) restore =
    info != NULL ? coffret_restore_open (path, slot, words, folder, TRUE, cancellable, error)
                 : NULL;
  g_autofree char *place = damaged ? coffret_salvage_choose_folder (folder) : g_strdup (folder);
  g_autoptr (CoffretVault) vault = NULL;

  if (restore == NULL)
    return NULL;
  vault = coffret_restore_into_new (restore, place, slot | COFFRET_SLOT_KEYRING, words, flags,
                                    report, cancellable, &reason);
  if (vault == NULL && slot != COFFRET_SLOT_KEYRING && is_about_keyring (reason)) {
    g_clear_error (&reason);
    vault =
      coffret_restore_into_new (restore, place, slot, words, flags, report, cancellable, &reason);
  }
  if (vault == NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else if (damaged) {
    g_autofree char *aside = NULL;

    g_clear_pointer (&vault, coffret_vault_unref);
    aside = coffret_salvage_settle (folder, place, error);
    if (aside != NULL)
      vault = coffret_vault_open (folder, slot, words, TRUE, cancellable, error);
  }
  return g_steal_pointer (&vault);
}
