/* CBOR: nothing outside its bytes is read, whatever is asked for. */
#include "fuzz.h"

#include "verify/cbor.h"

static void
read_any (CoffretCbor *cbor, guint depth)
{
  const guint8 *start = cbor->at;
  const guint8 *data;
  gsize length;
  guint64 value;
  guint count;
  CoffretCbor tried = *cbor;

  if (coffret_cbor_read_uint (&tried, &value)) {
    *cbor = tried;
    return;
  }
  tried = *cbor;
  if (coffret_cbor_read_bytes (&tried, &data, &length)) {
    volatile guint8 sum = 0;

    g_assert (data >= start && data + length == tried.at && tried.at <= tried.end);
    for (gsize i = 0; i < length; i++)
      sum ^= data[i];
    *cbor = tried;
    return;
  }
  tried = *cbor;
  if (coffret_cbor_read_array (&tried, &count) ||
      (tried = *cbor, coffret_cbor_read_map (&tried, &count) && (count *= 2) > 0)) {
    g_assert (count <= (gsize) (tried.end - tried.at));
    *cbor = tried;
    for (guint i = 0; i < count && !cbor->failed && depth < 64; i++)
      read_any (cbor, depth + 1);
    return;
  }
  cbor->failed = TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  CoffretCbor cbor = coffret_cbor_begin (data, size);

  while (!cbor.failed && !coffret_cbor_is_done (&cbor)) {
    const guint8 *before = cbor.at;

    read_any (&cbor, 0);
    g_assert (cbor.failed || cbor.at > before);
  }
  return 0;
}
