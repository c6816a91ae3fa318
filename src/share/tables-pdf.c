/* Tables on paper: a heading, then each table with its bars above it. Words are tagged as what
 * they are (ISO 32000-1, 14.8.4); bars say nothing that the table does not, and are not read. */
#include <glib/gi18n-lib.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "share/pdf-finish.h"
#include "share/pdf-paper.h"
#include "share/tables.h"

#define MARGIN 56.0
#define FOOT 30.0
#define SANS "Adwaita Sans, Inter, Cantarell, Noto Sans, Noto Sans Arabic, sans-serif"
#define COLUMN 82.0 /* of a number */
#define CHART 110.0
#define BAR 30.0 /* the widest */
#define MOST_BARS 24

typedef struct {
  double size;
  PangoWeight weight;
  double grey; /* 0: black */
} Face;

static const Face face_title = { 24, PANGO_WEIGHT_BOLD, 0 };
static const Face face_day = { 10.5, PANGO_WEIGHT_NORMAL, 0.35 };
static const Face face_heading = { 14, PANGO_WEIGHT_BOLD, 0 };
static const Face face_head = { 9.5, PANGO_WEIGHT_SEMIBOLD, 0.35 };
static const Face face_text = { 10.5, PANGO_WEIGHT_NORMAL, 0.05 };
static const Face face_remark = { 9.5, PANGO_WEIGHT_NORMAL, 0.35 };
static const Face face_small = { 8.5, PANGO_WEIGHT_NORMAL, 0.35 };

typedef struct {
  cairo_t *cr;
  double width; /* of the paper */
  double height;
  double y; /* where the next thing begins */
  guint number;
  gboolean mirrored;
} Paper;

static double
room (const Paper *paper)
{
  return paper->width - 2 * MARGIN;
}

static PangoLayout *
set_text (const Paper *paper, const Face *face, const char *text, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (paper->cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (SANS);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  coffret_paper_exact (pango_layout_get_context (layout));
  pango_font_description_set_absolute_size (font, face->size * PANGO_SCALE);
  pango_font_description_set_weight (font, face->weight);
  pango_layout_set_font_description (layout, font);
  /* A word with a ligature is read aloud only up to it. */
  pango_attr_list_insert (attributes,
                          pango_attr_font_features_new ("liga=0, clig=0, dlig=0, calt=0, tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  coffret_paper_side (layout, paper->mirrored);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* X from the side where reading begins. */
static void
show (const Paper *paper, PangoLayout *layout, const Face *face, const char *tag, double x)
{
  double width = (double) pango_layout_get_width (layout) / PANGO_SCALE;

  cairo_tag_begin (paper->cr, tag, NULL);
  cairo_set_source_rgb (paper->cr, face->grey, face->grey, face->grey);
  cairo_move_to (paper->cr, paper->mirrored ? paper->width - MARGIN - x - width : MARGIN + x,
                 paper->y);
  pango_cairo_show_layout (paper->cr, layout);
  cairo_tag_end (paper->cr, tag);
}

static void
add_foot (Paper *paper)
{
  g_autofree char *number = g_strdup_printf ("%u", ++paper->number);
  g_autoptr (PangoLayout) layout = set_text (paper, &face_small, number, room (paper));

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  paper->y = paper->height - MARGIN + FOOT - height_of (layout);
  show (paper, layout, &face_small, "Artifact", 0);
}

static void
end_page (Paper *paper)
{
  add_foot (paper);
  cairo_show_page (paper->cr);
  paper->y = MARGIN;
}

/* TRUE: on a new page. */
static gboolean
need (Paper *paper, double height)
{
  if (paper->y + height <= paper->height - MARGIN || paper->y <= MARGIN)
    return FALSE;
  end_page (paper);
  return TRUE;
}

static void
add (Paper *paper, const Face *face, const char *tag, const char *text, double space)
{
  g_autoptr (PangoLayout) layout = set_text (paper, face, text, room (paper));

  paper->y += space;
  need (paper, height_of (layout));
  show (paper, layout, face, tag, 0);
  paper->y += height_of (layout);
}

static void
draw_line (const Paper *paper, double y, double grey)
{
  cairo_tag_begin (paper->cr, "Artifact", NULL);
  cairo_set_source_rgb (paper->cr, grey, grey, grey);
  cairo_set_line_width (paper->cr, 0.5);
  cairo_move_to (paper->cr, MARGIN, y);
  cairo_line_to (paper->cr, paper->width - MARGIN, y);
  cairo_stroke (paper->cr);
  cairo_tag_end (paper->cr, "Artifact");
}

static gboolean
has_counts (const CoffretTable *table, gboolean minutes)
{
  for (guint i = 0; i < table->rows->len; i++) {
    const CoffretTableRow *row = g_ptr_array_index (table->rows, i);

    if ((minutes ? row->minutes : row->count) != COFFRET_TABLE_NONE)
      return TRUE;
  }
  return FALSE;
}

static double
name_width (const Paper *paper, const CoffretTable *table)
{
  return room (paper) - (has_counts (table, FALSE) ? COLUMN : 0) -
         (has_counts (table, TRUE) ? COLUMN : 0);
}

static double
baseline_of (PangoLayout *layout)
{
  return (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
}

/* On the line of NAME, whose letters may come from a higher font. */
static void
show_number (
  Paper *paper, const Face *face, const char *tag, const char *text, PangoLayout *name, double *x)
{
  g_autoptr (PangoLayout) layout = set_text (paper, face, text, COLUMN);
  double top = paper->y;

  /* Digits stand one below the other from their right, in every language. */
  if (!paper->mirrored)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  paper->y += baseline_of (name) - baseline_of (layout);
  show (paper, layout, face, tag, *x);
  paper->y = top;
  *x += COLUMN;
}

static void
add_head (Paper *paper, const CoffretTable *table)
{
  double x = name_width (paper, table);
  g_autoptr (PangoLayout) name = set_text (paper, &face_head, table->head, x);

  cairo_tag_begin (paper->cr, "TR", NULL);
  show (paper, name, &face_head, "TH", 0);
  if (has_counts (table, FALSE))
    show_number (paper, &face_head, "TH", C_ ("spreadsheet", "Credentials"), name, &x);
  if (has_counts (table, TRUE))
    show_number (paper, &face_head, "TH", C_ ("spreadsheet", "Hours"), name, &x);
  cairo_tag_end (paper->cr, "TR");
  paper->y += height_of (name) + 3;
  draw_line (paper, paper->y, 0.4);
  paper->y += 3;
}

/* As many digits in all of a table's rows, so that they stand one below the other. */
static char *
format_hours (const CoffretTable *table, gint64 minutes)
{
  int digits = 0;

  for (guint i = 0; i < table->rows->len; i++) {
    const CoffretTableRow *row = g_ptr_array_index (table->rows, i);

    if (row->minutes > 0 && row->minutes % 60 != 0)
      digits = MAX (digits, row->minutes % 6 == 0 ? 1 : 2);
  }
  return g_strdup_printf ("%.*f", digits, (double) minutes / 60);
}

static void
add_row (Paper *paper, const CoffretTable *table, const CoffretTableRow *row)
{
  double x = name_width (paper, table);
  g_autoptr (PangoLayout) name = set_text (paper, &face_text, row->name, x - 8);
  g_autoptr (PangoLayout) remark =
    row->remark != NULL ? set_text (paper, &face_remark, row->remark, x - 8) : NULL;
  double height = height_of (name) + (remark != NULL ? height_of (remark) + 1 : 0);
  double top;

  if (need (paper, height + 7))
    add_head (paper, table);
  top = paper->y;
  cairo_tag_begin (paper->cr, "TR", NULL);
  cairo_tag_begin (paper->cr, "TH", NULL);
  show (paper, name, &face_text, "P", 0);
  if (remark != NULL) {
    paper->y += height_of (name) + 1;
    show (paper, remark, &face_remark, "P", 0);
    paper->y = top;
  }
  cairo_tag_end (paper->cr, "TH");
  if (has_counts (table, FALSE)) {
    g_autofree char *count = row->count != COFFRET_TABLE_NONE
                               ? g_strdup_printf ("%" G_GINT64_FORMAT, row->count)
                               : g_strdup ("");

    show_number (paper, &face_text, "TD", count, name, &x);
  }
  if (has_counts (table, TRUE)) {
    g_autofree char *hours =
      row->minutes != COFFRET_TABLE_NONE ? format_hours (table, row->minutes) : g_strdup ("");

    show_number (paper, &face_text, "TD", hours, name, &x);
  }
  cairo_tag_end (paper->cr, "TR");
  paper->y = top + height + 4;
  draw_line (paper, paper->y, 0.85);
  paper->y += 3;
}

static double
value_of (const CoffretTable *table, guint index)
{
  const CoffretTableRow *row = g_ptr_array_index (table->rows, index);

  return (double) MAX (table->picture == COFFRET_TABLE_BARS_OF_MINUTES ? row->minutes : row->count,
                       0);
}

static void
add_bars (Paper *paper, const CoffretTable *table)
{
  guint n = MIN (table->rows->len, MOST_BARS);
  double most = table->picture == COFFRET_TABLE_BARS_OF_MINUTES ? (double) table->target : 0;
  double step = room (paper) / MAX (n, 1);
  double base = paper->y + CHART;

  for (guint i = 0; i < n; i++)
    most = MAX (most, value_of (table, i));
  if (most <= 0)
    return;
  cairo_tag_begin (paper->cr, "Artifact", NULL);
  cairo_set_source_rgb (paper->cr, 0.11, 0.35, 0.62);
  for (guint i = 0; i < n; i++) {
    double tall = (CHART - 8) * value_of (table, i) / most;
    double wide = MIN (BAR, step * 0.7);
    /* The tables have the newest first. */
    double middle = MARGIN + ((paper->mirrored ? i : n - 1 - i) + 0.5) * step;

    cairo_rectangle (paper->cr, middle - wide / 2, base - tall, wide, tall);
    cairo_fill (paper->cr);
  }
  if (table->picture == COFFRET_TABLE_BARS_OF_MINUTES && table->target > 0) {
    double y = base - (CHART - 8) * (double) table->target / most;

    cairo_set_source_rgb (paper->cr, 0, 0, 0);
    cairo_set_line_width (paper->cr, 1);
    cairo_set_dash (paper->cr, (double[]) { 4, 3 }, 2, 0);
    cairo_move_to (paper->cr, MARGIN, y);
    cairo_line_to (paper->cr, paper->width - MARGIN, y);
    cairo_stroke (paper->cr);
    cairo_set_dash (paper->cr, NULL, 0, 0);
  }
  cairo_tag_end (paper->cr, "Artifact");
  draw_line (paper, base, 0.4);
  paper->y = base + 2;
  for (guint i = 0; i < n; i++) {
    const CoffretTableRow *row = g_ptr_array_index (table->rows, i);
    g_autoptr (PangoLayout) layout = set_text (paper, &face_small, row->name, step);

    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    show (paper, layout, &face_small, "Artifact", (n - 1 - i) * step);
  }
  paper->y += 20;
}

static void
add_table (Paper *paper, const CoffretTable *table)
{
  if (table->rows->len == 0)
    return;
  /* A heading stays with what it heads. */
  need (paper, table->picture == COFFRET_TABLE_PLAIN ? 100 : CHART + 150);
  add (paper, &face_heading, "H2", table->title, paper->y > MARGIN ? 22 : 0);
  paper->y += 6;
  if (table->picture != COFFRET_TABLE_PLAIN)
    add_bars (paper, table);
  cairo_tag_begin (paper->cr, "Table", NULL);
  add_head (paper, table);
  for (guint i = 0; i < table->rows->len; i++)
    add_row (paper, table, g_ptr_array_index (table->rows, i));
  cairo_tag_end (paper->cr, "Table");
}

static cairo_status_t
on_bytes (void *data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
draw (Paper *paper, const CoffretTables *tables)
{
  g_autofree char *date = coffret_instant_to_date (tables->made);
  g_autofree char *made =
    /* Translators: under the title of a printed page: %s is a date */
    g_strdup_printf (_ ("Made with Coffret on %s, from what the credentials say themselves"), date);

  cairo_tag_begin (paper->cr, "Document", NULL);
  add (paper, &face_title, "H1", tables->title, 0);
  add (paper, &face_day, "P", made, 2);
  for (guint i = 0; i < tables->tables->len; i++)
    add_table (paper, g_ptr_array_index (tables->tables, i));
  add_foot (paper);
  /* Behind the last page it would begin another one. */
  cairo_tag_end (paper->cr, "Document");
  cairo_show_page (paper->cr);
}

GBytes *
coffret_tables_to_pdf (
  const CoffretTables *tables, const char *language, double width, double height, GError **error)
{
  GByteArray *pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_bytes, pdf, width, height);
  g_autofree char *date = coffret_instant_to_rfc3339 (tables->made);
  Paper paper = { NULL, width, height, MARGIN, 0, FALSE };
  cairo_status_t status;

  /* With a plain table of its objects, for pdf-finish.h. */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, tables->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Coffret");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  paper.cr = cairo_create (surface);
  paper.mirrored = tables->mirrored;
  draw (&paper, tables);
  status = cairo_status (paper.cr);
  cairo_destroy (paper.cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (
      coffret_pdf_finish (pdf, &(CoffretPdfFinish) { .language = language }));
  g_byte_array_unref (pdf);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s (%s)", _ ("The pages could not be drawn."),
               cairo_status_to_string (status));
  return NULL;
}
