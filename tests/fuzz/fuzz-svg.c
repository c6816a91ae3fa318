/* The root element is given, so that every input is taken for an SVG. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GString) svg = g_string_new ("<svg xmlns:a=\"http://openbadges.org\" "
                                          "xmlns:c=\"https://purl.imsglobal.org/ob/v3p0\">");

  fuzz_read (data, size);
  g_string_append_len (svg, (const char *) data, (gssize) size);
  g_string_append (svg, "</svg>");
  fuzz_read (svg->str, svg->len);
  return 0;
}
