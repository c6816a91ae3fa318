/* out [OPTION...] WAY OUT FILE...: what leaves in one way, of the credentials in FILEs, as a file
 * OUT: for other people's programs and eyes. An invented person shares. WAY "list" names the ways.
 */
#include <stdio.h>
#include <string.h>

#include "credential/compact.h"
#include "credential/reader.h"
#include "share/exporter.h"

static char *language;
static char *fields;
static char *catalogues;
static char *message;
static int only = COFFRET_EXPORT_ALL;
static int times = 1;
static char *recipient;
static gboolean practice;
static gboolean bare;

static const GOptionEntry options[] = {
  { "language", 0, 0, G_OPTION_ARG_STRING, &language, "of what leaves", "TAG" },
  { "see", 0, 0, G_OPTION_ARG_STRING, &fields, "what may be seen; else everything", "IDS" },
  { "catalogues", 0, 0, G_OPTION_ARG_FILENAME, &catalogues, "the translations", "DIR" },
  { "message", 0, 0, G_OPTION_ARG_FILENAME, &message, "to the recipient", "TEXT" },
  { "recipient", 0, 0, G_OPTION_ARG_FILENAME, &recipient, "for whom", "TEXT" },
  { "only", 0, 0, G_OPTION_ARG_INT, &only, "which one", "N" },
  { "times", 0, 0, G_OPTION_ARG_INT, &times, "each of them so often", "N" },
  { "practice", 0, 0, G_OPTION_ARG_NONE, &practice, "the people are invented", NULL },
  { "bare", 0, 0, G_OPTION_ARG_NONE, &bare, "no name, no recipient, no end", NULL },
  G_OPTION_ENTRY_NULL,
};

static void
add (CoffretParcel *parcel, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  CoffretFields allowed = fields != NULL ? coffret_fields_from_ids (fields) : COFFRET_FIELDS_ALL;

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

static CoffretParcel *
make_parcel (void)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new (
    catalogues != NULL ? catalogues : "/nowhere", language != NULL ? language : "en");
  CoffretParcel *parcel = coffret_parcel_new (wording, coffret_instant_now ());
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);

  parcel->key = coffret_holder_key_new (seed);
  parcel->practice = practice;
  parcel->message = g_strdup (message);
  if (!bare) {
    parcel->holder = g_strdup ("Zoé Tremblay");
    parcel->contact = g_strdup ("zoe.tremblay@example.org\n+1 555 0100");
    parcel->recipient = g_strdup (recipient != NULL ? recipient : "hospital.example");
    parcel->until = parcel->made + 90 * G_TIME_SPAN_DAY;
  }
  return parcel;
}

/* A letter as JSON, its files by name in base64. */
static char *
write_letter (const CoffretExport *made)
{
  g_autoptr (json_t) files = json_object ();
  g_autoptr (json_t) letter = NULL;

  for (guint i = 0; i < made->files->len; i++) {
    const CoffretExport *file = g_ptr_array_index (made->files, i);
    g_autofree char *encoded =
      g_base64_encode (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));

    json_object_set_new (files, file->name, json_string (encoded));
  }
  letter = json_pack ("{s:s, s:s, s:s, s:O}", "subject", made->subject, "text", made->text, "link",
                      made->link, "files", files);
  return coffret_json_dump_pretty (letter);
}

static gboolean
write_export (const CoffretExport *made, const char *path, GError **error)
{
  g_autofree char *letter = made->subject != NULL ? write_letter (made) : NULL;
  const char *text = letter != NULL ? letter : made->link != NULL ? made->link : made->text;

  if (made->bytes != NULL)
    return g_file_set_contents (path, g_bytes_get_data (made->bytes, NULL),
                                (gssize) g_bytes_get_size (made->bytes), error);
  return g_file_set_contents (path, text, -1, error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("WAY OUT FILE...");
  CoffretExportChoice choice = coffret_export_choice_default;
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (CoffretParcel) parcel = NULL;
  g_autoptr (CoffretSealed) sealed = NULL;
  g_autoptr (CoffretExport) made = NULL;
  g_autoptr (GError) error = NULL;
  const CoffretExporter *exporter;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  if (argc == 2 && g_str_equal (argv[1], "list")) {
    for (gsize i = 0; coffret_exporters[i] != NULL; i++)
      puts (coffret_exporters[i]->id);
    return 0;
  }
  /* For whoever unpacks a compact address in another language. */
  if (argc == 2 && g_str_equal (argv[1], "dictionary"))
    return fputs (coffret_compact_get_dictionary (), stdout) < 0;
  exporter = argc > 2 ? coffret_exporter_find (argv[1]) : NULL;
  if (exporter == NULL)
    g_error ("out WAY OUT FILE...");
  parcel = make_parcel ();
  for (int time = 0; time < times; time++)
    for (int i = 3; i < argc; i++)
      add (parcel, argv[i]);
  choice.only = only;
  sealed = coffret_sealed_new (parcel, contexts, &error);
  if (sealed != NULL)
    made = coffret_exporter_make (exporter, sealed, &choice, NULL, &error);
  if (made == NULL || !write_export (made, argv[2], &error)) {
    fprintf (stderr, "%s\n", error->message);
    return 1;
  }
  return 0;
}
