/* The words stand one behind the other, each with its end, so that one pass of the C library's own
 * search goes through all of them; a table of hashes finds the number of a word. A packed number
 * has seven bits to a byte, the eighth says that there is more: words that many texts have come
 * early, and so need one byte. */
#include "organise/vocabulary.h"

#include <string.h>

#define FIRST_TABLE 64

struct _CoffretVocabulary {
  gatomicrefcount refs;
  GRWLock lock;
  GString *text;   /* the words, each with its NUL */
  GArray *starts;  /* guint32: where each begins */
  guint32 *table;  /* number + 1; 0: free */
  guint32 n_table; /* a power of two */
  GMutex mutex;    /* of: */
  GStringChunk *shared;
};

struct _CoffretWordSet {
  guint count;
  guint32 n_words;
  guint64 bits[];
};

CoffretVocabulary *
coffret_vocabulary_new (void)
{
  CoffretVocabulary *vocabulary = g_new0 (CoffretVocabulary, 1);

  g_atomic_ref_count_init (&vocabulary->refs);
  g_rw_lock_init (&vocabulary->lock);
  vocabulary->text = g_string_new (NULL);
  vocabulary->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_mutex_init (&vocabulary->mutex);
  vocabulary->shared = g_string_chunk_new (256);
  vocabulary->n_table = FIRST_TABLE;
  vocabulary->table = g_new0 (guint32, vocabulary->n_table);
  return vocabulary;
}

CoffretVocabulary *
coffret_vocabulary_ref (CoffretVocabulary *vocabulary)
{
  g_atomic_ref_count_inc (&vocabulary->refs);
  return vocabulary;
}

void
coffret_vocabulary_unref (CoffretVocabulary *vocabulary)
{
  if (!g_atomic_ref_count_dec (&vocabulary->refs))
    return;
  g_rw_lock_clear (&vocabulary->lock);
  g_mutex_clear (&vocabulary->mutex);
  g_string_chunk_free (vocabulary->shared);
  g_string_free (vocabulary->text, TRUE);
  g_array_unref (vocabulary->starts);
  g_free (vocabulary->table);
  g_free (vocabulary);
}

/* FNV-1a. */
static guint32
hash_word (const char *word, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) word[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static const char *
get_word (const CoffretVocabulary *vocabulary, guint32 number)
{
  return vocabulary->text->str + g_array_index (vocabulary->starts, guint32, number);
}

static void
grow_table (CoffretVocabulary *vocabulary)
{
  guint32 mask;

  g_free (vocabulary->table);
  vocabulary->n_table *= 2;
  vocabulary->table = g_new0 (guint32, vocabulary->n_table);
  mask = vocabulary->n_table - 1;
  for (guint32 number = 0; number < vocabulary->starts->len; number++) {
    const char *word = get_word (vocabulary, number);
    guint32 place = hash_word (word, strlen (word)) & mask;

    while (vocabulary->table[place] != 0)
      place = (place + 1) & mask;
    vocabulary->table[place] = number + 1;
  }
}

static guint32
number_word (CoffretVocabulary *vocabulary, const char *word, gsize length)
{
  guint32 mask = vocabulary->n_table - 1;
  guint32 place = hash_word (word, length) & mask;
  guint32 start;

  for (; vocabulary->table[place] != 0; place = (place + 1) & mask) {
    const char *known = get_word (vocabulary, vocabulary->table[place] - 1);

    if (strncmp (known, word, length) == 0 && known[length] == '\0')
      return vocabulary->table[place] - 1;
  }
  start = (guint32) vocabulary->text->len;
  g_string_append_len (vocabulary->text, word, (gssize) length);
  g_string_append_c (vocabulary->text, '\0');
  g_array_append_val (vocabulary->starts, start);
  vocabulary->table[place] = vocabulary->starts->len;
  if (vocabulary->starts->len > vocabulary->n_table / 2)
    grow_table (vocabulary);
  return vocabulary->starts->len - 1;
}

static void
append_number (GByteArray *into, guint32 number)
{
  guint8 bytes[5];
  guint length = 0;

  for (; number >= 0x80; number >>= 7)
    bytes[length++] = (guint8) (number | 0x80);
  bytes[length++] = (guint8) number;
  g_byte_array_append (into, bytes, length);
}

void
coffret_vocabulary_pack (CoffretVocabulary *vocabulary, const char *folded, GByteArray *into)
{
  g_autoptr (GRWLockWriterLocker) locker = g_rw_lock_writer_locker_new (&vocabulary->lock);

  for (const char *at = folded; at != NULL && *at != '\0';) {
    gsize length = strcspn (at, " ");

    if (length > 0)
      append_number (into, number_word (vocabulary, at, length));
    at += length + (at[length] == ' ');
  }
}

static const guint8 *
read_number (const guint8 *packed, guint32 *number)
{
  *number = *packed & 0x7F;
  for (guint shift = 7; (*packed++ & 0x80) != 0; shift += 7)
    *number |= (guint32) (*packed & 0x7F) << shift;
  return packed;
}

void
coffret_vocabulary_unpack (CoffretVocabulary *vocabulary,
                           const guint8 *packed,
                           gsize size,
                           GString *into)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);
  const guint8 *end = packed + size;

  g_string_truncate (into, 0);
  while (packed < end) {
    guint32 number;

    packed = read_number (packed, &number);
    if (into->len > 0)
      g_string_append_c (into, ' ');
    g_string_append (into, get_word (vocabulary, number));
  }
}

static CoffretWordSet *
word_set_new (guint32 n_words)
{
  CoffretWordSet *set = g_malloc0 (sizeof (CoffretWordSet) + (n_words / 64 + 1) * sizeof (guint64));

  set->n_words = n_words;
  return set;
}

static void
word_set_add (CoffretWordSet *set, guint32 number)
{
  set->bits[number / 64] |= (guint64) 1 << number % 64;
  set->count++;
}

CoffretWordSet *
coffret_vocabulary_find (CoffretVocabulary *vocabulary, const char *part)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);
  const guint32 *starts = (const guint32 *) (const void *) vocabulary->starts->data;
  CoffretWordSet *set = word_set_new (vocabulary->starts->len);
  const char *text = vocabulary->text->str;
  const char *end = text + vocabulary->text->len;
  gsize length = strlen (part);
  const char *at = text;
  guint32 number = 0;

  while (at < end && (at = memmem (at, (gsize) (end - at), part, length)) != NULL) {
    guint32 low = number, high = vocabulary->starts->len;

    /* The last that begins at or before what was found. */
    while (high - low > 1) {
      guint32 middle = low + (high - low) / 2;

      if (text + starts[middle] <= at)
        low = middle;
      else
        high = middle;
    }
    number = low;
    word_set_add (set, number);
    at += strlen (at) + 1;
  }
  return set;
}

CoffretWordSet *
coffret_vocabulary_choose (CoffretVocabulary *vocabulary, CoffretWordFunc func, gpointer data)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);
  CoffretWordSet *set = word_set_new (vocabulary->starts->len);

  for (guint32 number = 0; number < vocabulary->starts->len; number++)
    if (func (get_word (vocabulary, number), data))
      word_set_add (set, number);
  return set;
}

const char *
coffret_vocabulary_share (CoffretVocabulary *vocabulary, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&vocabulary->mutex);

  return text != NULL ? g_string_chunk_insert_const (vocabulary->shared, text) : NULL;
}

guint
coffret_vocabulary_count (CoffretVocabulary *vocabulary)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);

  return vocabulary->starts->len;
}

void
coffret_word_set_free (CoffretWordSet *set)
{
  g_free (set);
}

guint
coffret_word_set_count (const CoffretWordSet *set)
{
  return set->count;
}

gboolean
coffret_word_set_meets (const CoffretWordSet *set, const guint8 *packed, gsize size)
{
  const guint8 *end = packed + size;

  if (set->count == 0)
    return FALSE;
  while (packed < end) {
    guint32 number;

    packed = read_number (packed, &number);
    /* What was added since is of no word that was looked at. */
    if (number < set->n_words && (set->bits[number / 64] >> number % 64 & 1) != 0)
      return TRUE;
  }
  return FALSE;
}
