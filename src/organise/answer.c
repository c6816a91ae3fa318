#include "organise/answer.h"

struct _CoffretAnswer {
  GArray *items;             /* guint: indices of rows of: */
  CoffretSnapshot *snapshot; /* NULL: no items */
  CoffretNumbers *numbers;
  GArray *places; /* guint: by number; only those of NUMBERS mean anything */
};

CoffretAnswer *
coffret_answer_new (GArray *items, CoffretSnapshot *snapshot)
{
  CoffretAnswer *answer = g_atomic_rc_box_new0 (CoffretAnswer);

  answer->items = items;
  answer->snapshot = snapshot;
  answer->numbers = coffret_numbers_new ();
  answer->places = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < items->len; i++) {
    guint number = coffret_snapshot_get_number (snapshot, g_array_index (items, guint, i));

    coffret_numbers_add (answer->numbers, number);
    if (number >= answer->places->len)
      g_array_set_size (answer->places, number + 1);
    g_array_index (answer->places, guint, number) = i;
  }
  return answer;
}

CoffretAnswer *
coffret_answer_ref (CoffretAnswer *answer)
{
  return g_atomic_rc_box_acquire (answer);
}

static void
clear_answer (gpointer data)
{
  CoffretAnswer *answer = data;

  g_array_unref (answer->items);
  g_array_unref (answer->places);
  coffret_numbers_free (answer->numbers);
  g_clear_pointer (&answer->snapshot, coffret_snapshot_drop);
}

void
coffret_answer_drop (CoffretAnswer *answer)
{
  g_atomic_rc_box_release_full (answer, clear_answer);
}

guint
coffret_answer_count (const CoffretAnswer *answer)
{
  return answer->items->len;
}

CoffretRow *
coffret_answer_get_row (const CoffretAnswer *answer, guint position)
{
  return (CoffretRow *) coffret_snapshot_get_row (answer->snapshot,
                                                  g_array_index (answer->items, guint, position));
}

const CoffretNumbers *
coffret_answer_get_numbers (const CoffretAnswer *answer)
{
  return answer->numbers;
}

guint
coffret_answer_find (const CoffretAnswer *answer, guint number)
{
  return coffret_numbers_contain (answer->numbers, number)
           ? g_array_index (answer->places, guint, number)
           : G_MAXUINT;
}

/* A row changes while its credential stays the same. */
static gboolean
is_same (const CoffretRow *one, const CoffretRow *other)
{
  return one == other || coffret_row_equal (one, other);
}

void
coffret_answer_compare (const CoffretAnswer *answer,
                        const CoffretAnswer *other,
                        guint *start,
                        guint *end)
{
  guint shorter = MIN (answer->items->len, other->items->len);

  for (*start = 0; *start < shorter; ++*start)
    if (!is_same (coffret_answer_get_row (answer, *start), coffret_answer_get_row (other, *start)))
      break;
  for (*end = 0; *end < shorter - *start; ++*end)
    if (!is_same (coffret_answer_get_row (answer, answer->items->len - 1 - *end),
                  coffret_answer_get_row (other, other->items->len - 1 - *end)))
      break;
}
