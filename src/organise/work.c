#include "organise/work.h"

typedef struct {
  CoffretWorkFunc func;
  gpointer data;
  GDestroyNotify destroy;
  DexPromise *promise;
} Work;

static void
do_work (gpointer data)
{
  g_autofree Work *work = data;
  g_autoptr (DexPromise) promise = work->promise;
  g_autoptr (DexFuture) answer = work->func (work->data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (answer, &error);

  if (work->destroy != NULL)
    work->destroy (work->data);
  if (value != NULL)
    dex_promise_resolve (promise, value);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

static void
do_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  do_work (data);
  g_task_return_boolean (task, TRUE);
}

static Work *
work_new (CoffretWorkFunc func, gpointer data, GDestroyNotify destroy)
{
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->destroy = destroy;
  work->promise = dex_promise_new ();
  return work;
}

DexFuture *
coffret_work_run (CoffretWorkFunc func, gpointer data, GDestroyNotify destroy)
{
  Work *work = work_new (func, data, destroy);
  DexFuture *future = dex_ref (DEX_FUTURE (work->promise));

  dex_scheduler_push (dex_thread_pool_scheduler_get_default (), do_work, work);
  return future;
}

DexFuture *
coffret_work_block (CoffretWorkFunc func, gpointer data, GDestroyNotify destroy)
{
  Work *work = work_new (func, data, destroy);
  DexFuture *future = dex_ref (DEX_FUTURE (work->promise));
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_static_name (task, "coffret-work");
  g_task_set_task_data (task, work, NULL);
  g_task_run_in_thread (task, do_task);
  return future;
}
