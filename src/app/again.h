/* again.h: the program once more, in place of itself, in the language that was chosen.
 *
 * Translations cannot be changed while a program runs: it ends as always, with the vault locked,
 * and begins anew in the same process, where the person was. What it has to know for that goes
 * along in its environment: the language, if none is remembered, and where the person stood, by
 * numbers that say nothing outside of the vault.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Before setlocale(), on the only thread: speaks the language that ARGUMENTS name (--language),
 * else the one that goes along, else that of the settings, else the desktop's. */
void coffret_again_begin (const char *const *arguments);

/* Where the person stood; NULL: this is no second beginning. Once; owned by the caller. */
GVariant *coffret_again_take_standing (void);

/* For the next beginning. STANDING is an a{ss} and consumed when floating. LANGUAGE (nullable:
 * as the settings say): "fr", or "" for the desktop's. */
void coffret_again_prepare (GVariant *standing, const char *language);

/* Begins anew with ARGUMENTS after the program's name, once the name ID on the session bus is free.
 * Returns only when that failed. */
void coffret_again_begin_anew (const char *const *arguments, const char *id);

G_END_DECLS
