#include "organise/nearly.h"

#include <string.h>

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

static gboolean
is_slip (const Word *wanted, const Word *found)
{
  guint count = wanted->count;

  if (found->count + 1 < count)
    return FALSE;
  if (found->count <= count + 1 && is_near (wanted, found->letters, found->count))
    return TRUE;
  for (guint length = count - 1;
       count >= COFFRET_NEARLY_PREFIX && length <= count + 1 && length < found->count; length++)
    if (is_near (wanted, found->letters, length))
      return TRUE;
  return FALSE;
}

/* One of the words of TEXT in which PART stands. */
static gboolean
has_around (const char *text, const char *part, const Word *wanted)
{
  const char *at = text;

  while ((at = strstr (at, part)) != NULL) {
    const char *start = at;
    Word found;

    while (start > text) {
      const char *before = g_utf8_prev_char (start);

      if (!is_letter (g_utf8_get_char (before)))
        break;
      start = before;
    }
    if (next_word (&start, &found) && is_slip (wanted, &found))
      return TRUE;
    /* Behind that word, or what is cut off of it. */
    at = MAX (start, at + 1);
  }
  return FALSE;
}

/* One slip leaves one half of a word as it is, unless two letters changed places where the halves
 * meet. Looking for three pieces of text is far quicker than looking at every word. */
gboolean
coffret_nearly_has (const char *text, const char *word)
{
  Word wanted;
  const char *rest = word;
  char first[COFFRET_NEARLY_LONGEST * 6 + 1];
  char turned[COFFRET_NEARLY_LONGEST * 6 + 1];
  const char *middle;
  const char *before;
  const char *behind;

  if (!next_word (&rest, &wanted) || wanted.count < 2 || wanted.count > COFFRET_NEARLY_LONGEST)
    return FALSE;
  middle = g_utf8_offset_to_pointer (word, wanted.count / 2);
  before = g_utf8_prev_char (middle);
  behind = g_utf8_next_char (middle);
  g_snprintf (first, sizeof first, "%.*s", (int) (middle - word), word);
  g_snprintf (turned, sizeof turned, "%.*s%.*s%.*s%s", (int) (before - word), word,
              (int) (behind - middle), middle, (int) (middle - before), before, behind);
  return has_around (text, first, &wanted) || has_around (text, middle, &wanted) ||
         has_around (text, turned, &wanted);
}
