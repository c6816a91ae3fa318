/* plans.h: what the holder is heading for: so many hours of learning in a year, and pathways.
 *
 * Kept in the vault, because it is personal. Lives on the main thread and belongs to the library;
 * changed by acts of the session only (planning.h). Signal "changed".
 */
#pragma once

#include <glib-object.h>

#include "vault/pathways.h"

G_BEGIN_DECLS

/* More hours than a year has are a slip of the finger. */
#define COFFRET_TARGET_MOST (8784 * 60)

/* The same for each year, until it is changed. */
typedef struct {
  gint64 minutes; /* 0: none is set */
  int month;      /* in which the year begins: 1 to 12; who reports hours often counts from another
                     month than January */
} CoffretTarget;

#define COFFRET_TYPE_PLANS (coffret_plans_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPlans, coffret_plans, COFFRET, PLANS, GObject)

CoffretTarget coffret_plans_get_target (CoffretPlans *self);
/* CoffretPathwayRow's in the owner's order; borrowed until the next change. */
GPtrArray *coffret_plans_get_pathways (CoffretPlans *self);
const CoffretPathwayRow *coffret_plans_find_pathway (CoffretPlans *self, const char *id);

G_END_DECLS
