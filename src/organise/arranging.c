#include "organise/arranging.h"

#include <glib/gi18n-lib.h>

#include "organise/commands.h"
#include "organise/compartment-private.h"
#include "organise/library-private.h"
#include "organise/session-private.h"

typedef struct {
  char *compartment;
  CoffretHand *hand;
  CoffretHand *before; /* nullable; known once applied */
} Arranging;

typedef struct {
  CoffretSession *session;
  GPtrArray *compartments; /* ids */
  GPtrArray *orders;       /* GPtrArray of ids, of each */
} Loading;

static void
arranging_free (gpointer data)
{
  Arranging *arranging = data;

  g_free (arranging->compartment);
  coffret_hand_unref (arranging->hand);
  coffret_hand_unref (arranging->before);
  g_free (arranging);
}

static gboolean
arrange_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Arranging *arranging = data;

  return coffret_compartments_arrange (database, arranging->compartment, arranging->hand->ids,
                                       error);
}

static void
arrange_apply (gpointer data, CoffretLibrary *library)
{
  Arranging *arranging = data;
  CoffretCompartment *compartment =
    coffret_library_find_compartment (library, arranging->compartment);
  CoffretHand *before = compartment != NULL ? coffret_compartment_get_hand (compartment) : NULL;

  g_clear_pointer (&arranging->before, coffret_hand_unref);
  if (before != NULL)
    arranging->before = coffret_hand_ref (before);
  if (compartment != NULL)
    coffret_compartment_set_hand (compartment, arranging->hand);
}

static void
arrange_invert (gpointer data, CoffretChange *change)
{
  Arranging *arranging = data;

  if (arranging->before != NULL)
    coffret_arranging_add (change, arranging->compartment, arranging->before);
}

static gboolean
keep (gpointer data, CoffretLibrary *library)
{
  return TRUE;
}

static const CoffretCommandKind arrange_kind = {
  .run = arrange_run,
  .apply = arrange_apply,
  .invert = arrange_invert,
  .prune = keep,
  .free = arranging_free,
};

void
coffret_arranging_add (CoffretChange *change, const char *compartment, CoffretHand *hand)
{
  Arranging *arranging = g_new0 (Arranging, 1);

  arranging->compartment = g_strdup (compartment);
  arranging->hand = coffret_hand_ref (hand);
  coffret_change_add (change, &arrange_kind, arranging);
}

DexFuture *
coffret_arranging_set (CoffretSession *session, const char *compartment, GPtrArray *ids)
{
  CoffretCompartment *found;
  const CoffretCompartmentRow *row;
  g_autoptr (CoffretChange) change = NULL;
  g_autoptr (CoffretHand) hand = NULL;
  g_autofree char *label = NULL;
  GPtrArray *copy = g_ptr_array_new_full (ids->len, g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (ids, i)));
  hand = coffret_hand_new (copy);
  if (coffret_session_is_ended (session))
    return coffret_session_reject_ended ();
  found = coffret_library_find_compartment (coffret_session_get_library (session), compartment);
  if (found == NULL || coffret_compartment_get_rule (found) != NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s",
                                  _ ("This compartment cannot be put in an order by hand."));
  row = coffret_compartment_get_row (found);
  /* Translators: %s is the name of a compartment. What can be undone. */
  label = g_strdup_printf (_ ("Put “%s” in another order"), row->name);
  change = coffret_change_new (label);
  if (g_strcmp0 (row->arrangement, COFFRET_ARRANGEMENT_HAND) != 0) {
    g_autoptr (CoffretCompartmentRow) changed = coffret_compartment_row_copy (row);

    g_set_str (&changed->arrangement, COFFRET_ARRANGEMENT_HAND);
    coffret_commands_add_save (change, changed);
  }
  coffret_arranging_add (change, compartment, hand);
  return coffret_session_perform (session, change);
}

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  g_object_unref (loading->session);
  g_ptr_array_unref (loading->compartments);
  g_ptr_array_unref (loading->orders);
  g_free (loading);
}

static gboolean
load_orders (CoffretDatabase *database, gpointer data, GError **error)
{
  Loading *loading = data;

  for (guint i = 0; i < loading->compartments->len; i++) {
    GPtrArray *ids = coffret_compartments_list_arranged (
      database, g_ptr_array_index (loading->compartments, i), error);

    if (ids == NULL)
      return FALSE;
    g_ptr_array_add (loading->orders, ids);
  }
  return TRUE;
}

static DexFuture *
on_loaded (DexFuture *future, gpointer data)
{
  Loading *loading = data;
  CoffretLibrary *library = coffret_session_get_library (loading->session);

  for (guint i = 0; i < loading->orders->len; i++) {
    CoffretCompartment *compartment =
      coffret_library_find_compartment (library, g_ptr_array_index (loading->compartments, i));
    g_autoptr (CoffretHand) hand =
      coffret_hand_new (g_ptr_array_ref (g_ptr_array_index (loading->orders, i)));

    /* An order that was given meanwhile is newer. */
    if (compartment != NULL && coffret_compartment_get_hand (compartment) == NULL)
      coffret_compartment_set_hand (compartment, hand);
  }
  coffret_library_changed (library);
  return dex_future_new_true ();
}

void
coffret_arranging_load (CoffretSession *session)
{
  GListModel *compartments =
    coffret_library_get_compartments (coffret_session_get_library (session));
  guint count = g_list_model_get_n_items (compartments);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  Loading *loading;

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);
    const CoffretCompartmentRow *row = coffret_compartment_get_row (compartment);

    if (g_strcmp0 (row->arrangement, COFFRET_ARRANGEMENT_HAND) == 0 &&
        coffret_compartment_get_hand (compartment) == NULL)
      g_ptr_array_add (ids, g_strdup (row->id));
  }
  if (ids->len == 0)
    return;
  loading = g_new0 (Loading, 1);
  loading->session = g_object_ref (session);
  loading->compartments = g_steal_pointer (&ids);
  loading->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  dex_future_disown (
    dex_future_then (coffret_vault_run (coffret_session_get_vault (session),
                                        COFFRET_PRIORITY_NORMAL, load_orders, loading, NULL),
                     on_loaded, loading, loading_free));
}
