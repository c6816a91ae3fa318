/* A compact address: no more than was asked for is read, and what is read can be written again.
 * Without the scheme before it the input is what such an address holds. */
#include "credential/compact.h"

#include <string.h>

#include "fuzz.h"

#define MOST (64 * 1024)

static void
write_and_read (const char *content, gsize length)
{
  g_autofree char *text = coffret_compact_write (content, length);
  g_autoptr (GBytes) again = coffret_compact_read (text, MOST);

  g_assert (again != NULL);
  g_assert (g_bytes_get_size (again) == length);
  g_assert (length == 0 || memcmp (g_bytes_get_data (again, NULL), content, length) == 0);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GBytes) bytes = coffret_compact_read (text, MOST);

  if (bytes != NULL) {
    g_assert (g_bytes_get_size (bytes) <= MOST);
    write_and_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  } else if (size <= MOST) {
    write_and_read ((const char *) data, size);
  }
  return 0;
}
