#include "cli/output.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "base/fold.h"
#include "verify/verdict.h"

/* Bidirectional embeddings, overrides and isolates (Unicode Standard Annex 9). */
static gboolean
turns_line (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e ||
         c == 0x200f || c == 0x061c;
}

char *
coffret_output_dump (json_t *object)
{
  char *dump = json_dumps (object, JSON_COMPACT);
  GString *line = g_string_new (NULL);

  g_assert (dump != NULL);
  /* jansson escapes what is below U+0020; a terminal listens to more than that. */
  for (const char *c = dump; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character;
    const char *plain = c;

    while (*c > 0 && *c < 0x7f)
      c++;
    g_string_append_len (line, plain, c - plain);
    if (*c == '\0')
      break;
    character = g_utf8_get_char (c);
    if ((character >= 0x7f && character < 0xa0) || turns_line (character) || character == 0x2028 ||
        character == 0x2029)
      g_string_append_printf (line, "\\u%04x", character);
    else
      g_string_append_unichar (line, character);
  }
  free (dump);
  json_decref (object);
  return g_string_free (line, FALSE);
}

void
coffret_output_dumped (const char *line)
{
  fputs (line, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

void
coffret_output_json (json_t *object)
{
  g_autofree char *line = coffret_output_dump (object);

  coffret_output_dumped (line);
}

void
coffret_output_line (const char *text)
{
  g_autofree char *clean = coffret_clean (text, 0, FALSE);

  g_print ("%s\n", clean);
  fflush (stdout);
}

void
coffret_output_lines (const char *text, guint indent)
{
  g_autofree char *clean = coffret_clean (text, 0, TRUE);
  g_auto (GStrv) lines = g_strsplit (clean, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_print ("%*s%s\n", (int) indent, "", *line);
  fflush (stdout);
}

void
coffret_output_error (const char *text)
{
  g_autofree char *clean = coffret_clean (text, 0, FALSE);

  g_printerr ("coffretctl: %s\n", clean);
}

json_t *
coffret_output_string (const char *text)
{
  return text != NULL ? json_string (text) : json_null ();
}

const char *
coffret_output_verdict (const char *id)
{
  CoffretVerdict verdict;

  return coffret_verdict_from_id (id, &verdict) ? coffret_verdict_to_word (verdict)
                                                : _ ("not checked yet");
}
