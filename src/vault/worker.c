#include "vault/worker.h"

#include "vault/database-private.h"

#include <glib/gi18n-lib.h>

#define PRIORITIES (COFFRET_PRIORITY_LOW + 1)
#define SLICE (20 * 1000)

typedef struct {
  CoffretVaultFunc func;
  gpointer data;
  GDestroyNotify destroy;
  DexPromise *promise;     /* NULL: somebody waits for it */
  CoffretWorkerFunc alone; /* instead of FUNC: in no transaction of ours, with nothing else */
  gboolean settled;
  GError *error; /* why it is not done; NULL once settled: it is */
} Job;

struct _CoffretWorker {
  gatomicrefcount refs; /* the owner's and the thread's */
  GThread *thread;
  GMutex mutex;
  GCond changed; /* the queue, or a job that somebody waits for */
  GQueue queues[PRIORITIES];
  gboolean closing;
  gboolean finish;
  CoffretDatabase *database; /* the thread's */
  gboolean damaged;          /* the thread's: it was told of */
  DexPromise *damage;        /* settled once */
};

static void
worker_unref (CoffretWorker *worker)
{
  if (!g_atomic_ref_count_dec (&worker->refs))
    return;
  dex_unref (worker->damage);
  g_mutex_clear (&worker->mutex);
  g_cond_clear (&worker->changed);
  g_free (worker);
}

static GError *
closed_error (void)
{
  return g_error_new_literal (COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED,
                              _ ("The vault was closed in the meantime, so this was not done."));
}

static void
settle (CoffretWorker *worker, Job *job)
{
  if (job->promise == NULL) {
    g_mutex_lock (&worker->mutex);
    job->settled = TRUE;
    g_cond_broadcast (&worker->changed);
    g_mutex_unlock (&worker->mutex);
    return;
  }
  if (job->error != NULL)
    dex_promise_reject (job->promise, g_steal_pointer (&job->error));
  else
    dex_promise_resolve_boolean (job->promise, TRUE);
  dex_unref (job->promise);
  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

/* The first job of the highest priority; NULL when there is none. */
static Job *
pop (CoffretWorker *worker, guint *priority)
{
  for (guint i = 0; i < PRIORITIES; i++)
    if (!g_queue_is_empty (&worker->queues[i])) {
      *priority = i;
      return g_queue_pop_head (&worker->queues[i]);
    }
  return NULL;
}

/* Another job to share the commit with: of this priority, and none more urgent. */
static Job *
pop_next (CoffretWorker *worker, guint priority)
{
  Job *job = NULL;

  g_mutex_lock (&worker->mutex);
  for (guint i = 0; i <= priority && job == NULL; i++)
    if (!g_queue_is_empty (&worker->queues[i])) {
      const Job *next = g_queue_peek_head (&worker->queues[i]);
      if (i == priority && next->alone == NULL && (!worker->closing || worker->finish))
        job = g_queue_pop_head (&worker->queues[i]);
      break;
    }
  g_mutex_unlock (&worker->mutex);
  return job;
}

static gboolean
command (CoffretDatabase *database, const char *sql, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database, sql, error, ""), error);
}

static gboolean
was_dropped (const Job *job)
{
  return job->promise != NULL &&
         g_cancellable_is_cancelled (dex_promise_get_cancellable (job->promise));
}

static void
run_piece (CoffretDatabase *database, Job *job)
{
  gboolean done;

  if (was_dropped (job)) {
    g_set_error_literal (&job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
    return;
  }
  done = command (database, "SAVEPOINT piece", &job->error) &&
         job->func (database, job->data, &job->error) &&
         command (database, "RELEASE piece", &job->error);
  if (done)
    return;
  g_assert (job->error != NULL);
  if (coffret_database_in_transaction (database)) {
    command (database, "ROLLBACK TO piece", NULL);
    command (database, "RELEASE piece", NULL);
  }
}

/* What comes from a damaged page would be written to others. */
static void
look_for_damage (CoffretWorker *worker)
{
  const GError *damage =
    worker->database != NULL ? coffret_database_get_damage (worker->database) : NULL;

  if (damage == NULL || worker->damaged)
    return;
  worker->damaged = TRUE;
  coffret_database_execute (worker->database, "PRAGMA query_only = ON", NULL);
  dex_promise_reject (worker->damage, g_error_copy (damage));
}

static void
run_slice (CoffretWorker *worker, Job *first, guint priority)
{
  CoffretDatabase *database = worker->database;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new ();
  g_autoptr (GError) failure = NULL; /* of all that the slice did */
  gint64 end = g_get_monotonic_time () + SLICE;

  g_ptr_array_add (jobs, first);
  if (coffret_database_begin (database, &failure)) {
    Job *job = first;
    while (job != NULL) {
      run_piece (database, job);
      if (!coffret_database_in_transaction (database)) {
        /* A full disk or an I/O error has undone the slice, not only this piece. */
        failure = job->error != NULL ? g_error_copy (job->error) : closed_error ();
        break;
      }
      job = g_get_monotonic_time () < end ? pop_next (worker, priority) : NULL;
      if (job != NULL)
        g_ptr_array_add (jobs, job);
    }
    if (failure == NULL)
      coffret_database_commit (database, &failure);
  }
  if (failure != NULL)
    coffret_database_rollback (database);
  look_for_damage (worker);
  for (guint i = 0; i < jobs->len; i++) {
    Job *job = g_ptr_array_index (jobs, i);
    if (failure != NULL && job->error == NULL)
      job->error = g_error_copy (failure);
    settle (worker, job);
  }
}

static gpointer
work (gpointer data)
{
  CoffretWorker *worker = data;
  guint priority = 0;
  Job *job;

  for (;;) {
    gboolean refuse;
    g_mutex_lock (&worker->mutex);
    while ((job = pop (worker, &priority)) == NULL && !worker->closing)
      g_cond_wait (&worker->changed, &worker->mutex);
    /* What the owner did is done, even if the vault is locked the moment after. */
    refuse = worker->database == NULL ||
             (worker->closing && !worker->finish && priority != COFFRET_PRIORITY_NORMAL);
    g_mutex_unlock (&worker->mutex);
    if (job == NULL)
      break;
    if (refuse) {
      job->error = closed_error ();
      settle (worker, job);
    } else if (job->alone != NULL && worker->damaged) {
      job->error = g_error_copy (coffret_database_get_damage (worker->database));
      settle (worker, job);
    } else if (job->alone != NULL) {
      job->alone (&worker->database, job->data, &job->error);
      look_for_damage (worker);
      settle (worker, job);
    } else
      run_slice (worker, job, priority);
  }
  if (!worker->damaged)
    dex_promise_resolve_boolean (worker->damage, TRUE);
  g_clear_pointer (&worker->database, coffret_database_close);
  worker_unref (worker);
  return NULL;
}

CoffretWorker *
coffret_worker_new (CoffretDatabase *database)
{
  CoffretWorker *worker = g_new0 (CoffretWorker, 1);

  g_atomic_ref_count_init (&worker->refs);
  g_atomic_ref_count_inc (&worker->refs);
  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->changed);
  worker->database = database;
  worker->damage = dex_promise_new ();
  worker->thread = g_thread_new ("coffret-vault", work, worker);
  return worker;
}

static gboolean
enqueue (CoffretWorker *worker, CoffretPriority priority, Job *job)
{
  gboolean open;

  g_mutex_lock (&worker->mutex);
  open = !worker->closing;
  if (open) {
    g_queue_push_tail (&worker->queues[priority], job);
    g_cond_broadcast (&worker->changed);
  }
  g_mutex_unlock (&worker->mutex);
  return open;
}

DexFuture *
coffret_worker_run (CoffretWorker *worker,
                    CoffretPriority priority,
                    CoffretVaultFunc func,
                    gpointer data,
                    GDestroyNotify destroy)
{
  Job *job = g_new0 (Job, 1);
  DexPromise *promise = dex_promise_new_cancellable ();

  job->func = func;
  job->data = data;
  job->destroy = destroy;
  job->promise = dex_ref (promise);
  if (!enqueue (worker, priority, job)) {
    job->error = closed_error ();
    settle (worker, job);
  }
  return DEX_FUTURE (promise);
}

static gboolean
run_and_wait (CoffretWorker *worker, CoffretPriority priority, Job *job, GError **error)
{
  g_assert (g_thread_self () != worker->thread);
  if (!enqueue (worker, priority, job)) {
    g_propagate_error (error, closed_error ());
    return FALSE;
  }
  g_mutex_lock (&worker->mutex);
  while (!job->settled)
    g_cond_wait (&worker->changed, &worker->mutex);
  g_mutex_unlock (&worker->mutex);
  if (job->error == NULL)
    return TRUE;
  g_propagate_error (error, job->error);
  return FALSE;
}

gboolean
coffret_worker_run_sync (CoffretWorker *worker,
                         CoffretPriority priority,
                         CoffretVaultFunc func,
                         gpointer data,
                         GError **error)
{
  Job job = { .func = func, .data = data };

  return run_and_wait (worker, priority, &job, error);
}

gboolean
coffret_worker_run_alone_sync (CoffretWorker *worker,
                               CoffretWorkerFunc func,
                               gpointer data,
                               GError **error)
{
  Job job = { .alone = func, .data = data };

  return run_and_wait (worker, COFFRET_PRIORITY_NORMAL, &job, error);
}

DexFuture *
coffret_worker_find_damage (CoffretWorker *worker)
{
  return dex_ref (worker->damage);
}

void
coffret_worker_close (CoffretWorker *worker, gboolean finish)
{
  GThread *thread;

  g_mutex_lock (&worker->mutex);
  if (!worker->closing)
    worker->finish = finish;
  worker->closing = TRUE;
  thread = g_steal_pointer (&worker->thread);
  g_cond_broadcast (&worker->changed);
  g_mutex_unlock (&worker->mutex);
  if (thread == NULL)
    return;
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

void
coffret_worker_free (CoffretWorker *worker)
{
  g_assert (worker->closing);
  worker_unref (worker);
}
