/* One value out of a list: the first bytes say which, in what packing and how wide; the rest is the
 * list. Whatever it is, the answer comes from within it or not at all. */
#include <string.h>

#include "fuzz.h"
#include "verify/bits.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) error = NULL;
  CoffretBits bits = { 0 };
  guint64 index = 0;
  guint width;
  gboolean least_first;

  if (size < 10)
    return 0;
  width = data[0];
  least_first = (data[1] & 1) != 0;
  memcpy (&index, data + 2, sizeof index);
  packed = g_bytes_new (data + 10, size - 10);
  if (!coffret_bits_pick (packed, (data[1] & 2) != 0 ? COFFRET_BITS_GZIP : COFFRET_BITS_ZLIB, index,
                          width, least_first, &bits, &error)) {
    g_assert_nonnull (error);
    return 0;
  }
  g_assert_true (width >= 1 && width <= COFFRET_BITS_MAX_WIDTH);
  g_assert_true ((index + 1) * width <= bits.length);
  g_assert_true (bits.length <= (guint64) COFFRET_BITS_MAX_BYTES * 8 + 8 * 32768);
  if (width < 32)
    g_assert_cmpuint (bits.value >> width, ==, 0);
  return 0;
}
