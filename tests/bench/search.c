/* search FOLDER: how long a question to the library takes, as one types it.
 *
 * The credentials of FOLDER go into a vault in memory; then words are asked for
 * letter by letter, and the time runs from setting the words until the view has
 * its answer. "held" is the longest that one turn of the main loop took
 * meanwhile: what a frame of the window would have had to wait. The same for the
 * figures of the overview. Prints JSON.
 */
#include "bench.h"

#include "organise/overview.h"
#include "organise/view.h"

#define ROUNDS 9

/* What people type: it becomes narrower letter by letter, and wide again. */
static const char *const questions[] = {
  "s",         "so",
  "soi",       "soins",
  "soins d",   "w",
  "wound",     "wound care level",
  "e",         "zzz",
  "wuond", /* a slip */
  "first aid", "type:badge -soins year:2019..2024",
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
add_up (CoffretLibrary *library, double *held)
{
  double start = bench_milliseconds ();
  g_autoptr (DexFuture) future = coffret_overview_make (library, coffret_instant_now (), NULL);

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

int
main (int argc, char **argv)
{
  g_autoptr (CoffretSession) session = NULL;
  g_autoptr (CoffretView) view = NULL;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  guint64 empty, filled;
  double worst = 0, held = 0, overview_held = 0, first, import, overview;

  if (argc != 2) {
    g_printerr ("search FOLDER\n");
    return 2;
  }
  session = bench_session (NULL, 0);
  empty = bench_memory ("VmRSS:");
  import = bench_import (session, argv[1]);
  filled = bench_memory ("VmRSS:");

  view = coffret_view_new (coffret_session_get_library (session));
  first = answer (view, &held);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
      double start = bench_milliseconds ();
      double took;

      coffret_view_set_words (view, questions[i]);
      held = MAX (held, bench_milliseconds () - start);
      answer (view, &held);
      took = bench_milliseconds () - start;
      worst = MAX (worst, took);
      g_array_append_val (all, took);
    }
  overview = add_up (coffret_session_get_library (session), &overview_held);
  g_print (
    "{\"rows\": %u, \"import_ms\": %.0f, \"first_view_ms\": %.1f, \"answer_median_ms\": %.2f, "
    "\"answer_worst_ms\": %.2f, \"held_worst_ms\": %.2f, \"overview_ms\": %.1f, "
    "\"overview_held_ms\": %.2f, \"rss_kib_per_1000\": %.0f}\n",
    g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session))), import, first,
    bench_median (all), worst, held, overview, overview_held,
    (double) (filled - empty) * 1000 /
      MAX (1, g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session)))));
  return 0;
}
