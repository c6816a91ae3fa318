/* pdf-language.h: says in which language a PDF is written.
 *
 * Cairo has no way to; without it a screen reader reads French as if it were English. For PDFs that
 * cairo wrote as version 1.4 in this process, and no others. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* PDF (taken) with LANGUAGE (a BCP 47 tag) in its catalog, and its title to be shown in place of
 * its file's name (ISO 32000-1, 14.9.2 and 12.2): an incremental update, 7.5.6. As it was where
 * it is not as cairo writes it. */
GByteArray *coffret_pdf_set_language (GByteArray *pdf, const char *language);

G_END_DECLS
