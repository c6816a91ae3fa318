/* lesson-line.h: between a guest session and a practice vault that it opened.
 *
 * What a guest has learnt is written nowhere. So the practice vault, which is a process of its own,
 * tells the session how far a lesson is, and that one remembers it until it ends. The standard
 * input of the process that is started is one end of it: no file and no name that others could see.
 * Signals: moved (id, how many steps are done), own (id, token: the learner wants to do the same in
 * the guest's own vault, whose window that token brings to the front), again (the other process
 * begins anew, and knows nothing), closed.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_LESSON_LINE (coffret_lesson_line_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLessonLine, coffret_lesson_line, COFFRET, LESSON_LINE, GObject)

/* OTHER: the end for the process that is started, to be closed once it is. NULL: there is none to
 * be had. */
CoffretLessonLine *coffret_lesson_line_new (int *other);
/* The end that this process was started with; NULL: none. Once. */
CoffretLessonLine *coffret_lesson_line_take (void);
/* Hears at once what was said until now, as before this process began. */
void coffret_lesson_line_catch_up (CoffretLessonLine *self);

void coffret_lesson_line_tell_moved (CoffretLessonLine *self, const char *id, guint step);
/* FALSE: nobody hears it any more. */
gboolean coffret_lesson_line_tell_own (CoffretLessonLine *self, const char *id, const char *token);

/* Before this process begins anew (app/again.h): what it becomes can take the same end, and is told
 * again by the other one. */
void coffret_lesson_line_hand_on (CoffretLessonLine *self);

G_END_DECLS
