/* slot.h: one way into a vault; the list of all of them.
 *
 * A slot is a JSON object of the slot file that holds the master key, wrapped.
 * What wraps it differs: a key in the session's keyring, a passphrase, the code of a
 * recovery sheet. Adding a way in is one new file and one line in slot.c. Inside the module only.
 */
#pragma once

#include "base/json.h"
#include "base/secret.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define COFFRET_MASTER_KEY_LENGTH 32

/* Of Argon2id: what a new slot gets, and what an old one may ask for. A slot file
 * is input from anywhere: it must not take all memory or all day. */
typedef struct {
  guint64 memory; /* bytes */
  guint64 passes;
  guint64 memory_min, memory_max;
  guint64 passes_min, passes_max;
} CoffretSlotCost;

/* 256 MiB three times; 64 MiB to 1 GiB, one to ten times. */
extern const CoffretSlotCost coffret_slot_cost_default;

/* What a slot is for and what it may use; borrowed. */
typedef struct {
  const char *vault; /* UUID */
  const char *key;   /* which master key, UUID */
  const CoffretSlotCost *cost;
  CoffretSecret *passphrase; /* nullable */
  CoffretSecret *code;       /* of the recovery sheet, as it was typed; nullable */
  gboolean interactive;
  GCancellable *cancellable; /* nullable */
} CoffretSlotContext;

typedef struct {
  CoffretSlotType type;
  const char *id; /* in the file */
  /* A new slot that holds MASTER, or NULL. */
  json_t *(*wrap) (const CoffretSlotContext *context, CoffretSecret *master, GError **error);
  CoffretSecret *(*unwrap) (const CoffretSlotContext *context, const json_t *slot, GError **error);
  /* Removes what wrap() left outside of the file; nullable. */
  void (*forget) (const CoffretSlotContext *context);
} CoffretSlot;

/* NULL-terminated. */
extern const CoffretSlot *const coffret_slots[];

extern const CoffretSlot coffret_slot_keyring;
extern const CoffretSlot coffret_slot_passphrase;
extern const CoffretSlot coffret_slot_recovery;

const CoffretSlot *coffret_slot_find (CoffretSlotType type);

/* For the ways in: "nonce" and "wrapped" of SLOT by XChaCha20-Poly1305 under KEY
 * (32 bytes); the vault, the master key's id and the slot's kind are authenticated. */
void coffret_slot_seal (const CoffretSlotContext *context,
                        json_t *slot,
                        CoffretSecret *key,
                        CoffretSecret *master);
/* NULL without error: KEY is not the right one, or the slot was changed. */
CoffretSecret *
coffret_slot_unseal (const CoffretSlotContext *context, const json_t *slot, CoffretSecret *key);

/* Base64url members of exactly LENGTH bytes. */
void coffret_slot_set_bytes (json_t *slot, const char *name, const guint8 *data, gsize length);
gboolean coffret_slot_get_bytes (const json_t *slot, const char *name, guint8 *data, gsize length);

G_END_DECLS
