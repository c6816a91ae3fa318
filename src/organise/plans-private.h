/* plans-private.h: how the session fills and changes the plans. Inside the module only. */
#pragma once

#include "organise/change.h"
#include "organise/plans.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* What plans are made of, as it lies in the vault. */
typedef struct {
  CoffretTarget target;
  GPtrArray *pathways; /* CoffretPathwayRow */
} CoffretPlansLoad;

/* On the vault's thread. */
CoffretPlansLoad *coffret_plans_load (CoffretDatabase *database, GError **error);
void coffret_plans_load_free (CoffretPlansLoad *load);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPlansLoad, coffret_plans_load_free)

CoffretPlans *coffret_plans_new (void);
/* Everything as LOAD (taken) says. */
void coffret_plans_fill (CoffretPlans *self, CoffretPlansLoad *load);
/* Empties them. */
void coffret_plans_clear (CoffretPlans *self);
void coffret_plans_set_target (CoffretPlans *self, CoffretTarget target);
/* ROW (nullable: it goes) has that ID; copied. */
void coffret_plans_set_pathway (CoffretPlans *self, const char *id, const CoffretPathwayRow *row);

/* As commands. ROW (nullable: it goes) has that ID; copied. */
void coffret_commands_add_target (CoffretChange *change, CoffretTarget target);
void
coffret_commands_add_pathway (CoffretChange *change, const char *id, const CoffretPathwayRow *row);

G_END_DECLS
