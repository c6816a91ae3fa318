/* reread.h: what was derived from the originals, derived again by a newer reader.
 *
 * A Coffret that reads more out of a credential than the one that took it in goes
 * once through all originals when it first opens the vault, in one transaction:
 * killed in its middle, it begins anew the next time. Ids, places, compartments and
 * the holder's own words stay; what cannot be read any more stays as it was.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

/* Goes up whenever the readers find more, or records.c keeps more of it. */
#define COFFRET_READING 1

/* Does nothing where it was done before, or where nothing can be written. Within a transaction or
 * outside of any. */
gboolean coffret_reread (CoffretDatabase *database, GError **error);

G_END_DECLS
