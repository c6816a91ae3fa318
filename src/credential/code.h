/* code.h: what a code in a picture (a QR code and the like) says.
 *
 * A picture is never decoded here: who may do that hands over the text. The picture as it came
 * is the original, and the place of what a code holds is the text itself in base64url
 * ("code:eyJ…"): so it is read again, byte for byte, without looking at the picture, also by a
 * later version that would see another text in it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Owned by the caller. */
char *coffret_code_to_place (const char *text);
/* The text, when PLACE lies in a code; else NULL. */
char *coffret_code_from_place (const char *place);
/* What TEXT stands for: the content of a data: URL or of a compact address, else TEXT itself. */
GBytes *coffret_code_to_bytes (const char *text, gsize max_bytes);
/* Sets ERROR, which may be set already, to what TEXT is where that helps more: a link, or a message
 * to another program. */
void coffret_code_explain (const char *text, GError **error);
/* PLACE as people should see it. */
char *coffret_place_words (const char *place);

G_END_DECLS
