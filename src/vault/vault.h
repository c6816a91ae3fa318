/* vault.h: an encrypted folder of credentials, and the ways into it.
 *
 * A vault is a folder: vault.db (SQLCipher, raw key derived from a random
 * 32-byte master key) and keyslots.json with its second copy (the master key,
 * wrapped once per way in). What is promised:
 *   - a vault that is there is never created again, overwritten or "repaired";
 *   - nothing that was confirmed is lost to a kill, a full disk or a lost keyring;
 *   - one connection, on one thread of the vault's own; work is queued to it by
 *     priority, each piece one transaction: all of it or none of it;
 *   - absence, lock, denial and silence of the keyring are told apart.
 * The start-up table of the design (what to do for each state of the files) is
 * coffret_vault_examine() and coffret_vault_open() together.
 *
 * The functions that open, create or change slots block (key derivation, the
 * keyring, the disk): call them from a thread or a fiber's worker, never from
 * the main loop. They are safe on any thread.
 */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "base/secret.h"
#include "vault/database.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_VAULT_ABSENT,           /* nothing there: a first run */
  COFFRET_VAULT_PRESENT,          /* database and slots are there: open it */
  COFFRET_VAULT_DATABASE_MISSING, /* slots without a database */
  COFFRET_VAULT_SLOTS_MISSING,    /* a database without any slot file */
  COFFRET_VAULT_DAMAGED,   /* empty or cut file, or one that is no database; no readable slots */
  COFFRET_VAULT_PLAINTEXT, /* an unencrypted database: stop */
  COFFRET_VAULT_NEWER,     /* slot file or schema of a newer Coffret */
} CoffretVaultState;

/* What lies in FOLDER, by looking only. VIA (nullable) receives the types of the
 * slots that are there, as a bit set of CoffretSlotType. */
typedef enum {
  COFFRET_SLOT_KEYRING = 1 << 0,
  COFFRET_SLOT_PASSPHRASE = 1 << 1,
  COFFRET_SLOT_RECOVERY = 1 << 2,
} CoffretSlotType;

/* Whether a keyring answers on this computer, locked or not. Blocks for up to 10 seconds, and
 * never asks the person anything. */
gboolean coffret_vault_has_keyring (void);

CoffretVaultState coffret_vault_examine (const char *folder, CoffretSlotType *slots);
/* Which vault lies in FOLDER, as far as what is left of its keys says so, unproven. Owned; NULL:
 * nothing says it. */
char *coffret_vault_examine_id (const char *folder);

typedef struct _CoffretVault CoffretVault;

/* Makes FOLDER and a new vault in it, with the ways in that SLOTS names (at
 * least one), each read back before this returns. PASSPHRASE is the UTF-8 text,
 * for COFFRET_SLOT_PASSPHRASE. On failure nothing is left that was not there. */
CoffretVault *coffret_vault_create (const char *folder,
                                    CoffretSlotType slots,
                                    CoffretSecret *passphrase,
                                    GCancellable *cancellable,
                                    GError **error);

/* Opens by one way in; SECRET is the UTF-8 passphrase, or the code of the recovery sheet
 * as it was typed (recovery-code.h). The keyring may show its own prompt when
 * INTERACTIVE; it is given 2 minutes then, else 10 seconds. */
CoffretVault *coffret_vault_open (const char *folder,
                                  CoffretSlotType slot,
                                  CoffretSecret *secret,
                                  gboolean interactive,
                                  GCancellable *cancellable,
                                  GError **error);

/* A vault that lives in memory and leaves no trace: guest sessions and tests. */
CoffretVault *coffret_vault_new_in_memory (GError **error);

CoffretVault *coffret_vault_ref (CoffretVault *vault);
/* The last reference finishes what is queued, closes and wipes the key. */
void coffret_vault_unref (CoffretVault *vault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretVault, coffret_vault_unref)
/* Now: refuses new work and what waits (COFFRET_VAULT_ERROR_CLOSED) but for the
 * owner's acts (COFFRET_PRIORITY_NORMAL), waits for these and for the running
 * piece, closes the database and wipes the key. */
void coffret_vault_close (CoffretVault *vault);

/* Settled once: rejects with the COFFRET_VAULT_ERROR_DAMAGED that told of damage in what is open,
 * after which nothing is written to it any more; resolves where it is closed without. Owned. */
DexFuture *coffret_vault_find_damage (CoffretVault *vault);

/* NULL in memory; the one before it was moved (moving.h) stays readable. */
const char *coffret_vault_get_folder (CoffretVault *vault);
const char *coffret_vault_get_id (CoffretVault *vault);
/* Under which of its keys it is: another one after coffret_vault_renew_key(). Owned; NULL in
 * memory. */
char *coffret_vault_get_key_id (CoffretVault *vault);
CoffretSlotType coffret_vault_get_slots (CoffretVault *vault);
/* TRUE when the file system allows no writing; everything can still be read. */
gboolean coffret_vault_is_read_only (CoffretVault *vault);

typedef struct {
  gint64 made;   /* instants; COFFRET_INSTANT_NONE: not known */
  gint64 proven; /* when it was seen to open the vault from a program of its own; NONE: never */
} CoffretWay;

/* FALSE: there is none of that type. */
gboolean coffret_vault_get_way (CoffretVault *vault, CoffretSlotType slot, CoffretWay *way);
/* Those that have been seen to work. */
CoffretSlotType coffret_vault_get_proven_slots (CoffretVault *vault);
/* Whether that way opens the vault, asked of a program of its own; SECRET as for
 * coffret_vault_open(). It is noted when it does. */
gboolean coffret_vault_test_slot (CoffretVault *vault,
                                  CoffretSlotType slot,
                                  CoffretSecret *secret,
                                  GCancellable *cancellable,
                                  GError **error);

/* Adds a way in, or replaces the one of that type. SECRET as for coffret_vault_open().
 * Read back before it counts. */
gboolean coffret_vault_add_slot (CoffretVault *vault,
                                 CoffretSlotType slot,
                                 CoffretSecret *secret,
                                 GCancellable *cancellable,
                                 GError **error);
/* The last way in that was seen to work cannot be removed. */
gboolean coffret_vault_remove_slot (CoffretVault *vault, CoffretSlotType slot, GError **error);

/* For when somebody knows the passphrase or has the sheet: a new master key, by the ways in
 * SLOTS only (PASSPHRASE and CODE as they need them, the words given anew), and the whole
 * database under it. The old words open nothing any more, but for copies and backups made
 * before. Killed at any moment, the old words open the vault, or the new ones. Waits for what
 * is queued; nothing else runs meanwhile, which for a large vault takes as long as copying it. */
gboolean coffret_vault_renew_key (CoffretVault *vault,
                                  CoffretSlotType slots,
                                  CoffretSecret *passphrase,
                                  CoffretSecret *code,
                                  GCancellable *cancellable,
                                  GError **error);

typedef enum {
  COFFRET_PRIORITY_HIGH,   /* somebody is looking at the screen and waits */
  COFFRET_PRIORITY_NORMAL, /* an act of the owner's */
  COFFRET_PRIORITY_LOW,    /* imports, checks, upkeep */
} CoffretPriority;

/* One transaction on the vault's thread: TRUE commits, FALSE with an error rolls
 * back. May only touch DATA and the database. Keep a piece under 20 ms. */
typedef gboolean (*CoffretVaultFunc) (CoffretDatabase *database, gpointer data, GError **error);

/* Resolves to TRUE once it is safe on disk; rejects with the error. DATA is freed
 * with DESTROY after the future is settled or dropped, on any thread. A piece whose
 * future was discarded (dex_future_first() and the like) before it began is not
 * begun. Pieces that wait together may share one commit; a failed one takes none of
 * the others with it, a failed commit all of them. */
DexFuture *coffret_vault_run (CoffretVault *vault,
                              CoffretPriority priority,
                              CoffretVaultFunc func,
                              gpointer data,
                              GDestroyNotify destroy);
/* The same and waits. Not from the main loop, not from a CoffretVaultFunc. */
gboolean coffret_vault_run_sync (CoffretVault *vault,
                                 CoffretPriority priority,
                                 CoffretVaultFunc func,
                                 gpointer data,
                                 GError **error);

G_END_DECLS
