#include "app/entry-menu.h"

#include <glib/gi18n-lib.h>

static void
append (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

/* Names of compartments may hold underscores, which a menu would eat. */
char *
coffret_compartment_menu_label (CoffretCompartment *compartment, CoffretLibrary *library)
{
  const char *parent = coffret_compartment_get_row (compartment)->parent;
  CoffretCompartment *above = parent ? coffret_library_find_compartment (library, parent) : NULL;
  g_autoptr (GString) label = g_string_new (coffret_compartment_get_name (compartment));

  if (above) {
    g_string_prepend (label, " › ");
    g_string_prepend (label, coffret_compartment_get_name (above));
  }
  g_string_replace (label, "_", "__", 0);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
append_compartment (GMenu *menu,
                    const char *action,
                    const char *entry,
                    CoffretCompartment *compartment,
                    CoffretLibrary *library)
{
  g_autofree char *label = coffret_compartment_menu_label (compartment, library);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "(ss)", entry,
                                     coffret_compartment_get_id (compartment));
  g_menu_append_item (menu, item);
}

static GMenu *
compartments_menu (CoffretEntry *entry, CoffretLibrary *library, const char *id)
{
  g_autoptr (GPtrArray) compartments = coffret_library_list_compartments (library);
  const char *const *inside = coffret_entry_get_compartments (entry);
  g_autoptr (GMenu) put = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) new = g_menu_new ();
  g_autoptr (GMenu) take = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < compartments->len; i++) {
    CoffretCompartment *compartment = g_ptr_array_index (compartments, i);

    /* What fills itself is filled by nobody. */
    if (coffret_compartment_get_rule (compartment))
      continue;
    if (inside && g_strv_contains (inside, coffret_compartment_get_id (compartment)))
      append_compartment (take, "vault.take", id, compartment, library);
    else
      append_compartment (others, "vault.put", id, compartment, library);
  }
  g_menu_append_section (put, NULL, G_MENU_MODEL (others));
  append (new, _ ("_New Compartment…"), "vault.put-new", id);
  g_menu_append_section (put, NULL, G_MENU_MODEL (new));
  g_menu_append_submenu (menu, _ ("_Put In"), G_MENU_MODEL (put));
  if (g_menu_model_get_n_items (G_MENU_MODEL (take)) > 0)
    g_menu_append_submenu (menu, _ ("_Take Out Of"), G_MENU_MODEL (take));
  return menu;
}

GMenuModel *
coffret_entry_menu_new (CoffretEntry *entry, CoffretLibrary *library, gboolean open)
{
  const char *id = coffret_entry_get_id (entry);
  gboolean trashed = coffret_entry_is_trashed (entry);
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) original = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  GMenu *menu = g_menu_new ();

  if (open) {
    append (first, _ ("_Open"), "vault.open", id);
    g_menu_append (first, _ ("Select _Credentials"), "list.choose");
  }
  if (!trashed)
    append (first, _ ("S_hare…"), "vault.share", id);
  if (!trashed)
    append (first,
            coffret_entry_is_favourite (entry) ? _ ("Take Out of _Favourites")
                                               : _ ("Make a _Favourite"),
            "vault.favourite", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  if (!trashed) {
    g_autoptr (GMenu) compartments = compartments_menu (entry, library, id);

    g_menu_append_section (menu, NULL, G_MENU_MODEL (compartments));
  }
  /* In the language that its page is in: a list has none. */
  if (!open) {
    if (coffret_entry_is_own (entry))
      g_menu_append (original, _ ("_Change What You Typed In…"), "credential.change-own");
    g_menu_append (original, _ ("_Attach Files…"), "credential.attach");
    append (original, _ ("_Join With Another Version…"), "vault.join-with", id);
    g_menu_append (original, _ ("Pr_int…"), "credential.print");
  }
  g_menu_append (original, _ ("Cop_y Original"), "vault.copy");
  append (original, _ ("_Save Original…"), "vault.save-original", id);
  append (original, _ ("Technical _Details"), "vault.details", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (original));
  if (trashed)
    append (last, _ ("Put _Back"), "vault.restore", id);
  else
    append (last, _ ("_Move to Trash"), "vault.trash", id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

GMenuModel *
coffret_several_menu_new (CoffretLibrary *library, const char *except)
{
  g_autoptr (GPtrArray) compartments = coffret_library_list_compartments (library);
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) new = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < compartments->len; i++) {
    CoffretCompartment *compartment = g_ptr_array_index (compartments, i);
    g_autofree char *label = coffret_compartment_menu_label (compartment, library);
    g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

    if (g_strcmp0 (coffret_compartment_get_id (compartment), except) == 0 ||
        coffret_compartment_get_rule (compartment))
      continue;
    g_menu_item_set_action_and_target (item, "several.put", "s",
                                       coffret_compartment_get_id (compartment));
    g_menu_append_item (others, item);
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  g_menu_append (new, _ ("_New Compartment…"), "several.put-new");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (new));
  return G_MENU_MODEL (menu);
}
