/* briefs.h: what a list and a search need to know of each credential, as it is read.
 *
 * A vault may hold a hundred thousand: what is not kept of a row is not copied out of it either.
 * The whole record of one is coffret_records_get().
 */
#pragma once

#include "base/instant.h"
#include "credential/credential.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* Everything is borrowed until the function that it is shown to returns. */
typedef struct {
  gint64 sequence; /* rises with every credential that came in */
  const char *id;
  const char *digest;
  const char *format;
  const char *credential_id; /* NULL: none */
  const char *issuer_id;     /* NULL: none */
  const char *title;         /* packed; NULL: none */
  const char *issuer_name;   /* packed; NULL: none */
  const char *skills;        /* packed; NULL: none */
  const char *verdict;       /* NULL: not checked yet */
  const char *search;        /* folded */
  CoffretKind kind;
  int verifier;
  gint64 minutes;
  CoffretInstant awarded;
  CoffretInstant expires;
  CoffretInstant received;
  CoffretInstant trashed;
  CoffretInstant turns;
} CoffretBrief;

/* FALSE: enough for now. */
typedef gboolean (*CoffretBriefFunc) (const CoffretBrief *brief, gpointer data);

/* All that came in after SEQUENCE (0: all), in the order in which they came, the trashed too. */
gboolean coffret_briefs_visit (
  CoffretDatabase *database, gint64 sequence, CoffretBriefFunc func, gpointer data, GError **error);

/* That of ID, if it is there: FUNC is called once or not at all. */
gboolean coffret_briefs_visit_one (
  CoffretDatabase *database, const char *id, CoffretBriefFunc func, gpointer data, GError **error);
/* How many there are that are not in the trash. */
gboolean coffret_briefs_count (CoffretDatabase *database, guint *count, GError **error);

/* What a packed text says in the reader's language, else first; "" where it says nothing. Owned. */
char *coffret_brief_best (const char *packed);
/* Owned; NULL for NULL. */
char *coffret_brief_pack (const CoffretText *text);
/* NULL where PACKED (nullable) says nothing. */
CoffretText *coffret_brief_unpack (const char *packed);
/* CoffretText's, owned: of what skills are packed. */
GPtrArray *coffret_brief_list (const char *packed);

G_END_DECLS
