#include "organise/rule-counts.h"

#include "organise/compartment-private.h"
#include "organise/library-private.h"
#include "organise/work.h"

struct _CoffretRuleCounts {
  GObject parent_instance;
  CoffretLibrary *library;
  GCancellable *cancellable; /* of the counting under way, or NULL */
  gboolean outdated;         /* something changed since that began */
};

G_DEFINE_FINAL_TYPE (CoffretRuleCounts, coffret_rule_counts, G_TYPE_OBJECT)

typedef struct {
  GWeakRef counts;
  CoffretSnapshot *snapshot;
  GCancellable *cancellable;
  GArray *numbers; /* guint, of the drawers of the snapshot; NULL: cancelled */
} Counting;

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_weak_ref_clear (&counting->counts);
  g_clear_pointer (&counting->snapshot, coffret_snapshot_drop);
  g_object_unref (counting->cancellable);
  g_clear_pointer (&counting->numbers, g_array_unref);
  g_free (counting);
}

static DexFuture *
count_rules (gpointer data)
{
  Counting *counting = data;

  counting->numbers = coffret_snapshot_count_rules (counting->snapshot, coffret_instant_now (),
                                                    counting->cancellable);
  return dex_future_new_true ();
}

static void begin (CoffretRuleCounts *self);

static DexFuture *
on_counted (DexFuture *future, gpointer data)
{
  Counting *counting = data;
  g_autoptr (CoffretRuleCounts) self = g_weak_ref_get (&counting->counts);
  const CoffretDrawers *drawers = coffret_snapshot_get_drawers (counting->snapshot);

  if (self == NULL || counting->numbers == NULL)
    return dex_future_new_false ();
  for (guint i = 0; i < drawers->list->len; i++) {
    const CoffretDrawer *drawer = g_ptr_array_index (drawers->list, i);
    CoffretCompartment *found = coffret_library_find_compartment (self->library, drawer->id);

    if (found != NULL && coffret_compartment_get_rule (found) != NULL)
      coffret_compartment_set_count (found, g_array_index (counting->numbers, guint, i));
  }
  g_clear_object (&self->cancellable);
  if (self->outdated)
    begin (self);
  return dex_future_new_true ();
}

static gboolean
has_rules (CoffretLibrary *library)
{
  GListModel *compartments = coffret_library_get_compartments (library);
  guint count = g_list_model_get_n_items (compartments);

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);

    if (coffret_compartment_get_rule (compartment) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
begin (CoffretRuleCounts *self)
{
  Counting *counting;

  self->outdated = self->cancellable != NULL;
  if (self->outdated || coffret_library_is_filling (self->library) || !has_rules (self->library))
    return;
  self->cancellable = g_cancellable_new ();
  counting = g_new0 (Counting, 1);
  g_weak_ref_init (&counting->counts, self);
  counting->snapshot = coffret_library_ref_snapshot (self->library);
  counting->cancellable = g_object_ref (self->cancellable);
  dex_future_disown (dex_future_finally (coffret_work_run (count_rules, counting, NULL), on_counted,
                                         counting, counting_free));
}

static void
coffret_rule_counts_dispose (GObject *object)
{
  CoffretRuleCounts *self = COFFRET_RULE_COUNTS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (coffret_rule_counts_parent_class)->dispose (object);
}

static void
coffret_rule_counts_class_init (CoffretRuleCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_rule_counts_dispose;
}

static void
coffret_rule_counts_init (CoffretRuleCounts *self)
{
}

CoffretRuleCounts *
coffret_rule_counts_new (CoffretLibrary *library)
{
  CoffretRuleCounts *self = g_object_new (COFFRET_TYPE_RULE_COUNTS, NULL);

  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  begin (self);
  return self;
}
