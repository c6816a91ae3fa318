/* finding.h: one thing in a file that was only looked at.
 *
 * A credential, or why there is none. A credential has an entry as those in the
 * vault have, so that it is shown as they are, but it lies in no library. Fixed once
 * made.
 */
#pragma once

#include "organise/entry.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FINDING (coffret_finding_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFinding, coffret_finding, COFFRET, FINDING, GObject)

/* ITEM of the file that people know as FILE. VERDICT (nullable): of a credential, as
 * coffret_entry_get_verdict() has it. */
CoffretFinding *coffret_finding_new (const char *file, CoffretItem *item, const char *verdict);
/* FILE as a whole could not be read. */
CoffretFinding *coffret_finding_new_refused (const char *file, const GError *error);

const char *coffret_finding_get_file (CoffretFinding *self);  /* path or name as given */
const char *coffret_finding_get_place (CoffretFinding *self); /* within it, "" for all of it */
const CoffretItem *coffret_finding_get_item (CoffretFinding *self); /* NULL when refused */
CoffretEntry *coffret_finding_get_entry (CoffretFinding *self);     /* NULL when refused */
const GError *coffret_finding_get_error (CoffretFinding *self);     /* NULL unless refused */

G_END_DECLS
