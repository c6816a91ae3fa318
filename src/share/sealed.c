#include "share/sealed.h"

#include "share/presentation.h"

typedef struct {
  CoffretSealed sealed;
  gatomicrefcount refs;
} Counted;

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
  g_free ((Counted *) sealed);
}
