/* languages.h: languages by the name that their own speakers give them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Français" for "fr"; the tag itself where no name is known. */
const char *coffret_language_name (const char *language);

/* Whether WORD, folded, begins one of the names of LANGUAGE ("fr-CA": French): its own, the English
 * and the French one, or is its tag. */
gboolean coffret_language_is_called (const char *language, const char *word);

G_END_DECLS
