/* observer.h: what is to be seen of a window: the widgets that steps point at, and whether
 * conditions hold. Looks, and changes nothing but the page that is looked at. */
#pragma once

#include <adwaita.h>

#include "tutorials/condition.h"

G_BEGIN_DECLS

typedef struct {
  gconstpointer session; /* that was looked at, for comparing only; NULL: none */
  guint counts[COFFRET_N_COUNTS];
} CoffretSighting;

/* TARGET as tutorial.h says; in the open dialog first, never below EXCEPT (nullable). Borrowed;
 * NULL: it is not on the screen. */
GtkWidget *
coffret_observer_find (AdwApplicationWindow *window, const char *target, GtkWidget *except);
/* Where there is room for one page only, TARGET may be on the other one: the view that turns to it,
 * by coffret_observer_turn(); NULL: it is nowhere, or on the screen. Borrowed. */
AdwNavigationSplitView *
coffret_observer_find_behind (AdwApplicationWindow *window, const char *target, GtkWidget *except);
void coffret_observer_turn (AdwNavigationSplitView *view);
/* To the list of all credentials. */
void coffret_observer_go_home (AdwApplicationWindow *window);
/* Whether the page or the widget of CONDITION is only covered by the places, where there is room
 * for one page only. */
gboolean coffret_observer_is_behind (AdwApplicationWindow *window,
                                     const CoffretCondition *condition,
                                     GtkWidget *except);
/* How many there are of everything now. */
CoffretSighting coffret_observer_look (AdwApplicationWindow *window);
/* Whether CONDITION holds, as against BEFORE, when the step began. */
gboolean coffret_observer_holds (AdwApplicationWindow *window,
                                 const CoffretCondition *condition,
                                 const CoffretSighting *before,
                                 GtkWidget *except);
/* Where one writes in WIDGET; borrowed; NULL: nowhere. */
GtkEditable *coffret_observer_editable (GtkWidget *widget);

/* The first row in WIDGET that does something; borrowed; NULL: none. */
GtkWidget *coffret_observer_first_row (GtkWidget *widget);

G_END_DECLS
