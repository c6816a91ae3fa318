/* Whatever leaves a practice vault says that these people are invented, whichever way it leaves. */
#include <string.h>

#include "credential/compact.h"
#include "credential/reader.h"
#include "practice/invent.h"
#include "share/exporter.h"

#define SENTENCE "these people are invented"
#define SIGNED "Invented for practice."

static CoffretContexts *contexts;

static CoffretSealed *
seal (const CoffretPracticeSet *set, gboolean everything)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  g_autoptr (CoffretParcel) parcel = coffret_parcel_new (wording, coffret_instant_now ());
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);
  CoffretFields allowed = everything ? COFFRET_FIELDS_ALL : COFFRET_FIELDS (COFFRET_FIELD_TITLE);
  g_autoptr (GError) error = NULL;
  CoffretSealed *sealed;

  parcel->practice = TRUE;
  parcel->holder = g_strdup (set->person);
  parcel->key = coffret_holder_key_new (seed);
  for (guint i = 0; i < 3; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (set->files, i);
    g_autoptr (GPtrArray) items =
      coffret_reader_read (file->bytes, file->name, &coffret_limits_default, NULL, &error);
    const CoffretItem *item = g_ptr_array_index (items, 0);

    g_ptr_array_add (parcel->disclosures,
                     coffret_disclosure_new (item->credential, allowed, parcel->wording));
  }
  sealed = coffret_sealed_new (parcel, contexts, &error);
  g_assert_no_error (error);
  return sealed;
}

static gboolean
says (const char *text)
{
  return text != NULL && (strstr (text, SENTENCE) != NULL || strstr (text, SIGNED) != NULL);
}

/* What COMMAND (NULL-terminated) makes of BYTES. */
static char *
pipe_through (const char *const *command, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
    command, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_autoptr (GBytes) out = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate (process, bytes, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (out, NULL), g_bytes_get_size (out));
}

/* Lines break where the page ends. */
static char *
text_of_pdf (GBytes *bytes)
{
  const char *const command[] = { "pdftotext", "-", "-", NULL };

  return g_strdelimit (pipe_through (command, bytes), "\n", ' ');
}

/* Of a picture of a code the file that is in it. */
static char *
text_of_code (GBytes *bytes)
{
  const char *const command[] = { "zbarimg", "-q", "--raw", "--nodbus", "png:-", NULL };
  g_autofree char *read = g_strchomp (pipe_through (command, bytes));
  g_autoptr (GBytes) json = coffret_compact_read (read, 1 << 20);

  return json != NULL ? g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json)) : NULL;
}

/* All credentials in BYTES say so themselves. */
static gboolean
members_say (GBytes *bytes, const char *name)
{
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, name, &coffret_limits_default, NULL, NULL);

  if (items == NULL || items->len == 0)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);
    g_autofree char *text =
      item->credential != NULL ? coffret_json_dump_pretty (item->credential->document) : NULL;

    if (!says (text))
      return FALSE;
  }
  return TRUE;
}

static gboolean
file_says (GBytes *bytes, const char *name)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;

  if (size > 5 && memcmp (data, "%PDF-", 5) == 0)
    text = text_of_pdf (bytes);
  else if (size > 4 && memcmp (data, "\x89PNG", 4) == 0)
    text = text_of_code (bytes);
  else
    text = g_strndup (data, size);
  return says (text) || members_say (bytes, name);
}

static gboolean
export_says (const CoffretExport *made)
{
  if (made->bytes != NULL && file_says (made->bytes, made->name))
    return TRUE;
  if (made->link != NULL) {
    g_autofree char *link = g_uri_unescape_string (made->link, NULL);

    if (says (link))
      return TRUE;
  }
  return says (made->text) || says (made->subject);
}

static void
check_way (const CoffretExporter *exporter, CoffretSealed *sealed)
{
  CoffretExportChoice choice = coffret_export_choice_default;
  g_autofree char *refused = NULL;
  g_autoptr (CoffretExport) made = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", exporter->id);
  choice.only = exporter->one ? 0 : COFFRET_EXPORT_ALL;
  refused = coffret_exporter_refuse (exporter, sealed, &choice);
  if (refused != NULL)
    return;
  made = coffret_exporter_make (exporter, sealed, &choice, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (export_says (made));
}

static void
test_ways (void)
{
  g_autoptr (CoffretPracticeSet) set = coffret_invent ("odile");
  g_autoptr (CoffretSealed) whole = seal (set, TRUE);
  g_autoptr (CoffretSealed) little = seal (set, FALSE);

  for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
    check_way (coffret_exporters[i], whole);
    check_way (coffret_exporters[i], little);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  contexts = coffret_contexts_new ();
  g_test_add_func ("/practice/ways-out", test_ways);
  status = g_test_run ();
  coffret_contexts_unref (contexts);
  return status;
}
