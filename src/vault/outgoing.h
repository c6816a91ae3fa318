/* outgoing.h: an original of any size on its way out of a vault, piece by piece.
 *
 * A few chunks are held in memory at a time, whatever the size.
 */
#pragma once

#include "vault/incoming.h"

G_BEGIN_DECLS

/* All of the original to STREAM, which stays open. Blocks: not on the main thread, and not in a
 * CoffretVaultFunc. It is compared with its SHA-256 at the end: on failure what was written is
 * good for nothing, COFFRET_VAULT_ERROR_DAMAGED among others. PROGRESS is nullable. */
gboolean coffret_outgoing_write (CoffretVault *vault,
                                 const char *original,
                                 GOutputStream *stream,
                                 CoffretStreamProgress progress,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error);
/* The same to a new file that only its owner may read; nothing is left of it on failure. MODE
 * as for open(2). Refuses what is there. */
gboolean coffret_outgoing_save (CoffretVault *vault,
                                const char *original,
                                const char *path,
                                int mode,
                                CoffretStreamProgress progress,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/* The chunk N of it as it was put there, owned, within a transaction; NULL without error: there
 * are no more. */
GBytes *
coffret_outgoing_chunk (CoffretDatabase *database, const char *original, gint64 n, GError **error);

G_END_DECLS
