/* versioning.h: the acts by which credentials become versions of one another, or no more.
 *
 * That an issuer calls two by the same name only suggests it; nothing is joined before its owner
 * said so. What is joined is one row of a list, the newest; each version keeps its own original,
 * verdict, note and files. Each act is one step of undo.
 */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

/* The histories of both become one, NEWER's behind OLDER's. What the owner had arranged of the one
 * that was shown until then (compartments, tags, favourite, own title, note, own translations) is
 * so of the one that is shown from then on, where nothing else was. Resolves to TRUE. */
DexFuture *
coffret_session_join_versions (CoffretSession *self, CoffretEntry *older, CoffretEntry *newer);
/* They are no versions of each other, and nobody is asked again. Resolves to TRUE. */
DexFuture *
coffret_session_keep_apart (CoffretSession *self, CoffretEntry *one, CoffretEntry *other);
/* Out of its history; it is a credential of its own again. Resolves to TRUE. */
DexFuture *coffret_session_take_apart (CoffretSession *self, CoffretEntry *entry);

/* Others that its issuer calls by the same name, of which nobody has said anything yet: resolves to
 * a GPtrArray (G_TYPE_PTR_ARRAY) of CoffretEntry, the newest of each history, the oldest first. */
DexFuture *coffret_session_find_versions (CoffretSession *self, CoffretEntry *entry);

/* Whether OTHER is the later one of two, by their dates. */
gboolean coffret_version_is_later (CoffretEntry *entry, CoffretEntry *other);
/* Whether it may be offered as an update: what does not match its signature may be anybody's. */
gboolean coffret_version_may_update (const char *verdict);

G_END_DECLS
