/* versions.h: which credential is a later version of which, as its owner says.
 *
 * That two are of one issuer and have one id only suggests it (coffret_versions_find()); nothing is
 * joined before somebody said so, and who keeps them apart is not asked again.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_VERSION_UNASKED,  /* no row: nobody has said anything */
  COFFRET_VERSION_TOGETHER, /* the older is history of the newer */
  COFFRET_VERSION_APART,
} CoffretVersionAnswer;

typedef struct {
  char *older; /* credential ids */
  char *newer;
  CoffretVersionAnswer answer;
} CoffretVersionRow;

CoffretVersionRow *
coffret_version_row_new (const char *older, const char *newer, CoffretVersionAnswer answer);
void coffret_version_row_free (CoffretVersionRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretVersionRow, coffret_version_row_free)

/* All that was answered. CoffretVersionRow's, owned. */
GPtrArray *coffret_versions_list (CoffretDatabase *database, GError **error);
/* UNASKED takes the answer away. COFFRET_VAULT_ERROR_CONFLICT when one of them is not there, or
 * they are the same. */
gboolean coffret_versions_set (CoffretDatabase *database,
                               const char *older,
                               const char *newer,
                               CoffretVersionAnswer answer,
                               GError **error);
/* Ids of others of the same issuer with the same id of the issuer's, not in the trash, the oldest
 * first; char *, owned. */
GPtrArray *coffret_versions_find (CoffretDatabase *database, const char *id, GError **error);

G_END_DECLS
