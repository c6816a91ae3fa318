/* words.h: words for what a credential leaves out or writes for programs.
 *
 * For the window and the command line alike, in the reader's language. What is
 * shown of a credential's own text is not translated here.
 */
#pragma once

#include "credential/credential.h"

G_BEGIN_DECLS

/* What to call a credential: TITLE, or where it has none, what it is and who
 * awarded it. TITLE and ISSUER are nullable; the answer is owned and never empty. */
char *coffret_title_words (const char *title, CoffretKind kind, const char *issuer);

/* A result's status (Open Badges 3.0, B.2.5), such as "InProgress", in words; one
 * that is not of that list is given back as it is. Nullable. */
const char *coffret_result_status_to_label (const char *status);
/* The same in the language of CATALOGUE, borrowed from it. */
const char *
coffret_result_status_to_label_in (const char *status, const CoffretCatalogue *catalogue);

G_END_DECLS
