#include "organise/drawers.h"

#include "base/fold.h"

static void
drawer_free (gpointer data)
{
  CoffretDrawer *drawer = data;

  g_free (drawer->id);
  g_free (drawer->folded);
  g_free (drawer->rule);
  coffret_hand_unref (drawer->hand);
  g_free (drawer);
}

static void
clear_drawers (gpointer data)
{
  g_ptr_array_unref (((CoffretDrawers *) data)->list);
}

CoffretDrawers *
coffret_drawers_new (void)
{
  CoffretDrawers *drawers = g_atomic_rc_box_new0 (CoffretDrawers);

  drawers->list = g_ptr_array_new_with_free_func (drawer_free);
  return drawers;
}

void
coffret_drawers_add (CoffretDrawers *drawers, const CoffretCompartmentRow *row, CoffretHand *hand)
{
  CoffretDrawer *drawer = g_new0 (CoffretDrawer, 1);

  drawer->id = g_strdup (row->id);
  drawer->folded = coffret_fold (row->name);
  drawer->rule = g_strdup (row->rule);
  if (hand != NULL && g_strcmp0 (row->arrangement, COFFRET_ARRANGEMENT_HAND) == 0)
    drawer->hand = coffret_hand_ref (hand);
  g_ptr_array_add (drawers->list, drawer);
}

CoffretDrawers *
coffret_drawers_ref (CoffretDrawers *drawers)
{
  return g_atomic_rc_box_acquire (drawers);
}

void
coffret_drawers_unref (CoffretDrawers *drawers)
{
  g_atomic_rc_box_release_full (drawers, clear_drawers);
}

const CoffretDrawer *
coffret_drawers_find (const CoffretDrawers *drawers, const char *id)
{
  for (guint i = 0; i < drawers->list->len; i++) {
    const CoffretDrawer *drawer = g_ptr_array_index (drawers->list, i);

    if (g_str_equal (drawer->id, id))
      return drawer;
  }
  return NULL;
}
