/* people.h: whom one practises with: the acts of the window of a practice vault.
 *
 * Choose one of the invented people, go on to the next, or begin again with the same: what they
 * have is made anew each time, and what was changed before is forgotten without a question, as
 * nothing of it is anybody's. Actions: win.people, win.next-person, win.begin-again.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* WIDGET_CLASS is that of the window. */
void coffret_people_install (GtkWidgetClass *widget_class);
/* SESSION is what the window is on now; NULL: nothing. */
void coffret_people_allow (GtkWidget *window, CoffretSession *session);
/* With the person of that ID from now on. FROM is in the window. */
void coffret_people_begin (GtkWidget *from, const char *id);

/* What all that leaves a practice vault says, for FROM in its window; NULL: what leaves here is
 * real. */
const char *coffret_people_mark (GtkWidget *from);

/* A story, in the reader's language; owned. */
char *coffret_people_story (const char *id);

G_END_DECLS
