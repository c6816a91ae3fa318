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

gboolean
coffret_qr_draw (cairo_t *cr, const char *text, CoffretQrUse use, double x, double y, double size)
{
  QRcode *code = QRcode_encodeString (
    text, 0, use == COFFRET_QR_PAPER ? QR_ECLEVEL_H : QR_ECLEVEL_M, QR_MODE_8, 1);
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
  sodium_memzero (code->data, (gsize) code->width * (gsize) code->width);
  QRcode_free (code);
  return TRUE;
}
