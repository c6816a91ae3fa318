/* verdict-dialog.h: how we know: each question that a verdict rests on, with its answer.
 *
 * In plain words first, the technical text behind each row. Says who issued it and who vouches for
 * them; in a vault the owner can say so too, and the answers follow at once. The report is made
 * when the dialog opens, and again when the owner's word changes.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_VERDICT_DIALOG (coffret_verdict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretVerdictDialog, coffret_verdict_dialog, COFFRET, VERDICT_DIALOG, AdwDialog)

/* Of a credential in the vault. */
AdwDialog *coffret_verdict_dialog_new (CoffretSession *session, CoffretEntry *entry);
/* Of one that is in no vault; SESSION (nullable) is whose owner vouches. */
AdwDialog *coffret_verdict_dialog_new_for_item (CoffretSession *session, CoffretItem *item);

G_END_DECLS
