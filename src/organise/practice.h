/* practice.h: a session that is filled with what an invented person has, to learn on.
 *
 * What that is comes from above (practice/), made anew each time: credentials of which nothing is
 * real, the compartments they lie in, and a few more that are there to be added. A session that
 * was filled so takes in nothing else, whichever way it comes, so that nobody's own file ever gets
 * into a vault that is thrown away. Who vouches for the invented issuers, what they withdrew and
 * the documents of their keys are grounds of this one session and of no other.
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
  gboolean add; /* not there from the beginning, but there to be added */
} CoffretPracticeFile;

void coffret_practice_file_free (CoffretPracticeFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPracticeFile, coffret_practice_file_free)

typedef struct {
  char *name;
  char *icon;
  char *colour;
  char **files; /* names of those that lie in it */
} CoffretPracticeDrawer;

void coffret_practice_drawer_free (CoffretPracticeDrawer *drawer);

/* All that an invented person has. Whoever makes it fills it, then nobody changes it. */
typedef struct {
  char *id;             /* of the person, as the maker knows them */
  char *person;         /* the name */
  GPtrArray *files;     /* CoffretPracticeFile, those to be added last */
  GPtrArray *drawers;   /* CoffretPracticeDrawer */
  GBytes *registry;     /* who vouches for the issuers (grounds.h) */
  GPtrArray *lists;     /* GBytes: of what was withdrawn */
  GPtrArray *documents; /* GBytes: of issuers who are not named by their key */
} CoffretPracticeSet;

CoffretPracticeSet *coffret_practice_set_new (void);
CoffretPracticeSet *coffret_practice_set_ref (CoffretPracticeSet *set);
void coffret_practice_set_unref (CoffretPracticeSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPracticeSet, coffret_practice_set_unref)

/* What PERSON has, of whom only the maker knows more; NULL: the first one. Called on a worker;
 * owned.
 */
typedef CoffretPracticeSet *(*CoffretPracticeMaker) (const char *person);

/* Puts what MAKER makes into SESSION, which is empty, and closes it to everything else. There is no
 * step of undo for it. Resolves to TRUE. */
DexFuture *
coffret_practice_fill (CoffretSession *session, CoffretPracticeMaker maker, const char *person);

/* What SESSION was filled with; NULL: nothing. Borrowed. */
const CoffretPracticeSet *coffret_practice_get (CoffretSession *session);
/* The next of those that are there to be added and are not in SESSION or are in its trash; one that
 * cannot be read is offered once. Borrowed; NULL when there is none. */
const CoffretPracticeFile *coffret_practice_next (CoffretSession *session);

G_END_DECLS
