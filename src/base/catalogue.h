/* catalogue.h: translations into a language that need not be the reader's own.
 *
 * gettext() only knows the language of the process, and only one that the system has a locale
 * for. What goes to somebody else is in theirs: this looks up the same sentences in the same
 * installed .mo files (GNU gettext manual, "The Format of GNU MO Files"), whatever the locale is.
 * No plural forms: such sentences are worded without. Immutable; any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CoffretCatalogue CoffretCatalogue;

/* FOLDER is what bindtextdomain() gets; LANGUAGE a tag such as "fr" or "fr-CA". Where there is no
 * catalogue for it that can be read, every sentence is its own translation. */
CoffretCatalogue *
coffret_catalogue_new (const char *folder, const char *domain, const char *language);
CoffretCatalogue *coffret_catalogue_ref (CoffretCatalogue *catalogue);
void coffret_catalogue_unref (CoffretCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCatalogue, coffret_catalogue_unref)

/* Borrowed from CATALOGUE, or SENTENCE (which is marked with N_()) itself. */
const char *coffret_catalogue_get (const CoffretCatalogue *catalogue, const char *sentence);
/* The same for what is marked with NC_(CONTEXT, …). */
const char *coffret_catalogue_get_in (const CoffretCatalogue *catalogue,
                                      const char *context,
                                      const char *sentence);

G_END_DECLS
