#include "jsonld/keywords.h"

#include <string.h>

#define WORD(text) { text, sizeof text - 1 }

static const struct {
  const char *text;
  gsize length;
} words[] = {
  [COFFRET_KEYWORD_BASE] = WORD ("@base"),
  [COFFRET_KEYWORD_CONTAINER] = WORD ("@container"),
  [COFFRET_KEYWORD_CONTEXT] = WORD ("@context"),
  [COFFRET_KEYWORD_DIRECTION] = WORD ("@direction"),
  [COFFRET_KEYWORD_GRAPH] = WORD ("@graph"),
  [COFFRET_KEYWORD_ID] = WORD ("@id"),
  [COFFRET_KEYWORD_IMPORT] = WORD ("@import"),
  [COFFRET_KEYWORD_INCLUDED] = WORD ("@included"),
  [COFFRET_KEYWORD_INDEX] = WORD ("@index"),
  [COFFRET_KEYWORD_JSON] = WORD ("@json"),
  [COFFRET_KEYWORD_LANGUAGE] = WORD ("@language"),
  [COFFRET_KEYWORD_LIST] = WORD ("@list"),
  [COFFRET_KEYWORD_NEST] = WORD ("@nest"),
  [COFFRET_KEYWORD_NONE] = WORD ("@none"),
  [COFFRET_KEYWORD_PREFIX] = WORD ("@prefix"),
  [COFFRET_KEYWORD_PROPAGATE] = WORD ("@propagate"),
  [COFFRET_KEYWORD_PROTECTED] = WORD ("@protected"),
  [COFFRET_KEYWORD_REVERSE] = WORD ("@reverse"),
  [COFFRET_KEYWORD_SET] = WORD ("@set"),
  [COFFRET_KEYWORD_TYPE] = WORD ("@type"),
  [COFFRET_KEYWORD_VALUE] = WORD ("@value"),
  [COFFRET_KEYWORD_VERSION] = WORD ("@version"),
  [COFFRET_KEYWORD_VOCAB] = WORD ("@vocab"),
};

CoffretKeyword
coffret_keyword_find (const char *text, gsize length)
{
  if (length < 3 || text[0] != '@')
    return COFFRET_KEYWORD_NO;
  for (CoffretKeyword i = COFFRET_KEYWORD_NO + 1; i < G_N_ELEMENTS (words); i++)
    if (words[i].length == length && memcmp (words[i].text, text, length) == 0)
      return i;
  return COFFRET_KEYWORD_NO;
}

gboolean
coffret_keyword_has_form (const char *text, gsize length)
{
  if (length < 2 || text[0] != '@')
    return FALSE;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isalpha (text[i]))
      return FALSE;
  return TRUE;
}

const char *
coffret_keyword_name (CoffretKeyword keyword)
{
  return words[keyword].text;
}
