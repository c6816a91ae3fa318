#include "organise/proposing.h"

#include "base/fold.h"
#include "base/json.h"

/* What stands in one record is looked at so far. */
#define MOST_ACHIEVEMENTS 500
#define MOST_ASSOCIATIONS 2000

typedef struct {
  const char *id;
  char *name;
  gboolean held;     /* somebody says that the owner has it */
  GPtrArray *parts;  /* Achievement: these build it */
  GPtrArray *before; /* Achievement: these come first */
  gboolean placed;   /* among the steps of what is being made */
} Achievement;

typedef struct {
  GHashTable *by_id;
  GPtrArray *list; /* Achievement, as they stand in the record */
} Record;

static void
achievement_free (gpointer data)
{
  Achievement *achievement = data;

  g_free (achievement->name);
  g_ptr_array_unref (achievement->parts);
  g_ptr_array_unref (achievement->before);
  g_free (achievement);
}

static void
add_achievement (Record *record, const json_t *object, const char *other_name, gboolean held)
{
  const char *id = coffret_json_string (object, "id");
  const char *name = coffret_json_string (object, "name");
  Achievement *achievement;

  if (name == NULL)
    name = other_name;
  if (id == NULL || name == NULL || record->list->len == MOST_ACHIEVEMENTS)
    return;
  achievement = g_hash_table_lookup (record->by_id, id);
  if (achievement != NULL) {
    achievement->held |= held;
    return;
  }
  achievement = g_new0 (Achievement, 1);
  achievement->id = id;
  achievement->name = coffret_clean (name, COFFRET_PATHWAY_MAX_TEXT - 1, FALSE);
  achievement->held = held;
  achievement->parts = g_ptr_array_new ();
  achievement->before = g_ptr_array_new ();
  g_ptr_array_add (record->list, achievement);
  g_hash_table_insert (record->by_id, (char *) id, achievement);
}

/* What it holds, then what it only tells of. */
static void
read_achievements (Record *record, const json_t *subject)
{
  for (gsize i = 0; i < coffret_json_count (subject, "verifiableCredential"); i++) {
    const json_t *part = coffret_json_at (subject, "verifiableCredential", i);
    const json_t *inner = coffret_json_follow (part, "/credentialSubject/achievement");

    if (inner != NULL)
      add_achievement (record, inner, coffret_json_string (part, "name"), TRUE);
  }
  for (gsize i = 0; i < coffret_json_count (subject, "achievement"); i++)
    add_achievement (record, coffret_json_at (subject, "achievement", i), NULL, FALSE);
}

static void
add_once (GPtrArray *array, Achievement *achievement)
{
  if (!g_ptr_array_find (array, achievement, NULL))
    g_ptr_array_add (array, achievement);
}

static void
read_association (Record *record, const json_t *association)
{
  const char *kind = coffret_json_string (association, "associationType");
  const char *source = coffret_json_string (association, "sourceId");
  const char *target = coffret_json_string (association, "targetId");
  Achievement *one = source != NULL ? g_hash_table_lookup (record->by_id, source) : NULL;
  Achievement *other = target != NULL ? g_hash_table_lookup (record->by_id, target) : NULL;

  if (kind == NULL || one == NULL || other == NULL || one == other)
    return;
  if (g_str_equal (kind, "isPartOf") || g_str_equal (kind, "isChildOf"))
    add_once (other->parts, one);
  else if (g_str_equal (kind, "isParentOf"))
    add_once (one->parts, other);
  else if (g_str_equal (kind, "precedes"))
    add_once (other->before, one);
}

/* Behind all of PARTS that come first; what goes round in a circle ends where it began. */
static void
place (CoffretPathwayPlan *plan, GPtrArray *parts, Achievement *achievement, const char *credential)
{
  CoffretPathwayStep *step;

  if (achievement->placed)
    return;
  achievement->placed = TRUE;
  for (guint i = 0; i < achievement->before->len; i++)
    if (g_ptr_array_find (parts, g_ptr_array_index (achievement->before, i), NULL))
      place (plan, parts, g_ptr_array_index (achievement->before, i), credential);
  if (plan->steps->len == COFFRET_PATHWAY_MAX_STEPS)
    return;
  step = coffret_pathway_plan_add (plan, achievement->name, NULL, NULL);
  if (achievement->held)
    coffret_pathway_step_add (step, achievement->name, NULL, credential);
}

static CoffretPathwayPlan *
propose (Record *record, const Achievement *whole, const char *credential)
{
  CoffretPathwayPlan *plan = coffret_pathway_plan_new (whole->name);

  plan->builds = g_strdup (whole->name);
  for (guint i = 0; i < record->list->len; i++)
    ((Achievement *) g_ptr_array_index (record->list, i))->placed = FALSE;
  for (guint i = 0; i < whole->parts->len; i++)
    place (plan, whole->parts, g_ptr_array_index (whole->parts, i), credential);
  return plan;
}

/* The subject of a record, in a JWT of the old kind, too. */
static const json_t *
find_subject (const CoffretCredential *credential)
{
  const json_t *subject = coffret_json_object (credential->document, "credentialSubject");

  return subject != NULL ? subject
                         : coffret_json_follow (credential->document, "/vc/credentialSubject");
}

GPtrArray *
coffret_pathways_propose (const CoffretCredential *credential, const char *id)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_pathway_plan_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (achievement_free);
  Record record = { by_id, list };
  const json_t *subject = find_subject (credential);
  gsize n_associations = MIN (coffret_json_count (subject, "association"), MOST_ASSOCIATIONS);

  if (n_associations == 0)
    return plans;
  read_achievements (&record, subject);
  for (gsize i = 0; i < n_associations; i++)
    read_association (&record, coffret_json_at (subject, "association", i));
  for (guint i = 0; i < list->len && plans->len < COFFRET_PROPOSALS_MOST; i++) {
    const Achievement *whole = g_ptr_array_index (list, i);

    if (whole->parts->len > 1)
      g_ptr_array_add (plans, propose (&record, whole, id));
  }
  return plans;
}
