#include "share/exporter.h"

/* clang-format off */
const CoffretExporter *const coffret_exporters[] = {
  &coffret_exporter_page,
  &coffret_exporter_presentation,
  NULL,
};
/* clang-format on */
