/* The words stand one behind the other, each with its end, so that one pass of the C library's own
 * search goes through all of them; a table of hashes finds the number of a word. A packed number
 * has seven bits to a byte, the eighth says that there is more: words that many texts have come
 * early, and so need one byte. In a text the lowest two bits of a number say what it is one of. */
#include "organise/vocabulary.h"

#include <string.h>

#define FIRST_TABLE 64
/* A passage has so many words; what is shorter stands in the text itself. */
#define PASSAGE_LEAST 2
#define PASSAGE_MOST 32
/* One in so many words ends a passage, so that what is the same in two texts is cut alike a few
 * words behind where it begins. */
#define PASSAGE_CUT 16

/* What a program made to tell things apart, and what is neither a word nor like one, are kept
 * aside: they may be most of the memory. */
#define CODE_LEAST 24
#define CODE_DIGITS 3
/* So many letters stand in a code by chance too seldom to be met: one key in twenty million. Three
 * do in one of five hundred, and nobody who looks for a word means those. */
#define CODE_PART 6

typedef enum {
  TOKEN_WORD,
  TOKEN_PASSAGE,
  TOKEN_CODE,
} Token;
#define TOKEN_BITS 2
#define TOKEN_MASK ((1u << TOKEN_BITS) - 1)

/* Strings of bytes with numbers from 0 on, one behind the other. */
typedef struct {
  GByteArray *bytes;
  GArray *starts;  /* guint32: where each begins, and where the last ends */
  guint32 *table;  /* number + 1; 0: free */
  guint32 n_table; /* a power of two */
} Pool;

struct _CoffretVocabulary {
  gatomicrefcount refs;
  GRWLock lock;
  Pool words;    /* each with its NUL */
  Pool codes;    /* the same */
  Pool passages; /* of the numbers of words */
  GMutex mutex;  /* of: */
  GStringChunk *shared;
};

/* Numbers below COUNT. */
typedef struct {
  guint32 count;
  guint64 *bits;
} Bits;

struct _CoffretWordSet {
  guint count;
  Bits kinds[TOKEN_CODE + 1]; /* by Token; of passages those with a word of the set */
};

static void
pool_init (Pool *pool)
{
  const guint32 start = 0;

  pool->bytes = g_byte_array_new ();
  pool->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_val (pool->starts, start);
  pool->n_table = FIRST_TABLE;
  pool->table = g_new0 (guint32, pool->n_table);
}

static void
pool_clear (Pool *pool)
{
  g_byte_array_unref (pool->bytes);
  g_array_unref (pool->starts);
  g_free (pool->table);
}

static guint32
pool_count (const Pool *pool)
{
  return pool->starts->len - 1;
}

static const guint8 *
pool_get (const Pool *pool, guint32 number, gsize *size)
{
  const guint32 *starts = (const guint32 *) (const void *) pool->starts->data;

  *size = starts[number + 1] - starts[number];
  return pool->bytes->data + starts[number];
}

/* FNV-1a. */
static guint32
hash_bytes (const guint8 *bytes, gsize size)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < size; i++)
    hash = (hash ^ bytes[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static void
grow_table (Pool *pool)
{
  guint32 mask;

  g_free (pool->table);
  pool->n_table *= 2;
  pool->table = g_new0 (guint32, pool->n_table);
  mask = pool->n_table - 1;
  for (guint32 number = 0; number < pool_count (pool); number++) {
    gsize size;
    const guint8 *bytes = pool_get (pool, number, &size);
    guint32 place = hash_bytes (bytes, size) & mask;

    while (pool->table[place] != 0)
      place = (place + 1) & mask;
    pool->table[place] = number + 1;
  }
}

static guint32
pool_number (Pool *pool, const guint8 *bytes, gsize size)
{
  guint32 mask = pool->n_table - 1;
  guint32 place = hash_bytes (bytes, size) & mask;
  guint32 end;

  for (; pool->table[place] != 0; place = (place + 1) & mask) {
    gsize known_size;
    const guint8 *known = pool_get (pool, pool->table[place] - 1, &known_size);

    if (known_size == size && memcmp (known, bytes, size) == 0)
      return pool->table[place] - 1;
  }
  g_byte_array_append (pool->bytes, bytes, (guint) size);
  end = (guint32) pool->bytes->len;
  g_array_append_val (pool->starts, end);
  pool->table[place] = pool_count (pool);
  if (pool_count (pool) > pool->n_table / 4 * 3)
    grow_table (pool);
  return pool_count (pool) - 1;
}

CoffretVocabulary *
coffret_vocabulary_new (void)
{
  CoffretVocabulary *vocabulary = g_new0 (CoffretVocabulary, 1);

  g_atomic_ref_count_init (&vocabulary->refs);
  g_rw_lock_init (&vocabulary->lock);
  g_mutex_init (&vocabulary->mutex);
  pool_init (&vocabulary->words);
  pool_init (&vocabulary->codes);
  pool_init (&vocabulary->passages);
  vocabulary->shared = g_string_chunk_new (256);
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
  pool_clear (&vocabulary->words);
  pool_clear (&vocabulary->codes);
  pool_clear (&vocabulary->passages);
  g_free (vocabulary);
}

static const char *
get_word (const Pool *pool, guint32 number)
{
  gsize size;

  return (const char *) pool_get (pool, number, &size);
}

static guint
write_number (guint8 *bytes, guint32 number)
{
  guint length = 0;

  for (; number >= 0x80; number >>= 7)
    bytes[length++] = (guint8) (number | 0x80);
  bytes[length++] = (guint8) number;
  return length;
}

static inline const guint8 *
read_number (const guint8 *packed, guint32 *number)
{
  *number = *packed & 0x7F;
  for (guint shift = 7; (*packed++ & 0x80) != 0; shift += 7)
    *number |= (guint32) (*packed & 0x7F) << shift;
  return packed;
}

static void
append_token (GByteArray *into, guint32 number, Token token)
{
  guint8 bytes[5];

  g_byte_array_append (into, bytes, write_number (bytes, number << TOKEN_BITS | token));
}

/* The words of one passage, until it is known whether it is one. */
typedef struct {
  guint32 words[PASSAGE_MOST];
  guint count;
} Passage;

static void
end_passage (CoffretVocabulary *vocabulary, Passage *passage, GByteArray *into)
{
  guint8 bytes[PASSAGE_MOST * 5];
  guint size = 0;

  if (passage->count < PASSAGE_LEAST) {
    for (guint i = 0; i < passage->count; i++)
      append_token (into, passage->words[i], TOKEN_WORD);
  } else {
    for (guint i = 0; i < passage->count; i++)
      size += write_number (bytes + size, passage->words[i]);
    append_token (into, pool_number (&vocabulary->passages, bytes, size), TOKEN_PASSAGE);
  }
  passage->count = 0;
}

static guint
count_digits (const char *word, gsize length)
{
  guint digits = 0;

  for (gsize i = 0; i < length; i++)
    digits += g_ascii_isdigit (word[i]);
  return digits;
}

static gboolean
is_end (const char *word, gsize length)
{
  return strchr (".!?;:", word[length - 1]) != NULL ||
         hash_bytes ((const guint8 *) word, length) % PASSAGE_CUT == 0;
}

void
coffret_vocabulary_pack (CoffretVocabulary *vocabulary, const char *folded, GByteArray *into)
{
  g_autoptr (GRWLockWriterLocker) locker = g_rw_lock_writer_locker_new (&vocabulary->lock);
  g_autoptr (GString) word = g_string_new (NULL);
  Passage passage = { .count = 0 };

  for (const char *at = folded; at != NULL && *at != '\0';) {
    gsize length = strcspn (at, " ");

    if (length > 0) {
      guint digits = count_digits (at, length);
      gboolean code = length >= CODE_LEAST && digits >= CODE_DIGITS;
      guint32 number;

      g_string_truncate (word, 0);
      g_string_append_len (word, at, (gssize) length);
      number = pool_number (code ? &vocabulary->codes : &vocabulary->words,
                            (const guint8 *) word->str, length + 1);
      /* What has a digit is seldom the same in two texts: it stands for itself. */
      if (digits > 0) {
        end_passage (vocabulary, &passage, into);
        append_token (into, number, code ? TOKEN_CODE : TOKEN_WORD);
      } else {
        passage.words[passage.count++] = number;
        if (passage.count == PASSAGE_MOST || is_end (at, length))
          end_passage (vocabulary, &passage, into);
      }
    }
    at += length + (at[length] == ' ');
  }
  end_passage (vocabulary, &passage, into);
}

/* Goes through packed words, and passages of them. */
typedef struct {
  const CoffretVocabulary *vocabulary;
  const guint8 *at; /* in the text */
  const guint8 *end;
  const guint8 *inner; /* in the passage */
  const guint8 *inner_end;
} Reader;

static Reader
reader_for (const CoffretVocabulary *vocabulary, const guint8 *packed, gsize size)
{
  return (Reader) { vocabulary, packed, packed + size, NULL, NULL };
}

static inline gboolean
read_word (Reader *reader, guint32 *number, Token *token)
{
  if (reader->inner == reader->inner_end) {
    gsize size;

    if (reader->at == reader->end)
      return FALSE;
    reader->at = read_number (reader->at, number);
    *token = *number & TOKEN_MASK;
    *number >>= TOKEN_BITS;
    if (*token != TOKEN_PASSAGE)
      return TRUE;
    reader->inner = pool_get (&reader->vocabulary->passages, *number, &size);
    reader->inner_end = reader->inner + size;
  }
  reader->inner = read_number (reader->inner, number);
  *token = TOKEN_WORD;
  return TRUE;
}

void
coffret_vocabulary_unpack (CoffretVocabulary *vocabulary,
                           const guint8 *packed,
                           gsize size,
                           GString *into)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);
  Reader reader = reader_for (vocabulary, packed, size);
  guint32 number;
  Token token;

  g_string_truncate (into, 0);
  while (read_word (&reader, &number, &token)) {
    if (into->len > 0)
      g_string_append_c (into, ' ');
    g_string_append (
      into, get_word (token == TOKEN_CODE ? &vocabulary->codes : &vocabulary->words, number));
  }
}

static gboolean
has_bit (const Bits *bits, guint32 number)
{
  return (bits->bits[number / 64] >> number % 64 & 1) != 0;
}

/* What was added since is of nothing that was looked at. */
static gboolean
is_in (const Bits *bits, guint32 number)
{
  return number < bits->count && has_bit (bits, number);
}

static void
add_bit (Bits *bits, guint32 number)
{
  bits->bits[number / 64] |= (guint64) 1 << number % 64;
}

static guint
count_words (guint32 count)
{
  return count / 64 + 1;
}

static Bits
bits_new (const Pool *pool)
{
  guint32 count = pool_count (pool);

  return (Bits) { count, g_new0 (guint64, count_words (count)) };
}

static CoffretWordSet *
word_set_new (const CoffretVocabulary *vocabulary)
{
  CoffretWordSet *set = g_new0 (CoffretWordSet, 1);

  set->kinds[TOKEN_WORD] = bits_new (&vocabulary->words);
  set->kinds[TOKEN_PASSAGE] = bits_new (&vocabulary->passages);
  set->kinds[TOKEN_CODE] = bits_new (&vocabulary->codes);
  return set;
}

static void
word_set_add (CoffretWordSet *set, Token token, guint32 number)
{
  if (has_bit (&set->kinds[token], number))
    return;
  add_bit (&set->kinds[token], number);
  set->count++;
}

static gboolean
has_word_of (const guint8 *passage, gsize size, const Bits *words)
{
  const guint8 *end = passage + size;

  while (passage < end) {
    guint32 number;

    passage = read_number (passage, &number);
    if (has_bit (words, number))
      return TRUE;
  }
  return FALSE;
}

/* All its words are there: which passages have them. */
static CoffretWordSet *
word_set_finish (const CoffretVocabulary *vocabulary, CoffretWordSet *set)
{
  Bits *passages = &set->kinds[TOKEN_PASSAGE];

  for (guint32 i = 0; set->count > 0 && i < passages->count; i++) {
    gsize size;
    const guint8 *passage = pool_get (&vocabulary->passages, i, &size);

    if (has_word_of (passage, size, &set->kinds[TOKEN_WORD]))
      add_bit (passages, i);
  }
  return set;
}

static gboolean
is_code_letter (char byte)
{
  return g_ascii_isalnum (byte) || (guint8) byte >= 0x80;
}

/* Whether PART is one of the pieces between the signs of CODE. */
static gboolean
is_piece (const char *code, const char *part)
{
  gsize length = strlen (part);

  for (const char *at = code; (at = strstr (at, part)) != NULL; at++)
    if ((at == code || !is_code_letter (at[-1])) && !is_code_letter (at[length]))
      return TRUE;
  return FALSE;
}

/* Those of POOL, TOKEN's, with PART in them that FUNC (nullable) wants. */
static void
find_in (CoffretWordSet *set,
         const Pool *pool,
         Token token,
         const char *part,
         CoffretWordFunc func,
         gpointer data)
{
  const guint32 *starts = (const guint32 *) (const void *) pool->starts->data;
  const char *text = (const char *) pool->bytes->data;
  const char *end = text + pool->bytes->len;
  gsize length = strlen (part);
  gboolean piece = token == TOKEN_CODE && length < CODE_PART;
  const char *at = text;
  guint32 number = 0;

  while (at < end && (at = memmem (at, (gsize) (end - at), part, length)) != NULL) {
    guint32 low = number, high = pool_count (pool);

    /* The last that begins at or before what was found. */
    while (high - low > 1) {
      guint32 middle = low + (high - low) / 2;

      if (text + starts[middle] <= at)
        low = middle;
      else
        high = middle;
    }
    number = low;
    if ((!piece || is_piece (text + starts[number], part)) &&
        (func == NULL || func (text + starts[number], data)))
      word_set_add (set, token, number);
    at = text + starts[number + 1];
  }
}

CoffretWordSet *
coffret_vocabulary_find_if (CoffretVocabulary *vocabulary,
                            const char *part,
                            gboolean codes,
                            CoffretWordFunc func,
                            gpointer data)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);
  CoffretWordSet *set = word_set_new (vocabulary);

  find_in (set, &vocabulary->words, TOKEN_WORD, part, func, data);
  if (codes)
    find_in (set, &vocabulary->codes, TOKEN_CODE, part, func, data);
  return word_set_finish (vocabulary, set);
}

CoffretWordSet *
coffret_vocabulary_find (CoffretVocabulary *vocabulary, const char *part)
{
  return coffret_vocabulary_find_if (vocabulary, part, TRUE, NULL, NULL);
}

CoffretWordSet *
coffret_vocabulary_choose (CoffretVocabulary *vocabulary, CoffretWordFunc func, gpointer data)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);
  CoffretWordSet *set = word_set_new (vocabulary);

  for (guint32 number = 0; number < set->kinds[TOKEN_WORD].count; number++)
    if (func (get_word (&vocabulary->words, number), data))
      word_set_add (set, TOKEN_WORD, number);
  return word_set_finish (vocabulary, set);
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

  return pool_count (&vocabulary->words) + pool_count (&vocabulary->codes);
}

void
coffret_word_set_free (CoffretWordSet *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (set->kinds); i++)
    g_free (set->kinds[i].bits);
  g_free (set);
}

guint
coffret_word_set_count (const CoffretWordSet *set)
{
  return set->count;
}

void
coffret_word_set_add_all (CoffretWordSet *set, const CoffretWordSet *other)
{
  set->count = 0;
  for (guint i = 0; i < G_N_ELEMENTS (set->kinds); i++) {
    guint32 count = count_words (MIN (set->kinds[i].count, other->kinds[i].count));

    for (guint32 j = 0; j < count; j++)
      set->kinds[i].bits[j] |= other->kinds[i].bits[j];
    for (guint32 j = 0; i != TOKEN_PASSAGE && j < count_words (set->kinds[i].count); j++)
      set->count += (guint) __builtin_popcountll (set->kinds[i].bits[j]);
  }
}

gboolean
coffret_word_set_meets (const CoffretWordSet *set, const guint8 *packed, gsize size)
{
  const guint8 *end = packed + size;

  if (set->count == 0)
    return FALSE;
  while (packed < end) {
    guint32 token;

    packed = read_number (packed, &token);
    if (is_in (&set->kinds[token & TOKEN_MASK], token >> TOKEN_BITS))
      return TRUE;
  }
  return FALSE;
}

gboolean
coffret_vocabulary_has_run (CoffretVocabulary *vocabulary,
                            const guint8 *packed,
                            gsize size,
                            const CoffretWordSet *const *sets,
                            guint n_sets)
{
  g_autoptr (GRWLockReaderLocker) locker = g_rw_lock_reader_locker_new (&vocabulary->lock);
  Reader reader = reader_for (vocabulary, packed, size);
  guint64 begun = 0; /* the bit I: the last words are in the sets up to I */
  guint32 number;
  Token token;

  g_assert (n_sets > 0 && n_sets <= COFFRET_RUN_MOST);
  while (read_word (&reader, &number, &token)) {
    guint64 wanted = begun << 1 | 1;

    begun = 0;
    for (guint i = 0; i < n_sets && wanted >> i != 0; i++)
      if ((wanted >> i & 1) != 0 && is_in (&sets[i]->kinds[token], number))
        begun |= (guint64) 1 << i;
    if ((begun >> (n_sets - 1) & 1) != 0)
      return TRUE;
  }
  return FALSE;
}
