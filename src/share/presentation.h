/* presentation.h: a parcel as a verifiable presentation (VC Data Model 2.0, section 4.13).
 *
 * Originals are in it whole, with their own proofs; tokens and SD-JWTs as enveloped
 * credentials; of what may only be seen in part a statement that the holder signs and that says
 * that it is the holder's word. Open Badges 2 are no verifiable credentials and travel beside it.
 * The first of its members, where there is something to say, is the cover: a statement of the
 * holder's about the holder (its subject has a name), with the contact and the message.
 * The presentation is signed by the key of the sharing group, for the recipient (`domain`), until
 * the end (`expires`).
 */
#pragma once

#include "share/parcel.h"

G_BEGIN_DECLS

/* PARCEL has a key. NULL with an error where something in it cannot be signed. */
json_t *
coffret_presentation_new (const CoffretParcel *parcel, CoffretContexts *contexts, GError **error);

/* Whether DISCLOSURE goes beside the presentation and not into it. */
gboolean coffret_presentation_leaves_out (const CoffretDisclosure *disclosure);

/* What a summary says, as lines: what the page, the text and the statement all have. Owned. */
char *
coffret_presentation_statement (const CoffretParcel *parcel, const CoffretDisclosure *disclosure);

G_END_DECLS
