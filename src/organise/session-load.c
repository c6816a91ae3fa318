/* How a session comes by what is in the vault, and keeps up with it. */
#include "organise/session-data.h"

#include <glib/gi18n-lib.h>

#include "organise/arranging.h"
#include "organise/attachment-reading.h"
#include "organise/attachments.h"
#include "organise/groups-private.h"
#include "organise/library-private.h"
#include "organise/plans-private.h"
#include "organise/undo-private.h"
#include "organise/work.h"
#include "vault/clock.h"
#include "vault/records.h"
#include "vault/reread.h"

/* Design section 3: the trash keeps things for 30 days. */
#define TRASH_DAYS 30
/* Nobody leaves a vault alone for longer. */
#define CLOCK_LEAP (3650 * G_TIME_SPAN_DAY)

/* Everything in the vault, on its way from the database to the library. */
typedef struct {
  CoffretVault *vault;
  CoffretSession *session; /* NULL: it is made anew */
  GPtrArray *witnesses;
  CoffretPlansLoad *plans;
  CoffretGroupsLoad *groups;
  CoffretInstant newest;
  CoffretLibraryLoad *library;
  CoffretSnapshot *snapshot; /* with which it is compared */
  guint least;   /* so many credentials are shown before all are read; 0: however many */
  gboolean over; /* all of the library is read */
} Loading;

typedef struct {
  CoffretSession *session;
  CoffretInstant before;
} Purge;

static void
forget_loaded (Loading *loading)
{
  g_clear_pointer (&loading->witnesses, g_ptr_array_unref);
  g_clear_pointer (&loading->plans, coffret_plans_load_free);
  g_clear_pointer (&loading->groups, coffret_groups_load_free);
  g_clear_pointer (&loading->library, coffret_library_load_free);
  g_clear_pointer (&loading->snapshot, coffret_snapshot_drop);
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
purge_free (gpointer data)
{
  Purge *purge = data;

  g_object_unref (purge->session);
  g_free (purge);
}

static gboolean
list_rest (Loading *loading, CoffretDatabase *database, GError **error)
{
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

static gboolean
list_all (CoffretDatabase *database, gpointer data, GError **error)
{
  Loading *loading = data;

  /* With what an older Coffret read of them, they are as good as they were. */
  coffret_reread (database, NULL);
  for (loading->over = FALSE; !loading->over;)
    if (!coffret_library_load_read (loading->library, database, &loading->over, error))
      return FALSE;
  return list_rest (loading, database, error);
}

static gboolean
list_front (CoffretDatabase *database, gpointer data, GError **error)
{
  Loading *loading = data;

  return coffret_library_load_read_front (loading->library, database, loading->least, error) &&
         (loading->library->front == NULL || list_rest (loading, database, error));
}

/* A piece, so that what somebody asks for meanwhile need not wait for all of it. */
static gboolean
list_on (CoffretDatabase *database, gpointer data, GError **error)
{
  Loading *loading = data;

  return coffret_library_load_read (loading->library, database, &loading->over, error);
}

/* In a fiber. */
static gboolean
load_by (Loading *loading, CoffretVaultFunc func, GError **error)
{
  forget_loaded (loading);
  loading->library = coffret_library_load_new (
    loading->session != NULL ? coffret_library_get_vocabulary (loading->session->library) : NULL);
  return dex_await (coffret_vault_run (loading->vault, COFFRET_PRIORITY_HIGH, func, loading, NULL),
                    error);
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

  if (self != NULL && !self->ended && dex_future_get_value (future, &error) == NULL)
    coffret_session_set_damage (self, g_steal_pointer (&error));
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

/* Once all is there. DUE: CoffretRow's to be judged again. */
static void
begin (CoffretSession *self, GPtrArray *due, CoffretInstant oldest_trash)
{
  if (self->backups != NULL)
    g_signal_connect_object (self->library, "items-changed", G_CALLBACK (coffret_backups_changed),
                             self->backups, G_CONNECT_SWAPPED);
  coffret_arranging_load (self);
  coffret_session_sweep (self, TRUE);
  coffret_session_read_attachments (self);
  purge_old_trash (self, oldest_trash);
  coffret_session_verify_rows (self, due);
}

/* What the session shows is the beginning of what there is: this is the rest. */
static DexFuture *
fill_session (gpointer data)
{
  Loading *loading = data;
  CoffretSession *self = loading->session;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  CoffretInstant oldest_trash;
  guint serial;

  /* What somebody does meanwhile may be missing in what was read. */
  do {
    serial = coffret_library_get_serial (self->library);
    forget_loaded (loading);
    loading->library = coffret_library_load_new (coffret_library_get_vocabulary (self->library));
    loading->library->numbers = coffret_library_get_numbers (self->library);
    for (loading->over = FALSE; !loading->over && error == NULL && !self->ended;)
      dex_await (
        coffret_vault_run (loading->vault, COFFRET_PRIORITY_NORMAL, list_on, loading, NULL),
        &error);
    if (self->ended)
      return coffret_session_reject_ended ();
    if (error != NULL) {
      if (self->damage == NULL)
        coffret_session_set_damage (self, g_steal_pointer (&error));
      return dex_future_new_false ();
    }
  } while (serial != coffret_library_get_serial (self->library));
  due = g_steal_pointer (&loading->library->due);
  oldest_trash = loading->library->oldest_trash;
  coffret_library_complete (self->library, g_steal_pointer (&loading->library));
  begin (self, due, oldest_trash);
  return dex_future_new_true ();
}

static void
start_filling (CoffretSession *self)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->vault = coffret_vault_ref (self->vault);
  loading->session = g_object_ref (self);
  dex_future_disown (
    dex_scheduler_spawn (dex_scheduler_get_default (), 0, fill_session, loading, loading_free));
}

static DexFuture *
load_session (gpointer data)
{
  Loading *loading = data;
  g_autoptr (CoffretSession) self = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  CoffretInstant oldest_trash;

  if (loading->least > 0 && !load_by (loading, list_front, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if ((loading->library == NULL || loading->library->front == NULL) &&
      !load_by (loading, list_all, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  due = g_steal_pointer (&loading->library->due);
  oldest_trash = loading->library->oldest_trash;
  self = g_object_new (COFFRET_TYPE_SESSION, NULL);
  self->vault = coffret_vault_ref (loading->vault);
  self->least = loading->least;
  self->front = coffret_front_copy (loading->library->front);
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
  coffret_library_set_finder (self->library, find_beside, self);
  watch_for_damage (self);
  advance_clock (self, loading->newest);
  if (coffret_library_is_filling (self->library))
    start_filling (self);
  else
    begin (self, due, oldest_trash);
  return dex_future_new_take_object (g_steal_pointer (&self));
}

/* How what was read differs from what is shown. */
static DexFuture *
compare (gpointer data)
{
  Loading *loading = data;

  coffret_library_load_compare (loading->library, loading->snapshot);
  return dex_future_new_true ();
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
    if (!load_by (loading, list_all, &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
    if (self->ended)
      return coffret_session_reject_ended ();
    loading->snapshot = coffret_library_ref_snapshot (self->library);
    if (!dex_await (coffret_work_run (compare, loading, NULL), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
    if (self->ended)
      return coffret_session_reject_ended ();
  } while (serial != coffret_library_get_serial (self->library));
  coffret_undo_clear (self->undo);
  coffret_grounds_keeper_set_witnesses (self->keeper, g_steal_pointer (&loading->witnesses));
  coffret_plans_fill (coffret_library_get_plans (self->library), g_steal_pointer (&loading->plans));
  coffret_groups_fill (coffret_library_get_groups (self->library),
                       g_steal_pointer (&loading->groups));
  due = g_steal_pointer (&loading->library->due);
  coffret_library_renew (self->library, g_steal_pointer (&loading->library));
  coffret_session_verify_rows (self, due);
  return dex_future_new_true ();
}

DexFuture *
coffret_session_new (CoffretVault *vault)
{
  return coffret_session_open_early (vault, 0);
}

DexFuture *
coffret_session_open (CoffretVault *vault)
{
  return coffret_session_open_early (vault, COFFRET_FRONT_WORTH);
}

DexFuture *
coffret_session_open_early (CoffretVault *vault, guint least)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->vault = coffret_vault_ref (vault);
  loading->least = least;
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

DexFuture *
coffret_session_empty_trash (CoffretSession *self)
{
  if (self->ended)
    return coffret_session_reject_ended ();
  return start_purge (self, COFFRET_PRIORITY_NORMAL, coffret_instant_now () + 1);
}

static void
keeping_free (gpointer data)
{
  coffret_front_free (data);
}

static gboolean
keep_front (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_front_write (database, data, error);
}

void
coffret_session_note_front (CoffretSession *self, CoffretView *view)
{
  g_autoptr (CoffretFront) front = NULL;

  if (self->ended || self->least == 0 || !coffret_session_can_change (self) ||
      g_list_model_get_n_items (G_LIST_MODEL (self->library)) < self->least)
    return;
  front = coffret_view_make_front (view);
  if (front == NULL || coffret_front_equal (front, self->front))
    return;
  g_clear_pointer (&self->front, coffret_front_free);
  self->front = coffret_front_copy (front);
  /* Not behind the checking of all that there is. */
  dex_future_disown (coffret_vault_run (self->vault, COFFRET_PRIORITY_NORMAL, keep_front,
                                        g_steal_pointer (&front), keeping_free));
}
