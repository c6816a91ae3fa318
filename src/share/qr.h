/* qr.h: a QR code as a drawing.
 *
 * Vectors, so that paper and screen get the same. The text may be secret: nothing of it is
 * left in memory that this part had.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* How much of the code may be dirty or torn off: a seventh, a third. */
typedef enum {
  COFFRET_QR_SCREEN,
  COFFRET_QR_PAPER,
  COFFRET_QR_DENSE, /* a fifteenth: for what is long */
} CoffretQrUse;

/* Black on white, in a square of SIZE with the margin that readers need inside of it, its upper
 * left corner at X, Y. FALSE: TEXT (UTF-8) is too long for a code. */
gboolean
coffret_qr_draw (cairo_t *cr, const char *text, CoffretQrUse use, double x, double y, double size);

/* The same as a picture of one dot for each square: a tenth of the work and of the PDF, for where
 * there are many. */
gboolean coffret_qr_draw_dots (
  cairo_t *cr, const char *text, CoffretQrUse use, double x, double y, double size);

/* How many squares it has on a side, the white margin of 4 on each side of it aside; 0: TEXT is too
 * long for a code. */
guint coffret_qr_count (const char *text, CoffretQrUse use);

/* Each square of it is SIDE pixels wide and high; CAPTION (nullable) stands below it. NULL: too
 * long. */
GBytes *coffret_qr_to_png (const char *text, CoffretQrUse use, guint side, const char *caption);
/* SIDE in CSS pixels; LABEL (nullable) is its name for those who do not see it, CAPTION (nullable)
 * stands below it. Without a declaration, so that it can stand within a page; NULL: too long.
 * Owned. */
char *coffret_qr_to_svg (
  const char *text, CoffretQrUse use, guint side, const char *label, const char *caption);

G_END_DECLS
