/* library.h: everything in the open vault, in memory, and how to look through it.
 *
 * A GListModel of every CoffretEntry, trashed ones too; but what it keeps of each is a summary, and
 * an entry is made when it is asked for (entry.h): whoever wants something of all of them asks a
 * view, or the overview. A large vault is shown before all of it is read: what there is at first is
 * what the list begins with. Views (view.h) filter,
 * search and sort it on a worker thread and show the answer; the library itself
 * is changed on the main thread only, by the session. Signal "changed": once per
 * act, when all of it is done. Signal "attachments-changed" (the credential's id): there are others
 * beside it, or they are called otherwise, or more is known of them.
 */
#pragma once

#include "organise/compartment.h"
#include "organise/entry.h"
#include "organise/groups.h"
#include "organise/identity.h"
#include "organise/plans.h"
#include "vault/trust.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LIBRARY (coffret_library_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLibrary, coffret_library, COFFRET, LIBRARY, GObject)

/* Borrowed: good for the turn of the main loop, and until a thousand others were asked for. */
CoffretEntry *coffret_library_find (CoffretLibrary *self, const char *id);
/* A GListModel of CoffretCompartment in the owner's order; borrowed. */
GListModel *coffret_library_get_compartments (CoffretLibrary *self);
/* CoffretCompartment's as they are shown: each followed by those within it. Owned. */
GPtrArray *coffret_library_list_compartments (CoffretLibrary *self);
/* Each tag that a credential has, by the reader's alphabet; owned. */
char **coffret_library_list_tags (CoffretLibrary *self);
CoffretCompartment *coffret_library_find_compartment (CoffretLibrary *self, const char *id);
/* A GListModel of CoffretIdentity in the owner's order; borrowed. */
GListModel *coffret_library_get_identities (CoffretLibrary *self);
CoffretIdentity *coffret_library_find_identity (CoffretLibrary *self, const char *id);
CoffretPlans *coffret_library_get_plans (CoffretLibrary *self);   /* borrowed */
CoffretGroups *coffret_library_get_groups (CoffretLibrary *self); /* borrowed */
/* What the owner says of ISSUER, by its id; NULL: nothing. Borrowed until it changes: signal
 * "trust-changed" (the issuer's id) tells of it. */
const CoffretTrustRow *coffret_library_find_trust (CoffretLibrary *self, const char *issuer);
/* CoffretTrustRow's, borrowed; owned array. */
GPtrArray *coffret_library_list_trust (CoffretLibrary *self);

/* The history of ID: CoffretEntry's, owned, the oldest first, itself among them and those in the
 * trash too. What has none is alone. */
GPtrArray *coffret_library_list_versions (CoffretLibrary *self, const char *id);
/* The one of ID's history that lists show; NULL: all of it is in the trash. Borrowed. */
CoffretEntry *coffret_library_find_newest (CoffretLibrary *self, const char *id);
/* Whether the owner has said that they are no versions of each other. */
gboolean coffret_library_are_apart (CoffretLibrary *self, const char *one, const char *other);

G_END_DECLS
