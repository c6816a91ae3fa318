#include "organise/commands.h"

#include "organise/arranging.h"
#include "organise/compartment-private.h"
#include "organise/library-private.h"
#include "vault/records.h"

typedef struct {
  char *id;
  CoffretInstant when;
  CoffretInstant before; /* known once applied */
} Trashing;

typedef struct {
  char *compartment;
  gboolean inside;    /* put in, or else taken out */
  GPtrArray *ids;     /* credentials */
  GPtrArray *changed; /* those of which it was not so before; known once run */
} Membership;

typedef struct {
  CoffretCompartmentRow *row;
  CoffretCompartmentRow *before; /* NULL: it is new; known once applied */
} Saving;

/* What it takes to bring it back is known once applied. */
typedef struct {
  char *id;
  CoffretCompartmentRow *row;
  GPtrArray *children; /* CoffretCompartmentRow */
  GPtrArray *members;  /* credential ids */
  CoffretHand *hand;   /* nullable: their order */
} Removal;

static void
trashing_free (gpointer data)
{
  Trashing *trashing = data;

  g_free (trashing->id);
  g_free (trashing);
}

static void
trash_free (gpointer data)
{
  g_ptr_array_unref (data);
}

static gboolean
trash_run (gpointer data, CoffretDatabase *database, GError **error)
{
  GPtrArray *trashings = data;

  for (guint i = 0; i < trashings->len; i++) {
    Trashing *trashing = g_ptr_array_index (trashings, i);

    if (!coffret_records_set_trashed (database, trashing->id, trashing->when, error))
      return FALSE;
  }
  return TRUE;
}

static void
trash_apply (gpointer data, CoffretLibrary *library)
{
  GPtrArray *trashings = data;

  for (guint i = 0; i < trashings->len; i++) {
    Trashing *trashing = g_ptr_array_index (trashings, i);
    const CoffretRow *row = coffret_library_find_row (library, trashing->id);

    trashing->before = row != NULL ? row->trashed : trashing->when;
    coffret_library_set_trashed (library, trashing->id, trashing->when);
  }
}

static void trash_invert (gpointer data, CoffretChange *change);

static gboolean
trash_prune (gpointer data, CoffretLibrary *library)
{
  GPtrArray *trashings = data;

  for (guint i = trashings->len; i > 0; i--) {
    Trashing *trashing = g_ptr_array_index (trashings, i - 1);

    if (coffret_library_find_row (library, trashing->id) == NULL)
      g_ptr_array_remove_index (trashings, i - 1);
  }
  return trashings->len > 0;
}

static const CoffretCommandKind trash_kind = {
  .run = trash_run,
  .apply = trash_apply,
  .invert = trash_invert,
  .prune = trash_prune,
  .free = trash_free,
};

static void
trash_invert (gpointer data, CoffretChange *change)
{
  GPtrArray *trashings = data;
  g_autoptr (GPtrArray) inverse = g_ptr_array_new_with_free_func (trashing_free);

  for (guint i = 0; i < trashings->len; i++) {
    Trashing *trashing = g_ptr_array_index (trashings, i);

    if (trashing->before != trashing->when) {
      Trashing *back = g_new0 (Trashing, 1);

      back->id = g_strdup (trashing->id);
      back->when = trashing->before;
      g_ptr_array_add (inverse, back);
    }
  }
  if (inverse->len > 0)
    coffret_change_add (change, &trash_kind, g_steal_pointer (&inverse));
}

static void
membership_free (gpointer data)
{
  Membership *membership = data;

  g_free (membership->compartment);
  g_ptr_array_unref (membership->ids);
  g_ptr_array_unref (membership->changed);
  g_free (membership);
}

static gboolean
membership_prune (gpointer data, CoffretLibrary *library)
{
  Membership *membership = data;

  for (guint i = membership->ids->len; i > 0; i--) {
    if (coffret_library_find_row (library, g_ptr_array_index (membership->ids, i - 1)) == NULL)
      g_ptr_array_remove_index (membership->ids, i - 1);
  }
  return membership->ids->len > 0;
}

static gboolean
membership_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Membership *membership = data;

  g_ptr_array_set_size (membership->changed, 0);
  for (guint i = 0; i < membership->ids->len; i++) {
    char *id = g_ptr_array_index (membership->ids, i);
    gboolean changed = FALSE;

    if (!(membership->inside ? coffret_compartments_put : coffret_compartments_take) (
          database, membership->compartment, id, &changed, error))
      return FALSE;
    if (changed)
      g_ptr_array_add (membership->changed, g_strdup (id));
  }
  return TRUE;
}

static void
membership_apply (gpointer data, CoffretLibrary *library)
{
  Membership *membership = data;

  for (guint i = 0; i < membership->changed->len; i++)
    (membership->inside ? coffret_library_put : coffret_library_take) (
      library, g_ptr_array_index (membership->changed, i), membership->compartment);
}

static void
membership_invert (gpointer data, CoffretChange *change)
{
  Membership *membership = data;

  (membership->inside ? coffret_commands_add_take : coffret_commands_add_put) (
    change, membership->changed, membership->compartment);
}

static const CoffretCommandKind membership_kind = {
  .run = membership_run,
  .apply = membership_apply,
  .invert = membership_invert,
  .prune = membership_prune,
  .free = membership_free,
};

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  coffret_compartment_row_free (saving->row);
  g_clear_pointer (&saving->before, coffret_compartment_row_free);
  g_free (saving);
}

static gboolean
save_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Saving *saving = data;

  return coffret_compartments_save (database, saving->row, error);
}

static void
save_apply (gpointer data, CoffretLibrary *library)
{
  Saving *saving = data;
  CoffretCompartment *compartment = coffret_library_find_compartment (library, saving->row->id);

  g_clear_pointer (&saving->before, coffret_compartment_row_free);
  if (compartment != NULL)
    saving->before = coffret_compartment_row_copy (coffret_compartment_get_row (compartment));
  coffret_library_save_compartment (library, saving->row);
}

static void
save_invert (gpointer data, CoffretChange *change)
{
  Saving *saving = data;

  if (saving->before != NULL)
    coffret_commands_add_save (change, saving->before);
  else
    coffret_commands_add_remove (change, saving->row->id);
}

static gboolean
keep (gpointer data, CoffretLibrary *library)
{
  return TRUE;
}

static const CoffretCommandKind save_kind = {
  .run = save_run,
  .apply = save_apply,
  .invert = save_invert,
  .prune = keep,
  .free = saving_free,
};

static void
removal_free (gpointer data)
{
  Removal *removal = data;

  g_free (removal->id);
  g_clear_pointer (&removal->row, coffret_compartment_row_free);
  g_ptr_array_unref (removal->children);
  g_ptr_array_unref (removal->members);
  coffret_hand_unref (removal->hand);
  g_free (removal);
}

static gboolean
remove_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Removal *removal = data;

  return coffret_compartments_remove (database, removal->id, error);
}

static gboolean
lies_in (const CoffretRow *row, gconstpointer compartment)
{
  return coffret_row_lies_in (row, compartment);
}

static void
remove_apply (gpointer data, CoffretLibrary *library)
{
  Removal *removal = data;
  GListModel *compartments = coffret_library_get_compartments (library);
  guint count = g_list_model_get_n_items (compartments);
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);
    const CoffretCompartmentRow *row = coffret_compartment_get_row (compartment);

    if (g_str_equal (row->id, removal->id)) {
      removal->row = coffret_compartment_row_copy (row);
      if (coffret_compartment_get_hand (compartment) != NULL)
        removal->hand = coffret_hand_ref (coffret_compartment_get_hand (compartment));
    } else if (g_strcmp0 (row->parent, removal->id) == 0)
      g_ptr_array_add (removal->children, coffret_compartment_row_copy (row));
  }
  rows = coffret_library_choose (library, lies_in, removal->id);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (removal->members,
                     g_strdup (((const CoffretRow *) g_ptr_array_index (rows, i))->id));
  coffret_library_remove_compartment (library, removal->id);
}

static void
remove_invert (gpointer data, CoffretChange *change)
{
  Removal *removal = data;

  if (removal->row == NULL)
    return;
  coffret_commands_add_save (change, removal->row);
  for (guint i = 0; i < removal->children->len; i++)
    coffret_commands_add_save (change, g_ptr_array_index (removal->children, i));
  coffret_commands_add_put (change, removal->members, removal->id);
  if (removal->hand != NULL)
    coffret_arranging_add (change, removal->id, removal->hand);
}

static const CoffretCommandKind remove_kind = {
  .run = remove_run,
  .apply = remove_apply,
  .invert = remove_invert,
  .prune = keep,
  .free = removal_free,
};

static void
add_membership (CoffretChange *change, gboolean inside, GPtrArray *ids, const char *compartment)
{
  Membership *membership;

  if (ids->len == 0)
    return;
  membership = g_new0 (Membership, 1);
  membership->compartment = g_strdup (compartment);
  membership->inside = inside;
  membership->ids = g_ptr_array_new_full (ids->len, g_free);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (membership->ids, g_strdup (g_ptr_array_index (ids, i)));
  membership->changed = g_ptr_array_new_with_free_func (g_free);
  coffret_change_add (change, &membership_kind, membership);
}

void
coffret_commands_add_trash (CoffretChange *change, GPtrArray *ids, CoffretInstant when)
{
  GPtrArray *trashings;

  if (ids->len == 0)
    return;
  trashings = g_ptr_array_new_full (ids->len, trashing_free);
  for (guint i = 0; i < ids->len; i++) {
    Trashing *trashing = g_new0 (Trashing, 1);

    trashing->id = g_strdup (g_ptr_array_index (ids, i));
    trashing->when = when;
    g_ptr_array_add (trashings, trashing);
  }
  coffret_change_add (change, &trash_kind, trashings);
}

void
coffret_commands_add_put (CoffretChange *change, GPtrArray *ids, const char *compartment)
{
  add_membership (change, TRUE, ids, compartment);
}

void
coffret_commands_add_take (CoffretChange *change, GPtrArray *ids, const char *compartment)
{
  add_membership (change, FALSE, ids, compartment);
}

void
coffret_commands_add_save (CoffretChange *change, const CoffretCompartmentRow *row)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->row = coffret_compartment_row_copy (row);
  coffret_change_add (change, &save_kind, saving);
}

void
coffret_commands_add_remove (CoffretChange *change, const char *compartment)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->id = g_strdup (compartment);
  removal->children =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_compartment_row_free);
  removal->members = g_ptr_array_new_with_free_func (g_free);
  coffret_change_add (change, &remove_kind, removal);
}
