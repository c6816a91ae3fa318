#include "share/shown-lines.h"

#include <glib/gi18n-lib.h>

#include "credential/words.h"

typedef struct {
  GPtrArray *lines;
  const CoffretCredential *credential;
  const CoffretWording *wording;
  CoffretFields fields;
  CoffretField field;
} Writer;

static void
line_free (gpointer data)
{
  CoffretShownLine *line = data;

  g_free (line->name);
  g_free (line->text);
  g_free (line->detail);
  g_free (line->link);
  g_free (line->language);
  g_free (line);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static CoffretShownLine *
add (Writer *writer, const char *name, const char *text, const char *detail, const char *link)
{
  CoffretShownLine *line;

  if (is_empty (text) && is_empty (detail) && is_empty (link))
    return NULL;
  line = g_new0 (CoffretShownLine, 1);
  line->field = writer->field;
  line->name = g_strdup (name);
  line->text = is_empty (text) ? NULL : g_strdup (text);
  line->detail = is_empty (detail) ? NULL : g_strdup (detail);
  line->link = is_empty (link) ? NULL : g_strdup (link);
  g_ptr_array_add (writer->lines, line);
  return line;
}

static void
add_text (Writer *writer, const char *text)
{
  add (writer, NULL, text, NULL, NULL);
}

static const char *
best (Writer *writer, const CoffretText *text)
{
  return coffret_text_best (text, coffret_wording_get_languages (writer->wording));
}

/* As the document has it, in whatever language that is. */
static void
add_best (
  Writer *writer, const char *name, const CoffretText *text, const char *detail, const char *link)
{
  CoffretShownLine *line = add (writer, name, best (writer, text), detail, link);

  if (line != NULL && line->text != NULL)
    line->language = coffret_wording_other (writer->wording, text);
}

static const char *
say (Writer *writer, const char *sentence)
{
  return coffret_wording_get (writer->wording, sentence);
}

static void
write_title (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;

  add_best (writer, NULL, credential->title, NULL, NULL);
  if (credential->achievement_name != NULL)
    add_best (writer, NULL, credential->achievement_name, NULL, NULL);
  if (credential->kind != COFFRET_KIND_OTHER)
    add (
      writer, say (writer, N_ ("Kind")),
      coffret_kind_to_label_in (credential->kind, coffret_wording_get_catalogue (writer->wording)),
      NULL, NULL);
}

static void
write_issuer (Writer *writer)
{
  const CoffretProfile *issuer = writer->credential->issuer;

  if (issuer == NULL)
    return;
  add_best (writer, NULL, issuer->name, best (writer, issuer->description), issuer->url);
  if (!is_empty (issuer->id) && g_strcmp0 (issuer->id, issuer->url) != 0)
    add (writer, say (writer, N_ ("Identifier")), issuer->id, NULL, NULL);
}

static void
write_awarded (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;
  g_autofree char *awarded = coffret_wording_date (writer->wording, credential->awarded);
  g_autofree char *from = coffret_wording_date (writer->wording, credential->valid_from);

  add_text (writer, awarded);
  if (credential->valid_from != credential->awarded)
    add (writer, say (writer, N_ ("In force from")), from, NULL, NULL);
}

static void
write_expires (Writer *writer)
{
  g_autofree char *expires = coffret_wording_date (writer->wording, writer->credential->expires);

  add_text (writer, expires);
}

static void
write_description (Writer *writer)
{
  add_best (writer, NULL, writer->credential->description, NULL, NULL);
}

static void
write_skills (Writer *writer)
{
  const GPtrArray *skills = writer->credential->skills;

  for (guint i = 0; i < skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (skills, i);
    const char *name = best (writer, skill->name);
    const char *parts[] = { best (writer, skill->description), skill->framework,
                            name != NULL ? skill->code : NULL };
    g_autofree char *detail = coffret_wording_join (writer->wording, parts, G_N_ELEMENTS (parts));

    if (name != NULL)
      add_best (writer, NULL, skill->name, detail, skill->url);
    else
      add (writer, NULL, skill->code, detail, skill->url);
  }
}

static void
write_outcomes (Writer *writer)
{
  const GPtrArray *outcomes = writer->credential->outcomes;

  for (guint i = 0; i < outcomes->len; i++)
    add_best (writer, NULL, g_ptr_array_index (outcomes, i), NULL, NULL);
}

static void
write_criteria (Writer *writer)
{
  add_best (writer, NULL, writer->credential->criteria, NULL, writer->credential->criteria_url);
}

static void
write_level (Writer *writer)
{
  add_text (writer, writer->credential->level);
}

static void
write_course (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;
  const struct {
    const char *name;
    const CoffretText *text;
  } parts[] = {
    { N_ ("How it was taught"), credential->mode },
    { N_ ("How it was assessed"), credential->assessment },
    { N_ ("Who watched over the assessment"), credential->supervision },
    { N_ ("What was needed before"), credential->prerequisites },
    { N_ ("How quality is assured"), credential->quality_assurance },
    { N_ ("What it counts towards"), credential->stackability },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    add_best (writer, say (writer, parts[i].name), parts[i].text, NULL, NULL);
}

static void
write_hours (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;
  g_autofree char *hours = credential->workload_hours > 0
                             ? coffret_wording_number (writer->wording, credential->workload_hours)
                             : g_strdup (credential->workload);

  add_text (writer, hours);
}

static void
write_credits (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;
  g_autofree char *credits =
    credential->credits > 0 ? coffret_wording_number (writer->wording, credential->credits) : NULL;

  add_text (writer, credits);
}

static void
write_grade (Writer *writer)
{
  const CoffretCredential *credential = writer->credential;
  const CoffretCatalogue *catalogue = coffret_wording_get_catalogue (writer->wording);

  add (writer, say (writer, N_ ("Grade")), credential->grade, NULL, NULL);
  for (guint i = 0; i < credential->results->len; i++) {
    const CoffretResult *result = g_ptr_array_index (credential->results, i);
    const char *parts[] = { result->value, result->achieved_level,
                            coffret_result_status_to_label_in (result->status, catalogue) };
    g_autofree char *value = coffret_wording_join (writer->wording, parts, G_N_ELEMENTS (parts));
    const char *name = best (writer, result->name);

    if (name == NULL && g_strcmp0 (value, credential->grade) == 0)
      continue;
    add (writer, name != NULL ? name : say (writer, N_ ("Result")), value, NULL, NULL);
  }
}

static gboolean
may_show (Writer *writer, CoffretField field)
{
  return (writer->fields & COFFRET_FIELDS (field)) != 0;
}

/* Of a part no more is shown than of the whole. */
static void
write_parts (Writer *writer)
{
  const GPtrArray *parts = writer->credential->parts;

  for (guint i = 0; i < parts->len; i++) {
    const CoffretCredential *part = g_ptr_array_index (parts, i);
    g_autofree char *date = may_show (writer, COFFRET_FIELD_AWARDED)
                              ? coffret_wording_date (writer->wording, part->awarded)
                              : NULL;
    g_autofree char *credits = may_show (writer, COFFRET_FIELD_CREDITS) && part->credits > 0
                                 ? coffret_wording_number (writer->wording, part->credits)
                                 : NULL;
    const char *details[] = {
      may_show (writer, COFFRET_FIELD_ISSUER) && part->issuer != NULL
        ? best (writer, part->issuer->name)
        : NULL,
      date,
      may_show (writer, COFFRET_FIELD_GRADE) ? part->grade : NULL,
      credits,
    };
    g_autofree char *detail =
      coffret_wording_join (writer->wording, details, G_N_ELEMENTS (details));

    add_best (writer, NULL, part->title, detail, NULL);
  }
}

static void
write_evidence (Writer *writer)
{
  const GPtrArray *all = writer->credential->evidence;

  for (guint i = 0; i < all->len; i++) {
    const CoffretEvidence *evidence = g_ptr_array_index (all, i);
    const char *parts[] = { best (writer, evidence->description),
                            best (writer, evidence->narrative), evidence->genre,
                            evidence->audience };
    g_autofree char *detail = coffret_wording_join (writer->wording, parts, G_N_ELEMENTS (parts));

    add_best (writer, NULL, evidence->name, detail, evidence->url);
  }
}

static void
write_endorsements (Writer *writer)
{
  const GPtrArray *all = writer->credential->endorsements;

  for (guint i = 0; i < all->len; i++) {
    const CoffretEndorsement *endorsement = g_ptr_array_index (all, i);
    const CoffretProfile *endorser = endorsement->endorser;
    const char *name = endorser != NULL ? best (writer, endorser->name) : NULL;
    g_autofree char *date = coffret_wording_date (writer->wording, endorsement->made);
    const char *parts[] = { best (writer, endorsement->comment), date };
    g_autofree char *detail = coffret_wording_join (writer->wording, parts, G_N_ELEMENTS (parts));

    add (writer, NULL, name != NULL || endorser == NULL ? name : endorser->id, detail, NULL);
  }
}

static void
write_holder (Writer *writer)
{
  const CoffretProfile *holder = writer->credential->holder;

  if (holder != NULL)
    add (writer, say (writer, N_ ("Awarded to")), best (writer, holder->name), NULL, NULL);
}

static void
write_contact (Writer *writer)
{
  const CoffretProfile *holder = writer->credential->holder;

  if (holder != NULL)
    add (writer, say (writer, N_ ("E-mail")), holder->email, NULL, NULL);
}

/* What no function is given for is in an original only: pictures, and what no reader reads. */
static void (*const writers[COFFRET_N_FIELDS]) (Writer *) = {
  [COFFRET_FIELD_TITLE] = write_title,
  [COFFRET_FIELD_ISSUER] = write_issuer,
  [COFFRET_FIELD_AWARDED] = write_awarded,
  [COFFRET_FIELD_EXPIRES] = write_expires,
  [COFFRET_FIELD_DESCRIPTION] = write_description,
  [COFFRET_FIELD_SKILLS] = write_skills,
  [COFFRET_FIELD_OUTCOMES] = write_outcomes,
  [COFFRET_FIELD_CRITERIA] = write_criteria,
  [COFFRET_FIELD_LEVEL] = write_level,
  [COFFRET_FIELD_COURSE] = write_course,
  [COFFRET_FIELD_HOURS] = write_hours,
  [COFFRET_FIELD_CREDITS] = write_credits,
  [COFFRET_FIELD_GRADE] = write_grade,
  [COFFRET_FIELD_PARTS] = write_parts,
  [COFFRET_FIELD_EVIDENCE] = write_evidence,
  [COFFRET_FIELD_ENDORSEMENTS] = write_endorsements,
  [COFFRET_FIELD_HOLDER] = write_holder,
  [COFFRET_FIELD_CONTACT] = write_contact,
};

GPtrArray *
coffret_shown_lines (const CoffretCredential *credential,
                     CoffretFields fields,
                     const CoffretWording *wording)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  Writer writer = {
    .lines = lines, .credential = credential, .wording = wording, .fields = fields
  };

  for (writer.field = 0; writer.field < COFFRET_N_FIELDS; writer.field++)
    if ((fields & COFFRET_FIELDS (writer.field)) && writers[writer.field] != NULL)
      writers[writer.field](&writer);
  return lines;
}
