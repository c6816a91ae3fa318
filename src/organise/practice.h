/* practice.h: the belongings of an invented person, to learn on.
 *
 * They are part of the program: credentials of which nothing is real, the compartments they
 * lie in, and a few more that are there to be added. A session that was filled with them
 * takes in nothing else, whichever way it comes, so that nobody's own file ever gets into a
 * vault that is thrown away. data/practice/ says who and what.
 *
 * Most are signed, by issuers whose keys anyone can make (tests/practice/sign.c makes them from
 * published numbers and signs again whatever was changed), so that every verdict can be met:
 * verified, signed, expired, revoked, invalid, unchecked and unsigned. Who vouches for
 * these issuers is data/practice/registry.json, and what one of them withdrew is in
 * status.json; both are grounds of a session that was filled from here and of no other.
 */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_PRACTICE_ERROR_OWN_FILE, /* the owner's own, or at least not one of these */
} CoffretPracticeError;

#define COFFRET_PRACTICE_ERROR (coffret_practice_error_quark ())
GQuark coffret_practice_error_quark (void);

/* One of the files, as it would lie in a folder. */
typedef struct {
  char *name;
  GBytes *bytes;
} CoffretPracticeFile;

/* Puts them into SESSION, which is empty, and closes it to everything else. There is no step of
 * undo for it. Resolves to TRUE. */
DexFuture *coffret_practice_fill (CoffretSession *session);

/* The next of those that are there to be added and are not in SESSION or are in its trash.
 * NULL when there is none. */
CoffretPracticeFile *coffret_practice_next (CoffretSession *session);
/* Every one of them, those to be added last: for tests. CoffretPracticeFile's. */
GPtrArray *coffret_practice_list (void);
void coffret_practice_file_free (CoffretPracticeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPracticeFile, coffret_practice_file_free)

G_END_DECLS
