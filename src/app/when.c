#include "app/when.h"

typedef struct {
  GWeakRef owner;
  CoffretWhenFunc func;
  gpointer data;
  GDestroyNotify destroy;
} When;

static void
when_free (gpointer pointer)
{
  When *when = pointer;

  g_weak_ref_clear (&when->owner);
  if (when->destroy)
    when->destroy (when->data);
  g_free (when);
}

static DexFuture *
on_settled (DexFuture *future, gpointer pointer)
{
  When *when = pointer;
  g_autoptr (GObject) owner = g_weak_ref_get (&when->owner);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  if (!owner)
    return NULL;
  value = dex_future_get_value (future, &error);
  when->func (owner, value, error, when->data);
  return NULL;
}

void
coffret_when (
  DexFuture *future, gpointer owner, CoffretWhenFunc func, gpointer data, GDestroyNotify destroy)
{
  When *when = g_new0 (When, 1);

  g_weak_ref_init (&when->owner, owner);
  when->func = func;
  when->data = data;
  when->destroy = destroy;
  dex_future_disown (dex_future_finally (future, on_settled, when, when_free));
}
