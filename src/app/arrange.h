/* arrange.h: putting what lies in a compartment in an order by hand, by key and by pointer. */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* ENTRY, which is in VIEW, all of COMPARTMENT as it is shown now, STEP places further; tells FROM
 * what came of it, or rings the bell where there is no such place. */
void coffret_arrange_step (GtkWidget *from,
                           CoffretSession *session,
                           const char *compartment,
                           GListModel *view,
                           CoffretEntry *entry,
                           int step);
/* ENTRIES, some or all of them in VIEW, before the one at POSITION, or behind the last. */
void coffret_arrange_before (GtkWidget *from,
                             CoffretSession *session,
                             const char *compartment,
                             GListModel *view,
                             GPtrArray *entries,
                             guint position);

/* ENTRIES are dropped before POSITION, or with NULL: whether any may be. */
typedef gboolean (*CoffretArrangeFunc) (gpointer page, GPtrArray *entries, guint position);

/* LIST, on PAGE, whose rows lie in CoffretRowHolder's, takes credentials that are dragged within
 * it.
 */
void coffret_arrange_take_drops (GtkListView *list, CoffretArrangeFunc func, gpointer page);

G_END_DECLS
