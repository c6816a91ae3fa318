#include "base/fold.h"

#include <string.h>

/* Controls, and the characters that reorder or hide what stands beside them
 * (Unicode 15.1, UAX #9 and the Default_Ignorable_Code_Points among them). */
static gboolean
is_unsafe (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x2028 || c == 0x2029;
}

/* Arabic letters that many people type one for another, and the digits of those who write from
 * right to left; the rest as it is. 0: only stretches a word. */
static gunichar
unify_arabic (gunichar c)
{
  if (c >= 0x660 && c <= 0x669)
    return '0' + (c - 0x660);
  if (c >= 0x6F0 && c <= 0x6F9)
    return '0' + (c - 0x6F0);
  switch (c) {
  case 0x640: /* tatweel */
    return 0;
  case 0x629: /* teh marbuta: heh */
    return 0x647;
  case 0x649: /* alef maksura and the yeh of Persian: yeh */
  case 0x6CC:
    return 0x64A;
  case 0x6A9: /* the kaf of Persian */
    return 0x643;
  case 0x671: /* alef wasla */
    return 0x627;
  default:
    return c;
  }
}

char *
coffret_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *apart = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (apart, -1);
  GString *result = g_string_new (NULL);
  gboolean between = FALSE;

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar ch = unify_arabic (g_utf8_get_char (c));

    if (ch == 0 || g_unichar_ismark (ch) || is_unsafe (ch))
      between = between || is_space (ch);
    else if (is_space (ch))
      between = TRUE;
    else {
      if (between && result->len > 0)
        g_string_append_c (result, ' ');
      between = FALSE;
      /* Letters that no decomposition takes apart, as people type them. */
      if (ch == 0x153)
        g_string_append (result, "oe");
      else if (ch == 0xE6)
        g_string_append (result, "ae");
      else if (ch == 0xF8)
        g_string_append_c (result, 'o');
      else if (ch == 0x142)
        g_string_append_c (result, 'l');
      else if (ch == 0x2019)
        g_string_append_c (result, '\'');
      else
        g_string_append_unichar (result, ch);
    }
  }
  return g_string_free (result, FALSE);
}

/* How many printable ASCII characters stand at TEXT, at most MOST: nearly all of nearly every text,
 * and nothing is to be asked about them. */
static gsize
count_plain (const char *text, gsize most)
{
  gsize count = 0;

  while (count < most && text[count] > ' ' && text[count] < 0x7F)
    count++;
  return count;
}

char *
coffret_clean (const char *text, gsize max_chars, gboolean lines)
{
  g_autofree char *valid = NULL;
  GString *result;
  gsize chars = 0;
  gboolean space = FALSE;

  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  result = g_string_sized_new (strlen (valid));
  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar ch = g_utf8_get_char (c);
    gsize plain = count_plain (c, max_chars > 0 ? max_chars - chars : G_MAXSIZE);

    /* All but the last, which goes the way of every other. */
    if (plain > 1) {
      if (space)
        g_string_append_c (result, ' ');
      space = FALSE;
      g_string_append_len (result, c, (gssize) plain - 1);
      chars += plain - 1;
      c += plain - 1;
      ch = (guchar) *c;
    }
    if (lines && ch == '\n') {
      if (result->len == 0)
        continue;
      g_string_append_c (result, '\n');
      space = FALSE;
    } else if (is_space (ch)) {
      /* A no-break space is meant; every other run becomes one space. */
      if (ch == 0xA0 || ch == 0x202F)
        g_string_append_unichar (result, ch);
      else
        space = result->len > 0 && result->str[result->len - 1] != '\n';
      continue;
    } else if (is_unsafe (ch)) {
      continue;
    } else {
      if (space)
        g_string_append_c (result, ' ');
      space = FALSE;
      g_string_append_unichar (result, ch);
    }
    if (max_chars > 0 && ++chars >= max_chars) {
      if (*g_utf8_next_char (c) != '\0')
        g_string_append (result, "…");
      break;
    }
  }
  while (result->len > 0 && g_ascii_isspace (result->str[result->len - 1]))
    g_string_truncate (result, result->len - 1);
  return g_string_free (result, FALSE);
}

char *
coffret_clean_filled (const char *text, gsize max_chars, gboolean lines)
{
  char *cleaned = coffret_clean (text, max_chars, lines);

  if (cleaned != NULL && *g_strstrip (cleaned) == '\0')
    g_clear_pointer (&cleaned, g_free);
  return cleaned;
}
