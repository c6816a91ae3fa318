#include "share/recovery-sheet.h"

#include <glib/gi18n-lib.h>
#include <cairo-pdf.h>
#include <langinfo.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "base/bidi.h"
#include "base/instant.h"
#include "share/pdf-paper.h"
#include "share/qr.h"
#include "vault/recovery-code.h"

#define MARGIN 58.0
#define SANS "Adwaita Sans, Inter, Cantarell, Noto Sans Arabic, sans-serif"
#define MONO "Adwaita Mono, Noto Sans Mono, DejaVu Sans Mono, monospace"
#define PANEL_PADDING 20.0
#define PANEL_RADIUS 10.0
#define QR_SIDE 132.0
#define CODE_SIZE 27.0
#define NUMBER_SIZE 8.5
#define LINE_GAP 16.0
#define OVERLAP 2.0 /* of the numbers' empty foot */
#define STEP_INDENT 24.0
#define GROUPS_A_LINE (COFFRET_RECOVERY_CODE_GROUPS / 2)
#define A4_WIDTH 595.276
#define A4_HEIGHT 841.89

typedef struct {
  cairo_t *cr;
  double width; /* between the margins */
  double x;
  double y; /* where the next thing begins */
  gboolean mirrored;
} Page;

typedef struct {
  const char *family;
  double size;
  PangoWeight weight;
  double grey; /* 0: black */
} Face;

static const Face face_mark = { SANS, 11, PANGO_WEIGHT_BOLD, 0.25 };
static const Face face_day = { SANS, 10.5, PANGO_WEIGHT_NORMAL, 0.35 };
static const Face face_title = { SANS, 29, PANGO_WEIGHT_BOLD, 0 };
static const Face face_lead = { SANS, 11.8, PANGO_WEIGHT_NORMAL, 0.25 };
static const Face face_number = { SANS, NUMBER_SIZE, PANGO_WEIGHT_NORMAL, 0.42 };
static const Face face_code = { MONO, CODE_SIZE, PANGO_WEIGHT_MEDIUM, 0 };
static const Face face_heading = { SANS, 13.5, PANGO_WEIGHT_BOLD, 0 };
static const Face face_text = { SANS, 11.5, PANGO_WEIGHT_NORMAL, 0.1 };
static const Face face_strong = { SANS, 11.5, PANGO_WEIGHT_SEMIBOLD, 0 };
static const Face face_small = { SANS, 9.5, PANGO_WEIGHT_NORMAL, 0.35 };

/* WIDTH 0: as long as it is. */
static PangoLayout *
set_text (Page *page, const Face *face, const char *text, int length, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (page->cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (face->family);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  coffret_paper_exact (pango_layout_get_context (layout));
  pango_font_description_set_absolute_size (font, face->size * PANGO_SCALE);
  pango_font_description_set_weight (font, face->weight);
  pango_layout_set_font_description (layout, font);
  /* A word with a ligature is read aloud only up to it. */
  pango_attr_list_insert (attributes,
                          pango_attr_font_features_new ("liga=0, clig=0, dlig=0, calt=0"));
  coffret_paper_space (layout, attributes, face->size, 1.22, page->mirrored && width > 0);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, length);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width > 0) {
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
    coffret_paper_side (layout, page->mirrored);
  }
  return layout;
}

/* Where what is WIDE stands, START from the side where reading begins. */
static double
place (const Page *page, double start, double wide)
{
  return page->x + (page->mirrored ? page->width - start - wide : start);
}

static void
measure (PangoLayout *layout, double *width, double *height)
{
  int w, h;

  pango_layout_get_size (layout, &w, &h);
  if (width != NULL)
    *width = (double) w / PANGO_SCALE;
  if (height != NULL)
    *height = (double) h / PANGO_SCALE;
}

static void
show (Page *page, PangoLayout *layout, const Face *face, const char *tag, double x, double y)
{
  cairo_tag_begin (page->cr, tag, NULL);
  cairo_set_source_rgb (page->cr, face->grey, face->grey, face->grey);
  cairo_move_to (page->cr, x, y);
  pango_cairo_show_layout (page->cr, layout);
  cairo_tag_end (page->cr, tag);
}

/* Below what is there, SPACE under it. */
static void
add (Page *page, const Face *face, const char *tag, const char *text, double indent, double space)
{
  g_autoptr (PangoLayout) layout = set_text (page, face, text, -1, page->width - indent);
  double height;

  page->y += space;
  measure (layout, NULL, &height);
  show (page, layout, face, tag, place (page, indent, page->width - indent), page->y);
  page->y += height;
}

static void
add_step (Page *page, guint number, const char *text, double space)
{
  g_autofree char *label = g_strdup_printf ("%u.", number);
  g_autoptr (PangoLayout) layout = set_text (page, &face_strong, label, -1, STEP_INDENT);

  show (page, layout, &face_strong, "P", place (page, 0, STEP_INDENT), page->y + space);
  add (page, &face_text, "P", text, STEP_INDENT, space);
}

static void
round_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* A door with its wheel: small, so that the sheet is known in a drawer. */
static void
draw_mark (cairo_t *cr, double x, double y, double side)
{
  double middle = side / 2;

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_source_rgb (cr, 0.11, 0.35, 0.62);
  round_rectangle (cr, 0, 0, side, side, side * 0.2);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, side * 0.09);
  cairo_arc (cr, middle, middle, side * 0.24, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < 4; i++) {
    double angle = G_PI_4 + i * G_PI_2;
    cairo_move_to (cr, middle + cos (angle) * side * 0.24, middle + sin (angle) * side * 0.24);
    cairo_line_to (cr, middle + cos (angle) * side * 0.37, middle + sin (angle) * side * 0.37);
  }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
add_head (Page *page, gint64 made)
{
  g_autofree char *day = coffret_instant_to_date (made);
  g_autoptr (PangoLayout) name = set_text (page, &face_mark, "Coffret", -1, 0);
  g_autoptr (PangoLayout) date = set_text (page, &face_day, day, -1, 0);
  double width, height, wide, mark = 20;

  measure (date, &width, NULL);
  measure (name, &wide, &height);
  draw_mark (page->cr, place (page, 0, mark), page->y, mark);
  show (page, name, &face_mark, "P", place (page, mark + 8, wide), page->y + (mark - height) / 2);
  show (page, date, &face_day, "P", place (page, page->width - width, width),
        page->y + (mark - height) / 2);
  page->y += mark;
  add (page, &face_title, "H1", _ ("Recovery Sheet"), 0, 26);
  add (page, &face_lead, "P",
       _ ("This sheet opens your vault when the computer is lost or the passphrase forgotten."), 0,
       4);
}

/* Of the numbers above and the groups below. */
static double
line_height (Page *page)
{
  g_autoptr (PangoLayout) sign = set_text (page, &face_code, "0", -1, 0);
  g_autoptr (PangoLayout) number = set_text (page, &face_number, "1", -1, 0);
  double high, low;

  measure (sign, NULL, &low);
  measure (number, NULL, &high);
  return high - OVERLAP + low;
}

static void
draw_groups (Page *page, CoffretSecret *code, guint first, double x, double y, double room)
{
  double advance, number_height, gap;
  g_autoptr (PangoLayout) sample = set_text (page, &face_code, "0", -1, 0);
  g_autoptr (PangoLayout) digit = set_text (page, &face_number, "1", -1, 0);
  gsize length, signs = 0;

  measure (sample, &advance, NULL);
  measure (digit, NULL, &number_height);
  for (guint i = 0; i < GROUPS_A_LINE; i++) {
    coffret_recovery_code_group (code, first + i, &length);
    signs += length;
  }
  gap = MIN (30, (room - advance * (double) signs) / (GROUPS_A_LINE - 1));
  for (guint i = 0; i < GROUPS_A_LINE; i++) {
    const char *group = coffret_recovery_code_group (code, first + i, &length);
    g_autofree char *number = g_strdup_printf ("%u", first + i);
    g_autoptr (PangoLayout) label = set_text (page, &face_number, number, -1, 0);
    g_autoptr (PangoLayout) layout = set_text (page, &face_code, group, (int) length, 0);

    show (page, label, &face_number, "P", x + 1, y);
    show (page, layout, &face_code, "P", x, y + number_height - OVERLAP);
    x += advance * (double) length + gap;
  }
}

static void
draw_qr (Page *page, CoffretSecret *code, double x, double y)
{
  g_autoptr (CoffretSecret) written = coffret_recovery_code_write (code);
  g_autoptr (CoffretSecret) text = coffret_secret_new (coffret_secret_length (written) + 1);

  memcpy (coffret_secret_bytes (text), coffret_secret_bytes (written),
          coffret_secret_length (written));
  cairo_tag_begin (page->cr, "Figure", NULL);
  coffret_qr_draw (page->cr, (const char *) coffret_secret_bytes (text), COFFRET_QR_PAPER, x, y,
                   QR_SIDE);
  cairo_tag_end (page->cr, "Figure");
}

static void
add_panel (Page *page, CoffretSecret *code)
{
  double room = page->width - QR_SIDE - 2 * PANEL_PADDING - 8;
  double height = QR_SIDE + PANEL_PADDING;
  double square = place (page, page->width - QR_SIDE - PANEL_PADDING / 2, QR_SIDE);
  /* The code itself is read from the left in every language. */
  double x = place (page, PANEL_PADDING, room), y, line;

  page->y += 20;
  round_rectangle (page->cr, page->x, page->y, page->width, height, PANEL_RADIUS);
  cairo_set_source_rgb (page->cr, 0.955, 0.965, 0.98);
  cairo_fill_preserve (page->cr);
  cairo_set_source_rgb (page->cr, 0.62, 0.7, 0.8);
  cairo_set_line_width (page->cr, 0.8);
  cairo_stroke (page->cr);
  round_rectangle (page->cr, square, page->y + PANEL_PADDING / 2, QR_SIDE, QR_SIDE,
                   PANEL_RADIUS / 2);
  cairo_set_source_rgb (page->cr, 1, 1, 1);
  cairo_fill (page->cr);
  draw_qr (page, code, square, page->y + PANEL_PADDING / 2);

  line = line_height (page);
  y = page->y + (height - 2 * line - LINE_GAP) / 2;
  draw_groups (page, code, 1, x, y, room);
  draw_groups (page, code, 1 + GROUPS_A_LINE, x, y + line + LINE_GAP, room);
  page->y += height;
}

static void
add_warning (Page *page)
{
  double from;

  page->y += 18;
  from = page->y;
  add (page, &face_strong, "P",
       _ ("Whoever has this sheet and your vault, or a backup of it, can open it."), 16, 0);
  add (page, &face_text, "P",
       _ ("Keep it with your important papers, and away from the computer. Show it to nobody. Do "
          "not send a photo of it."),
       16, 2);
  cairo_set_source_rgb (page->cr, 0.78, 0.47, 0.02);
  cairo_rectangle (page->cr, place (page, 0, 3.5), from, 3.5, page->y - from);
  cairo_fill (page->cr);
}

static void
add_steps (Page *page)
{
  add (page, &face_heading, "H2", _ ("How to Get Back In"), 0, 22);
  add_step (page, 1,
            _ ("Open Coffret. On a new computer, install it first, then let it bring back your "
               "backup: a file whose name ends in “.coffret”."),
            7);
  add_step (page, 2, _ ("When Coffret asks how to open the vault, choose the recovery sheet."), 5);
  add_step (page, 3,
            _ ("Type the six groups, or scan the square. Small letters, spaces and dashes are all "
               "right."),
            5);
  add_step (
    page, 4,
    _ ("If somebody else may have seen this sheet, make a new one in the preferences, under "
       "“Keys to the Vault”. This one then opens nothing any more."),
    5);
}

static void
add_lines (Page *page, const char *label, double space)
{
  add (page, &face_small, "P", label, 0, space);
  page->y += 20;
  cairo_set_source_rgb (page->cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (page->cr, 0.6);
  cairo_move_to (page->cr, page->x, page->y);
  cairo_line_to (page->cr, page->x + page->width, page->y);
  cairo_stroke (page->cr);
}

/* The foot stands at the end of the paper. */
static void
add_foot (Page *page, double bottom)
{
  const char *text = _ ("The code has no I, L, O or U: what looks like one of them is 1, 1, 0 or "
                        "V. Only the newest sheet of a vault opens it.");
  g_autoptr (PangoLayout) layout = set_text (page, &face_small, text, -1, page->width);
  double height;

  measure (layout, NULL, &height);
  show (page, layout, &face_small, "P", page->x, bottom - height);
}

void
coffret_recovery_sheet_draw (const CoffretRecoverySheet *sheet,
                             cairo_t *cr,
                             double width,
                             double height)
{
  Page page = { cr, width - 2 * MARGIN, MARGIN, MARGIN, coffret_speaks_leftward () };

  cairo_save (cr);
  cairo_tag_begin (cr, "Document", NULL);
  add_head (&page, sheet->made);
  add_panel (&page, sheet->code);
  add_warning (&page);
  add_steps (&page);
  add_lines (&page, _ ("My backups are here:"), 24);
  page.y += 24;
  cairo_move_to (cr, page.x, page.y);
  cairo_line_to (cr, page.x + page.width, page.y);
  cairo_stroke (cr);
  add_foot (&page, height - MARGIN);
  cairo_tag_end (cr, "Document");
  cairo_restore (cr);
}

void
coffret_recovery_sheet_paper (double *width, double *height)
{
  /* glibc's locales know it, in millimetres: as a number in place of a pointer. */
  guint wide = GPOINTER_TO_UINT (nl_langinfo (_NL_PAPER_WIDTH));
  guint high = GPOINTER_TO_UINT (nl_langinfo (_NL_PAPER_HEIGHT));

  *width = A4_WIDTH;
  *height = A4_HEIGHT;
  if (wide == 216 && high == 279) {
    *width = 612;
    *height = 792;
  }
}

typedef struct {
  GOutputStream *stream;
  GCancellable *cancellable;
  GError **error;
} Sink;

static cairo_status_t
on_bytes (void *data, const guchar *bytes, guint length)
{
  Sink *sink = data;

  return g_output_stream_write_all (sink->stream, bytes, length, NULL, sink->cancellable,
                                    sink->error)
           ? CAIRO_STATUS_SUCCESS
           : CAIRO_STATUS_WRITE_ERROR;
}

gboolean
coffret_recovery_sheet_write (const CoffretRecoverySheet *sheet,
                              double width,
                              double height,
                              GOutputStream *stream,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GError) reason = NULL;
  Sink sink = { stream, cancellable, &reason };
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (on_bytes, &sink, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autofree char *date = coffret_instant_to_rfc3339 (sheet->made);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _ ("Recovery Sheet"));
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Coffret");
  if (date != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  coffret_recovery_sheet_draw (sheet, cr, width, height);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s (%s)",
                 _ ("The sheet could not be drawn."), cairo_status_to_string (status));
  return FALSE;
}
