/* looks.h: what an X display looked like from one change to the next.
 *
 * So that "there" can be told from "at rest": a window in which all can be read may still get a
 * last number, or a picture. No program is asked; all are seen the same way.
 */
#pragma once

#include <X11/Xlib.h>

typedef struct Looks Looks;

/* With a first look. NULL: the display has not 32 bits for a point, or no shared memory. */
Looks *looks_new (Display *display);
/* At TIME, in whatever unit. */
void looks_take (Looks *self, double time);
/* The first time when nineteen of twenty of all places of the screen that changed and were not
 * blank in the end looked as they did in the end. 0: nothing changed. */
double looks_find_complete (const Looks *self);
