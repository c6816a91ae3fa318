#include "base/base58.h"

#include <string.h>

#define DIGITS_AT_ONCE 5 /* 58^5 still fits 32 bits */
#define MAX_LIMBS 384    /* of 32 bits: 2048 digits are 1,500 bytes */

static const char alphabet[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/* -1: none of the alphabet. */
static int
digit_value (char c)
{
  if (c >= '1' && c <= '9')
    return c - '1';
  if (c >= 'A' && c <= 'Z' && c != 'I' && c != 'O')
    return c - 'A' + 9 - (c > 'I') - (c > 'O');
  if (c >= 'a' && c <= 'z' && c != 'l')
    return c - 'a' + 33 - (c > 'l');
  return -1;
}

/* NUMBER, its lowest limb first, becomes NUMBER * FACTOR + ADDEND. */
static gsize
multiply_add (guint32 *number, gsize limbs, guint32 factor, guint32 addend)
{
  guint64 carry = addend;

  for (gsize i = 0; i < limbs; i++) {
    carry += (guint64) number[i] * factor;
    number[i] = (guint32) carry;
    carry >>= 32;
  }
  if (carry > 0)
    number[limbs++] = (guint32) carry;
  return limbs;
}

GBytes *
coffret_base58_decode (const char *text, gsize length)
{
  guint32 number[MAX_LIMBS];
  guint8 bytes[COFFRET_BASE58_MAX_LENGTH];
  gsize limbs = 0;
  gsize zeros = 0;
  gsize size = 0;

  if (length > COFFRET_BASE58_MAX_LENGTH)
    return NULL;
  while (zeros < length && text[zeros] == '1')
    zeros++;

  for (gsize at = zeros; at < length;) {
    guint32 factor = 1;
    guint32 addend = 0;

    for (guint i = 0; i < DIGITS_AT_ONCE && at < length; i++, at++) {
      int value = digit_value (text[at]);

      if (value < 0)
        return NULL;
      factor *= 58;
      addend = addend * 58 + (guint32) value;
    }
    limbs = multiply_add (number, limbs, factor, addend);
  }

  memset (bytes, 0, zeros);
  size = zeros;
  for (gsize i = limbs; i > 0; i--)
    for (int shift = 24; shift >= 0; shift -= 8) {
      guint8 byte = (guint8) (number[i - 1] >> shift);

      /* The highest limb may begin with zeros that no digit stands for. */
      if (byte != 0 || size > zeros)
        bytes[size++] = byte;
    }
  return g_bytes_new (bytes, size);
}

char *
coffret_base58_encode (const guint8 *data, gsize length)
{
  g_autofree guint8 *digits = g_malloc0 (length * 138 / 100 + 1);
  gsize used = 0;
  gsize zeros = 0;
  char *text;

  g_assert (length <= COFFRET_BASE58_MAX_LENGTH / 2);
  while (zeros < length && data[zeros] == 0)
    zeros++;
  for (gsize i = zeros; i < length; i++) {
    guint carry = data[i];

    for (gsize j = 0; j < used; j++) {
      carry += (guint) digits[j] << 8;
      digits[j] = (guint8) (carry % 58);
      carry /= 58;
    }
    for (; carry > 0; carry /= 58)
      digits[used++] = (guint8) (carry % 58);
  }

  text = g_malloc (zeros + used + 1);
  memset (text, alphabet[0], zeros);
  for (gsize i = 0; i < used; i++)
    text[zeros + i] = alphabet[digits[used - 1 - i]];
  text[zeros + used] = '\0';
  return text;
}
