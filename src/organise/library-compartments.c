/* The compartments of a library, and the names that its owner goes by. */
#include "organise/compartment-private.h"
#include "organise/identity-private.h"
#include "organise/library-data.h"

static gboolean
find_position (CoffretLibrary *self, const char *id, guint *position)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->compartments));

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment =
      g_list_model_get_item (G_LIST_MODEL (self->compartments), i);

    if (g_str_equal (coffret_compartment_get_id (compartment), id)) {
      *position = i;
      return TRUE;
    }
  }
  return FALSE;
}

static int
compare_positions (gconstpointer a, gconstpointer b, gpointer data)
{
  const CoffretCompartmentRow *one = coffret_compartment_get_row ((CoffretCompartment *) a);
  const CoffretCompartmentRow *other = coffret_compartment_get_row ((CoffretCompartment *) b);

  return (one->position > other->position) - (one->position < other->position);
}

static int
compare_identities (gconstpointer a, gconstpointer b, gpointer data)
{
  const CoffretIdentityRow *one = coffret_identity_get_row ((CoffretIdentity *) a);
  const CoffretIdentityRow *other = coffret_identity_get_row ((CoffretIdentity *) b);

  return (one->position > other->position) - (one->position < other->position);
}

void
coffret_library_count (CoffretLibrary *self, const char *compartment, int difference)
{
  CoffretCompartment *found = coffret_library_find_compartment (self, compartment);

  if (found != NULL)
    coffret_compartment_set_count (
      found, (guint) ((int) coffret_compartment_get_count (found) + difference));
}

void
coffret_library_set_identity (CoffretLibrary *self, const char *id, const CoffretIdentityRow *row)
{
  CoffretIdentity *before = coffret_library_find_identity (self, id);
  g_autoptr (CoffretIdentity) identity = NULL;
  guint position;

  if (self->closed)
    return;
  self->serial++;
  if (before != NULL && g_list_store_find (self->identities, before, &position))
    g_list_store_remove (self->identities, position);
  if (row == NULL)
    return;
  identity = coffret_identity_new (row);
  g_list_store_insert_sorted (self->identities, identity, compare_identities, NULL);
}

void
coffret_library_save_compartment (CoffretLibrary *self, const CoffretCompartmentRow *row)
{
  g_autoptr (CoffretCompartment) compartment = NULL;
  guint position;

  if (self->closed)
    return;
  self->serial++;
  if (!find_position (self, row->id, &position)) {
    compartment = coffret_compartment_new (row);
    g_list_store_insert_sorted (self->compartments, compartment, compare_positions, NULL);
    return;
  }
  compartment = g_list_model_get_item (G_LIST_MODEL (self->compartments), position);
  if (coffret_compartment_get_row (compartment)->position == row->position) {
    coffret_compartment_set_row (compartment, row);
    return;
  }
  g_list_store_remove (self->compartments, position);
  coffret_compartment_set_row (compartment, row);
  g_list_store_insert_sorted (self->compartments, compartment, compare_positions, NULL);
}

void
coffret_library_remove_compartment (CoffretLibrary *self, const char *id)
{
  g_autofree char *own = g_strdup (id);
  guint position;
  guint count;

  if (!find_position (self, own, &position))
    return;
  self->serial++;
  g_list_store_remove (self->compartments, position);
  count = g_list_model_get_n_items (G_LIST_MODEL (self->compartments));
  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) other =
      g_list_model_get_item (G_LIST_MODEL (self->compartments), i);
    g_autoptr (CoffretCompartmentRow) row = NULL;

    if (g_strcmp0 (coffret_compartment_get_row (other)->parent, own) != 0)
      continue;
    row = coffret_compartment_row_copy (coffret_compartment_get_row (other));
    g_clear_pointer (&row->parent, g_free);
    coffret_compartment_set_row (other, row);
  }
  for (guint i = 0; i < self->rows->len; i++) {
    CoffretRow *row = g_ptr_array_index (self->rows, i);

    if (coffret_row_lies_in (row, own))
      coffret_library_take (self, row->id, own);
  }
}

GListModel *
coffret_library_get_compartments (CoffretLibrary *self)
{
  return G_LIST_MODEL (self->compartments);
}

static void
list_within (CoffretLibrary *self, const char *parent, GPtrArray *list)
{
  GListModel *compartments = G_LIST_MODEL (self->compartments);
  guint count = g_list_model_get_n_items (compartments);

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);

    if (g_strcmp0 (coffret_compartment_get_row (compartment)->parent, parent) != 0)
      continue;
    g_ptr_array_add (list, g_object_ref (compartment));
    if (parent == NULL)
      list_within (self, coffret_compartment_get_id (compartment), list);
  }
}

GPtrArray *
coffret_library_list_compartments (CoffretLibrary *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  list_within (self, NULL, list);
  return list;
}

CoffretCompartment *
coffret_library_find_compartment (CoffretLibrary *self, const char *id)
{
  g_autoptr (CoffretCompartment) compartment = NULL;
  guint position;

  if (!find_position (self, id, &position))
    return NULL;
  compartment = g_list_model_get_item (G_LIST_MODEL (self->compartments), position);
  return compartment; /* the store keeps it */
}

GListModel *
coffret_library_get_identities (CoffretLibrary *self)
{
  return G_LIST_MODEL (self->identities);
}

CoffretIdentity *
coffret_library_find_identity (CoffretLibrary *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->identities)); i++) {
    g_autoptr (CoffretIdentity) identity =
      g_list_model_get_item (G_LIST_MODEL (self->identities), i);

    if (g_str_equal (coffret_identity_get_id (identity), id))
      return identity; /* the store keeps it */
  }
  return NULL;
}
