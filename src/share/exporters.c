#include "share/exporter.h"

/* clang-format off */
const CoffretExporter *const coffret_exporters[] = {
  &coffret_exporter_page,
  &coffret_exporter_pdf,
  &coffret_exporter_pdf_summary,
  &coffret_exporter_qr_png,
  &coffret_exporter_qr_svg,
  &coffret_exporter_presentation,
  NULL,
};
/* clang-format on */
