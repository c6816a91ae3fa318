/* sharing-groups.h: the rows of sharing groups: for whom, which credentials, what of them.
 *
 * A row is a whole group: saving writes all of it. Each has a key of its own, which is made with
 * it, never changes, leaves the vault only to sign what is shared (coffret_sharing_groups_seed())
 * and comes along with a backup. A removed one can be put back until the vault is opened again.
 */
#pragma once

#include <glib-object.h>

#include "base/instant.h"
#include "base/secret.h"
#include "credential/field.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* What a group may hold; a backup that says more is cut. In characters where it is text. */
#define COFFRET_SHARING_MAX_NAME 200
#define COFFRET_SHARING_MAX_TEXT 4000
#define COFFRET_SHARING_MAX_MEMBERS 10000
#define COFFRET_SHARING_SEED 32

/* One credential in it. What may be seen of it: the group's fields, less HIDDEN, and SHOWN. */
typedef struct {
  char *credential; /* its id */
  CoffretFields shown;
  CoffretFields hidden;
} CoffretSharingMember;

typedef struct {
  char *id;             /* UUID */
  char *name;           /* the holder's own, which never leaves the vault */
  char *audience;       /* see organise/audience.h */
  CoffretFields fields; /* that may be seen */
  char *holder;  /* as its holder wants to be called there; these four NULL: nothing is said */
  char *contact; /* lines */
  char *recipient;
  char *message;
  char *language;       /* of what leaves; never NULL */
  guint days;           /* what leaves is meant to last so long; 0: UNTIL says it */
  CoffretInstant until; /* NONE: no end, or DAYS says it */
  char *compartment;    /* these two nullable, at most one: what would newly fit lies there ... */
  char *rule;           /* ... or is found by these words */
  int position;
  CoffretInstant changed;
  GPtrArray *members;  /* CoffretSharingMember, in their order */
  GPtrArray *left_out; /* ids (char *) of what would fit and is not wanted */
} CoffretSharingGroup;

#define COFFRET_TYPE_SHARING_GROUP (coffret_sharing_group_get_type ())
GType coffret_sharing_group_get_type (void);

CoffretSharingMember *coffret_sharing_member_new (const char *credential);
CoffretSharingMember *coffret_sharing_member_copy (const CoffretSharingMember *member);
void coffret_sharing_member_free (CoffretSharingMember *member);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSharingMember, coffret_sharing_member_free)

/* A new id, nobody in it, nothing to be seen. */
CoffretSharingGroup *coffret_sharing_group_new (const char *name);
CoffretSharingGroup *coffret_sharing_group_copy (const CoffretSharingGroup *group);
void coffret_sharing_group_free (CoffretSharingGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSharingGroup, coffret_sharing_group_free)

/* But for the instant of the last change. */
gboolean
coffret_sharing_group_equal (const CoffretSharingGroup *one, const CoffretSharingGroup *other);
/* NULL: it is not in it. Borrowed. */
CoffretSharingMember *
coffret_sharing_group_find (const CoffretSharingGroup *group, const char *credential);
/* As the last one, unless it is in it. */
void coffret_sharing_group_put (CoffretSharingGroup *group, const char *credential);
/* What is taken out of a group that has a compartment or a rule is left out from then on: it would
 * be offered again otherwise. */
void coffret_sharing_group_take (CoffretSharingGroup *group, const char *credential);
/* Of one of its members. */
CoffretFields
coffret_sharing_group_allows (const CoffretSharingGroup *group, const CoffretSharingMember *member);
/* When what is shared at NOW ends; NONE: never. */
CoffretInstant coffret_sharing_group_end (const CoffretSharingGroup *group, CoffretInstant now);

/* CoffretSharingGroup's that were not removed, in their order, owned. */
GPtrArray *coffret_sharing_groups_list (CoffretDatabase *database, GError **error);
/* Inserts it with a new key, or overwrites the one of that id, which keeps its key and is there
 * again if it was removed. Members that are no credentials (any more) are left out. */
gboolean coffret_sharing_groups_save (CoffretDatabase *database,
                                      const CoffretSharingGroup *group,
                                      GError **error);
/* The same of one that is not there, with SEED: what comes from a backup. */
gboolean coffret_sharing_groups_add (CoffretDatabase *database,
                                     const CoffretSharingGroup *group,
                                     CoffretSecret *seed,
                                     GError **error);
gboolean coffret_sharing_groups_remove (CoffretDatabase *database, const char *id, GError **error);
/* What its key is made of (share/holder-key.h), owned; NULL with an error where there is none. */
CoffretSecret *
coffret_sharing_groups_seed (CoffretDatabase *database, const char *id, GError **error);

G_END_DECLS
