/* row-room.h: in a window with large text a row has all of its width for its words.
 *
 * The platform has buttons and marks beside the words, which are left a column of a few letters
 * then, and broken within a word.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* ROW, where letters are large (room.h): what stands at its end and is wide, as a button with
 * words is, has its place below its words. Again does nothing. */
void coffret_row_room_make (AdwActionRow *row);

G_END_DECLS
