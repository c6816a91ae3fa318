#include "share/pdf-writer.h"

#include <glib/gi18n-lib.h>

#include <cairo-pdf.h>

#define BLUE 0x1a5fb4
#define TINT 0xeef4fc
#define WHITE 0xffffff
#define LEAST_SCALE 0.85 /* of the letters, so that a few lines need no page of their own */

static const char *
proof_sentence (CoffretPdfWriter *writer, const CoffretDisclosure *disclosure)
{
  if (disclosure->kind == COFFRET_DISCLOSURE_SUMMARY)
    return coffret_pdf_say (
      writer, N_ ("A summary in the holder’s own words. Its issuer has not signed it."));
  if (!disclosure->has_proof)
    return coffret_pdf_say (writer, N_ ("The original is inside this PDF. It has no signature."));
  if (disclosure->kind == COFFRET_DISCLOSURE_SELECTION)
    return coffret_pdf_say (
      writer, N_ ("A part of the original is inside this PDF, with its issuer’s signature."));
  return coffret_pdf_say (writer,
                          N_ ("The original is inside this PDF, with its issuer’s signature."));
}

/* Skills, each in a box of its own, as many as go into a line. */
static void
add_skills (CoffretPdfWriter *writer, const CoffretDisclosure *disclosure)
{
  CoffretPaper *paper = &writer->paper;
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (writer->parcel->wording);
  double room = coffret_paper_room (paper) - COFFRET_PDF_LABEL - COFFRET_PDF_GAP, x = 0, line = 0;
  g_autoptr (PangoLayout) label = coffret_paper_set (
    paper, &coffret_pdf_faces.soft, coffret_field_to_label_in (COFFRET_FIELD_SKILLS, catalogue),
    COFFRET_PDF_LABEL);

  paper->y += 7;
  coffret_paper_need (paper, 24);
  coffret_paper_show (paper, label, &coffret_pdf_faces.soft, "P", 0);
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *shown = g_ptr_array_index (disclosure->lines, i);
    g_autofree char *text = NULL;
    g_autoptr (PangoLayout) layout = NULL;
    double width, height;

    if (shown->field != COFFRET_FIELD_SKILLS)
      continue;
    text = shown->detail != NULL && shown->text != NULL
             ? coffret_wording_join (writer->parcel->wording,
                                     (const char *[]) { shown->text, shown->detail }, 2)
             : g_strdup (shown->text != NULL ? shown->text : shown->link);
    layout = coffret_paper_set (paper, &coffret_pdf_faces.text, text != NULL ? text : "",
                                room - 2 * COFFRET_PDF_PAD);
    width = MIN (room, coffret_paper_width (layout) + 2 * COFFRET_PDF_PAD);
    height = coffret_paper_height (layout) + 7;
    if (x > 0 && x + width > room) {
      paper->y += line + 5;
      x = line = 0;
    }
    if (x <= 0)
      coffret_paper_need (paper, height);
    coffret_paper_box (paper, COFFRET_PDF_LABEL + COFFRET_PDF_GAP + x, paper->y - 3, width, height,
                       WHITE, FALSE);
    pango_layout_set_width (layout, (int) ((width - 2 * COFFRET_PDF_PAD + 1) * PANGO_SCALE));
    coffret_paper_show (paper, layout, &coffret_pdf_faces.text, "P",
                        COFFRET_PDF_LABEL + COFFRET_PDF_GAP + x + COFFRET_PDF_PAD);
    x += width + 6;
    line = MAX (line, height);
  }
  paper->y += line;
}

static void
add_lines (CoffretPdfWriter *writer, const CoffretDisclosure *disclosure)
{
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (writer->parcel->wording);
  const CoffretShownLine *before = NULL;

  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);
    const char *label = coffret_shown_line_label (line, before, catalogue);

    if (coffret_disclosure_has_in_head (disclosure, line))
      continue;
    if (line->field != COFFRET_FIELD_SKILLS)
      coffret_pdf_add_row (writer, label, line->text, line->detail, line->link,
                           label != NULL ? 7 : 2);
    else if (before == NULL || before->field != line->field)
      add_skills (writer, disclosure);
    before = line;
  }
}

static void
write_page (CoffretPdfWriter *writer, guint number)
{
  const CoffretDisclosure *disclosure = g_ptr_array_index (writer->parcel->disclosures, number);
  CoffretPaper *paper = &writer->paper;
  gboolean own = disclosure->kind == COFFRET_DISCLOSURE_SUMMARY;

  coffret_paper_turn (paper);
  paper->scale = writer->scales[number];
  writer->pages[number] = paper->page;
  if (!paper->dry && !writer->unlinked) {
    g_autofree char *place = g_strdup_printf ("page=%u", paper->page);

    cairo_pdf_surface_add_outline (cairo_get_target (paper->cr), CAIRO_PDF_OUTLINE_ROOT,
                                   disclosure->title, place, 0);
  }
  coffret_paper_begin (paper, "Sect");
  coffret_paper_bar (paper, 0, paper->y, 40, 4, BLUE);
  coffret_paper_add (paper, &coffret_pdf_faces.name, "H2", disclosure->title, 0, 12);
  coffret_paper_add (paper, &coffret_pdf_faces.by, "P", disclosure->issuer, 0, 3);
  coffret_paper_add (paper, &coffret_pdf_faces.soft, "P", disclosure->kind_label, 0, 2);
  paper->y += 12;
  coffret_pdf_add_boxed (writer, &coffret_pdf_faces.text, proof_sentence (writer, disclosure),
                         own ? WHITE : TINT, own);
  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    if (line->field == COFFRET_FIELD_DESCRIPTION)
      coffret_paper_add (paper, &coffret_pdf_faces.lead, "P", line->text, 0, 12);
  }
  paper->y += 6;
  add_lines (writer, disclosure);
  /* It has no page for itself alone: so where things stand does not depend on it. */
  if (!paper->dry && paper->y + 14 + COFFRET_PDF_QR_LEAST < paper->height - COFFRET_PAPER_MARGIN) {
    g_autoptr (CoffretQrContent) content =
      coffret_qr_content_new (writer->sealed, (int) number, COFFRET_QR_MOST_LARGE);

    if (coffret_pdf_draws (content) &&
        paper->y + 14 + coffret_pdf_qr_size (content) < paper->height - COFFRET_PAPER_MARGIN)
      coffret_pdf_add_qr (writer, content, FALSE);
  }
  coffret_paper_close (paper, "Sect");
  paper->scale = 1;
}

void
coffret_pdf_add_page (CoffretPdfWriter *writer, guint number)
{
  CoffretPaper *paper = &writer->paper;
  CoffretPaper before = *paper;

  if (!paper->dry) {
    write_page (writer, number);
    return;
  }
  for (double scale = 1; scale > LEAST_SCALE - 0.01; scale -= 0.05) {
    paper->page = before.page;
    writer->scales[number] = scale;
    write_page (writer, number);
    if (paper->page == before.page + 1)
      return;
  }
  paper->page = before.page;
  writer->scales[number] = 1;
  write_page (writer, number);
}
