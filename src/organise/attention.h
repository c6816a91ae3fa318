/* attention.h: what the owner should look at, and why.
 *
 * What was revoked, suspended or found to be changed (and since the last look is marked so), what
 * may be a newer version of another and waits for an answer (versioning.h), what has expired or
 * will within 7, 30 or 90 days, and what was never checked or could not be. What lies in the trash
 * needs none, nor do past versions. Each credential stands once, under the first that is so.
 * What the owner knows of and wants to hear no more is left out, until it gets worse.
 * Computed on a worker; the result is a boxed type, counted and immutable.
 */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

/* So many of each are told one by one. */
#define COFFRET_ATTENTION_MOST 100

typedef enum {
  COFFRET_ATTENTION_WITHDRAWN,
  COFFRET_ATTENTION_NEWER,
  COFFRET_ATTENTION_EXPIRED,
  COFFRET_ATTENTION_WEEK,
  COFFRET_ATTENTION_MONTH,
  COFFRET_ATTENTION_QUARTER,
  COFFRET_ATTENTION_UNCHECKED,
} CoffretAttentionKind;

#define COFFRET_N_ATTENTION_KINDS (COFFRET_ATTENTION_UNCHECKED + 1)

typedef struct {
  char *id;            /* of the entry */
  char *older;         /* of the one that it may be a newer version of; else NULL */
  char *verdict;       /* nullable */
  CoffretInstant when; /* it expires, came in, or its verdict became what it is; NONE: unknown */
  gboolean fresh;      /* that was since the last look */
} CoffretAttentionItem;

typedef struct {
  GPtrArray *items[COFFRET_N_ATTENTION_KINDS]; /* CoffretAttentionItem: by when */
  guint counts[COFFRET_N_ATTENTION_KINDS];     /* all of them */
  guint known; /* so many are not told, as the owner knows of them */
} CoffretAttention;

#define COFFRET_TYPE_ATTENTION (coffret_attention_get_type ())
GType coffret_attention_get_type (void);
CoffretAttention *coffret_attention_ref (CoffretAttention *attention);
void coffret_attention_unref (CoffretAttention *attention);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretAttention, coffret_attention_unref)

/* Resolves to a CoffretAttention. */
DexFuture *
coffret_attention_make (CoffretSession *session, CoffretInstant now, GCancellable *cancellable);
/* The owner has looked, at NOW: what was told until then is not new any more. Kept in the vault;
 * not undone, as nothing that anybody wrote is changed. */
DexFuture *coffret_attention_looked (CoffretSession *session, CoffretInstant now);

/* The owner knows of ITEM, which is of KIND; an act of the session, to be undone. */
DexFuture *coffret_attention_put_aside (CoffretSession *session,
                                        CoffretAttentionKind kind,
                                        const CoffretAttentionItem *item);
/* Everything is told again; an act, too. */
DexFuture *coffret_attention_show_again (CoffretSession *session);

G_END_DECLS
