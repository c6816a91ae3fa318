#include "share/pdf-paper.h"

#include <string.h>

#define SANS "Adwaita Sans, Inter, Cantarell, Noto Sans, Noto Sans Arabic, DejaVu Sans, sans-serif"
#define FOOT 30.0
#define RADIUS 7.0

static const CoffretFace face_foot = { 8.5, PANGO_WEIGHT_NORMAL, 0x5a5a62 };
static const CoffretFace face_mark = { 8.5, PANGO_WEIGHT_SEMIBOLD, 0x7a5200 };

void
coffret_paper_exact (PangoContext *context)
{
  /* To whole points, the letters of small Arabic words stand so far apart that a program which
   * searches or reads aloud takes each for a word. */
  pango_context_set_round_glyph_positions (context, FALSE);
}

void
coffret_paper_init (CoffretPaper *paper, cairo_surface_t *surface, double width, double height)
{
  *paper = (CoffretPaper) {
    .width = width, .height = height, .y = COFFRET_PAPER_MARGIN, .scale = 1, .page = 1
  };
  paper->cr = cairo_create (surface);
  paper->context = pango_cairo_create_context (paper->cr);
  coffret_paper_exact (paper->context);
}

void
coffret_paper_clear (CoffretPaper *paper)
{
  g_clear_object (&paper->context);
  g_clear_pointer (&paper->cr, cairo_destroy);
}

double
coffret_paper_room (const CoffretPaper *paper)
{
  return paper->width - 2 * COFFRET_PAPER_MARGIN;
}

void
coffret_paper_begin (CoffretPaper *paper, const char *tag)
{
  if (!paper->dry)
    cairo_tag_begin (paper->cr, tag, NULL);
}

void
coffret_paper_close (CoffretPaper *paper, const char *tag)
{
  if (!paper->dry)
    cairo_tag_end (paper->cr, tag);
}

PangoLayout *
coffret_paper_set (CoffretPaper *paper, const CoffretFace *face, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (paper->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (SANS);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, face->size * paper->scale * PANGO_SCALE);
  pango_font_description_set_weight (font, face->weight);
  pango_layout_set_font_description (layout, font);
  /* A word with a ligature is read aloud only up to it. */
  pango_attr_list_insert (attributes,
                          pango_attr_font_features_new ("liga=0, clig=0, dlig=0, calt=0"));
  coffret_paper_space (layout, attributes, face->size * paper->scale, 1.18, paper->mirrored);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  coffret_paper_side (layout, paper->mirrored);
  return layout;
}

void
coffret_paper_space (
  PangoLayout *layout, PangoAttrList *attributes, double size, double factor, gboolean mirrored)
{
  /* Arabic fonts and Latin ones bring more and less room of their own: their lines would not
   * stand beside one another. */
  if (mirrored)
    pango_attr_list_insert (
      attributes, pango_attr_line_height_new_absolute ((int) (size * factor * 1.25 * PANGO_SCALE)));
  else
    pango_layout_set_line_spacing (layout, (float) factor);
}

void
coffret_paper_side (PangoLayout *layout, gboolean mirrored)
{
  PangoAlignment near = mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
  PangoAlignment far = mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
  gboolean leftward;

  /* Of what has no letters, such as "1.". */
  pango_context_set_base_dir (pango_layout_get_context (layout),
                              mirrored ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_context_changed (layout);
  leftward = pango_layout_line_get_resolved_direction (
               pango_layout_get_line_readonly (layout, 0)) == PANGO_DIRECTION_RTL;
  /* Pango changes sides for a line that runs against the others. */
  pango_layout_set_alignment (layout, leftward == mirrored ? near : far);
}

double
coffret_paper_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

double
coffret_paper_width (PangoLayout *layout)
{
  PangoRectangle ink;

  pango_layout_get_extents (layout, NULL, &ink);
  return (double) ink.width / PANGO_SCALE;
}

static double
place (const CoffretPaper *paper, double x, double width)
{
  return paper->mirrored ? paper->width - COFFRET_PAPER_MARGIN - x - width
                         : COFFRET_PAPER_MARGIN + x;
}

static void
set_colour (CoffretPaper *paper, guint32 colour)
{
  cairo_set_source_rgb (paper->cr, (colour >> 16) / 255.0, (colour >> 8 & 255) / 255.0,
                        (colour & 255) / 255.0);
}

static void
draw (CoffretPaper *paper, PangoLayout *layout, const CoffretFace *face, double x)
{
  double width = (double) pango_layout_get_width (layout) / PANGO_SCALE;

  set_colour (paper, face->colour);
  cairo_move_to (paper->cr, place (paper, x, width), paper->y);
  pango_cairo_show_layout (paper->cr, layout);
}

void
coffret_paper_show (
  CoffretPaper *paper, PangoLayout *layout, const CoffretFace *face, const char *tag, double x)
{
  if (paper->dry)
    return;
  cairo_tag_begin (paper->cr, tag, NULL);
  draw (paper, layout, face, x);
  cairo_tag_end (paper->cr, tag);
}

/* What cairo takes for an attribute, and a browser for an address. */
static gboolean
is_plain (const char *uri)
{
  for (; *uri != '\0'; uri++)
    if (*uri <= ' ' || *uri > '~' || *uri == '\'' || *uri == '\\' || *uri == '"')
      return FALSE;
  return TRUE;
}

/* Cairo takes no link around other tags. */
static void
show_linked (CoffretPaper *paper,
             PangoLayout *layout,
             const CoffretFace *face,
             const char *attributes,
             double x)
{
  if (paper->dry)
    return;
  cairo_tag_begin (paper->cr, "P", NULL);
  cairo_tag_begin (paper->cr, CAIRO_TAG_LINK, attributes);
  draw (paper, layout, face, x);
  cairo_tag_end (paper->cr, CAIRO_TAG_LINK);
  cairo_tag_end (paper->cr, "P");
}

void
coffret_paper_show_link (
  CoffretPaper *paper, PangoLayout *layout, const CoffretFace *face, const char *uri, double x)
{
  g_autofree char *attributes = g_strdup_printf ("uri='%s'", uri);

  if (is_plain (uri) && (g_str_has_prefix (uri, "https://") || g_str_has_prefix (uri, "http://")))
    show_linked (paper, layout, face, attributes, x);
  else
    coffret_paper_show (paper, layout, face, "P", x);
}

void
coffret_paper_show_turn (
  CoffretPaper *paper, PangoLayout *layout, const CoffretFace *face, guint page, double x)
{
  g_autofree char *attributes = g_strdup_printf ("page=%u", page);

  show_linked (paper, layout, face, attributes, x);
}

static void
round_rectangle (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - RADIUS, y + RADIUS, RADIUS, -G_PI_2, 0);
  cairo_arc (cr, x + width - RADIUS, y + height - RADIUS, RADIUS, 0, G_PI_2);
  cairo_arc (cr, x + RADIUS, y + height - RADIUS, RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, x + RADIUS, y + RADIUS, RADIUS, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

void
coffret_paper_bar (
  CoffretPaper *paper, double x, double y, double width, double height, guint32 colour)
{
  if (paper->dry)
    return;
  cairo_tag_begin (paper->cr, "Artifact", NULL);
  set_colour (paper, colour);
  cairo_rectangle (paper->cr, place (paper, x, width), y, width, height);
  cairo_fill (paper->cr);
  cairo_tag_end (paper->cr, "Artifact");
}

void
coffret_paper_box (CoffretPaper *paper,
                   double x,
                   double y,
                   double width,
                   double height,
                   guint32 fill,
                   gboolean dashed)
{
  if (paper->dry)
    return;
  cairo_tag_begin (paper->cr, "Artifact", NULL);
  round_rectangle (paper->cr, place (paper, x, width), y, width, height);
  set_colour (paper, fill);
  cairo_fill_preserve (paper->cr);
  set_colour (paper, dashed ? 0x77777f : 0xd5dbe5);
  cairo_set_line_width (paper->cr, 0.8);
  if (dashed)
    cairo_set_dash (paper->cr, (double[]) { 4, 3 }, 2, 0);
  cairo_stroke (paper->cr);
  cairo_set_dash (paper->cr, NULL, 0, 0);
  cairo_tag_end (paper->cr, "Artifact");
}

static void
show_foot (CoffretPaper *paper)
{
  g_autofree char *number = g_strdup_printf ("%u", paper->page);
  g_autoptr (PangoLayout) foot =
    coffret_paper_set (paper, &face_foot, paper->foot, coffret_paper_room (paper) - 40);
  g_autoptr (PangoLayout) layout = coffret_paper_set (paper, &face_foot, number, 40);

  pango_layout_set_ellipsize (foot, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (foot, -1);
  pango_layout_set_alignment (layout, paper->mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  paper->y = paper->height - COFFRET_PAPER_MARGIN + FOOT - coffret_paper_height (layout);
  coffret_paper_show (paper, foot, &face_foot, "Artifact", 0);
  coffret_paper_show (paper, layout, &face_foot, "Artifact", coffret_paper_room (paper) - 40);
}

static void
show_mark (CoffretPaper *paper)
{
  g_autoptr (PangoLayout) layout =
    coffret_paper_set (paper, &face_mark, paper->mark, coffret_paper_room (paper));

  paper->y = COFFRET_PAPER_MARGIN - 24;
  coffret_paper_show (paper, layout, &face_mark, "Artifact", 0);
}

void
coffret_paper_end (CoffretPaper *paper)
{
  if (paper->dry)
    return;
  show_foot (paper);
}

void
coffret_paper_turn (CoffretPaper *paper)
{
  coffret_paper_end (paper);
  if (!paper->dry)
    cairo_show_page (paper->cr);
  paper->page++;
  if (paper->mark != NULL && !paper->dry)
    show_mark (paper);
  paper->y = COFFRET_PAPER_MARGIN;
}

gboolean
coffret_paper_need (CoffretPaper *paper, double height)
{
  if (paper->y + height <= paper->height - COFFRET_PAPER_MARGIN || paper->y <= COFFRET_PAPER_MARGIN)
    return FALSE;
  coffret_paper_turn (paper);
  return TRUE;
}

/* One that is longer than a page is cut between its lines. */
static void
add_long (
  CoffretPaper *paper, const CoffretFace *face, const char *tag, PangoLayout *layout, double x)
{
  const char *text = pango_layout_get_text (layout);
  double width = (double) pango_layout_get_width (layout) / PANGO_SCALE;
  GSList *lines = pango_layout_get_lines_readonly (layout);

  for (; lines != NULL; lines = lines->next) {
    const PangoLayoutLine *line = lines->data;
    g_autofree char *piece = g_strndup (text + line->start_index, (gsize) line->length);
    g_autoptr (PangoLayout) one = coffret_paper_set (paper, face, piece, width + 2);

    coffret_paper_need (paper, coffret_paper_height (one));
    coffret_paper_show (paper, one, face, tag, x);
    paper->y += coffret_paper_height (one) * 1.18;
  }
}

void
coffret_paper_add (CoffretPaper *paper,
                   const CoffretFace *face,
                   const char *tag,
                   const char *text,
                   double x,
                   double space)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (text == NULL || *text == '\0')
    return;
  layout = coffret_paper_set (paper, face, text, coffret_paper_room (paper) - x);
  paper->y += space;
  if (coffret_paper_height (layout) > paper->height - 2 * COFFRET_PAPER_MARGIN) {
    add_long (paper, face, tag, layout, x);
    return;
  }
  coffret_paper_need (paper, coffret_paper_height (layout));
  coffret_paper_show (paper, layout, face, tag, x);
  paper->y += coffret_paper_height (layout);
}
