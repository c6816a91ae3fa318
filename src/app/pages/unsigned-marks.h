/* unsigned-marks.h: marks what the signature does not cover, where it stands on the page.
 *
 * Besides the verdict, which says so of the whole. A row is marked when it would not be there, or
 * would say something else, if only what is signed were in the credential; the mark is a word, and
 * part of what a screen reader says of the row.
 */
#pragma once

#include <gtk/gtk.h>

#include "credential/credential.h"
#include "verify/report.h"

G_BEGIN_DECLS

/* Whether anything is not covered. REPORT nullable. */
gboolean coffret_unsigned_marks_has (const CoffretReport *report);

/* CONTENT: as coffret_sections_append() filled it for CREDENTIAL. REPORT (nullable) is of it.
 * Whether there was something to mark. */
gboolean coffret_unsigned_marks_add (GtkBox *content,
                                     const CoffretCredential *credential,
                                     const CoffretReport *report,
                                     const char *const *languages);

G_END_DECLS
