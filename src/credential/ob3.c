/* Open Badges 3.0 (1EdTech, final release 1.0): AchievementCredential, also called
 * OpenBadgeCredential, and the achievement that it is about (B.1.2). */
#include "credential/json-fields.h"
#include "credential/summary-terms.h"
#include "credential/vc-document.h"

gboolean
coffret_ob3_is (const json_t *json)
{
  return coffret_field_has_type (json, "AchievementCredential") ||
         coffret_field_has_type (json, "OpenBadgeCredential");
}

static gboolean
knows (const CoffretSource *source)
{
  return coffret_vc_is_credential (source->json) && coffret_ob3_is (source->json);
}

static gboolean
read_ob3 (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  return coffret_vc_read_document (source, reading, source->json, NULL, NULL, NULL, error);
}

const CoffretFormat coffret_format_ob3 = {
  .id = "ob3",
  .knows = knows,
  .read = read_ob3,
};

/* By their ids, which results name. Keys and values are borrowed. */
static GHashTable *
index_by_id (const json_t *object, const char *key)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);
  gsize count = coffret_field_count (object, key);

  for (gsize i = 0; i < count; i++) {
    json_t *value = coffret_json_at (object, key, i);
    const char *id = coffret_json_string (value, "id");

    if (id != NULL)
      g_hash_table_insert (index, (gpointer) id, value);
  }
  return index;
}

/* A level is named by its id; for people it has a name. */
static char *
read_level (const json_t *result, const json_t *description)
{
  const char *id = coffret_json_string (result, "achievedLevel");
  gsize count = coffret_field_count (description, "rubricCriterionLevel");

  for (gsize i = 0; id != NULL && i < count; i++) {
    const json_t *level = coffret_json_at (description, "rubricCriterionLevel", i);

    if (g_strcmp0 (id, coffret_json_string (level, "id")) == 0) {
      char *name = coffret_field_string (level, "name");

      if (name == NULL)
        name = coffret_field_string (level, "level");
      if (name != NULL)
        return name;
    }
  }
  return coffret_field_string (result, "achievedLevel");
}

static gboolean
is_grade (const json_t *description)
{
  static const char *const types[] = { "GradePointAverage", "LetterGrade", "Percent",
                                       "PerformanceLevel",  "RawScore",    "ScaledScore" };
  const char *type = coffret_json_string (description, "resultType");

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
read_results (CoffretCredential *credential,
              const json_t *subject,
              const json_t *achievement,
              const char *language)
{
  g_autoptr (GHashTable) descriptions = index_by_id (achievement, "resultDescription");
  gsize count = coffret_field_count (subject, "result");
  guint grades = 0;
  const char *grade = NULL;

  for (gsize i = 0; i < count; i++) {
    const json_t *value = coffret_json_at (subject, "result", i);
    const char *id = coffret_json_string (value, "resultDescription");
    const json_t *description = id != NULL ? g_hash_table_lookup (descriptions, id) : NULL;
    CoffretResult *result;

    if (!json_is_object (value))
      continue;
    result = coffret_result_new ();
    result->name = coffret_field_title (description, "name", language);
    result->value = coffret_field_string (value, "value");
    result->status = coffret_field_string (value, "status");
    result->achieved_level = read_level (value, description);
    g_ptr_array_add (credential->results, result);
    if (result->value != NULL && is_grade (description)) {
      grade = result->value;
      grades++;
    }
  }
  /* Of several grades none is the grade of the whole. */
  if (credential->grade == NULL && grades == 1)
    credential->grade = g_strdup (grade);
}

/* The Open Badges Assessment Extension 2.0 describes each assessment where its result is. */
static void
read_assessments (CoffretCredential *credential, const json_t *achievement, const char *language)
{
  gsize count = coffret_field_count (achievement, "resultDescription");
  g_autoptr (GString) lines = g_string_new (NULL);

  if (credential->assessment != NULL)
    return;
  for (gsize i = 0; i < count; i++) {
    const json_t *description = coffret_json_at (achievement, "resultDescription", i);
    const char *line = coffret_json_string (description, "description");

    if (coffret_json_string (description, "assessmentType") == NULL)
      continue;
    if (line == NULL)
      line = coffret_json_string (description, "assessmentType");
    if (lines->len > 0)
      g_string_append_c (lines, '\n');
    g_string_append (lines, line);
  }
  if (lines->len > 0)
    credential->assessment = coffret_text_new (language, lines->str);
}

static void
read_narrative (CoffretCredential *credential, const json_t *subject, const char *language)
{
  g_autoptr (CoffretText) narrative = coffret_field_text (subject, "narrative", language);
  CoffretEvidence *evidence;

  if (narrative == NULL)
    return;
  evidence = coffret_evidence_new ();
  evidence->narrative = g_steal_pointer (&narrative);
  g_ptr_array_insert (credential->evidence, 0, evidence);
}

static void
read_criteria (CoffretCredential *credential, const json_t *achievement, const char *language)
{
  const json_t *criteria = coffret_json_at (achievement, "criteria", 0);

  credential->criteria = coffret_field_text (criteria, "narrative", language);
  credential->criteria_url = coffret_field_link_value (criteria);
}

static void
read_kind (CoffretCredential *credential, const json_t *json)
{
  credential->kind = coffret_kind_from_achievement_type (credential->achievement_type);
  if (credential->kind == COFFRET_KIND_OTHER &&
      coffret_field_has_type (json, "OpenBadgeCredential"))
    credential->kind = COFFRET_KIND_BADGE;
}

static void
read_name (CoffretCredential *credential, const json_t *achievement, const char *language)
{
  g_autoptr (CoffretText) name = coffret_field_title (achievement, "name", language);

  if (name == NULL)
    return;
  if (credential->title == NULL)
    credential->title = g_steal_pointer (&name);
  else if (g_strcmp0 (coffret_text_value (credential->title, 0), coffret_text_value (name, 0)) != 0)
    credential->achievement_name = g_steal_pointer (&name);
}

void
coffret_ob3_read_subject (CoffretCredential *credential, json_t *json)
{
  const json_t *subject = coffret_vc_get_subject (json);
  const json_t *achievement = coffret_json_at (subject, "achievement", 0);
  const char *language = coffret_vc_get_language (json);

  if (achievement == NULL)
    achievement = coffret_json_at (subject, "hasCredential", 0);

  read_name (credential, achievement, language);
  if (credential->description == NULL)
    credential->description = coffret_field_text (achievement, "description", language);
  if (credential->image == NULL)
    credential->image = coffret_field_link (achievement, "image");
  if (credential->image == NULL)
    credential->image = coffret_field_link (subject, "image");
  credential->language = coffret_field_string (achievement, "inLanguage");
  if (credential->language == NULL)
    credential->language = g_strdup (language);
  credential->achievement_type = coffret_field_string (achievement, "achievementType");
  read_kind (credential, json);

  read_criteria (credential, achievement, language);
  coffret_terms_read_alignments (credential, achievement, language);
  read_narrative (credential, subject, language);
  read_results (credential, subject, achievement, language);
  read_assessments (credential, achievement, language);
  /* What the holder earned comes before what could be earned. */
  coffret_terms_read (credential, subject, language);
  coffret_terms_read (credential, achievement, language);
  coffret_vc_read_endorsements (credential, achievement, language);
}
