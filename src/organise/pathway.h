/* pathway.h: "these n build that": what the holder wants to put together, and how far it is.
 *
 * A definition is JSON that its owner makes in a dialog or somebody hands round as a file:
 *
 *     { "coffretPathway": 1,
 *       "name": "Towards the diploma",
 *       "builds": "Diploma in practical nursing",           optional: what it leads to
 *       "needs": 2,                                          optional: so many of the steps
 *       "steps": [
 *         { "name": "Wound care",                            optional where a criterion has a title
 *           "optional": true,                                optional: counts for nothing, but is
 * told "needs": 1,                                      optional: so many of what follows "of": [
 *             { "achievement": "https://example.org/a/1" },
 *             { "title": "Wound care, level 2", "issuer": "Collège du Grand Nord" },
 *             { "skill": "Aseptic technique" },
 *             { "credential": "UUID", "title": "…" } ] } ] }
 *
 * A criterion is met by one credential of which all that it says is so: an issuer by name or id,
 * names accents and case aside; a credential of the owner's by its id, or where it is not in this
 * vault by title and issuer. Several in one "of" are equivalents, or with "needs" so many of them,
 * each by another credential. What lies in the trash does not count, nor what is revoked, suspended
 * or expired, but it is told apart from what is missing. Unknown members are left alone.
 * Everything is bounded; what is wrong is refused with the place, as a JSON pointer.
 */
#pragma once

#include "organise/library.h"
#include "vault/pathways.h"

G_BEGIN_DECLS

#define COFFRET_PATHWAY_MAX_STEPS 100
#define COFFRET_PATHWAY_MAX_CRITERIA 50
#define COFFRET_PATHWAY_MAX_TEXT 300 /* characters */

#define COFFRET_PATHWAY_ERROR (coffret_pathway_error_quark ())
GQuark coffret_pathway_error_quark (void);

typedef enum {
  COFFRET_PATHWAY_ERROR_UNREADABLE,
  COFFRET_PATHWAY_ERROR_NEWER, /* of a later Coffret */
  COFFRET_PATHWAY_ERROR_WRONG,
} CoffretPathwayError;

typedef struct {
  char *achievement; /* each nullable, not all of them */
  char *issuer;
  char *title;
  char *skill;
  char *credential;
} CoffretCriterion;

typedef struct {
  char *name; /* never NULL */
  gboolean optional;
  guint needs;   /* of the criteria; at least 1 */
  GPtrArray *of; /* CoffretCriterion */
} CoffretPathwayStep;

typedef struct {
  char *name;
  char *builds;     /* nullable */
  guint needs;      /* of the steps that are not optional; at least 1 */
  GPtrArray *steps; /* CoffretPathwayStep */
} CoffretPathwayPlan;

CoffretPathwayPlan *coffret_pathway_plan_new (const char *name);
void coffret_pathway_plan_free (CoffretPathwayPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPathwayPlan, coffret_pathway_plan_free)
/* Another step, borrowed, with a criterion of that title: the others are nullable. */
CoffretPathwayStep *coffret_pathway_plan_add (CoffretPathwayPlan *plan,
                                              const char *title,
                                              const char *issuer,
                                              const char *credential);
/* Another thing that would do for STEP. */
void coffret_pathway_step_add (CoffretPathwayStep *step,
                               const char *title,
                               const char *issuer,
                               const char *credential);

CoffretPathwayPlan *coffret_pathway_plan_read (const char *text, gsize length, GError **error);
char *coffret_pathway_plan_write (const CoffretPathwayPlan *plan);
/* A definition NULL: it cannot be read; the name is there all the same. */
CoffretPathwayPlan *coffret_pathway_plan_of_row (const CoffretPathwayRow *row);

typedef enum {
  COFFRET_STEP_MISSING,
  COFFRET_STEP_LAPSED, /* what would do for it is not in force */
  COFFRET_STEP_DONE,
} CoffretStepState;

typedef struct {
  CoffretStepState state;
  GPtrArray *ids; /* of entries that do for it, or would; char *, owned */
} CoffretStepProgress;

typedef struct {
  char *id; /* of the pathway */
  CoffretPathwayPlan *plan;
  guint done;       /* of the steps that are not optional, at most plan->needs */
  GPtrArray *steps; /* CoffretStepProgress, as in the plan */
} CoffretPathwayProgress;

void coffret_pathway_progress_free (CoffretPathwayProgress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPathwayProgress, coffret_pathway_progress_free)

G_END_DECLS
