/* covered.h: what is left of a credential without the parts that its signature does not cover.
 *
 * Pure. Read anew from the document without them, so that each thing that is shown can be compared
 * with what would be shown if only the signed parts were there, however it is found.
 */
#pragma once

#include "credential/credential.h"
#include "verify/report.h"

G_BEGIN_DECLS

/* Owned; NULL when REPORT, which is of CREDENTIAL, names nothing that is not covered. */
CoffretCredential *
coffret_covered_read (const CoffretReport *report, const CoffretCredential *credential);

G_END_DECLS
