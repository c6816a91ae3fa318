/* ledger-page.h: what was shared: with whom, when, how; the newest first.
 *
 * Each line leads to all that is known of it (share-record-dialog.h). Searched, saved as a table;
 * follows what is shared while it is shown.
 */
#pragma once

#include "app/pages/side-page.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LEDGER_PAGE (coffret_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLedgerPage, coffret_ledger_page, COFFRET, LEDGER_PAGE, CoffretSidePage)

CoffretLedgerPage *coffret_ledger_page_new (CoffretSession *session);
/* Only with GROUP (nullable: with all); SHARE (nullable): a line that is opened once it is there.
 */
void coffret_ledger_page_show (CoffretLedgerPage *self, const char *group, const char *share);

G_END_DECLS
