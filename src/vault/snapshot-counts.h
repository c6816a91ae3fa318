/* snapshot-counts.h: how many rows each table has, to compare a snapshot with its vault.
 *
 * Inside the module only.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_COUNT_CREDENTIALS, /* without those in the trash */
  COFFRET_COUNT_TRASHED,
  COFFRET_COUNT_ORIGINALS,
  COFFRET_COUNT_CHUNKS,
  COFFRET_COUNT_LAYERS,
  COFFRET_COUNT_TAGS,
  COFFRET_COUNT_TRANSLATIONS,
  COFFRET_COUNT_VERSIONS,
  COFFRET_COUNT_COMPARTMENTS,
  COFFRET_COUNT_MEMBERS,
  COFFRET_COUNT_IDENTITIES,
  COFFRET_COUNT_WITNESSES,
  COFFRET_COUNT_TRUST,
  COFFRET_COUNT_SETTINGS,
  COFFRET_COUNT_PURGED,
  COFFRET_COUNT_ATTACHMENTS,
  COFFRET_COUNT_PATHWAYS,
  COFFRET_COUNT_SHARING_GROUPS,
  COFFRET_COUNT_SHARING_MEMBERS,
  COFFRET_COUNT_SHARES,
  COFFRET_COUNT_SHARE_ITEMS,
  COFFRET_N_COUNTS,
} CoffretCount;

typedef struct {
  gint64 rows[COFFRET_N_COUNTS];
} CoffretCounts;

gboolean coffret_counts_take (CoffretDatabase *database, CoffretCounts *counts, GError **error);
/* NULL when they are equal; else what differs, in technical words. Owned. */
char *coffret_counts_compare (const CoffretCounts *expected, const CoffretCounts *found);

G_END_DECLS
