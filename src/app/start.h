/* start.h: another Coffret beside this one.
 *
 * A process of its own, so that a vault that is to leave no trace, or of which nothing is real,
 * shares nothing with the owner's.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* OPTION: "--practice", "--guest", or NULL for the owner's own vault. FOLDER (nullable): where
 * that one is. PARENT is where the failure is told. */
void coffret_start_another (GtkWindow *parent, const char *option, const char *folder);
/* The same with several OPTIONS. */
void coffret_start_another_with (GtkWindow *parent, const char *const *options, const char *folder);

G_END_DECLS
