#include "organise/planning.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"
#include "base/json.h"
#include "organise/pathway-private.h"
#include "organise/plans-private.h"
#include "organise/session-private.h"

DexFuture *
coffret_session_set_target (CoffretSession *self, CoffretTarget target)
{
  CoffretTarget before;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (target.minutes < 0 || target.minutes > COFFRET_TARGET_MOST || target.month < 1 ||
      target.month > 12)
    return coffret_session_reject_wish (_ ("A year does not have so many hours."));
  before =
    coffret_plans_get_target (coffret_library_get_plans (coffret_session_get_library (self)));
  if (before.minutes == target.minutes && before.month == target.month)
    return dex_future_new_true ();
  /* Translators: of hours of learning in a year. What can be undone. */
  change =
    coffret_change_new (target.minutes > 0 ? _ ("Set a target for hours of learning")
                                           : _ ("Take away the target for hours of learning"));
  coffret_commands_add_target (change, target);
  return coffret_session_perform (self, change);
}

static int
next_position (CoffretPlans *plans)
{
  GPtrArray *pathways = coffret_plans_get_pathways (plans);
  const CoffretPathwayRow *last =
    pathways->len > 0 ? g_ptr_array_index (pathways, pathways->len - 1) : NULL;

  return last != NULL ? last->position + 1 : 0;
}

static DexFuture *
on_saved (DexFuture *future, gpointer data)
{
  return dex_future_new_take_string (g_strdup (data));
}

DexFuture *
coffret_session_save_pathway (CoffretSession *self, const char *id, const CoffretPathwayPlan *plan)
{
  CoffretPlans *plans = coffret_library_get_plans (coffret_session_get_library (self));
  const CoffretPathwayRow *before = id != NULL ? coffret_plans_find_pathway (plans, id) : NULL;
  g_autofree char *definition = coffret_pathway_plan_write (plan);
  g_autoptr (CoffretPathwayPlan) checked = NULL;
  g_autoptr (CoffretPathwayRow) row = NULL;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (id != NULL && before == NULL)
    return coffret_session_reject_wish (_ ("This pathway is not there any more."));
  checked = coffret_pathway_plan_read (definition, strlen (definition), &error);
  if (checked == NULL)
    return dex_future_new_for_error (error);
  row = coffret_pathway_row_new (checked->name, definition);
  if (before != NULL) {
    g_set_str (&row->id, before->id);
    row->position = before->position;
  } else {
    row->position = next_position (plans);
  }
  /* Translators: %s is the name of a pathway. What can be undone. */
  label = g_strdup_printf (
    before != NULL ? _ ("Change the pathway “%s”") : _ ("Make the pathway “%s”"), row->name);
  change = coffret_change_new (label);
  coffret_commands_add_pathway (change, row->id, row);
  return dex_future_then (coffret_session_perform (self, change), on_saved, g_strdup (row->id),
                          g_free);
}

DexFuture *
coffret_session_remove_pathway (CoffretSession *self, const char *id)
{
  CoffretPlans *plans = coffret_library_get_plans (coffret_session_get_library (self));
  const CoffretPathwayRow *row;
  g_autoptr (CoffretChange) change = NULL;
  g_autofree char *label = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  row = coffret_plans_find_pathway (plans, id);
  if (row == NULL)
    return coffret_session_reject_wish (_ ("This pathway is not there any more."));
  /* Translators: %s is the name of a pathway. What can be undone. */
  label = g_strdup_printf (_ ("Remove the pathway “%s”"), row->name);
  change = coffret_change_new (label);
  coffret_commands_add_pathway (change, id, NULL);
  return coffret_session_perform (self, change);
}

typedef struct {
  CoffretSession *session;
  CoffretInstant now;
  GCancellable *cancellable; /* nullable */
} Judging;

static void
judging_free (gpointer data)
{
  Judging *judging = data;

  g_object_unref (judging->session);
  g_clear_object (&judging->cancellable);
  g_free (judging);
}

static gboolean
names_achievements (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const CoffretPathwayRow *row = g_ptr_array_index (rows, i);

    if (strstr (row->definition, "\"achievement\"") != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Open Badges 3.0 and CLR 2.0, then 2.0, whose badge class may be only its address. */
static const char *
find_achievement (const json_t *document)
{
  static const char *const places[] = { "/credentialSubject/achievement/id",
                                        "/vc/credentialSubject/achievement/id", "/badge/id",
                                        "/badge" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    const json_t *found = coffret_json_follow (document, places[i]);

    if (json_is_string (found))
      return json_string_value (found);
  }
  return NULL;
}

/* In a fiber. What cannot be read is of no achievement. */
static GHashTable *
read_achievements (Judging *judging)
{
  GHashTable *achievements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (judging->session));

  for (guint i = 0; i < g_list_model_get_n_items (library); i++)
    g_ptr_array_add (entries, g_list_model_get_item (library, i));
  for (guint i = 0; i < entries->len; i++) {
    CoffretEntry *entry = g_ptr_array_index (entries, i);
    g_autoptr (CoffretItem) item = NULL;
    const char *achievement;

    if (coffret_session_is_ended (judging->session) ||
        g_cancellable_is_cancelled (judging->cancellable))
      break;
    if (coffret_entry_is_trashed (entry))
      continue;
    item = dex_await_boxed (coffret_session_read (judging->session, entry), NULL);
    achievement = item != NULL && item->credential != NULL
                    ? find_achievement (item->credential->document)
                    : NULL;
    if (achievement != NULL)
      g_hash_table_insert (achievements, g_strdup (coffret_entry_get_id (entry)),
                           g_strdup (achievement));
  }
  return achievements;
}

static DexFuture *
judge (gpointer data)
{
  Judging *judging = data;
  CoffretLibrary *library = coffret_session_get_library (judging->session);
  GPtrArray *rows = coffret_plans_get_pathways (coffret_library_get_plans (library));
  g_autoptr (GHashTable) achievements = NULL;

  if (names_achievements (rows))
    achievements = read_achievements (judging);
  if (coffret_session_is_ended (judging->session))
    return coffret_session_reject_ended ();
  return coffret_pathways_judge_with (
    library, coffret_plans_get_pathways (coffret_library_get_plans (library)), achievements,
    judging->now, judging->cancellable);
}

DexFuture *
coffret_session_judge_pathways (CoffretSession *self, CoffretInstant now, GCancellable *cancellable)
{
  Judging *judging;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  judging = g_new0 (Judging, 1);
  judging->session = g_object_ref (self);
  judging->now = now;
  judging->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  return dex_scheduler_spawn (dex_scheduler_get_default (), 0, judge, judging, judging_free);
}
