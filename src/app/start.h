/* start.h: another Coffret beside this one.
 *
 * A process of its own, so that a vault that is to leave no trace, or of which nothing is real,
 * shares nothing with the owner's.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* OPTIONS: "--practice", "--guest" and the like, NULL for the owner's own vault. FOLDER (nullable):
 * where that one is. INPUT is what it has for its standard input; -1: what this one has. PARENT is
 * where the failure is told. */
void coffret_start_another (GtkWindow *parent,
                            const char *const *options,
                            const char *folder,
                            int input);
/* With which the window of a program that runs already may come to the front; nullable. */
char *coffret_start_token (void);

G_END_DECLS
