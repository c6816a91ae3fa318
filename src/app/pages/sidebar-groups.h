/* sidebar-groups.h: the sharing groups in the sidebar: a row for each, its menu, and what is
 * dropped on it.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/widgets/place-row.h"
#include "organise/session.h"

G_BEGIN_DECLS

typedef void (*CoffretSidebarAdopt) (GtkWidget *page, CoffretPlaceRow *row);

/* Fills LIST and keeps it so, above the rows that are there. ADOPT is given each new row. Once. */
void coffret_sidebar_groups_fill (GtkListBox *list,
                                  CoffretSession *session,
                                  GtkWidget *page,
                                  CoffretSidebarAdopt adopt);
/* Does what ACTION ("sidebar.change") means for the group whose row has the focus; FALSE: it is no
 * group's. */
gboolean coffret_sidebar_groups_act (GtkListBox *list, const char *action, GVariant *target);
/* NULL: there is none. */
CoffretPlaceRow *coffret_sidebar_groups_find (GtkListBox *list, const char *id);
/* The popover goes before its list does. */
void coffret_sidebar_groups_clear (GtkListBox *list);

G_END_DECLS
