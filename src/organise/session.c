#include "organise/session.h"

#include <glib/gi18n-lib.h>

#include "organise/arranging.h"
#include "organise/attachment-reading.h"
#include "organise/attachments.h"
#include "organise/entry-private.h"
#include "organise/groups-private.h"
#include "organise/import-private.h"
#include "organise/library-private.h"
#include "organise/merging-private.h"
#include "organise/plans-private.h"
#include "organise/rule-counts.h"
#include "organise/session-private.h"
#include "organise/undo-private.h"
#include "organise/work.h"
#include "vault/clock.h"
#include "vault/error.h"
#include "vault/records.h"
#include "vault/reread.h"

/* Design section 3: the trash keeps things for 30 days. */
#define TRASH_DAYS 30
/* Nobody leaves a vault alone for longer. */
#define CLOCK_LEAP (3650 * G_TIME_SPAN_DAY)

struct _CoffretSession {
  GObject parent_instance;
  CoffretVault *vault;
  CoffretLibrary *library;
  CoffretUndo *undo;
  CoffretBackups *backups; /* NULL: in memory */
  CoffretRuleCounts *counts;
  GPtrArray *jobs;      /* CoffretImport: begun or to begin, not yet done */
  GHashTable *practice; /* NULL, or the digests of all that is taken in */
  CoffretGroundsKeeper *keeper;
  CoffretVerification *verification; /* nullable */
  GError *damage;                    /* nullable */
  gboolean ended;
};

/* Everything in the vault, on its way from the database to the library. */
typedef struct {
  CoffretVault *vault;
  CoffretSession *session; /* NULL: it is made anew */
  GPtrArray *witnesses;
  CoffretPlansLoad *plans;
  CoffretGroupsLoad *groups;
  CoffretInstant newest;
  CoffretLibraryLoad *library;
} Loading;

/* Bytes on their way from the database, for one entry. */
typedef struct {
  CoffretEntry *entry; /* main thread only */
  char *id;
  CoffretRecord *record; /* NULL: not needed */
  GBytes *bytes;
  DexFutureCallback then;
} Fetching;

typedef struct {
  CoffretSession *session;
  CoffretInstant before;
} Purge;

typedef enum {
  PROP_VERIFICATION = 1,
  PROP_DAMAGED,
  N_PROPS,
} CoffretSessionProperty;

static GParamSpec *properties[N_PROPS];
static guint ended_signal;

G_DEFINE_FINAL_TYPE (CoffretSession, coffret_session, G_TYPE_OBJECT)

static void
coffret_session_dispose (GObject *object)
{
  coffret_session_end (COFFRET_SESSION (object));
  G_OBJECT_CLASS (coffret_session_parent_class)->dispose (object);
}

static void
coffret_session_finalize (GObject *object)
{
  CoffretSession *self = COFFRET_SESSION (object);

  if (self->library != NULL)
    coffret_library_set_finder (self->library, NULL, NULL);
  g_clear_error (&self->damage);
  g_clear_object (&self->counts);
  g_clear_object (&self->verification);
  g_clear_pointer (&self->keeper, coffret_grounds_keeper_free);
  g_clear_object (&self->backups);
  g_clear_object (&self->undo);
  g_clear_object (&self->library);
  g_clear_pointer (&self->vault, coffret_vault_unref);
  g_ptr_array_unref (self->jobs);
  g_clear_pointer (&self->practice, g_hash_table_unref);
  G_OBJECT_CLASS (coffret_session_parent_class)->finalize (object);
}

static void
coffret_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretSession *self = COFFRET_SESSION (object);

  switch ((CoffretSessionProperty) id) {
  case PROP_VERIFICATION:
    g_value_set_object (value, self->verification);
    break;
  case PROP_DAMAGED:
    g_value_set_boolean (value, self->damage != NULL);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_session_class_init (CoffretSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = coffret_session_dispose;
  object_class->finalize = coffret_session_finalize;
  object_class->get_property = coffret_session_get_property;
  ended_signal = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  properties[PROP_VERIFICATION] =
    g_param_spec_object ("verification", NULL, NULL, COFFRET_TYPE_VERIFICATION, flags);
  properties[PROP_DAMAGED] = g_param_spec_boolean ("damaged", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_session_init (CoffretSession *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

DexFuture *
coffret_session_keep (DexFuture *future)
{
  dex_future_disown (dex_ref (future));
  return future;
}

DexFuture *
coffret_session_reject_ended (void)
{
  return dex_future_new_reject (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED, "%s",
                                _ ("The vault is locked. Open it first."));
}

DexFuture *
coffret_session_reject_wish (const char *sentence)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s", sentence);
}

static void
forget_loaded (Loading *loading)
{
  g_clear_pointer (&loading->witnesses, g_ptr_array_unref);
  g_clear_pointer (&loading->plans, coffret_plans_load_free);
  g_clear_pointer (&loading->groups, coffret_groups_load_free);
  g_clear_pointer (&loading->library, coffret_library_load_free);
}

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  coffret_vault_unref (loading->vault);
  g_clear_object (&loading->session);
  forget_loaded (loading);
  g_free (loading);
}

static void
fetching_free (gpointer data)
{
  Fetching *fetching = data;

  g_object_unref (fetching->entry);
  g_free (fetching->id);
  coffret_record_unref (fetching->record);
  g_clear_pointer (&fetching->bytes, g_bytes_unref);
  g_free (fetching);
}

static void
purge_free (gpointer data)
{
  Purge *purge = data;

  g_object_unref (purge->session);
  g_free (purge);
}

static gboolean
list_all (CoffretDatabase *database, gpointer data, GError **error)
{
  Loading *loading = data;

  /* With what an older Coffret read of them, they are as good as they were. */
  coffret_reread (database, NULL);
  if (!coffret_library_load_read (loading->library, database, error))
    return FALSE;
  loading->witnesses = coffret_witnesses_list (database, error);
  if (loading->witnesses == NULL)
    return FALSE;
  loading->plans = coffret_plans_load (database, error);
  if (loading->plans == NULL)
    return FALSE;
  loading->groups = coffret_groups_load (database, error);
  if (loading->groups == NULL)
    return FALSE;
  loading->newest = coffret_clock_newest (database, error);
  return loading->newest != COFFRET_INSTANT_NONE;
}

/* In a fiber. */
static gboolean
load_all (Loading *loading, GError **error)
{
  loading->library = coffret_library_load_new (
    loading->session != NULL ? coffret_library_get_vocabulary (loading->session->library) : NULL);
  return dex_await (
    coffret_vault_run (loading->vault, COFFRET_PRIORITY_HIGH, list_all, loading, NULL), error);
}

static gboolean
purge_trash (CoffretDatabase *database, gpointer data, GError **error)
{
  Purge *purge = data;

  return coffret_records_purge_trash (database, purge->before, error);
}

static DexFuture *
on_purged (DexFuture *future, gpointer data)
{
  Purge *purge = data;

  coffret_library_purge (purge->session->library, purge->before);
  coffret_groups_prune (coffret_library_get_groups (purge->session->library),
                        purge->session->library);
  if (!purge->session->ended)
    coffret_session_sweep (purge->session, FALSE);
  coffret_undo_prune (purge->session->undo);
  return dex_future_new_true ();
}

static DexFuture *
start_purge (CoffretSession *self, CoffretPriority priority, CoffretInstant before)
{
  Purge *purge = g_new0 (Purge, 1);

  purge->session = g_object_ref (self);
  purge->before = before;
  return coffret_session_keep (
    dex_future_then (coffret_vault_run (self->vault, priority, purge_trash, purge, NULL), on_purged,
                     purge, purge_free));
}

/* Nothing is written when there is nothing to purge: most starts change no byte. */
static void
purge_old_trash (CoffretSession *self, CoffretInstant oldest)
{
  CoffretInstant before = coffret_instant_now () - TRASH_DAYS * G_TIME_SPAN_DAY;

  if (!coffret_vault_is_read_only (self->vault) && oldest != COFFRET_INSTANT_NONE &&
      oldest < before)
    dex_future_disown (start_purge (self, COFFRET_PRIORITY_LOW, before));
}

static gboolean
keep_clock (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_clock_saw (database, coffret_instant_now (), error);
}

/* Not at every start: most of them change no byte. And not by years: a clock that is far ahead for
 * one day may not make all later days look wrong. */
static void
advance_clock (CoffretSession *self, CoffretInstant newest)
{
  CoffretInstant now = coffret_instant_now ();

  if (!coffret_vault_is_read_only (self->vault) && now > newest + G_TIME_SPAN_DAY &&
      now < newest + CLOCK_LEAP)
    dex_future_disown (
      coffret_vault_run (self->vault, COFFRET_PRIORITY_LOW, keep_clock, NULL, NULL));
}

static void
on_trust_changed (CoffretSession *self, const char *issuer)
{
  if (!self->ended)
    coffret_session_verify_issuer (self, issuer);
}

static DexFuture *
find_beside (gpointer data, const char *const *words)
{
  return coffret_session_find_in_attachments (data, words);
}

/* Whatever its owner changes is seen in the list, or can be undone, but for what was shared. */
static void
begin_backups (CoffretSession *self)
{
  if (coffret_vault_get_folder (self->vault) == NULL)
    return;
  self->backups = coffret_backups_new (self->vault);
  g_signal_connect_object (self->library, "items-changed", G_CALLBACK (coffret_backups_changed),
                           self->backups, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "notify", G_CALLBACK (coffret_backups_changed),
                           self->backups, G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_library_get_groups (self->library), "shared",
                           G_CALLBACK (coffret_backups_changed), self->backups, G_CONNECT_SWAPPED);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static DexFuture *
on_damage_found (DexFuture *future, gpointer session)
{
  g_autoptr (CoffretSession) self = g_weak_ref_get (session);
  g_autoptr (GError) error = NULL;

  if (self != NULL && !self->ended && dex_future_get_value (future, &error) == NULL) {
    self->damage = g_steal_pointer (&error);
    /* What is under way would only fail, file by file. */
    for (guint i = self->jobs->len; i > 0; i--)
      coffret_import_cancel (g_ptr_array_index (self->jobs, i - 1));
    if (self->backups != NULL)
      coffret_backups_end (self->backups);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAMAGED]);
  }
  return dex_future_new_true ();
}

static void
watch_for_damage (CoffretSession *self)
{
  GWeakRef *session = g_new0 (GWeakRef, 1);

  g_weak_ref_init (session, self);
  dex_future_disown (dex_future_finally (coffret_vault_find_damage (self->vault), on_damage_found,
                                         session, weak_ref_free));
}

static DexFuture *
load_session (gpointer data)
{
  Loading *loading = data;
  g_autoptr (CoffretSession) self = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  CoffretInstant oldest_trash;

  if (!load_all (loading, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  due = g_steal_pointer (&loading->library->due);
  oldest_trash = loading->library->oldest_trash;
  self = g_object_new (COFFRET_TYPE_SESSION, NULL);
  self->vault = coffret_vault_ref (loading->vault);
  self->library = coffret_library_new ();
  coffret_plans_fill (coffret_library_get_plans (self->library), g_steal_pointer (&loading->plans));
  coffret_groups_fill (coffret_library_get_groups (self->library),
                       g_steal_pointer (&loading->groups));
  coffret_library_fill (self->library, g_steal_pointer (&loading->library));
  self->undo = coffret_undo_new (self->vault, self->library);
  self->keeper = coffret_grounds_keeper_new (self->library, g_steal_pointer (&loading->witnesses),
                                             loading->newest);
  g_signal_connect_object (self->library, "trust-changed", G_CALLBACK (on_trust_changed), self,
                           G_CONNECT_SWAPPED);
  begin_backups (self);
  self->counts = coffret_rule_counts_new (self->library);
  coffret_arranging_load (self);
  coffret_library_set_finder (self->library, find_beside, self);
  watch_for_damage (self);
  coffret_session_sweep (self, TRUE);
  coffret_session_read_attachments (self);
  purge_old_trash (self, oldest_trash);
  advance_clock (self, loading->newest);
  coffret_session_verify_rows (self, due);
  return dex_future_new_take_object (g_steal_pointer (&self));
}

static DexFuture *
renew_session (gpointer data)
{
  Loading *loading = data;
  CoffretSession *self = loading->session;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  guint serial;

  /* What somebody does meanwhile may be missing in what was read. */
  do {
    serial = coffret_library_get_serial (self->library);
    forget_loaded (loading);
    if (!load_all (loading, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
    if (self->ended)
      return coffret_session_reject_ended ();
  } while (serial != coffret_library_get_serial (self->library));
  coffret_undo_clear (self->undo);
  coffret_grounds_keeper_set_witnesses (self->keeper, g_steal_pointer (&loading->witnesses));
  coffret_plans_fill (coffret_library_get_plans (self->library), g_steal_pointer (&loading->plans));
  due = g_steal_pointer (&loading->library->due);
  coffret_groups_fill (coffret_library_get_groups (self->library),
                       g_steal_pointer (&loading->groups));
  coffret_library_renew (self->library, g_steal_pointer (&loading->library));
  coffret_session_verify_rows (self, due);
  return dex_future_new_true ();
}

static gboolean
fetch_record (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;
  g_autoptr (GError) inner = NULL;

  if (fetching->record == NULL)
    fetching->record = coffret_records_get (database, fetching->id, &inner);
  if (fetching->record != NULL)
    return TRUE;
  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("This credential is no longer in the vault."));
  return FALSE;
}

static gboolean
fetch_original (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;

  if (!fetch_record (database, fetching, error))
    return FALSE;
  fetching->bytes = coffret_originals_get (database, fetching->record->original_id, error);
  return fetching->bytes != NULL;
}

static gboolean
fetch_thumbnail (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;
  g_autoptr (GError) inner = NULL;

  fetching->bytes = coffret_thumbnails_get (database, fetching->id, &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return TRUE;
}

static gboolean
keep_thumbnail (CoffretDatabase *database, gpointer data, GError **error)
{
  Fetching *fetching = data;

  return coffret_thumbnails_put (database, fetching->id, fetching->bytes, error);
}

static void
reading_free (gpointer data)
{
  Fetching *reading = data;

  coffret_record_unref (reading->record);
  g_bytes_unref (reading->bytes);
  g_free (reading);
}

static DexFuture *
read_item (gpointer data)
{
  Fetching *reading = data;
  g_autoptr (GError) error = NULL;
  CoffretItem *item = coffret_reader_read_place (reading->bytes, reading->record->place, &error);

  if (item == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (COFFRET_TYPE_ITEM, item);
}

static DexFuture *
on_original_fetched (DexFuture *future, gpointer data)
{
  Fetching *fetching = data;
  Fetching *reading = g_new0 (Fetching, 1);

  reading->record = coffret_record_ref (fetching->record);
  reading->bytes = g_bytes_ref (fetching->bytes);
  return coffret_work_block (read_item, reading, reading_free);
}

static DexFuture *
on_bytes_fetched (DexFuture *future, gpointer data)
{
  Fetching *fetching = data;

  if (fetching->bytes == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                                  _ ("No picture of this credential has been made yet."));
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (fetching->bytes));
}

static DexFuture *
on_done (DexFuture *future, gpointer data)
{
  return dex_future_new_true ();
}

/* What is known of an entry is known even where its original cannot be had. */
static DexFuture *
on_fetched (DexFuture *future, gpointer data)
{
  Fetching *fetching = data;

  if (fetching->record != NULL)
    coffret_entry_set_record (fetching->entry, fetching->record);
  return dex_future_is_rejected (future) ? dex_ref (future) : fetching->then (future, fetching);
}

/* Takes BYTES. */
static DexFuture *
fetch (CoffretSession *self,
       CoffretEntry *entry,
       CoffretPriority priority,
       CoffretVaultFunc func,
       GBytes *bytes,
       DexFutureCallback callback)
{
  Fetching *fetching;

  if (self->ended) {
    g_clear_pointer (&bytes, g_bytes_unref);
    return coffret_session_reject_ended ();
  }
  fetching = g_new0 (Fetching, 1);
  fetching->entry = g_object_ref (entry);
  fetching->id = g_strdup (coffret_entry_get_id (entry));
  fetching->bytes = bytes;
  fetching->then = callback;
  return coffret_session_keep (
    dex_future_finally (coffret_vault_run (self->vault, priority, func, fetching, NULL), on_fetched,
                        fetching, fetching_free));
}

static void
on_job_running (CoffretImport *job, GParamSpec *spec, CoffretSession *self)
{
  if (!coffret_import_is_running (job)) {
    g_signal_handlers_disconnect_by_func (job, on_job_running, self);
    g_ptr_array_remove (self->jobs, job);
  }
}

DexFuture *
coffret_session_new (CoffretVault *vault)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->vault = coffret_vault_ref (vault);
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, load_session, loading, loading_free));
}

DexFuture *
coffret_session_renew (CoffretSession *self)
{
  Loading *loading;

  if (self->ended)
    return coffret_session_reject_ended ();
  loading = g_new0 (Loading, 1);
  loading->vault = coffret_vault_ref (self->vault);
  loading->session = g_object_ref (self);
  return coffret_session_keep (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, renew_session, loading, loading_free));
}

CoffretMerging *
coffret_session_merge (CoffretSession *self, const char *path, GError **error)
{
  CoffretMerging *merging;

  if (self->ended || self->backups == NULL || !coffret_session_can_change (self)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY,
                         _ ("Nothing can be written to this vault, so no backup can be added to "
                            "it."));
    return NULL;
  }
  merging = coffret_merging_new (self, path, error);
  if (merging != NULL)
    g_signal_connect_object (self, "ended", G_CALLBACK (coffret_merging_cancel), merging,
                             G_CONNECT_SWAPPED);
  return merging;
}

void
coffret_session_end (CoffretSession *self)
{
  g_autoptr (GPtrArray) jobs = NULL;

  if (self->ended)
    return;
  self->ended = TRUE;
  jobs = g_steal_pointer (&self->jobs);
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < jobs->len; i++)
    coffret_import_cancel (g_ptr_array_index (jobs, i));
  g_signal_emit (self, ended_signal, 0);
  if (self->verification != NULL)
    coffret_verification_cancel (self->verification);
  if (self->backups != NULL)
    coffret_backups_end (self->backups);
  coffret_undo_close (self->undo);
  coffret_library_close (self->library);
  coffret_vault_close (self->vault);
}

CoffretBackups *
coffret_session_get_backups (CoffretSession *self)
{
  return self->backups;
}

gboolean
coffret_session_is_ended (CoffretSession *self)
{
  return self->ended;
}

CoffretVault *
coffret_session_get_vault (CoffretSession *self)
{
  return self->vault;
}

CoffretLibrary *
coffret_session_get_library (CoffretSession *self)
{
  return self->library;
}

CoffretGroundsKeeper *
coffret_session_get_keeper (CoffretSession *self)
{
  return self->keeper;
}

CoffretVerification *
coffret_session_get_verification (CoffretSession *self)
{
  return self->verification;
}

void
coffret_session_set_verification (CoffretSession *self, CoffretVerification *job)
{
  if (g_set_object (&self->verification, job))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERIFICATION]);
}

CoffretUndo *
coffret_session_get_undo (CoffretSession *self)
{
  return self->undo;
}

void
coffret_session_begin_practice (CoffretSession *self, GHashTable *digests)
{
  g_return_if_fail (self->practice == NULL);
  self->practice = g_hash_table_ref (digests);
  coffret_undo_clear (self->undo);
}

GHashTable *
coffret_session_get_practice (CoffretSession *self)
{
  return self->practice;
}

gboolean
coffret_session_can_change (CoffretSession *self)
{
  return self->vault != NULL && self->damage == NULL && !coffret_vault_is_read_only (self->vault);
}

const GError *
coffret_session_get_damage (CoffretSession *self)
{
  return self->damage;
}

gboolean
coffret_session_is_practice (CoffretSession *self)
{
  return self->practice != NULL;
}

CoffretImport *
coffret_session_import (CoffretSession *self, const char *compartment)
{
  g_autoptr (CoffretGrounds) grounds = coffret_grounds_keeper_get (self->keeper);
  CoffretImport *job = coffret_import_new (self->vault, self->library, self->undo, self->practice,
                                           grounds, compartment);

  if (self->ended) {
    coffret_import_cancel (job);
    return job;
  }
  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect_object (job, "notify::running", G_CALLBACK (on_job_running), self,
                           G_CONNECT_DEFAULT);
  return job;
}

DexFuture *
coffret_session_record (CoffretSession *self, CoffretEntry *entry)
{
  if (coffret_entry_get_record (entry) != NULL)
    return dex_future_new_true ();
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_record, NULL, on_done);
}

DexFuture *
coffret_session_read (CoffretSession *self, CoffretEntry *entry)
{
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_original, NULL, on_original_fetched);
}

DexFuture *
coffret_session_original (CoffretSession *self, CoffretEntry *entry)
{
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_original, NULL, on_bytes_fetched);
}

DexFuture *
coffret_session_thumbnail (CoffretSession *self, CoffretEntry *entry)
{
  return fetch (self, entry, COFFRET_PRIORITY_HIGH, fetch_thumbnail, NULL, on_bytes_fetched);
}

DexFuture *
coffret_session_keep_thumbnail (CoffretSession *self, CoffretEntry *entry, GBytes *png)
{
  return fetch (self, entry, COFFRET_PRIORITY_LOW, keep_thumbnail, g_bytes_ref (png), on_done);
}

DexFuture *
coffret_session_empty_trash (CoffretSession *self)
{
  if (self->ended)
    return coffret_session_reject_ended ();
  return start_purge (self, COFFRET_PRIORITY_NORMAL, coffret_instant_now () + 1);
}
