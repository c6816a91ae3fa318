/* Whether a row is as somebody asks for. */
#include <string.h>

#include "base/languages.h"
#include "organise/nearly.h"
#include "organise/terms-data.h"

static gboolean
any_says (const CoffretText *text, const CoffretTerm *term, gboolean nearly)
{
  for (guint i = 0; text != NULL && i < coffret_text_count (text); i++)
    if (coffret_term_says (coffret_text_value (text, i), term, nearly))
      return TRUE;
  return FALSE;
}

static gboolean
names_say (const char *packed, const CoffretTerm *term, gboolean nearly)
{
  g_autoptr (CoffretText) names = coffret_brief_unpack (packed);

  return any_says (names, term, nearly);
}

static gboolean
skills_say (const char *packed, const CoffretTerm *term, gboolean nearly)
{
  g_autoptr (GPtrArray) skills = coffret_brief_list (packed);

  for (guint i = 0; i < skills->len; i++)
    if (any_says (g_ptr_array_index (skills, i), term, nearly))
      return TRUE;
  return FALSE;
}

static gboolean
tags_say (const char *tags, const CoffretTerm *term, gboolean nearly)
{
  g_auto (GStrv) list = g_strsplit (tags, " ", -1);

  for (char **tag = list; *tag != NULL; tag++)
    if (coffret_language_is_called (*tag, term->value))
      return TRUE;
  return FALSE;
}

static gboolean
names_are_in_language (const char *packed, const CoffretTerm *term, gboolean nearly)
{
  g_autoptr (CoffretText) names = coffret_brief_unpack (packed);

  for (guint i = 0; names != NULL && i < coffret_text_count (names); i++)
    if (coffret_language_is_called (coffret_text_language (names, i), term->value))
      return TRUE;
  return FALSE;
}

/* Many credentials share the same few names and skills: each is asked once. */
static gboolean
shared_says (const char *shared,
             const CoffretTerm *term,
             gboolean nearly,
             gboolean (*ask) (const char *shared, const CoffretTerm *term, gboolean nearly))
{
  GHashTable *known = term->known[nearly ? 1 : 0];
  gpointer answer;

  if (shared == NULL)
    return FALSE;
  if (!g_hash_table_lookup_extended (known, shared, NULL, &answer)) {
    answer = GINT_TO_POINTER (ask (shared, term, nearly));
    g_hash_table_insert (known, (char *) shared, answer);
  }
  return GPOINTER_TO_INT (answer);
}

static gboolean
is_at (CoffretInstant instant, const CoffretTerm *term)
{
  if (term->odd)
    return FALSE;
  if (term->none || instant == COFFRET_INSTANT_NONE)
    return term->none && instant == COFFRET_INSTANT_NONE;
  return coffret_span_holds (&term->span, instant);
}

static gboolean
is_of_year (CoffretInstant awarded, const CoffretTerm *term)
{
  char year[16];

  if (!is_at (awarded, term))
    return FALSE;
  if (term->none || term->span.from != G_MININT64)
    return TRUE;
  g_snprintf (year, sizeof year, "%d", coffret_instant_year (awarded));
  return !g_ascii_isdigit (*term->value) || g_str_has_prefix (year, term->value);
}

/* By the holder. */
static gboolean
is_translated (const CoffretLayer *layer, const CoffretTerm *term)
{
  for (guint i = 0; layer != NULL && i < layer->n_texts; i++)
    if (coffret_language_is_called (layer->texts[i].language, term->value))
      return TRUE;
  return FALSE;
}

static gboolean
lies_in (const CoffretRow *row, const CoffretTerm *term)
{
  if (term->none)
    return row->compartments[0] == NULL;
  for (guint i = 0; i < term->ids->len; i++)
    if (coffret_row_lies_in (row, g_ptr_array_index (term->ids, i)))
      return TRUE;
  for (guint i = 0; i < term->rules->len; i++)
    if (coffret_terms_match (g_ptr_array_index (term->rules, i), row))
      return TRUE;
  return FALSE;
}

static const char *
read_text (const CoffretTerms *terms, const CoffretRow *row)
{
  coffret_row_read_text (row, terms->text);
  return terms->text->str;
}

/* VALUE, of which RUN is. */
static gboolean
in_row (const CoffretTerms *terms, const CoffretRow *row, const GPtrArray *run, const char *value)
{
  return (coffret_row_has_run (row, run) &&
          (run->len <= COFFRET_RUN_MOST || strstr (read_text (terms, row), value) != NULL)) ||
         (row->layer != NULL && strstr (row->layer->search, value) != NULL);
}

/* Every word of a phrase, in whatever order. */
static gboolean
has_words (const CoffretTerms *terms, const CoffretRow *row, const CoffretTerm *term)
{
  const char *word = term->value;

  for (guint i = 0; i < term->n_words; i++, word += strlen (word) + 1)
    if (!in_row (terms, row, g_ptr_array_index (term->words, i), word))
      return FALSE;
  return TRUE;
}

static gboolean
has_synonym (const CoffretRow *row, const CoffretTerm *term)
{
  if ((term->set >> row->kind & 1) != 0)
    return TRUE;
  if (term->synonyms == NULL)
    return FALSE;
  if (term->alike != NULL && coffret_row_has_word (row, term->alike))
    return TRUE;
  for (guint i = 0; i < term->synonym_runs->len; i++)
    if (coffret_row_has_run (row, g_ptr_array_index (term->synonym_runs, i)))
      return TRUE;
  return row->layer != NULL && coffret_synonyms_are_in (term->synonyms, row->layer->search);
}

static gboolean
is_nearly (const char *word, gpointer value)
{
  return coffret_nearly_has (word, value);
}

static gboolean
has_nearly (const CoffretTerms *terms, const CoffretRow *row, CoffretTerm *term)
{
  if (term->near == NULL)
    term->near = coffret_vocabulary_choose (terms->vocabulary, is_nearly, term->value);
  return coffret_row_has_word (row, term->near) ||
         (row->layer != NULL && coffret_nearly_has (row->layer->search, term->value));
}

static gboolean
has_verdict (const CoffretRow *row, const CoffretTerm *term)
{
  CoffretVerdict verdict;

  if (row->verdict == NULL || !coffret_verdict_from_id (row->verdict, &verdict))
    return (term->set & COFFRET_TERM_NOT_CHECKED) != 0;
  return (term->set >> verdict & 1) != 0;
}

static gboolean
is_so (const CoffretRow *row, const CoffretTerm *term, CoffretInstant now)
{
  CoffretInstant expires = coffret_row_get_expires (row);

  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_FAVOURITE))
    return row->layer != NULL && row->layer->favourite;
  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_EXPIRED))
    return expires != COFFRET_INSTANT_NONE && expires < now;
  return FALSE;
}

/* Every word of it in some file beside it. */
static gboolean
has_beside (const CoffretRow *row, const CoffretTerm *term, const CoffretBeside *beside)
{
  const char *word = term->value;

  for (guint i = 0; i < term->n_words; i++, word += strlen (word) + 1)
    if (!coffret_beside_has (beside, word, row->id))
      return FALSE;
  return TRUE;
}

static gboolean
has_it (const CoffretRow *row, const CoffretTerm *term, const CoffretBeside *beside)
{
  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_ATTACHMENT))
    return coffret_beside_has (beside, COFFRET_BESIDE_ANY, row->id);
  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NOTE))
    return row->layer != NULL && row->layer->note != NULL;
  return FALSE;
}

static gboolean
has_tag (const CoffretRow *row, const CoffretTerm *term, gboolean nearly)
{
  char **tags = row->layer != NULL ? row->layer->tags : NULL;

  if (term->none)
    return tags == NULL;
  for (; tags != NULL && *tags != NULL; tags++)
    if (coffret_term_says (*tags, term, nearly))
      return TRUE;
  return FALSE;
}

static gboolean
matches (const CoffretTerms *terms, const CoffretRow *row, CoffretTerm *term, gboolean nearly)
{
  switch (term->key) {
  case COFFRET_TERM_ISSUER:
    if (term->none)
      return *row->issuer == '\0';
    return shared_says (row->issuer_names, term, nearly, names_say);
  case COFFRET_TERM_SKILL:
    if (term->none)
      return row->skills == NULL;
    return shared_says (row->skills, term, nearly, skills_say);
  case COFFRET_TERM_KIND:
    return (term->set >> row->kind & 1) != 0;
  case COFFRET_TERM_YEAR:
    return is_of_year (coffret_row_get_awarded (row), term);
  case COFFRET_TERM_AWARDED:
    return is_at (coffret_row_get_awarded (row), term);
  case COFFRET_TERM_EXPIRES:
    return is_at (coffret_row_get_expires (row), term);
  case COFFRET_TERM_LANGUAGE:
    return shared_says (row->languages, term, FALSE, tags_say) ||
           shared_says (row->issuer_names, term, FALSE, names_are_in_language) ||
           is_translated (row->layer, term);
  case COFFRET_TERM_VERDICT:
    return has_verdict (row, term);
  case COFFRET_TERM_IN:
    return lies_in (row, term);
  case COFFRET_TERM_TAG:
    return has_tag (row, term, nearly);
  case COFFRET_TERM_IS:
    return is_so (row, term, terms->now);
  case COFFRET_TERM_HAS:
    return has_it (row, term, terms->beside);
  case COFFRET_TERM_WORD:
  default:
    return has_words (terms, row, term) || has_synonym (row, term) ||
           (terms->beside != NULL && has_beside (row, term, terms->beside)) ||
           (nearly && term->slips && has_nearly (terms, row, term));
  }
}

static gboolean
match_all (const CoffretTerms *terms, const CoffretRow *row, gboolean nearly)
{
  for (guint i = 0; i < terms->terms->len; i++) {
    CoffretTerm *term = &g_array_index (terms->terms, CoffretTerm, i);

    if (matches (terms, row, term, nearly) == term->negated)
      return FALSE;
  }
  return TRUE;
}

char **
coffret_terms_list_beside (const CoffretTerms *terms)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < terms->terms->len; i++) {
    const CoffretTerm *term = &g_array_index (terms->terms, CoffretTerm, i);
    const char *word = term->value;

    if (term->key == COFFRET_TERM_HAS &&
        coffret_term_value_is (word, COFFRET_TERM_VALUE_ATTACHMENT))
      g_strv_builder_add (words, COFFRET_BESIDE_ANY);
    /* A phrase is not looked for: only words are known of files. */
    for (guint j = 0; term->key == COFFRET_TERM_WORD && j < term->n_words; j++) {
      if (strchr (word, ' ') == NULL)
        g_strv_builder_add (words, word);
      word += strlen (word) + 1;
    }
  }
  return g_strv_builder_end (words);
}

void
coffret_terms_set_beside (CoffretTerms *terms, const CoffretBeside *beside)
{
  terms->beside = beside;
}

gboolean
coffret_terms_is_empty (const CoffretTerms *terms)
{
  return terms->terms->len == 0;
}

gboolean
coffret_terms_match (const CoffretTerms *terms, const CoffretRow *row)
{
  return match_all (terms, row, FALSE);
}

gboolean
coffret_terms_may_slip (const CoffretTerms *terms)
{
  for (guint i = 0; i < terms->terms->len; i++) {
    const CoffretTerm *term = &g_array_index (terms->terms, CoffretTerm, i);

    if (term->slips && (term->key == COFFRET_TERM_WORD || term->key == COFFRET_TERM_ISSUER ||
                        term->key == COFFRET_TERM_SKILL || term->key == COFFRET_TERM_TAG))
      return TRUE;
  }
  return FALSE;
}

gboolean
coffret_terms_match_nearly (const CoffretTerms *terms, const CoffretRow *row)
{
  return match_all (terms, row, TRUE);
}
