#include "jsonld/nquads.h"

#include <string.h>

#include "jsonld/rdf.h"

/* What a byte of a literal is written as; 0: as it is. */
static char
short_escape (guchar c)
{
  switch (c) {
  case '\b':
    return 'b';
  case '\t':
    return 't';
  case '\n':
    return 'n';
  case '\f':
    return 'f';
  case '\r':
    return 'r';
  case '"':
    return '"';
  case '\\':
    return '\\';
  default:
    return 0;
  }
}

static gboolean
always_escaped (guchar c)
{
  return c == '\n' || c == '\r' || c == '"' || c == '\\';
}

static gboolean
sometimes_escaped (guchar c)
{
  return c < 0x20 || c == 0x7f;
}

static void
append_escaped (GString *text, const CoffretTerm *term, CoffretNquadsEscaping escaping)
{
  const guchar *at = (const guchar *) term->value;
  const guchar *end = at + term->length;
  const guchar *plain = at;

  for (; at < end; at++) {
    guchar c = *at;
    char letter;

    if (G_LIKELY (c > '"' && c < 0x7f && c != '\\'))
      continue;
    if (!always_escaped (c) && !sometimes_escaped (c))
      continue;
    g_string_append_len (text, (const char *) plain, at - plain);
    plain = at + 1;
    letter = short_escape (c);
    if (escaping == COFFRET_NQUADS_URDNA2015 && !always_escaped (c)) {
      g_string_append_c (text, c);
    } else if (letter != 0) {
      g_string_append_c (text, '\\');
      g_string_append_c (text, letter);
    } else {
      g_string_append_printf (text, "\\u%04X", c);
    }
  }
  g_string_append_len (text, (const char *) plain, at - plain);
}

static void
append_iri (GString *text, const char *iri)
{
  g_string_append_c (text, '<');
  g_string_append (text, iri);
  g_string_append_c (text, '>');
}

void
coffret_nquads_append_term (GString *text,
                            const CoffretTerm *term,
                            const char *label,
                            CoffretNquadsEscaping escaping)
{
  switch (term->kind) {
  case COFFRET_TERM_IRI:
    append_iri (text, term->value);
    break;
  case COFFRET_TERM_BLANK:
    g_string_append (text, "_:");
    g_string_append (text, label != NULL ? label : term->value);
    break;
  case COFFRET_TERM_LITERAL:
    g_string_append_c (text, '"');
    append_escaped (text, term, escaping);
    g_string_append_c (text, '"');
    if (term->language != NULL) {
      g_string_append_c (text, '@');
      g_string_append (text, term->language);
    } else if (strcmp (term->datatype, COFFRET_XSD_STRING) != 0) {
      g_string_append (text, "^^");
      append_iri (text, term->datatype);
    }
    break;
  default:
    g_assert_not_reached ();
  }
}

static void
append_part (GString *text,
             const CoffretTerm *term,
             const char *const *labels,
             CoffretNquadsEscaping escaping)
{
  gboolean named = labels != NULL && term->kind == COFFRET_TERM_BLANK;

  coffret_nquads_append_term (text, term, named ? labels[term->number] : NULL, escaping);
  g_string_append_c (text, ' ');
}

void
coffret_nquads_append (GString *text,
                       const CoffretQuad *quad,
                       const char *const *labels,
                       CoffretNquadsEscaping escaping)
{
  append_part (text, quad->subject, labels, escaping);
  append_part (text, quad->predicate, labels, escaping);
  append_part (text, quad->object, labels, escaping);
  if (quad->graph != NULL)
    append_part (text, quad->graph, labels, escaping);
  g_string_append (text, ".\n");
}

gboolean
coffret_nquads_escapings_differ (const CoffretTerm *term)
{
  if (term->kind != COFFRET_TERM_LITERAL)
    return FALSE;
  for (gsize i = 0; i < term->length; i++) {
    guchar c = term->value[i];

    if (sometimes_escaped (c) && !always_escaped (c))
      return TRUE;
  }
  return FALSE;
}
