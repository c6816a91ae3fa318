#include "cli/find.h"

#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "cli/output.h"

const char *
coffret_find_compartment (CoffretLibrary *library, const char *name)
{
  GListModel *compartments = coffret_library_get_compartments (library);
  g_autofree char *wanted = coffret_fold (name);
  g_autofree char *sentence = NULL;
  guint count = g_list_model_get_n_items (compartments);

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);
    g_autofree char *folded = coffret_fold (coffret_compartment_get_name (compartment));

    if (g_str_equal (folded, wanted))
      return coffret_compartment_get_id (compartment); /* the library keeps it */
  }
  /* Translators: %s is the name of a compartment. */
  sentence = g_strdup_printf (_ ("There is no compartment “%s”."), name);
  coffret_output_error (sentence);
  return NULL;
}

CoffretEntry *
coffret_find_entry (CoffretLibrary *library, const char *id)
{
  GListModel *model = G_LIST_MODEL (library);
  guint count = g_list_model_get_n_items (model);
  CoffretEntry *found = coffret_library_find (library, id);
  g_autofree char *sentence = NULL;

  for (guint i = 0; found == NULL && i < count; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (model, i);

    if (!g_str_has_prefix (coffret_entry_get_id (entry), id))
      continue;
    for (guint j = i + 1; j < count; j++) {
      g_autoptr (CoffretEntry) other = g_list_model_get_item (model, j);

      if (g_str_has_prefix (coffret_entry_get_id (other), id)) {
        /* Translators: %s is what was typed. */
        sentence =
          g_strdup_printf (_ ("Several credentials begin with “%s”. Give more of it."), id);
        coffret_output_error (sentence);
        return NULL;
      }
    }
    found = entry;
  }
  if (found == NULL) {
    /* Translators: %s is what was typed. */
    sentence =
      g_strdup_printf (_ ("There is no credential “%s”. “coffretctl list” shows them."), id);
    coffret_output_error (sentence);
  }
  return found;
}

CoffretGroup *
coffret_find_group (CoffretLibrary *library, const char *name)
{
  GListModel *groups = G_LIST_MODEL (coffret_library_get_groups (library));
  g_autofree char *wanted = coffret_fold (name);
  g_autofree char *sentence = NULL;
  CoffretGroup *found = NULL;
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (CoffretGroup) group = g_list_model_get_item (groups, i);
    g_autofree char *folded = coffret_fold (coffret_group_get_name (group));

    if (g_str_equal (folded, wanted) || g_str_equal (coffret_group_get_id (group), name)) {
      found = group; /* the model keeps it */
      count++;
    }
  }
  if (count == 1)
    return found;
  /* Translators: %s is what was typed: the name of a sharing group. */
  sentence = count == 0
               ? g_strdup_printf (
                   _ ("There is no sharing group “%s”. “coffretctl groups” shows them."), name)
               /* Translators: %s is the name of several sharing groups. */
               : g_strdup_printf (_ ("Several sharing groups are called “%s”. Give the "
                                     "number of one, which --json shows."),
                                  name);
  coffret_output_error (sentence);
  return NULL;
}
