#include "organise/terms.h"

#include <string.h>

#include "base/fold.h"
#include "base/languages.h"
#include "organise/nearly.h"
#include "organise/span.h"
#include "organise/synonyms.h"
#include "verify/verdict.h"

/* A rule may ask for what lies in another compartment with a rule; no further, so that two that
 * name each other come to an end. */
#define MAX_DEPTH 2
/* So many rules are looked into for one search. */
#define MAX_RULES 64
#define NOT_CHECKED (1u << (COFFRET_VERDICT_VERIFIED + 1))

typedef struct {
  CoffretTermKey key;
  gboolean negated;
  gboolean whole;
  gboolean slips; /* may have been made in it */
  char *value; /* folded; of a phrase with synonyms its words, each of them a string of its own */
  guint n_words;
  const CoffretSynonyms *synonyms; /* nullable */
  guint set;                       /* a bit for each CoffretKind or CoffretVerdict that is meant */
  gboolean none;                   /* asks for what has none of it */
  gboolean odd;                    /* nothing is like that */
  gboolean begun;                  /* asks for nothing yet */
  CoffretSpan span;
  GPtrArray *ids;           /* of compartments; NULL: it names none */
  GPtrArray *rules;         /* CoffretTerms, of those with a rule */
  GPtrArray *words;         /* for each of its words a GPtrArray of its parts' CoffretWordSet's */
  GPtrArray *synonym_words; /* the same for each synonym; NULL: there are none */
  CoffretWordSet *near;     /* NULL until slips are forgiven */
  GHashTable *known[2];     /* what many rows share -> whether it is in there, also nearly */
} Term;

struct _CoffretTerms {
  GArray *terms;
  CoffretInstant now;
  const CoffretBeside *beside; /* nullable */
  CoffretVocabulary *vocabulary;
  GString *text; /* of the row that is looked at more closely */
};

typedef struct {
  CoffretVocabulary *vocabulary;
  const CoffretDrawers *drawers; /* nullable */
  CoffretInstant now;
  guint depth;
  guint *rules; /* looked into so far */
} World;

static void
clear_term (gpointer data)
{
  Term *term = data;

  g_free (term->value);
  g_clear_pointer (&term->ids, g_ptr_array_unref);
  g_clear_pointer (&term->rules, g_ptr_array_unref);
  g_clear_pointer (&term->words, g_ptr_array_unref);
  g_clear_pointer (&term->synonym_words, g_ptr_array_unref);
  g_clear_pointer (&term->near, coffret_word_set_free);
  g_clear_pointer (&term->known[0], g_hash_table_unref);
  g_clear_pointer (&term->known[1], g_hash_table_unref);
}

/* FOLDED stands in no text but those with a word of each of these. */
static GPtrArray *
find_parts (CoffretVocabulary *vocabulary, const char *folded)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_word_set_free);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (parts, coffret_vocabulary_find (vocabulary, *word));
  return parts;
}

static void
find_words (Term *term, CoffretVocabulary *vocabulary)
{
  const char *word = term->value;

  term->words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < term->n_words; i++, word += strlen (word) + 1)
    g_ptr_array_add (term->words, find_parts (vocabulary, word));
  if (term->synonyms == NULL)
    return;
  term->synonym_words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (const char *const *synonym = term->synonyms->words; *synonym != NULL; synonym++)
    g_ptr_array_add (term->synonym_words, find_parts (vocabulary, *synonym));
}

static gboolean
says_folded (const char *folded, const Term *term, gboolean nearly)
{
  if (term->whole)
    return g_str_equal (folded, term->value);
  return strstr (folded, term->value) != NULL ||
         (nearly && term->slips && coffret_nearly_has (folded, term->value));
}

static gboolean
says (const char *text, const Term *term, gboolean nearly)
{
  g_autofree char *folded = coffret_fold (text);

  return says_folded (folded, term, nearly);
}

static void
find_kinds (Term *term)
{
  const CoffretSynonyms *synonyms = term->whole ? NULL : coffret_synonyms_find (term->value);

  for (guint kind = 0; kind <= COFFRET_KIND_LETTER; kind++)
    if (says (coffret_kind_to_label (kind), term, FALSE) ||
        says (coffret_kind_to_id (kind), term, FALSE) ||
        (synonyms != NULL && kind != COFFRET_KIND_OTHER && synonyms->kind == kind))
      term->set |= 1u << kind;
}

/* The beginning of one of its words: "valid" is not "invalid". */
static gboolean
begins_word (const char *text, const Term *term)
{
  g_autofree char *folded = coffret_fold (text);

  if (term->whole)
    return g_str_equal (folded, term->value);
  for (const char *at = folded; (at = strstr (at, term->value)) != NULL; at++)
    if (at == folded || at[-1] == ' ' || at[-1] == '-')
      return TRUE;
  return FALSE;
}

static void
find_verdicts (Term *term)
{
  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NONE))
    term->set = NOT_CHECKED;
  for (guint verdict = 0; verdict <= COFFRET_VERDICT_VERIFIED; verdict++)
    if (begins_word (coffret_verdict_to_id (verdict), term) ||
        begins_word (coffret_verdict_to_word (verdict), term))
      term->set |= 1u << verdict;
}

static void
read_span (Term *term, const World *world)
{
  gboolean past = term->key != COFFRET_TERM_EXPIRES;

  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NONE) ||
      coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NEVER))
    term->none = TRUE;
  else
    switch (coffret_span_read (term->value, world->now, past, &term->span)) {
    case COFFRET_SPAN_READ:
      break;
    case COFFRET_SPAN_BEGUN:
      /* The beginning of a year finds all that begin so. */
      term->begun = term->key != COFFRET_TERM_YEAR || !g_ascii_isdigit (*term->value);
      term->odd = term->whole;
      term->span = (CoffretSpan) { G_MININT64, G_MAXINT64 };
      break;
    case COFFRET_SPAN_ODD:
    default:
      term->odd = TRUE;
    }
}

static CoffretTerms *terms_new (const char *words, const World *world);

static void
find_drawers (Term *term, const World *world)
{
  const World inner = { world->vocabulary, world->drawers, world->now, world->depth + 1,
                        world->rules };

  term->none = !term->whole && coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NONE);
  if (term->none)
    return;
  term->ids = g_ptr_array_new_with_free_func (g_free);
  term->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_terms_free);
  for (guint i = 0; world->drawers != NULL && i < world->drawers->list->len; i++) {
    const CoffretDrawer *drawer = g_ptr_array_index (world->drawers->list, i);

    if (!says_folded (drawer->folded, term, FALSE))
      continue;
    if (drawer->rule == NULL)
      g_ptr_array_add (term->ids, g_strdup (drawer->id));
    else if (inner.depth < MAX_DEPTH && ++*world->rules <= MAX_RULES)
      g_ptr_array_add (term->rules, terms_new (drawer->rule, &inner));
  }
}

static void
understand (Term *term, const World *world)
{
  switch (term->key) {
  case COFFRET_TERM_KIND:
    find_kinds (term);
    break;
  case COFFRET_TERM_VERDICT:
    find_verdicts (term);
    break;
  case COFFRET_TERM_YEAR:
  case COFFRET_TERM_EXPIRES:
  case COFFRET_TERM_AWARDED:
    read_span (term, world);
    break;
  case COFFRET_TERM_IN:
    find_drawers (term, world);
    break;
  case COFFRET_TERM_WORD:
    if (!term->whole)
      term->synonyms = coffret_synonyms_find (term->value);
    if (term->synonyms != NULL && term->synonyms->kind != COFFRET_KIND_OTHER)
      term->set = 1u << term->synonyms->kind;
    break;
  case COFFRET_TERM_TAG:
  case COFFRET_TERM_ISSUER:
  case COFFRET_TERM_SKILL:
    term->none = !term->whole && coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NONE);
    break;
  case COFFRET_TERM_LANGUAGE:
  case COFFRET_TERM_IS:
  case COFFRET_TERM_HAS:
  default:
    break;
  }
  term->slips = !term->negated && !term->whole && coffret_nearly_may (term->value);
}

static gboolean
is_plain (const CoffretPiece *piece)
{
  return piece->key == COFFRET_TERM_WORD && !piece->negated && !piece->quoted;
}

/* Several words that mean something else together; 0: they do not. */
static guint
read_phrase (GPtrArray *pieces, guint first, Term *term)
{
  for (guint n_words = COFFRET_SYNONYMS_WORDS; n_words > 1; n_words--) {
    g_autoptr (GString) phrase = g_string_new (NULL);
    g_autofree char *folded = NULL;
    guint i;

    for (i = first; i < first + n_words && i < pieces->len; i++) {
      const CoffretPiece *piece = g_ptr_array_index (pieces, i);

      if (!is_plain (piece))
        break;
      g_string_append_printf (phrase, "%s%s", i > first ? " " : "", piece->value);
    }
    if (i < first + n_words)
      continue;
    folded = coffret_fold (phrase->str);
    term->synonyms = coffret_synonyms_find (folded);
    if (term->synonyms == NULL)
      continue;
    term->value = g_steal_pointer (&folded);
    term->n_words = n_words;
    if (term->synonyms->kind != COFFRET_KIND_OTHER)
      term->set = 1u << term->synonyms->kind;
    for (char *at = term->value; *at != '\0'; at++)
      if (*at == ' ')
        *at = '\0', at++;
    return n_words;
  }
  return 0;
}

/* Nothing that anybody looks for. */
static gboolean
is_dash (const char *value)
{
  while (g_ascii_ispunct (*value))
    value++;
  return *value == '\0';
}

static void
read_term (const CoffretPiece *piece, const World *world, Term *term)
{
  term->key = piece->key;
  term->negated = piece->negated;
  term->whole = piece->quoted && piece->key != COFFRET_TERM_WORD;
  term->value = coffret_fold (piece->value);
  /* A key that nothing was typed behind yet asks for nothing yet. */
  term->begun = term->key == COFFRET_TERM_WORD ? is_dash (term->value) : *term->value == '\0';
  if (term->begun)
    return;
  if (piece->quoted && piece->key == COFFRET_TERM_WORD)
    return;
  understand (term, world);
}

static CoffretTerms *
terms_new (const char *words, const World *world)
{
  CoffretTerms *terms = g_new0 (CoffretTerms, 1);
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (words);

  terms->now = world->now;
  terms->vocabulary = coffret_vocabulary_ref (world->vocabulary);
  terms->text = g_string_new (NULL);
  terms->terms = g_array_new (FALSE, TRUE, sizeof (Term));
  g_array_set_clear_func (terms->terms, clear_term);
  for (guint i = 0; i < pieces->len; i++) {
    Term term = { .n_words = 1 };
    guint n_words = read_phrase (pieces, i, &term);

    if (n_words > 0)
      i += n_words - 1;
    else
      read_term (g_ptr_array_index (pieces, i), world, &term);
    if (term.begun) {
      clear_term (&term);
      continue;
    }
    if (term.key == COFFRET_TERM_WORD)
      find_words (&term, world->vocabulary);
    for (guint j = 0; j < G_N_ELEMENTS (term.known); j++)
      term.known[j] = g_hash_table_new (NULL, NULL);
    g_array_append_val (terms->terms, term);
  }
  return terms;
}

CoffretTerms *
coffret_terms_new (const char *words,
                   const CoffretDrawers *drawers,
                   CoffretInstant now,
                   CoffretVocabulary *vocabulary)
{
  guint rules = 0;
  const World world = { vocabulary, drawers, now, 0, &rules };

  return terms_new (words, &world);
}

void
coffret_terms_free (CoffretTerms *terms)
{
  g_array_unref (terms->terms);
  coffret_vocabulary_unref (terms->vocabulary);
  g_string_free (terms->text, TRUE);
  g_free (terms);
}

static gboolean
any_says (const CoffretText *text, const Term *term, gboolean nearly)
{
  for (guint i = 0; text != NULL && i < coffret_text_count (text); i++)
    if (says (coffret_text_value (text, i), term, nearly))
      return TRUE;
  return FALSE;
}

static gboolean
names_say (const char *packed, const Term *term, gboolean nearly)
{
  g_autoptr (CoffretText) names = coffret_brief_unpack (packed);

  return any_says (names, term, nearly);
}

static gboolean
skills_say (const char *packed, const Term *term, gboolean nearly)
{
  g_autoptr (GPtrArray) skills = coffret_brief_list (packed);

  for (guint i = 0; i < skills->len; i++)
    if (any_says (g_ptr_array_index (skills, i), term, nearly))
      return TRUE;
  return FALSE;
}

static gboolean
tags_say (const char *tags, const Term *term, gboolean nearly)
{
  g_auto (GStrv) list = g_strsplit (tags, " ", -1);

  for (char **tag = list; *tag != NULL; tag++)
    if (coffret_language_is_called (*tag, term->value))
      return TRUE;
  return FALSE;
}

static gboolean
names_are_in_language (const char *packed, const Term *term, gboolean nearly)
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
             const Term *term,
             gboolean nearly,
             gboolean (*ask) (const char *shared, const Term *term, gboolean nearly))
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
is_at (CoffretInstant instant, const Term *term)
{
  if (term->odd)
    return FALSE;
  if (term->none || instant == COFFRET_INSTANT_NONE)
    return term->none && instant == COFFRET_INSTANT_NONE;
  return coffret_span_holds (&term->span, instant);
}

static gboolean
is_of_year (CoffretInstant awarded, const Term *term)
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
is_translated (const CoffretLayer *layer, const Term *term)
{
  for (guint i = 0; layer != NULL && i < layer->n_texts; i++)
    if (coffret_language_is_called (layer->texts[i].language, term->value))
      return TRUE;
  return FALSE;
}

static gboolean
lies_in (const CoffretRow *row, const Term *term)
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

static gboolean
has_parts (const CoffretRow *row, const GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    if (!coffret_row_has_word (row, g_ptr_array_index (parts, i)))
      return FALSE;
  return parts->len > 0;
}

static const char *
read_text (const CoffretTerms *terms, const CoffretRow *row)
{
  coffret_row_read_text (row, terms->text);
  return terms->text->str;
}

/* VALUE, the words of which are PARTS. */
static gboolean
in_row (const CoffretTerms *terms, const CoffretRow *row, const GPtrArray *parts, const char *value)
{
  return (has_parts (row, parts) &&
          (parts->len == 1 || strstr (read_text (terms, row), value) != NULL)) ||
         (row->layer != NULL && strstr (row->layer->search, value) != NULL);
}

/* Every word of a phrase, in whatever order. */
static gboolean
has_words (const CoffretTerms *terms, const CoffretRow *row, const Term *term)
{
  const char *word = term->value;

  for (guint i = 0; i < term->n_words; i++, word += strlen (word) + 1)
    if (!in_row (terms, row, g_ptr_array_index (term->words, i), word))
      return FALSE;
  return TRUE;
}

static gboolean
has_synonym (const CoffretTerms *terms, const CoffretRow *row, const Term *term)
{
  if ((term->set >> row->kind & 1) != 0)
    return TRUE;
  if (term->synonyms == NULL)
    return FALSE;
  for (guint i = 0; i < term->synonym_words->len; i++)
    if (has_parts (row, g_ptr_array_index (term->synonym_words, i)) &&
        coffret_synonyms_has_word (read_text (terms, row), term->synonyms->words[i]))
      return TRUE;
  return row->layer != NULL && coffret_synonyms_are_in (term->synonyms, row->layer->search);
}

static gboolean
is_nearly (const char *word, gpointer value)
{
  return coffret_nearly_has (word, value);
}

static gboolean
has_nearly (const CoffretTerms *terms, const CoffretRow *row, Term *term)
{
  if (term->near == NULL)
    term->near = coffret_vocabulary_choose (terms->vocabulary, is_nearly, term->value);
  return coffret_row_has_word (row, term->near) ||
         (row->layer != NULL && coffret_nearly_has (row->layer->search, term->value));
}

static gboolean
has_verdict (const CoffretRow *row, const Term *term)
{
  CoffretVerdict verdict;

  if (row->verdict == NULL || !coffret_verdict_from_id (row->verdict, &verdict))
    return (term->set & NOT_CHECKED) != 0;
  return (term->set >> verdict & 1) != 0;
}

static gboolean
is_so (const CoffretRow *row, const Term *term, CoffretInstant now)
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
has_beside (const CoffretRow *row, const Term *term, const CoffretBeside *beside)
{
  const char *word = term->value;

  for (guint i = 0; i < term->n_words; i++, word += strlen (word) + 1)
    if (!coffret_beside_has (beside, word, row->id))
      return FALSE;
  return TRUE;
}

static gboolean
has_it (const CoffretRow *row, const Term *term, const CoffretBeside *beside)
{
  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_ATTACHMENT))
    return coffret_beside_has (beside, COFFRET_BESIDE_ANY, row->id);
  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NOTE))
    return row->layer != NULL && row->layer->note != NULL;
  return FALSE;
}

static gboolean
has_tag (const CoffretRow *row, const Term *term, gboolean nearly)
{
  char **tags = row->layer != NULL ? row->layer->tags : NULL;

  if (term->none)
    return tags == NULL;
  for (; tags != NULL && *tags != NULL; tags++)
    if (says (*tags, term, nearly))
      return TRUE;
  return FALSE;
}

static gboolean
matches (const CoffretTerms *terms, const CoffretRow *row, Term *term, gboolean nearly)
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
    return has_words (terms, row, term) || has_synonym (terms, row, term) ||
           (terms->beside != NULL && has_beside (row, term, terms->beside)) ||
           (nearly && term->slips && has_nearly (terms, row, term));
  }
}

static gboolean
match_all (const CoffretTerms *terms, const CoffretRow *row, gboolean nearly)
{
  for (guint i = 0; i < terms->terms->len; i++) {
    Term *term = &g_array_index (terms->terms, Term, i);

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
    const Term *term = &g_array_index (terms->terms, Term, i);
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
coffret_terms_match (const CoffretTerms *terms, const CoffretRow *row)
{
  return match_all (terms, row, FALSE);
}

gboolean
coffret_terms_may_slip (const CoffretTerms *terms)
{
  for (guint i = 0; i < terms->terms->len; i++) {
    const Term *term = &g_array_index (terms->terms, Term, i);

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

char *
coffret_terms_quote (CoffretTermKey key, const char *value)
{
  return coffret_piece_write (key, value, FALSE);
}
