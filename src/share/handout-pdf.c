#include "share/handout.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "share/pdf-finish.h"
#include "share/pdf-paper.h"

#define INK 0x1d1d20
#define SOFT 0x4c4c54
#define BLUE 0x1a5fb4
#define TINT 0xe4eefb
#define WHITE 0xffffff
#define PALE 0xdce9fa /* on blue */

#define NUMBER 26.0 /* of a step: the side of its box */
#define INDENT 40.0
#define DOT 5.0
#define MOST_PAGES 2 /* a sheet of paper */
#define LEAST_SCALE 0.8
#define BLANK 32.0 /* from line to line, to be written on by hand */

static const CoffretFace face_title = { 28, PANGO_WEIGHT_BOLD, WHITE };
static const CoffretFace face_lead = { 14, PANGO_WEIGHT_NORMAL, PALE };
static const CoffretFace face_heading = { 16.5, PANGO_WEIGHT_BOLD, BLUE };
static const CoffretFace face_text = { 13, PANGO_WEIGHT_NORMAL, INK };
static const CoffretFace face_name = { 13, PANGO_WEIGHT_SEMIBOLD, INK };
static const CoffretFace face_more = { 12, PANGO_WEIGHT_NORMAL, SOFT };
static const CoffretFace face_number = { 13, PANGO_WEIGHT_BOLD, BLUE };

/* From edge to edge, with the title in it. */
static void
add_head (CoffretPaper *paper, const CoffretHandout *handout)
{
  g_autoptr (PangoLayout) title =
    coffret_paper_set (paper, &face_title, handout->title, coffret_paper_room (paper));
  g_autoptr (PangoLayout) lead =
    coffret_paper_set (paper, &face_lead, handout->lead, coffret_paper_room (paper));
  double tall = 2 * (COFFRET_PAPER_MARGIN - 14) + coffret_paper_height (title) + 6 +
                coffret_paper_height (lead);

  coffret_paper_bar (paper, -COFFRET_PAPER_MARGIN, 0, paper->width, tall, BLUE);
  paper->y = COFFRET_PAPER_MARGIN - 14;
  coffret_paper_show (paper, title, &face_title, "H1", 0);
  paper->y += coffret_paper_height (title) + 6;
  coffret_paper_show (paper, lead, &face_lead, "P", 0);
  paper->y = tall + 6;
}

static double
text_height (CoffretPaper *paper, const CoffretFace *face, const CoffretHandoutLine *line, double x)
{
  double room = coffret_paper_room (paper) - x;
  g_autoptr (PangoLayout) text = coffret_paper_set (paper, face, line->text, room);
  g_autoptr (PangoLayout) more =
    line->more != NULL ? coffret_paper_set (paper, &face_more, line->more, room) : NULL;

  return coffret_paper_height (text) + (more != NULL ? 2 + coffret_paper_height (more) : 0);
}

static void
add_text (CoffretPaper *paper, const CoffretFace *face, const CoffretHandoutLine *line, double x)
{
  coffret_paper_begin (paper, "LBody");
  coffret_paper_add (paper, face, "P", line->text, x, 0);
  if (line->more != NULL)
    coffret_paper_add (paper, &face_more, "P", line->more, x, 2);
  coffret_paper_close (paper, "LBody");
}

static void
show_number (CoffretPaper *paper, guint number)
{
  /* Translators: the number of a step; %u as your language writes it */
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autoptr (PangoLayout) layout = coffret_paper_set (paper, &face_number, digits, NUMBER);
  double top = paper->y;

  coffret_paper_box (paper, 0, top - 4, NUMBER, NUMBER, TINT, FALSE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  paper->y = top - 4 + (NUMBER - coffret_paper_height (layout)) / 2;
  coffret_paper_show (paper, layout, &face_number, "Lbl", 0);
  paper->y = top;
}

static void
add_point (CoffretPaper *paper, const CoffretHandoutLine *line)
{
  paper->y += 7 * paper->scale;
  coffret_paper_need (paper, text_height (paper, &face_text, line, 18));
  coffret_paper_begin (paper, "LI");
  coffret_paper_bar (paper, 2, paper->y + 6, DOT, DOT, BLUE);
  add_text (paper, &face_text, line, 18);
  coffret_paper_close (paper, "LI");
}

static void
add_numbered (CoffretPaper *paper, CoffretHandoutKind kind, const CoffretHandoutLine *line, guint n)
{
  const CoffretFace *face = kind == COFFRET_HANDOUT_NAMES ? &face_name : &face_text;
  double tall, top;

  paper->y += (kind == COFFRET_HANDOUT_NAMES ? 8 : 14) * paper->scale;
  tall = MAX (text_height (paper, face, line, INDENT), NUMBER);
  if (coffret_paper_need (paper, tall + 4))
    paper->y += 4;
  top = paper->y;
  coffret_paper_begin (paper, "LI");
  show_number (paper, n);
  add_text (paper, face, line, INDENT);
  coffret_paper_close (paper, "LI");
  paper->y = MAX (paper->y, top + NUMBER - 6);
}

static void
add_blank (CoffretPaper *paper, const CoffretHandoutLine *line, double begin)
{
  g_autoptr (PangoLayout) name =
    coffret_paper_set (paper, &face_text, line->text, coffret_paper_room (paper) / 2);

  paper->y += BLANK - coffret_paper_height (name);
  coffret_paper_need (paper, BLANK);
  coffret_paper_show (paper, name, &face_text, "P", 0);
  paper->y += coffret_paper_height (name);
  coffret_paper_bar (paper, begin, paper->y - 2, coffret_paper_room (paper) - begin, 0.8, 0x8a8a94);
}

/* To the end of the page. */
static void
add_notes (CoffretPaper *paper)
{
  while (paper->y + BLANK <= paper->height - COFFRET_PAPER_MARGIN) {
    paper->y += BLANK;
    coffret_paper_bar (paper, 0, paper->y - 2, coffret_paper_room (paper), 0.8, 0xb4b4bc);
  }
}

/* Where what is filled in begins, one below the other. */
static double
blank_begin (CoffretPaper *paper, const CoffretHandoutPart *part)
{
  double begin = 0;

  for (guint i = 0; i < part->lines->len; i++) {
    const CoffretHandoutLine *line = g_ptr_array_index (part->lines, i);
    g_autoptr (PangoLayout) name =
      coffret_paper_set (paper, &face_text, line->text, coffret_paper_room (paper) / 2);

    begin = MAX (begin, coffret_paper_width (name) + 12);
  }
  return begin;
}

/* With its heading and its first lines: they stay together. */
static double
least_height (const CoffretHandoutPart *part)
{
  switch (part->kind) {
  case COFFRET_HANDOUT_BLANKS:
    return BLANK * part->lines->len;
  case COFFRET_HANDOUT_NOTES:
    return 60 + 3 * BLANK;
  case COFFRET_HANDOUT_STEPS:
  case COFFRET_HANDOUT_NAMES:
  case COFFRET_HANDOUT_POINTS:
  default:
    return 60 + 30.0 * MIN (part->lines->len, 3);
  }
}

static void
add_lines (CoffretPaper *paper, const CoffretHandoutPart *part)
{
  double begin = part->kind == COFFRET_HANDOUT_BLANKS ? blank_begin (paper, part) : 0;

  for (guint i = 0; i < part->lines->len; i++) {
    const CoffretHandoutLine *line = g_ptr_array_index (part->lines, i);

    if (part->kind == COFFRET_HANDOUT_BLANKS)
      add_blank (paper, line, begin);
    else if (part->kind == COFFRET_HANDOUT_POINTS)
      add_point (paper, line);
    else
      add_numbered (paper, part->kind, line, i + 1);
  }
}

static void
add_part (CoffretPaper *paper, const CoffretHandoutPart *part)
{
  gboolean list = part->kind != COFFRET_HANDOUT_BLANKS && part->kind != COFFRET_HANDOUT_NOTES;

  coffret_paper_need (paper, least_height (part) * paper->scale);
  coffret_paper_begin (paper, "Sect");
  coffret_paper_add (paper, &face_heading, "H2", part->heading, 0,
                     paper->y > COFFRET_PAPER_MARGIN ? 22 * paper->scale : 0);
  if (list)
    coffret_paper_begin (paper, "L");
  add_lines (paper, part);
  if (part->kind == COFFRET_HANDOUT_NOTES)
    add_notes (paper);
  if (list)
    coffret_paper_close (paper, "L");
  coffret_paper_close (paper, "Sect");
}

static void
draw (CoffretPaper *paper, const CoffretHandout *handout)
{
  paper->mirrored = handout->mirrored;
  paper->foot = handout->foot;
  coffret_paper_begin (paper, "Document");
  add_head (paper, handout);
  for (guint i = 0; i < handout->parts->len; i++)
    add_part (paper, g_ptr_array_index (handout->parts, i));
  coffret_paper_end (paper);
  /* Behind the last page it would begin another one. */
  coffret_paper_close (paper, "Document");
  if (!paper->dry)
    cairo_show_page (paper->cr);
}

/* Letters as large as fit on one sheet. */
static double
find_scale (const CoffretHandout *handout, double width, double height)
{
  double scale;

  for (scale = 1; scale > LEAST_SCALE; scale -= 0.04) {
    cairo_surface_t *measure = cairo_pdf_surface_create_for_stream (NULL, NULL, width, height);
    CoffretPaper paper;
    guint pages;

    coffret_paper_init (&paper, measure, width, height);
    paper.dry = TRUE;
    paper.scale = scale;
    draw (&paper, handout);
    pages = paper.page;
    coffret_paper_clear (&paper);
    cairo_surface_destroy (measure);
    if (pages <= MOST_PAGES)
      break;
  }
  return scale;
}

static cairo_status_t
on_bytes (void *data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
coffret_handout_to_pdf (
  const CoffretHandout *handout, double width, double height, CoffretInstant made, GError **error)
{
  GByteArray *pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_bytes, pdf, width, height);
  g_autofree char *date = coffret_instant_to_rfc3339 (made);
  CoffretPaper paper;
  cairo_status_t status;

  /* With a plain table of its objects, for pdf-finish.h. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, handout->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Coffret");
  if (date != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  coffret_paper_init (&paper, surface, width, height);
  paper.scale = find_scale (handout, width, height);
  draw (&paper, handout);
  status = cairo_status (paper.cr);
  coffret_paper_clear (&paper);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (
      coffret_pdf_finish (pdf, &(CoffretPdfFinish) { .language = handout->language }));
  g_byte_array_unref (pdf);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s (%s)", _ ("The pages could not be drawn."),
               cairo_status_to_string (status));
  return NULL;
}
