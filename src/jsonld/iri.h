/* iri.h: as much of RFC 3987 and RFC 3986 as JSON-LD needs. */
#pragma once

#include "jsonld/arena.h"

G_BEGIN_DECLS

/* Whether it begins with a scheme and a colon: all that JSON-LD asks of an IRI. */
gboolean coffret_iri_has_scheme (const char *text, gsize length);
/* Besides: nothing in it that would end or break an IRI in N-Quads (white space, control
 * characters, angle brackets, quotes, backslashes), and one fragment at most. Other characters that
 * RFC 3987 leaves out are let pass, as all processors do: they are signed as they are. */
gboolean coffret_iri_is_well_formed (const char *text, gsize length);

/* REFERENCE resolved against BASE (RFC 3986, 5.2), in ARENA. */
const char *coffret_iri_resolve (CoffretArena *arena, const char *base, const char *reference);

/* BCP 47's general form: subtags of up to eight letters and digits. */
gboolean coffret_language_is_well_formed (const char *tag, gsize length);

G_END_DECLS
