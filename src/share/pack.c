#include "share/pack.h"

#include <glib/gi18n-lib.h>

typedef struct {
  CoffretPack pack;
  gatomicrefcount refs;
} Counted;

G_DEFINE_BOXED_TYPE (CoffretPack, coffret_pack, coffret_pack_ref, coffret_pack_unref)

void
coffret_pack_item_free (CoffretPackItem *item)
{
  g_free (item->credential);
  g_free (item->digest);
  g_free (item->title);
  g_free (item->issuer);
  g_free (item->verdict);
  g_free (item);
}

void
coffret_left_behind_free (CoffretLeftBehind *left)
{
  g_free (left->credential);
  g_free (left->title);
  g_free (left->reason);
  g_free (left);
}

CoffretPack *
coffret_pack_new (CoffretParcel *parcel, const CoffretSharingGroup *group)
{
  Counted *counted = g_new0 (Counted, 1);

  g_atomic_ref_count_init (&counted->refs);
  counted->pack.parcel = coffret_parcel_ref (parcel);
  counted->pack.group = coffret_sharing_group_copy (group);
  counted->pack.items = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_pack_item_free);
  counted->pack.left_behind =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_left_behind_free);
  return &counted->pack;
}

CoffretPack *
coffret_pack_new_part (const CoffretPack *pack, guint index)
{
  const CoffretPackItem *item = g_ptr_array_index (pack->items, index);
  g_autoptr (CoffretParcel) parcel = coffret_parcel_new_part (pack->parcel, index);
  CoffretPack *part = coffret_pack_new (parcel, pack->group);
  CoffretPackItem *copy = g_new0 (CoffretPackItem, 1);

  *copy =
    (CoffretPackItem) { g_strdup (item->credential), g_strdup (item->digest),
                        g_strdup (item->title), g_strdup (item->issuer), g_strdup (item->verdict) };
  g_ptr_array_add (part->items, copy);
  return part;
}

CoffretPack *
coffret_pack_ref (CoffretPack *pack)
{
  g_atomic_ref_count_inc (&((Counted *) pack)->refs);
  return pack;
}

void
coffret_pack_unref (CoffretPack *pack)
{
  if (pack == NULL || !g_atomic_ref_count_dec (&((Counted *) pack)->refs))
    return;
  coffret_parcel_unref (pack->parcel);
  coffret_sharing_group_free (pack->group);
  g_ptr_array_unref (pack->items);
  g_ptr_array_unref (pack->left_behind);
  g_free ((Counted *) pack);
}

const CoffretDisclosure *
coffret_pack_find (const CoffretPack *pack, const char *credential)
{
  for (guint i = 0; i < pack->items->len; i++)
    if (g_str_equal (((CoffretPackItem *) g_ptr_array_index (pack->items, i))->credential,
                     credential))
      return g_ptr_array_index (pack->parcel->disclosures, i);
  return NULL;
}

const char *
coffret_pack_refuse (const CoffretPack *pack)
{
  if (pack->parcel->disclosures->len == 0)
    return _ ("There is nothing in this sharing group that could be shared.");
  if (pack->parcel->until != COFFRET_INSTANT_NONE && pack->parcel->until <= pack->parcel->made)
    return _ ("The day until which this is meant to last is past. Please choose a later one.");
  return NULL;
}
