#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/verify-line.h"
#include "share/receiving.h"

/* So many lines wait to be printed; who has more to say waits as well. */
#define MAX_WAITING 64

/* What one file came to: made on some thread, printed by the first as it comes. */
typedef struct {
  gboolean done;
  gboolean verified; /* all that is in it */
  char *unopened;    /* why; NULL: it was opened */
  GQueue lines;      /* one line of JSON, or several lines of text */
} Outcome;

typedef struct {
  const CoffretOptions *options;
  CoffretGrounds *grounds;
  guint count;
  Outcome *outcomes;
  GMutex mutex;
  GCond changed;
} Run;

/* One file while it is read. */
typedef struct {
  Run *run;
  Outcome *outcome;
  const char *file;
  guint number; /* of the next item */
  gsize rest;   /* of what its items may take together */
} Reading;

static void
say (Reading *reading, const CoffretItem *item, const CoffretReport *report)
{
  Run *run = reading->run;
  Outcome *outcome = reading->outcome;
  char *line = run->options->json ? coffret_output_dump (coffret_verify_line_to_json (
                                      reading->file, reading->number, item, report))
                                  : coffret_verify_line_to_text (reading->file, item, report);

  reading->number++;
  outcome->verified = outcome->verified && report->verdict == COFFRET_VERDICT_VERIFIED;
  g_mutex_lock (&run->mutex);
  while (outcome->lines.length >= MAX_WAITING)
    g_cond_wait (&run->changed, &run->mutex);
  g_queue_push_tail (&outcome->lines, line);
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->mutex);
}

/* A file of which nothing could be told apart is one item that cannot be read. */
static void
say_unreadable (Reading *reading, GError *error, gint64 offset)
{
  CoffretItem item = { .envelope = (char *) "", .error = error, .offset = offset };
  g_autoptr (CoffretReport) report = coffret_verify_item (&item, reading->run->grounds);

  say (reading, &item, report);
}

static gboolean
on_item (CoffretItem *item, gpointer data)
{
  Reading *reading = data;
  g_autoptr (CoffretItem) owned = item;
  g_autoptr (CoffretReport) report =
    coffret_verify_next (owned, reading->run->grounds, &reading->rest);

  say (reading, owned, report);
  return TRUE;
}

/* What was said of the first members stays true when there turn out to be too many. */
static void
verify_file (Run *run, const char *file, Outcome *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = coffret_file_read (file, coffret_limits_default.max_bytes, &error);
  Reading reading = { run, outcome, file, .rest = COFFRET_VERIFY_REST };
  gint64 offset = -1;

  if (bytes == NULL && !g_file_test (file, G_FILE_TEST_IS_REGULAR)) {
    outcome->unopened = g_strdup (error->message);
    return;
  }
  if (bytes == NULL && error->code != G_FILE_ERROR_FAILED) {
    outcome->unopened = g_strdup (error->message);
    return;
  }
  if (bytes == NULL || !coffret_receiving_visit (bytes, file, on_item, &reading, &offset, &error))
    say_unreadable (&reading, error, offset);
}

static void
on_file (gpointer data, gpointer user_data)
{
  Run *run = user_data;
  guint number = GPOINTER_TO_UINT (data) - 1;
  Outcome *outcome = &run->outcomes[number];

  outcome->verified = TRUE;
  verify_file (run, run->options->arguments[number], outcome);
  g_mutex_lock (&run->mutex);
  outcome->done = TRUE;
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->mutex);
}

/* Cleaning a text takes the white space at the beginning of its lines. */
static void
print_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    coffret_output_lines (*line, (guint) strspn (*line, " "));
}

/* The next line, owned, when there is one; NULL after the last. */
static char *
await_line (Run *run, Outcome *outcome)
{
  char *line;

  g_mutex_lock (&run->mutex);
  while (!outcome->done && outcome->lines.length == 0)
    g_cond_wait (&run->changed, &run->mutex);
  line = g_queue_pop_head (&outcome->lines);
  g_cond_broadcast (&run->changed);
  g_mutex_unlock (&run->mutex);
  return line;
}

/* Everything about the file, and what to exit with after it. */
static CoffretExit
print (Run *run, const char *file, Outcome *outcome)
{
  char *line;

  while ((line = await_line (run, outcome)) != NULL) {
    if (run->options->json)
      coffret_output_dumped (line);
    else
      print_text (line);
    g_free (line);
  }
  if (outcome->unopened != NULL) {
    g_autofree char *shown = g_filename_display_name (file);
    /* Translators: first a file, then a sentence that says why. */
    g_autofree char *sentence =
      g_strdup_printf (_ ("%s could not be opened: %s"), shown, outcome->unopened);

    coffret_output_error (sentence);
    g_free (outcome->unopened);
    return COFFRET_EXIT_INPUT;
  }
  return outcome->verified ? COFFRET_EXIT_DONE : COFFRET_EXIT_NOT_DONE;
}

/* In the order given, whichever is ready first. The files are taken up in that order too, so that
 * the one whose turn it is never waits for those that wait for it. */
static CoffretExit
run_all (Run *run)
{
  GThreadPool *pool =
    g_thread_pool_new (on_file, run, (gint) MIN (g_get_num_processors (), run->count), FALSE, NULL);
  CoffretExit status = COFFRET_EXIT_DONE;

  for (guint i = 0; i < run->count; i++)
    g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  for (guint i = 0; i < run->count; i++) {
    CoffretExit own = print (run, run->options->arguments[i], &run->outcomes[i]);

    status = MAX (status, own);
  }
  g_thread_pool_free (pool, FALSE, TRUE);
  return status;
}

/* What cannot be used is said and otherwise passed over. FALSE only when it could not be opened. */
static gboolean
give (CoffretGrounds *grounds, const char *file, const CoffretGroundKind *kind)
{
  g_autofree char *shown = g_filename_display_basename (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = coffret_file_read (file, coffret_limits_default.max_bytes, &error);
  g_autofree char *sentence = NULL;
  gboolean opened = bytes != NULL || (error->code == G_FILE_ERROR_FAILED &&
                                      g_file_test (file, G_FILE_TEST_IS_REGULAR));
  gboolean given = FALSE;

  if (bytes != NULL && kind == NULL)
    given = coffret_grounds_add_registry (grounds, bytes, shown, &error);
  else if (bytes != NULL)
    given =
      coffret_grounds_add (grounds, *kind, bytes, NULL, coffret_grounds_get_now (grounds), &error);
  if (given)
    return TRUE;
  sentence = opened ? g_strdup_printf (_ ("%s is not used: %s"), shown, error->message)
                    : g_strdup_printf (_ ("%s could not be opened: %s"), shown, error->message);
  coffret_output_error (sentence);
  return opened;
}

static gboolean
give_all (CoffretGrounds *grounds, char **files, const CoffretGroundKind *kind)
{
  gboolean opened = TRUE;

  for (; files != NULL && *files != NULL; files++)
    opened = give (grounds, *files, kind) && opened;
  return opened;
}

/* RFC 3339 with a zone: "now" in somebody else's zone is another moment. */
static gboolean
read_clock (const char *text, CoffretInstant *now)
{
  g_autoptr (GRegex) shape = NULL;

  if (text == NULL) {
    *now = coffret_instant_now ();
    return TRUE;
  }
  shape = g_regex_new (
    "^\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)$", 0, 0,
    NULL);
  if (!g_regex_match (shape, text, 0, NULL))
    return FALSE;
  {
    g_autofree char *upper = g_ascii_strup (text, -1);

    upper[10] = 'T';
    *now = coffret_instant_parse (upper);
  }
  return *now != COFFRET_INSTANT_NONE;
}

CoffretExit
coffret_command_verify (const CoffretOptions *options)
{
  static const CoffretGroundKind document = COFFRET_GROUND_DOCUMENT;
  static const CoffretGroundKind status_list = COFFRET_GROUND_STATUS;
  Run run = { .options = options, .count = g_strv_length (options->arguments) };
  g_autoptr (CoffretContexts) contexts = NULL;
  CoffretExit status;
  CoffretInstant now;
  gboolean opened;

  if (run.count == 0) {
    coffret_output_error (_ ("Which files? “coffretctl verify --help” says how it is used."));
    return COFFRET_EXIT_USAGE;
  }
  if (!read_clock (options->at, &now)) {
    coffret_output_error (_ ("The moment after --at must be written like 2026-05-12T09:30:00Z."));
    return COFFRET_EXIT_USAGE;
  }
  contexts = coffret_contexts_new ();
  run.grounds = coffret_grounds_new (contexts, now);
  if (options->at != NULL)
    coffret_grounds_name_clock (run.grounds);
  coffret_grounds_add_bundled_registries (run.grounds);
  opened = give_all (run.grounds, options->trust, NULL);
  opened = give_all (run.grounds, options->status, &status_list) && opened;
  opened = give_all (run.grounds, options->documents, &document) && opened;

  run.outcomes = g_new0 (Outcome, run.count);
  g_mutex_init (&run.mutex);
  g_cond_init (&run.changed);
  status = run_all (&run);
  g_mutex_clear (&run.mutex);
  g_cond_clear (&run.changed);
  g_free (run.outcomes);
  coffret_grounds_unref (run.grounds);
  return opened ? status : COFFRET_EXIT_INPUT;
}
