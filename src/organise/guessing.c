#include "organise/guessing.h"

#include <string.h>

#include "base/fold.h"
#include "organise/library-private.h"
#include "organise/nearly.h"
#include "organise/pieces.h"
#include "organise/work.h"

typedef struct {
  char *words;
  CoffretVocabulary *vocabulary;
} Guess;

typedef struct {
  const char *word;
  guint distance; /* of the best */
  char *best;
} Search;

static void
guess_free (gpointer data)
{
  Guess *guess = data;

  g_free (guess->words);
  coffret_vocabulary_unref (guess->vocabulary);
  g_free (guess);
}

guint
coffret_guess_distance (const char *word, const char *other, guint most)
{
  gunichar one[COFFRET_NEARLY_LONGEST], two[COFFRET_NEARLY_LONGEST];
  guint rows[3][COFFRET_NEARLY_LONGEST + 1];
  glong n = g_utf8_strlen (word, -1);
  glong m = g_utf8_strlen (other, -1);
  guint *before = rows[0];
  guint *last = rows[1];
  guint *row = rows[2];

  if (n > COFFRET_NEARLY_LONGEST || m > COFFRET_NEARLY_LONGEST || ABS (n - m) > (glong) most)
    return most + 1;
  for (glong i = 0; i < n; i++, word = g_utf8_next_char (word))
    one[i] = g_utf8_get_char (word);
  for (glong j = 0; j < m; j++, other = g_utf8_next_char (other))
    two[j] = g_utf8_get_char (other);
  for (glong j = 0; j <= m; j++)
    last[j] = (guint) j;
  for (glong i = 1; i <= n; i++) {
    guint least;
    guint *oldest = before;

    row[0] = least = (guint) i;
    for (glong j = 1; j <= m; j++) {
      guint cost = one[i - 1] != two[j - 1];

      row[j] = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + cost);
      if (i > 1 && j > 1 && one[i - 1] == two[j - 2] && one[i - 2] == two[j - 1])
        row[j] = MIN (row[j], before[j - 2] + 1);
      least = MIN (least, row[j]);
    }
    if (least > most)
      return most + 1;
    before = last;
    last = row;
    row = oldest;
  }
  return MIN (last[m], most + 1);
}

/* The longer a word, the more of it may be wrong. */
static guint
most_wrong (const char *word)
{
  glong length = g_utf8_strlen (word, -1);

  return length < 5 ? 1 : length < 8 ? 2 : 3;
}

/* Of the same distance the one that begins as it was typed, then the first in the alphabet. */
static gboolean
is_better (const Search *search, const char *word, guint distance)
{
  gboolean begins = word[0] == search->word[0];

  if (search->best == NULL || distance != search->distance)
    return distance < search->distance;
  if (begins != (search->best[0] == search->word[0]))
    return begins;
  return strcmp (word, search->best) < 0;
}

static gboolean
look_at (const char *word, gpointer data)
{
  Search *search = data;
  guint distance = coffret_guess_distance (search->word, word, most_wrong (search->word));

  if (distance <= most_wrong (search->word) && is_better (search, word, distance)) {
    search->distance = distance;
    g_set_str (&search->best, word);
  }
  return FALSE;
}

/* Owned; NULL: it is known, or nothing is like it. */
static char *
find_nearest (CoffretVocabulary *vocabulary, const char *word)
{
  Search search = { .word = word, .distance = G_MAXUINT };
  g_autoptr (CoffretWordSet) known = NULL;
  g_autoptr (CoffretWordSet) none = NULL;

  if (!coffret_nearly_may (word))
    return NULL;
  known = coffret_vocabulary_find (vocabulary, word);
  if (coffret_word_set_count (known) > 0)
    return NULL;
  none = coffret_vocabulary_choose (vocabulary, look_at, &search);
  return search.best;
}

/* VALUE with its unknown words replaced; owned. NULL: none was. */
static char *
mend (CoffretVocabulary *vocabulary, const char *value)
{
  g_autofree char *folded = coffret_fold (value);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean mended = FALSE;

  for (guint i = 0; words[i] != NULL; i++) {
    char *nearest = find_nearest (vocabulary, words[i]);

    if (nearest == NULL)
      continue;
    g_free (words[i]);
    words[i] = nearest;
    mended = TRUE;
  }
  return mended ? g_strjoinv (" ", words) : NULL;
}

static gboolean
holds_words (CoffretTermKey key)
{
  return key == COFFRET_TERM_WORD || key == COFFRET_TERM_ISSUER || key == COFFRET_TERM_SKILL;
}

static DexFuture *
guess_words (gpointer data)
{
  Guess *guess = data;
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (guess->words);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean mended = FALSE;

  for (guint i = 0; i < pieces->len; i++) {
    const CoffretPiece *piece = g_ptr_array_index (pieces, i);
    g_autofree char *value =
      !piece->negated && holds_words (piece->key) ? mend (guess->vocabulary, piece->value) : NULL;
    g_autofree char *written =
      value != NULL ? coffret_piece_write (piece->key, value, FALSE)
                    : g_strndup (guess->words + piece->start, piece->end - piece->start);

    mended |= value != NULL;
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", written);
  }
  return dex_future_new_take_string (mended ? g_strdup (text->str) : NULL);
}

DexFuture *
coffret_guess (CoffretLibrary *library, const char *words)
{
  Guess *guess = g_new0 (Guess, 1);

  guess->words = g_strdup (words);
  guess->vocabulary = coffret_vocabulary_ref (coffret_library_get_vocabulary (library));
  return coffret_work_run (guess_words, guess, guess_free);
}
