#include "vault/briefs.h"

#include "vault/packed-text.h"

gboolean
coffret_briefs_visit (
  CoffretDatabase *database, gint64 sequence, CoffretBriefFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT sequence, id, digest, issuer_id, title, issuer_name, skills, verdict, search, kind, "
    "verifier, minutes, awarded, expires, received, trashed, turns, credential_id, format FROM "
    "credentials "
    "WHERE sequence > ? ORDER BY sequence",
    error, "i", sequence);

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason)) {
    const CoffretBrief brief = {
      .sequence = coffret_statement_int (statement, 0),
      .id = coffret_statement_text (statement, 1),
      .digest = coffret_statement_text (statement, 2),
      .issuer_id = coffret_statement_text (statement, 3),
      .title = coffret_statement_text (statement, 4),
      .issuer_name = coffret_statement_text (statement, 5),
      .skills = coffret_statement_text (statement, 6),
      .verdict = coffret_statement_text (statement, 7),
      .search = coffret_statement_text (statement, 8),
      .kind = coffret_kind_from_id (coffret_statement_text (statement, 9)),
      .verifier = (int) coffret_statement_int (statement, 10),
      .minutes = coffret_statement_int (statement, 11),
      .awarded = coffret_statement_instant (statement, 12),
      .expires = coffret_statement_instant (statement, 13),
      .received = coffret_statement_instant (statement, 14),
      .trashed = coffret_statement_instant (statement, 15),
      .turns = coffret_statement_instant (statement, 16),
      .credential_id = coffret_statement_text (statement, 17),
      .format = coffret_statement_text (statement, 18),
    };

    if (!func (&brief, data))
      return TRUE;
  }
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
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
