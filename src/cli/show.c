#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/find.h"
#include "cli/output.h"
#include "cli/summary.h"

static CoffretExit
show (CoffretSession *session, CoffretEntry *entry, gboolean json)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSummary) summary = NULL;
  const CoffretItem *item;

  if (!coffret_enter_await (coffret_session_read (session, entry), &value, &error)) {
    coffret_output_error (error->message);
    return coffret_enter_status (error);
  }
  item = g_value_get_boxed (&value);
  if (item->credential == NULL) {
    coffret_output_error (item->error->message);
    return COFFRET_EXIT_NOT_DONE;
  }
  summary = coffret_summary_new (coffret_session_get_library (session), entry, item);
  if (json)
    coffret_output_json (coffret_summary_to_json (summary));
  else
    coffret_summary_print (summary);
  return COFFRET_EXIT_DONE;
}

CoffretExit
coffret_command_show (const CoffretOptions *options)
{
  CoffretSession *session;
  CoffretEntry *entry;
  CoffretExit status;

  if (options->arguments[0] == NULL || *options->arguments[0] == '\0' ||
      options->arguments[1] != NULL) {
    coffret_output_error (_ ("Say which one credential to show, by its number."));
    return COFFRET_EXIT_USAGE;
  }
  session = coffret_enter (options, FALSE, &status);
  if (session == NULL)
    return status;
  entry = coffret_find_entry (coffret_session_get_library (session), options->arguments[0]);
  status = entry != NULL ? show (session, entry, options->json) : COFFRET_EXIT_NOT_DONE;
  coffret_leave (session);
  return status;
}
