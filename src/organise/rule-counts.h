/* rule-counts.h: how many credentials lie in each compartment that fills itself.
 *
 * Inside the module only. Counted on a worker whenever the library has changed, once for many
 * changes; the compartments' counts follow.
 */
#pragma once

#include "organise/library.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_RULE_COUNTS (coffret_rule_counts_get_type ())
G_DECLARE_FINAL_TYPE (CoffretRuleCounts, coffret_rule_counts, COFFRET, RULE_COUNTS, GObject)

CoffretRuleCounts *coffret_rule_counts_new (CoffretLibrary *library);

G_END_DECLS
