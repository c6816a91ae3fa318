#include "organise/merging.h"

#include "organise/merging-private.h"
#include "organise/session-private.h"
#include "organise/work.h"
#include "vault/error.h"

/* Milliseconds between two looks at how far it is. */
#define LOOK 100

struct _CoffretMerging {
  GObject parent_instance;
  CoffretSession *session;
  GCancellable *cancellable;
  CoffretBackupInfo *info;
  CoffretRestore *restore; /* NULL: not open */
  CoffretRestoreReport *report;
  guint done;
  guint timer;
  gboolean busy; /* opening or running */
  gboolean running;
};

/* What a thread does for it; nothing else touches these meanwhile. */
typedef struct {
  CoffretMerging *merging;
  CoffretVault *vault;
  GCancellable *cancellable;
  CoffretSecret *words;
  CoffretRestoreFlags flags;
  gboolean by_vault;
  CoffretRestore *restore;
  CoffretRestoreReport *report;
  GError *error;
} Work;

typedef enum {
  PROP_DONE = 1,
  PROP_RUNNING,
  N_PROPS,
} CoffretMergingProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretMerging, coffret_merging, G_TYPE_OBJECT)

/* Closing a large database takes longer than a frame. */
static DexFuture *
drop (gpointer data)
{
  return dex_future_new_true ();
}

static void
coffret_merging_dispose (GObject *object)
{
  CoffretMerging *self = COFFRET_MERGING (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->restore != NULL)
    dex_future_disown (coffret_work_block (drop, g_steal_pointer (&self->restore),
                                           (GDestroyNotify) coffret_restore_free));
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_merging_parent_class)->dispose (object);
}

static void
coffret_merging_finalize (GObject *object)
{
  CoffretMerging *self = COFFRET_MERGING (object);

  g_object_unref (self->cancellable);
  coffret_backup_info_free (self->info);
  coffret_restore_report_free (self->report);
  G_OBJECT_CLASS (coffret_merging_parent_class)->finalize (object);
}

static void
coffret_merging_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretMerging *self = COFFRET_MERGING (object);

  switch ((CoffretMergingProperty) id) {
  case PROP_DONE:
    g_value_set_uint (value, self->done);
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_merging_class_init (CoffretMergingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = coffret_merging_dispose;
  object_class->finalize = coffret_merging_finalize;
  object_class->get_property = coffret_merging_get_property;
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_merging_init (CoffretMerging *self)
{
  self->cancellable = g_cancellable_new ();
}

CoffretMerging *
coffret_merging_new (CoffretSession *session, const char *path, GError **error)
{
  CoffretBackupInfo *info = coffret_backup_examine (path, error);
  CoffretMerging *self;

  if (info == NULL)
    return NULL;
  self = g_object_new (COFFRET_TYPE_MERGING, NULL);
  self->session = g_object_ref (session);
  self->info = info;
  return self;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->merging);
  coffret_vault_unref (work->vault);
  g_object_unref (work->cancellable);
  g_clear_pointer (&work->words, coffret_secret_unref);
  coffret_restore_report_free (work->report);
  g_clear_error (&work->error);
  g_free (work);
}

static Work *
work_new (CoffretMerging *self)
{
  Work *work = g_new0 (Work, 1);

  /* A new one: what was cancelled may be begun again. */
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->busy = TRUE;
  work->merging = g_object_ref (self);
  work->vault = coffret_vault_ref (coffret_session_get_vault (self->session));
  work->cancellable = g_object_ref (self->cancellable);
  return work;
}

static DexFuture *
open_backup (gpointer data)
{
  Work *work = data;
  const CoffretBackupInfo *info = work->merging->info;

  if (!work->by_vault)
    work->restore = coffret_restore_open (
      info->path, coffret_restore_choose_slot (info, work->words), work->words,
      coffret_vault_get_folder (work->vault), TRUE, work->cancellable, &work->error);
  else if (coffret_restore_has_key (info, work->vault))
    work->restore =
      coffret_restore_open_by_vault (info->path, work->vault, work->cancellable, &work->error);
  return dex_future_new_true ();
}

static DexFuture *
on_opened (DexFuture *future, gpointer data)
{
  Work *work = data;

  work->merging->busy = FALSE;
  work->merging->restore = g_steal_pointer (&work->restore);
  if (work->error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&work->error));
  return dex_future_new_for_boolean (work->merging->restore != NULL);
}

static DexFuture *
open_by (CoffretMerging *self, gboolean by_vault, CoffretSecret *words)
{
  Work *work;

  g_return_val_if_fail (!self->busy && self->restore == NULL, dex_future_new_false ());
  if (coffret_session_is_ended (self->session))
    return coffret_session_reject_ended ();
  work = work_new (self);
  work->by_vault = by_vault;
  work->words = words != NULL ? coffret_secret_ref (words) : NULL;
  return coffret_session_keep (
    dex_future_finally (coffret_work_block (open_backup, work, NULL), on_opened, work, work_free));
}

DexFuture *
coffret_merging_open_by_vault (CoffretMerging *self)
{
  return open_by (self, TRUE, NULL);
}

DexFuture *
coffret_merging_open (CoffretMerging *self, CoffretSecret *words)
{
  return open_by (self, FALSE, words);
}

static gboolean
on_look (gpointer data)
{
  CoffretMerging *self = data;
  guint done = coffret_restore_get_done (self->restore);

  if (done != self->done) {
    self->done = done;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  }
  return G_SOURCE_CONTINUE;
}

static void
set_running (CoffretMerging *self, gboolean running)
{
  self->busy = self->running = running;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (running)
    self->timer = g_timeout_add (LOOK, on_look, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static DexFuture *
merge (gpointer data)
{
  Work *work = data;

  coffret_restore_merge (work->merging->restore, work->vault, work->flags, &work->report,
                         work->cancellable, &work->error);
  return dex_future_new_true ();
}

static DexFuture *
run (gpointer data)
{
  Work *work = data;
  CoffretMerging *self = work->merging;
  g_autoptr (GError) unread = NULL;

  dex_await (coffret_work_block (merge, work, NULL), NULL);
  /* Also of a part. */
  if (!coffret_session_is_ended (self->session)) {
    dex_await (coffret_session_renew (self->session), &unread);
    if ((work->flags & COFFRET_RESTORE_TRUST) != 0 && !coffret_session_is_ended (self->session))
      g_object_unref (coffret_session_verify (self->session, NULL));
  }
  coffret_restore_report_free (self->report);
  self->report = g_steal_pointer (&work->report);
  on_look (self);
  set_running (self, FALSE);
  if (g_error_matches (work->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return dex_future_new_false ();
  if (work->error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&work->error));
  if (unread != NULL)
    return dex_future_new_for_error (g_steal_pointer (&unread));
  return dex_future_new_true ();
}

DexFuture *
coffret_merging_run (CoffretMerging *self, CoffretRestoreFlags flags)
{
  Work *work;

  g_return_val_if_fail (!self->busy && self->restore != NULL, dex_future_new_false ());
  if (coffret_session_is_ended (self->session))
    return coffret_session_reject_ended ();
  work = work_new (self);
  work->flags = flags;
  set_running (self, TRUE);
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, run, work, work_free));
}

void
coffret_merging_cancel (CoffretMerging *self)
{
  g_cancellable_cancel (self->cancellable);
}

gboolean
coffret_merging_is_running (CoffretMerging *self)
{
  return self->running;
}

const CoffretBackupInfo *
coffret_merging_get_info (CoffretMerging *self)
{
  return self->info;
}

const CoffretRestoreContents *
coffret_merging_get_contents (CoffretMerging *self)
{
  return self->restore != NULL ? coffret_restore_get_contents (self->restore) : NULL;
}

guint
coffret_merging_get_total (CoffretMerging *self)
{
  const CoffretRestoreContents *contents = coffret_merging_get_contents (self);

  return contents != NULL ? contents->credentials + contents->trashed : 0;
}

guint
coffret_merging_get_done (CoffretMerging *self)
{
  return self->done;
}

const CoffretRestoreReport *
coffret_merging_get_report (CoffretMerging *self)
{
  return self->report;
}
