/* finding-page.h: what a file that was only looked at says, as a credential's page would.
 *
 * Nothing on it needs a vault. Its banner says that nothing was added and, where that can be done,
 * has the button for it (action "check.add").
 */
#pragma once

#include <adwaita.h>

#include "organise/finding.h"
#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FINDING_PAGE (coffret_finding_page_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretFindingPage, coffret_finding_page, COFFRET, FINDING_PAGE, AdwNavigationPage)

/* SESSION (nullable): whose owner vouches for issuers. ADDABLE: offer to add it. */
CoffretFindingPage *
coffret_finding_page_new (CoffretSession *session, CoffretFinding *finding, gboolean addable);

G_END_DECLS
