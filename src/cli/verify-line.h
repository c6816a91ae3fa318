/* verify-line.h: what is said about one item that was verified: an object for programs (design
 * section 7), or sentences for people. Made on any thread; printing is for the caller. */
#pragma once

#include "cli/output.h"
#include "verify/verifier.h"

G_BEGIN_DECLS

/* FILE as it was given. Owned. */
json_t *coffret_verify_line_to_json (const char *file,
                                     guint number,
                                     const CoffretItem *item,
                                     const CoffretReport *report);
/* Several lines, the first not set in. Owned. */
char *coffret_verify_line_to_text (const char *file,
                                   const CoffretItem *item,
                                   const CoffretReport *report);

G_END_DECLS
