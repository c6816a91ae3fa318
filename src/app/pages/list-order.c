#include "app/pages/list-order.h"

#include "app/closures.h"

struct _CoffretListOrder {
  GObject parent_instance;

  CoffretListShape *shape; /* borrowed */
  CoffretLibrary *library;
  CoffretView *view;
  CoffretSections *sections;
  GtkListItemFactory *headers;
  char *compartment;
  CoffretOrder chosen; /* for all lists */
  CoffretHeading heading;
  CoffretOrder shown; /* of this compartment, where it has its own */
  gboolean by_hand;   /* in an order that its owner gave it */
  gboolean own;       /* the chosen one all the same, for as long as this is looked at */
};

G_DEFINE_FINAL_TYPE (CoffretListOrder, coffret_list_order, G_TYPE_OBJECT)

static guint changed_signal;

static void
update (CoffretListOrder *self)
{
  CoffretHeading heading = self->by_hand ? COFFRET_HEADING_NONE : self->heading;

  /* A heading without words would be a gap, and a stop for a screen reader. */
  coffret_list_shape_set_order (self->shape, self->shown,
                                heading == COFFRET_HEADING_NONE ? NULL : self->headers);
  if (!self->view)
    return;
  coffret_view_set_order (self->view, self->shown);
  coffret_view_set_heading (self->view, heading);
  coffret_sections_set_order (self->sections, self->shown, heading);
  g_signal_emit (self, changed_signal, 0);
}

/* As the compartment has it, or as all lists are. */
static void
follow (CoffretListOrder *self)
{
  CoffretCompartment *compartment = coffret_list_order_get_compartment (self);
  const char *arrangement =
    compartment && !self->own ? coffret_compartment_get_row (compartment)->arrangement : NULL;
  gboolean by_hand = g_strcmp0 (arrangement, COFFRET_ARRANGEMENT_HAND) == 0;
  CoffretOrder order = arrangement && !by_hand ? coffret_order_from_id (arrangement) : self->chosen;

  if (by_hand == self->by_hand && order == self->shown)
    return;
  self->by_hand = by_hand;
  self->shown = order;
  update (self);
}

static void
coffret_list_order_dispose (GObject *object)
{
  CoffretListOrder *self = COFFRET_LIST_ORDER (object);

  g_clear_object (&self->headers);
  g_clear_object (&self->sections);
  g_clear_object (&self->view);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (coffret_list_order_parent_class)->dispose (object);
}

static void
coffret_list_order_finalize (GObject *object)
{
  g_free (COFFRET_LIST_ORDER (object)->compartment);
  G_OBJECT_CLASS (coffret_list_order_parent_class)->finalize (object);
}

static void
coffret_list_order_class_init (CoffretListOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_list_order_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_list_order_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_list_order_init (CoffretListOrder *self)
{
}

CoffretListOrder *
coffret_list_order_new (CoffretListShape *shape)
{
  CoffretListOrder *self = g_object_new (COFFRET_TYPE_LIST_ORDER, NULL);

  self->shape = shape;
  return self;
}

void
coffret_list_order_start (CoffretListOrder *self, CoffretLibrary *library, CoffretView *view)
{
  g_return_if_fail (self->view == NULL);

  self->library = g_object_ref (library);
  self->view = g_object_ref (view);
  self->sections = coffret_sections_new (G_LIST_MODEL (view), self->chosen);
  self->headers = coffret_sections_headers_new (self->sections);
  g_signal_connect_object (library, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  update (self);
}

CoffretSections *
coffret_list_order_get_sections (CoffretListOrder *self)
{
  return self->sections;
}

void
coffret_list_order_look_at (CoffretListOrder *self, const char *compartment)
{
  g_set_str (&self->compartment, compartment);
  self->own = FALSE;
  follow (self);
}

CoffretCompartment *
coffret_list_order_get_compartment (CoffretListOrder *self)
{
  return self->library && self->compartment
           ? coffret_library_find_compartment (self->library, self->compartment)
           : NULL;
}

gboolean
coffret_list_order_choose (CoffretListOrder *self, CoffretOrder order)
{
  gboolean another = self->chosen != order;

  self->own = coffret_list_order_get_compartment (self) != NULL;
  self->chosen = order;
  follow (self);
  return another;
}

CoffretOrder
coffret_list_order_get (CoffretListOrder *self)
{
  return self->chosen;
}

gboolean
coffret_list_order_set_heading (CoffretListOrder *self, CoffretHeading heading)
{
  if (self->heading == heading)
    return FALSE;
  self->heading = heading;
  update (self);
  return TRUE;
}

CoffretHeading
coffret_list_order_get_heading (CoffretListOrder *self)
{
  return self->heading;
}
