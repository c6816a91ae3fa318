#include "vault/snapshot-counts.h"

#include <string.h>

static const char *const queries[COFFRET_N_COUNTS] = {
  [COFFRET_COUNT_CREDENTIALS] = "SELECT count(*) FROM credentials WHERE trashed IS NULL",
  [COFFRET_COUNT_TRASHED] = "SELECT count(*) FROM credentials WHERE trashed IS NOT NULL",
  [COFFRET_COUNT_ORIGINALS] = "SELECT count(*) FROM originals",
  [COFFRET_COUNT_CHUNKS] = "SELECT count(*) FROM chunks",
  [COFFRET_COUNT_LAYERS] = "SELECT count(*) FROM layers",
  [COFFRET_COUNT_TAGS] = "SELECT count(*) FROM tags",
  [COFFRET_COUNT_TRANSLATIONS] = "SELECT count(*) FROM translations",
  [COFFRET_COUNT_VERSIONS] = "SELECT count(*) FROM versions",
  [COFFRET_COUNT_COMPARTMENTS] = "SELECT count(*) FROM compartments",
  [COFFRET_COUNT_MEMBERS] = "SELECT count(*) FROM compartment_members",
  [COFFRET_COUNT_IDENTITIES] = "SELECT count(*) FROM identities",
  [COFFRET_COUNT_WITNESSES] = "SELECT count(*) FROM witnesses",
  [COFFRET_COUNT_TRUST] = "SELECT count(*) FROM trust",
  [COFFRET_COUNT_SETTINGS] = "SELECT count(*) FROM settings",
  [COFFRET_COUNT_PURGED] = "SELECT count(*) FROM purged",
  [COFFRET_COUNT_ATTACHMENTS] = "SELECT count(*) FROM attachments WHERE removed IS NULL",
  [COFFRET_COUNT_PATHWAYS] = "SELECT count(*) FROM pathways",
  [COFFRET_COUNT_SHARING_GROUPS] = "SELECT count(*) FROM sharing_groups WHERE removed IS NULL",
  [COFFRET_COUNT_SHARING_MEMBERS] = ("SELECT count(*) FROM sharing_members WHERE sharing_group IN "
                                     "(SELECT id FROM sharing_groups WHERE removed IS NULL)"),
  [COFFRET_COUNT_SHARES] = "SELECT count(*) FROM shares",
  [COFFRET_COUNT_SHARE_ITEMS] = "SELECT count(*) FROM share_items",
};

gboolean
coffret_counts_take (CoffretDatabase *database, CoffretCounts *counts, GError **error)
{
  for (guint i = 0; i < COFFRET_N_COUNTS; i++) {
    g_autoptr (CoffretStatement) statement =
      coffret_statement_new (database, queries[i], error, "");

    if (statement == NULL || !coffret_statement_step (statement, error))
      return FALSE;
    counts->rows[i] = coffret_statement_int (statement, 0);
  }
  return TRUE;
}

char *
coffret_counts_compare (const CoffretCounts *expected, const CoffretCounts *found)
{
  for (guint i = 0; i < COFFRET_N_COUNTS; i++)
    if (expected->rows[i] != found->rows[i])
      return g_strdup_printf ("%s: %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT,
                              queries[i] + strlen ("SELECT count(*) FROM "), found->rows[i],
                              expected->rows[i]);
  return NULL;
}
