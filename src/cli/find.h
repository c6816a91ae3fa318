/* find.h: from what was typed to what is meant. What is not found is said.
 *
 * All is borrowed from LIBRARY. */
#pragma once

#include "organise/library.h"

G_BEGIN_DECLS

/* The id of the compartment, by its name as people read it. */
const char *coffret_find_compartment (CoffretLibrary *library, const char *name);
/* ID may be only the beginning, where no other begins so. */
CoffretEntry *coffret_find_entry (CoffretLibrary *library, const char *id);
/* By its name as people read it, or its whole id. */
CoffretGroup *coffret_find_group (CoffretLibrary *library, const char *name);

G_END_DECLS
