#include "organise/plans.h"

#include "organise/plans-private.h"
#include "vault/settings.h"

struct _CoffretPlans {
  GObject parent_instance;
  CoffretTarget target;
  GPtrArray *pathways; /* CoffretPathwayRow */
};

static const CoffretTarget no_target = { .minutes = 0, .month = 1 };
static guint changed_signal;

G_DEFINE_FINAL_TYPE (CoffretPlans, coffret_plans, G_TYPE_OBJECT)

static GPtrArray *
pathways_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_pathway_row_free);
}

static void
coffret_plans_finalize (GObject *object)
{
  g_ptr_array_unref (COFFRET_PLANS (object)->pathways);
  G_OBJECT_CLASS (coffret_plans_parent_class)->finalize (object);
}

static void
coffret_plans_class_init (CoffretPlansClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_plans_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_plans_init (CoffretPlans *self)
{
  self->target = no_target;
  self->pathways = pathways_new ();
}

CoffretPlans *
coffret_plans_new (void)
{
  return g_object_new (COFFRET_TYPE_PLANS, NULL);
}

CoffretTarget
coffret_plans_get_target (CoffretPlans *self)
{
  return self->target;
}

void
coffret_plans_set_target (CoffretPlans *self, CoffretTarget target)
{
  if (self->target.minutes == target.minutes && self->target.month == target.month)
    return;
  self->target = target;
  g_signal_emit (self, changed_signal, 0);
}

GPtrArray *
coffret_plans_get_pathways (CoffretPlans *self)
{
  return self->pathways;
}

static gboolean
find_position (CoffretPlans *self, const char *id, guint *position)
{
  for (*position = 0; *position < self->pathways->len; (*position)++) {
    const CoffretPathwayRow *row = g_ptr_array_index (self->pathways, *position);

    if (g_str_equal (row->id, id))
      return TRUE;
  }
  return FALSE;
}

const CoffretPathwayRow *
coffret_plans_find_pathway (CoffretPlans *self, const char *id)
{
  guint position;

  return find_position (self, id, &position) ? g_ptr_array_index (self->pathways, position) : NULL;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const CoffretPathwayRow *one = a;
  const CoffretPathwayRow *other = b;

  if (one->position != other->position)
    return one->position < other->position ? -1 : 1;
  return g_strcmp0 (one->id, other->id);
}

void
coffret_plans_set_pathway (CoffretPlans *self, const char *id, const CoffretPathwayRow *row)
{
  CoffretPathwayRow *copy = row != NULL ? coffret_pathway_row_copy (row) : NULL;
  guint position;

  if (find_position (self, id, &position))
    g_ptr_array_remove_index (self->pathways, position);
  if (copy != NULL)
    g_ptr_array_add (self->pathways, copy);
  g_ptr_array_sort_values (self->pathways, compare_positions);
  g_signal_emit (self, changed_signal, 0);
}

void
coffret_plans_fill (CoffretPlans *self, CoffretPlansLoad *load)
{
  self->target = load->target;
  g_ptr_array_unref (self->pathways);
  self->pathways = g_steal_pointer (&load->pathways);
  coffret_plans_load_free (load);
  g_signal_emit (self, changed_signal, 0);
}

void
coffret_plans_clear (CoffretPlans *self)
{
  self->target = no_target;
  g_ptr_array_set_size (self->pathways, 0);
  g_signal_emit (self, changed_signal, 0);
}

/* What cannot be read is as if it were not there: another Coffret may have written it. */
static gboolean
read_number (CoffretDatabase *database, const char *key, gint64 least, gint64 most, gint64 *number)
{
  g_autofree char *text = coffret_settings_get (database, key, NULL);

  return text != NULL && g_ascii_string_to_signed (text, 10, least, most, number, NULL);
}

CoffretPlansLoad *
coffret_plans_load (CoffretDatabase *database, GError **error)
{
  g_autoptr (CoffretPlansLoad) load = g_new0 (CoffretPlansLoad, 1);
  gint64 number;

  load->target = no_target;
  if (read_number (database, COFFRET_SETTING_TARGET_MINUTES, 0, COFFRET_TARGET_MOST, &number))
    load->target.minutes = number;
  if (read_number (database, COFFRET_SETTING_TARGET_MONTH, 1, 12, &number))
    load->target.month = (int) number;
  load->pathways = coffret_pathways_list (database, error);
  return load->pathways != NULL ? g_steal_pointer (&load) : NULL;
}

void
coffret_plans_load_free (CoffretPlansLoad *load)
{
  g_clear_pointer (&load->pathways, g_ptr_array_unref);
  g_free (load);
}

typedef struct {
  CoffretTarget target;
  CoffretTarget before; /* known once applied */
} Aiming;

static gboolean
write_number (CoffretDatabase *database, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return coffret_settings_set (database, key, text, error);
}

static gboolean
aiming_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Aiming *aiming = data;

  return write_number (database, COFFRET_SETTING_TARGET_MINUTES, aiming->target.minutes, error) &&
         write_number (database, COFFRET_SETTING_TARGET_MONTH, aiming->target.month, error);
}

static void
aiming_apply (gpointer data, CoffretLibrary *library)
{
  Aiming *aiming = data;
  CoffretPlans *plans = coffret_library_get_plans (library);

  aiming->before = coffret_plans_get_target (plans);
  coffret_plans_set_target (plans, aiming->target);
}

static void
aiming_invert (gpointer data, CoffretChange *change)
{
  Aiming *aiming = data;

  coffret_commands_add_target (change, aiming->before);
}

static gboolean
aiming_prune (gpointer data, CoffretLibrary *library)
{
  return TRUE;
}

static const CoffretCommandKind aiming_kind = {
  .run = aiming_run,
  .apply = aiming_apply,
  .invert = aiming_invert,
  .prune = aiming_prune,
  .free = g_free,
};

void
coffret_commands_add_target (CoffretChange *change, CoffretTarget target)
{
  Aiming *aiming = g_new0 (Aiming, 1);

  aiming->target = target;
  aiming->before = target;
  coffret_change_add (change, &aiming_kind, aiming);
}

typedef struct {
  char *id;
  CoffretPathwayRow *row;    /* NULL: it goes */
  CoffretPathwayRow *before; /* NULL: there was none; known once applied */
} Laying;

static void
laying_free (gpointer data)
{
  Laying *laying = data;

  g_free (laying->id);
  coffret_pathway_row_free (laying->row);
  coffret_pathway_row_free (laying->before);
  g_free (laying);
}

static gboolean
laying_run (gpointer data, CoffretDatabase *database, GError **error)
{
  Laying *laying = data;

  return laying->row != NULL ? coffret_pathways_save (database, laying->row, error)
                             : coffret_pathways_remove (database, laying->id, error);
}

static void
laying_apply (gpointer data, CoffretLibrary *library)
{
  Laying *laying = data;
  CoffretPlans *plans = coffret_library_get_plans (library);
  const CoffretPathwayRow *before = coffret_plans_find_pathway (plans, laying->id);

  g_clear_pointer (&laying->before, coffret_pathway_row_free);
  if (before != NULL)
    laying->before = coffret_pathway_row_copy (before);
  coffret_plans_set_pathway (plans, laying->id, laying->row);
}

static void
laying_invert (gpointer data, CoffretChange *change)
{
  Laying *laying = data;

  if (laying->row != NULL || laying->before != NULL)
    coffret_commands_add_pathway (change, laying->id, laying->before);
}

static const CoffretCommandKind laying_kind = {
  .run = laying_run,
  .apply = laying_apply,
  .invert = laying_invert,
  .prune = aiming_prune,
  .free = laying_free,
};

void
coffret_commands_add_pathway (CoffretChange *change, const char *id, const CoffretPathwayRow *row)
{
  Laying *laying = g_new0 (Laying, 1);

  laying->id = g_strdup (id);
  laying->row = row != NULL ? coffret_pathway_row_copy (row) : NULL;
  coffret_change_add (change, &laying_kind, laying);
}
