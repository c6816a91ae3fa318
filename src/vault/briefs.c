#include "vault/briefs.h"

#include "base/settle.h"
#include "vault/packed-text.h"

#define COLUMNS                                                                                    \
  "sequence, id, digest, issuer_id, title, issuer_name, skills, verdict, search, kind, verifier, " \
  "minutes, awarded, expires, received, trashed, turns, credential_id, format"

/* Takes STATEMENT (nullable), of COLUMNS. */
static gboolean
visit (CoffretStatement *statement, CoffretBriefFunc func, gpointer data, GError **error)
{
  g_autoptr (CoffretStatement) taken = statement;
  g_autoptr (GError) reason = NULL;

  if (taken == NULL)
    return FALSE;
  while (coffret_statement_step (taken, &reason)) {
    const CoffretBrief brief = {
      .sequence = coffret_statement_int (taken, 0),
      .id = coffret_statement_text (taken, 1),
      .digest = coffret_statement_text (taken, 2),
      .issuer_id = coffret_statement_text (taken, 3),
      .title = coffret_statement_text (taken, 4),
      .issuer_name = coffret_statement_text (taken, 5),
      .skills = coffret_statement_text (taken, 6),
      .verdict = coffret_statement_text (taken, 7),
      .search = coffret_statement_text (taken, 8),
      .kind = coffret_kind_from_id (coffret_statement_text (taken, 9)),
      .verifier = (int) coffret_statement_int (taken, 10),
      .minutes = coffret_statement_int (taken, 11),
      .awarded = coffret_statement_instant (taken, 12),
      .expires = coffret_statement_instant (taken, 13),
      .received = coffret_statement_instant (taken, 14),
      .trashed = coffret_statement_instant (taken, 15),
      .turns = coffret_statement_instant (taken, 16),
      .credential_id = coffret_statement_text (taken, 17),
      .format = coffret_statement_text (taken, 18),
    };

    if (!func (&brief, data))
      return TRUE;
  }
  return coffret_settle (&reason, error);
}

gboolean
coffret_briefs_visit (
  CoffretDatabase *database, gint64 sequence, CoffretBriefFunc func, gpointer data, GError **error)
{
  return visit (coffret_statement_new (database,
                                       "SELECT " COLUMNS " FROM credentials "
                                       "WHERE sequence > ? ORDER BY sequence",
                                       error, "i", sequence),
                func, data, error);
}

gboolean
coffret_briefs_visit_one (
  CoffretDatabase *database, const char *id, CoffretBriefFunc func, gpointer data, GError **error)
{
  return visit (coffret_statement_new (database, "SELECT " COLUMNS " FROM credentials WHERE id = ?",
                                       error, "s", id),
                func, data, error);
}

/* From indices alone: nothing else of a credential is read. */
gboolean
coffret_briefs_count (CoffretDatabase *database, guint *count, GError **error)
{
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database,
                           "SELECT (SELECT count(*) FROM credentials) - "
                           "(SELECT count(*) FROM credentials WHERE trashed IS NOT NULL)",
                           error, "");

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  *count = (guint) coffret_statement_int (statement, 0);
  return TRUE;
}

char *
coffret_brief_best (const char *packed)
{
  g_autoptr (CoffretText) text = coffret_text_unpack (packed);
  const char *best = coffret_text_best (text, NULL);

  return g_strdup (best != NULL ? best : "");
}

char *
coffret_brief_pack (const CoffretText *text)
{
  return coffret_text_pack (text);
}

CoffretText *
coffret_brief_unpack (const char *packed)
{
  return coffret_text_unpack (packed);
}

GPtrArray *
coffret_brief_list (const char *packed)
{
  return coffret_texts_unpack (packed);
}
