/* summary.h: all that a credential says, for people or as one JSON object.
 *
 * Both are made from the same list of fields, so that neither can say more than
 * the other. What the credential does not say is null there, and left out here. */
#pragma once

#include <jansson.h>

#include "organise/library.h"

G_BEGIN_DECLS

typedef struct _CoffretSummary CoffretSummary;

CoffretSummary *
coffret_summary_new (CoffretLibrary *library, CoffretEntry *entry, const CoffretItem *item);
void coffret_summary_free (CoffretSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSummary, coffret_summary_free)

json_t *coffret_summary_to_json (CoffretSummary *summary); /* owned */
void coffret_summary_print (CoffretSummary *summary);

G_END_DECLS
