#include <glib/gi18n-lib.h>

#include "share/exporter.h"
#include "share/page.h"

static CoffretExport *
make (CoffretSealed *sealed,
      const CoffretExportChoice *choice,
      GCancellable *cancellable,
      GError **error)
{
  GString *page = coffret_page_write (sealed);

  return coffret_export_new_file (sealed, &coffret_export_choice_default, &coffret_exporter_page,
                                  g_string_free_to_bytes (page));
}

const CoffretExporter coffret_exporter_page = {
  .id = "page",
  .label = N_ ("Web Page"),
  .remark = N_ ("One file that every browser opens, with the signed file inside."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "html",
  .media_type = "text/html",
  .checkable = TRUE,
  .make = make,
};
