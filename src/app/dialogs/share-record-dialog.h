/* share-record-dialog.h: one line of the ledger: what was shared, with whom, what of it was shown.
 *
 * As it was then; beside it what is otherwise today. The file can be looked at again, and saved
 * again, byte for byte.
 */
#pragma once

#include <adwaita.h>

#include "organise/shares.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SHARE_RECORD_DIALOG (coffret_share_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretShareRecordDialog, coffret_share_record_dialog, COFFRET, SHARE_RECORD_DIALOG, AdwDialog)

CoffretShareRecordDialog *
coffret_share_record_dialog_new (CoffretSession *session, CoffretShareRow *share);

/* "12 May 2026 · PDF · 5 credentials". Owned. */
char *coffret_share_record_line (const CoffretShareRow *share);

G_END_DECLS
