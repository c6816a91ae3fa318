/* A letter for the desktop's e-mail program, which the person reads over and sends. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "share/exporter.h"

static const CoffretExporter *
find_attached (const CoffretExportChoice *choice)
{
  return choice->attached != NULL ? choice->attached : &coffret_exporter_pdf;
}

static char *
refuse (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  const CoffretExporter *attached = find_attached (choice);

  return attached->product == COFFRET_PRODUCT_FILE
           ? coffret_exporter_refuse (attached, sealed, choice)
           : g_strdup (_ ("Only a file can go along with an e-mail."));
}

static char *
warn (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  return coffret_exporter_warn (find_attached (choice), sealed, choice);
}

static char *
write_body (CoffretSealed *sealed, const CoffretExportChoice *choice)
{
  const CoffretParcel *parcel = sealed->parcel;
  g_autoptr (CoffretExport) list =
    coffret_exporter_make (&coffret_exporter_text_lines, sealed, choice, NULL, NULL);
  const char *const parts[] = {
    parcel->message,
    list->text,
    find_attached (choice)->checkable && sealed->presentation != NULL
      ? coffret_wording_get (parcel->wording, N_ ("The attached file says how it can be checked."))
      : NULL,
    parcel->holder,
    parcel->contact,
  };
  g_autoptr (GString) body = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (body, "%s%s",
                              body->len == 0                ? ""
                              : parts[i] == parcel->contact ? "\n"
                                                            : "\n\n",
                              parts[i]);
  return g_string_free (g_steal_pointer (&body), FALSE);
}

/* RFC 6068, 2: lines end with a carriage return and a line feed. */
static void
append_field (GString *link, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_autofree char *escaped = g_uri_escape_string (lines[i], NULL, FALSE);

    g_string_append_printf (link, "%s%s", i > 0 ? "%0D%0A" : "", escaped);
  }
}

/* Whether a recipient is one that an e-mail can be sent to. */
static gboolean
is_address (const char *text)
{
  return text != NULL && g_regex_match_simple (
                           "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$",
                           text, G_REGEX_DOLLAR_ENDONLY, 0);
}

static CoffretExport *
make (CoffretSealed *sealed,
      const CoffretExportChoice *choice,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (CoffretExport) made = coffret_export_new ();
  CoffretExport *file =
    coffret_exporter_make (find_attached (choice), sealed, choice, cancellable, error);
  GString *link = g_string_new ("mailto:");

  made->subject = coffret_parcel_title (sealed->parcel);
  made->text = write_body (sealed, choice);
  if (is_address (sealed->parcel->recipient)) {
    g_autofree char *address = g_uri_escape_string (sealed->parcel->recipient, "@", FALSE);

    g_string_append (link, address);
  }
  g_string_append (link, "?subject=");
  append_field (link, made->subject);
  g_string_append (link, "&body=");
  append_field (link, made->text);
  made->link = g_string_free (link, FALSE);
  if (file == NULL)
    return NULL;
  made->files = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_export_free);
  g_ptr_array_add (made->files, file);
  return g_steal_pointer (&made);
}

const CoffretExporter coffret_exporter_mail = {
  .id = "mail",
  .label = N_ ("E-Mail"),
  .remark = N_ ("Opens your e-mail program with the file attached. You read it over and send it."),
  .product = COFFRET_PRODUCT_LETTER,
  .checkable = TRUE,
  .refuse = refuse,
  .warn = warn,
  .make = make,
};
