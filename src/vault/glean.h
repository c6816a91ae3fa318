/* glean.h: the rows of a damaged vault, gathered from its pages into a database of this schema.
 *
 * Which table a row belongs to is told from what it holds, so that neither page 1 nor the pages
 * between it and the row are needed. Then what is missing is derived from what else is there: the
 * row of an original from its indexes, that of a credential from its original and the indexes, a
 * compartment from what lies in it. The database needs no foreign keys on; what is in it can be
 * believed as little as a backup's. Inside the module only.
 */
#pragma once

#include <gio/gio.h>

#include "vault/database.h"
#include "vault/pages.h"

G_BEGIN_DECLS

typedef struct {
  guint pages;
  guint pages_lost;
  guint credentials; /* that there were, as far as anything still tells, with those in the trash */
} CoffretGleaned;

/* DONE of TOTAL pages were looked at. */
typedef void (*CoffretGleanProgress) (guint done, guint total, gpointer data);

/* INTO: empty, of this schema. PROGRESS is nullable. */
gboolean coffret_glean (CoffretPages *pages,
                        CoffretDatabase *into,
                        CoffretGleaned *gleaned,
                        CoffretGleanProgress progress,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error);

/* The second step, for glean.c: what is missing, from what is there (glean-mend.c). */
gboolean coffret_glean_mend (CoffretDatabase *into, GCancellable *cancellable, GError **error);

G_END_DECLS
