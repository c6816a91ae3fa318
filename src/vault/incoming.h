/* incoming.h: an original of any size on its way into a vault, piece by piece.
 *
 * What has come lies in the vault already, but as nobody's: it becomes an original when all of
 * it is there (coffret_incoming_settle(), in the transaction that gives it an owner). What never
 * gets so far, because its program was killed, say, is thrown away by the next one to open the
 * vault (coffret_leftovers_find()). A few chunks are held in memory at a time, whatever the size.
 */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

typedef struct _CoffretIncoming CoffretIncoming;

/* DONE bytes so far, on the thread of whoever waits. */
typedef void (*CoffretStreamProgress) (gint64 done, gpointer data);

/* All of STREAM. Blocks: not on the main thread, and not in a CoffretVaultFunc. PROGRESS is
 * nullable. On failure nothing is left of it. */
CoffretIncoming *coffret_incoming_read (CoffretVault *vault,
                                        GInputStream *stream,
                                        CoffretStreamProgress progress,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error);
const char *coffret_incoming_get_sha256 (CoffretIncoming *incoming);
gint64 coffret_incoming_get_size (CoffretIncoming *incoming);
/* Its first bytes, at most 256 KiB, to tell what it is. */
GBytes *coffret_incoming_get_head (CoffretIncoming *incoming);
/* The id of the original that it is now, owned: of another one where the same bytes are there. May
 * be repeated after a transaction that came to nothing. */
char *coffret_incoming_settle (CoffretIncoming *incoming,
                               CoffretDatabase *database,
                               const char *name,
                               GError **error);
/* Throws away what has not become an original. Blocks, as above; may fail silently, and is made up
 * for when the vault is opened again. */
void coffret_incoming_discard (CoffretIncoming *incoming, CoffretVault *vault);
void coffret_incoming_free (CoffretIncoming *incoming);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretIncoming, coffret_incoming_free)

/* By hand, where the bytes come from elsewhere than a stream: chunks of COFFRET_CHUNK bytes (but
 * for the last) are fed on any thread and written on the vault's, by turns. */
CoffretIncoming *coffret_incoming_new (void);
void coffret_incoming_feed (CoffretIncoming *incoming, GBytes *chunk);
/* A CoffretVaultFunc for INCOMING. */
gboolean coffret_incoming_write (CoffretDatabase *database, gpointer incoming, GError **error);
/* Marks it to be swept, within a transaction. */
gboolean
coffret_incoming_abandon (CoffretIncoming *incoming, CoffretDatabase *database, GError **error);

/* When a vault is opened and nothing is on its way into it: marks what is nobody's to be swept.
 * SWEEP: there is something to sweep. Nothing is written when there is not. */
gboolean coffret_leftovers_find (CoffretDatabase *database, gboolean *sweep, GError **error);
/* Marks what is nobody's and too much to be deleted at once. */
gboolean coffret_leftovers_mark (CoffretDatabase *database, GError **error);
/* A few milliseconds of throwing away what is marked. DONE: nothing is left of it. */
gboolean coffret_leftovers_sweep (CoffretDatabase *database, gboolean *done, GError **error);

G_END_DECLS
