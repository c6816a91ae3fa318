#include "vault/packed-text.h"

#include <string.h>

#define UNIT '\x1f'
#define RECORD '\x1e'
#define GROUP '\x1d'

static void
append_cleaned (GString *string, const char *text)
{
  for (; *text != '\0'; text++)
    g_string_append_c (string, *text == UNIT || *text == RECORD || *text == GROUP ? ' ' : *text);
}

static void
append_text (GString *packed, const CoffretText *text)
{
  for (guint i = 0; i < coffret_text_count (text); i++) {
    append_cleaned (packed, coffret_text_language (text, i));
    g_string_append_c (packed, UNIT);
    append_cleaned (packed, coffret_text_value (text, i));
    g_string_append_c (packed, RECORD);
  }
}

/* PACKED is cut into pieces on the way. */
static CoffretText *
cut_text (char *packed)
{
  CoffretText *text = NULL;

  while (*packed != '\0') {
    char *unit = strchr (packed, UNIT), *end = strchr (packed, RECORD);
    if (unit == NULL || end == NULL || unit > end)
      break;
    *unit = *end = '\0';
    if (text == NULL)
      text = coffret_text_new (packed, unit + 1);
    else
      coffret_text_add (text, packed, unit + 1);
    packed = end + 1;
  }
  return text;
}

char *
coffret_text_pack (const CoffretText *text)
{
  GString *packed;

  if (text == NULL)
    return NULL;
  packed = g_string_new (NULL);
  append_text (packed, text);
  return g_string_free (packed, FALSE);
}

CoffretText *
coffret_text_unpack (const char *packed)
{
  g_autofree char *copy = g_strdup (packed);

  return copy != NULL ? cut_text (copy) : NULL;
}

char *
coffret_texts_pack (const GPtrArray *texts)
{
  GString *packed;

  if (texts->len == 0)
    return NULL;
  packed = g_string_new (NULL);
  for (guint i = 0; i < texts->len; i++) {
    append_text (packed, g_ptr_array_index (texts, i));
    g_string_append_c (packed, GROUP);
  }
  return g_string_free (packed, FALSE);
}

GPtrArray *
coffret_texts_unpack (const char *packed)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_text_unref);
  g_autofree char *copy = g_strdup (packed);
  char *end;

  for (char *at = copy; at != NULL && (end = strchr (at, GROUP)) != NULL; at = end + 1) {
    CoffretText *text;

    *end = '\0';
    text = cut_text (at);
    if (text != NULL)
      g_ptr_array_add (texts, text);
  }
  return texts;
}
