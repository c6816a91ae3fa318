#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "organise/outline.h"

static void
print (GString *outline)
{
  g_string_truncate (outline, outline->len - strlen ("\n"));
  coffret_output_lines (outline->str, 0);
  g_string_truncate (outline, 0);
}

/* What can be told without the vault is told first: it may be what does not open. */
CoffretExit
coffret_command_summary (const CoffretOptions *options)
{
  g_autoptr (GString) outline = g_string_new (NULL);
  CoffretSession *session;
  CoffretExit status;

  if (options->arguments[0] != NULL) {
    coffret_output_error (_ ("“summary” takes no argument: it tells of this computer and vault."));
    return COFFRET_EXIT_USAGE;
  }
  coffret_outline_add_computer (outline, COFFRET_VERSION);
  print (outline);
  session = coffret_enter (options, FALSE, &status);
  if (session == NULL)
    return status;
  coffret_outline_add_session (outline, session);
  print (outline);
  coffret_leave (session);
  return COFFRET_EXIT_DONE;
}
