#include "organise/hand.h"

static void
clear_hand (gpointer data)
{
  CoffretHand *hand = data;

  g_hash_table_unref (hand->places);
  g_ptr_array_unref (hand->ids);
}

CoffretHand *
coffret_hand_new (GPtrArray *ids)
{
  CoffretHand *hand = g_atomic_rc_box_new0 (CoffretHand);

  hand->ids = ids;
  hand->places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (hand->places, g_ptr_array_index (ids, i), GUINT_TO_POINTER (i));
  return hand;
}

CoffretHand *
coffret_hand_ref (CoffretHand *hand)
{
  return g_atomic_rc_box_acquire (hand);
}

void
coffret_hand_unref (CoffretHand *hand)
{
  if (hand != NULL)
    g_atomic_rc_box_release_full (hand, clear_hand);
}

guint
coffret_hand_find (const CoffretHand *hand, const char *id)
{
  gpointer place;

  return g_hash_table_lookup_extended (hand->places, id, NULL, &place) ? GPOINTER_TO_UINT (place)
                                                                       : G_MAXUINT;
}
