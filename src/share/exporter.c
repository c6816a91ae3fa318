#include "share/exporter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a file's name, in characters: room is left for an end and a number, whatever the file
 * system counts in. */
#define LONGEST 60

G_DEFINE_QUARK (coffret-export-error-quark, coffret_export_error)

const CoffretExportChoice coffret_export_choice_default = { .only = COFFRET_EXPORT_ALL };

CoffretExport *
coffret_export_new (void)
{
  return g_new0 (CoffretExport, 1);
}

void
coffret_export_free (CoffretExport *made)
{
  if (made == NULL)
    return;
  g_free (made->name);
  g_clear_pointer (&made->bytes, g_bytes_unref);
  g_free (made->text);
  g_free (made->link);
  g_free (made->subject);
  g_clear_pointer (&made->files, g_ptr_array_unref);
  g_free (made);
}

const CoffretDisclosure *
coffret_export_choice_get (const CoffretExportChoice *choice, const CoffretParcel *parcel)
{
  return choice->only >= 0 && (guint) choice->only < parcel->disclosures->len
           ? g_ptr_array_index (parcel->disclosures, choice->only)
           : NULL;
}

/* Letters, digits and a few marks: what no system takes for something else. */
char *
coffret_export_name (const char *title, const char *extension)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *normal = g_utf8_normalize (title, -1, G_NORMALIZE_NFC);
  glong count = 0;

  for (const char *at = normal; at != NULL && *at != '\0' && count < LONGEST;
       at = g_utf8_next_char (at)) {
    gunichar character = g_utf8_get_char (at);
    gboolean mark = character < 0x80 ? strchr ("-_.,()", (int) character) != NULL
                                     : character == 0x2019 || g_unichar_ismark (character);

    if (!g_unichar_isalnum (character) && !mark)
      character = ' ';
    if (character == ' ' && (name->len == 0 || name->str[name->len - 1] == ' '))
      continue;
    g_string_append_unichar (name, character);
    count++;
  }
  while (name->len > 0 && strchr (" .", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  while (name->len > 0 && strchr (".-", name->str[0]) != NULL)
    g_string_erase (name, 0, 1);
  if (name->len == 0)
    g_string_append (name, "Coffret");
  g_string_append_printf (name, ".%s", extension);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

CoffretExport *
coffret_export_new_file (CoffretSealed *sealed,
                         const CoffretExportChoice *choice,
                         const CoffretExporter *exporter,
                         GBytes *bytes)
{
  CoffretExport *made = coffret_export_new ();
  const CoffretDisclosure *one = coffret_export_choice_get (choice, sealed->parcel);
  g_autofree char *title =
    one != NULL ? g_strdup (one->title) : coffret_parcel_title (sealed->parcel);

  made->name = coffret_export_name (title, exporter->extension);
  made->media_type = exporter->media_type;
  made->bytes = bytes;
  return made;
}

const CoffretExporter *
coffret_exporter_find (const char *id)
{
  for (gsize i = 0; coffret_exporters[i] != NULL; i++)
    if (g_strcmp0 (coffret_exporters[i]->id, id) == 0)
      return coffret_exporters[i];
  return NULL;
}

gboolean
coffret_exporter_takes (const CoffretExporter *exporter, const CoffretDisclosure *disclosure)
{
  return exporter->takes == NULL || exporter->takes (disclosure);
}

static gboolean
takes_any (const CoffretExporter *exporter,
           CoffretSealed *sealed,
           const CoffretExportChoice *choice)
{
  const CoffretDisclosure *one = coffret_export_choice_get (choice, sealed->parcel);

  if (one != NULL)
    return coffret_exporter_takes (exporter, one);
  for (guint i = 0; i < sealed->parcel->disclosures->len; i++)
    if (coffret_exporter_takes (exporter, g_ptr_array_index (sealed->parcel->disclosures, i)))
      return TRUE;
  return FALSE;
}

char *
coffret_exporter_refuse (const CoffretExporter *exporter,
                         CoffretSealed *sealed,
                         const CoffretExportChoice *choice)
{
  char *why;

  if (sealed->parcel->disclosures->len == 0)
    return g_strdup (_ ("There is nothing to share yet. Add a credential first."));
  if (exporter->one && coffret_export_choice_get (choice, sealed->parcel) == NULL)
    return g_strdup (_ ("This works with one credential at a time. Choose which one."));
  if (sealed->parcel->practice && exporter->product == COFFRET_PRODUCT_LINK)
    return g_strdup (_ ("The people of the practice vault are invented: nothing of them is "
                        "published."));
  why = exporter->refuse != NULL ? exporter->refuse (sealed, choice) : NULL;
  if (why == NULL && !takes_any (exporter, sealed, choice))
    return g_strdup (_ ("Nothing that is shared here can leave in this way."));
  return why;
}

char *
coffret_exporter_warn (const CoffretExporter *exporter,
                       CoffretSealed *sealed,
                       const CoffretExportChoice *choice)
{
  g_autofree char *why = coffret_exporter_refuse (exporter, sealed, choice);

  return why == NULL && exporter->warn != NULL ? exporter->warn (sealed, choice) : NULL;
}

CoffretExport *
coffret_exporter_make (const CoffretExporter *exporter,
                       CoffretSealed *sealed,
                       const CoffretExportChoice *choice,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *why = coffret_exporter_refuse (exporter, sealed, choice);
  g_autoptr (CoffretExport) made = NULL;

  if (why != NULL) {
    g_set_error_literal (error, COFFRET_EXPORT_ERROR, COFFRET_EXPORT_ERROR_REFUSED, why);
    return NULL;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  made = exporter->make (sealed, choice, cancellable, error);
  if (made == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&made);
}
