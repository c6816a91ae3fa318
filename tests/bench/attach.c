/* attach FOLDER MEGABYTES FILES: FILES files of MEGABYTES each are kept with one credential in a
 * new vault in FOLDER, and then the last is written out again; how long each takes, and the most
 * memory that was held beyond that of the open vault. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench.h"
#include "organise/attachments.h"

#define MEGABYTE (1024 * 1024)

/* What nothing deflates. */
static void
write_file (const char *path, guint megabytes, guint32 seed)
{
  int file = open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  g_autofree guint32 *block = g_malloc (MEGABYTE);

  for (guint i = 0; i < megabytes; i++) {
    for (gsize j = 0; j < MEGABYTE / sizeof *block; j++) {
      seed ^= seed << 13;
      seed ^= seed >> 17;
      seed ^= seed << 5;
      block[j] = seed;
    }
    if (write (file, block, MEGABYTE) != MEGABYTE)
      g_error ("cannot write %s", path);
  }
  close (file);
}

/* The most so far begins here. */
static void
forget_peak (void)
{
  int file = open ("/proc/self/clear_refs", O_WRONLY);

  if (file < 0 || write (file, "5", 1) != 1)
    g_error ("cannot forget the peak");
  close (file);
}

int
main (int argc, char **argv)
{
  guint megabytes = argc == 4 ? (guint) atoi (argv[2]) : 0;
  guint files = argc == 4 ? (guint) atoi (argv[3]) : 0;
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;
  g_autofree char *vault = NULL;
  g_autoptr (CoffretSession) session = NULL;
  g_autoptr (CoffretOwnEntry) own = coffret_own_entry_new ();
  g_autoptr (CoffretEntry) entry = NULL;
  g_autoptr (DexFuture) listed = NULL;
  GPtrArray *rows;
  guint64 before;
  double start, total = 0, slowest = 0;

  if (megabytes == 0 || files == 0)
    return g_printerr ("attach FOLDER MEGABYTES FILES\n"), 2;
  source = g_build_filename (argv[1], "source", NULL);
  target = g_build_filename (argv[1], "target", NULL);
  vault = g_build_filename (argv[1], "vault", NULL);
  session = bench_session (vault, COFFRET_SLOT_PASSPHRASE);
  own->title = g_strdup ("Something large");
  bench_wait (coffret_session_add_own (session, own, NULL));
  entry = g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (session)), 0);
  before = bench_memory ("VmRSS");
  forget_peak ();
  for (guint i = 0; i < files; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (source);
    double took;

    write_file (source, megabytes, i + 1);
    start = bench_milliseconds ();
    bench_wait (coffret_session_attach (session, entry, file, NULL, NULL, NULL, NULL, NULL, NULL));
    took = bench_milliseconds () - start;
    total += took;
    slowest = MAX (slowest, took);
    unlink (source);
  }
  g_print ("%u x %u MB attached: %.0f ms in all, %.0f ms at most each; %" G_GINT64_FORMAT
           " KiB more at most\n",
           files, megabytes, total, slowest, (gint64) (bench_memory ("VmHWM") - before));
  listed = dex_ref (coffret_session_list_attachments (session, entry));
  bench_wait (dex_ref (listed));
  rows = g_value_get_boxed (dex_future_get_value (listed, NULL));
  forget_peak ();
  before = bench_memory ("VmRSS");
  start = bench_milliseconds ();
  bench_wait (
    coffret_session_save_attachment (session, rows->pdata[rows->len - 1], NULL, target, NULL));
  g_print ("%u MB written out: %.0f ms; %" G_GINT64_FORMAT " KiB more at most\n", megabytes,
           bench_milliseconds () - start, (gint64) (bench_memory ("VmHWM") - before));
  coffret_session_end (session);
  return 0;
}
