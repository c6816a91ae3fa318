#include "cli/options.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <unistd.h>

#include "cli/output.h"
#include "organise/vaults.h"

/* Argon2 has no limit that matters; a file given by mistake should not be read whole. */
#define MAX_PASSPHRASE 4096

typedef struct {
  char *vault;
  int passphrase_fd;
  int backup_fd;
  gboolean version;
} Common;

/* Up to the first line break; NULL with an error. */
static CoffretSecret *
read_passphrase (int fd, GError **error)
{
  g_autoptr (CoffretSecret) whole = coffret_secret_new (MAX_PASSPHRASE);
  guint8 *bytes = coffret_secret_bytes (whole);
  guint8 *end;
  gsize length = 0;

  while (length < MAX_PASSPHRASE) {
    gssize got = read (fd, bytes + length, MAX_PASSPHRASE - length);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: %s is what the system says, such as "Bad file descriptor". */
                   _ ("The passphrase could not be read: %s"), g_strerror (errno));
      return NULL;
    }
    if (got == 0)
      break;
    length += (gsize) got;
  }
  end = memchr (bytes, '\n', length);
  if (end != NULL)
    length = (gsize) (end - bytes);
  if (length == 0 || length == MAX_PASSPHRASE) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         length == 0 ? _ ("The passphrase is empty.")
                                     : _ ("The passphrase is too long."));
    return NULL;
  }
  return coffret_secret_new_copy (bytes, length);
}

static void
add_common (GOptionContext *context, Common *common)
{
  const GOptionEntry entries[] = {
    { "vault", 0, 0, G_OPTION_ARG_FILENAME, &common->vault,
      N_ ("The folder of the vault, if not the usual one"), N_ ("FOLDER") },
    { "passphrase-fd", 0, 0, G_OPTION_ARG_INT, &common->passphrase_fd,
      N_ ("Open the vault by the passphrase read from this file descriptor, not by the keyring"),
      N_ ("NUMBER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &common->version, N_ ("Say which version this is"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/* What COMMAND takes, in the user's language; of nothing there is no translation. */
static const char *
get_parameters (const CoffretCommandLine *command)
{
  return *command->parameters != '\0' ? _ (command->parameters) : "";
}

static char *
describe_commands (const CoffretCommandLine *commands)
{
  g_autoptr (GString) text = g_string_new (_ ("Commands:"));

  for (; commands->name != NULL; commands++) {
    const char *parameters = get_parameters (commands);
    glong width = g_utf8_strlen (parameters, -1);

    g_string_append_printf (text, "\n  %-8s %s%*s %s", commands->name, parameters,
                            (int) MAX (0, 14 - width), "", _ (commands->summary));
  }
  g_string_append_printf (
    text, "\n\n%s",
    _ ("The exit status is 0 when it was done, 1 when it was not, 2 for a wrong command line, 3 "
       "when "
       "an input could not be opened, 4 when the vault is locked or open in another program, and 5 "
       "when the vault is damaged."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const CoffretCommandLine *
find_command (const CoffretCommandLine *commands, const char *name)
{
  for (; commands->name != NULL; commands++) {
    if (g_str_equal (commands->name, name))
      return commands;
  }
  return NULL;
}

static gboolean
parse_whole (Common *common, const CoffretCommandLine *commands, char ***arguments, GError **error)
{
  g_autoptr (GOptionContext) context =
    g_option_context_new (_ ("COMMAND [ARGUMENT…] – look after a vault of credentials"));
  g_autofree char *description = describe_commands (commands);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_description (context, description);
  g_option_context_set_strict_posix (context, TRUE);
  add_common (context, common);
  return g_option_context_parse_strv (context, arguments, error);
}

static gboolean
parse_command (Common *common,
               CoffretOptions *options,
               const CoffretCommandLine *command,
               char ***arguments,
               GError **error)
{
  const GOptionEntry json[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Answer with one JSON object per line"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry compartment[] = {
    { "compartment", 0, 0, G_OPTION_ARG_STRING, &options->compartment,
      N_ ("Only what lies in this compartment"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry grounds[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &options->at,
      N_ ("Judge as of this moment, such as 2026-05-12T09:30:00Z, not as of now"), N_ ("MOMENT") },
    { "trust", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->trust,
      N_ ("Also know the issuers in this registry; may be given again"), N_ ("FILE") },
    { "status", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->status,
      N_ ("Use this list of withdrawn credentials; may be given again"), N_ ("FILE") },
    { "document", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->documents,
      N_ ("Use this issuer’s document with its keys; may be given again"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry restore[] = {
    { "trust-too", 0, 0, G_OPTION_ARG_NONE, &options->trust_too,
      N_ ("Also take over whom the owner of the backup vouched for, and what credentials were "
          "checked with"),
      NULL },
    { "deleted-too", 0, 0, G_OPTION_ARG_NONE, &options->deleted_too,
      N_ ("Also bring back what was deleted in this vault"), NULL },
    { "backup-fd", 0, 0, G_OPTION_ARG_INT, &common->backup_fd,
      N_ ("Open the backup by the passphrase, or the code of the recovery sheet, read from this "
          "file descriptor"),
      N_ ("NUMBER") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry make[] = {
    { "make", 0, 0, G_OPTION_ARG_STRING, &options->make,
      N_ ("Make a sharing group of this name, of all that the search finds"), N_ ("NAME") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &options->audience,
      N_ ("For whom: potential-employer, current-employer, admissions, professor, "
          "fellow-learner, public or own"),
      N_ ("AUDIENCE") },
    { "recipient", 0, 0, G_OPTION_ARG_STRING, &options->recipient,
      N_ ("Who gets it, as it stands in what is shared"), N_ ("NAME") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options->language,
      N_ ("The language of what is shared, such as fr"), N_ ("LANGUAGE") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry way[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options->as, N_ ("As what; without it the ways are listed"),
      N_ ("WAY") },
    { "only", 0, 0, G_OPTION_ARG_STRING, &options->only,
      N_ ("Of a way for one: which credential, by its number"), N_ ("ID") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry ledger[] = {
    { "again", 0, 0, G_OPTION_ARG_STRING, &options->again,
      N_ ("Write what was shared then once more, byte for byte, and say what is otherwise today"),
      N_ ("ID") },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &options->csv,
      N_ ("Write the list as a table for a spreadsheet"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry out[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options->out, N_ ("The file to write"), N_ ("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry language[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &options->language,
      N_ ("The language of the page, such as fr"), N_ ("LANGUAGE") },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, get_parameters (command));
  g_autoptr (GOptionContext) context = g_option_context_new (g_strchomp (usage));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  add_common (context, common);
  if (command->takes & COFFRET_TAKES_JSON)
    g_option_context_add_main_entries (context, json, GETTEXT_PACKAGE);
  if (command->takes & COFFRET_TAKES_COMPARTMENT)
    g_option_context_add_main_entries (context, compartment, GETTEXT_PACKAGE);
  if (command->takes & COFFRET_TAKES_GROUNDS)
    g_option_context_add_main_entries (context, grounds, GETTEXT_PACKAGE);
  if (command->takes & COFFRET_TAKES_RESTORE)
    g_option_context_add_main_entries (context, restore, GETTEXT_PACKAGE);
  if (command->takes & COFFRET_TAKES_MAKE)
    g_option_context_add_main_entries (context, make, GETTEXT_PACKAGE);
  if (command->takes & COFFRET_TAKES_WAY)
    g_option_context_add_main_entries (context, way, GETTEXT_PACKAGE);
  if (command->takes & COFFRET_TAKES_LEDGER)
    g_option_context_add_main_entries (context, ledger, GETTEXT_PACKAGE);
  if (command->takes & COFFRET_TAKES_LANGUAGE)
    g_option_context_add_main_entries (context, language, GETTEXT_PACKAGE);
  if (command->takes & (COFFRET_TAKES_WAY | COFFRET_TAKES_LEDGER))
    g_option_context_add_main_entries (context, out, GETTEXT_PACKAGE);
  return g_option_context_parse_strv (context, arguments, error);
}

/* GOption leaves "--" in place when what follows it begins with a dash. */
static char **
copy_rest (char **arguments)
{
  char **first = arguments + 1;

  if (*first != NULL && g_str_equal (*first, "--"))
    first++;
  return g_strdupv (first);
}

const CoffretCommandLine *
coffret_options_parse (CoffretOptions *options,
                       const CoffretCommandLine *commands,
                       char **arguments,
                       CoffretExit *status)
{
  Common common = { .passphrase_fd = -1, .backup_fd = -1 };
  g_auto (GStrv) rest = g_strdupv (arguments);
  g_auto (GStrv) own = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  const CoffretCommandLine *command = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  *status = COFFRET_EXIT_USAGE;
  if (!parse_whole (&common, commands, &rest, &error))
    goto wrong;
  if (!common.version && rest[0] != NULL && rest[1] != NULL) {
    command = find_command (commands, rest[1]);
    if (command == NULL) {
      g_set_error (&error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   /* Translators: %s is what was typed. */
                   _ ("There is no command “%s”."), rest[1]);
      goto wrong;
    }
    /* The command's name gives way, so that the rest is a command line of its own. */
    g_strv_builder_add (builder, rest[0]);
    g_strv_builder_addv (builder, (const char **) rest + 2);
    own = g_strv_builder_end (builder);
    if (!parse_command (&common, options, command, &own, &error))
      goto wrong;
  }
  folder = g_steal_pointer (&common.vault);
  if (common.version) {
    *status = COFFRET_EXIT_DONE;
    g_print ("coffretctl %s\n", COFFRET_VERSION);
    return NULL;
  }
  if (command == NULL) {
    g_set_error_literal (&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("A command is missing."));
    goto wrong;
  }
  if (common.passphrase_fd >= 0) {
    options->passphrase = read_passphrase (common.passphrase_fd, &error);
    if (options->passphrase == NULL)
      goto wrong;
  }
  if (common.backup_fd >= 0) {
    options->backup_words = read_passphrase (common.backup_fd, &error);
    if (options->backup_words == NULL)
      goto wrong;
  }
  options->vault = folder != NULL ? g_steal_pointer (&folder) : coffret_vaults_first_folder ();
  options->arguments = copy_rest (own);
  *status = COFFRET_EXIT_DONE;
  return command;

wrong:
  g_free (common.vault);
  coffret_output_error (error->message);
  coffret_output_error (_ ("“coffretctl --help” says how it is used."));
  return NULL;
}

void
coffret_options_clear (CoffretOptions *options)
{
  g_clear_pointer (&options->vault, g_free);
  g_clear_pointer (&options->passphrase, coffret_secret_unref);
  g_clear_pointer (&options->backup_words, coffret_secret_unref);
  g_clear_pointer (&options->compartment, g_free);
  g_clear_pointer (&options->at, g_free);
  g_clear_pointer (&options->make, g_free);
  g_clear_pointer (&options->audience, g_free);
  g_clear_pointer (&options->recipient, g_free);
  g_clear_pointer (&options->language, g_free);
  g_clear_pointer (&options->as, g_free);
  g_clear_pointer (&options->only, g_free);
  g_clear_pointer (&options->out, g_free);
  g_clear_pointer (&options->again, g_free);
  g_clear_pointer (&options->csv, g_free);
  g_clear_pointer (&options->trust, g_strfreev);
  g_clear_pointer (&options->status, g_strfreev);
  g_clear_pointer (&options->documents, g_strfreev);
  g_clear_pointer (&options->arguments, g_strfreev);
}
