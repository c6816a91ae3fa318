#include "organise/pieces.h"

#include <string.h>

#include "base/fold.h"
#include "credential/credential.h"

static void
piece_free (gpointer data)
{
  CoffretPiece *piece = data;

  g_free (piece->value);
  g_free (piece);
}

static gboolean
is_space (const char *at)
{
  return g_unichar_isspace (g_utf8_get_char (at));
}

static const char *
skip_word (const char *at)
{
  while (*at != '\0' && !is_space (at))
    at = g_utf8_next_char (at);
  return at;
}

/* From AT, behind the opening quote; returns what follows the closing one, or the end. */
static const char *
read_quoted (const char *at, GString *value, gboolean *closed)
{
  *closed = FALSE;
  for (; *at != '\0'; at++) {
    if (*at == '"' && at[1] != '"') {
      *closed = TRUE;
      return at + 1;
    }
    if (*at == '"')
      at++;
    g_string_append_c (value, *at);
  }
  return at;
}

/* The key at AT, with what follows its colon in REST. */
static CoffretTermKey
read_key (const char *at, const char **rest)
{
  const char *end = skip_word (at);
  const char *colon = memchr (at, ':', (gsize) (end - at));
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;
  CoffretTermKey key;

  if (colon == NULL || colon == at || memchr (at, '"', (gsize) (colon - at)) != NULL)
    return COFFRET_TERM_WORD;
  name = g_strndup (at, (gsize) (colon - at));
  folded = coffret_fold (name);
  key = coffret_term_key_find (folded);
  if (key != COFFRET_TERM_WORD)
    *rest = colon + 1;
  return key;
}

static const char *
read_piece (const char *at, CoffretPiece *piece)
{
  g_autoptr (GString) value = g_string_new (NULL);

  if (*at == '-' && at[1] != '\0' && !is_space (at + 1)) {
    piece->negated = TRUE;
    at++;
  }
  piece->key = read_key (at, &at);
  piece->quoted = *at == '"';
  piece->closed = TRUE;
  if (piece->quoted) {
    at = read_quoted (at + 1, value, &piece->closed);
  } else {
    const char *end = skip_word (at);

    g_string_append_len (value, at, end - at);
    at = end;
  }
  piece->value = g_strdup (g_strstrip (value->str));
  return at;
}

GPtrArray *
coffret_pieces_new (const char *words)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (piece_free);
  g_autofree char *valid = g_utf8_make_valid (words != NULL ? words : "", -1);

  if (strlen (valid) > COFFRET_PIECES_BYTES)
    *g_utf8_find_prev_char (valid, valid + COFFRET_PIECES_BYTES + 1) = '\0';
  for (const char *at = valid; *at != '\0' && pieces->len < COFFRET_PIECES_MOST;) {
    CoffretPiece *piece;

    if (is_space (at)) {
      at = g_utf8_next_char (at);
      continue;
    }
    piece = g_new0 (CoffretPiece, 1);
    piece->start = (gsize) (at - valid);
    at = read_piece (at, piece);
    piece->end = (gsize) (at - valid);
    g_ptr_array_add (pieces, piece);
  }
  return pieces;
}

/* Without quotes where it would be read the same. */
static gboolean
needs_quotes (CoffretTermKey key, const char *value)
{
  if (key == COFFRET_TERM_WORD)
    return strpbrk (value, " \"") != NULL;
  /* In quotes these mean the whole of it. */
  return key != COFFRET_TERM_EXPIRES && key != COFFRET_TERM_AWARDED && key != COFFRET_TERM_IS &&
         key != COFFRET_TERM_HAS;
}

static void
append_value (GString *string, const char *value, gboolean quoted)
{
  if (!quoted) {
    g_string_append (string, value);
    return;
  }
  g_string_append_c (string, '"');
  for (; *value != '\0'; value++) {
    if (*value == '"')
      g_string_append_c (string, '"');
    g_string_append_c (string, *value);
  }
  g_string_append_c (string, '"');
}

char *
coffret_piece_write (CoffretTermKey key, const char *value, gboolean negated)
{
  GString *string = g_string_new (negated ? "-" : NULL);

  if (key != COFFRET_TERM_WORD)
    g_string_append_printf (string, "%s:", coffret_term_key_name (key));
  append_value (string, value, needs_quotes (key, value));
  return g_string_free (string, FALSE);
}

/* VALUE as it is written in every language: "none" for "aucun", "diploma" for "Diplôme". */
static char *
to_common (CoffretTermKey key, const char *value)
{
  g_autofree char *folded = coffret_fold (value);

  if (key == COFFRET_TERM_WORD)
    return g_strdup (value);
  for (guint kind = 0; key == COFFRET_TERM_KIND && kind <= COFFRET_KIND_LETTER; kind++) {
    g_autofree char *label = coffret_fold (coffret_kind_to_label (kind));

    if (g_str_equal (label, folded))
      return g_strdup (coffret_kind_to_id (kind));
  }
  for (CoffretTermValue common = 0; common < COFFRET_N_TERM_VALUES; common++)
    if (coffret_term_value_is (folded, common))
      return g_strdup (coffret_term_value_id (common));
  return g_strdup (value);
}

static char *
rewrite (const char *words, const char *(*name) (CoffretTermKey), gboolean common)
{
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (words);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const CoffretPiece *piece = g_ptr_array_index (pieces, i);
    g_autofree char *value =
      common ? to_common (piece->key, piece->value) : g_strdup (piece->value);

    if (*value == '\0')
      continue;
    if (string->len > 0)
      g_string_append_c (string, ' ');
    if (piece->negated)
      g_string_append_c (string, '-');
    if (piece->key != COFFRET_TERM_WORD)
      g_string_append_printf (string, "%s:", name (piece->key));
    append_value (string, value, piece->quoted);
  }
  return g_string_free (string, FALSE);
}

char *
coffret_pieces_to_rule (const char *words)
{
  return rewrite (words, coffret_term_key_id, TRUE);
}

char *
coffret_pieces_from_rule (const char *rule)
{
  return rewrite (rule, coffret_term_key_name, FALSE);
}
