/* What issuers gave, one file each, in a ZIP: only what may be seen whole, and SD-JWTs as far as
 * they may be. Their names on the holder's computer stay there. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "credential/zip-writer.h"
#include "share/exporter.h"

static gboolean
takes (const CoffretDisclosure *disclosure)
{
  return disclosure->kind != COFFRET_DISCLOSURE_SUMMARY;
}

static char *
refuse (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  for (guint i = 0; i < sealed->parcel->disclosures->len; i++)
    if (takes (g_ptr_array_index (sealed->parcel->disclosures, i)))
      return NULL;
  return g_strdup (_ ("No original may be seen whole here: of each of them something is hidden."));
}

static GBytes *
find_bytes (const CoffretDisclosure *disclosure)
{
  char *text;

  if (disclosure->file != NULL)
    return g_bytes_ref (disclosure->file);
  text = disclosure->token != NULL ? g_strdup (disclosure->token)
                                   : coffret_json_dump_pretty (disclosure->document);
  return g_bytes_new_take (text, strlen (text));
}

static const char *
find_extension (const CoffretDisclosure *disclosure, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "png";
  if (disclosure->file != NULL && g_strstr_len (data, (gssize) MIN (length, 4096), "<svg") != NULL)
    return "svg";
  return disclosure->token != NULL ? "jwt" : "json";
}

static CoffretExport *
make (CoffretSealed *sealed,
      const CoffretExportChoice *choice,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (CoffretZipWriter) writer = coffret_zip_writer_new_in_memory (error);
  GBytes *zip;

  for (guint i = 0; writer != NULL && i < sealed->parcel->disclosures->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (sealed->parcel->disclosures, i);
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *plain = NULL;
    g_autofree char *name = NULL;

    if (!takes (disclosure))
      continue;
    bytes = find_bytes (disclosure);
    plain = coffret_export_name (disclosure->title, find_extension (disclosure, bytes));
    name = g_strdup_printf ("%03u %s", i + 1, plain);
    if (!coffret_zip_writer_add (writer, name, bytes, error) ||
        g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  zip = writer != NULL ? coffret_zip_writer_finish_bytes (g_steal_pointer (&writer), error) : NULL;
  return zip != NULL ? coffret_export_new_file (sealed, &coffret_export_choice_default,
                                                &coffret_exporter_originals, zip)
                     : NULL;
}

const CoffretExporter coffret_exporter_originals = {
  .id = "originals",
  .label = N_ ("Originals"),
  .remark = N_ ("The files as their issuers gave them, in a ZIP."),
  .product = COFFRET_PRODUCT_FILE,
  .extension = "zip",
  .media_type = "application/zip",
  .checkable = TRUE,
  .takes = takes,
  .refuse = refuse,
  .make = make,
};
