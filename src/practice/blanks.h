/* blanks.h: the short ways of writing in data/practice/people/.
 *
 *   {"en": "…", "fr": "…"}   a text in several languages, wherever a credential has one
 *   "@-400d" "@+3y" "@-18m"  that many days, years, months from now; "/date" after it: a day only
 *   "@id/NAME"               an id made for the occasion, the same wherever NAME stands
 *   "@emblem/NAME/#COLOUR"   the picture data/practice/emblems/NAME.svg, as a data: address
 *   "@subject", "@identifiers"  who the person is
 *   "@issuer/NAME", "@status/…"  see invented-issuer.h
 */
#pragma once

#include "base/instant.h"
#include "base/json.h"

G_BEGIN_DECLS

/* What BLANK ("@-400d") stands for from NOW on; NULL: it is no date. Owned. */
char *coffret_blank_date (const char *blank, CoffretInstant now);
/* What "@emblem/…" stands for; NULL: there is no such picture. Owned. */
char *coffret_blank_emblem (const char *blank);
/* Whether VALUE is a text in languages, and what it is in JSON-LD. A new reference; NULL: it is
 * none. */
json_t *coffret_blank_text (const json_t *value);

G_END_DECLS
