#include "organise/term-key.h"

#include <glib/gi18n-lib.h>

#include "base/fold.h"

static const char *const keys[COFFRET_N_TERM_KEYS] = {
  /* Translators: typed before a colon in the search, as in issuer:college; one word, small
   * letters */
  [COFFRET_TERM_ISSUER] = NC_ ("search key", "issuer"),
  /* Translators: typed before a colon in the search, as in type:diploma; one word, small letters */
  [COFFRET_TERM_KIND] = NC_ ("search key", "type"),
  /* Translators: typed before a colon in the search, as in year:2025; one word, small letters */
  [COFFRET_TERM_YEAR] = NC_ ("search key", "year"),
  /* Translators: typed before a colon in the search, as in skill:welding; one word, small letters
   */
  [COFFRET_TERM_SKILL] = NC_ ("search key", "skill"),
  /* Translators: typed before a colon in the search, as in language:french; one word */
  [COFFRET_TERM_LANGUAGE] = NC_ ("search key", "language"),
  /* Translators: typed before a colon in the search, as in verdict:verified; one word */
  [COFFRET_TERM_VERDICT] = NC_ ("search key", "verdict"),
  /* Translators: typed before a colon in the search, as in expires:<90d; one word */
  [COFFRET_TERM_EXPIRES] = NC_ ("search key", "expires"),
  /* Translators: typed before a colon in the search, as in awarded:2025-05; one word */
  [COFFRET_TERM_AWARDED] = NC_ ("search key", "awarded"),
  /* Translators: typed before a colon in the search: what lies in a compartment, as in in:nursing
   * or in:none; one word */
  [COFFRET_TERM_IN] = NC_ ("search key", "in"),
  /* Translators: typed before a colon in the search, as in tag:work; one word */
  [COFFRET_TERM_TAG] = NC_ ("search key", "tag"),
  /* Translators: typed before a colon in the search, as in is:favourite; one word */
  [COFFRET_TERM_IS] = NC_ ("search key", "is"),
  /* Translators: typed before a colon in the search, as in has:note or has:attachment; one word */
  [COFFRET_TERM_HAS] = NC_ ("search key", "has"),
};

static const char *const values[COFFRET_N_TERM_VALUES] = {
  /* Translators: typed in the search as in:none, year:none; one word */
  [COFFRET_TERM_VALUE_NONE] = NC_ ("search value", "none"),
  /* Translators: typed in the search as expires:never; one word */
  [COFFRET_TERM_VALUE_NEVER] = NC_ ("search value", "never"),
  /* Translators: typed in the search as is:favourite; one word */
  [COFFRET_TERM_VALUE_FAVOURITE] = NC_ ("search value", "favourite"),
  /* Translators: typed in the search as is:expired; one word */
  [COFFRET_TERM_VALUE_EXPIRED] = NC_ ("search value", "expired"),
  /* Translators: typed in the search as has:attachment; one word */
  [COFFRET_TERM_VALUE_ATTACHMENT] = NC_ ("search value", "attachment"),
  /* Translators: typed in the search as has:note; one word */
  [COFFRET_TERM_VALUE_NOTE] = NC_ ("search value", "note"),
};

static gboolean
is_word (const char *folded, const char *context, const char *word)
{
  g_autofree char *translated = NULL;

  if (g_str_equal (folded, word))
    return TRUE;
  translated = coffret_fold (g_dpgettext2 (GETTEXT_PACKAGE, context, word));
  return g_str_equal (folded, translated);
}

CoffretTermKey
coffret_term_key_find (const char *folded)
{
  for (CoffretTermKey key = COFFRET_TERM_ISSUER; key < COFFRET_N_TERM_KEYS; key++)
    if (is_word (folded, "search key", keys[key]))
      return key;
  return COFFRET_TERM_WORD;
}

const char *
coffret_term_key_name (CoffretTermKey key)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "search key", keys[key]);
}

const char *
coffret_term_key_id (CoffretTermKey key)
{
  return keys[key];
}

gboolean
coffret_term_value_is (const char *folded, CoffretTermValue value)
{
  return is_word (folded, "search value", values[value]);
}

const char *
coffret_term_value_name (CoffretTermValue value)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "search value", values[value]);
}

const char *
coffret_term_value_id (CoffretTermValue value)
{
  return values[value];
}
