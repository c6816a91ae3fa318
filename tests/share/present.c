/* present WAY FILE...: a presentation of the credentials in FILEs, on standard output, for the
 * verifiers of others. WAY: "whole", or "titles", of which each becomes a summary or a cut-down
 * SD-JWT. */
#include <stdio.h>
#include <string.h>

#include "credential/reader.h"
#include "share/presentation.h"

static void
add (CoffretParcel *parcel, const char *path, CoffretFields allowed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (g_file_get_contents (path, &data, &length, &error)) {
    bytes = g_bytes_new_take (g_steal_pointer (&data), length);
    items = coffret_reader_read (bytes, path, &coffret_limits_default, NULL, &error);
  }
  if (items == NULL)
    g_error ("%s: %s", path, error->message);
  for (guint i = 0; i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);

    if (item->credential == NULL)
      g_error ("%s: %s", path, item->error->message);
    g_ptr_array_add (parcel->disclosures,
                     coffret_disclosure_new (item->credential, allowed, parcel->wording));
  }
}

int
main (int argc, char *argv[])
{
  CoffretFields allowed =
    argc > 1 && g_str_equal (argv[1], "titles")
      ? COFFRET_FIELDS (COFFRET_FIELD_TITLE) | COFFRET_FIELDS (COFFRET_FIELD_ISSUER)
      : COFFRET_FIELDS_ALL;
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (CoffretParcel) parcel = coffret_parcel_new (wording, coffret_instant_now ());
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (json_t) presentation = NULL;
  g_autofree char *text = NULL;

  parcel->key = coffret_holder_key_new (seed);
  parcel->holder = g_strdup ("Zoé Tremblay");
  parcel->recipient = g_strdup ("hospital.example");
  parcel->until = parcel->made + 30 * G_TIME_SPAN_DAY;
  for (int i = 2; i < argc; i++)
    add (parcel, argv[i], allowed);
  presentation = coffret_presentation_new (parcel, contexts, &error);
  if (presentation == NULL)
    g_error ("%s", error->message);
  text = coffret_json_dump_pretty (presentation);
  return puts (text) < 0;
}
