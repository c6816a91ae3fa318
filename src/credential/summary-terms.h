/* summary-terms.h: what the standards have no member for, under the names in use.
 *
 * Inside the module only. How long it took, how it was taught and watched over,
 * what it stacks towards: Open Badges leaves these to extensions, and issuers
 * borrow the words of schema.org, CTDL and the European Learning Model. Only names
 * that mean one thing are read.
 */
#pragma once

#include "credential/credential.h"

G_BEGIN_DECLS

/* Fills what CREDENTIAL does not have yet from the members of OBJECT (nullable): an achievement,
 * a subject, a badge class. */
void coffret_terms_read (CoffretCredential *credential, const json_t *object, const char *language);

/* The skills in OBJECT's "alignment" or "alignments": Open Badges 1 to 3. */
void coffret_terms_read_alignments (CoffretCredential *credential,
                                    const json_t *object,
                                    const char *language);

G_END_DECLS
