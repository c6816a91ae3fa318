/* histories.h: which credentials are versions of one another, as their owner says.
 *
 * Inside the module only. What was answered (vault/versions.h), as it is asked for: the history of
 * one, and whether two are kept apart. Those of one history are all joined in pairs, so that it
 * holds together when one of them goes. Made on any thread, then of one.
 */
#pragma once

#include "vault/versions.h"

G_BEGIN_DECLS

typedef struct _CoffretHistories CoffretHistories;

/* ROWS (nullable) is coffret_versions_list()'s. */
CoffretHistories *coffret_histories_new (GPtrArray *rows);
void coffret_histories_free (CoffretHistories *histories);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretHistories, coffret_histories_free)

void coffret_histories_set (CoffretHistories *histories,
                            const char *older,
                            const char *newer,
                            CoffretVersionAnswer answer);
CoffretVersionAnswer
coffret_histories_get (CoffretHistories *histories, const char *older, const char *newer);
/* What is said of ID, which is gone for ever, is forgotten. */
void coffret_histories_remove (CoffretHistories *histories, const char *id);

/* Whether it was said, in whatever order, that they are no versions of each other. */
gboolean
coffret_histories_are_apart (CoffretHistories *histories, const char *one, const char *other);
/* Whether that was said of ID and any other. */
gboolean coffret_histories_is_apart (CoffretHistories *histories, const char *id);
/* Ids (char *, owned) of ID's history, itself among them, the oldest first; where nothing is said
 * of two, by COMPARE (GCompareFunc of ids). */
GPtrArray *coffret_histories_list (CoffretHistories *histories,
                                   const char *id,
                                   GCompareDataFunc compare,
                                   gpointer data);
/* Whether it has any other version. */
gboolean coffret_histories_has (CoffretHistories *histories, const char *id);
/* Ids (char *, borrowed until a change) of all of which anything is said. Owned array. */
GPtrArray *coffret_histories_list_ids (CoffretHistories *histories);

G_END_DECLS
