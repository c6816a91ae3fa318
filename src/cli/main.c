/* coffretctl: without a display what the application does (design section 7). */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "cli/commands.h"

int
main (int argc, char **argv)
{
  static const CoffretCommandLine commands[] = {
    { "verify", N_ ("FILE…"), N_ ("Say whether the credentials in these files are genuine"), TRUE,
      FALSE, TRUE, FALSE, coffret_command_verify },
    { "import", N_ ("FILE…"), N_ ("Put the credentials in these files and folders into the vault"),
      TRUE, FALSE, FALSE, FALSE, coffret_command_import },
    { "list", N_ ("[SEARCH…]"), N_ ("List the credentials, or those with all of these words"), TRUE,
      TRUE, FALSE, FALSE, coffret_command_list },
    { "show", N_ ("ID"), N_ ("Show all that a credential says"), TRUE, FALSE, FALSE, FALSE,
      coffret_command_show },
    { "backup", N_ ("OUT"), N_ ("Write the whole vault into one encrypted file, and read it back"),
      TRUE, FALSE, FALSE, FALSE, coffret_command_backup },
    { "restore", N_ ("FILE"), N_ ("Bring a backup back: as a new vault, or into the one there is"),
      TRUE, FALSE, FALSE, TRUE, coffret_command_restore },
    { "check", "", N_ ("Read the whole vault and say whether all of it is as it was"), FALSE, FALSE,
      FALSE, FALSE, coffret_command_check },
    { "salvage", N_ ("OUT"),
      N_ ("Save what can be read of a damaged vault into a new one, and leave the old as it is"),
      TRUE, FALSE, FALSE, FALSE, coffret_command_salvage },
    { "practice", N_ ("[FOLDER [PERSON]]"),
      N_ ("Make the credentials of an invented person, to try things on, or list these people"),
      TRUE, FALSE, FALSE, FALSE, coffret_command_practice },
    { NULL, NULL, NULL, FALSE, FALSE, FALSE, FALSE, NULL },
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
