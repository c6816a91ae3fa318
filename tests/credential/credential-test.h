/* What the tests of the readers share. */
#pragma once

#include "credential/reader.h"

/* Reads a fixture by its name, or stops the test. */
GBytes *credential_test_load (const char *name);
/* The items in TEXT; the test stops when it is refused. */
GPtrArray *credential_test_read (const char *text);
/* The only item in BYTES, which must be a credential. */
CoffretItem *credential_test_read_one (GBytes *bytes);
/* TEXT must be refused whole with CODE; the sentence must contain WORDS (nullable). */
void credential_test_refused (const char *text, CoffretCredentialError code, const char *words);

/* The first variant must be VALUE; NULL: no text at all. */
#define credential_test_text(text, expected)                                                       \
  g_assert_cmpstr (coffret_text_value (text, 0), ==, expected)
/* The instant must be the RFC 3339 text; NULL: none. */
#define credential_test_instant(instant, expected)                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *written = coffret_instant_to_rfc3339 (instant);                               \
    g_assert_cmpstr (written, ==, expected);                                                       \
  }                                                                                                \
  G_STMT_END
