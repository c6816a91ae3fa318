#include "app/looks.h"

#include <glib/gi18n-lib.h>

static const CoffretLook icons[] = {
  { "coffret-compartment-symbolic", NC_ ("icon", "Drawer") },
  { "coffret-star-symbolic", NC_ ("icon", "Star") },
  { "coffret-heart-symbolic", NC_ ("icon", "Heart") },
  { "coffret-briefcase-symbolic", NC_ ("icon", "Briefcase") },
  { "coffret-school-symbolic", NC_ ("icon", "Graduation cap") },
  { "coffret-book-symbolic", NC_ ("icon", "Book") },
  { "coffret-tool-symbolic", NC_ ("icon", "Wrench") },
  { "coffret-people-symbolic", NC_ ("icon", "People") },
  { "coffret-house-symbolic", NC_ ("icon", "House") },
  { "coffret-leaf-symbolic", NC_ ("icon", "Leaf") },
  { "coffret-globe-symbolic", NC_ ("icon", "Globe") },
  { "coffret-flag-symbolic", NC_ ("icon", "Flag") },
};

static const CoffretLook colours[] = {
  { "blue", N_ ("Blue") },     { "teal", N_ ("Teal") },     { "green", N_ ("Green") },
  { "yellow", N_ ("Yellow") }, { "orange", N_ ("Orange") }, { "red", N_ ("Red") },
  { "pink", N_ ("Pink") },     { "purple", N_ ("Purple") }, { "slate", N_ ("Grey") },
};

static guint
find (const CoffretLook *looks, guint count, const char *id)
{
  for (guint i = 0; i < count; i++)
    if (g_strcmp0 (looks[i].id, id) == 0)
      return i;
  return 0;
}

guint
coffret_looks_count_icons (void)
{
  return G_N_ELEMENTS (icons);
}

guint
coffret_looks_count_colours (void)
{
  return G_N_ELEMENTS (colours);
}

CoffretLook
coffret_looks_get_icon (guint index)
{
  return (CoffretLook) { icons[index].id,
                         g_dpgettext2 (GETTEXT_PACKAGE, "icon", icons[index].word) };
}

CoffretLook
coffret_looks_get_colour (guint index)
{
  return (CoffretLook) { colours[index].id, _ (colours[index].word) };
}

guint
coffret_looks_find_icon (const char *id)
{
  return find (icons, G_N_ELEMENTS (icons), id);
}

guint
coffret_looks_find_colour (const char *id)
{
  return find (colours, G_N_ELEMENTS (colours), id);
}
