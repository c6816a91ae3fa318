/* pdf-writer.h: what the pages of a PDF are written with: the parts that stand on several of them.
 * Inside the module only.
 *
 * Each draws where the paper stands (pdf-paper.h), and turns it where there is no room; on a dry
 * paper it takes the same room and leaves nothing.
 */
#pragma once

#include <gio/gio.h>

#include "share/pdf-paper.h"
#include "share/qr-content.h"
#include "share/sealed.h"

G_BEGIN_DECLS

#define COFFRET_PDF_LABEL 128.0 /* of the column of names */
#define COFFRET_PDF_GAP 14.0
#define COFFRET_PDF_PAD 10.0
#define COFFRET_PDF_QR_LEAST 104.0

typedef struct {
  CoffretFace title, lead, mark, heading, name, by, entry, text, soft, small, link;
} CoffretPdfFaces;

extern const CoffretPdfFaces coffret_pdf_faces;

typedef struct {
  CoffretPaper paper;
  CoffretSealed *sealed;
  const CoffretParcel *parcel;
  guint *pages;   /* on which each credential begins; 0: not known yet */
  double *scales; /* of the letters of each; the same */
  GCancellable *cancellable;
  gboolean figures;  /* there is one */
  gboolean unlinked; /* nothing leads to a page */
} CoffretPdfWriter;

/* A paper of that size; the old one, if any, is cleared. DRY: nothing is drawn. */
void coffret_pdf_begin (
  CoffretPdfWriter *writer, cairo_surface_t *surface, double width, double height, gboolean dry);
/* In the language of the reader. Borrowed. */
const char *coffret_pdf_say (CoffretPdfWriter *writer, const char *sentence);

/* A name, and what belongs to it beside it; all but WRITER and SPACE are nullable. */
void coffret_pdf_add_row (CoffretPdfWriter *writer,
                          const char *label,
                          const char *text,
                          const char *detail,
                          const char *link,
                          double space);
/* In a box as wide as the page. */
void coffret_pdf_add_boxed (CoffretPdfWriter *writer,
                            const CoffretFace *face,
                            const char *text,
                            guint32 fill,
                            gboolean dashed);
/* Whose it is, and that it is for practice where it is. */
void coffret_pdf_add_head (CoffretPdfWriter *writer);
/* What the holder says, beside a bar. */
void coffret_pdf_add_message (CoffretPdfWriter *writer, double space);

gboolean coffret_pdf_draws (const CoffretQrContent *content);
double coffret_pdf_qr_size (const CoffretQrContent *content);
/* The code of CONTENT, then its words at its side. ALL: it is of all that is shared. */
void coffret_pdf_add_qr (CoffretPdfWriter *writer, const CoffretQrContent *content, gboolean all);

/* The pages of the credential NUMBER, from a new one on. Where it is a little longer than one page
 * the letters are a little smaller; how large is found on a dry paper first. */
void coffret_pdf_add_page (CoffretPdfWriter *writer, guint number);
/* All of it on one page, measured on MEASURE and drawn on SURFACE. FALSE: cancelled. */
gboolean coffret_pdf_draw_on_one (CoffretPdfWriter *writer,
                                  cairo_surface_t *measure,
                                  cairo_surface_t *surface,
                                  double width,
                                  double height);

G_END_DECLS
