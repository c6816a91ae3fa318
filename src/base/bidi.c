#include "base/bidi.h"

#include <string.h>

#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"
#define RLM "\xe2\x80\x8f"

gboolean
coffret_is_leftward (const char *language)
{
  static const char *const leftward[] = {
    "ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (leftward); i++)
    if (g_str_has_prefix (language, leftward[i]) && !g_ascii_isalpha (language[2]))
      return TRUE;
  return FALSE;
}

gboolean
coffret_speaks_leftward (void)
{
  return coffret_is_leftward (g_get_language_names ()[0]);
}

/* By the script, which is enough to tell the letters of a name from those around it. */
static gboolean
is_leftward_letter (gunichar letter)
{
  return (letter >= 0x590 && letter <= 0x8ff) || (letter >= 0xfb1d && letter <= 0xfdff) ||
         (letter >= 0xfe70 && letter <= 0xfeff);
}

static gboolean
has_letters (const char *part, gboolean leftward)
{
  for (const char *at = part; *at; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    if (g_unichar_isalpha (letter) && is_leftward_letter (letter) == leftward)
      return TRUE;
  }
  return FALSE;
}

void
coffret_append_part_in (GString *line, const char *mark, const char *part, gboolean leftward)
{
  gboolean strange;

  if (!part || !*part)
    return;
  strange = has_letters (part, !leftward);
  if (line->len > 0)
    g_string_append (line, mark);
  else if (strange && leftward)
    g_string_append (line, RLM);
  if (strange)
    g_string_append (line, FSI);
  g_string_append (line, part);
  if (strange)
    g_string_append (line, PDI);
}

void
coffret_append_part (GString *line, const char *mark, const char *part)
{
  coffret_append_part_in (line, mark, part, coffret_speaks_leftward ());
}

char *
coffret_join_parts (const char *const *parts, gsize n_parts)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < n_parts; i++)
    coffret_append_part (line, " · ", parts[i]);
  return g_string_free (line, FALSE);
}

char *
coffret_join_lines (const char *const *parts, gsize n_parts)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  for (gsize i = 0; i < n_parts; i++)
    if (parts[i] && *parts[i])
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", parts[i]);
  lines = g_strsplit (text->str, "\n", -1);
  if (g_strv_length (lines) < 2)
    return g_string_free (g_steal_pointer (&text), FALSE);
  for (guint i = 0; lines[i]; i++) {
    GString *line = g_string_new (NULL);

    coffret_append_part (line, "", lines[i]);
    g_free (lines[i]);
    lines[i] = g_string_free (line, FALSE);
  }
  return g_strjoinv ("\n", lines);
}
