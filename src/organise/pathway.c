#include "organise/pathway.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"
#include "base/json.h"

#define VERSION 1

G_DEFINE_QUARK (coffret-pathway-error-quark, coffret_pathway_error)

static void
criterion_free (gpointer data)
{
  CoffretCriterion *criterion = data;

  g_free (criterion->achievement);
  g_free (criterion->issuer);
  g_free (criterion->title);
  g_free (criterion->skill);
  g_free (criterion->credential);
  g_free (criterion);
}

static void
step_free (gpointer data)
{
  CoffretPathwayStep *step = data;

  g_free (step->name);
  g_ptr_array_unref (step->of);
  g_free (step);
}

static CoffretPathwayStep *
step_new (void)
{
  CoffretPathwayStep *step = g_new0 (CoffretPathwayStep, 1);

  step->needs = 1;
  step->of = g_ptr_array_new_with_free_func (criterion_free);
  return step;
}

static guint
count_needed (const CoffretPathwayPlan *plan)
{
  guint count = 0;

  for (guint i = 0; i < plan->steps->len; i++)
    count += !((const CoffretPathwayStep *) g_ptr_array_index (plan->steps, i))->optional;
  return count;
}

CoffretPathwayPlan *
coffret_pathway_plan_new (const char *name)
{
  CoffretPathwayPlan *plan = g_new0 (CoffretPathwayPlan, 1);

  plan->name = g_strdup (name);
  plan->steps = g_ptr_array_new_with_free_func (step_free);
  return plan;
}

void
coffret_pathway_plan_free (CoffretPathwayPlan *plan)
{
  g_free (plan->name);
  g_free (plan->builds);
  g_ptr_array_unref (plan->steps);
  g_free (plan);
}

void
coffret_pathway_step_add (CoffretPathwayStep *step,
                          const char *title,
                          const char *issuer,
                          const char *credential)
{
  CoffretCriterion *criterion = g_new0 (CoffretCriterion, 1);

  criterion->title = g_strdup (title);
  criterion->issuer = g_strdup (issuer);
  criterion->credential = g_strdup (credential);
  g_ptr_array_add (step->of, criterion);
}

CoffretPathwayStep *
coffret_pathway_plan_add (CoffretPathwayPlan *plan,
                          const char *title,
                          const char *issuer,
                          const char *credential)
{
  CoffretPathwayStep *step = step_new ();

  step->name = g_strdup (title);
  coffret_pathway_step_add (step, title, issuer, credential);
  g_ptr_array_add (plan->steps, step);
  plan->needs = count_needed (plan);
  return step;
}

static gboolean
refuse (GError **error, const char *sentence, const char *where)
{
  g_set_error (error, COFFRET_PATHWAY_ERROR, COFFRET_PATHWAY_ERROR_WRONG, "%s (%s)", sentence,
               where);
  return FALSE;
}

/* The member KEY, fit to be shown; NULL where there is none. */
static gboolean
read_text (const json_t *object, const char *key, const char *where, char **text, GError **error)
{
  const json_t *value = coffret_json_get (object, key);
  g_autofree char *place = g_strdup_printf ("%s/%s", where, key);

  *text = NULL;
  if (value == NULL)
    return TRUE;
  if (!json_is_string (value))
    return refuse (error, _ ("In this pathway, a text is not a text."), place);
  if (g_utf8_strlen (json_string_value (value), -1) > COFFRET_PATHWAY_MAX_TEXT)
    return refuse (error, _ ("In this pathway, a text is too long."), place);
  *text = coffret_clean (json_string_value (value), 0, FALSE);
  if (*g_strstrip (*text) == '\0')
    g_clear_pointer (text, g_free);
  return TRUE;
}

/* Between 1 and MOST; MOST where there is none, or FALLBACK. */
static gboolean
read_needs (
  const json_t *object, const char *where, guint most, guint fallback, guint *needs, GError **error)
{
  const json_t *value = coffret_json_get (object, "needs");
  g_autofree char *place = g_strdup_printf ("%s/needs", where);

  *needs = fallback;
  if (value == NULL)
    return TRUE;
  if (!json_is_integer (value) || json_integer_value (value) < 1 ||
      json_integer_value (value) > most)
    return refuse (error, _ ("This pathway asks for more steps than it has."), place);
  *needs = (guint) json_integer_value (value);
  return TRUE;
}

static gboolean
read_criterion (const json_t *object,
                const char *where,
                CoffretCriterion *criterion,
                GError **error)
{
  if (!json_is_object (object))
    return refuse (
      error, _ ("In this pathway, what counts for a step is not said as it should be."), where);
  if (!read_text (object, "achievement", where, &criterion->achievement, error) ||
      !read_text (object, "issuer", where, &criterion->issuer, error) ||
      !read_text (object, "title", where, &criterion->title, error) ||
      !read_text (object, "skill", where, &criterion->skill, error) ||
      !read_text (object, "credential", where, &criterion->credential, error))
    return FALSE;
  /* Whatever an issuer ever gave out would be too much. */
  if (criterion->achievement == NULL && criterion->title == NULL && criterion->skill == NULL &&
      criterion->credential == NULL)
    return refuse (error, _ ("In this pathway, a step does not say what counts for it."), where);
  return TRUE;
}

static char *
name_step (const CoffretPathwayStep *step)
{
  for (guint i = 0; i < step->of->len; i++) {
    const CoffretCriterion *criterion = g_ptr_array_index (step->of, i);
    const char *name = criterion->title != NULL ? criterion->title : criterion->skill;

    if (name != NULL)
      return g_strdup (name);
  }
  return NULL;
}

static gboolean
read_step (const json_t *object, const char *where, CoffretPathwayStep *step, GError **error)
{
  const json_t *of = coffret_json_array (object, "of");
  const json_t *optional = coffret_json_get (object, "optional");
  gsize count = json_array_size (of);

  if (!json_is_object (object) || count == 0)
    return refuse (error, _ ("In this pathway, a step does not say what counts for it."), where);
  if (count > COFFRET_PATHWAY_MAX_CRITERIA)
    return refuse (error, _ ("In this pathway, too many things count for one step."), where);
  if (optional != NULL && !json_is_boolean (optional))
    return refuse (error, _ ("In this pathway, “optional” is neither true nor false."), where);
  step->optional = json_is_true (optional);
  if (!read_text (object, "name", where, &step->name, error) ||
      !read_needs (object, where, (guint) count, 1, &step->needs, error))
    return FALSE;
  for (gsize i = 0; i < count; i++) {
    g_autofree char *place = g_strdup_printf ("%s/of/%" G_GSIZE_FORMAT, where, i);
    CoffretCriterion *criterion = g_new0 (CoffretCriterion, 1);

    g_ptr_array_add (step->of, criterion);
    if (!read_criterion (json_array_get (of, i), place, criterion, error))
      return FALSE;
  }
  if (step->name == NULL)
    step->name = name_step (step);
  if (step->name == NULL)
    return refuse (error, _ ("In this pathway, a step has no name."), where);
  return TRUE;
}

static gboolean
read_plan (const json_t *object, CoffretPathwayPlan *plan, GError **error)
{
  const json_t *version = coffret_json_get (object, "coffretPathway");
  const json_t *steps = coffret_json_array (object, "steps");
  gsize count = json_array_size (steps);
  guint needed;

  if (!json_is_integer (version))
    return refuse (error, _ ("This file is not a pathway."), "/coffretPathway");
  if (json_integer_value (version) != VERSION) {
    g_set_error (error, COFFRET_PATHWAY_ERROR, COFFRET_PATHWAY_ERROR_NEWER, "%s (%s)",
                 _ ("This pathway was made by a newer Coffret. Update Coffret to use it."),
                 "/coffretPathway");
    return FALSE;
  }
  if (!read_text (object, "name", "", &plan->name, error) ||
      !read_text (object, "builds", "", &plan->builds, error))
    return FALSE;
  if (plan->name == NULL)
    return refuse (error, _ ("This pathway has no name."), "/name");
  if (count == 0)
    return refuse (error, _ ("This pathway has no steps."), "/steps");
  if (count > COFFRET_PATHWAY_MAX_STEPS)
    return refuse (error, _ ("This pathway has too many steps."), "/steps");
  for (gsize i = 0; i < count; i++) {
    g_autofree char *place = g_strdup_printf ("/steps/%" G_GSIZE_FORMAT, i);
    CoffretPathwayStep *step = step_new ();

    g_ptr_array_add (plan->steps, step);
    if (!read_step (json_array_get (steps, i), place, step, error))
      return FALSE;
  }
  needed = count_needed (plan);
  if (needed == 0)
    return refuse (error, _ ("In this pathway, every step is optional."), "/steps");
  return read_needs (object, "", needed, needed, &plan->needs, error);
}

CoffretPathwayPlan *
coffret_pathway_plan_read (const char *text, gsize length, GError **error)
{
  g_autoptr (json_t) object = NULL;
  g_autoptr (CoffretPathwayPlan) plan = coffret_pathway_plan_new (NULL);
  g_autoptr (GError) reason = NULL;

  if (length > COFFRET_PATHWAY_MAX_BYTES) {
    g_set_error_literal (error, COFFRET_PATHWAY_ERROR, COFFRET_PATHWAY_ERROR_UNREADABLE,
                         _ ("This file is too large for a pathway."));
    return NULL;
  }
  object = coffret_json_parse (text, length, NULL, &reason);
  if (object == NULL) {
    g_set_error (error, COFFRET_PATHWAY_ERROR, COFFRET_PATHWAY_ERROR_UNREADABLE, "%s (%s)",
                 _ ("This file is not a pathway."), reason->message);
    return NULL;
  }
  return read_plan (object, plan, error) ? g_steal_pointer (&plan) : NULL;
}

static void
write_text (json_t *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_new (object, key, json_string (text));
}

static json_t *
write_step (const CoffretPathwayStep *step)
{
  json_t *object = json_object ();
  json_t *of = json_array ();

  write_text (object, "name", step->name);
  if (step->optional)
    json_object_set_new (object, "optional", json_true ());
  if (step->needs != 1)
    json_object_set_new (object, "needs", json_integer (step->needs));
  for (guint i = 0; i < step->of->len; i++) {
    const CoffretCriterion *criterion = g_ptr_array_index (step->of, i);
    json_t *written = json_object ();

    write_text (written, "achievement", criterion->achievement);
    write_text (written, "title", criterion->title);
    write_text (written, "issuer", criterion->issuer);
    write_text (written, "skill", criterion->skill);
    write_text (written, "credential", criterion->credential);
    json_array_append_new (of, written);
  }
  json_object_set_new (object, "of", of);
  return object;
}

char *
coffret_pathway_plan_write (const CoffretPathwayPlan *plan)
{
  g_autoptr (json_t) object = json_object ();
  json_t *steps = json_array ();

  json_object_set_new (object, "coffretPathway", json_integer (VERSION));
  write_text (object, "name", plan->name);
  write_text (object, "builds", plan->builds);
  if (plan->needs != count_needed (plan))
    json_object_set_new (object, "needs", json_integer (plan->needs));
  for (guint i = 0; i < plan->steps->len; i++)
    json_array_append_new (steps, write_step (g_ptr_array_index (plan->steps, i)));
  json_object_set_new (object, "steps", steps);
  return coffret_json_dump_pretty (object);
}

CoffretPathwayPlan *
coffret_pathway_plan_of_row (const CoffretPathwayRow *row)
{
  CoffretPathwayPlan *plan =
    coffret_pathway_plan_read (row->definition, strlen (row->definition), NULL);

  if (plan != NULL)
    g_set_str (&plan->name, row->name);
  return plan;
}
