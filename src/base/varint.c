#include "base/varint.h"

#define MAX_LENGTH 9

gsize
coffret_varint_decode (const guint8 *data, gsize length, guint64 *value)
{
  guint64 number = 0;

  for (gsize i = 0; i < MIN (length, MAX_LENGTH); i++) {
    number |= (guint64) (data[i] & 0x7f) << (7 * i);
    if ((data[i] & 0x80) != 0)
      continue;
    /* A last byte of zero says nothing: the number has a shorter form. */
    if (i > 0 && data[i] == 0)
      return 0;
    *value = number;
    return i + 1;
  }
  return 0;
}
