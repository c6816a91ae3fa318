#include "share/pdf-writer.h"

#include <glib/gi18n-lib.h>

#define INK 0x1d1d20
#define SOFT 0x5a5a62
#define BLUE 0x1a5fb4
#define AMBER 0xf9e9c3
#define SQUARE 1.3 /* the least side of a square of a code, in points: 0.46 mm */

const CoffretPdfFaces coffret_pdf_faces = {
  .title = { 23, PANGO_WEIGHT_BOLD, INK },
  .lead = { 11.5, PANGO_WEIGHT_NORMAL, INK },
  .mark = { 10.5, PANGO_WEIGHT_SEMIBOLD, 0x4c3600 },
  .heading = { 14, PANGO_WEIGHT_BOLD, INK },
  .name = { 20, PANGO_WEIGHT_BOLD, INK },
  .by = { 12.5, PANGO_WEIGHT_NORMAL, INK },
  .entry = { 11.5, PANGO_WEIGHT_SEMIBOLD, INK },
  .text = { 10.5, PANGO_WEIGHT_NORMAL, INK },
  .soft = { 10.5, PANGO_WEIGHT_NORMAL, SOFT },
  .small = { 9, PANGO_WEIGHT_NORMAL, SOFT },
  .link = { 9, PANGO_WEIGHT_NORMAL, BLUE },
};

void
coffret_pdf_begin (
  CoffretPdfWriter *writer, cairo_surface_t *surface, double width, double height, gboolean dry)
{
  coffret_paper_clear (&writer->paper);
  coffret_paper_init (&writer->paper, surface, width, height);
  writer->paper.dry = dry;
  writer->paper.mirrored = coffret_wording_is_rtl (writer->parcel->wording);
  writer->paper.foot = coffret_pdf_say (
    writer, N_ ("Made with Coffret. What counts is the signed file inside this PDF."));
  if (writer->parcel->practice)
    writer->paper.mark =
      coffret_pdf_say (writer, N_ ("For practice only: these people are invented."));
}

const char *
coffret_pdf_say (CoffretPdfWriter *writer, const char *sentence)
{
  return coffret_wording_get (writer->parcel->wording, sentence);
}

void
coffret_pdf_add_row (CoffretPdfWriter *writer,
                     const char *label,
                     const char *text,
                     const char *detail,
                     const char *link,
                     double space)
{
  CoffretPaper *paper = &writer->paper;
  double room = coffret_paper_room (paper) - COFFRET_PDF_LABEL - COFFRET_PDF_GAP;
  const struct {
    const CoffretFace *face;
    const char *text;
  } parts[] = {
    { text != NULL && g_str_has_prefix (text, "did:") ? &coffret_pdf_faces.small
                                                      : &coffret_pdf_faces.text,
      text },
    { &coffret_pdf_faces.small, detail },
    { &coffret_pdf_faces.link, link },
  };
  g_autoptr (PangoLayout) name = NULL;
  double top;

  paper->y += space;
  name = coffret_paper_set (paper, &coffret_pdf_faces.soft, label != NULL ? label : "",
                            COFFRET_PDF_LABEL);
  coffret_paper_need (paper, 2 * coffret_paper_height (name));
  if (label != NULL)
    coffret_paper_show (paper, name, &coffret_pdf_faces.soft, "P", 0);
  top = paper->y;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autoptr (PangoLayout) layout = NULL;

    if (parts[i].text == NULL || *parts[i].text == '\0')
      continue;
    layout = coffret_paper_set (paper, parts[i].face, parts[i].text, room);
    if (coffret_paper_height (layout) > paper->height / 2) {
      coffret_paper_add (paper, parts[i].face, "P", parts[i].text,
                         COFFRET_PDF_LABEL + COFFRET_PDF_GAP, 0);
      continue;
    }
    if (coffret_paper_need (paper, coffret_paper_height (layout)))
      top = paper->y;
    if (parts[i].face == &coffret_pdf_faces.link)
      coffret_paper_show_link (paper, layout, parts[i].face, parts[i].text,
                               COFFRET_PDF_LABEL + COFFRET_PDF_GAP);
    else
      coffret_paper_show (paper, layout, parts[i].face, "P", COFFRET_PDF_LABEL + COFFRET_PDF_GAP);
    paper->y += coffret_paper_height (layout) + 1;
  }
  if (label != NULL && paper->y - top < coffret_paper_height (name))
    paper->y = top + coffret_paper_height (name);
}

void
coffret_pdf_add_boxed (CoffretPdfWriter *writer,
                       const CoffretFace *face,
                       const char *text,
                       guint32 fill,
                       gboolean dashed)
{
  CoffretPaper *paper = &writer->paper;
  double room = coffret_paper_room (paper);
  g_autoptr (PangoLayout) layout =
    coffret_paper_set (paper, face, text, room - 2 * COFFRET_PDF_PAD - 4);
  double height = coffret_paper_height (layout) + 2 * COFFRET_PDF_PAD - 4;

  coffret_paper_need (paper, height);
  coffret_paper_box (paper, 0, paper->y, room, height, fill, dashed);
  paper->y += COFFRET_PDF_PAD - 2;
  coffret_paper_show (paper, layout, face, "P", COFFRET_PDF_PAD + 2);
  paper->y += height - COFFRET_PDF_PAD + 2;
}

void
coffret_pdf_add_head (CoffretPdfWriter *writer)
{
  const CoffretParcel *parcel = writer->parcel;
  CoffretPaper *paper = &writer->paper;
  g_autofree char *title = coffret_parcel_title (parcel);

  if (parcel->practice) {
    coffret_pdf_add_boxed (
      writer, &coffret_pdf_faces.mark,
      coffret_pdf_say (writer, N_ ("For practice only: these people are invented.")), AMBER, FALSE);
    paper->y += 18;
  }
  coffret_paper_bar (paper, 0, paper->y, 40, 4, BLUE);
  coffret_paper_add (paper, &coffret_pdf_faces.title, "H1", title, 0, 12);
}

void
coffret_pdf_add_message (CoffretPdfWriter *writer, double space)
{
  CoffretPaper *paper = &writer->paper;
  guint page = paper->page;
  double top = paper->y + space;

  if (writer->parcel->message == NULL || *writer->parcel->message == '\0')
    return;
  coffret_paper_add (paper, &coffret_pdf_faces.lead, "P", writer->parcel->message, 14, space);
  if (paper->page == page)
    coffret_paper_bar (paper, 0, top, 3, paper->y - top, BLUE);
}

gboolean
coffret_pdf_draws (const CoffretQrContent *content)
{
  return content->kind != COFFRET_QR_CONTENT_NONE;
}

double
coffret_pdf_qr_size (const CoffretQrContent *content)
{
  return MAX (COFFRET_PDF_QR_LEAST, (content->count + 8) * SQUARE);
}

static const char *
qr_words (CoffretPdfWriter *writer, const CoffretQrContent *content, gboolean all)
{
  if (content->kind == COFFRET_QR_CONTENT_PAGE)
    return coffret_pdf_say (writer, N_ ("The issuer’s own page for it on the web."));
  return all ? coffret_pdf_say (writer,
                                N_ ("The same signed file as a code, to be scanned with Coffret."))
             : coffret_pdf_say (
                 writer, N_ ("This by itself as a signed code, to be scanned with Coffret."));
}

/* A code of CONTENT at X, and here. */
static void
show_qr (CoffretPdfWriter *writer, const CoffretQrContent *content, double x)
{
  CoffretPaper *paper = &writer->paper;
  double size = coffret_pdf_qr_size (content);

  if (paper->dry)
    return;
  writer->figures = TRUE;
  cairo_tag_begin (paper->cr, "Figure", NULL);
  coffret_qr_draw_dots (paper->cr, content->text, content->use,
                        paper->mirrored ? paper->width - COFFRET_PAPER_MARGIN - x - size
                                        : COFFRET_PAPER_MARGIN + x,
                        paper->y, size);
  cairo_tag_end (paper->cr, "Figure");
}

/* In the reading order of the page. */
void
coffret_pdf_add_qr (CoffretPdfWriter *writer, const CoffretQrContent *content, gboolean all)
{
  CoffretPaper *paper = &writer->paper;
  double size = coffret_pdf_qr_size (content), top;
  g_autoptr (PangoLayout) words = NULL;

  paper->y += 14;
  coffret_paper_need (paper, size);
  top = paper->y;
  show_qr (writer, content, 0);
  words = coffret_paper_set (paper, &coffret_pdf_faces.small, qr_words (writer, content, all),
                             coffret_paper_room (paper) - size - COFFRET_PDF_GAP);
  paper->y = top + (size - coffret_paper_height (words)) / 2;
  coffret_paper_show (paper, words, &coffret_pdf_faces.small, "P", size + COFFRET_PDF_GAP);
  paper->y = top + size;
}
