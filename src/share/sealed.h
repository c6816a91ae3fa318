/* sealed.h: a parcel with its presentation, signed once.
 *
 * Each signing gives another challenge and other ids. Whatever leaves in one act of sharing - the
 * page, the PDF, the file beside them - has the same presentation in it, and so has what was
 * looked at before. Never changes; any thread.
 */
#pragma once

#include "share/parcel.h"

G_BEGIN_DECLS

typedef struct {
  CoffretParcel *parcel;
  CoffretContexts *contexts;
  json_t *presentation; /* presentation.h's; NULL: the parcel has no key, nothing is signed */
} CoffretSealed;

/* References PARCEL and CONTEXTS. NULL with an error where something cannot be signed. Blocks for
 * as long as signing takes: about a millisecond a credential. */
CoffretSealed *
coffret_sealed_new (CoffretParcel *parcel, CoffretContexts *contexts, GError **error);

typedef enum {
  COFFRET_SEALED_COVERED, /* with the holder's name, contact and message */
  COFFRET_SEALED_BARE,    /* without, to be short; that people are invented is said all the same */
} CoffretSealedKind;

/* Of one disclosure by itself: signed when it is first asked for and then kept. A new reference;
 * NULL where nothing is signed or there is nothing that a presentation may hold. */
json_t *coffret_sealed_single (CoffretSealed *sealed, guint number, CoffretSealedKind kind);

/* What the presentation has of the disclosure NUMBER: the original, or the signed statement. NULL:
 * nothing. Borrowed. */
const json_t *coffret_sealed_member (const CoffretSealed *sealed, guint number);

CoffretSealed *coffret_sealed_ref (CoffretSealed *sealed);
void coffret_sealed_unref (CoffretSealed *sealed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSealed, coffret_sealed_unref)

G_END_DECLS
