#include "credential/summary-terms.h"

#include <string.h>

#include "credential/json-fields.h"

typedef const char *const Names[];

static Names mode_names = { "mode",       "deliveryMode", "learningMode",
                            "courseMode", "deliveryType", "modeOfLearning",
                            NULL };
static Names workload_names = { "volumeOfLearning",  "workload", "timeRequired",
                                "estimatedDuration", "duration", NULL };
static Names hours_names = { "hours",      "learningHours",   "contactHours",
                             "totalHours", "workloadInHours", NULL };
static Names prerequisite_names = { "prerequisites",    "prerequisite",      "coursePrerequisites",
                                    "entryRequirement", "entryRequirements", NULL };
static Names assessment_names = { "assessment", "assessmentMethod", "assessmentType",
                                  "assessmentMethodDescription", NULL };
static Names supervision_names = {
  "supervision",          "supervisionType", "supervisionAndVerification",
  "identityVerification", "idVerification",  NULL
};
static Names quality_names = { "qualityAssurance", "qualityAssuranceType", "accreditation", NULL };
static Names stack_names = { "stackability", "integrationOptions", "stackabilityOptions", NULL };
static Names level_names = { "level",    "educationLevel",     "educationalLevel",
                             "eqfLevel", "EQFLevel",           "nqfLevel",
                             "NQFLevel", "qualificationLevel", NULL };
static Names outcome_names = { "learningOutcome", "learningOutcomes", "teaches",
                               "learningOutcomeSummary", NULL };
static Names skill_names = { "skills", "skill", "competencyRequired", "competencies", NULL };
static Names credit_names = { "creditsEarned", "creditsAvailable", "creditPoint",
                              "creditPoints",  "credits",          NULL };

/* What an object calls itself, whoever's vocabulary it is. */
static CoffretText *
read_label (const json_t *value, const char *language)
{
  static Names names = { "name",      "prefLabel",   "title",       "targetName",
                         "narrative", "noteLiteral", "description", NULL };
  CoffretText *text = coffret_text_new_from_json (value, language);

  for (gsize i = 0; text == NULL && json_is_object (value) && names[i] != NULL; i++)
    text = coffret_field_text (value, names[i], language);
  return text;
}

static void
fill_text (CoffretText **text, const json_t *object, Names names, const char *language)
{
  for (gsize i = 0; *text == NULL && names[i] != NULL; i++)
    *text = read_label (coffret_json_get (object, names[i]), language);
  /* Several values of one member: the first that says something. */
  for (gsize i = 0; *text == NULL && names[i] != NULL; i++)
    if (json_is_array (coffret_json_get (object, names[i])))
      *text = read_label (coffret_json_at (object, names[i], 0), language);
}

static void
fill_line (char **line, const json_t *object, Names names)
{
  for (gsize i = 0; *line == NULL && names[i] != NULL; i++) {
    *line = coffret_field_string (object, names[i]);
    if (*line == NULL) {
      g_autoptr (CoffretText) label = read_label (coffret_json_at (object, names[i], 0), NULL);

      *line = g_strdup (coffret_text_value (label, 0));
    }
  }
}

static void
fill_workload (CoffretCredential *credential, const json_t *object)
{
  if (credential->workload != NULL)
    return;
  for (gsize i = 0; hours_names[i] != NULL && credential->workload == NULL; i++) {
    double hours = coffret_field_number (object, hours_names[i]);

    if (hours > 0) {
      credential->workload = coffret_field_string (object, hours_names[i]);
      credential->workload_hours = hours;
    }
  }
  if (credential->workload == NULL) {
    fill_line (&credential->workload, object, workload_names);
    credential->workload_hours = coffret_field_duration_hours (credential->workload);
  }
}

static void
fill_outcomes (CoffretCredential *credential, const json_t *object, const char *language)
{
  for (gsize i = 0; outcome_names[i] != NULL && credential->outcomes->len == 0; i++) {
    gsize count = coffret_field_count (object, outcome_names[i]);

    for (gsize j = 0; j < count; j++) {
      CoffretText *text = read_label (coffret_json_at (object, outcome_names[i], j), language);

      if (text != NULL)
        g_ptr_array_add (credential->outcomes, text);
    }
  }
}

static void
fill_skills (CoffretCredential *credential, const json_t *object, const char *language)
{
  for (gsize i = 0; skill_names[i] != NULL; i++) {
    gsize count = coffret_field_count (object, skill_names[i]);

    for (gsize j = 0; j < count && credential->skills->len < COFFRET_FIELD_MAX_ITEMS; j++) {
      const json_t *value = coffret_json_at (object, skill_names[i], j);
      g_autoptr (CoffretText) label = read_label (value, language);
      CoffretSkill *skill;

      if (label == NULL)
        continue;
      skill = coffret_skill_new ();
      skill->name = g_steal_pointer (&label);
      if (json_is_object (value)) {
        skill->code = coffret_field_string (value, "codedNotation");
        skill->url = coffret_field_link_value (value);
      }
      g_ptr_array_add (credential->skills, skill);
    }
  }
}

void
coffret_terms_read (CoffretCredential *credential, const json_t *object, const char *language)
{
  if (!json_is_object (object))
    return;

  fill_text (&credential->mode, object, mode_names, language);
  fill_text (&credential->prerequisites, object, prerequisite_names, language);
  fill_text (&credential->assessment, object, assessment_names, language);
  fill_text (&credential->supervision, object, supervision_names, language);
  fill_text (&credential->quality_assurance, object, quality_names, language);
  fill_text (&credential->stackability, object, stack_names, language);
  fill_line (&credential->level, object, level_names);
  if (credential->grade == NULL)
    credential->grade = coffret_field_string (object, "grade");
  fill_workload (credential, object);
  fill_outcomes (credential, object, language);
  fill_skills (credential, object, language);
  for (gsize i = 0; credit_names[i] != NULL && credential->credits <= 0; i++)
    credential->credits = coffret_field_number (object, credit_names[i]);
}

CoffretField
coffret_terms_find_field (const char *name)
{
  static const struct {
    const char *const *names;
    CoffretField field;
  } lists[] = {
    { mode_names, COFFRET_FIELD_COURSE },       { prerequisite_names, COFFRET_FIELD_COURSE },
    { assessment_names, COFFRET_FIELD_COURSE }, { supervision_names, COFFRET_FIELD_COURSE },
    { quality_names, COFFRET_FIELD_COURSE },    { stack_names, COFFRET_FIELD_COURSE },
    { workload_names, COFFRET_FIELD_HOURS },    { hours_names, COFFRET_FIELD_HOURS },
    { level_names, COFFRET_FIELD_LEVEL },       { outcome_names, COFFRET_FIELD_OUTCOMES },
    { skill_names, COFFRET_FIELD_SKILLS },      { credit_names, COFFRET_FIELD_CREDITS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_strv_contains (lists[i].names, name))
      return lists[i].field;
  return strcmp (name, "grade") == 0 ? COFFRET_FIELD_GRADE : COFFRET_FIELD_OTHER;
}

/* Open Badges 2.0 and 3.0 say "targetName", 1.1 said "name". */
static void
add_alignment (CoffretCredential *credential, const json_t *value, const char *language)
{
  CoffretSkill *skill;

  if (!json_is_object (value) || credential->skills->len >= COFFRET_FIELD_MAX_ITEMS)
    return;

  skill = coffret_skill_new ();
  skill->name = coffret_field_title (value, "targetName", language);
  if (skill->name == NULL)
    skill->name = coffret_field_title (value, "name", language);
  skill->description = coffret_field_text (value, "targetDescription", language);
  if (skill->description == NULL)
    skill->description = coffret_field_text (value, "description", language);
  skill->framework = coffret_field_string (value, "targetFramework");
  skill->code = coffret_field_string (value, "targetCode");
  skill->url = coffret_field_link (value, "targetUrl");
  if (skill->url == NULL)
    skill->url = coffret_field_link (value, "url");
  g_ptr_array_add (credential->skills, skill);
}

void
coffret_terms_read_alignments (CoffretCredential *credential,
                               const json_t *object,
                               const char *language)
{
  static Names names = { "alignment", "alignments", NULL };

  for (gsize i = 0; names[i] != NULL; i++) {
    gsize count = coffret_field_count (object, names[i]);

    for (gsize j = 0; j < count; j++)
      add_alignment (credential, coffret_json_at (object, names[i], j), language);
  }
}
