#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "vault/restore.h"

static CoffretRestoreFlags
flags_of (const CoffretOptions *options)
{
  return (options->trust_too ? COFFRET_RESTORE_TRUST : 0) |
         (options->deleted_too ? COFFRET_RESTORE_DELETED : 0);
}

/* By the words that opened the backup, and by the keyring where one answers. */
static gboolean
into_new (CoffretRestore *restore,
          const CoffretOptions *options,
          CoffretSlotType slot,
          CoffretSecret *words,
          CoffretRestoreReport **report,
          GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretVault) vault =
    coffret_restore_into_new (restore, options->vault, slot | COFFRET_SLOT_KEYRING, words,
                              flags_of (options), report, NULL, &reason);

  if (vault == NULL && slot != COFFRET_SLOT_KEYRING && coffret_enter_lacks_keyring (reason)) {
    g_clear_error (&reason);
    vault = coffret_restore_into_new (restore, options->vault, slot, words, flags_of (options),
                                      report, NULL, &reason);
  }
  if (vault != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static json_t *
list_names (GPtrArray *names)
{
  json_t *array = json_array ();

  for (guint i = 0; i < names->len; i++)
    json_array_append_new (array, coffret_output_string (g_ptr_array_index (names, i)));
  return array;
}

static json_t *
describe (const CoffretBackupInfo *info, const CoffretRestoreReport *report)
{
  g_autofree char *path = g_filename_display_name (info->path);
  g_autofree char *made = coffret_instant_to_rfc3339 (info->made);

  return json_pack (
    "{s:o, s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "file",
    coffret_output_string (path), "made", made, "credentials", report->total, "opened",
    report->opened, "added", report->added, "already-there", report->already_there, "deleted-here",
    report->deleted_here, "words-added", report->words_added, "words-beside", report->words_beside,
    "compartments", report->compartments, "identities", report->identities, "groups",
    report->groups, "shares", report->shares, "vouched", report->vouched, "documents",
    report->witnesses, "unread", list_names (report->unread), "lost", list_names (report->lost));
}

/* Takes SENTENCE. */
static void
say (char *sentence)
{
  coffret_output_line (sentence);
  g_free (sentence);
}

static void
tell_names (const CoffretRestoreReport *report)
{
  for (guint i = 0; i < report->unread->len; i++)
    /* Translators: %s is a title. */
    say (g_strdup_printf (_ ("“%s” could not be read again; it was kept as it was."),
                          (const char *) g_ptr_array_index (report->unread, i)));
  for (guint i = 0; i < report->lost->len; i++)
    /* Translators: %s is a title. */
    say (g_strdup_printf (_ ("“%s” is damaged in the backup and could not be brought back."),
                          (const char *) g_ptr_array_index (report->lost, i)));
}

static void
tell (const CoffretRestoreReport *report)
{
  if (report->opened == report->total)
    say (g_strdup_printf (ngettext ("%u credential opened: all of the backup.",
                                    "All %u credentials of the backup opened.", report->total),
                          report->total));
  else
    say (g_strdup_printf (ngettext ("%u of %u credential of the backup opened.",
                                    "%u of %u credentials of the backup opened.", report->total),
                          report->opened, report->total));
  say (g_strdup_printf (
    ngettext ("%u credential was added.", "%u credentials were added.", report->added),
    report->added));
  if (report->already_there > 0)
    say (g_strdup_printf (ngettext ("%u credential was there already.",
                                    "%u credentials were there already.", report->already_there),
                          report->already_there));
  if (report->deleted_here > 0)
    say (g_strdup_printf (
      ngettext ("%u credential was deleted here and stays so. “--deleted-too” brings it back.",
                "%u credentials were deleted here and stay so. “--deleted-too” brings them back.",
                report->deleted_here),
      report->deleted_here));
  if (report->words_beside > 0)
    say (g_strdup_printf (
      ngettext ("%u credential had other words of yours: they are now at the end of its note.",
                "%u credentials had other words of yours: they are now at the end of their notes.",
                report->words_beside),
      report->words_beside));
  tell_names (report);
}

static void
tell_trust (const CoffretOptions *options, CoffretRestore *restore)
{
  const CoffretRestoreContents *contents = coffret_restore_get_contents (restore);

  if (!options->trust_too && contents->vouched + contents->witnesses > 0)
    coffret_output_line (_ ("Whom the owner of the backup vouched for was left out, and what its "
                            "credentials were checked with. “--trust-too” takes it over."));
}

static gboolean
restore_into_vault (CoffretRestore *restore,
                    const CoffretOptions *options,
                    CoffretSlotType slot,
                    CoffretSecret *words,
                    CoffretRestoreReport **report,
                    CoffretExit *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = NULL;

  if (coffret_vault_examine (options->vault, NULL) == COFFRET_VAULT_ABSENT) {
    if (into_new (restore, options, slot, words, report, &error))
      return TRUE;
  } else {
    vault = coffret_enter_vault (options, FALSE, status);
    if (vault == NULL)
      return FALSE;
    if (coffret_restore_merge (restore, vault, flags_of (options), report, NULL, &error))
      return TRUE;
  }
  *status = coffret_enter_status (error);
  coffret_output_error (error->message);
  return FALSE;
}

CoffretExit
coffret_command_restore (const CoffretOptions *options)
{
  CoffretSecret *words =
    options->backup_words != NULL ? options->backup_words : options->passphrase;
  g_autoptr (CoffretBackupInfo) info = NULL;
  g_autoptr (CoffretRestore) restore = NULL;
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (GError) error = NULL;
  CoffretSlotType slot;
  CoffretExit status = COFFRET_EXIT_DONE;

  if (g_strv_length (options->arguments) != 1) {
    coffret_output_error (_ ("“restore” takes one argument: a backup."));
    return COFFRET_EXIT_USAGE;
  }
  dex_init ();
  info = coffret_backup_examine (options->arguments[0], &error);
  if (info == NULL) {
    coffret_output_error (error->message);
    return COFFRET_EXIT_INPUT;
  }
  slot = coffret_restore_choose_slot (info, words);
  restore = coffret_restore_open (info->path, slot, words, options->vault, isatty (STDIN_FILENO),
                                  NULL, &error);
  if (restore == NULL) {
    coffret_output_error (error->message);
    status = coffret_enter_status (error);
    return status == COFFRET_EXIT_LOCKED ? status : COFFRET_EXIT_INPUT;
  }
  if (!restore_into_vault (restore, options, slot, words, &report, &status))
    return status;
  if (options->json)
    coffret_output_json (describe (info, report));
  else {
    tell (report);
    tell_trust (options, restore);
  }
  return report->lost->len == 0 ? COFFRET_EXIT_DONE : COFFRET_EXIT_NOT_DONE;
}
