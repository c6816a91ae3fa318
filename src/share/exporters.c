#include "share/exporter.h"

/* clang-format off */
const CoffretExporter *const coffret_exporters[] = {
  &coffret_exporter_page,
  &coffret_exporter_pdf,
  &coffret_exporter_pdf_summary,
  &coffret_exporter_qr_png,
  &coffret_exporter_qr_svg,
  &coffret_exporter_mail,
  &coffret_exporter_linkedin,
  &coffret_exporter_linkedin_post,
  &coffret_exporter_facebook,
  &coffret_exporter_bluesky,
  &coffret_exporter_x,
  &coffret_exporter_mastodon,
  &coffret_exporter_text_lines,
  &coffret_exporter_text_paragraph,
  &coffret_exporter_text_blocks,
  &coffret_exporter_presentation,
  &coffret_exporter_originals,
  &coffret_exporter_lcw,
  &coffret_exporter_clr2,
  NULL,
};
/* clang-format on */
