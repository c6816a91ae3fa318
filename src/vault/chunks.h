/* chunks.h: the pieces that an original lies in the vault as.
 *
 * Each is COFFRET_CHUNK bytes, the last one less, deflated where that is shorter. Inside the
 * module only.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

#define COFFRET_CHUNK (256 * 1024)

/* SQL for a row of originals that has neither a credential nor an attachment, that was not shared,
 * and is not on its way in or out (incoming.c): then its digest is not one. */
#define COFFRET_IS_NOBODYS                                                                         \
  "sha256 < 'g' AND NOT EXISTS (SELECT 1 FROM credentials WHERE original_id = originals.id) "      \
  "AND NOT EXISTS (SELECT 1 FROM attachments WHERE original_id = originals.id) "                   \
  "AND NOT EXISTS (SELECT 1 FROM shares WHERE original_id = originals.id)"

/* As it is to lie there. Any thread. */
GBytes *coffret_chunk_pack (GBytes *chunk);
/* The SIZE bytes that it was; NULL: it is not what was put there. Any thread. */
GBytes *coffret_chunk_unpack (GBytes *packed, gint64 size);

/* SIZE: before it was packed. */
gboolean coffret_chunk_put (CoffretDatabase *database,
                            const char *original,
                            gint64 n,
                            GBytes *packed,
                            gint64 size,
                            GError **error);

/* The id of the original with these bytes, owned; NULL without error: there is none. */
char *coffret_originals_find (CoffretDatabase *database, const char *sha256, GError **error);

G_END_DECLS
