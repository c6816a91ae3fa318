#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "organise/backup-places.h"

static void
tell (const CoffretBackupInfo *info)
{
  g_autofree char *path = g_filename_display_name (info->path);
  g_autofree char *sentence = NULL;
  guint count = (guint) info->credentials;

  sentence = g_strdup_printf (
    /* Translators: %2$s is a file. */
    ngettext ("A backup with %1$u credential was written, read back and counted: %2$s",
              "A backup with %1$u credentials was written, read back and counted: %2$s", count),
    count, path);
  coffret_output_line (sentence);
}

static json_t *
describe (const CoffretBackupInfo *info)
{
  g_autofree char *path = g_filename_display_name (info->path);
  g_autofree char *made = coffret_instant_to_rfc3339 (info->made);

  return json_pack ("{s:o, s:s, s:I, s:I, s:I}", "file", coffret_output_string (path), "made", made,
                    "credentials", (json_int_t) info->credentials, "trashed",
                    (json_int_t) info->trashed, "bytes", (json_int_t) info->length);
}

CoffretExit
coffret_command_backup (const CoffretOptions *options)
{
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (CoffretBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;
  CoffretExit status;

  if (g_strv_length (options->arguments) != 1) {
    coffret_output_error (_ ("“backup” takes one argument: a file to write, or a folder."));
    return COFFRET_EXIT_USAGE;
  }
  vault = coffret_enter_vault (options, FALSE, &status);
  if (vault == NULL)
    return status;
  info = coffret_backup_write (vault, options->arguments[0], FALSE, NULL, &error);
  if (info == NULL) {
    coffret_output_error (error->message);
    return coffret_enter_status (error);
  }
  place = g_path_get_dirname (info->path);
  coffret_backup_places_note (coffret_vault_get_id (vault), coffret_vault_get_folder (vault),
                              place);
  if (options->json)
    coffret_output_json (describe (info));
  else
    tell (info);
  return COFFRET_EXIT_DONE;
}
