/* ways.h: what can be done with the ways into the open vault, besides adding and taking away.
 *
 * Each future resolves on the main thread; "slots" of the door is announced again afterwards,
 * also when only a date has changed.
 */
#pragma once

#include "organise/door.h"

G_BEGIN_DECLS

/* Whether the vault is lost with this computer: it has a folder and may be written, and no way
 * in besides the keyring was seen to work. */
gboolean coffret_ways_lack (CoffretDoor *door);
/* And there is something to lose. */
gboolean coffret_ways_risk (CoffretDoor *door);

/* Resolves to TRUE when that way opens the vault, asked of a program of its own. */
DexFuture *coffret_ways_test (CoffretDoor *door, CoffretSlotType slot, CoffretSecret *secret);
/* Another key for the vault, by the ways in SLOTS: coffret_vault_renew_key(). */
DexFuture *coffret_ways_renew (CoffretDoor *door,
                               CoffretSlotType slots,
                               CoffretSecret *passphrase,
                               CoffretSecret *code);

/* Resolves to the text of the recovery code that PICTURE shows; rejects with a sentence. */
DexFuture *coffret_ways_read_picture (GFile *picture);

G_END_DECLS
