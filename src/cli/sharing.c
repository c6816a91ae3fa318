#include "cli/sharing.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "base/file.h"
#include "cli/output.h"

json_t *
coffret_sharing_fields_to_json (CoffretFields fields)
{
  json_t *ids = json_array ();

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    if (fields & COFFRET_FIELDS (field))
      json_array_append_new (ids, json_string (coffret_field_to_id (field)));
  return ids;
}

json_t *
coffret_sharing_instant_to_json (CoffretInstant instant)
{
  g_autofree char *text = coffret_instant_to_rfc3339 (instant);

  return coffret_output_string (text);
}

static json_t *
item_to_json (const CoffretShareItem *item)
{
  return json_pack ("{s:s, s:s, s:s, s:o, s:s, s:o, s:o}", "id", item->credential, "title",
                    item->title, "issuer", item->issuer, "verdict",
                    coffret_output_string (item->verdict), "how", item->how, "shown",
                    coffret_sharing_fields_to_json (item->shown), "hidden",
                    coffret_sharing_fields_to_json (item->hidden));
}

json_t *
coffret_sharing_row_to_json (const CoffretShareRow *row)
{
  json_t *items = json_array ();

  for (guint i = 0; i < row->items->len; i++)
    json_array_append_new (items, item_to_json (g_ptr_array_index (row->items, i)));
  return json_pack (
    "{s:s, s:o, s:s, s:s, s:o, s:s, s:s, s:o, s:o, s:s, s:I, s:s, s:b, s:o}", "id", row->id,
    "shared", coffret_sharing_instant_to_json (row->shared), "group", row->name, "for",
    row->audience, "recipient", coffret_output_string (row->recipient), "as", row->kind, "language",
    row->language, "until", coffret_sharing_instant_to_json (row->until), "key",
    coffret_output_string (row->key), "type", row->media_type, "bytes", (json_int_t) row->size,
    "sha256", row->sha256, "kept", row->kept, "credentials", items);
}

gboolean
coffret_sharing_write (const char *path, GBytes *bytes, CoffretExit *status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *shown = g_filename_display_name (path);

  *status = COFFRET_EXIT_NOT_DONE;
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    /* Translators: %s is a file. */
    sentence = g_strdup_printf (_ ("%s is there already, and stays as it is."), shown);
    coffret_output_error (sentence);
    return FALSE;
  }
  if (coffret_file_replace (path, bytes, 0600, &error)) {
    *status = COFFRET_EXIT_DONE;
    return TRUE;
  }
  coffret_output_error (error->message);
  return FALSE;
}
