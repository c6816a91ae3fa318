/* Feeds a fuzz target every file of the folders that are named: what fuzzing once
 * found is looked at again in every test run, without a fuzzer. */
#include <glib.h>

#include "fuzz.h"

int
main (int argc, char *argv[])
{
  guint count = 0;

  for (int i = 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) folder = g_dir_open (argv[i], 0, &error);
    const char *name;

    if (folder == NULL)
      g_error ("%s", error->message);
    while ((name = g_dir_read_name (folder)) != NULL) {
      g_autofree char *path = g_build_filename (argv[i], name, NULL);
      g_autofree char *data = NULL;
      gsize length = 0;

      if (!g_file_get_contents (path, &data, &length, &error))
        g_error ("%s", error->message);
      LLVMFuzzerTestOneInput ((const uint8_t *) data, length);
      count++;
    }
  }
  if (count == 0)
    g_error ("nothing to replay");
  g_print ("%u inputs replayed\n", count);
  return 0;
}
