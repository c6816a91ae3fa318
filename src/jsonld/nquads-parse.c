/* A reader for the grammar of RDF 1.1 N-Quads (W3C Recommendation, 25 February 2014). */
#include "jsonld/nquads.h"

#include <string.h>

#include "jsonld/unicode.h"

typedef struct {
  CoffretDataset *dataset;
  const char *text;
  const char *at;
  const char *end;
  GString *buffer; /* the term being read */
  const char *problem;
} Reader;

static gboolean
fail (Reader *reader, const char *problem)
{
  reader->problem = problem;
  return FALSE;
}

static char
peek (const Reader *reader)
{
  return reader->at < reader->end ? *reader->at : '\0';
}

static void
skip_space (Reader *reader)
{
  while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t'))
    reader->at++;
}

/* After a backslash: uXXXX or UXXXXXXXX. */
static gboolean
read_uchar (Reader *reader, gunichar *code)
{
  guint digits = peek (reader) == 'u' ? 4 : peek (reader) == 'U' ? 8 : 0;

  *code = 0;
  if (digits == 0 || reader->end - reader->at <= digits)
    return fail (reader, "an escape that N-Quads does not have");
  reader->at++;
  for (guint i = 0; i < digits; i++, reader->at++) {
    int digit = g_ascii_xdigit_value (*reader->at);

    if (digit < 0 || *code > 0x10ffff)
      return fail (reader, "an escape that is no character");
    *code = *code << 4 | digit;
  }
  if (*code > 0x10ffff || (*code >= 0xd800 && *code <= 0xdfff))
    return fail (reader, "an escape that is no character");
  return TRUE;
}

static gboolean
allowed_in_iri (gunichar c)
{
  return c > 0x20 && (c > 0x7f || strchr ("<>\"{}|^`\\", c) == NULL);
}

/* RFC 3987: an absolute IRI has a scheme. */
static gboolean
has_scheme (const char *iri)
{
  if (!g_ascii_isalpha (*iri))
    return FALSE;
  while (g_ascii_isalnum (*iri) || *iri == '+' || *iri == '-' || *iri == '.')
    iri++;
  return *iri == ':';
}

static gboolean
read_iri (Reader *reader)
{
  g_string_truncate (reader->buffer, 0);
  reader->at++;
  while (peek (reader) != '>') {
    gunichar code;

    if (reader->at == reader->end)
      return fail (reader, "an IRI without an end");
    if (*reader->at == '\\') {
      reader->at++;
      if (!read_uchar (reader, &code))
        return FALSE;
    } else {
      code = g_utf8_get_char (reader->at);
      reader->at = g_utf8_next_char (reader->at);
    }
    if (!allowed_in_iri (code))
      return fail (reader, "a character that no IRI may have");
    g_string_append_unichar (reader->buffer, code);
  }
  reader->at++;
  return has_scheme (reader->buffer->str) || fail (reader, "an IRI without a scheme");
}

/* PN_CHARS_U, without the ':' that the grammar has by mistake (the suite refuses it). */
static gboolean
begins_label (gunichar c)
{
  static const gunichar ranges[][2] = {
    { 0xc0, 0xd6 },     { 0xd8, 0xf6 },     { 0xf8, 0x2ff },    { 0x370, 0x37d },
    { 0x37f, 0x1fff },  { 0x200c, 0x200d }, { 0x2070, 0x218f }, { 0x2c00, 0x2fef },
    { 0x3001, 0xd7ff }, { 0xf900, 0xfdcf }, { 0xfdf0, 0xfffd }, { 0x10000, 0xeffff },
  };

  if (c < 0x80)
    return g_ascii_isalpha (c) || c == '_';
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i][0] && c <= ranges[i][1])
      return TRUE;
  return FALSE;
}

static gboolean
continues_label (gunichar c)
{
  return begins_label (c) || (c < 0x80 && g_ascii_isdigit (c)) || c == '-' || c == 0xb7 ||
         (c >= 0x300 && c <= 0x36f) || (c >= 0x203f && c <= 0x2040);
}

static gboolean
read_blank (Reader *reader)
{
  const char *start = reader->at + 2;
  const char *last;

  if (reader->end - reader->at < 3 || reader->at[1] != ':')
    return fail (reader, "a blank node without a label");
  reader->at = start;
  if (!begins_label (g_utf8_get_char (start)) && !g_ascii_isdigit (*start))
    return fail (reader, "a blank node without a label");
  last = reader->at = g_utf8_next_char (start);
  while (reader->at < reader->end &&
         (*reader->at == '.' || continues_label (g_utf8_get_char (reader->at)))) {
    gboolean dot = *reader->at == '.';

    reader->at = g_utf8_next_char (reader->at);
    if (!dot)
      last = reader->at;
  }
  /* A dot at the end is that of the statement. */
  reader->at = last;
  g_string_truncate (reader->buffer, 0);
  g_string_append_len (reader->buffer, start, last - start);
  return TRUE;
}

static gboolean
read_string (Reader *reader)
{
  static const char letters[] = "tbnrf\"'\\";
  static const char meanings[] = "\t\b\n\r\f\"'\\";

  g_string_truncate (reader->buffer, 0);
  reader->at++;
  while (peek (reader) != '"') {
    const char *letter;
    gunichar code;

    if (reader->at == reader->end || *reader->at == '\n' || *reader->at == '\r')
      return fail (reader, "a literal without an end");
    if (*reader->at != '\\') {
      g_string_append_c (reader->buffer, *reader->at++);
      continue;
    }
    reader->at++;
    letter = peek (reader) == '\0' ? NULL : strchr (letters, *reader->at);
    if (letter != NULL) {
      g_string_append_c (reader->buffer, meanings[letter - letters]);
      reader->at++;
    } else if (!read_uchar (reader, &code)) {
      return FALSE;
    } else {
      g_string_append_unichar (reader->buffer, code);
    }
  }
  reader->at++;
  return TRUE;
}

static char *
read_language (Reader *reader)
{
  const char *start = ++reader->at;
  gboolean first = TRUE;

  for (;; first = FALSE) {
    const char *part = reader->at;

    while (first ? g_ascii_isalpha (peek (reader)) : g_ascii_isalnum (peek (reader)))
      reader->at++;
    if (reader->at == part) {
      fail (reader, "a language tag that is none");
      return NULL;
    }
    if (peek (reader) != '-')
      break;
    reader->at++;
  }
  return g_ascii_strdown (start, reader->at - start);
}

static const CoffretTerm *
read_literal (Reader *reader)
{
  g_autoptr (GString) value = NULL;
  g_autofree char *language = NULL;
  const char *datatype = NULL;

  if (!read_string (reader))
    return NULL;
  value = g_string_new_len (reader->buffer->str, reader->buffer->len);
  if (peek (reader) == '@') {
    language = read_language (reader);
    if (language == NULL)
      return NULL;
  } else if (peek (reader) == '^') {
    if (reader->end - reader->at < 3 || reader->at[1] != '^' || reader->at[2] != '<') {
      fail (reader, "a literal without the datatype that it announces");
      return NULL;
    }
    reader->at += 2;
    if (!read_iri (reader))
      return NULL;
    datatype = reader->buffer->str;
  }
  return coffret_dataset_literal_sized (reader->dataset, value->str, value->len, datatype,
                                        language);
}

/* NULL without a problem: something else stands here. */
static const CoffretTerm *
read_term (Reader *reader, gboolean blank, gboolean literal)
{
  char c = peek (reader);
  const CoffretTerm *term = NULL;

  if (c == '<') {
    if (read_iri (reader))
      term = coffret_dataset_iri (reader->dataset, reader->buffer->str);
  } else if (blank && c == '_') {
    if (read_blank (reader))
      term = coffret_dataset_blank (reader->dataset, reader->buffer->str);
  } else if (literal && c == '"') {
    term = read_literal (reader);
  }
  if (term != NULL)
    skip_space (reader);
  return term;
}

static gboolean
read_statement (Reader *reader)
{
  const CoffretTerm *subject, *predicate = NULL, *object = NULL, *graph = NULL;

  subject = read_term (reader, TRUE, FALSE);
  if (subject != NULL)
    predicate = read_term (reader, FALSE, FALSE);
  if (predicate != NULL)
    object = read_term (reader, TRUE, TRUE);
  if (object != NULL)
    graph = read_term (reader, TRUE, FALSE);
  if (reader->problem != NULL)
    return FALSE;
  if (object == NULL || peek (reader) != '.')
    return fail (reader, object == NULL ? "no statement" : "a statement without its full stop");
  reader->at++;
  coffret_dataset_add (reader->dataset, subject, predicate, object, graph);
  return TRUE;
}

static gboolean
read_line (Reader *reader)
{
  skip_space (reader);
  if (peek (reader) != '#' && peek (reader) != '\n' && peek (reader) != '\r' &&
      reader->at < reader->end) {
    if (!read_statement (reader))
      return FALSE;
    skip_space (reader);
  }
  if (peek (reader) == '#')
    while (reader->at < reader->end && *reader->at != '\n' && *reader->at != '\r')
      reader->at++;
  if (reader->at == reader->end)
    return TRUE;
  if (*reader->at != '\n' && *reader->at != '\r')
    return fail (reader, "more after a statement");
  reader->at++;
  return TRUE;
}

CoffretDataset *
coffret_nquads_parse (const char *text, gsize length, gsize *offset, GError **error)
{
  g_autoptr (CoffretDataset) dataset = coffret_dataset_new ();
  g_autoptr (GString) buffer = g_string_new (NULL);
  Reader reader = {
    .dataset = dataset, .text = text, .at = text, .end = text + length, .buffer = buffer
  };
  const char *bad;

  if (!coffret_is_unicode (text, length, &bad)) {
    reader.at = bad;
    reader.problem = "bytes that are not UTF-8";
  }
  while (reader.problem == NULL && reader.at < reader.end)
    read_line (&reader);
  if (reader.problem == NULL)
    return g_steal_pointer (&dataset);
  if (offset != NULL)
    *offset = reader.at - text;
  g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_SYNTAX, "%s at byte %zu",
               reader.problem, (gsize) (reader.at - text));
  return NULL;
}
