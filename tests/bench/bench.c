#include "bench.h"

#include <stdlib.h>
#include <string.h>

double
bench_milliseconds (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

void
bench_wait (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  if (dex_future_get_value (future, &error) == NULL)
    g_error ("%s", error->message);
}

CoffretSession *
bench_session (const char *folder, CoffretSlotType slots)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("bench bench", 11);
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (DexFuture) future = NULL;
  const GValue *value;

  if (folder == NULL)
    vault = coffret_vault_new_in_memory (&error);
  else
    vault = coffret_vault_create (folder, slots, passphrase, NULL, &error);
  if (vault == NULL)
    g_error ("%s", error->message);
  future = coffret_session_new (vault);
  bench_wait (future);
  value = dex_future_get_value (future, &error);
  return g_value_dup_object (value);
}

double
bench_import (CoffretSession *session, const char *path)
{
  g_autoptr (CoffretImport) import = coffret_session_import (session, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (DexFuture) future = NULL;
  double start = bench_milliseconds ();
  double took;

  coffret_import_add_file (import, file);
  future = coffret_import_start (import);
  bench_wait (future);
  took = bench_milliseconds () - start;
  if (coffret_import_count (import, COFFRET_OUTCOME_REFUSED) > 0)
    g_error ("%u files were refused", coffret_import_count (import, COFFRET_OUTCOME_REFUSED));
  return took;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other;
}

double
bench_median (GArray *values)
{
  g_assert (values->len > 0);
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

guint64
bench_memory (const char *field)
{
  g_autofree char *status = NULL;
  const char *place;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  place = strstr (status, field);
  return place != NULL ? g_ascii_strtoull (place + strlen (field) + 1, NULL, 10) : 0;
}
