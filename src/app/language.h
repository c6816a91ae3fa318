/* language.h: languages by the name that their own speakers give them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Français" for "fr"; the tag itself where no name is known. */
const char *coffret_language_name (const char *language);

/* Which of LANGUAGES (as "fr") the reader gets when nothing was chosen; 0 when they know none. */
guint coffret_language_of_reader (const char *const *languages, const char *const *reader);

G_END_DECLS
