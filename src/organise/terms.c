#include "organise/terms-data.h"

#include <string.h>

#include "base/fold.h"
#include "organise/nearly.h"

/* A rule may ask for what lies in another compartment with a rule; no further, so that two that
 * name each other come to an end. */
#define MAX_DEPTH 2
/* So many rules are looked into for one search. */
#define MAX_RULES 64

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
  CoffretTerm *term = data;

  g_free (term->value);
  g_clear_pointer (&term->ids, g_ptr_array_unref);
  g_clear_pointer (&term->rules, g_ptr_array_unref);
  g_clear_pointer (&term->words, g_ptr_array_unref);
  g_clear_pointer (&term->synonym_runs, g_ptr_array_unref);
  g_clear_pointer (&term->alike, coffret_word_set_free);
  g_clear_pointer (&term->near, coffret_word_set_free);
  g_clear_pointer (&term->known[0], g_hash_table_unref);
  g_clear_pointer (&term->known[1], g_hash_table_unref);
}

static gboolean
ends_in (const char *word, gpointer part)
{
  return g_str_has_suffix (word, part);
}

static gboolean
begins_in (const char *word, gpointer part)
{
  return g_str_has_prefix (word, part);
}

static gboolean
is_just (const char *word, gpointer part)
{
  return g_str_equal (word, part);
}

static gboolean
has_synonym (const char *word, gpointer part)
{
  return coffret_synonyms_has_word (word, part);
}

static gboolean
synonym_ends_in (const char *word, gpointer part)
{
  return coffret_synonyms_end_in (word, part);
}

static gboolean
synonym_begins_in (const char *word, gpointer part)
{
  return coffret_synonyms_begin_in (word, part);
}

/* How the words of a text are where something stands in it: all of it in one word, or its beginning
 * at the end of one, its end at the beginning of another, and just the rest between. */
typedef struct {
  gboolean codes;
  CoffretWordFunc alone; /* NULL: anywhere */
  CoffretWordFunc first;
  CoffretWordFunc last;
} Manner;

static const Manner anyhow = { TRUE, NULL, ends_in, begins_in };
static const Manner as_synonym = { FALSE, has_synonym, synonym_ends_in, synonym_begins_in };

/* FOLDED stands in a text just if it has this run of words (no more than COFFRET_RUN_MOST, though).
 */
static GPtrArray *
find_run (CoffretVocabulary *vocabulary, const char *folded, const Manner *manner)
{
  GPtrArray *run = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_word_set_free);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint n_words = g_strv_length (words);

  for (guint i = 0; i < n_words; i++) {
    CoffretWordFunc func = n_words == 1       ? manner->alone
                           : i == 0           ? manner->first
                           : i == n_words - 1 ? manner->last
                                              : is_just;

    if (*words[i] != '\0')
      g_ptr_array_add (
        run, coffret_vocabulary_find_if (vocabulary, words[i], manner->codes, func, words[i]));
  }
  return run;
}

static void
find_synonyms (CoffretTerm *term, CoffretVocabulary *vocabulary)
{
  term->synonym_runs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (const char *const *synonym = term->synonyms->words; *synonym != NULL; synonym++) {
    g_autoptr (GPtrArray) run = find_run (vocabulary, *synonym, &as_synonym);

    if (run->len > 1)
      g_ptr_array_add (term->synonym_runs, g_steal_pointer (&run));
    else if (term->alike == NULL)
      term->alike = g_ptr_array_steal_index (run, 0);
    else
      coffret_word_set_add_all (term->alike, g_ptr_array_index (run, 0));
  }
}

static void
find_words (CoffretTerm *term, CoffretVocabulary *vocabulary)
{
  const char *word = term->value;

  term->words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < term->n_words; i++, word += strlen (word) + 1)
    g_ptr_array_add (term->words, find_run (vocabulary, word, &anyhow));
  if (term->synonyms != NULL)
    find_synonyms (term, vocabulary);
}

static void
find_kinds (CoffretTerm *term)
{
  const CoffretSynonyms *synonyms = term->whole ? NULL : coffret_synonyms_find (term->value);

  for (guint kind = 0; kind <= COFFRET_KIND_LETTER; kind++)
    if (coffret_term_says (coffret_kind_to_label (kind), term, FALSE) ||
        coffret_term_says (coffret_kind_to_id (kind), term, FALSE) ||
        (synonyms != NULL && kind != COFFRET_KIND_OTHER && synonyms->kind == kind))
      term->set |= 1u << kind;
}

/* The beginning of one of its words: "valid" is not "invalid". */
static gboolean
begins_word (const char *text, const CoffretTerm *term)
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
find_verdicts (CoffretTerm *term)
{
  if (coffret_term_value_is (term->value, COFFRET_TERM_VALUE_NONE))
    term->set = COFFRET_TERM_NOT_CHECKED;
  for (guint verdict = 0; verdict <= COFFRET_VERDICT_VERIFIED; verdict++)
    if (begins_word (coffret_verdict_to_id (verdict), term) ||
        begins_word (coffret_verdict_to_word (verdict), term))
      term->set |= 1u << verdict;
}

static void
read_span (CoffretTerm *term, const World *world)
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
find_drawers (CoffretTerm *term, const World *world)
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

    if (!coffret_term_says_folded (drawer->folded, term, FALSE))
      continue;
    if (drawer->rule == NULL)
      g_ptr_array_add (term->ids, g_strdup (drawer->id));
    else if (inner.depth < MAX_DEPTH && ++*world->rules <= MAX_RULES)
      g_ptr_array_add (term->rules, terms_new (drawer->rule, &inner));
  }
}

static void
understand (CoffretTerm *term, const World *world)
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
read_phrase (GPtrArray *pieces, guint first, CoffretTerm *term)
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
read_term (const CoffretPiece *piece, const World *world, CoffretTerm *term)
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
  terms->vocabulary = world->vocabulary != NULL ? coffret_vocabulary_ref (world->vocabulary) : NULL;
  terms->text = g_string_new (NULL);
  terms->terms = g_array_new (FALSE, TRUE, sizeof (CoffretTerm));
  g_array_set_clear_func (terms->terms, clear_term);
  for (guint i = 0; i < pieces->len; i++) {
    CoffretTerm term = { .n_words = 1 };
    guint n_words = read_phrase (pieces, i, &term);

    if (n_words > 0)
      i += n_words - 1;
    else
      read_term (g_ptr_array_index (pieces, i), world, &term);
    if (term.begun) {
      clear_term (&term);
      continue;
    }
    if (term.key == COFFRET_TERM_WORD && world->vocabulary != NULL)
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
  g_clear_pointer (&terms->vocabulary, coffret_vocabulary_unref);
  g_string_free (terms->text, TRUE);
  g_free (terms);
}

char *
coffret_terms_quote (CoffretTermKey key, const char *value)
{
  return coffret_piece_write (key, value, FALSE);
}

gboolean
coffret_term_says_folded (const char *folded, const CoffretTerm *term, gboolean nearly)
{
  if (term->whole)
    return g_str_equal (folded, term->value);
  return strstr (folded, term->value) != NULL ||
         (nearly && term->slips && coffret_nearly_has (folded, term->value));
}

gboolean
coffret_term_says (const char *text, const CoffretTerm *term, gboolean nearly)
{
  g_autofree char *folded = coffret_fold (text);

  return coffret_term_says_folded (folded, term, nearly);
}
