/* person.h: an invented person, as data/practice/people/ tells of them.
 *
 * One file each, part of the program; another person is another file there and a line in
 * practice.gresource.xml. A file says who vouches for whom, what was signed and what happened to
 * it since; nothing in it is signed and no verdict is made from it: invent.h does what issuers and
 * forgers would do, and the verifier comes to its own. “verdict” in a file says what is to come of
 * that, and only tests read it.
 */
#pragma once

#include "base/json.h"
#include "credential/text.h"

G_BEGIN_DECLS

typedef struct {
  char *id; /* that of the file, without .json */
  char *name;
  CoffretText *story; /* a sentence or two */
  gint64 order;
  json_t *plan; /* the file */
} CoffretPerson;

void coffret_person_free (CoffretPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPerson, coffret_person_free)

/* All of them, in their order. CoffretPerson's, owned. */
GPtrArray *coffret_people_list (void);
/* ID NULL: the first one. NULL: there is none of that id. */
CoffretPerson *coffret_person_find (const char *id);

/* The one after ID in their order, and after the last one the first. Owned. */
CoffretPerson *coffret_person_after (const char *id);

/* What data/practice/ has under NAME. Owned; NULL: nothing. */
GBytes *coffret_person_resource (const char *name);
json_t *coffret_person_resource_json (const char *name);

G_END_DECLS
