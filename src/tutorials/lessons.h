/* lessons.h: the tutorials in the program: a list for its pages, and a player in each window.
 *
 * Lessons are played in the practice vault; from one's own, “app.lesson” opens that beside it. At
 * the end the learner may do the same in their own vault: “app.repeat” there. How far each was is
 * remembered in the settings, as how the window looks is, from the practice vault too: which
 * lessons somebody took is no secret of any vault, and it is all that a practice vault leaves
 * behind. Of a guest it is remembered in the session only (lesson-line.h), which begins knowing
 * nothing.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* For as long as APPLICATION lives. */
void coffret_lessons_attach (GtkApplication *application);

G_END_DECLS
