/* coffretctl: without a display what the application does (design section 7). */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cli/commands.h"

int
main (int argc, char **argv)
{
  static const CoffretCommandLine commands[] = {
    { "verify", N_ ("FILE…"), N_ ("Say whether the credentials in these files are genuine"),
      COFFRET_TAKES_JSON | COFFRET_TAKES_GROUNDS, coffret_command_verify },
    { "import", N_ ("FILE…"), N_ ("Put the credentials in these files and folders into the vault"),
      COFFRET_TAKES_JSON, coffret_command_import },
    { "list", N_ ("[SEARCH…]"), N_ ("List the credentials, or those with all of these words"),
      COFFRET_TAKES_JSON | COFFRET_TAKES_COMPARTMENT, coffret_command_list },
    { "show", N_ ("ID"), N_ ("Show all that a credential says"), COFFRET_TAKES_JSON,
      coffret_command_show },
    { "groups", N_ ("[SEARCH…]"), N_ ("List the sharing groups, or make one of what is found"),
      COFFRET_TAKES_JSON | COFFRET_TAKES_COMPARTMENT | COFFRET_TAKES_MAKE, coffret_command_groups },
    { "share", N_ ("GROUP"), N_ ("Make what a sharing group gives away, and note it"),
      COFFRET_TAKES_JSON | COFFRET_TAKES_WAY, coffret_command_share },
    { "shares", N_ ("[SEARCH…]"), N_ ("List what was shared, with whom and when"),
      COFFRET_TAKES_JSON | COFFRET_TAKES_LEDGER, coffret_command_shares },
    { "backup", N_ ("OUT"), N_ ("Write the whole vault into one encrypted file, and read it back"),
      COFFRET_TAKES_JSON, coffret_command_backup },
    { "restore", N_ ("FILE"), N_ ("Bring a backup back: as a new vault, or into the one there is"),
      COFFRET_TAKES_JSON | COFFRET_TAKES_RESTORE, coffret_command_restore },
    { "check", "", N_ ("Read the whole vault and say whether all of it is as it was"),
      COFFRET_TAKES_NOTHING, coffret_command_check },
    { "salvage", N_ ("OUT"),
      N_ ("Save what can be read of a damaged vault into a new one, and leave the old as it is"),
      COFFRET_TAKES_JSON, coffret_command_salvage },
    { "summary", "", N_ ("Tell what may be shown to somebody who helps you, without your secrets"),
      COFFRET_TAKES_NOTHING, coffret_command_summary },
    { "practice", N_ ("[FOLDER [PERSON]]"),
      N_ ("Make the credentials of an invented person, to try things on, or list these people"),
      COFFRET_TAKES_JSON, coffret_command_practice },
    { "handout", N_ ("[NAME OUT]"),
      N_ ("Make a page for learners, as a PDF to print, or list these pages"),
      COFFRET_TAKES_JSON | COFFRET_TAKES_LANGUAGE, coffret_command_handout },
    { NULL, NULL, NULL, COFFRET_TAKES_NOTHING, NULL },
  };
  const char *locales = g_getenv ("COFFRET_LOCALEDIR");
  g_auto (CoffretOptions) options = { NULL };
  const CoffretCommandLine *command;
  CoffretExit status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales != NULL ? locales : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* ngettext() knows no other way to its translations. */
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("coffretctl");
  coffret_secret_protect_process ();

  command = coffret_options_parse (&options, commands, argv, &status);
  return (int) (command != NULL ? command->run (&options) : status);
}
