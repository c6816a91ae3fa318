#include "app/compartment-menu.h"

#include <glib/gi18n-lib.h>

#include "app/entry-menu.h"

/* Those within the same one, in their order. */
static GPtrArray *
list_siblings (CoffretLibrary *library, CoffretCompartment *compartment)
{
  const char *parent = coffret_compartment_get_row (compartment)->parent;
  GPtrArray *list = coffret_library_list_compartments (library);

  for (guint i = list->len; i > 0; i--)
    if (g_strcmp0 (coffret_compartment_get_row (g_ptr_array_index (list, i - 1))->parent, parent) !=
        0)
      g_ptr_array_remove_index (list, i - 1);
  return list;
}

const char *
coffret_compartment_neighbour (CoffretLibrary *library, CoffretCompartment *compartment, int step)
{
  g_autoptr (GPtrArray) list = list_siblings (library, compartment);
  guint index = 0;

  if (!g_ptr_array_find (list, compartment, &index) || (int) index + step < 0 ||
      (int) index + step >= (int) list->len)
    return NULL;
  /* The library keeps it. */
  return coffret_compartment_get_id (g_ptr_array_index (list, (guint) ((int) index + step)));
}

guint
coffret_compartment_rank (CoffretLibrary *library, CoffretCompartment *compartment, guint *total)
{
  g_autoptr (GPtrArray) list = list_siblings (library, compartment);
  guint index = 0;

  g_ptr_array_find (list, compartment, &index);
  *total = list->len;
  return index + 1;
}

static void
append (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

static void
append_move (GMenu *menu, const char *label, const char *id, int step)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "vault.move-compartment", "(si)", id, step);
  g_menu_append_item (menu, item);
}

static void
append_place (GMenu *menu, const char *label, const char *id, const char *parent)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "vault.place-compartment", "(sss)", id, parent, "");
  g_menu_append_item (menu, item);
}

/* Where it can be put: they nest one level. Nowhere, when another lies within it. */
static GMenu *
into_menu (CoffretCompartment *compartment, CoffretLibrary *library)
{
  const char *id = coffret_compartment_get_id (compartment);
  const char *parent = coffret_compartment_get_row (compartment)->parent;
  g_autoptr (GPtrArray) list = coffret_library_list_compartments (library);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < list->len; i++) {
    CoffretCompartment *other = g_ptr_array_index (list, i);
    const CoffretCompartmentRow *row = coffret_compartment_get_row (other);
    g_autofree char *label = NULL;

    if (g_strcmp0 (row->parent, id) == 0)
      return NULL;
    if (row->parent || other == compartment || g_strcmp0 (row->id, parent) == 0)
      continue;
    label = coffret_compartment_menu_label (other, library);
    append_place (menu, label, id, row->id);
  }
  return g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0 ? g_steal_pointer (&menu) : NULL;
}

GMenuModel *
coffret_compartment_menu_new (CoffretCompartment *compartment, CoffretLibrary *library)
{
  const char *id = coffret_compartment_get_id (compartment);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  g_autoptr (GMenu) into = into_menu (compartment, library);

  append (first, _ ("_Share…"), "vault.share-compartment", id);
  append (first, _ ("_Change…"), "vault.change-compartment", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  if (coffret_compartment_neighbour (library, compartment, -1))
    append_move (moves, _ ("Move _Up"), id, -1);
  if (coffret_compartment_neighbour (library, compartment, 1))
    append_move (moves, _ ("Move _Down"), id, 1);
  if (into)
    /* Translators: a submenu with the names of other compartments */
    g_menu_append_submenu (moves, _ ("Move _Into"), G_MENU_MODEL (into));
  if (coffret_compartment_get_row (compartment)->parent)
    append_place (moves, _ ("Move _Out"), id, "");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
  append (last, _ ("D_elete Compartment"), "vault.remove-compartment", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}
