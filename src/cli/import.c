#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "credential/words.h"

typedef struct {
  const CoffretOptions *options;
  CoffretLibrary *library;
  GHashTable *names; /* path -> as it was given */
  gboolean unopened; /* some input could not be opened */
} Report;

/* Paths are shown as they were given, and what a folder holds under the folder's. */
static char *
name_as_given (Report *report, const char *path)
{
  g_autofree char *folder = g_strdup (path);
  const char *given = g_hash_table_lookup (report->names, path);
  char *slash;

  if (given != NULL)
    return g_strdup (given);
  while ((slash = strrchr (folder, '/')) != NULL && slash != folder) {
    *slash = '\0';
    given = g_hash_table_lookup (report->names, folder);
    if (given != NULL)
      return g_build_filename (given, path + strlen (folder), NULL);
  }
  return g_strdup (path);
}

static char *
name_of (CoffretLibrary *library, CoffretOutcome *outcome)
{
  const char *id = coffret_outcome_get_id (outcome);
  CoffretEntry *entry = id != NULL ? coffret_library_find (library, id) : NULL;

  return coffret_title_words (coffret_outcome_get_title (outcome),
                              entry != NULL ? coffret_entry_get_kind (entry) : COFFRET_KIND_OTHER,
                              entry != NULL ? coffret_entry_get_issuer (entry) : NULL);
}

static char *
describe (CoffretLibrary *library, CoffretOutcome *outcome, const char *file)
{
  g_autofree char *title = name_of (library, outcome);

  switch (coffret_outcome_get_kind (outcome)) {
  case COFFRET_OUTCOME_ADDED:
    /* Translators: first a file, then the title of a credential. */
    return g_strdup_printf (_ ("%s: “%s” was added."), file, title);
  case COFFRET_OUTCOME_ALREADY_THERE:
    /* Translators: first a file, then the title of a credential. */
    return g_strdup_printf (_ ("%s: “%s” is in the vault already."), file, title);
  case COFFRET_OUTCOME_NEWER_VERSION:
    /* Translators: first a file, then the title of a credential. */
    return g_strdup_printf (_ ("%s: “%s” was added. It is a newer version of one in the vault."),
                            file, title);
  case COFFRET_OUTCOME_REFUSED:
  default:
    /* Translators: first a file, then a sentence that says why. */
    return g_strdup_printf (_ ("%s: not added. %s"), file,
                            coffret_outcome_get_error (outcome)->message);
  }
}

static void
print_outcome (Report *report, CoffretOutcome *outcome)
{
  const GError *error = coffret_outcome_get_error (outcome);
  g_autofree char *file = name_as_given (report, coffret_outcome_get_file (outcome));
  g_autofree char *sentence = NULL;

  /* A file that was read and is too large was opened. */
  if (error != NULL && ((error->domain == G_FILE_ERROR && error->code != G_FILE_ERROR_FAILED) ||
                        error->domain == G_IO_ERROR))
    report->unopened = TRUE;
  if (report->options->json) {
    coffret_output_json (
      json_pack ("{s:s, s:i, s:s, s:o, s:o, s:o}", "file", file, "item",
                 (int) coffret_outcome_get_item (outcome), "outcome",
                 coffret_outcome_kind_to_id (coffret_outcome_get_kind (outcome)), "id",
                 coffret_output_string (coffret_outcome_get_id (outcome)), "title",
                 coffret_output_string (coffret_outcome_get_title (outcome)), "error",
                 coffret_output_string (error != NULL ? error->message : NULL)));
    return;
  }
  sentence = describe (report->library, outcome, file);
  if (error != NULL)
    coffret_output_error (sentence);
  else
    coffret_output_line (sentence);
}

static void
on_outcomes (GListModel *job, guint position, guint removed, guint added, Report *report)
{
  for (guint i = 0; i < added; i++) {
    g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (job, position + i);

    print_outcome (report, outcome);
  }
}

static gboolean
on_interrupted (gpointer data)
{
  coffret_import_cancel (data);
  return G_SOURCE_CONTINUE;
}

static void
print_sum (CoffretImport *job)
{
  guint added = coffret_import_count (job, COFFRET_OUTCOME_ADDED) +
                coffret_import_count (job, COFFRET_OUTCOME_NEWER_VERSION);
  g_autofree char *sentence = g_strdup_printf (
    ngettext ("%u credential was added.", "%u credentials were added.", added), added);

  coffret_output_line (sentence);
  if (coffret_import_is_cancelled (job))
    coffret_output_error (_ ("It was stopped before the end. What was added stays."));
}

static void
add_arguments (CoffretImport *job, Report *report, char **arguments)
{
  for (char **argument = arguments; *argument != NULL; argument++) {
    g_autoptr (GFile) file = g_file_new_for_commandline_arg (*argument);
    g_autofree char *name = g_file_get_parse_name (file);

    g_hash_table_insert (report->names, g_steal_pointer (&name),
                         g_filename_display_name (*argument));
    coffret_import_add_file (job, file);
  }
}

CoffretExit
coffret_command_import (const CoffretOptions *options)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Report report = { .options = options, .names = names };
  g_autoptr (CoffretImport) job = NULL;
  g_autoptr (GError) error = NULL;
  CoffretSession *session;
  CoffretExit status;
  guint source;

  if (options->arguments[0] == NULL) {
    coffret_output_error (_ ("Say which files to import."));
    return COFFRET_EXIT_USAGE;
  }
  session = coffret_enter (options, TRUE, &status);
  if (session == NULL)
    return status;

  report.library = coffret_session_get_library (session);
  job = coffret_session_import (session, NULL);
  add_arguments (job, &report, options->arguments);
  g_signal_connect (job, "items-changed", G_CALLBACK (on_outcomes), &report);
  source = g_unix_signal_add (SIGINT, on_interrupted, job);
  if (!coffret_enter_await (coffret_import_start (job), NULL, &error)) {
    coffret_output_error (error->message);
    status = coffret_enter_status (error);
  } else if (report.unopened) {
    status = COFFRET_EXIT_INPUT;
  } else if (coffret_import_is_cancelled (job) ||
             coffret_import_count (job, COFFRET_OUTCOME_REFUSED) > 0) {
    status = COFFRET_EXIT_NOT_DONE;
  }
  g_source_remove (source);
  g_signal_handlers_disconnect_by_data (job, &report);
  if (!options->json)
    print_sum (job);
  coffret_leave (session);
  return status;
}
