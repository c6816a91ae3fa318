/* pdf-pages.h: a parcel on paper.
 *
 * Either a cover with what is in it and how to check it, and then a page for each credential; or
 * all of it on one page, for a CV. The signed file is inside, and so is each original that no
 * presentation can hold. The pages draw no check mark: they say how to check.
 */
#pragma once

#include <gio/gio.h>

#include "share/sealed.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_PDF_PAGES,   /* one for each */
  COFFRET_PDF_SUMMARY, /* one for all */
} CoffretPdfLook;

/* On paper of WIDTH and HEIGHT points. NULL with an error when it cannot be drawn, or was
 * cancelled. */
GBytes *coffret_pdf_pages_write (CoffretSealed *sealed,
                                 CoffretPdfLook look,
                                 double width,
                                 double height,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
