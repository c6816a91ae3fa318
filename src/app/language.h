/* language.h: which language the reader gets. Their names are in base/languages.h. */
#pragma once

#include "base/languages.h"

G_BEGIN_DECLS

/* Which of LANGUAGES (as "fr") the reader gets when nothing was chosen; 0 when they know none. */
guint coffret_language_of_reader (const char *const *languages, const char *const *reader);

G_END_DECLS
