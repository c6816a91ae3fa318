#include "organise/terms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"

typedef struct {
  CoffretTermKey key;
  char *value; /* folded */
  gboolean whole;
  guint kinds; /* a bit for each CoffretKind that is meant */
} Term;

struct _CoffretTerms {
  GArray *terms;
};

static const struct {
  CoffretTermKey key;
  const char *name;
} keys[] = {
  /* Translators: typed before a colon in the search, as in issuer:college; one word, small
   * letters */
  { COFFRET_TERM_ISSUER, NC_ ("search key", "issuer") },
  /* Translators: typed before a colon in the search, as in type:diploma; one word, small letters */
  { COFFRET_TERM_KIND, NC_ ("search key", "type") },
  /* Translators: typed before a colon in the search, as in year:2025; one word, small letters */
  { COFFRET_TERM_YEAR, NC_ ("search key", "year") },
  /* Translators: typed before a colon in the search, as in skill:welding; one word, small letters
   */
  { COFFRET_TERM_SKILL, NC_ ("search key", "skill") },
};

static void
clear_term (gpointer data)
{
  g_free (((Term *) data)->value);
}

/* How long the key before the colon is; 0: FOLDED begins with none. */
static gsize
find_key (const char *folded, CoffretTermKey *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *names[] = { keys[i].name,
                            g_dpgettext2 (GETTEXT_PACKAGE, "search key", keys[i].name) };

    for (gsize j = 0; j < G_N_ELEMENTS (names); j++) {
      g_autofree char *name = coffret_fold (names[j]);

      if (g_str_has_prefix (folded, name) && folded[strlen (name)] == ':') {
        *key = keys[i].key;
        return strlen (name);
      }
    }
  }
  return 0;
}

/* From AT, behind the opening quote; returns what follows the closing one, or the end. */
static const char *
read_quoted (const char *at, GString *value)
{
  for (; *at != '\0'; at++) {
    if (*at == '"' && at[1] != '"')
      return at + 1;
    if (*at == '"')
      at++;
    g_string_append_c (value, *at);
  }
  return at;
}

static gboolean
says (const char *text, const Term *term)
{
  g_autofree char *folded = coffret_fold (text);

  return term->whole ? g_str_equal (folded, term->value) : strstr (folded, term->value) != NULL;
}

static guint
find_kinds (const Term *term)
{
  guint kinds = 0;

  for (guint kind = 0; kind <= COFFRET_KIND_LETTER; kind++)
    if (says (coffret_kind_to_label (kind), term) || says (coffret_kind_to_id (kind), term))
      kinds |= 1u << kind;
  return kinds;
}

static const char *
read_term (const char *at, Term *term)
{
  gsize length = find_key (at, &term->key);
  g_autoptr (GString) value = g_string_new (NULL);

  if (length > 0)
    at += length + 1;
  term->whole = length > 0 && *at == '"';
  if (term->whole) {
    at = read_quoted (at + 1, value);
  } else {
    gsize end = strcspn (at, " ");

    g_string_append_len (value, at, (gssize) end);
    at += end;
  }
  term->value = g_strdup (g_strstrip (value->str));
  if (term->key == COFFRET_TERM_KIND)
    term->kinds = find_kinds (term);
  return at;
}

CoffretTerms *
coffret_terms_new (const char *words)
{
  CoffretTerms *terms = g_new0 (CoffretTerms, 1);
  g_autofree char *folded = coffret_fold (words);

  terms->terms = g_array_new (FALSE, TRUE, sizeof (Term));
  g_array_set_clear_func (terms->terms, clear_term);
  for (const char *at = folded; *at != '\0';) {
    Term term = { 0 };

    at += strspn (at, " ");
    at = read_term (at, &term);
    /* A key that nothing was typed behind yet asks for nothing yet. */
    if (*term.value != '\0')
      g_array_append_val (terms->terms, term);
    else
      g_free (term.value);
  }
  return terms;
}

void
coffret_terms_free (CoffretTerms *terms)
{
  g_array_unref (terms->terms);
  g_free (terms);
}

static gboolean
any_says (const CoffretText *text, const Term *term)
{
  for (guint i = 0; text != NULL && i < coffret_text_count (text); i++)
    if (says (coffret_text_value (text, i), term))
      return TRUE;
  return FALSE;
}

static gboolean
has_skill (const CoffretRecord *record, const Term *term)
{
  g_autoptr (GPtrArray) skills = NULL;

  if (record->skills == NULL)
    return FALSE;
  skills = coffret_record_list_skills (record);
  for (guint i = 0; i < skills->len; i++)
    if (any_says (g_ptr_array_index (skills, i), term))
      return TRUE;
  return FALSE;
}

static gboolean
is_of_year (const CoffretRecord *record, const Term *term)
{
  char year[16];

  if (record->awarded == COFFRET_INSTANT_NONE)
    return FALSE;
  g_snprintf (year, sizeof year, "%d", coffret_instant_year (record->awarded));
  return term->whole ? g_str_equal (year, term->value) : g_str_has_prefix (year, term->value);
}

static gboolean
in_record (const CoffretRecord *record, const char *value)
{
  return record->search != NULL && strstr (record->search, value) != NULL;
}

static gboolean
matches (const CoffretRow *row, const Term *term)
{
  const CoffretRecord *record = row->record;

  switch (term->key) {
  case COFFRET_TERM_ISSUER:
    /* Looking in what is folded already spares folding most names. */
    return in_record (record, term->value) && any_says (record->issuer_name, term);
  case COFFRET_TERM_SKILL:
    return in_record (record, term->value) && has_skill (record, term);
  case COFFRET_TERM_KIND:
    return (term->kinds >> record->kind & 1) != 0;
  case COFFRET_TERM_YEAR:
    return is_of_year (record, term);
  case COFFRET_TERM_WORD:
  default:
    return in_record (record, term->value) ||
           (row->layer != NULL && strstr (row->layer->search, term->value) != NULL);
  }
}

gboolean
coffret_terms_match (const CoffretTerms *terms, const CoffretRow *row)
{
  for (guint i = 0; i < terms->terms->len; i++)
    if (!matches (row, &g_array_index (terms->terms, Term, i)))
      return FALSE;
  return TRUE;
}

char *
coffret_terms_quote (CoffretTermKey key, const char *value)
{
  GString *quoted = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == key)
      g_string_append (quoted, g_dpgettext2 (GETTEXT_PACKAGE, "search key", keys[i].name));
  g_string_append (quoted, ":\"");
  for (; *value != '\0'; value++) {
    if (*value == '"')
      g_string_append_c (quoted, '"');
    g_string_append_c (quoted, *value);
  }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}
