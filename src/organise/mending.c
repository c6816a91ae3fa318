#include "organise/mending.h"

#include "organise/work.h"
#include "vault/recovery-code.h"

#define WHOLE 1000

struct _CoffretMending {
  GObject parent_instance;
  char *folder;
  char *target;
  CoffretSalvageReport *report;
  GCancellable *cancellable;
  int progress; /* atomic; of WHOLE */
};

/* On the worker. */
typedef struct {
  CoffretMending *mending;
  CoffretSecret *words; /* nullable */
  char *target;
  GCancellable *cancellable;
  CoffretSalvageReport *report;
} Work;

G_DEFINE_FINAL_TYPE (CoffretMending, coffret_mending, G_TYPE_OBJECT)

static void
coffret_mending_finalize (GObject *object)
{
  CoffretMending *self = COFFRET_MENDING (object);

  g_free (self->folder);
  g_free (self->target);
  g_clear_pointer (&self->report, coffret_salvage_report_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (coffret_mending_parent_class)->finalize (object);
}

static void
coffret_mending_class_init (CoffretMendingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_mending_finalize;
}

static void
coffret_mending_init (CoffretMending *self)
{
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->mending);
  g_clear_pointer (&work->words, coffret_secret_unref);
  g_free (work->target);
  g_object_unref (work->cancellable);
  g_clear_pointer (&work->report, coffret_salvage_report_free);
  g_free (work);
}

CoffretMending *
coffret_mending_new (const char *folder)
{
  CoffretMending *self = g_object_new (COFFRET_TYPE_MENDING, NULL);

  self->folder = g_strdup (folder);
  return self;
}

static void
on_progress (guint done, guint total, gpointer data)
{
  CoffretMending *self = data;

  g_atomic_int_set (&self->progress, total > 0 ? (int) ((guint64) done * WHOLE / total) : 0);
}

/* Text of the right form is taken for the code of a sheet: hardly a passphrase is. */
static CoffretSlotType
choose_slot (CoffretSecret *words)
{
  g_autoptr (CoffretSecret) code = NULL;

  if (words == NULL)
    return COFFRET_SLOT_KEYRING;
  code = coffret_recovery_code_parse ((const char *) coffret_secret_bytes (words),
                                      coffret_secret_length (words), NULL, NULL);
  return code != NULL ? COFFRET_SLOT_RECOVERY : COFFRET_SLOT_PASSPHRASE;
}

static DexFuture *
salvage (gpointer data)
{
  Work *work = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault =
    coffret_salvage (work->mending->folder, work->target, choose_slot (work->words), work->words,
                     TRUE, on_progress, work->mending, &work->report, work->cancellable, &error);

  return vault != NULL ? dex_future_new_true ()
                       : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
on_salvaged (DexFuture *future, gpointer data)
{
  Work *work = data;
  CoffretMending *self = work->mending;

  if (work->report != NULL) {
    g_clear_pointer (&self->report, coffret_salvage_report_free);
    self->report = g_steal_pointer (&work->report);
    g_set_str (&self->target, work->target);
  }
  return dex_ref (future);
}

DexFuture *
coffret_mending_salvage (CoffretMending *self, CoffretSecret *words)
{
  Work *work = g_new0 (Work, 1);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_atomic_int_set (&self->progress, 0);
  work->mending = g_object_ref (self);
  work->words = words != NULL ? coffret_secret_ref (words) : NULL;
  work->target = coffret_salvage_choose_folder (self->folder);
  work->cancellable = g_object_ref (self->cancellable);
  return dex_future_finally (coffret_work_block (salvage, work, NULL), on_salvaged, work,
                             work_free);
}

void
coffret_mending_cancel (CoffretMending *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

double
coffret_mending_get_progress (CoffretMending *self)
{
  return (double) g_atomic_int_get (&self->progress) / WHOLE;
}

const CoffretSalvageReport *
coffret_mending_get_report (CoffretMending *self)
{
  return self->report;
}

const char *
coffret_mending_get_folder (CoffretMending *self)
{
  return self->target;
}

DexFuture *
coffret_mending_settle (CoffretMending *self)
{
  g_autoptr (GError) error = NULL;
  char *aside;

  g_return_val_if_fail (self->target != NULL, NULL);
  aside = coffret_salvage_settle (self->folder, self->target, &error);
  if (aside == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_string (aside);
}
