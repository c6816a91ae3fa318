/* Linked into a Coffret of its own for tests: which texts on the screen are cut off (cuts.h).
 *
 * When the file "ask" appears in the folder that COFFRET_CUTS names, what is found is written to
 * "answer" there, as cuts_find() says it; COFFRET_ROOM is the width that there is. Two looks in a
 * row must find the same, so that a page on its way is not judged. */
#include "cuts.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static char *last;

static gboolean
on_time (gpointer data)
{
  const char *folder = data;
  g_autofree char *ask = g_build_filename (folder, "ask", NULL);
  g_autofree char *answer = g_build_filename (folder, "answer", NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  if (!g_file_test (ask, G_FILE_TEST_EXISTS)) {
    g_clear_pointer (&last, g_free);
    return G_SOURCE_CONTINUE;
  }
  cuts_find (found, atoi (g_getenv ("COFFRET_ROOM") ?: "0"));
  if (g_strcmp0 (last, found->str) == 0 && g_file_set_contents (answer, found->str, -1, NULL))
    g_unlink (ask);
  g_free (last);
  last = g_strdup (found->str);
  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *folder = g_getenv ("COFFRET_CUTS");

  if (folder)
    g_timeout_add_full (G_PRIORITY_LOW, 100, on_time, g_strdup (folder), g_free);
}
