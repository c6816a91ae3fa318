/* pdf-finish.h: what a PDF of cairo's still lacks: its language, words for its pictures, and files
 * within it.
 *
 * Cairo has no way to say them; without, a screen reader reads French as if it were English, and
 * the signed file could not travel in the pages. For PDFs that cairo wrote as version 1.4 in this
 * process, and no others.
 */
#pragma once

#include "base/instant.h"

G_BEGIN_DECLS

/* A file to be attached. All ASCII, but for the description. */
typedef struct {
  const char *name;
  const char *media_type;
  const char *description; /* in the language of the document */
  GBytes *bytes;
  CoffretInstant modified;
} CoffretPdfFile;

typedef struct {
  const char *language;        /* a BCP 47 tag */
  const char *figures;         /* what stands for each Figure to those who do not see; nullable */
  const CoffretPdfFile *files; /* N_FILES of them */
  guint n_files;
} CoffretPdfFinish;

/* PDF (taken) with these in it, and its title to be shown in place of its file's name (ISO 32000-1,
 * 7.11.4, 12.2, 14.9.2 and 14.9.3): an incremental update, 7.5.6. The files are associated with the
 * whole document (ISO 32000-2, 14.13). As it was where it is not as cairo writes it. */
GByteArray *coffret_pdf_finish (GByteArray *pdf, const CoffretPdfFinish *finish);

G_END_DECLS
