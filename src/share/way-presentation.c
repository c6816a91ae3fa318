/* The signed file by itself: for programs, and for whoever has one. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/exporter.h"
#include "share/presentation.h"

static gboolean
takes (const CoffretDisclosure *disclosure)
{
  return !coffret_presentation_leaves_out (disclosure);
}

static char *
refuse (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  return sealed->presentation == NULL
           ? g_strdup (_ ("There is no key to sign with here. A sharing group has one."))
           : NULL;
}

static CoffretExport *
make (CoffretSealed *sealed,
      const CoffretExportChoice *choice,
      GCancellable *cancellable,
      GError **error)
{
  char *text = coffret_json_dump_pretty (sealed->presentation);

  return coffret_export_new_file (sealed, &coffret_export_choice_default,
                                  &coffret_exporter_presentation,
                                  g_bytes_new_take (text, strlen (text)));
}

const CoffretExporter coffret_exporter_presentation = {
  .id = "presentation",
  .label = N_ ("Signed File"),
  .remark = N_ ("For recipients whose program checks verifiable credentials."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "json",
  .media_type = "application/vp",
  .checkable = TRUE,
  .takes = takes,
  .refuse = refuse,
  .make = make,
};
