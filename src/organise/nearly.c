#include "organise/nearly.h"

/* One more than the longest, and one to see that there is more. */
#define MOST (COFFRET_NEARLY_LONGEST + 2)

typedef struct {
  gunichar letters[MOST];
  guint count; /* MOST: too long */
} Word;

static gboolean
is_letter (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The next word at *AT, which goes on behind it; FALSE at the end. */
static gboolean
next_word (const char **at, Word *word)
{
  const char *c = *at;

  word->count = 0;
  for (; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = (guchar) *c < 0x80 ? (gunichar) *c : g_utf8_get_char (c);

    if (is_letter (letter)) {
      if (word->count < MOST)
        word->letters[word->count++] = letter;
    } else if (word->count > 0) {
      break;
    }
  }
  *at = c;
  return word->count > 0;
}

static gboolean
same (const gunichar *a, const gunichar *b, guint count)
{
  for (guint i = 0; i < count; i++)
    if (a[i] != b[i])
      return FALSE;
  return TRUE;
}

/* The first COUNT letters of TEXT. */
static gboolean
is_near (const Word *word, const gunichar *text, guint count)
{
  guint shorter = MIN (word->count, count);
  guint at = 0;

  while (at < shorter && word->letters[at] == text[at])
    at++;
  if (word->count == count) {
    const gunichar *a = word->letters + at;
    const gunichar *b = text + at;
    guint rest = count - at;

    return rest <= 1 || same (a + 1, b + 1, rest - 1) ||
           (a[0] == b[1] && a[1] == b[0] && same (a + 2, b + 2, rest - 2));
  }
  if (word->count == count + 1)
    return same (word->letters + at + 1, text + at, count - at);
  if (word->count + 1 == count)
    return same (word->letters + at, text + at + 1, word->count - at);
  return FALSE;
}

gboolean
coffret_nearly_may (const char *word)
{
  guint letters = 0;

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_isdigit (letter))
      return FALSE;
    /* A hyphen or an apostrophe would make two words of it. */
    if (!is_letter (letter) || ++letters > COFFRET_NEARLY_LONGEST)
      return FALSE;
  }
  return letters >= COFFRET_NEARLY_SHORTEST;
}

gboolean
coffret_nearly_has (const char *text, const char *word)
{
  Word wanted;
  Word found;
  guint count;

  if (!next_word (&word, &wanted))
    return FALSE;
  count = wanted.count;
  while (next_word (&text, &found)) {
    if (found.count + 1 < count)
      continue;
    if (found.count <= count + 1) {
      if (is_near (&wanted, found.letters, found.count))
        return TRUE;
    } else if (count < COFFRET_NEARLY_PREFIX) {
      continue;
    }
    if (count < COFFRET_NEARLY_PREFIX)
      continue;
    for (guint length = count - 1; length <= count + 1 && length < found.count; length++)
      if (is_near (&wanted, found.letters, length))
        return TRUE;
  }
  return FALSE;
}
