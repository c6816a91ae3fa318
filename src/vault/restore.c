#include "vault/restore.h"

#include "vault/recovery-code.h"
#include "vault/restore-rows.h"
#include "vault/restore-source.h"
#include "vault/snapshot-counts.h"
#include "vault/vault-private.h"

struct _CoffretRestore {
  CoffretBackupInfo *info;
  CoffretRestoreContents contents;
  CoffretRestoreSource *source;
  guint done; /* read and written atomically */
};

/* A restore into a new vault, under way. */
typedef struct {
  CoffretRestore *restore;
  CoffretRestoreFlags flags;
  CoffretRestoreReport *report;
  GCancellable *cancellable;
} Filling;

CoffretRestoreReport *
coffret_restore_report_new (void)
{
  CoffretRestoreReport *report = g_new0 (CoffretRestoreReport, 1);

  report->unread = g_ptr_array_new_with_free_func (g_free);
  report->lost = g_ptr_array_new_with_free_func (g_free);
  report->lost_files = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
coffret_restore_report_free (CoffretRestoreReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->unread);
  g_ptr_array_unref (report->lost);
  g_ptr_array_unref (report->lost_files);
  g_free (report);
}

static CoffretRestore *
open_source (const char *path,
             const CoffretSlot *kind,
             const CoffretSlotContext *context,
             CoffretSecret *master,
             const char *near,
             GError **error)
{
  g_autoptr (CoffretRestore) restore = g_new0 (CoffretRestore, 1);
  CoffretCounts counts;

  restore->info = coffret_backup_examine (path, error);
  restore->source = restore->info != NULL
                      ? coffret_restore_source_new (path, kind, context, master, near, error)
                      : NULL;
  if (restore->source == NULL ||
      !coffret_counts_take (coffret_restore_source_get_database (restore->source), &counts, error))
    return NULL;
  restore->contents = (CoffretRestoreContents) {
    .credentials = (guint) counts.rows[COFFRET_COUNT_CREDENTIALS],
    .trashed = (guint) counts.rows[COFFRET_COUNT_TRASHED],
    .compartments = (guint) counts.rows[COFFRET_COUNT_COMPARTMENTS],
    .own_words = (guint) counts.rows[COFFRET_COUNT_LAYERS],
    .identities = (guint) counts.rows[COFFRET_COUNT_IDENTITIES],
    .vouched = (guint) counts.rows[COFFRET_COUNT_TRUST],
    .witnesses = (guint) counts.rows[COFFRET_COUNT_WITNESSES],
    .attachments = (guint) counts.rows[COFFRET_COUNT_ATTACHMENTS],
    .groups = (guint) counts.rows[COFFRET_COUNT_SHARING_GROUPS],
    .shares = (guint) counts.rows[COFFRET_COUNT_SHARES],
  };
  return g_steal_pointer (&restore);
}

CoffretRestore *
coffret_restore_open (const char *path,
                      CoffretSlotType slot,
                      CoffretSecret *secret,
                      const char *near,
                      gboolean interactive,
                      GCancellable *cancellable,
                      GError **error)
{
  const CoffretSlot *kind = coffret_slot_find (slot);
  const CoffretSlotContext context = {
    .cost = &coffret_slot_cost_default,
    .passphrase = secret,
    .code = secret,
    .interactive = interactive,
    .cancellable = cancellable,
  };

  g_return_val_if_fail (kind != NULL, NULL);
  return open_source (path, kind, &context, NULL, near, error);
}

gboolean
coffret_restore_has_key (const CoffretBackupInfo *info, CoffretVault *vault)
{
  g_autoptr (CoffretSecret) master = NULL;
  g_autoptr (CoffretKeyslots) slots = NULL;

  return coffret_vault_get_keys (vault, &master, &slots, NULL) &&
         g_str_equal (info->vault, coffret_keyslots_get_vault (slots)) &&
         g_str_equal (info->key, coffret_keyslots_get_key (slots));
}

CoffretRestore *
coffret_restore_open_by_vault (const char *path,
                               CoffretVault *vault,
                               GCancellable *cancellable,
                               GError **error)
{
  const CoffretSlotContext context = { .cancellable = cancellable };
  g_autoptr (CoffretSecret) master = NULL;
  g_autoptr (CoffretKeyslots) slots = NULL;

  if (!coffret_vault_get_keys (vault, &master, &slots, error))
    return NULL;
  return open_source (path, NULL, &context, master, coffret_vault_get_folder (vault), error);
}

CoffretSlotType
coffret_restore_choose_slot (const CoffretBackupInfo *info, CoffretSecret *words)
{
  g_autoptr (CoffretSecret) code = NULL;

  if (words == NULL)
    return COFFRET_SLOT_KEYRING;
  if ((info->slots & COFFRET_SLOT_RECOVERY) == 0)
    return COFFRET_SLOT_PASSPHRASE;
  code = coffret_recovery_code_parse ((const char *) coffret_secret_bytes (words),
                                      coffret_secret_length (words), NULL, NULL);
  return code != NULL || (info->slots & COFFRET_SLOT_PASSPHRASE) == 0 ? COFFRET_SLOT_RECOVERY
                                                                      : COFFRET_SLOT_PASSPHRASE;
}

void
coffret_restore_free (CoffretRestore *restore)
{
  if (restore == NULL)
    return;
  coffret_backup_info_free (restore->info);
  coffret_restore_source_free (restore->source);
  g_free (restore);
}

const CoffretBackupInfo *
coffret_restore_get_info (CoffretRestore *restore)
{
  return restore->info;
}

const CoffretRestoreContents *
coffret_restore_get_contents (CoffretRestore *restore)
{
  return &restore->contents;
}

static gboolean
fill (CoffretDatabase *database, gpointer data, GError **error)
{
  Filling *filling = data;
  CoffretDatabase *source = coffret_restore_source_get_database (filling->restore->source);
  g_autoptr (CoffretRestoreRows) rows = coffret_restore_rows_new (
    source, filling->restore->info->made, TRUE, filling->flags, filling->report, error);
  gboolean done = FALSE;

  if (rows == NULL || !coffret_restore_rows_frame (database, rows, error))
    return FALSE;
  while (!done)
    if (g_cancellable_set_error_if_cancelled (filling->cancellable, error) ||
        !coffret_restore_rows_prepare (rows, &done, error) ||
        !coffret_restore_rows_apply (database, rows, error))
      return FALSE;
  return TRUE;
}

guint
coffret_restore_get_done (CoffretRestore *restore)
{
  return (guint) g_atomic_int_get (&restore->done);
}

CoffretVault *
coffret_restore_into_new (CoffretRestore *restore,
                          const char *folder,
                          CoffretSlotType slots,
                          CoffretSecret *secret,
                          CoffretRestoreFlags flags,
                          CoffretRestoreReport **report,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (CoffretRestoreReport) told = coffret_restore_report_new ();
  Filling filling = { restore, flags, told, cancellable };
  CoffretVault *vault = coffret_vault_create_filled (
    folder, slots, secret, &coffret_slot_cost_default, fill, &filling, cancellable, error);

  if (report != NULL)
    *report = vault != NULL ? g_steal_pointer (&told) : NULL;
  return vault;
}

gboolean
coffret_restore_merge (CoffretRestore *restore,
                       CoffretVault *vault,
                       CoffretRestoreFlags flags,
                       CoffretRestoreReport **report,
                       GCancellable *cancellable,
                       GError **error)
{
  CoffretDatabase *source = coffret_restore_source_get_database (restore->source);
  g_autoptr (CoffretRestoreReport) told = coffret_restore_report_new ();
  g_autoptr (CoffretRestoreRows) rows =
    coffret_restore_rows_new (source, restore->info->made, FALSE, flags, told, error);
  gboolean merged = FALSE, done = FALSE;

  if (rows != NULL)
    merged = coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, coffret_restore_rows_frame,
                                     rows, error);
  while (merged && !done) {
    merged =
      !g_cancellable_set_error_if_cancelled (cancellable, error) &&
      coffret_restore_rows_prepare (rows, &done, error) &&
      coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, coffret_restore_rows_apply, rows, error);
    g_atomic_int_set (&restore->done, told->total);
  }
  if (rows != NULL && !merged)
    coffret_restore_rows_discard (rows, vault);
  if (report != NULL)
    *report = g_steal_pointer (&told);
  return merged;
}
