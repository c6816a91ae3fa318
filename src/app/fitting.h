/* fitting.h: what the platform makes is fitted to our rules as it comes to the screen.
 *
 * Its labels, heads, rows, menus, dialogs and questions are made of parts that no template of ours
 * has: they are met when they appear, whoever asked for them. What is done to each has a file of
 * its own; this one only knows which of them is for what.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For all windows of the process, before the first is on the screen. Once is enough. */
void coffret_fitting_begin (void);

G_END_DECLS
