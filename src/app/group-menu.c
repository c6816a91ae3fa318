#include "app/group-menu.h"

#include <glib/gi18n-lib.h>

guint
coffret_group_rank (CoffretLibrary *library, CoffretGroup *group)
{
  GListModel *groups = G_LIST_MODEL (coffret_library_get_groups (library));

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (CoffretGroup) other = g_list_model_get_item (groups, i);

    if (other == group)
      return i + 1;
  }
  return 0;
}

const char *
coffret_group_neighbour (CoffretLibrary *library, CoffretGroup *group, int step)
{
  GListModel *groups = G_LIST_MODEL (coffret_library_get_groups (library));
  int place = (int) coffret_group_rank (library, group) - 1 + step;
  g_autoptr (CoffretGroup) other =
    place >= 0 ? g_list_model_get_item (groups, (guint) place) : NULL;

  /* The library keeps it. */
  return other != NULL ? coffret_group_get_id (other) : NULL;
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

  g_menu_item_set_action_and_target (item, "vault.move-group", "(si)", id, step);
  g_menu_append_item (menu, item);
}

GMenuModel *
coffret_group_menu_new (CoffretGroup *group, CoffretLibrary *library)
{
  const char *id = coffret_group_get_id (group);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) moves = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  append (first, _ ("_Share…"), "vault.share-group", id);
  append (first, _ ("What Was Shared _with Them"), "vault.show-shares", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  append (moves, _ ("_Rename…"), "vault.rename-group", id);
  append (moves, _ ("Dup_licate"), "vault.duplicate-group", id);
  if (coffret_group_neighbour (library, group, -1) != NULL)
    append_move (moves, _ ("Move _Up"), id, -1);
  if (coffret_group_neighbour (library, group, 1) != NULL)
    append_move (moves, _ ("Move _Down"), id, 1);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (moves));
  append (last, _ ("D_elete Group"), "vault.remove-group", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}
