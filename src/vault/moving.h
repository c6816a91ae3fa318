/* moving.h: another folder for a vault, or none any more.
 *
 * Moving copies, flushes, opens the copy and looks at every page of it before anything of the old
 * folder is removed: killed at any moment, one whole vault is there that opens, and until MOVED
 * was called it is the old one. Removing takes away the files that a vault is known to have and
 * its folder if that is empty then: never a folder with something else in it.
 *
 * These functions block; they are safe on any thread but the vault's own.
 */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

/* Whether a vault may be put into FOLDER: none is there, and FOLDER is not within one. */
gboolean coffret_vault_may_lie (const char *folder, GError **error);

/* Between the copy, which is whole and in its place, and the end of what was copied: writes down
 * where the vault is from now on. FALSE with an error: it stays where it was, and that is asked to
 * be written down in its turn, for half of it may have been done. */
typedef gboolean (*CoffretVaultMovedFunc) (const char *folder, gpointer data, GError **error);

/* VAULT stays open and goes on in FOLDER, which is new or empty, on any disk. Waits for what is
 * queued; nothing else runs meanwhile. On failure everything is as it was. */
gboolean coffret_vault_move (CoffretVault *vault,
                             const char *folder,
                             CoffretVaultMovedFunc moved,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

/* DATABASE was just opened for writing: what a move that was killed has begun elsewhere goes. */
void coffret_moving_clear_left (CoffretDatabase *database);

/* For ever: the keys first, without which the rest is noise, and what the keyring has for it.
 * COFFRET_VAULT_ERROR_BUSY when any program, this one too, has it open. A vault that is damaged
 * can be removed; where nothing is, nothing is done. */
gboolean coffret_vault_remove (const char *folder, GError **error);

G_END_DECLS
