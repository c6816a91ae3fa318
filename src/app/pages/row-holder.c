#include "app/pages/row-holder.h"

struct _CoffretRowHolder {
  AdwBin parent_instance;

  GtkListItem *item; /* weak */
  GPtrArray *pool;
  gboolean due;
  gboolean misnamed;
};

G_DEFINE_FINAL_TYPE (CoffretRowHolder, coffret_row_holder, ADW_TYPE_BIN)

static void
coffret_row_holder_dispose (GObject *object)
{
  CoffretRowHolder *self = COFFRET_ROW_HOLDER (object);

  if (coffret_row_holder_get_row (self) && self->pool)
    coffret_row_holder_give_back (self);
  g_clear_pointer (&self->pool, g_ptr_array_unref);
  g_clear_weak_pointer (&self->item);
  G_OBJECT_CLASS (coffret_row_holder_parent_class)->dispose (object);
}

static void
coffret_row_holder_class_init (CoffretRowHolderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_row_holder_dispose;
}

static void
coffret_row_holder_init (CoffretRowHolder *self)
{
}

CoffretRowHolder *
coffret_row_holder_new (GtkListItem *item, int height, GPtrArray *pool)
{
  CoffretRowHolder *self = g_object_new (COFFRET_TYPE_ROW_HOLDER, "height-request", height, NULL);

  g_set_weak_pointer (&self->item, item);
  self->pool = g_ptr_array_ref (pool);
  return self;
}

GtkListItem *
coffret_row_holder_get_item (CoffretRowHolder *self)
{
  return self->item;
}

CoffretCredentialRow *
coffret_row_holder_get_row (CoffretRowHolder *self)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));

  return child ? COFFRET_CREDENTIAL_ROW (child) : NULL;
}

void
coffret_row_holder_set_row (CoffretRowHolder *self, CoffretCredentialRow *row)
{
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (row));
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
}

void
coffret_row_holder_give_back (CoffretRowHolder *self)
{
  CoffretCredentialRow *row = coffret_row_holder_get_row (self);
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  g_ptr_array_add (self->pool, g_object_ref (row));
  adw_bin_set_child (ADW_BIN (self), NULL);
  coffret_credential_row_set_entry (row, NULL, NULL);
  if (height > 0)
    gtk_widget_set_size_request (GTK_WIDGET (self), -1, height);
  self->due = TRUE;
}

gboolean
coffret_row_holder_is_due (CoffretRowHolder *self)
{
  return self->due;
}

void
coffret_row_holder_set_due (CoffretRowHolder *self, gboolean due)
{
  self->due = due;
}

gboolean
coffret_row_holder_is_misnamed (CoffretRowHolder *self)
{
  return self->misnamed;
}

void
coffret_row_holder_set_misnamed (CoffretRowHolder *self, gboolean misnamed)
{
  self->misnamed = misnamed;
}
