#include "base/collate.h"

#include <string.h>

#define DIGITS 10

/* Where the run of digits at TEXT ends; VALUE: what it says, without zeros in front. */
static const char *
read_number (const char *text, GString *value)
{
  g_string_truncate (value, 0);
  for (; g_unichar_isdigit (g_utf8_get_char (text)); text = g_utf8_next_char (text)) {
    int digit = g_unichar_digit_value (g_utf8_get_char (text));

    if (digit != 0 || value->len > 0)
      g_string_append_c (value, (char) ('0' + digit));
  }
  return text;
}

/* TEXT with all its numbers equally long. */
static char *
pad_numbers (const char *text)
{
  static const char zeros[DIGITS + 1] = "0000000000";
  GString *padded = g_string_new (NULL);
  g_autoptr (GString) value = g_string_new (NULL);

  while (*text != '\0') {
    const char *next = read_number (text, value);

    if (next != text) {
      if (value->len < DIGITS)
        g_string_append_len (padded, zeros, (gssize) (DIGITS - value->len));
      g_string_append (padded, value->str);
    } else {
      next = g_utf8_next_char (text);
      g_string_append_len (padded, text, next - text);
    }
    text = next;
  }
  return g_string_free_and_steal (padded);
}

/* Most texts have no number: to look for one takes far less than to copy. */
static gboolean
has_number (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

char *
coffret_collate_key (const char *text)
{
  g_autofree char *padded = has_number (text) ? pad_numbers (text) : NULL;

  return g_utf8_collate_key (padded ?: text, -1);
}

int
coffret_collate (const char *one, const char *other)
{
  g_autofree char *key = coffret_collate_key (one);
  g_autofree char *other_key = coffret_collate_key (other);

  return strcmp (key, other_key);
}
