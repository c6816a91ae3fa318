#include "share/noting.h"

#include <string.h>

/* Stable: they are in the ledger. */
static const char *const hows[] = {
  [COFFRET_DISCLOSURE_ORIGINAL] = "original",
  [COFFRET_DISCLOSURE_SELECTION] = "selection",
  [COFFRET_DISCLOSURE_SUMMARY] = "summary",
};

static const CoffretExport *
find_file (const CoffretExport *made)
{
  if (made->bytes == NULL && made->files != NULL && made->files->len > 0)
    return g_ptr_array_index (made->files, 0);
  return made;
}

GBytes *
coffret_noting_bytes (const CoffretExport *made)
{
  const CoffretExport *file = find_file (made);
  const char *words = made->text != NULL ? made->text : made->link != NULL ? made->link : "";

  return file->bytes != NULL ? g_bytes_ref (file->bytes) : g_bytes_new (words, strlen (words));
}

static const char *
type_of (const CoffretExport *made)
{
  const CoffretExport *file = find_file (made);

  if (file->bytes != NULL)
    return file->media_type;
  return made->text != NULL ? "text/plain" : "text/uri-list";
}

static CoffretShareItem *
item_new (const CoffretPackItem *item, const CoffretDisclosure *disclosure)
{
  CoffretShareItem *shared = coffret_share_item_new (item->credential, item->digest);

  shared->title = g_strdup (item->title);
  shared->issuer = g_strdup (item->issuer);
  shared->verdict = g_strdup (item->verdict);
  shared->how = g_strdup (hows[disclosure->kind]);
  shared->shown = disclosure->shown;
  shared->hidden = disclosure->hidden;
  return shared;
}

CoffretShareRow *
coffret_noting_row (const CoffretPack *pack,
                    const CoffretExporter *exporter,
                    int only,
                    const CoffretExport *made)
{
  const CoffretParcel *parcel = pack->parcel;
  CoffretShareRow *row = coffret_share_row_new (exporter->id);

  row->group = g_strdup (pack->group->id);
  row->name = g_strdup (pack->group->name);
  row->audience = g_strdup (pack->group->audience);
  row->recipient = g_strdup (parcel->recipient);
  row->language = g_strdup (coffret_wording_get_language (parcel->wording));
  row->key = parcel->key != NULL ? g_strdup (coffret_holder_key_get_did (parcel->key)) : NULL;
  row->file_name = g_strdup (find_file (made)->name);
  row->media_type = g_strdup (type_of (made));
  row->until = parcel->until;
  for (guint i = 0; i < pack->items->len; i++) {
    const CoffretDisclosure *disclosure = g_ptr_array_index (parcel->disclosures, i);

    if ((!exporter->one || only < 0 || (guint) only == i) &&
        coffret_exporter_takes (exporter, disclosure))
      g_ptr_array_add (row->items, item_new (g_ptr_array_index (pack->items, i), disclosure));
  }
  return row;
}

DexFuture *
coffret_noting_share (CoffretSession *session,
                      const CoffretPack *pack,
                      const CoffretExporter *exporter,
                      int only,
                      const CoffretExport *made)
{
  g_autoptr (CoffretShareRow) row = coffret_noting_row (pack, exporter, only, made);
  g_autoptr (GBytes) bytes = coffret_noting_bytes (made);

  return coffret_session_note_share (session, row, bytes);
}
