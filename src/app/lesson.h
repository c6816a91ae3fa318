/* lesson.h: what there is to learn, for the pages that list it.
 *
 * Tutorials lie above the window (tutorials/), which knows no more of them than this: their names,
 * and how far the learner is. The action "app.lesson" (its id) begins one. Properties: done, begun,
 * repeated.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_LESSON (coffret_lesson_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLesson, coffret_lesson, COFFRET, LESSON, GObject)

/* All translated but ID; copied. FIRST: it is one of the first steps (checklist.h). */
CoffretLesson *
coffret_lesson_new (const char *id, const char *title, const char *remark, gboolean first);
gboolean coffret_lesson_is_first (CoffretLesson *self);
const char *coffret_lesson_get_id (CoffretLesson *self);
const char *coffret_lesson_get_title (CoffretLesson *self);
const char *coffret_lesson_get_remark (CoffretLesson *self);
gboolean coffret_lesson_is_done (CoffretLesson *self);
/* Left before its end. */
gboolean coffret_lesson_is_begun (CoffretLesson *self);
/* Done in the learner's own vault, too. */
gboolean coffret_lesson_is_repeated (CoffretLesson *self);
void
coffret_lesson_set_state (CoffretLesson *self, gboolean begun, gboolean done, gboolean repeated);

/* LESSONS: CoffretLesson's; referenced. */
void coffret_lessons_install (GtkApplication *application, GListModel *lessons);
/* Those of the program that WIDGET is in; borrowed; NULL: there are none. */
GListModel *coffret_lessons_get (GtkWidget *widget);

G_END_DECLS
