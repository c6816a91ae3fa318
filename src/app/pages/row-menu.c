#include "app/pages/row-menu.h"

#include "app/entry-menu.h"

struct _CoffretRowMenu {
  GObject parent_instance;

  GtkWidget *page; /* borrowed: the page holds this */
  GtkWidget *popover;
  GtkWidget *row; /* weak: to which the focus returns */
  CoffretSession *session;
};

G_DEFINE_FINAL_TYPE (CoffretRowMenu, coffret_row_menu, G_TYPE_OBJECT)

/* Before the chosen action runs, which may want the focus elsewhere. */
static void
on_closed (CoffretRowMenu *self)
{
  if (self->row)
    gtk_widget_grab_focus (self->row);
  g_clear_weak_pointer (&self->row);
}

static void
coffret_row_menu_dispose (GObject *object)
{
  CoffretRowMenu *self = COFFRET_ROW_MENU (object);

  g_clear_weak_pointer (&self->row);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_row_menu_parent_class)->dispose (object);
}

static void
coffret_row_menu_class_init (CoffretRowMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_row_menu_dispose;
}

static void
coffret_row_menu_init (CoffretRowMenu *self)
{
}

CoffretRowMenu *
coffret_row_menu_new (GtkWidget *page)
{
  CoffretRowMenu *self = g_object_new (COFFRET_TYPE_ROW_MENU, NULL);

  self->page = page;
  self->popover = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, page);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (on_closed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
coffret_row_menu_set_session (CoffretRowMenu *self, CoffretSession *session)
{
  g_set_object (&self->session, session);
}

CoffretSession *
coffret_row_menu_get_session (CoffretRowMenu *self)
{
  return self->session;
}

void
coffret_row_menu_popup (CoffretRowMenu *self,
                        GtkWidget *at,
                        const GdkRectangle *point,
                        CoffretEntry *entry,
                        GtkWidget *row)
{
  g_autoptr (GMenuModel) model =
    coffret_entry_menu_new (entry, coffret_session_get_library (self->session), TRUE);
  graphene_point_t origin = { (float) point->x, (float) point->y };
  GdkRectangle place = { 0, 0, 1, 1 };

  if (!gtk_widget_compute_point (at, self->page, &origin, &origin))
    return;
  g_set_weak_pointer (&self->row, row);
  place.x = (int) origin.x;
  place.y = (int) origin.y;
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}
