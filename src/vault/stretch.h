/* stretch.h: a slot whose key is made from words by Argon2id.
 *
 * Its parameters lie in the slot and are bounded on reading (CoffretSlotCost). "Not
 * enough memory" and "wrong words" are two answers; what to say to the person is the
 * slot's, since only it knows what the words are. Inside the module only.
 */
#pragma once

#include "vault/slot.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_STRETCH_DONE,
  COFFRET_STRETCH_WRONG,     /* the words, or something in the slot that they protect */
  COFFRET_STRETCH_DAMAGED,   /* parameters missing or out of bounds: nothing was tried */
  COFFRET_STRETCH_NO_MEMORY, /* nothing can be told about the words */
} CoffretStretchOutcome;

/* A slot of KIND with MASTER in it. When there is not MEMORY bytes, it is made with the least
 * that is allowed; NULL when there is not even that. */
json_t *coffret_stretch_wrap (const CoffretSlotContext *context,
                              const CoffretSlot *kind,
                              CoffretSecret *words,
                              guint64 memory,
                              CoffretSecret *master);
/* MASTER receives what was in it, owned, or NULL. */
CoffretStretchOutcome coffret_stretch_unwrap (const CoffretSlotContext *context,
                                              const json_t *slot,
                                              CoffretSecret *words,
                                              CoffretSecret **master);

G_END_DECLS
