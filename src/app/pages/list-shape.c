#include "app/pages/list-shape.h"

#include "app/slots.h"

struct _CoffretListShape {
  GObject parent_instance;

  GtkStack *stack; /* borrowed, as the two in it: the page holds this */
  GtkListView *list;
  CoffretListTable *table;
  CoffretListRows *rows;
  CoffretChoice *choice;
  CoffretSlots *slots; /* of what is shown */
  gboolean is_table;
};

G_DEFINE_FINAL_TYPE (CoffretListShape, coffret_list_shape, G_TYPE_OBJECT)

/* Slots anew: they come a few at a time, and so do the widgets. */
static void
fill (CoffretListShape *self)
{
  gtk_list_view_set_model (self->list, NULL);
  coffret_list_table_set_slots (self->table, NULL);
  g_clear_object (&self->slots);
  gtk_stack_set_visible_child_name (self->stack, self->is_table ? "table" : "rows");
  if (!self->choice)
    return;
  self->slots = coffret_slots_new (self->choice);
  if (self->is_table)
    coffret_list_table_set_slots (self->table, self->slots);
  else
    gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->slots));
}

static void
coffret_list_shape_dispose (GObject *object)
{
  CoffretListShape *self = COFFRET_LIST_SHAPE (object);

  if (self->slots) {
    gtk_list_view_set_model (self->list, NULL);
    coffret_list_table_set_slots (self->table, NULL);
  }
  g_clear_object (&self->slots);
  g_clear_object (&self->rows);
  g_clear_object (&self->choice);
  G_OBJECT_CLASS (coffret_list_shape_parent_class)->dispose (object);
}

static void
coffret_list_shape_class_init (CoffretListShapeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_list_shape_dispose;
}

static void
coffret_list_shape_init (CoffretListShape *self)
{
}

CoffretListShape *
coffret_list_shape_new (GtkWidget *page,
                        GtkStack *stack,
                        GtkListView *list,
                        CoffretListTable *table)
{
  CoffretListShape *self = g_object_new (COFFRET_TYPE_LIST_SHAPE, NULL);
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);

  self->stack = stack;
  self->list = list;
  self->table = table;
  self->rows = coffret_list_rows_new (page, list, GTK_SCROLLED_WINDOW (scroller));
  g_object_bind_property (page, "choosing", table, "choosing", G_BINDING_SYNC_CREATE);
  return self;
}

void
coffret_list_shape_start (CoffretListShape *self,
                          CoffretSession *session,
                          CoffretPictureLoader *loader,
                          CoffretChoice *choice)
{
  self->choice = g_object_ref (choice);
  coffret_list_rows_start (self->rows, session, loader);
  coffret_list_table_set_session (self->table, session);
  g_signal_connect_object (coffret_session_get_library (session), "changed",
                           G_CALLBACK (coffret_list_shape_moved), self, G_CONNECT_SWAPPED);
  fill (self);
}

void
coffret_list_shape_leave (CoffretListShape *self)
{
  coffret_list_rows_leave (self->rows);
  if (self->slots)
    coffret_slots_leave (self->slots);
}

gboolean
coffret_list_shape_shed (CoffretListShape *self)
{
  if (!self->slots)
    return FALSE;
  gtk_list_view_set_model (self->list, NULL);
  coffret_list_table_set_slots (self->table, NULL);
  g_clear_object (&self->slots);
  return TRUE;
}

void
coffret_list_shape_set_table (CoffretListShape *self, gboolean table, guint focus)
{
  if (self->is_table == table)
    return;
  self->is_table = table;
  fill (self);
  if (!self->slots || focus == GTK_INVALID_LIST_POSITION)
    return;
  coffret_list_shape_settle (self);
  coffret_list_shape_scroll_to (self, focus, GTK_LIST_SCROLL_FOCUS);
  gtk_widget_grab_focus (coffret_list_shape_get_widget (self));
}

gboolean
coffret_list_shape_is_table (CoffretListShape *self)
{
  return self->is_table;
}

void
coffret_list_shape_set_order (CoffretListShape *self,
                              CoffretOrder order,
                              GtkListItemFactory *headers)
{
  gtk_list_view_set_header_factory (self->list, headers);
  coffret_list_table_set_order (self->table, order, headers);
}

GtkWidget *
coffret_list_shape_get_widget (CoffretListShape *self)
{
  return self->is_table ? coffret_list_table_get_view (self->table) : GTK_WIDGET (self->list);
}

void
coffret_list_shape_scroll_to (CoffretListShape *self, guint position, GtkListScrollFlags flags)
{
  if (!self->slots || position >= g_list_model_get_n_items (G_LIST_MODEL (self->choice)))
    return;
  /* To the first ones it goes while the others are still to come. */
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->slots)))
    coffret_slots_settle (self->slots);
  if (self->is_table)
    coffret_list_table_scroll_to (self->table, position, flags);
  else
    gtk_list_view_scroll_to (self->list, position, flags, NULL);
}

void
coffret_list_shape_rise (CoffretListShape *self)
{
  GtkWidget *scroller =
    gtk_widget_get_ancestor (coffret_list_shape_get_widget (self), GTK_TYPE_SCROLLED_WINDOW);

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                            0);
}

void
coffret_list_shape_settle (CoffretListShape *self)
{
  if (self->slots)
    coffret_slots_settle (self->slots);
}

void
coffret_list_shape_moved (CoffretListShape *self)
{
  if (self->is_table)
    coffret_list_table_moved (self->table);
  else
    coffret_list_rows_moved (self->rows);
}

CoffretEntry *
coffret_list_shape_get_focus (CoffretListShape *self)
{
  return self->is_table ? coffret_list_table_get_focus (self->table)
                        : coffret_list_rows_get_focus (self->rows);
}

gboolean
coffret_list_shape_toggle (CoffretListShape *self)
{
  return self->is_table ? coffret_list_table_toggle (self->table)
                        : coffret_list_rows_toggle (self->rows);
}

void
coffret_list_shape_popup (CoffretListShape *self)
{
  if (self->is_table)
    coffret_list_table_popup (self->table);
  else
    coffret_list_rows_popup (self->rows);
}
