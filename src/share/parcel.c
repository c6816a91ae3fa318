#include "share/parcel.h"

#include <glib/gi18n-lib.h>

typedef struct {
  CoffretParcel parcel;
  gatomicrefcount refs;
} Counted;

CoffretParcel *
coffret_parcel_new (CoffretWording *wording, CoffretInstant made)
{
  Counted *counted = g_new0 (Counted, 1);

  g_atomic_ref_count_init (&counted->refs);
  counted->parcel.wording = coffret_wording_ref (wording);
  counted->parcel.made = made;
  counted->parcel.until = COFFRET_INSTANT_NONE;
  counted->parcel.disclosures =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_disclosure_unref);
  return &counted->parcel;
}

CoffretParcel *
coffret_parcel_new_part (const CoffretParcel *whole, guint index)
{
  CoffretParcel *part = coffret_parcel_new (whole->wording, whole->made);

  part->holder = g_strdup (whole->holder);
  part->contact = g_strdup (whole->contact);
  part->recipient = g_strdup (whole->recipient);
  part->message = g_strdup (whole->message);
  part->until = whole->until;
  part->practice = whole->practice;
  part->key = whole->key != NULL ? coffret_holder_key_ref (whole->key) : NULL;
  g_ptr_array_add (part->disclosures,
                   coffret_disclosure_ref (g_ptr_array_index (whole->disclosures, index)));
  return part;
}

CoffretParcel *
coffret_parcel_ref (CoffretParcel *parcel)
{
  g_atomic_ref_count_inc (&((Counted *) parcel)->refs);
  return parcel;
}

void
coffret_parcel_unref (CoffretParcel *parcel)
{
  if (parcel == NULL || !g_atomic_ref_count_dec (&((Counted *) parcel)->refs))
    return;
  coffret_wording_unref (parcel->wording);
  g_free (parcel->holder);
  g_free (parcel->contact);
  g_free (parcel->recipient);
  g_free (parcel->message);
  g_ptr_array_unref (parcel->disclosures);
  coffret_holder_key_unref (parcel->key);
  g_free ((Counted *) parcel);
}

char *
coffret_parcel_title (const CoffretParcel *parcel)
{
  g_autoptr (GString) title = NULL;

  if (parcel->holder == NULL)
    return g_strdup (coffret_wording_get (parcel->wording, N_ ("Credentials")));
  /* Translators: the title of what is shared. {name} stays as it is. */
  title = g_string_new (coffret_wording_get (parcel->wording, N_ ("Credentials of {name}")));
  g_string_replace (title, "{name}", parcel->holder, 1);
  return g_string_free (g_steal_pointer (&title), FALSE);
}

CoffretFields
coffret_parcel_shown (const CoffretParcel *parcel)
{
  CoffretFields fields = COFFRET_FIELDS_NONE;

  for (guint i = 0; i < parcel->disclosures->len; i++)
    fields |= ((CoffretDisclosure *) g_ptr_array_index (parcel->disclosures, i))->shown;
  return fields;
}

CoffretFields
coffret_parcel_hidden (const CoffretParcel *parcel)
{
  CoffretFields fields = COFFRET_FIELDS_NONE;

  for (guint i = 0; i < parcel->disclosures->len; i++)
    fields |= ((CoffretDisclosure *) g_ptr_array_index (parcel->disclosures, i))->hidden;
  return fields;
}

guint
coffret_parcel_count (const CoffretParcel *parcel, CoffretDisclosureKind kind)
{
  guint count = 0;

  for (guint i = 0; i < parcel->disclosures->len; i++)
    count += ((CoffretDisclosure *) g_ptr_array_index (parcel->disclosures, i))->kind == kind;
  return count;
}
