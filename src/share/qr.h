/* qr.h: a QR code as a drawing.
 *
 * Vectors, so that paper and screen get the same. The text may be secret: nothing of it is
 * left in memory that this part had.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* How much of the code may be dirty or torn off: a seventh, or a third. */
typedef enum {
  COFFRET_QR_SCREEN,
  COFFRET_QR_PAPER,
} CoffretQrUse;

/* Black on white, in a square of SIZE with the margin that readers need inside of it, its upper
 * left corner at X, Y. FALSE: TEXT (UTF-8) is too long for a code. */
gboolean
coffret_qr_draw (cairo_t *cr, const char *text, CoffretQrUse use, double x, double y, double size);

G_END_DECLS
