/* lists.h: lists of what was withdrawn, for the tests. */
#pragma once

#include <jansson.h>

#include <glib.h>

G_BEGIN_DECLS

/* COUNT bits, those of SET (ended by -1) being 1, from the left; packed, after PREFIX. Owned. */
char *lists_encode_bits (gsize count, const int *set, const char *prefix);
/* A BitstringStatusListCredential of 131,072 bits, not signed yet. A new reference. */
json_t *lists_make (
  const char *id, const char *issuer, const char *purpose, const char *from, const int *set);

G_END_DECLS
