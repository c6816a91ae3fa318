/* keyslots.h: what keyslots.json says: which vault, which master key, the ways in.
 *
 * Authenticated as a whole by a MAC under the master key, so that it can only be
 * verified once one way in has given that key. Unknown members are kept and
 * authenticated too. Inside the module only.
 *
 * {"application": "coffret", "format": 1, "vault": UUID, "key": UUID, "schema": 1,
 *  "revision": 1, "slots": [{"type": "passphrase", "made": instant, "proven": instant, …}, …],
 *  "check": base64url, "mac": base64url}
 *
 * "check" is a digest of all but itself and "mac", under no key: it tells damage from a wrong
 * passphrase, and proves nothing. A file without one is as good.
 *
 * While a vault gets another master key, a second such object lies in it as "next": the
 * slots of the key to come, authenticated under that key, with the key that still holds
 * wrapped under it as "previous". Whoever has the new words can so finish what a crash
 * cut short; whoever has the old ones learns nothing of the new key.
 */
#pragma once

#include "vault/slot.h"

G_BEGIN_DECLS

#define COFFRET_KEYSLOTS_FORMAT 1

typedef struct _CoffretKeyslots CoffretKeyslots;

CoffretKeyslots *coffret_keyslots_new (const char *vault, const char *key);
/* COFFRET_VAULT_ERROR_NEWER or COFFRET_VAULT_ERROR_DAMAGED when it cannot be used. */
CoffretKeyslots *coffret_keyslots_parse (GBytes *bytes, GError **error);
/* For salvage: what still has its form, though the check may not fit; nullable. */
CoffretKeyslots *coffret_keyslots_parse_damaged (GBytes *bytes);
CoffretKeyslots *coffret_keyslots_copy (const CoffretKeyslots *slots);
void coffret_keyslots_free (CoffretKeyslots *slots);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretKeyslots, coffret_keyslots_free)

const char *coffret_keyslots_get_vault (const CoffretKeyslots *slots);
const char *coffret_keyslots_get_key (const CoffretKeyslots *slots);
gint64 coffret_keyslots_get_revision (const CoffretKeyslots *slots);
CoffretSlotType coffret_keyslots_get_types (const CoffretKeyslots *slots);
/* Borrowed; NULL: there is none. */
const json_t *coffret_keyslots_find (const CoffretKeyslots *slots, const CoffretSlot *kind);

/* Takes SLOT; replaces the one of its kind. */
void coffret_keyslots_set (CoffretKeyslots *slots, const CoffretSlot *kind, json_t *slot);
void coffret_keyslots_remove (CoffretKeyslots *slots, const CoffretSlot *kind);

/* When the slot was made, and when a program of its own last found that it opens the vault:
 * COFFRET_INSTANT_NONE where that is not known. A slot counts as working once it is proven. */
gint64 coffret_keyslots_get_made (const CoffretKeyslots *slots, const CoffretSlot *kind);
gint64 coffret_keyslots_get_proven (const CoffretKeyslots *slots, const CoffretSlot *kind);
CoffretSlotType coffret_keyslots_get_proven_types (const CoffretKeyslots *slots);
void coffret_keyslots_set_proven (CoffretKeyslots *slots, const CoffretSlot *kind, gint64 when);

/* The slots of the key to come, borrowed; NULL: there are none. */
const CoffretKeyslots *coffret_keyslots_get_next (const CoffretKeyslots *slots);
/* A copy of SLOTS with NEXT (sealed) in it, or without any. To be sealed. */
CoffretKeyslots *
coffret_keyslots_with_next (const CoffretKeyslots *slots, const CoffretKeyslots *next);
/* What takes the place of SLOTS once the next key holds. To be sealed under that key. */
CoffretKeyslots *coffret_keyslots_promote (const CoffretKeyslots *slots);
/* In the slots of the key to come: the master key that holds until then. */
void coffret_keyslots_set_previous (CoffretKeyslots *next,
                                    CoffretSecret *master,
                                    CoffretSecret *previous);
/* NULL: there is none. */
CoffretSecret *coffret_keyslots_get_previous (const CoffretKeyslots *next, CoffretSecret *master);

/* Counts the revision up and writes schema version, check and MAC. */
void coffret_keyslots_seal (CoffretKeyslots *slots, CoffretSecret *master);
gboolean coffret_keyslots_verify (const CoffretKeyslots *slots, CoffretSecret *master);
gboolean coffret_keyslots_equal (const CoffretKeyslots *a, const CoffretKeyslots *b);
GBytes *coffret_keyslots_to_bytes (const CoffretKeyslots *slots);

G_END_DECLS
