/* load VAULT: how long a vault takes to be read, and what the library then holds.
 *
 * VAULT is one that fill made; it is opened with its passphrase. "bytes" is what is in use of the
 * heap, which is what credentials cost; the resident size is what the system gave. The times of
 * the processor are of all threads, so that other work of the machine does not count. Prints JSON.
 */
#include "bench.h"

#include <malloc.h>
#include <time.h>

#include "organise/view.h"

static double
processor (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

static gsize
heap (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("bench bench", 11);
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (CoffretSession) session = NULL;
  g_autoptr (CoffretView) view = NULL;
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;
  gsize bytes_before, bytes_loaded, bytes_shown;
  guint64 resident_before, resident_loaded;
  double start, start_processor, loaded, loaded_processor, shown;
  guint rows;

  if (argc != 2) {
    g_printerr ("load VAULT\n");
    return 2;
  }
  dex_init ();
  vault = coffret_vault_open (argv[1], COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, &error);
  if (vault == NULL)
    g_error ("%s", error->message);
  malloc_trim (0);
  bytes_before = heap ();
  resident_before = bench_memory ("VmRSS:");
  start = bench_milliseconds ();
  start_processor = processor ();
  future = coffret_session_new (vault);
  bench_wait (future);
  session = g_value_dup_object (dex_future_get_value (future, NULL));
  loaded = bench_milliseconds () - start;
  loaded_processor = processor () - start_processor;
  bytes_loaded = heap ();
  resident_loaded = bench_memory ("VmRSS:");
  start = bench_milliseconds ();
  view = coffret_view_new (coffret_session_get_library (session));
  while (coffret_view_is_busy (view))
    g_main_context_iteration (NULL, TRUE);
  shown = bench_milliseconds () - start;
  bytes_shown = heap ();
  rows = MAX (1, g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session))));
  g_print (
    "{\"rows\": %u, \"load_ms\": %.1f, \"load_processor_ms\": %.1f, \"first_view_ms\": %.1f, "
    "\"bytes_per_row\": %" G_GSIZE_FORMAT ", \"bytes_per_row_shown\": %" G_GSIZE_FORMAT
    ", \"resident_kib\": %" G_GUINT64_FORMAT ", \"peak_kib\": %" G_GUINT64_FORMAT "}\n",
    rows, loaded, loaded_processor, shown, (bytes_loaded - bytes_before) / rows,
    (bytes_shown - bytes_before) / rows, resident_loaded - resident_before,
    bench_memory ("VmHWM:"));
  coffret_session_end (session);
  return 0;
}
