#include "share/qr.h"

#include <pango/pangocairo.h>
#include <qrencode.h>
#include <sodium.h>

/* Of white around the code, in its own squares: ISO/IEC 18004, 6.3.8. */
#define QUIET 4

/* One rectangle for each run of black squares: seams between single ones show in print. */
static void
add_row (cairo_t *cr, const guint8 *row, int width, double x, double y, double side)
{
  for (int from = 0; from < width;) {
    int to = from;

    while (to < width && (row[to] & 1))
      to++;
    if (to > from)
      cairo_rectangle (cr, x + from * side, y, (to - from) * side, side);
    from = MAX (to, from + 1);
  }
}

/* NULL: too long. */
static QRcode *
encode (const char *text, CoffretQrUse use)
{
  static const QRecLevel levels[] = {
    [COFFRET_QR_SCREEN] = QR_ECLEVEL_M,
    [COFFRET_QR_PAPER] = QR_ECLEVEL_H,
    [COFFRET_QR_DENSE] = QR_ECLEVEL_L,
  };

  return QRcode_encodeString (text, 0, levels[use], QR_MODE_8, 1);
}

static void
destroy (QRcode *code)
{
  sodium_memzero (code->data, (gsize) code->width * (gsize) code->width);
  QRcode_free (code);
}

gboolean
coffret_qr_draw (cairo_t *cr, const char *text, CoffretQrUse use, double x, double y, double size)
{
  QRcode *code = encode (text, use);
  double side;

  if (code == NULL)
    return FALSE;
  side = size / (code->width + 2 * QUIET);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x, y, size, size);
  cairo_fill (cr);
  for (int row = 0; row < code->width; row++)
    add_row (cr, code->data + row * code->width, code->width, x + QUIET * side,
             y + (QUIET + row) * side, side);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_fill (cr);
  cairo_restore (cr);
  destroy (code);
  return TRUE;
}

/* Nothing is softened between the dots, whatever they are enlarged to. */
static cairo_pattern_t *
make_dots (const QRcode *code)
{
  cairo_surface_t *dots = cairo_image_surface_create (CAIRO_FORMAT_A1, code->width, code->width);
  cairo_t *cr = cairo_create (dots);
  cairo_pattern_t *pattern;

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (int row = 0; row < code->width; row++)
    add_row (cr, code->data + row * code->width, code->width, 0, row, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (dots);
  cairo_surface_destroy (dots);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  return pattern;
}

gboolean
coffret_qr_draw_dots (
  cairo_t *cr, const char *text, CoffretQrUse use, double x, double y, double size)
{
  QRcode *code = encode (text, use);
  cairo_pattern_t *dots;
  double side;

  if (code == NULL)
    return FALSE;
  side = size / (code->width + 2 * QUIET);
  dots = make_dots (code);
  destroy (code);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, x, y, size, size);
  cairo_fill (cr);
  cairo_translate (cr, x + QUIET * side, y + QUIET * side);
  cairo_scale (cr, side, side);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_mask (cr, dots);
  cairo_restore (cr);
  cairo_pattern_destroy (dots);
  return TRUE;
}

guint
coffret_qr_count (const char *text, CoffretQrUse use)
{
  QRcode *code = encode (text, use);
  guint count = code != NULL ? (guint) code->width : 0;

  if (code != NULL)
    destroy (code);
  return count;
}

static cairo_status_t
on_bytes (void *data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* CAPTION as lines no wider than WIDTH, with HEIGHT room for them and the margin below. */
static PangoLayout *
lay_out (const char *caption, int width, int *height)
{
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (fonts);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans Bold");
  PangoLayout *layout = pango_layout_new (context);

  g_object_unref (context);
  pango_font_description_set_absolute_size (font, MAX (width / 22, 10) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (width - width / 10) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, caption, -1);
  pango_layout_get_pixel_size (layout, NULL, height);
  *height += width / 20;
  return layout;
}

GBytes *
coffret_qr_to_png (const char *text, CoffretQrUse use, guint side, const char *caption)
{
  int size = (int) ((coffret_qr_count (text, use) + 2 * QUIET) * side), below = 0;
  g_autoptr (PangoLayout) layout = NULL;
  cairo_surface_t *surface;
  GByteArray *png;
  cairo_t *cr;

  if (size == (int) (2 * QUIET * side))
    return NULL;
  layout = caption != NULL ? lay_out (caption, size, &below) : NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size + below);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (layout != NULL) {
    cairo_move_to (cr, size / 20.0, size);
    cairo_set_source_rgb (cr, 0, 0, 0);
    pango_cairo_show_layout (cr, layout);
  }
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  coffret_qr_draw (cr, text, use, 0, 0, size);
  cairo_destroy (cr);
  png = g_byte_array_new ();
  cairo_surface_write_to_png_stream (surface, on_bytes, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

static void
append_row (GString *path, const guint8 *row, int width, int y)
{
  for (int from = 0; from < width;) {
    int to = from;

    while (to < width && (row[to] & 1))
      to++;
    if (to > from)
      g_string_append_printf (path, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, to - from,
                              to - from);
    from = MAX (to, from + 1);
  }
}

char *
coffret_qr_to_svg (
  const char *text, CoffretQrUse use, guint side, const char *label, const char *caption)
{
  QRcode *code = encode (text, use);
  g_autofree char *escaped = g_markup_escape_text (label != NULL ? label : "", -1);
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *below = NULL;
  int all, more;

  if (code == NULL)
    return NULL;
  all = code->width + 2 * QUIET;
  for (int row = 0; row < code->width; row++)
    append_row (path, code->data + row * code->width, code->width, row);
  destroy (code);
  more = caption != NULL ? all / 10 : 0;
  if (caption != NULL)
    below = g_markup_printf_escaped (
      "<text x=\"%d\" y=\"%d\" font-family=\"sans-serif\" font-weight=\"bold\" "
      "font-size=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\">%s</text>",
      QUIET, all + more / 3, MAX (all / 26, 1), all - 2 * QUIET, caption);
  return g_strdup_printf (
    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" width=\"%u\" height=\"%u\" "
    "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"%s\">"
    "<path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path fill=\"#000\" d=\"%s\"/>%s</svg>",
    side, side + side * more / all, all, all + more, escaped, all, all + more, all, path->str,
    below != NULL ? below : "");
}
