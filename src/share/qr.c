#include "share/qr.h"

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

GBytes *
coffret_qr_to_png (const char *text, CoffretQrUse use, guint side)
{
  int size = (int) ((coffret_qr_count (text, use) + 2 * QUIET) * side);
  cairo_surface_t *surface;
  GByteArray *png;
  cairo_t *cr;

  if (size == (int) (2 * QUIET * side))
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, size, size);
  cr = cairo_create (surface);
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
coffret_qr_to_svg (const char *text, CoffretQrUse use, guint side, const char *label)
{
  QRcode *code = encode (text, use);
  g_autofree char *escaped = g_markup_escape_text (label != NULL ? label : "", -1);
  g_autoptr (GString) path = g_string_new (NULL);
  int all;

  if (code == NULL)
    return NULL;
  all = code->width + 2 * QUIET;
  for (int row = 0; row < code->width; row++)
    append_row (path, code->data + row * code->width, code->width, row);
  destroy (code);
  return g_strdup_printf (
    "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" width=\"%u\" height=\"%u\" "
    "viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"%s\">"
    "<path fill=\"#fff\" d=\"M0 0h%dv%dh-%dz\"/><path fill=\"#000\" d=\"%s\"/></svg>",
    side, side, all, all, escaped, all, all, all, path->str);
}
