#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "vault/recovery-code.h"
#include "vault/salvage.h"

/* What the key file says may be damaged, so the words alone tell. */
static CoffretSlotType
choose_slot (CoffretSecret *words)
{
  g_autoptr (CoffretSecret) code = NULL;

  if (words == NULL)
    return COFFRET_SLOT_KEYRING;
  code = coffret_recovery_code_parse ((const char *) coffret_secret_bytes (words),
                                      coffret_secret_length (words), NULL, NULL);
  return code != NULL ? COFFRET_SLOT_RECOVERY : COFFRET_SLOT_PASSPHRASE;
}

/* Takes SENTENCE. */
static void
say (char *sentence)
{
  coffret_output_line (sentence);
  g_free (sentence);
}

static json_t *
describe (const char *folder, const CoffretSalvageReport *report)
{
  g_autofree char *shown = g_filename_display_name (folder);
  json_t *lost = json_array ();
  json_t *unread = json_array ();

  for (guint i = 0; i < report->lost->len; i++) {
    const CoffretSalvageLoss *loss = g_ptr_array_index (report->lost, i);
    json_array_append_new (lost,
                           json_pack ("{s:o, s:o}", "title", coffret_output_string (loss->title),
                                      "note", coffret_output_string (loss->note)));
  }
  for (guint i = 0; i < report->unread->len; i++)
    json_array_append_new (unread, coffret_output_string (g_ptr_array_index (report->unread, i)));
  return json_pack ("{s:o, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "folder",
                    coffret_output_string (shown), "credentials", report->total, "saved",
                    report->saved, "own-words", report->notes, "compartments", report->compartments,
                    "pages", report->pages, "pages-lost", report->pages_lost, "lost", lost,
                    "unread", unread);
}

static void
tell_losses (const CoffretSalvageReport *report)
{
  for (guint i = 0; i < report->lost->len; i++) {
    const CoffretSalvageLoss *loss = g_ptr_array_index (report->lost, i);

    /* Translators: %s is a title. */
    say (g_strdup_printf (_ ("“%s” is lost: its original is damaged."), loss->title));
    if (loss->note != NULL)
      /* Translators: %s is what the owner has written of a credential. */
      say (g_strdup_printf (_ ("Your note of it: %s"), loss->note));
  }
  for (guint i = 0; i < report->unread->len; i++)
    /* Translators: %s is a title. */
    say (g_strdup_printf (_ ("“%s” could not be read again; it was kept as it was."),
                          (const char *) g_ptr_array_index (report->unread, i)));
}

static void
tell (const char *folder, const CoffretSalvageReport *report)
{
  g_autofree char *shown = g_filename_display_name (folder);

  if (report->pages_lost > 0)
    say (g_strdup_printf (ngettext ("%u of %u page of the vault file is damaged.",
                                    "%u of %u pages of the vault file are damaged.", report->pages),
                          report->pages_lost, report->pages));
  say (g_strdup_printf (ngettext ("%u of %u credential was saved, with its original.",
                                  "%u of %u credentials were saved, with their originals.",
                                  report->total),
                        report->saved, report->total));
  tell_losses (report);
  if (report->only_this_way)
    coffret_output_line (_ ("The key file was damaged too. The new vault opens only in the way "
                            "that was used now: please make the others anew."));
  /* Translators: %s is a folder. */
  say (g_strdup_printf (_ ("The new vault is in %s. The damaged one was not changed."), shown));
}

CoffretExit
coffret_command_salvage (const CoffretOptions *options)
{
  g_autoptr (CoffretSalvageReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  const char *folder = options->arguments[0];

  if (g_strv_length (options->arguments) != 1) {
    coffret_output_error (_ ("“salvage” takes one argument: a folder for the new vault."));
    return COFFRET_EXIT_USAGE;
  }
  dex_init ();
  vault =
    coffret_salvage (options->vault, folder, choose_slot (options->passphrase), options->passphrase,
                     isatty (STDIN_FILENO), NULL, NULL, &report, NULL, &error);
  if (vault == NULL) {
    coffret_output_error (error->message);
    return coffret_enter_status (error);
  }
  if (options->json)
    coffret_output_json (describe (folder, report));
  else
    tell (folder, report);
  return report->saved < report->total ? COFFRET_EXIT_NOT_DONE : COFFRET_EXIT_DONE;
}
