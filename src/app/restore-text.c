#include "app/restore-text.h"

#include <glib/gi18n-lib.h>

char *
coffret_restore_text_troubles (const CoffretRestoreReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->unread->len; i++) {
    g_autofree char *line =
      /* Translators: %s is a title. */
      g_strdup_printf (_ ("“%s” could not be read again; it was kept as it was."),
                       (const char *) g_ptr_array_index (report->unread, i));
    g_string_append_printf (text, "\n%s", line);
  }
  for (guint i = 0; i < report->lost->len; i++) {
    g_autofree char *line =
      /* Translators: %s is a title. */
      g_strdup_printf (_ ("“%s” is damaged in the backup and could not be brought back."),
                       (const char *) g_ptr_array_index (report->lost, i));
    g_string_append_printf (text, "\n%s", line);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
coffret_restore_text_offer (const CoffretBackupInfo *info)
{
  g_autofree char *date = coffret_instant_to_date (info->made);

  /* Translators: %s is a date, such as 12 May 2026; of the newest backup */
  return date ? g_strdup_printf (_ ("Bring Back the _Newest Backup, of %s…"), date)
              : g_strdup (_ ("Bring Back the _Newest Backup…"));
}

char *
coffret_restore_text_about (const CoffretBackupInfo *info)
{
  g_autofree char *folder = g_path_get_dirname (info->path);
  g_autofree char *shown = g_filename_display_name (folder);

  return g_strdup_printf (
    /* Translators: of a backup; %2$s is a folder */
    ngettext ("It holds %1$u credential and lies in %2$s.",
              "It holds %1$u credentials and lies in %2$s.", (gulong) info->credentials),
    (guint) info->credentials, shown);
}

/* Takes SENTENCE. */
static void
add (GString *text, char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
  g_free (sentence);
}

char *
coffret_restore_text_title (const CoffretRestoreReport *report)
{
  if (report->added == 0)
    return g_strdup (_ ("No Credential Was Added"));
  return g_strdup_printf (
    ngettext ("%u Credential Was Added", "%u Credentials Were Added", report->added),
    report->added);
}

/* What is said of credentials. */
static void
add_credentials (GString *text, const CoffretRestoreReport *report)
{
  if (report->already_there > 0)
    add (text,
         g_strdup_printf (ngettext ("%u credential was there already.",
                                    "%u credentials were there already.", report->already_there),
                          report->already_there));
  if (report->deleted_here > 0)
    add (text, g_strdup_printf (ngettext ("%u credential was deleted here and was left out.",
                                          "%u credentials were deleted here and were left out.",
                                          report->deleted_here),
                                report->deleted_here));
  if (report->words_added > 0)
    add (text, g_strdup_printf (ngettext ("Your own words came along for %u credential.",
                                          "Your own words came along for %u credentials.",
                                          report->words_added),
                                report->words_added));
  if (report->words_beside > 0)
    add (text,
         g_strdup_printf (
           ngettext (
             "%u credential had other words of yours: they are now at the end of its note.",
             "%u credentials had other words of yours: they are now at the end of their notes.",
             report->words_beside),
           report->words_beside));
}

char *
coffret_restore_text_merged (const CoffretRestoreReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *troubles = coffret_restore_text_troubles (report);

  add_credentials (text, report);
  if (report->compartments > 0)
    add (text, g_strdup_printf (ngettext ("%u compartment is new.", "%u compartments are new.",
                                          report->compartments),
                                report->compartments));
  if (report->groups > 0)
    add (text, g_strdup_printf (ngettext ("%u sharing group is new.", "%u sharing groups are new.",
                                          report->groups),
                                report->groups));
  if (report->shares > 0)
    add (text, g_strdup_printf (ngettext ("%u line is new in the list of what was shared.",
                                          "%u lines are new in the list of what was shared.",
                                          report->shares),
                                report->shares));
  if (report->vouched > 0)
    add (text,
         g_strdup_printf (ngettext ("What was said of %u issuer was taken over.",
                                    "What was said of %u issuers was taken over.", report->vouched),
                          report->vouched));
  if (report->vouched_kept > 0)
    add (text, g_strdup_printf (ngettext ("Of %u issuer you say something else here: that stays.",
                                          "Of %u issuers you say something else here: that stays.",
                                          report->vouched_kept),
                                report->vouched_kept));
  g_string_append (text, text->len > 0 || *troubles == '\0' ? troubles : troubles + 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
