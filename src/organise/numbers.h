/* numbers.h: a set of small numbers, such as a library gives to its credentials.
 *
 * A bit for each, so that even what is asked of all of a hundred thousand takes microseconds. Of
 * one owner, on any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CoffretNumbers CoffretNumbers;

CoffretNumbers *coffret_numbers_new (void);
void coffret_numbers_free (CoffretNumbers *numbers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretNumbers, coffret_numbers_free)

gboolean coffret_numbers_contain (const CoffretNumbers *numbers, guint number);
void coffret_numbers_add (CoffretNumbers *numbers, guint number);
/* Whether it was in it. */
gboolean coffret_numbers_remove (CoffretNumbers *numbers, guint number);
void coffret_numbers_clear (CoffretNumbers *numbers);
guint coffret_numbers_count (const CoffretNumbers *numbers);
/* All that are in OTHER, too. */
void coffret_numbers_add_all (CoffretNumbers *numbers, const CoffretNumbers *other);
/* Only those that are in OTHER (nullable: none is) stay. */
void coffret_numbers_keep (CoffretNumbers *numbers, const CoffretNumbers *other);

G_END_DECLS
