/* outline.h: what whoever helps the owner may know of this computer and of the vault.
 *
 * Lines of text, in the reader's language, that tell of no person: versions, settings, and how much
 * there is of what, rounded. Never a title, a name, a word or an id from the vault; never a path, a
 * user's or a computer's name, and never the text of an error, which may hold any of these.
 */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

/* One line; LABEL is translated, and so is VALUE, where it is a word. */
void coffret_outline_add (GString *outline, const char *label, const char *value);
void coffret_outline_add_yes (GString *outline, const char *label, gboolean yes);
/* Rounded, so that nobody is known by it. */
void coffret_outline_add_count (GString *outline, const char *label, guint count);
/* Only where it came from, and its number. */
void coffret_outline_add_error (GString *outline, const char *label, const GError *error);

/* This program, of that VERSION, and the system and desktop that it runs on. */
void coffret_outline_add_computer (GString *outline, const char *version);
/* What is in the open vault, and how it is kept. */
void coffret_outline_add_session (GString *outline, CoffretSession *session);

/* "fewer than 10", "about 200"; owned. */
char *coffret_outline_round (guint count);

G_END_DECLS
