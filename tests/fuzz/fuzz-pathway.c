/* Pathways that somebody hands round: what can be read is written so that it reads the same, and
 * within its bounds. */
#include "fuzz.h"
#include "organise/pathway.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretPathwayPlan) plan =
    coffret_pathway_plan_read ((const char *) data, size, &error);
  g_autoptr (CoffretPathwayPlan) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  g_assert ((plan == NULL) == (error != NULL));
  if (plan == NULL)
    return 0;
  g_assert (plan->name != NULL && g_utf8_validate (plan->name, -1, NULL));
  g_assert (plan->needs > 0 && plan->needs <= plan->steps->len);
  g_assert (plan->steps->len <= COFFRET_PATHWAY_MAX_STEPS);
  for (guint i = 0; i < plan->steps->len; i++) {
    const CoffretPathwayStep *step = g_ptr_array_index (plan->steps, i);

    g_assert (step->name != NULL && strpbrk (step->name, "\n\r\x1b") == NULL);
    g_assert (step->needs > 0 && step->needs <= step->of->len);
  }
  once = coffret_pathway_plan_write (plan);
  if (strlen (once) > COFFRET_PATHWAY_MAX_BYTES)
    return 0;
  again = coffret_pathway_plan_read (once, strlen (once), NULL);
  g_assert (again != NULL);
  twice = coffret_pathway_plan_write (again);
  g_assert (g_str_equal (once, twice));
  return 0;
}
