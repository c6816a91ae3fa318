#include "verify/cbor.h"

enum {
  MAJOR_UINT = 0,
  MAJOR_BYTES = 2,
  MAJOR_ARRAY = 4,
  MAJOR_MAP = 5,
};

static gboolean
fail (CoffretCbor *cbor)
{
  cbor->failed = TRUE;
  return FALSE;
}

static gboolean
read_head (CoffretCbor *cbor, guint major, guint64 *value)
{
  guint initial, length;

  if (cbor->failed || cbor->at == cbor->end)
    return fail (cbor);
  initial = *cbor->at;
  if (initial >> 5 != major)
    return fail (cbor);
  cbor->at++;
  *value = initial & 31;
  if (*value < 24)
    return TRUE;
  /* 28 to 30 are not assigned, 31 is an indefinite length. */
  if (*value > 27)
    return fail (cbor);
  length = 1u << (*value - 24);
  if ((gsize) (cbor->end - cbor->at) < length)
    return fail (cbor);
  *value = 0;
  for (guint i = 0; i < length; i++)
    *value = *value << 8 | *cbor->at++;
  if (length == 1 ? *value < 24 : *value >> (4 * length) == 0)
    return fail (cbor);
  return TRUE;
}

gboolean
coffret_cbor_read_uint (CoffretCbor *cbor, guint64 *value)
{
  return read_head (cbor, MAJOR_UINT, value);
}

gboolean
coffret_cbor_read_bytes (CoffretCbor *cbor, const guint8 **data, gsize *length)
{
  guint64 size;

  if (!read_head (cbor, MAJOR_BYTES, &size))
    return FALSE;
  if (size > (gsize) (cbor->end - cbor->at))
    return fail (cbor);
  *data = cbor->at;
  *length = (gsize) size;
  cbor->at += size;
  return TRUE;
}

static gboolean
read_count (CoffretCbor *cbor, guint major, guint least, guint *count)
{
  guint64 size;

  if (!read_head (cbor, major, &size))
    return FALSE;
  if (size > (gsize) (cbor->end - cbor->at) / least || size > G_MAXUINT)
    return fail (cbor);
  *count = (guint) size;
  return TRUE;
}

gboolean
coffret_cbor_read_array (CoffretCbor *cbor, guint *count)
{
  return read_count (cbor, MAJOR_ARRAY, 1, count);
}

gboolean
coffret_cbor_read_map (CoffretCbor *cbor, guint *count)
{
  return read_count (cbor, MAJOR_MAP, 2, count);
}

gboolean
coffret_cbor_is_done (const CoffretCbor *cbor)
{
  return !cbor->failed && cbor->at == cbor->end;
}
