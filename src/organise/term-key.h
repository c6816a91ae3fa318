/* term-key.h: what may stand before a colon in the search.
 *
 * In English and in the reader's language: "issuer" and "émetteur". What is written in a
 * compartment's rule is English, so that it means the same in every language.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  COFFRET_TERM_WORD, /* no key */
  COFFRET_TERM_ISSUER,
  COFFRET_TERM_KIND,
  COFFRET_TERM_YEAR,
  COFFRET_TERM_SKILL,
  COFFRET_TERM_LANGUAGE,
  COFFRET_TERM_VERDICT,
  COFFRET_TERM_EXPIRES,
  COFFRET_TERM_AWARDED,
  COFFRET_TERM_IN,
  COFFRET_TERM_TAG,
  COFFRET_TERM_IS,
  COFFRET_TERM_HAS,
} CoffretTermKey;

#define COFFRET_N_TERM_KEYS (COFFRET_TERM_HAS + 1)

/* What stands behind some keys instead of a name or a date. */
typedef enum {
  COFFRET_TERM_VALUE_NONE, /* in:none, year:none, tag:none */
  COFFRET_TERM_VALUE_NEVER,
  COFFRET_TERM_VALUE_FAVOURITE,
  COFFRET_TERM_VALUE_EXPIRED,
  COFFRET_TERM_VALUE_ATTACHMENT,
  COFFRET_TERM_VALUE_NOTE,
  COFFRET_N_TERM_VALUES,
} CoffretTermValue;

/* Of FOLDED, in either language; COFFRET_TERM_WORD: it is none. */
CoffretTermKey coffret_term_key_find (const char *folded);
/* In the reader's language. */
const char *coffret_term_key_name (CoffretTermKey key);
/* In English. */
const char *coffret_term_key_id (CoffretTermKey key);

/* Whether FOLDED is VALUE, in either language. */
gboolean coffret_term_value_is (const char *folded, CoffretTermValue value);
/* In the reader's language, and in English. */
const char *coffret_term_value_name (CoffretTermValue value);
const char *coffret_term_value_id (CoffretTermValue value);

G_END_DECLS
