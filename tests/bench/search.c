/* search FOLDER: how long a question to the library takes, as one types it.
 *
 * The credentials of FOLDER go into a vault in memory, or FOLDER is a vault itself, of which the
 * passphrase is "bench bench"; then words are asked for letter by letter, and the time runs from
 * setting the words until the view has its answer. "held" is the longest that one turn of the main
 * loop took meanwhile: what a frame of the window would have had to wait. The same for each order
 * when it is first asked for, and for the figures of the overview. Prints JSON.
 */
#include "bench.h"

#include <time.h>

#include "organise/facets.h"
#include "organise/overview.h"
#include "organise/view.h"

#define ROUNDS 9

/* What people type: it becomes narrower letter by letter, and wide again. */
static const char *const questions[] = {
  "s",
  "so",
  "soi",
  "soins",
  "soins d",
  "w",
  "wo",
  "wou",
  "woun",
  "wound",
  "wound ",
  "wound c",
  "wound ca",
  "wound car",
  "wound care",
  "wound care level",
  "e",
  "zzz",
  "wuond", /* a slip */
  "first aid",
  "type:badge -soins year:2019..2024",
  "skill:wound",
  "issuer:colege",
  "",
};

/* Milliseconds until VIEW has answered; HELD is raised to the longest turn. */
static double
answer (CoffretView *view, double *held)
{
  double start = bench_milliseconds ();

  while (coffret_view_is_busy (view)) {
    double before;

    /* Waiting for the worker is no work: only what is dispatched counts. */
    while (!g_main_context_pending (NULL) && coffret_view_is_busy (view))
      g_usleep (50);
    before = bench_milliseconds ();
    g_main_context_iteration (NULL, FALSE);
    *held = MAX (*held, bench_milliseconds () - before);
  }
  return bench_milliseconds () - start;
}

static double
finish (DexFuture *future, double start, double *held)
{
  *held = MAX (*held, bench_milliseconds () - start);
  while (dex_future_is_pending (future)) {
    double before;

    while (!g_main_context_pending (NULL) && dex_future_is_pending (future))
      g_usleep (50);
    before = bench_milliseconds ();
    g_main_context_iteration (NULL, FALSE);
    *held = MAX (*held, bench_milliseconds () - before);
  }
  return bench_milliseconds () - start;
}

static double
add_up (CoffretLibrary *library, double *held)
{
  double start = bench_milliseconds ();
  g_autoptr (DexFuture) future = coffret_overview_make (library, coffret_instant_now (), NULL);

  return finish (future, start, held);
}

/* What the search suggests. */
static double
count_facets (CoffretLibrary *library, double *held)
{
  double start = bench_milliseconds ();
  g_autoptr (DexFuture) future = coffret_facets_make (library, FALSE, NULL);

  return finish (future, start, held);
}

static double
read_processor (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000.0 + (double) time.tv_nsec / 1e6;
}

static CoffretSession *
open_vault (const char *folder)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("bench bench", 11);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault =
    coffret_vault_open (folder, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, &error);
  g_autoptr (DexFuture) future = NULL;

  if (vault == NULL)
    g_error ("%s", error->message);
  future = coffret_session_new (vault);
  bench_wait (future);
  return g_value_dup_object (dex_future_get_value (future, NULL));
}

/* By the wall, and by the processor in all threads: what other work of the machine leaves alone. */
typedef struct {
  GArray *wall;
  GArray *processor;
} Times;

static Times
times_new (void)
{
  return (Times) { g_array_new (FALSE, FALSE, sizeof (double)),
                   g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
times_clear (Times *times)
{
  g_array_unref (times->wall);
  g_array_unref (times->processor);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Times, times_clear)

/* From setting WORDS, or ORDER where they are NULL, until VIEW has its answer. */
static double
measure (CoffretView *view, const char *words, CoffretOrder order, Times *times, double *held)
{
  double start_processor = read_processor ();
  double start = bench_milliseconds ();
  double wall, processor;

  if (words != NULL)
    coffret_view_set_words (view, words);
  else
    coffret_view_set_order (view, order);
  *held = MAX (*held, bench_milliseconds () - start);
  answer (view, held);
  wall = bench_milliseconds () - start;
  processor = read_processor () - start_processor;
  g_array_append_val (times->wall, wall);
  g_array_append_val (times->processor, processor);
  return wall;
}

static void
print_times (const char *name, Times *times)
{
  double wall = bench_median (times->wall); /* which sorts them */

  g_print ("\"%s\": {\"ms\": %.1f, \"worst_ms\": %.1f, \"processor_ms\": %.1f}", name, wall,
           g_array_index (times->wall, double, times->wall->len - 1),
           bench_median (times->processor));
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretSession) session = NULL;
  g_autoptr (CoffretView) view = NULL;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *database = NULL;
  Times times[G_N_ELEMENTS (questions)];
  guint64 empty, filled;
  double worst = 0, held = 0, overview_held = 0, first, import = 0, overview, facets;
  guint rows;

  if (argc != 2) {
    g_printerr ("search FOLDER\n");
    return 2;
  }
  dex_init ();
  database = g_build_filename (argv[1], "vault.db", NULL);
  empty = bench_memory ("VmRSS:");
  if (g_file_test (database, G_FILE_TEST_EXISTS)) {
    session = open_vault (argv[1]);
  } else {
    session = bench_session (NULL, 0);
    empty = bench_memory ("VmRSS:");
    import = bench_import (session, argv[1]);
  }
  filled = bench_memory ("VmRSS:");
  rows = MAX (1, g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session))));

  view = coffret_view_new (coffret_session_get_library (session));
  first = answer (view, &held);
  g_print ("{\"orders\": {");
  for (CoffretOrder order = COFFRET_ORDER_TITLE; order < COFFRET_N_ORDERS; order++) {
    g_autofree char *name = g_strdup_printf ("%d", order);
    g_auto (Times) one = times_new ();

    if (COFFRET_ORDER_PLAIN (order) == COFFRET_ORDER_BACKWARDS)
      continue;
    measure (view, NULL, order, &one, &held);
    print_times (name, &one);
    g_print (", ");
  }
  g_print ("\"n\": %d}, ", COFFRET_N_ORDERS);
  coffret_view_set_order (view, COFFRET_ORDER_AWARDED);
  answer (view, &held);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    times[i] = times_new ();
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
      double took = measure (view, questions[i], 0, &times[i], &held);

      worst = MAX (worst, took);
      g_array_append_val (all, took);
    }
  g_print ("\"questions\": {");
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_print ("%s", i > 0 ? ", " : "");
    print_times (questions[i], &times[i]);
    times_clear (&times[i]);
  }
  facets = count_facets (coffret_session_get_library (session), &held);
  overview = add_up (coffret_session_get_library (session), &overview_held);
  g_print (
    "}, \"rows\": %u, \"import_ms\": %.0f, \"first_view_ms\": %.1f, \"answer_median_ms\": %.2f, "
    "\"answer_worst_ms\": %.2f, \"held_worst_ms\": %.2f, \"facets_ms\": %.1f, \"overview_ms\": "
    "%.1f, "
    "\"overview_held_ms\": %.2f, \"rss_kib_per_1000\": %.0f}\n",
    rows, import, first, bench_median (all), worst, held, facets, overview, overview_held,
    (double) (filled - empty) * 1000 / rows);
  return 0;
}
