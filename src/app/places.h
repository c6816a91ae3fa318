/* places.h: where the program finds what belongs to it.
 *
 * Installed, that is below the prefix; run from its build folder, beside the
 * program itself, so that a build can be tried without installing it.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder of the translations; owned by the caller. */
char *coffret_places_translations (void);
/* The languages that the program speaks, as "fr", in the order of the alphabet. Owned. */
char **coffret_places_languages (void);
/* How the window looked when it was last closed. Owned; NULL where no schema is
 * installed: nothing is remembered then. */
GSettings *coffret_places_settings (void);

G_END_DECLS
