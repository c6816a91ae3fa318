#include "app/search-words.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "base/fold.h"
#include "base/languages.h"
#include "verify/verdict.h"

static const char *const titles[COFFRET_N_TERM_KEYS] = {
  /* Translators: what a filter of the search is about, before a colon: "Issuer: College" */
  [COFFRET_TERM_ISSUER] = NC_ ("filter", "Issuer"),
  [COFFRET_TERM_KIND] = NC_ ("filter", "Type"),
  /* Translators: a filter of the search: the year of award */
  [COFFRET_TERM_YEAR] = NC_ ("filter", "Year"),
  [COFFRET_TERM_SKILL] = NC_ ("filter", "Skill"),
  [COFFRET_TERM_LANGUAGE] = NC_ ("filter", "Language"),
  [COFFRET_TERM_VERDICT] = NC_ ("filter", "Verdict"),
  /* Translators: a filter of the search: the end of validity, as in "Expires: <90d" */
  [COFFRET_TERM_EXPIRES] = NC_ ("filter", "Expires"),
  /* Translators: a filter of the search: the day of award */
  [COFFRET_TERM_AWARDED] = NC_ ("filter", "Awarded"),
  /* Translators: a filter of the search: in which compartment, as in "In: Nursing" */
  [COFFRET_TERM_IN] = NC_ ("filter", "In"),
  [COFFRET_TERM_TAG] = NC_ ("filter", "Tag"),
  /* Translators: a filter of the search, as in "Is: favourite" */
  [COFFRET_TERM_IS] = NC_ ("filter", "Is"),
  /* Translators: a filter of the search, as in "Has: note" */
  [COFFRET_TERM_HAS] = NC_ ("filter", "Has"),
};

const char *
coffret_search_words_key (CoffretTermKey key)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "filter", titles[key]);
}

static const char *
read_value (CoffretTermKey key, const char *value)
{
  g_autofree char *folded = coffret_fold (value);
  CoffretVerdict verdict;

  if (key == COFFRET_TERM_KIND &&
      g_str_equal (coffret_kind_to_id (coffret_kind_from_id (folded)), folded))
    return coffret_kind_to_label (coffret_kind_from_id (folded));
  if (key == COFFRET_TERM_VERDICT && coffret_verdict_from_id (folded, &verdict))
    return coffret_verdict_to_word (verdict);
  if (key == COFFRET_TERM_LANGUAGE)
    return coffret_language_name (value);
  for (CoffretTermValue common = 0; common < COFFRET_N_TERM_VALUES; common++)
    if (coffret_term_value_is (folded, common))
      return coffret_term_value_name (common);
  return value;
}

char *
coffret_search_words_filter (CoffretTermKey key, const char *value, gboolean negated)
{
  if (key == COFFRET_TERM_WORD)
    /* Translators: a word that what is found must not have */
    return negated ? g_strdup_printf (_ ("Not “%s”"), value) : g_strdup (value);
  if (negated)
    /* Translators: a filter turned round, as in "Not issuer: College" */
    return g_strdup_printf (_ ("Not %s: %s"), coffret_search_words_key (key),
                            read_value (key, value));
  /* Translators: a filter of the search, as in "Issuer: College" */
  return g_strdup_printf (C_ ("filter", "%s: %s"), coffret_search_words_key (key),
                          read_value (key, value));
}

char *
coffret_search_words_facet (const CoffretFacet *facet)
{
  g_autofree char *filter = coffret_search_words_filter (facet->key, facet->value, FALSE);
  g_autofree char *count = coffret_count_words (facet->count, FALSE);

  return g_strdup_printf ("%s. %s.", filter, count);
}

char *
coffret_search_words_without (const char *words, guint index)
{
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (words);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const CoffretPiece *piece = g_ptr_array_index (pieces, i);

    if (i == index)
      continue;
    if (rest->len > 0)
      g_string_append_c (rest, ' ');
    g_string_append_len (rest, words + piece->start, (gssize) (piece->end - piece->start));
  }
  return g_string_free (g_steal_pointer (&rest), FALSE);
}
