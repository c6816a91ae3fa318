/* share WAY FOLDER COUNT: COUNT credentials of FOLDER leaving in one WAY, "seal" for the signing
 * alone; one line of JSON with how long it took, what came out and the most memory there was. */
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "credential/reader.h"
#include "share/exporter.h"

static void
add (CoffretParcel *parcel, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const CoffretItem *item;

  if (!g_file_get_contents (path, &data, &length, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  items = coffret_reader_read (bytes, path, &coffret_limits_default, NULL, &error);
  item = items != NULL ? g_ptr_array_index (items, 0) : NULL;
  if (item == NULL || item->credential == NULL)
    g_error ("%s cannot be read", path);
  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (item->credential, COFFRET_FIELDS_ALL, parcel->wording));
}

static CoffretParcel *
make_parcel (const char *folder, guint count)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  CoffretParcel *parcel = coffret_parcel_new (wording, coffret_instant_now ());
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  parcel->key = coffret_holder_key_new (seed);
  parcel->holder = g_strdup ("Zoé Tremblay");
  parcel->until = parcel->made + 90 * G_TIME_SPAN_DAY;
  while (dir != NULL && parcel->disclosures->len < count &&
         (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    add (parcel, path);
  }
  if (parcel->disclosures->len < count)
    g_error ("%s has too few credentials", folder);
  return parcel;
}

int
main (int argc, char *argv[])
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (CoffretParcel) parcel = NULL;
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (CoffretExport) made = NULL;
  g_autoptr (GError) error = NULL;
  CoffretExportChoice choice = coffret_export_choice_default;
  const CoffretExporter *exporter;
  double start, sealing, making = 0;
  guint64 before;
  gsize size = 0;

  if (argc != 4)
    g_error ("share WAY FOLDER COUNT");
  exporter = coffret_exporter_find (argv[1]);
  parcel = make_parcel (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));
  before = bench_memory ("VmRSS");
  start = bench_milliseconds ();
  sealed = coffret_sealed_new (parcel, contexts, &error);
  sealing = bench_milliseconds () - start;
  if (sealed != NULL && exporter != NULL) {
    choice.only = exporter->one || g_str_has_prefix (exporter->id, "qr-") ? 0 : COFFRET_EXPORT_ALL;
    start = bench_milliseconds ();
    made = coffret_exporter_make (exporter, sealed, &choice, NULL, &error);
    making = bench_milliseconds () - start;
  }
  /* No way is for everything. */
  if (g_error_matches (error, COFFRET_EXPORT_ERROR, COFFRET_EXPORT_ERROR_REFUSED))
    return puts ("null") < 0;
  if (error != NULL)
    g_error ("%s", error->message);
  if (made != NULL)
    size = made->bytes != NULL  ? g_bytes_get_size (made->bytes)
           : made->text != NULL ? strlen (made->text)
                                : strlen (made->link);
  printf ("{\"seal_ms\": %.1f, \"make_ms\": %.1f, \"bytes\": %" G_GSIZE_FORMAT
          ", \"more_kib\": %" G_GUINT64_FORMAT "}\n",
          sealing, making, size, bench_memory ("VmHWM") - MIN (before, bench_memory ("VmHWM")));
  return 0;
}
