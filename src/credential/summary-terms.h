/* summary-terms.h: what the standards have no member for, under the names in use.
 *
 * Inside the module only. How long it took, how it was taught and watched over,
 * what it stacks towards: Open Badges leaves these to extensions, and issuers
 * borrow the words of schema.org, CTDL and the European Learning Model. Only names
 * that mean one thing are read.
 */
#pragma once

#include "credential/field.h"

G_BEGIN_DECLS

/* Fills what CREDENTIAL does not have yet from the members of OBJECT (nullable): an achievement,
 * a subject, a badge class. */
void coffret_terms_read (CoffretCredential *credential, const json_t *object, const char *language);

/* What the member NAME of such an object is about, if it is one of those names;
 * COFFRET_FIELD_OTHER: it is none. */
CoffretField coffret_terms_find_field (const char *name);

/* The skills in OBJECT's "alignment" or "alignments": Open Badges 1 to 3. */
void coffret_terms_read_alignments (CoffretCredential *credential,
                                    const json_t *object,
                                    const char *language);

G_END_DECLS
