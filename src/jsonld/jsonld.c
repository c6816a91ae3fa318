#include "jsonld/jsonld.h"

#include "jsonld/contexts-private.h"
#include "jsonld/expanded.h"

CoffretDataset *
coffret_jsonld_to_rdf (const json_t *document,
                       const CoffretJsonldOptions *options,
                       GPtrArray *dropped,
                       GError **error)
{
  CoffretRun run;
  CoffretExpandedItems items = { 0 };
  g_autoptr (CoffretDataset) dataset = NULL;
  gboolean done;

  coffret_run_init (&run, options, dropped);
  run.for_rdf = TRUE;
  done =
    coffret_expand_document (&run, document, &items, error) && coffret_run_finish (&run, error);
  if (done) {
    dataset = coffret_dataset_new ();
    done = coffret_expanded_to_rdf (&run, &items, dataset, error);
  }
  coffret_run_clear (&run);
  return done ? g_steal_pointer (&dataset) : NULL;
}

json_t *
coffret_jsonld_expand (const json_t *document,
                       const CoffretJsonldOptions *options,
                       GPtrArray *dropped,
                       GError **error)
{
  CoffretRun run;
  CoffretExpandedItems items = { 0 };
  json_t *expanded = NULL;

  coffret_run_init (&run, options, dropped);
  if (coffret_expand_document (&run, document, &items, error) && coffret_run_finish (&run, error))
    expanded = coffret_expanded_to_json (&items);
  coffret_run_clear (&run);
  return expanded;
}
