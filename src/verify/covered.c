#include "verify/covered.h"

#include <string.h>

#include "base/json.h"
#include "credential/reader.h"

/* One step of a pointer (RFC 6901), written as it stands in the document. */
static char *
read_step (const char *step)
{
  g_autoptr (GString) name = g_string_new (step);

  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* What stands in an array leaves a null behind: the others keep their places. */
static void
take_out (json_t *document, const char *line)
{
  const char *end = strstr (line, ": ");
  g_autofree char *pointer = g_strndup (line, end != NULL ? (gsize) (end - line) : strlen (line));
  g_auto (GStrv) steps = g_strsplit (pointer, "/", -1);
  json_t *at = document;

  for (guint i = 1; steps[0] != NULL && steps[i] != NULL && at != NULL; i++) {
    g_autofree char *name = read_step (steps[i]);
    guint64 index = 0;
    gboolean last = steps[i + 1] == NULL;

    if (json_is_object (at)) {
      json_t *next = json_object_get (at, name);

      if (last)
        json_object_del (at, name);
      at = last ? NULL : next;
    } else if (g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT32, &index, NULL)) {
      json_t *next = json_array_get (at, (gsize) index);

      if (last && next != NULL)
        json_array_set_new (at, (gsize) index, json_null ());
      at = last ? NULL : next;
    } else {
      return;
    }
  }
}

CoffretCredential *
coffret_covered_read (const CoffretReport *report, const CoffretCredential *credential)
{
  g_autoptr (json_t) document = NULL;

  for (guint i = 0; i < report->proofs->len; i++) {
    const CoffretProofResult *proof = g_ptr_array_index (report->proofs, i);

    for (guint j = 0; j < proof->dropped->len; j++) {
      if (document == NULL)
        document = json_deep_copy (credential->document);
      take_out (document, g_ptr_array_index (proof->dropped, j));
    }
  }
  return document != NULL ? coffret_reader_read_embedded (document) : NULL;
}
