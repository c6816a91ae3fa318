#include "organise/numbers.h"

#define BITS 64

struct _CoffretNumbers {
  GArray *words; /* guint64 */
};

CoffretNumbers *
coffret_numbers_new (void)
{
  CoffretNumbers *numbers = g_new0 (CoffretNumbers, 1);

  numbers->words = g_array_new (FALSE, TRUE, sizeof (guint64));
  return numbers;
}

void
coffret_numbers_free (CoffretNumbers *numbers)
{
  g_array_unref (numbers->words);
  g_free (numbers);
}

static guint64 *
word_at (const CoffretNumbers *numbers, guint place)
{
  return &g_array_index (numbers->words, guint64, place);
}

static guint64
bit_of (guint number)
{
  return G_GUINT64_CONSTANT (1) << number % BITS;
}

gboolean
coffret_numbers_contain (const CoffretNumbers *numbers, guint number)
{
  return number / BITS < numbers->words->len &&
         (*word_at (numbers, number / BITS) & bit_of (number)) != 0;
}

void
coffret_numbers_add (CoffretNumbers *numbers, guint number)
{
  if (number / BITS >= numbers->words->len)
    g_array_set_size (numbers->words, number / BITS + 1);
  *word_at (numbers, number / BITS) |= bit_of (number);
}

gboolean
coffret_numbers_remove (CoffretNumbers *numbers, guint number)
{
  if (!coffret_numbers_contain (numbers, number))
    return FALSE;
  *word_at (numbers, number / BITS) &= ~bit_of (number);
  return TRUE;
}

void
coffret_numbers_clear (CoffretNumbers *numbers)
{
  g_array_set_size (numbers->words, 0);
}

guint
coffret_numbers_count (const CoffretNumbers *numbers)
{
  guint count = 0;

  for (guint i = 0; i < numbers->words->len; i++)
    count += (guint) __builtin_popcountll (*word_at (numbers, i));
  return count;
}

void
coffret_numbers_add_all (CoffretNumbers *numbers, const CoffretNumbers *other)
{
  if (numbers->words->len < other->words->len)
    g_array_set_size (numbers->words, other->words->len);
  for (guint i = 0; i < other->words->len; i++)
    *word_at (numbers, i) |= *word_at (other, i);
}

void
coffret_numbers_keep (CoffretNumbers *numbers, const CoffretNumbers *other)
{
  guint len = other != NULL ? MIN (numbers->words->len, other->words->len) : 0;

  g_array_set_size (numbers->words, len);
  for (guint i = 0; i < len; i++)
    *word_at (numbers, i) &= *word_at (other, i);
}
