/* JCS: its text is JSON, and its own canonical form. */
#include "fuzz.h"

#include "base/json.h"
#include "jsonld/jcs.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (json_t) value = coffret_json_parse ((const char *) data, size, NULL, NULL);
  g_autoptr (json_t) again = NULL;
  g_autoptr (GString) once = NULL;
  g_autoptr (GString) twice = NULL;
  g_autoptr (GError) error = NULL;

  if (value == NULL)
    return 0;
  once = coffret_jcs_write (value, &error);
  g_assert_no_error (error);
  again = coffret_json_parse (once->str, once->len, NULL, &error);
  g_assert_no_error (error);
  twice = coffret_jcs_write (again, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (once->str, once->len, twice->str, twice->len);
  return 0;
}
