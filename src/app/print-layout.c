#include "app/print-layout.h"

#include <glib/gi18n-lib.h>

#define MARGIN 48.0
#define FOOT 34.0    /* from the last line to that of the foot */
#define LEADING 1.42 /* of the size of the letters, from line to line */
#define LABELS 0.3   /* of the width, for the labels of properties */
#define GUTTER 14.0
#define PADDING 12.0 /* of the panel */
#define BAR 3.5      /* at the panel's beginning */
#define HANGING 13.0 /* from a bullet to its text */
/* Of one turn of the main loop. */
#define TURN_US 6000

typedef struct {
  double size;
  PangoWeight weight;
  double space;  /* above */
  double grey;   /* 0: black */
  double indent; /* from where the text begins */
  gboolean keep; /* with the next block */
  gboolean own;  /* begins on the side of its own language */
} Style;

static const Style styles[] = {
  [COFFRET_PRINT_TITLE] = { 22, PANGO_WEIGHT_BOLD, 0, 0, 0, TRUE, FALSE },
  [COFFRET_PRINT_ISSUER] = { 13, PANGO_WEIGHT_NORMAL, 5, 0.13, 0, TRUE, FALSE },
  [COFFRET_PRINT_META] = { 10.5, PANGO_WEIGHT_NORMAL, 3, 0.36, 0, TRUE, FALSE },
  [COFFRET_PRINT_VERDICT] = { 12, PANGO_WEIGHT_BOLD, 15 + PADDING, 0, PADDING + BAR, TRUE, FALSE },
  [COFFRET_PRINT_VERDICT_TEXT] = { 10, PANGO_WEIGHT_NORMAL, 3, 0.13, PADDING + BAR, FALSE, FALSE },
  [COFFRET_PRINT_HEADING] = { 12.5, PANGO_WEIGHT_BOLD, 18, 0, 0, TRUE, FALSE },
  [COFFRET_PRINT_PARAGRAPH] = { 10, PANGO_WEIGHT_NORMAL, 6, 0.1, 0, FALSE, TRUE },
  [COFFRET_PRINT_BULLET] = { 10, PANGO_WEIGHT_NORMAL, 4, 0.1, HANGING, FALSE, FALSE },
  [COFFRET_PRINT_PROPERTY] = { 10, PANGO_WEIGHT_NORMAL, 4, 0.1, 0, FALSE, FALSE },
  [COFFRET_PRINT_ITEM] = { 10, PANGO_WEIGHT_SEMIBOLD, 7, 0, 0, FALSE, FALSE },
  [COFFRET_PRINT_DETAIL] = { 9.5, PANGO_WEIGHT_NORMAL, 1, 0.2, 0, FALSE, FALSE },
  [COFFRET_PRINT_ADDRESS] = { 9, PANGO_WEIGHT_NORMAL, 1, 0.36, 0, FALSE, FALSE },
  [COFFRET_PRINT_REMARK] = { 9, PANGO_WEIGHT_NORMAL, 6 + PADDING, 0.36, 0, FALSE, FALSE },
};

/* Also that of labels. */
static const Style foot_style = { 9, PANGO_WEIGHT_NORMAL, 0, 0.36, 0, FALSE, FALSE };
static const Style label_style = { 10, PANGO_WEIGHT_NORMAL, 0, 0.36, 0, FALSE, FALSE };

/* One line of text. */
typedef struct {
  PangoLayout *layout; /* keeps the line */
  PangoLayoutLine *line;
  const Style *style;
  double start; /* from the side where reading begins */
  double room;  /* for the line */
} Piece;

/* What is never parted: one line, or a label's beside its value's. */
typedef struct {
  Piece pieces[2];
  guint n_pieces;
  double space; /* above, unless it is the first of its page */
  double ascent;
  double height;
  gboolean keep; /* with the next strip */
  gboolean panel;
  gboolean rule; /* a line above */
  guint page;
  double y;
} Strip;

struct _CoffretPrintLayout {
  GPtrArray *blocks;
  guint next; /* of the blocks, to be laid out */
  PangoContext *context;
  double width; /* of the paper */
  double height;
  gboolean mirrored;
  GArray *strips;
  guint n_pages;
  char *title;
};

static void
strip_clear (gpointer data)
{
  Strip *strip = data;

  for (guint i = 0; i < strip->n_pieces; i++) {
    pango_layout_line_unref (strip->pieces[i].line);
    g_object_unref (strip->pieces[i].layout);
  }
}

static double
text_width (CoffretPrintLayout *self)
{
  return self->width - 2 * MARGIN;
}

static PangoLayout *
layout_new (CoffretPrintLayout *self, const Style *style, const char *text, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_font_description_set_family (font, "Adwaita Sans, Cantarell, sans-serif");
  pango_font_description_set_weight (font, style->weight);
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  /* A hyphen would become part of an address. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static void
put_piece (
  Strip *strip, PangoLayout *layout, guint line, const Style *style, double start, double room)
{
  Piece *piece = &strip->pieces[strip->n_pieces++];
  PangoRectangle logical;
  double ascent;

  piece->layout = g_object_ref (layout);
  piece->line = pango_layout_line_ref (pango_layout_get_line_readonly (layout, (int) line));
  piece->style = style;
  piece->start = start;
  piece->room = room;
  pango_layout_line_get_extents (piece->line, NULL, &logical);
  ascent = -(double) logical.y / PANGO_SCALE;
  strip->ascent = MAX (strip->ascent, ascent);
  strip->height =
    MAX (strip->height, MAX ((double) logical.height / PANGO_SCALE, style->size * LEADING));
}

/* SPACE: above. KEEP: with the next one. */
static void
add_block (CoffretPrintLayout *self, const CoffretPrintBlock *block, double space, gboolean keep)
{
  const Style *style = &styles[block->kind];
  double start = style->indent;
  double room = text_width (self) - start;
  g_autoptr (PangoLayout) side = NULL;
  double side_room = text_width (self) * LABELS;
  g_autoptr (PangoLayout) text = NULL;
  guint n_side = 0, n_text, n_lines;

  if (block->label) {
    side = layout_new (self, &label_style, block->label, side_room);
    n_side = (guint) pango_layout_get_line_count (side);
    start = side_room + GUTTER;
    room -= start;
  } else if (block->kind == COFFRET_PRINT_BULLET) {
    side = layout_new (self, &label_style, "•", HANGING);
    side_room = HANGING;
    n_side = 1;
  }
  if (block->kind == COFFRET_PRINT_VERDICT || block->kind == COFFRET_PRINT_VERDICT_TEXT)
    room -= PADDING;
  text = layout_new (self, style, block->text, room);
  n_text = (guint) pango_layout_get_line_count (text);
  n_lines = MAX (n_side, n_text);

  for (guint i = 0; i < n_lines; i++) {
    Strip strip = { 0 };

    if (i < n_side)
      put_piece (&strip, side, i, &label_style, 0, side_room);
    if (i < n_text)
      put_piece (&strip, text, i, style, start, room);
    strip.space = i == 0 ? space : 0;
    strip.panel = block->kind == COFFRET_PRINT_VERDICT || block->kind == COFFRET_PRINT_VERDICT_TEXT;
    strip.rule = i == 0 && block->kind == COFFRET_PRINT_HEADING;
    /* Neither the first line of several nor the last one alone on its page. */
    strip.keep = i + 1 == n_lines ? keep : i == 0 || i + 2 == n_lines || strip.panel;
    g_array_append_val (self->strips, strip);
  }
}

static gboolean
follows (GPtrArray *blocks, guint position, CoffretPrintKind kind)
{
  const CoffretPrintBlock *next =
    position + 1 < blocks->len ? g_ptr_array_index (blocks, position + 1) : NULL;

  return next && next->kind == kind;
}

static gboolean
keeps_next (GPtrArray *blocks, guint position)
{
  const CoffretPrintBlock *block = g_ptr_array_index (blocks, position);

  return styles[block->kind].keep || follows (blocks, position, COFFRET_PRINT_VERDICT_TEXT) ||
         follows (blocks, position, COFFRET_PRINT_DETAIL) ||
         follows (blocks, position, COFFRET_PRINT_ADDRESS);
}

/* Rows of a table stand closer to each other than to the text above. */
static double
space_above (GPtrArray *blocks, guint position)
{
  const CoffretPrintBlock *block = g_ptr_array_index (blocks, position);
  const CoffretPrintBlock *before = position > 0 ? g_ptr_array_index (blocks, position - 1) : block;

  return styles[block->kind].space +
         (block->kind == COFFRET_PRINT_PROPERTY && before->kind == COFFRET_PRINT_PARAGRAPH ? 4 : 0);
}

static double
page_bottom (CoffretPrintLayout *self)
{
  return self->height - MARGIN - FOOT;
}

/* From FIRST to the end of what must stay together, and how high that is. */
static guint
chunk_end (CoffretPrintLayout *self, guint first, double *height)
{
  guint end = first;

  *height = 0;
  do {
    const Strip *strip = &g_array_index (self->strips, Strip, end);

    *height += strip->height + (end > first ? strip->space : 0);
    end++;
  } while (end < self->strips->len && g_array_index (self->strips, Strip, end - 1).keep);
  return end;
}

/* What is higher than a page is parted at any line. */
static void
break_pages (CoffretPrintLayout *self)
{
  double y = MARGIN;
  guint page = 0;

  for (guint first = 0; first < self->strips->len;) {
    double height;
    guint end = chunk_end (self, first, &height);
    double space = g_array_index (self->strips, Strip, first).space;
    gboolean fits = y + space + height <= page_bottom (self);

    if (!fits && y > MARGIN && height <= page_bottom (self) - MARGIN) {
      page++;
      y = MARGIN;
    }
    for (; first < end; first++) {
      Strip *strip = &g_array_index (self->strips, Strip, first);

      if (y > MARGIN && y + strip->space + strip->height > page_bottom (self)) {
        page++;
        y = MARGIN;
      }
      if (y > MARGIN)
        y += strip->space;
      else if (strip->panel)
        y += PADDING;
      strip->page = page;
      strip->y = y;
      y += strip->height;
    }
  }
  self->n_pages = page + 1;
}

CoffretPrintLayout *
coffret_print_layout_new (
  GPtrArray *blocks, PangoContext *context, double width, double height, gboolean mirrored)
{
  CoffretPrintLayout *self = g_new0 (CoffretPrintLayout, 1);
  const CoffretPrintBlock *first = g_ptr_array_index (blocks, 0);

  self->context = g_object_ref (context);
  self->width = width;
  self->height = height;
  self->mirrored = mirrored;
  self->title = g_strdup (first->text);
  self->strips = g_array_new (FALSE, FALSE, sizeof (Strip));
  g_array_set_clear_func (self->strips, strip_clear);
  self->blocks = g_ptr_array_ref (blocks);
  pango_context_set_base_dir (context,
                              mirrored ? PANGO_DIRECTION_WEAK_RTL : PANGO_DIRECTION_WEAK_LTR);
  return self;
}

gboolean
coffret_print_layout_continue (CoffretPrintLayout *self)
{
  gint64 end = g_get_monotonic_time () + TURN_US;

  do {
    add_block (self, g_ptr_array_index (self->blocks, self->next),
               space_above (self->blocks, self->next), keeps_next (self->blocks, self->next));
    self->next++;
  } while (self->next < self->blocks->len && g_get_monotonic_time () < end);
  if (self->next < self->blocks->len)
    return FALSE;
  break_pages (self);
  return TRUE;
}

void
coffret_print_layout_free (CoffretPrintLayout *self)
{
  g_array_unref (self->strips);
  g_ptr_array_unref (self->blocks);
  g_object_unref (self->context);
  g_free (self->title);
  g_free (self);
}

guint
coffret_print_layout_count_pages (CoffretPrintLayout *self)
{
  return self->n_pages;
}

/* START counts from where reading begins. */
static double
mirror (CoffretPrintLayout *self, double start, double width)
{
  return MARGIN + (self->mirrored ? text_width (self) - start - width : start);
}

static void
draw_line (CoffretPrintLayout *self,
           cairo_t *cr,
           PangoLayoutLine *line,
           const Style *style,
           double start,
           double room,
           double baseline)
{
  gboolean backwards = style->own
                         ? pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL
                         : self->mirrored;
  PangoRectangle logical;
  double x = mirror (self, start, room);

  pango_layout_line_get_extents (line, NULL, &logical);
  if (backwards)
    x += room - (double) logical.width / PANGO_SCALE;
  cairo_set_source_rgb (cr, style->grey, style->grey, style->grey);
  cairo_move_to (cr, x, baseline);
  pango_cairo_show_layout_line (cr, line);
}

static void
draw_rule (CoffretPrintLayout *self, cairo_t *cr, double y)
{
  cairo_set_source_rgb (cr, 0.8, 0.8, 0.8);
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, MARGIN, y);
  cairo_line_to (cr, self->width - MARGIN, y);
  cairo_stroke (cr);
}

/* Behind the verdict's lines on this page: a tint, which a printer may leave out, and a bar. */
static void
draw_panel (CoffretPrintLayout *self, cairo_t *cr, guint page)
{
  double top = 0, bottom = 0;

  for (guint i = 0; i < self->strips->len; i++) {
    const Strip *strip = &g_array_index (self->strips, Strip, i);

    if (!strip->panel || strip->page != page)
      continue;
    top = bottom > 0 ? top : strip->y - PADDING;
    bottom = strip->y + strip->height + PADDING;
  }
  if (!(bottom > 0))
    return;
  cairo_set_source_rgb (cr, 0.955, 0.955, 0.955);
  cairo_rectangle (cr, MARGIN, top, text_width (self), bottom - top);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.25, 0.25, 0.25);
  cairo_rectangle (cr, mirror (self, 0, BAR), top, BAR, bottom - top);
  cairo_fill (cr);
}

static void
draw_foot (CoffretPrintLayout *self, cairo_t *cr, guint page)
{
  double room = text_width (self) * 0.7;
  double rest = text_width (self) - room;
  double y = self->height - MARGIN;
  /* Translators: the number of a page, then how many there are, as in "1 of 3" */
  g_autofree char *number = g_strdup_printf (_ ("%u of %u"), page + 1, self->n_pages);
  g_autoptr (PangoLayout) left = layout_new (self, &foot_style, self->title, room);
  g_autoptr (PangoLayout) right = layout_new (self, &foot_style, number, rest);
  PangoLayoutLine *line = pango_layout_get_line_readonly (right, 0);
  PangoRectangle logical;

  draw_rule (self, cr, y - 16);
  pango_layout_set_single_paragraph_mode (left, TRUE);
  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  draw_line (self, cr, pango_layout_get_line_readonly (left, 0), &foot_style, 0, room, y);
  pango_layout_line_get_extents (line, NULL, &logical);
  draw_line (self, cr, line, &foot_style, text_width (self) - (double) logical.width / PANGO_SCALE,
             (double) logical.width / PANGO_SCALE, y);
}

void
coffret_print_layout_draw (CoffretPrintLayout *self, cairo_t *cr, guint page)
{
  draw_panel (self, cr, page);
  for (guint i = 0; i < self->strips->len; i++) {
    const Strip *strip = &g_array_index (self->strips, Strip, i);

    if (strip->page != page)
      continue;
    if (strip->rule && strip->y > MARGIN)
      draw_rule (self, cr, strip->y - strip->space * 0.4);
    for (guint j = 0; j < strip->n_pieces; j++) {
      const Piece *piece = &strip->pieces[j];

      draw_line (self, cr, piece->line, piece->style, piece->start, piece->room,
                 strip->y + strip->ascent);
    }
  }
  draw_foot (self, cr, page);
}

char **
coffret_print_layout_list_lines (CoffretPrintLayout *self, guint page)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->strips->len; i++) {
    const Strip *strip = &g_array_index (self->strips, Strip, i);
    g_autoptr (GString) words = g_string_new (NULL);

    if (strip->page != page)
      continue;
    for (guint j = 0; j < strip->n_pieces; j++) {
      const Piece *piece = &strip->pieces[j];

      g_string_append_printf (
        words, "%s%.*s", j > 0 ? "\t" : "", pango_layout_line_get_length (piece->line),
        pango_layout_get_text (piece->layout) + pango_layout_line_get_start_index (piece->line));
    }
    g_strv_builder_take (builder, g_string_free (g_steal_pointer (&words), FALSE));
  }
  return g_strv_builder_end (builder);
}
