#include "organise/door-restore.h"

#include "vault/recovery-code.h"
#include "vault/salvage.h"

/* Text of the right form is taken for the code of a sheet: hardly a passphrase is. */
static CoffretSlotType
choose_slot (const char *path, CoffretSecret *words)
{
  g_autoptr (CoffretBackupInfo) info = coffret_backup_examine (path, NULL);
  g_autoptr (CoffretSecret) code = NULL;

  if (words == NULL)
    return COFFRET_SLOT_KEYRING;
  if (info != NULL && (info->slots & COFFRET_SLOT_RECOVERY) != 0)
    code = coffret_recovery_code_parse ((const char *) coffret_secret_bytes (words),
                                        coffret_secret_length (words), NULL, NULL);
  return code != NULL || (info != NULL && (info->slots & COFFRET_SLOT_PASSPHRASE) == 0 &&
                          (info->slots & COFFRET_SLOT_RECOVERY) != 0)
           ? COFFRET_SLOT_RECOVERY
           : COFFRET_SLOT_PASSPHRASE;
}

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
  CoffretSlotType slot = choose_slot (path, words);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretRestore) restore =
    coffret_restore_open (path, slot, words, folder, TRUE, cancellable, error);
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
