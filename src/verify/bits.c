#include "verify/bits.h"

#include <string.h>
#include <zlib.h>

#define PIECE (32 * 1024)
#define MAX_KEPT (COFFRET_BITS_MAX_WIDTH / 8 + 1)

/* The bytes in which the wanted bits lie. */
typedef struct {
  guint64 first;
  guint64 last;
  guint8 kept[MAX_KEPT];
  guint64 length;
} Window;

static gboolean
refuse (GError **error, const char *why)
{
  /* Technical text: the check that it goes into has a sentence of its own. */
  g_set_error_literal (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_DOCUMENT, why);
  return FALSE;
}

static void
pass (Window *window, const guint8 *data, gsize length)
{
  for (guint64 at = MAX (window->first, window->length);
       at <= window->last && at < window->length + length; at++)
    window->kept[at - window->first] = data[at - window->length];
  window->length += length;
}

static gboolean
inflate_all (GBytes *packed, CoffretBitsPacking packing, Window *window, GError **error)
{
  z_stream stream = { 0 };
  guint8 piece[PIECE];
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (packed, &length);
  int result = inflateInit2 (&stream, packing == COFFRET_BITS_GZIP ? 16 + MAX_WBITS : MAX_WBITS);

  if (result != Z_OK || length > G_MAXUINT32)
    return refuse (error, "the list cannot be inflated");
  stream.next_in = (guint8 *) data;
  stream.avail_in = (guint) length;
  do {
    stream.next_out = piece;
    stream.avail_out = sizeof piece;
    result = inflate (&stream, Z_NO_FLUSH);
    if (result == Z_OK || result == Z_STREAM_END)
      pass (window, piece, sizeof piece - stream.avail_out);
  } while (result == Z_OK && window->length <= COFFRET_BITS_MAX_BYTES);
  length = stream.avail_in;
  inflateEnd (&stream);

  if (window->length > COFFRET_BITS_MAX_BYTES)
    return refuse (error, "the list inflates to more than any real list");
  if (result != Z_STREAM_END || length > 0)
    return refuse (error, "the list is not packed as it should be");
  return TRUE;
}

static guint32
read_most_first (const Window *window, guint64 bit, guint width)
{
  guint32 value = 0;

  for (guint i = 0; i < width; i++, bit++) {
    guint8 byte = window->kept[bit / 8 - window->first];

    value = value << 1 | ((byte >> (7 - bit % 8)) & 1);
  }
  return value;
}

gboolean
coffret_bits_pick (GBytes *packed,
                   CoffretBitsPacking packing,
                   guint64 index,
                   guint width,
                   gboolean least_first,
                   CoffretBits *bits,
                   GError **error)
{
  Window window = { 0 };
  guint64 bit = index * width;

  if (width == 0 || width > COFFRET_BITS_MAX_WIDTH ||
      (least_first && width != 1 && width != 2 && width != 4 && width != 8))
    return refuse (error, "values of this width are not used");
  if (index > (guint64) COFFRET_BITS_MAX_BYTES * 8)
    return refuse (error, "the index is past the end of the list");
  window.first = bit / 8;
  window.last = (bit + width - 1) / 8;
  if (!inflate_all (packed, packing, &window, error))
    return FALSE;
  if (window.last >= window.length)
    return refuse (error, "the index is past the end of the list");
  bits->length = window.length * 8;
  bits->value = least_first ? (guint32) (window.kept[0] >> (bit % 8)) & ((1U << width) - 1)
                            : read_most_first (&window, bit, width);
  return TRUE;
}
