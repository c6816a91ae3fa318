#include "share/pdf-writer.h"

#include <glib/gi18n-lib.h>

#include "base/bidi.h"

#define MOST_ENTRIES 400 /* more are on no single page, however small */
#define LEAST_SCALE 0.76

/* "aseptic technique · documentation"; NULL: none is shown. */
static char *
join_skills (const CoffretPdfWriter *writer, const CoffretDisclosure *disclosure)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < disclosure->lines->len; i++) {
    const CoffretShownLine *line = g_ptr_array_index (disclosure->lines, i);

    if (line->field == COFFRET_FIELD_SKILLS && line->text != NULL)
      coffret_append_part_in (text, " · ", line->text, writer->paper.mirrored);
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
add_entry (CoffretPdfWriter *writer, const CoffretDisclosure *disclosure, gboolean skills)
{
  g_autofree char *known = skills ? join_skills (writer, disclosure) : NULL;
  const char *parts[] = { disclosure->issuer, disclosure->kind_label };
  g_autofree char *by = coffret_wording_join (writer->parcel->wording, parts, G_N_ELEMENTS (parts));
  CoffretPaper *paper = &writer->paper;
  g_autoptr (PangoLayout) date = NULL;

  paper->y += 9 * paper->scale;
  if (disclosure->date != NULL) {
    date = coffret_paper_set (paper, &coffret_pdf_faces.soft, disclosure->date, COFFRET_PDF_LABEL);
    coffret_paper_show (paper, date, &coffret_pdf_faces.soft, "P", 0);
  }
  coffret_paper_add (paper, &coffret_pdf_faces.entry, "P", disclosure->title,
                     COFFRET_PDF_LABEL + COFFRET_PDF_GAP, 0);
  coffret_paper_add (paper, &coffret_pdf_faces.text, "P", by, COFFRET_PDF_LABEL + COFFRET_PDF_GAP,
                     1);
  if (known != NULL)
    coffret_paper_add (paper, &coffret_pdf_faces.small, "P", known,
                       COFFRET_PDF_LABEL + COFFRET_PDF_GAP, 1);
}

/* FALSE: more than a page. */
static gboolean
draw_summary (CoffretPdfWriter *writer, guint count, gboolean skills, gboolean code)
{
  const CoffretParcel *parcel = writer->parcel;
  CoffretPaper *paper = &writer->paper;

  coffret_paper_begin (paper, "Document");
  coffret_pdf_add_head (writer);
  coffret_paper_add (paper, &coffret_pdf_faces.soft, "P", parcel->contact, 0, 4);
  coffret_pdf_add_message (writer, 10);
  paper->y += 8;
  for (guint i = 0; i < count && paper->page == 1; i++)
    add_entry (writer, g_ptr_array_index (parcel->disclosures, i), skills);
  if (count < parcel->disclosures->len)
    coffret_paper_add (
      paper, &coffret_pdf_faces.soft, "P",
      coffret_pdf_say (writer, N_ ("… and more, in the signed file inside this PDF.")),
      COFFRET_PDF_LABEL + COFFRET_PDF_GAP, 8);
  if (writer->sealed->presentation != NULL) {
    coffret_paper_add (
      paper, &coffret_pdf_faces.small, "P",
      coffret_pdf_say (
        writer, N_ ("The signed file “presentation.json” is attached to this PDF. Coffret, and "
                    "other programs that check verifiable credentials, open it.")),
      0, 16);
    if (code) {
      g_autoptr (CoffretQrContent) content =
        coffret_qr_content_new (writer->sealed, COFFRET_EXPORT_ALL, COFFRET_QR_MOST_LARGE);

      if (coffret_pdf_draws (content) && content->kind != COFFRET_QR_CONTENT_PAGE)
        coffret_pdf_add_qr (writer, content, TRUE);
    }
  }
  coffret_paper_end (paper);
  coffret_paper_close (paper, "Document");
  return paper->page == 1;
}

/* Everything as large as it goes on one page: smaller letters, then no skills, then fewer. */
gboolean
coffret_pdf_draw_on_one (CoffretPdfWriter *writer,
                         cairo_surface_t *measure,
                         cairo_surface_t *surface,
                         double width,
                         double height)
{
  guint count = MIN (writer->parcel->disclosures->len, MOST_ENTRIES);
  gboolean skills = TRUE, code = TRUE;
  double scale = 1;

  for (;;) {
    coffret_pdf_begin (writer, measure, width, height, TRUE);
    writer->paper.scale = scale;
    if (g_cancellable_is_cancelled (writer->cancellable))
      return FALSE;
    if (draw_summary (writer, count, skills, code) || count == 0)
      break;
    if (scale > LEAST_SCALE + 0.01)
      scale -= 0.08;
    else if (code)
      code = FALSE;
    else if (skills)
      skills = FALSE;
    else
      count = count * 9 / 10;
  }
  coffret_pdf_begin (writer, surface, width, height, FALSE);
  writer->paper.scale = scale;
  draw_summary (writer, count, skills, code);
  return TRUE;
}
