/* text-hash.h: a fast hash of text for tables that strangers fill.
 *
 * Seeded, so that nobody can prepare a document whose terms all collide. */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

static inline guint64
coffret_hash_mix (guint64 a, guint64 b)
{
  unsigned __int128 product = (unsigned __int128) a * b;

  return (guint64) product ^ (guint64) (product >> 64);
}

static inline guint64
coffret_hash_text (const char *text, gsize length, guint64 seed)
{
  guint64 hash = seed ^ (length * 0x9e3779b97f4a7c15u);
  guint64 a = 0, b = 0;

  while (length > 16) {
    memcpy (&a, text, 8);
    memcpy (&b, text + 8, 8);
    hash = coffret_hash_mix (a ^ 0xa0761d6478bd642fu ^ hash, b ^ 0xe7037ed1a0b428dbu ^ seed);
    text += 16;
    length -= 16;
  }
  a = b = 0;
  if (length >= 8) {
    memcpy (&a, text, 8);
    memcpy (&b, text + length - 8, 8);
  } else if (length >= 4) {
    guint32 low, high;

    memcpy (&low, text, 4);
    memcpy (&high, text + length - 4, 4);
    a = low;
    b = high;
  } else if (length > 0) {
    a = ((guint64) (guint8) text[0] << 16) | ((guint64) (guint8) text[length >> 1] << 8) |
        (guint8) text[length - 1];
  }
  return coffret_hash_mix (a ^ 0x8ebc6af09c88c6e3u ^ hash, b ^ 0x589965cc75374cc3u ^ seed);
}

G_END_DECLS
