#include "organise/grounds-keeper.h"

struct _CoffretGroundsKeeper {
  CoffretLibrary *library;
  CoffretContexts *contexts;
  GPtrArray *witnesses; /* CoffretWitnessRow */
  CoffretInstant newest;
  GBytes *registry; /* nullable */
  char *registry_name;
  CoffretGrounds *grounds; /* parsed, of any moment; NULL: something changed since */
};

static void
forget (CoffretGroundsKeeper *keeper)
{
  g_clear_pointer (&keeper->grounds, coffret_grounds_unref);
}

static CoffretGrounds *
gather (CoffretGroundsKeeper *keeper)
{
  CoffretGrounds *grounds = coffret_grounds_new (keeper->contexts, coffret_instant_now ());
  GListModel *identities = coffret_library_get_identities (keeper->library);
  g_autoptr (GPtrArray) trust = coffret_library_list_trust (keeper->library);

  coffret_grounds_set_newest_seen (grounds, keeper->newest);
  coffret_grounds_add_bundled_registries_later (grounds);
  if (keeper->registry != NULL)
    coffret_grounds_add_registry (grounds, keeper->registry, keeper->registry_name, NULL);
  for (guint i = 0; i < trust->len; i++) {
    const CoffretTrustRow *row = g_ptr_array_index (trust, i);

    if (row->trusted)
      coffret_grounds_trust (grounds, row->issuer, row->name, row->since);
    else
      coffret_grounds_distrust (grounds, row->issuer, row->since);
  }
  for (guint i = 0; i < g_list_model_get_n_items (identities); i++) {
    g_autoptr (CoffretIdentity) identity = g_list_model_get_item (identities, i);

    coffret_grounds_add_identity (
      grounds, coffret_identity_kind_to_id (coffret_identity_get_kind (identity)),
      coffret_identity_get_value (identity));
  }
  for (guint i = 0; i < keeper->witnesses->len; i++) {
    const CoffretWitnessRow *row = g_ptr_array_index (keeper->witnesses, i);
    CoffretGroundKind kind =
      g_str_equal (row->kind, "status") ? COFFRET_GROUND_STATUS : COFFRET_GROUND_DOCUMENT;

    coffret_grounds_add_later (grounds, kind, row->bytes, row->fetched_from, row->received);
  }
  return grounds;
}

CoffretGroundsKeeper *
coffret_grounds_keeper_new (CoffretLibrary *library, GPtrArray *witnesses, CoffretInstant newest)
{
  CoffretGroundsKeeper *keeper = g_new0 (CoffretGroundsKeeper, 1);

  keeper->library = g_object_ref (library);
  keeper->contexts = coffret_contexts_new ();
  keeper->witnesses = witnesses;
  keeper->newest = newest;
  g_signal_connect_swapped (library, "trust-changed", G_CALLBACK (forget), keeper);
  g_signal_connect_swapped (coffret_library_get_identities (library), "items-changed",
                            G_CALLBACK (forget), keeper);
  return keeper;
}

void
coffret_grounds_keeper_free (CoffretGroundsKeeper *keeper)
{
  g_signal_handlers_disconnect_by_data (keeper->library, keeper);
  g_signal_handlers_disconnect_by_data (coffret_library_get_identities (keeper->library), keeper);
  forget (keeper);
  g_object_unref (keeper->library);
  coffret_contexts_unref (keeper->contexts);
  g_ptr_array_unref (keeper->witnesses);
  g_clear_pointer (&keeper->registry, g_bytes_unref);
  g_free (keeper->registry_name);
  g_free (keeper);
}

void
coffret_grounds_keeper_add (CoffretGroundsKeeper *keeper, CoffretWitnessRow *witness)
{
  g_ptr_array_add (keeper->witnesses, witness);
  forget (keeper);
}

void
coffret_grounds_keeper_set_witnesses (CoffretGroundsKeeper *keeper, GPtrArray *witnesses)
{
  g_ptr_array_unref (keeper->witnesses);
  keeper->witnesses = witnesses;
  forget (keeper);
}

void
coffret_grounds_keeper_set_registry (CoffretGroundsKeeper *keeper,
                                     GBytes *registry,
                                     const char *name)
{
  g_clear_pointer (&keeper->registry, g_bytes_unref);
  keeper->registry = g_bytes_ref (registry);
  g_set_str (&keeper->registry_name, name);
  forget (keeper);
}

CoffretGrounds *
coffret_grounds_keeper_get (CoffretGroundsKeeper *keeper)
{
  if (keeper->grounds == NULL)
    keeper->grounds = gather (keeper);
  return coffret_grounds_new_at (keeper->grounds, coffret_instant_now ());
}
