/* lesson-place.h: where the panel of a lesson stands in a window.
 *
 * Beside what the window shows, below that where it is narrow, and in a dialog while one is open,
 * so that it can always be read and used; without a lesson, nowhere. What has the focus keeps it,
 * and what the window and its dialogs show stays as it is. Moves the panel only when told to, never
 * in the middle of a layout. Signal: shifted (the window has become narrow or wide: update).
 */
#pragma once

#include <adwaita.h>

#include "tutorials/lesson-panel.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LESSON_PLACE (coffret_lesson_place_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLessonPlace, coffret_lesson_place, COFFRET, LESSON_PLACE, GObject)

/* WINDOW, which has its content, lives longer than the place is used. */
CoffretLessonPlace *
coffret_lesson_place_new (AdwApplicationWindow *window, CoffretLessonPanel *panel);
/* Whether there is a lesson: shows the panel where it can be used now, or nowhere. */
void coffret_lesson_place_update (CoffretLessonPlace *self, gboolean used);
/* The dialog that the panel is in; borrowed; NULL: none. */
AdwDialog *coffret_lesson_place_get_host (CoffretLessonPlace *self);
/* What the window showed before there was a place; borrowed. */
GtkWidget *coffret_lesson_place_get_content (CoffretLessonPlace *self);

G_END_DECLS
