#include "app/pages/groups-page.h"

struct _CoffretGroupsPage {
  CoffretSidePage parent_instance;
};

G_DEFINE_FINAL_TYPE (CoffretGroupsPage, coffret_groups_page, COFFRET_TYPE_SIDE_PAGE)

static void
coffret_groups_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_GROUPS_PAGE);
  G_OBJECT_CLASS (coffret_groups_page_parent_class)->dispose (object);
}

static void
coffret_groups_page_class_init (CoffretGroupsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_groups_page_dispose;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/coffret/Coffret/pages/groups-page.ui");
}

static void
coffret_groups_page_init (CoffretGroupsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretGroupsPage *
coffret_groups_page_new (void)
{
  return g_object_new (COFFRET_TYPE_GROUPS_PAGE, NULL);
}
