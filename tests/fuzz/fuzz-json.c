/* Whatever a person might drop: mostly JSON. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  fuzz_read (data, size);
  return 0;
}
