#include "verify/der.h"

gboolean
coffret_der_take (CoffretDer *from, guint8 tag, CoffretDer *content)
{
  gsize header = 2;
  gsize length;

  if (from->length < 2 || from->data[0] != tag)
    return FALSE;
  length = from->data[1];
  if (length >= 0x80) {
    gsize count = length & 0x7f;

    if (count < 1 || count > 2 || from->length < 2 + count)
      return FALSE;
    length = 0;
    for (gsize i = 0; i < count; i++)
      length = length << 8 | from->data[2 + i];
    if (length < (count == 1 ? 0x80 : 0x100))
      return FALSE;
    header += count;
  }
  if (length > from->length - header)
    return FALSE;

  content->data = from->data + header;
  content->length = length;
  from->data += header + length;
  from->length -= header + length;
  return TRUE;
}

gboolean
coffret_der_take_number (CoffretDer *from, CoffretDer *number)
{
  if (!coffret_der_take (from, COFFRET_DER_INTEGER, number) || number->length == 0 ||
      (number->data[0] & 0x80) != 0)
    return FALSE;
  if (number->data[0] != 0 || number->length == 1)
    return TRUE;
  number->data++;
  number->length--;
  return (number->data[0] & 0x80) != 0;
}

gboolean
coffret_der_take_bytes (CoffretDer *from, CoffretDer *bytes)
{
  if (!coffret_der_take (from, COFFRET_DER_BIT_STRING, bytes) || bytes->length == 0 ||
      bytes->data[0] != 0)
    return FALSE;
  bytes->data++;
  bytes->length--;
  return TRUE;
}
