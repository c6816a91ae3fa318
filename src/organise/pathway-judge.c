/* How far a pathway is: each step against everything in the library. */
#include <string.h>

#include "base/fold.h"
#include "organise/library-private.h"
#include "organise/pathway.h"
#include "organise/pathway-private.h"
#include "organise/work.h"

/* More would do for one criterion; these are shown. */
#define MOST_IDS 20

typedef struct {
  char *issuer; /* folded; nullable */
  char *title;
  char *skill;
  GPtrArray *good; /* ids of rows that meet it; borrowed */
  GPtrArray *lapsed;
} Question;

typedef struct {
  CoffretSnapshot *snapshot;
  CoffretInstant now;
  GCancellable *cancellable;
  GHashTable *achievements; /* entry -> of what it is, nullable */
  GPtrArray *ids;           /* of the pathways */
  GPtrArray *plans;         /* CoffretPathwayPlan */
  GHashTable *questions;    /* CoffretCriterion -> Question */
  gboolean titles, skills;
} Judging;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->issuer);
  g_free (question->title);
  g_free (question->skill);
  g_ptr_array_unref (question->good);
  g_ptr_array_unref (question->lapsed);
  g_free (question);
}

static char *
fold_or_null (const char *text)
{
  return text != NULL ? coffret_fold (text) : NULL;
}

static void
step_progress_free (gpointer data)
{
  CoffretStepProgress *step = data;

  g_ptr_array_unref (step->ids);
  g_free (step);
}

void
coffret_pathway_progress_free (CoffretPathwayProgress *progress)
{
  g_free (progress->id);
  coffret_pathway_plan_free (progress->plan);
  g_ptr_array_unref (progress->steps);
  g_free (progress);
}

static gboolean
is_in_force (const CoffretRow *row, CoffretInstant now)
{
  static const char *const lapsed[] = { "revoked", "suspended", "expired", "invalid" };

  for (gsize i = 0; i < G_N_ELEMENTS (lapsed); i++)
    if (g_strcmp0 (row->verdict, lapsed[i]) == 0)
      return FALSE;
  return row->expires == COFFRET_INSTANT_NONE || row->expires >= now;
}

static gboolean
has_text (const CoffretText *text, const char *folded)
{
  for (guint i = 0; text != NULL && i < coffret_text_count (text); i++) {
    g_autofree char *own = coffret_fold (coffret_text_value (text, i));

    if (g_str_equal (own, folded))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_skill (const CoffretRow *row, const char *folded)
{
  g_autoptr (GPtrArray) names = coffret_brief_list (row->skills);

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (has_text (g_ptr_array_index (names, i), folded))
      return TRUE;
  return FALSE;
}

static gboolean
is_of_issuer (const CoffretRow *row, const CoffretCriterion *criterion, const char *folded)
{
  g_autoptr (CoffretText) names = coffret_brief_unpack (row->issuer_names);

  return g_strcmp0 (row->issuer_id, criterion->issuer) == 0 || has_text (names, folded);
}

static gboolean
meets (Judging *judging,
       const CoffretRow *row,
       const CoffretCriterion *criterion,
       const Question *question)
{
  if (criterion->credential != NULL) {
    if (g_str_equal (row->id, criterion->credential))
      return TRUE;
    /* It may have come back from a backup under another id. */
    if (criterion->title == NULL || criterion->issuer == NULL)
      return FALSE;
  }
  if (criterion->achievement != NULL &&
      (judging->achievements == NULL ||
       g_strcmp0 (g_hash_table_lookup (judging->achievements, row->id), criterion->achievement) !=
         0))
    return FALSE;
  return (question->title == NULL || coffret_row_has_title (row, question->title)) &&
         (question->issuer == NULL || is_of_issuer (row, criterion, question->issuer)) &&
         (question->skill == NULL || has_skill (row, question->skill));
}

static void
ask_row (Judging *judging, const CoffretRow *row)
{
  GHashTableIter iter;
  gpointer criterion, question;

  if (!coffret_row_is_listed (row))
    return;
  g_hash_table_iter_init (&iter, judging->questions);
  while (g_hash_table_iter_next (&iter, &criterion, &question)) {
    GPtrArray *found = is_in_force (row, judging->now) ? ((Question *) question)->good
                                                       : ((Question *) question)->lapsed;

    if (found->len < MOST_IDS && meets (judging, row, criterion, question))
      g_ptr_array_add (found, (char *) row->id);
  }
}

static void
prepare (Judging *judging)
{
  for (guint i = 0; i < judging->plans->len; i++) {
    const CoffretPathwayPlan *plan = g_ptr_array_index (judging->plans, i);

    for (guint j = 0; j < plan->steps->len; j++) {
      const CoffretPathwayStep *step = g_ptr_array_index (plan->steps, j);

      for (guint k = 0; k < step->of->len; k++) {
        CoffretCriterion *criterion = g_ptr_array_index (step->of, k);
        Question *question = g_new0 (Question, 1);

        question->issuer = fold_or_null (criterion->issuer);
        question->title = fold_or_null (criterion->title);
        question->skill = fold_or_null (criterion->skill);
        question->good = g_ptr_array_new ();
        question->lapsed = g_ptr_array_new ();
        g_hash_table_insert (judging->questions, criterion, question);
      }
    }
  }
}

static void
add_ids (GPtrArray *ids, GPtrArray *found)
{
  for (guint i = 0; i < found->len && ids->len < MOST_IDS; i++)
    if (!g_ptr_array_find_with_equal_func (ids, g_ptr_array_index (found, i), g_str_equal, NULL))
      g_ptr_array_add (ids, g_strdup (g_ptr_array_index (found, i)));
}

/* How many criteria can be met at once, each by another credential. A criterion that few meet
 * chooses first, and takes from another one what that can replace. */
static gboolean
take (GPtrArray *questions, guint index, GHashTable *taken, GHashTable *tried)
{
  Question *question = g_ptr_array_index (questions, index);

  for (guint i = 0; i < question->good->len; i++) {
    char *id = g_ptr_array_index (question->good, i);
    gpointer holder;

    if (!g_hash_table_add (tried, id))
      continue;
    if (!g_hash_table_lookup_extended (taken, id, NULL, &holder) ||
        take (questions, GPOINTER_TO_UINT (holder), taken, tried)) {
      g_hash_table_insert (taken, id, GUINT_TO_POINTER (index));
      return TRUE;
    }
  }
  return FALSE;
}

static CoffretStepProgress *
judge_step (Judging *judging, const CoffretPathwayStep *step)
{
  CoffretStepProgress *progress = g_new0 (CoffretStepProgress, 1);
  g_autoptr (GPtrArray) questions = g_ptr_array_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint met = 0;

  progress->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < step->of->len; i++)
    g_ptr_array_add (questions,
                     g_hash_table_lookup (judging->questions, g_ptr_array_index (step->of, i)));
  for (guint i = 0; i < questions->len; i++) {
    g_autoptr (GHashTable) tried = g_hash_table_new (NULL, NULL);

    met += take (questions, i, taken, tried);
  }
  for (guint i = 0; i < questions->len; i++)
    add_ids (progress->ids, ((Question *) g_ptr_array_index (questions, i))->good);
  if (met >= step->needs) {
    progress->state = COFFRET_STEP_DONE;
    return progress;
  }
  progress->state = COFFRET_STEP_MISSING;
  for (guint i = 0; i < questions->len; i++) {
    GPtrArray *lapsed = ((Question *) g_ptr_array_index (questions, i))->lapsed;

    if (lapsed->len > 0)
      progress->state = COFFRET_STEP_LAPSED;
    add_ids (progress->ids, lapsed);
  }
  return progress;
}

static CoffretPathwayProgress *
judge_plan (Judging *judging, guint index)
{
  CoffretPathwayProgress *progress = g_new0 (CoffretPathwayProgress, 1);
  CoffretPathwayPlan *plan = judging->plans->pdata[index];

  progress->id = g_strdup (g_ptr_array_index (judging->ids, index));
  progress->steps = g_ptr_array_new_with_free_func (step_progress_free);
  for (guint i = 0; i < plan->steps->len; i++) {
    const CoffretPathwayStep *step = g_ptr_array_index (plan->steps, i);
    CoffretStepProgress *judged = judge_step (judging, step);

    g_ptr_array_add (progress->steps, judged);
    if (!step->optional && judged->state == COFFRET_STEP_DONE)
      progress->done++;
  }
  progress->done = MIN (progress->done, plan->needs);
  progress->plan = g_steal_pointer (&judging->plans->pdata[index]);
  return progress;
}

static void
free_plan (gpointer plan)
{
  if (plan != NULL)
    coffret_pathway_plan_free (plan);
}

static DexFuture *
judge (gpointer data)
{
  Judging *judging = data;
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_pathway_progress_free);
  guint count = coffret_snapshot_get_count (judging->snapshot);

  prepare (judging);
  for (guint i = 0; i < count && g_hash_table_size (judging->questions) > 0; i++) {
    if (i % 256 == 0 && g_cancellable_is_cancelled (judging->cancellable))
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    ask_row (judging, coffret_snapshot_get_row (judging->snapshot, i));
  }
  for (guint i = 0; i < judging->plans->len; i++)
    g_ptr_array_add (list, judge_plan (judging, i));
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&list));
}

static void
judging_free (gpointer data)
{
  Judging *judging = data;

  g_hash_table_unref (judging->questions);
  g_clear_pointer (&judging->achievements, g_hash_table_unref);
  g_ptr_array_unref (judging->ids);
  g_ptr_array_unref (judging->plans);
  g_clear_object (&judging->cancellable);
  coffret_snapshot_unref (judging->snapshot);
  g_free (judging);
}

/* So that it is settled in a turn of the caller's main loop, which then wakes up. */
static DexFuture *
on_judged (DexFuture *future, gpointer unused)
{
  return dex_ref (future);
}

DexFuture *
coffret_pathways_judge_with (CoffretLibrary *library,
                             GPtrArray *rows,
                             GHashTable *achievements,
                             CoffretInstant now,
                             GCancellable *cancellable)
{
  Judging *judging = g_new0 (Judging, 1);

  judging->snapshot = coffret_library_ref_snapshot (library);
  judging->now = now;
  judging->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  judging->achievements = achievements != NULL ? g_hash_table_ref (achievements) : NULL;
  judging->ids = g_ptr_array_new_with_free_func (g_free);
  judging->plans = g_ptr_array_new_with_free_func (free_plan);
  judging->questions = g_hash_table_new_full (NULL, NULL, NULL, question_free);
  for (guint i = 0; i < rows->len; i++) {
    const CoffretPathwayRow *row = g_ptr_array_index (rows, i);
    CoffretPathwayPlan *plan = coffret_pathway_plan_of_row (row);

    if (plan == NULL)
      plan = coffret_pathway_plan_new (row->name);
    g_ptr_array_add (judging->ids, g_strdup (row->id));
    g_ptr_array_add (judging->plans, plan);
  }
  return dex_future_finally (coffret_work_run (judge, judging, judging_free), on_judged, NULL,
                             NULL);
}
