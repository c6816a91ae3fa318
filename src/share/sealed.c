#include "share/sealed.h"

#include "share/presentation.h"

typedef struct {
  CoffretSealed sealed;
  gatomicrefcount refs;
  GMutex mutex;        /* of singles */
  GHashTable *singles; /* number and kind to json_t */
} Counted;

static void
unref_json (gpointer json)
{
  json_decref (json);
}

CoffretSealed *
coffret_sealed_new (CoffretParcel *parcel, CoffretContexts *contexts, GError **error)
{
  g_autoptr (json_t) presentation = NULL;
  Counted *counted;

  if (parcel->key != NULL) {
    presentation = coffret_presentation_new (parcel, contexts, error);
    if (presentation == NULL)
      return NULL;
  }
  counted = g_new0 (Counted, 1);
  g_atomic_ref_count_init (&counted->refs);
  counted->sealed.parcel = coffret_parcel_ref (parcel);
  counted->sealed.contexts = coffret_contexts_ref (contexts);
  counted->sealed.presentation = g_steal_pointer (&presentation);
  g_mutex_init (&counted->mutex);
  counted->singles = g_hash_table_new_full (NULL, NULL, NULL, unref_json);
  return &counted->sealed;
}

CoffretSealed *
coffret_sealed_ref (CoffretSealed *sealed)
{
  g_atomic_ref_count_inc (&((Counted *) sealed)->refs);
  return sealed;
}

void
coffret_sealed_unref (CoffretSealed *sealed)
{
  if (sealed == NULL || !g_atomic_ref_count_dec (&((Counted *) sealed)->refs))
    return;
  coffret_parcel_unref (sealed->parcel);
  coffret_contexts_unref (sealed->contexts);
  json_decref (sealed->presentation);
  g_hash_table_unref (((Counted *) sealed)->singles);
  g_mutex_clear (&((Counted *) sealed)->mutex);
  g_free ((Counted *) sealed);
}

static json_t *
sign_single (const CoffretSealed *sealed, guint number, CoffretSealedKind kind)
{
  const CoffretParcel *whole = sealed->parcel;
  CoffretDisclosure *disclosure = g_ptr_array_index (whole->disclosures, number);
  g_autoptr (CoffretParcel) parcel = NULL;

  if (whole->key == NULL || coffret_presentation_leaves_out (disclosure))
    return NULL;
  parcel = coffret_parcel_new (whole->wording, whole->made);
  parcel->key = coffret_holder_key_ref (whole->key);
  parcel->recipient = g_strdup (whole->recipient);
  parcel->until = whole->until;
  parcel->practice = whole->practice;
  if (kind == COFFRET_SEALED_COVERED) {
    parcel->holder = g_strdup (whole->holder);
    parcel->contact = g_strdup (whole->contact);
    parcel->message = g_strdup (whole->message);
  }
  g_ptr_array_add (parcel->disclosures, coffret_disclosure_ref (disclosure));
  return coffret_presentation_new (parcel, sealed->contexts, NULL);
}

json_t *
coffret_sealed_single (CoffretSealed *sealed, guint number, CoffretSealedKind kind)
{
  Counted *counted = (Counted *) sealed;
  gpointer name = GUINT_TO_POINTER (2 * number + kind);
  json_t *single;

  g_mutex_lock (&counted->mutex);
  single = g_hash_table_lookup (counted->singles, name);
  if (single == NULL) {
    single = sign_single (sealed, number, kind);
    if (single != NULL)
      g_hash_table_insert (counted->singles, name, single);
  }
  json_incref (single);
  g_mutex_unlock (&counted->mutex);
  return single;
}

const json_t *
coffret_sealed_member (const CoffretSealed *sealed, guint number)
{
  const json_t *members = json_object_get (sealed->presentation, "verifiableCredential");
  gsize place = json_array_size (members);

  /* The cover is before them all. */
  for (guint i = sealed->parcel->disclosures->len; i-- > number;)
    if (!coffret_presentation_leaves_out (g_ptr_array_index (sealed->parcel->disclosures, i)))
      place--;
  return members != NULL && !coffret_presentation_leaves_out (
                              g_ptr_array_index (sealed->parcel->disclosures, number))
           ? json_array_get (members, place)
           : NULL;
}
