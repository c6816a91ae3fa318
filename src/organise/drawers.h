/* drawers.h: the owner's compartments at one moment, for a worker.
 *
 * Inside the module only. Immutable and counted. What fills itself by a rule is a search, written
 * with English keys (pieces.h); nothing is put into it by hand.
 */
#pragma once

#include "organise/hand.h"
#include "vault/compartments.h"

G_BEGIN_DECLS

typedef struct {
  char *id;
  char *folded;      /* its name */
  char *rule;        /* NULL: filled by hand */
  CoffretHand *hand; /* the order that it is in; NULL: that of the question */
} CoffretDrawer;

typedef struct {
  GPtrArray *list; /* CoffretDrawer */
} CoffretDrawers;

CoffretDrawers *coffret_drawers_new (void);
/* While it is being made. HAND is nullable. */
void
coffret_drawers_add (CoffretDrawers *drawers, const CoffretCompartmentRow *row, CoffretHand *hand);
CoffretDrawers *coffret_drawers_ref (CoffretDrawers *drawers);
void coffret_drawers_unref (CoffretDrawers *drawers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretDrawers, coffret_drawers_unref)
/* NULL: there is none. */
const CoffretDrawer *coffret_drawers_find (const CoffretDrawers *drawers, const char *id);

G_END_DECLS
