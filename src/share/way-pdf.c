#include <glib/gi18n-lib.h>

#include "share/exporter.h"
#include "share/pdf-pages.h"

#define A4_WIDTH 595.276
#define A4_HEIGHT 841.89

static CoffretExport *
make (const CoffretExporter *exporter,
      CoffretSealed *sealed,
      const CoffretExportChoice *choice,
      GCancellable *cancellable,
      GError **error)
{
  CoffretPdfLook look =
    exporter == &coffret_exporter_pdf_summary ? COFFRET_PDF_SUMMARY : COFFRET_PDF_PAGES;
  GBytes *pdf =
    coffret_pdf_pages_write (sealed, look, choice->width > 0 ? choice->width : A4_WIDTH,
                             choice->height > 0 ? choice->height : A4_HEIGHT, cancellable, error);

  return pdf != NULL
           ? coffret_export_new_file (sealed, &coffret_export_choice_default, exporter, pdf)
           : NULL;
}

static CoffretExport *
make_pages (CoffretSealed *sealed,
            const CoffretExportChoice *choice,
            GCancellable *cancellable,
            GError **error)
{
  return make (&coffret_exporter_pdf, sealed, choice, cancellable, error);
}

static CoffretExport *
make_summary (CoffretSealed *sealed,
              const CoffretExportChoice *choice,
              GCancellable *cancellable,
              GError **error)
{
  return make (&coffret_exporter_pdf_summary, sealed, choice, cancellable, error);
}

const CoffretExporter coffret_exporter_pdf = {
  .id = "pdf",
  .label = N_ ("PDF"),
  .remark = N_ ("A page for each credential, to print or to send, with the signed file inside."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "pdf",
  .media_type = "application/pdf",
  .checkable = TRUE,
  .make = make_pages,
};

const CoffretExporter coffret_exporter_pdf_summary = {
  .id = "pdf-summary",
  .label = N_ ("One-Page PDF"),
  .remark = N_ ("All of it on one page, to go with a CV, with the signed file inside."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "pdf",
  .media_type = "application/pdf",
  .checkable = TRUE,
  .make = make_summary,
};
