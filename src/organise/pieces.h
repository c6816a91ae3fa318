/* pieces.h: what somebody typed into the search, piece by piece, as it was typed.
 *
 * A piece is a word, a phrase in straight quotes, or a key with a colon and either behind it:
 * wound, "wound care", issuer:college, -issuer:"Collège du Nord". In quotes "" is a quote. A hyphen
 * before a piece turns it round. What stands before a colon and is no key is a word like any other.
 * Bounded: what is longer or more than anybody types is left out.
 */
#pragma once

#include "organise/term-key.h"

G_BEGIN_DECLS

/* So many pieces, of so many bytes all together, are looked at. */
#define COFFRET_PIECES_MOST 48
#define COFFRET_PIECES_BYTES 2000

typedef struct {
  gsize start; /* in bytes of what was typed */
  gsize end;
  CoffretTermKey key;
  gboolean negated;
  gboolean quoted;
  gboolean closed; /* nothing is missing: another piece can follow */
  char *value;     /* never NULL; "" behind a key that nothing was typed behind yet */
} CoffretPiece;

/* CoffretPiece's, owned. WORDS is nullable. */
GPtrArray *coffret_pieces_new (const char *words);

/* A piece as it is typed, in the reader's language; owned. */
char *coffret_piece_write (CoffretTermKey key, const char *value, gboolean negated);
/* WORDS with every key in English, as rules are kept, or in the reader's language; owned. */
char *coffret_pieces_to_rule (const char *words);
char *coffret_pieces_from_rule (const char *rule);

G_END_DECLS
