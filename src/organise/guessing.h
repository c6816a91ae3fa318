/* guessing.h: what somebody may have meant who searched and found nothing.
 *
 * Each word that no credential has is replaced by the one that some credential has and that comes
 * closest, where any is close: farther off than the one slip that a search forgives by itself
 * (nearly.h). Filters keep their keys. Worked out on a worker.
 */
#pragma once

#include <libdex.h>

#include "organise/library.h"

G_BEGIN_DECLS

/* Resolves to a string to be searched for instead, or to NULL where nothing comes close. */
DexFuture *coffret_guess (CoffretLibrary *library, const char *words);

/* How many letters are to be changed, added, left out or swapped to make OTHER of WORD, both
 * folded; more than MOST: MOST + 1. */
guint coffret_guess_distance (const char *word, const char *other, guint most);

G_END_DECLS
