/* As it is, and with its checksums put right: else no change would get past them. */
#include <string.h>
#include <zlib.h>

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree uint8_t *copy = g_memdup2 (data, size);
  size_t offset = 8;

  fuzz_read (data, size);
  while (offset + 12 <= size) {
    guint32 length;
    guint32 checksum;

    memcpy (&length, copy + offset, 4);
    length = GUINT32_FROM_BE (length);
    if (length > size - offset - 12)
      break;
    checksum = (guint32) crc32 (crc32 (0, NULL, 0), copy + offset + 4, length + 4);
    checksum = GUINT32_TO_BE (checksum);
    memcpy (copy + offset + 8 + length, &checksum, 4);
    offset += (size_t) length + 12;
  }
  fuzz_read (copy, size);
  return 0;
}
