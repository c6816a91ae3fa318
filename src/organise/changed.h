/* changed.h: what is otherwise today than when one shared last.
 *
 * For the lines above a group ("“First aid” has expired; one that fits is new") and beside a past
 * share. Told from what the vault holds; nothing is done about it. A group that was never shared
 * has only what is wrong with its members and what would fit.
 */
#pragma once

#include "organise/group.h"
#include "organise/session.h"
#include "vault/shares.h"

G_BEGIN_DECLS

typedef enum {
  /* Of members, or of what was shared: the most serious first; each at most once of these. */
  COFFRET_CHANGED_DELETED, /* for good */
  COFFRET_CHANGED_TRASHED, /* is not shared while it is there */
  COFFRET_CHANGED_REVOKED,
  COFFRET_CHANGED_SUSPENDED,
  COFFRET_CHANGED_EXPIRED,
  COFFRET_CHANGED_DOUBTED, /* its verdict is another than then, and no better */
  /* Besides. */
  COFFRET_CHANGED_NEWER,   /* a later version of it is in the vault: OTHER */
  COFFRET_CHANGED_CONTENT, /* it says something else than then: typed in by its holder */
  COFFRET_CHANGED_FIELDS,  /* other fields may be seen than then: MORE, FEWER */
  COFFRET_CHANGED_ADDED,   /* was not shared then, is a member */
  COFFRET_CHANGED_TAKEN,   /* was shared then, is no member any more */
  COFFRET_CHANGED_FITS,    /* no member, but the group's compartment or search has it */
} CoffretChangedKind;

typedef struct {
  CoffretChangedKind kind;
  char *credential;
  char *title;          /* never NULL */
  char *other;          /* nullable */
  CoffretInstant since; /* when it expired or was put into the trash; NONE: not known */
  CoffretFields more;
  CoffretFields fewer;
} CoffretChanged;

void coffret_changed_free (CoffretChanged *changed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretChanged, coffret_changed_free)

/* One sentence for people. Owned. */
char *coffret_changed_to_sentence (const CoffretChanged *changed);

/* Since GROUP was shared last: resolves to a GPtrArray of CoffretChanged. */
DexFuture *coffret_session_group_changes (CoffretSession *self,
                                          const CoffretSharingGroup *group,
                                          CoffretInstant now);
/* Since the share ID, which is compared with the vault, and with its group if that is there. */
DexFuture *coffret_session_share_changes (CoffretSession *self, const char *id, CoffretInstant now);

/* The same as a pure function. LAST (nullable) is the share to compare with, TODAY of all that is
 * in GROUP (nullable) or LAST, by credential; FITTING (nullable): ids of what has the group's rule.
 */
GPtrArray *coffret_changed_find (const CoffretSharingGroup *group,
                                 const CoffretShareRow *last,
                                 GHashTable *today,
                                 GPtrArray *fitting,
                                 CoffretInstant now);

G_END_DECLS
