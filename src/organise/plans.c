#include "organise/plans.h"

#include "organise/plans-private.h"
#include "vault/settings.h"

#define KEY_MINUTES "target.minutes"
#define KEY_MONTH "target.month"

struct _CoffretPlans {
  GObject parent_instance;
  CoffretTarget target;
};

static const CoffretTarget no_target = { .minutes = 0, .month = 1 };
static guint changed_signal;

G_DEFINE_FINAL_TYPE (CoffretPlans, coffret_plans, G_TYPE_OBJECT)

static void
coffret_plans_class_init (CoffretPlansClass *klass)
{
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_plans_init (CoffretPlans *self)
{
  self->target = no_target;
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

void
coffret_plans_fill (CoffretPlans *self, CoffretPlansLoad *load)
{
  coffret_plans_set_target (self, load->target);
  coffret_plans_load_free (load);
}

void
coffret_plans_clear (CoffretPlans *self)
{
  coffret_plans_set_target (self, no_target);
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
  if (read_number (database, KEY_MINUTES, 0, COFFRET_TARGET_MOST, &number))
    load->target.minutes = number;
  if (read_number (database, KEY_MONTH, 1, 12, &number))
    load->target.month = (int) number;
  return g_steal_pointer (&load);
}

void
coffret_plans_load_free (CoffretPlansLoad *load)
{
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

  return write_number (database, KEY_MINUTES, aiming->target.minutes, error) &&
         write_number (database, KEY_MONTH, aiming->target.month, error);
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
