#include "cli/summary.h"

#include <glib/gi18n-lib.h>

#include "cli/output.h"
#include "credential/code.h"
#include "credential/words.h"

typedef struct {
  const char *label;
  char *text; /* one or more lines */
} Line;

struct _CoffretSummary {
  json_t *object;
  GPtrArray *lines;
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line);
}

static void
add_line (CoffretSummary *summary, const char *label, const char *text)
{
  Line *line;

  if (text == NULL || *text == '\0')
    return;
  line = g_new (Line, 1);
  line->label = label;
  line->text = g_strdup (text);
  g_ptr_array_add (summary->lines, line);
}

static void
add_string (CoffretSummary *summary, const char *key, const char *label, const char *text)
{
  json_object_set_new (summary->object, key, coffret_output_string (text));
  add_line (summary, label, text);
}

static void
add_text (CoffretSummary *summary, const char *key, const char *label, const CoffretText *text)
{
  add_string (summary, key, label, coffret_text_best (text, NULL));
}

static void
add_instant (CoffretSummary *summary, const char *key, const char *label, CoffretInstant instant)
{
  g_autofree char *exact = coffret_instant_to_rfc3339 (instant);
  g_autofree char *date = coffret_instant_to_date (instant);

  json_object_set_new (summary->object, key, coffret_output_string (exact));
  add_line (summary, label, date);
}

static void
add_number (CoffretSummary *summary, const char *key, const char *label, double number)
{
  g_autofree char *text = g_strdup_printf ("%'.6g", number);

  json_object_set_new (summary->object, key, number > 0 ? json_real (number) : json_null ());
  add_line (summary, label, number > 0 ? text : NULL);
}

/* TEXT, written for programs under KEY, as people say it; NULL when it says nothing. */
static char *
say (const char *key, const char *text)
{
  CoffretKind kind;

  if (g_str_equal (key, "awarded") || g_str_equal (key, "made"))
    return coffret_instant_to_date (coffret_instant_parse (text));
  if (g_str_equal (key, "status"))
    return g_strdup (coffret_result_status_to_label (text));
  if (g_str_equal (key, "type")) {
    kind = coffret_kind_from_id (text);
    return kind != COFFRET_KIND_OTHER ? g_strdup (coffret_kind_to_label (kind)) : NULL;
  }
  return g_strdup (text);
}

/* The strings in an object, a line's worth. */
static char *
join_values (const json_t *object)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) object, key, value) {
    g_autofree char *text = json_is_string (value) ? say (key, json_string_value (value)) : NULL;

    if (text != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
  }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Takes VALUE: an object, or an array of objects or strings. */
static void
add_values (CoffretSummary *summary, const char *key, const char *label, json_t *value)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  json_t *item;
  size_t i;

  if (json_is_object (value)) {
    g_autofree char *line = join_values (value);
    g_string_append (lines, line);
  }
  json_array_foreach (value, i, item) {
    g_autofree char *line =
      json_is_string (item) ? g_strdup (json_string_value (item)) : join_values (item);

    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
  }
  json_object_set_new (summary->object, key, value);
  add_line (summary, label, lines->str);
}

static json_t *
text_to_json (const CoffretText *text)
{
  return coffret_output_string (coffret_text_best (text, NULL));
}

static json_t *
instant_to_json (CoffretInstant instant)
{
  g_autofree char *text = coffret_instant_to_rfc3339 (instant);

  return coffret_output_string (text);
}

static json_t *
profile_to_json (const CoffretProfile *profile)
{
  if (profile == NULL)
    return json_null ();
  return json_pack (
    "{s:o, s:o, s:o, s:o, s:o}", "name", text_to_json (profile->name), "id",
    coffret_output_string (profile->id), "url", coffret_output_string (profile->url), "email",
    coffret_output_string (profile->email), "description", text_to_json (profile->description));
}

static json_t *
skills_to_json (const GPtrArray *skills)
{
  json_t *array = json_array ();

  for (guint i = 0; i < skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (skills, i);

    json_array_append_new (array, json_pack ("{s:o, s:o, s:o, s:o, s:o}", "name",
                                             text_to_json (skill->name), "framework",
                                             coffret_output_string (skill->framework), "code",
                                             coffret_output_string (skill->code), "description",
                                             text_to_json (skill->description), "url",
                                             coffret_output_string (skill->url)));
  }
  return array;
}

static json_t *
results_to_json (const GPtrArray *results)
{
  json_t *array = json_array ();

  for (guint i = 0; i < results->len; i++) {
    const CoffretResult *result = g_ptr_array_index (results, i);

    json_array_append_new (array,
                           json_pack ("{s:o, s:o, s:o, s:o}", "name", text_to_json (result->name),
                                      "value", coffret_output_string (result->value), "level",
                                      coffret_output_string (result->achieved_level), "status",
                                      coffret_output_string (result->status)));
  }
  return array;
}

static json_t *
evidence_to_json (const GPtrArray *evidence)
{
  json_t *array = json_array ();

  for (guint i = 0; i < evidence->len; i++) {
    const CoffretEvidence *piece = g_ptr_array_index (evidence, i);

    json_array_append_new (
      array, json_pack (
               "{s:o, s:o, s:o, s:o, s:o, s:o}", "name", text_to_json (piece->name), "description",
               text_to_json (piece->description), "narrative", text_to_json (piece->narrative),
               "genre", coffret_output_string (piece->genre), "audience",
               coffret_output_string (piece->audience), "url", coffret_output_string (piece->url)));
  }
  return array;
}

static json_t *
endorsements_to_json (const GPtrArray *endorsements)
{
  json_t *array = json_array ();

  for (guint i = 0; i < endorsements->len; i++) {
    const CoffretEndorsement *endorsement = g_ptr_array_index (endorsements, i);
    const CoffretProfile *endorser = endorsement->endorser;

    json_array_append_new (
      array,
      json_pack ("{s:o, s:o, s:o}", "endorser",
                 endorser != NULL ? text_to_json (endorser->name) : json_null (), "comment",
                 text_to_json (endorsement->comment), "made", instant_to_json (endorsement->made)));
  }
  return array;
}

static json_t *
texts_to_json (const GPtrArray *texts)
{
  json_t *array = json_array ();

  for (guint i = 0; i < texts->len; i++)
    json_array_append_new (array, text_to_json (g_ptr_array_index (texts, i)));
  return array;
}

static json_t *
parts_to_json (const GPtrArray *parts)
{
  json_t *array = json_array ();

  for (guint i = 0; i < parts->len; i++) {
    const CoffretCredential *part = g_ptr_array_index (parts, i);

    json_array_append_new (
      array, json_pack ("{s:o, s:o, s:o}", "title", text_to_json (part->title), "type",
                        coffret_output_string (coffret_kind_to_id (part->kind)), "awarded",
                        instant_to_json (part->awarded)));
  }
  return array;
}

static json_t *
compartments_to_json (CoffretLibrary *library, CoffretEntry *entry)
{
  json_t *names = json_array ();

  for (const char *const *id = coffret_entry_get_compartments (entry); *id != NULL; id++) {
    CoffretCompartment *compartment = coffret_library_find_compartment (library, *id);

    if (compartment != NULL)
      json_array_append_new (names, json_string (coffret_compartment_get_name (compartment)));
  }
  return names;
}

/* "micro-credential" for programs, "Micro-credential" for people. */
static void
add_kind (CoffretSummary *summary, CoffretKind kind)
{
  json_object_set_new (summary->object, "type", json_string (coffret_kind_to_id (kind)));
  if (kind != COFFRET_KIND_OTHER)
    add_line (summary, _ ("Kind"), coffret_kind_to_label (kind));
}

static void
add_title (CoffretSummary *summary, CoffretEntry *entry, const CoffretCredential *credential)
{
  const char *title = coffret_text_best (credential->title, NULL);
  g_autofree char *words =
    coffret_title_words (title, coffret_entry_get_kind (entry), coffret_entry_get_issuer (entry));

  json_object_set_new (summary->object, "title", coffret_output_string (title));
  add_line (summary, _ ("Title"), words);
}

static void
add_verdict (CoffretSummary *summary, const char *verdict)
{
  json_object_set_new (summary->object, "verdict", coffret_output_string (verdict));
  add_line (summary, _ ("Genuine"), coffret_output_verdict (verdict));
}

/* "PT15H" is for programs where the hours say the same. */
static void
add_workload (CoffretSummary *summary, const CoffretCredential *credential)
{
  json_object_set_new (summary->object, "workload", coffret_output_string (credential->workload));
  if (!(credential->workload_hours > 0))
    add_line (summary, _ ("Workload"), credential->workload);
}

static void
add_course (CoffretSummary *summary, const CoffretCredential *credential)
{
  add_text (summary, "criteria", _ ("How it is earned"), credential->criteria);
  add_string (summary, "criteriaUrl", _ ("More on how it is earned"), credential->criteria_url);
  add_values (summary, "outcomes", _ ("What was learned"), texts_to_json (credential->outcomes));
  add_values (summary, "skills", _ ("Skills"), skills_to_json (credential->skills));
  add_text (summary, "mode", _ ("How it was taught"), credential->mode);
  add_workload (summary, credential);
  add_number (summary, "hours", _ ("Hours"), credential->workload_hours);
  add_number (summary, "credits", _ ("Credits"), credential->credits);
  add_text (summary, "prerequisites", _ ("Needed before"), credential->prerequisites);
  add_text (summary, "assessment", _ ("How it was assessed"), credential->assessment);
  add_text (summary, "supervision", _ ("How it was supervised"), credential->supervision);
  add_text (summary, "qualityAssurance", _ ("Who watches its quality"),
            credential->quality_assurance);
  add_text (summary, "stackability", _ ("What it counts towards"), credential->stackability);
  add_string (summary, "level", _ ("Level"), credential->level);
  add_string (summary, "grade", _ ("Grade"), credential->grade);
  add_values (summary, "results", _ ("Results"), results_to_json (credential->results));
  add_values (summary, "evidence", _ ("Evidence"), evidence_to_json (credential->evidence));
  add_values (summary, "endorsements", _ ("Endorsed by"),
              endorsements_to_json (credential->endorsements));
  add_values (summary, "parts", _ ("Made up of"), parts_to_json (credential->parts));
}

/* What a code says is a place for programs only. */
static void
add_place (CoffretSummary *summary, const char *place)
{
  g_autofree char *words = coffret_place_words (place);

  json_object_set_new (summary->object, "place", coffret_output_string (place));
  add_line (summary, _ ("Place in the file"), words);
}

CoffretSummary *
coffret_summary_new (CoffretLibrary *library, CoffretEntry *entry, const CoffretItem *item)
{
  CoffretSummary *summary = g_new0 (CoffretSummary, 1);
  const CoffretRecord *record = coffret_entry_get_record (entry);
  const CoffretCredential *credential = item->credential;

  summary->object = json_object ();
  summary->lines = g_ptr_array_new_with_free_func (line_free);

  add_title (summary, entry, credential);
  add_string (summary, "own_title", _ ("Your title"), coffret_entry_get_own_title (entry));
  add_kind (summary, coffret_entry_get_kind (entry));
  add_values (summary, "issuer", _ ("Issuer"), profile_to_json (credential->issuer));
  add_values (summary, "holder", _ ("Holder"), profile_to_json (credential->holder));
  add_string (summary, "holderIdentity", _ ("Holder’s identity"), credential->holder_identity);
  add_instant (summary, "awarded", _ ("Awarded"), credential->awarded);
  add_instant (summary, "validFrom", _ ("In force from"), credential->valid_from);
  add_instant (summary, "expires", _ ("Expires"), credential->expires);
  add_verdict (summary, coffret_entry_get_verdict (entry));
  add_text (summary, "description", _ ("What it is"), credential->description);
  add_course (summary, credential);
  add_string (summary, "note", _ ("Your note"), coffret_entry_get_note (entry));
  add_string (summary, "language", _ ("Language"), credential->language);
  add_values (summary, "compartments", _ ("Compartments"), compartments_to_json (library, entry));
  add_string (summary, "file", _ ("File"), record->file_name);
  add_place (summary, record->place);
  add_instant (summary, "received", _ ("Received"), record->received);
  add_string (summary, "format", _ ("Format"), record->format);
  add_string (summary, "envelope", _ ("Envelope"), record->envelope);
  add_string (summary, "proof", _ ("Signature"), record->proof);
  add_string (summary, "credentialId", _ ("Issuer’s number"), record->credential_id);
  add_string (summary, "id", _ ("Number in the vault"), record->id);
  return summary;
}

void
coffret_summary_free (CoffretSummary *summary)
{
  json_decref (summary->object);
  g_ptr_array_unref (summary->lines);
  g_free (summary);
}

json_t *
coffret_summary_to_json (CoffretSummary *summary)
{
  return json_incref (summary->object);
}

void
coffret_summary_print (CoffretSummary *summary)
{
  for (guint i = 0; i < summary->lines->len; i++) {
    const Line *line = g_ptr_array_index (summary->lines, i);
    g_autofree char *sentence = NULL;

    if (strchr (line->text, '\n') != NULL) {
      /* Translators: %s is the name of a field, such as "Skills"; its lines follow. */
      sentence = g_strdup_printf (_ ("%s:"), line->label);
      coffret_output_line (sentence);
      coffret_output_lines (line->text, 2);
    } else {
      /* Translators: first the name of a field, such as "Issuer", then what it says. */
      sentence = g_strdup_printf (_ ("%s: %s"), line->label, line->text);
      coffret_output_line (sentence);
    }
  }
}
