/* wording.h: how Coffret speaks in what leaves the vault.
 *
 * In the language that the holder chose for the document, whatever the window speaks and whatever
 * locales the system has: its sentences, its dates, its numbers. Immutable; any thread.
 */
#pragma once

#include "base/catalogue.h"
#include "base/instant.h"
#include "credential/text.h"

G_BEGIN_DECLS

typedef struct _CoffretWording CoffretWording;

/* CATALOGUES is the folder of the installed translations; LANGUAGE as "fr". */
CoffretWording *coffret_wording_new (const char *catalogues, const char *language);
CoffretWording *coffret_wording_ref (CoffretWording *wording);
void coffret_wording_unref (CoffretWording *wording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretWording, coffret_wording_unref)

const char *coffret_wording_get_language (const CoffretWording *wording);
/* The languages that there are words in, "en" first; NULL at the end. */
const char *const *coffret_wording_all_languages (void);

gboolean coffret_wording_is_rtl (const CoffretWording *wording);
const CoffretCatalogue *coffret_wording_get_catalogue (const CoffretWording *wording);
/* For coffret_text_best(): the language, then English. Borrowed. */
const char *const *coffret_wording_get_languages (const CoffretWording *wording);
/* Of what coffret_text_best() gives of TEXT: its language where it is another than this one, so
 * that it can be read aloud as what it is; NULL where it is the same or nobody knows. Owned. */
char *coffret_wording_other (const CoffretWording *wording, const CoffretText *text);
/* Of what is marked with N_(). */
const char *coffret_wording_get (const CoffretWording *wording, const char *sentence);

/* "12 May 2026", in the holder's time zone; NULL for NONE. Owned. */
char *coffret_wording_date (const CoffretWording *wording, CoffretInstant instant);
/* "7.5" with the language's own mark. Owned. */
char *coffret_wording_number (const CoffretWording *wording, double number);
/* The PARTS that there are, "A · B", each kept together where they run in different directions.
 * Owned. */
char *coffret_wording_join (const CoffretWording *wording, const char *const *parts, gsize n_parts);

G_END_DECLS
