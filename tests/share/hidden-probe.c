/* hidden-probe DIR: everything that can leave of marked credentials (marked.h), by every way, for
 * every audience and with each field hidden by itself; and in DIR/index.json what may not be in it.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "marked.h"
#include "organise/audience.h"
#include "share/exporter.h"

/* The picture that one of them was baked into, in which nobody looks. */
#define BAKED "\x89PNG\r\n\x1a\nXQbakedQX"

static CoffretContexts *contexts;
static json_t *list;

static void
forbid (json_t *forbidden, const char *text)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  json_array_append_new (forbidden, json_string (digest));
}

/* Of what is not wholly shown: no mark of what is hidden, no digest, no token, no picture. */
static json_t *
list_forbidden (CoffretFields allowed)
{
  json_t *forbidden = json_array ();

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autofree char *word = marked_word (field);

    if ((allowed & COFFRET_FIELDS (field)) == 0)
      json_array_append_new (forbidden, json_string (word));
  }
  if ((allowed & COFFRET_FIELDS (COFFRET_FIELD_AWARDED)) == 0) {
    json_array_append_new (forbidden, json_string ("1987-06"));
    json_array_append_new (forbidden, json_string ("June 1987"));
    json_array_append_new (forbidden, json_string ("Year=1987"));
  }
  if ((allowed & COFFRET_FIELDS_ALL) != COFFRET_FIELDS_ALL)
    json_array_append_new (forbidden, json_string ("XQbakedQX"));
  for (const char *const *format = marked_formats; *format != NULL; format++) {
    g_autoptr (CoffretCredential) credential = marked_credential (*format);
    g_autofree char *text = NULL;

    if ((coffret_field_survey (credential, NULL) & ~allowed) == 0)
      continue;
    text = coffret_json_dump_sorted (credential->document);
    forbid (forbidden, text);
    if (credential->token != NULL) {
      g_auto (GStrv) parts = g_strsplit (credential->token, ".", 3);

      forbid (forbidden, credential->token);
      if (g_str_equal (*format, "vc-jwt"))
        json_array_append_new (forbidden, json_string (parts[1]));
    }
  }
  return forbidden;
}

static CoffretSealed *
seal (CoffretFields allowed)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (CoffretParcel) parcel =
    coffret_parcel_new (wording, coffret_instant_parse ("2026-05-12T10:00:00Z"));
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);
  g_autoptr (GBytes) baked = g_bytes_new_static (BAKED, strlen (BAKED));
  g_autoptr (GError) error = NULL;
  CoffretSealed *sealed;

  parcel->key = coffret_holder_key_new (seed);
  parcel->recipient = g_strdup ("City hospital, HR");
  for (const char *const *format = marked_formats; *format != NULL; format++) {
    g_autoptr (CoffretCredential) credential = marked_credential (*format);
    CoffretDisclosure *disclosure = coffret_disclosure_new (credential, allowed, wording);

    if (format == marked_formats)
      coffret_disclosure_set_file (disclosure, baked, allowed);
    g_ptr_array_add (parcel->disclosures, disclosure);
  }
  sealed = coffret_sealed_new (parcel, contexts, &error);
  if (sealed == NULL)
    g_error ("%s", error->message);
  return sealed;
}

static void
write_file (const char *folder, const CoffretExport *file, json_t *entry)
{
  g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT, json_array_size (list));
  g_autofree char *path = g_build_filename (folder, name, NULL);

  json_object_set_new (entry, "file", json_string (name));
  json_object_set_new (entry, "name", json_string (file->name));
  if (!g_file_set_contents (path, g_bytes_get_data (file->bytes, NULL),
                            (gssize) g_bytes_get_size (file->bytes), NULL))
    g_error ("%s cannot be written", path);
}

static void
write_way (const char *folder,
           const char *set,
           CoffretSealed *sealed,
           const CoffretExporter *exporter,
           int only,
           json_t *forbidden)
{
  CoffretExportChoice choice = coffret_export_choice_default;
  g_autoptr (CoffretExport) made = NULL;
  g_autofree char *why = NULL;
  g_autoptr (json_t) entry = NULL;

  choice.only = only;
  why = coffret_exporter_refuse (exporter, sealed, &choice);
  if (why != NULL)
    return;
  made = coffret_exporter_make (exporter, sealed, &choice, NULL, NULL);
  g_assert_nonnull (made);
  entry = json_pack ("{s:s, s:s, s:i, s:O, s:s*, s:s*, s:s*}", "set", set, "way", exporter->id,
                     "only", only, "forbidden", forbidden, "text", made->text, "link", made->link,
                     "subject", made->subject);
  if (made->bytes != NULL)
    write_file (folder, made, entry);
  else if (made->files != NULL)
    write_file (folder, g_ptr_array_index (made->files, 0), entry);
  json_array_append (list, entry);
}

static void
write_set (const char *folder, const char *set, CoffretFields allowed)
{
  g_autoptr (CoffretSealed) sealed = seal (allowed);
  g_autoptr (json_t) forbidden = list_forbidden (allowed);

  for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
    const CoffretExporter *exporter = coffret_exporters[i];
    gboolean each = exporter->one || g_str_has_prefix (exporter->id, "qr-");

    for (int only = each ? 0 : COFFRET_EXPORT_ALL;
         only < (each ? (int) sealed->parcel->disclosures->len : 0); only++)
      write_way (folder, set, sealed, exporter, only, forbidden);
  }
}

int
main (int argc, char *argv[])
{
  g_autofree char *index = g_build_filename (argv[1], "index.json", NULL);
  g_autofree char *text = NULL;

  contexts = coffret_contexts_new ();
  list = json_array ();
  write_set (argv[1], "all", COFFRET_FIELDS_ALL);
  write_set (argv[1], "none", COFFRET_FIELDS_NONE);
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autofree char *set = g_strconcat ("without ", coffret_field_to_id (field), NULL);

    write_set (argv[1], set, COFFRET_FIELDS_ALL & ~COFFRET_FIELDS (field));
  }
  for (CoffretAudience audience = 0; audience < COFFRET_N_AUDIENCES; audience++)
    write_set (argv[1], coffret_audience_to_id (audience), coffret_audience_get_fields (audience));
  text = coffret_json_dump_pretty (list);
  if (!g_file_set_contents (index, text, -1, NULL))
    g_error ("%s cannot be written", index);
  json_decref (list);
  coffret_contexts_unref (contexts);
  return 0;
}
