#include "organise/grouping.h"

#include <glib/gi18n-lib.h>

#include "base/fold.h"
#include "organise/commands.h"
#include "organise/library-private.h"
#include "organise/session-private.h"
#include "organise/terms.h"
#include "organise/work.h"

typedef struct {
  char *name;
  char *words;
  GPtrArray *ids; /* of what has it; known once sorted out */
} Group;

typedef struct {
  CoffretSession *session;
  CoffretSnapshot *snapshot;
  GPtrArray *groups;
} Grouping;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->name);
  g_free (group->words);
  g_ptr_array_unref (group->ids);
  g_free (group);
}

static void
grouping_free (gpointer data)
{
  Grouping *grouping = data;

  g_object_unref (grouping->session);
  coffret_snapshot_drop (grouping->snapshot);
  g_ptr_array_unref (grouping->groups);
  g_free (grouping);
}

static DexFuture *
sort_out (gpointer data)
{
  Grouping *grouping = data;
  guint count = coffret_snapshot_get_count (grouping->snapshot);

  for (guint i = 0; i < grouping->groups->len; i++) {
    Group *group = g_ptr_array_index (grouping->groups, i);
    g_autoptr (CoffretTerms) terms = coffret_terms_new (
      group->words, coffret_snapshot_get_drawers (grouping->snapshot), coffret_instant_now (),
      coffret_snapshot_get_vocabulary (grouping->snapshot));

    for (guint j = 0; j < count; j++) {
      const CoffretRow *row = coffret_snapshot_get_row (grouping->snapshot, j);

      if (coffret_row_is_listed (row) && row->compartments[0] == NULL &&
          coffret_terms_match (terms, row))
        g_ptr_array_add (group->ids, g_strdup (row->id));
    }
  }
  return dex_future_new_true ();
}

/* One that is filled by hand and lies in no other, with NAME; NULL: there is none. NEXT is the
 * position behind all of them. */
static const char *
find_namesake (CoffretLibrary *library, const char *name, int *next)
{
  GListModel *compartments = coffret_library_get_compartments (library);
  guint count = g_list_model_get_n_items (compartments);
  g_autofree char *wanted = coffret_fold (name);
  const char *found = NULL;

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) other = g_list_model_get_item (compartments, i);
    const CoffretCompartmentRow *row = coffret_compartment_get_row (other);
    g_autofree char *folded = coffret_fold (row->name);

    *next = MAX (*next, row->position + 1);
    if (row->rule == NULL && row->parent == NULL && g_str_equal (folded, wanted))
      found = row->id; /* the library keeps it */
  }
  return found;
}

static DexFuture *
on_sorted_out (DexFuture *future, gpointer data)
{
  Grouping *grouping = data;
  CoffretLibrary *library = coffret_session_get_library (grouping->session);
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;
  int next = 0;

  if (coffret_session_is_ended (grouping->session))
    return coffret_session_reject_ended ();
  label = g_strdup_printf (
    /* Translators: %u is a number. What can be undone. */
    ngettext ("Make %u compartment", "Make %u compartments", grouping->groups->len),
    grouping->groups->len);
  change = coffret_change_new (label);
  for (guint i = 0; i < grouping->groups->len; i++) {
    Group *group = g_ptr_array_index (grouping->groups, i);
    const char *there = find_namesake (library, group->name, &next);
    g_autoptr (CoffretCompartmentRow) row = NULL;

    if (group->ids->len == 0)
      continue;
    if (there == NULL) {
      row = coffret_compartment_row_new (group->name);
      row->position = next + (int) i;
      coffret_commands_add_save (change, row);
    }
    coffret_commands_add_put (change, group->ids, there != NULL ? there : row->id);
  }
  return coffret_session_perform (grouping->session, change);
}

DexFuture *
coffret_grouping_make (CoffretSession *session, GPtrArray *facets)
{
  Grouping *grouping;

  if (coffret_session_is_ended (session))
    return coffret_session_reject_ended ();
  grouping = g_new0 (Grouping, 1);
  grouping->session = g_object_ref (session);
  grouping->snapshot = coffret_library_ref_snapshot (coffret_session_get_library (session));
  grouping->groups = g_ptr_array_new_with_free_func (group_free);
  for (guint i = 0; i < facets->len; i++) {
    const CoffretFacet *facet = g_ptr_array_index (facets, i);
    Group *group = g_new0 (Group, 1);

    group->name = coffret_clean (facet->label, 80, FALSE);
    group->words = coffret_facet_write (facet);
    group->ids = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (grouping->groups, group);
  }
  return coffret_session_keep (dex_future_then (coffret_work_run (sort_out, grouping, NULL),
                                                on_sorted_out, grouping, grouping_free));
}
