#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "cli/sharing.h"
#include "organise/changed.h"
#include "organise/shares.h"
#include "share/ledger.h"

static CoffretExit
fail (const GError *error)
{
  coffret_output_error (error->message);
  return coffret_enter_status (error);
}

static void
print_line (const CoffretShareRow *row)
{
  g_autofree char *date = coffret_instant_to_date (row->shared);
  g_autofree char *hidden = coffret_ledger_fields (coffret_share_row_hidden (row));
  g_autoptr (GString) line = g_string_new (NULL);
  guint count = row->items->len;

  g_string_append_printf (line, "%.8s  %s · %s · %s", row->id, date, row->name,
                          coffret_ledger_kind (row->kind));
  if (row->recipient != NULL)
    g_string_append_printf (line, " · %s", row->recipient);
  g_string_append (line, " · ");
  g_string_append_printf (line, ngettext ("%u credential", "%u credentials", count), count);
  coffret_output_line (line->str);
  if (*hidden != '\0') {
    /* Translators: %s is a list of what is hidden, such as "Grade and results, Hours". */
    g_autofree char *sentence = g_strdup_printf (_ ("Hidden: %s"), hidden);

    coffret_output_lines (sentence, 10);
  }
}

/* CoffretShareRow's with all of WORDS; owned. */
static GPtrArray *
ask (CoffretSession *session, const char *words, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  if (!coffret_enter_await (coffret_session_list_shares (session, NULL, words, coffret_ledger_kind),
                            &value, error))
    return NULL;
  return g_value_dup_boxed (&value);
}

static CoffretExit
list (CoffretSession *session, const CoffretOptions *options)
{
  g_autofree char *words = g_strjoinv (" ", options->arguments);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ask (session, words, &error);
  CoffretExit status = COFFRET_EXIT_DONE;

  if (rows == NULL)
    return fail (error);
  if (options->csv != NULL) {
    g_autoptr (GBytes) table = coffret_ledger_to_csv (rows, NULL);

    coffret_sharing_write (options->csv, table, &status);
    return status;
  }
  for (guint i = 0; i < rows->len; i++) {
    if (options->json)
      coffret_output_json (coffret_sharing_row_to_json (g_ptr_array_index (rows, i)));
    else
      print_line (g_ptr_array_index (rows, i));
  }
  if (rows->len == 0 && !options->json)
    coffret_output_error (*words != '\0' ? _ ("Nothing was found.")
                                         : _ ("Nothing was shared yet."));
  return COFFRET_EXIT_DONE;
}

/* ID may be only the beginning, where no other begins so. Owned; NULL, and said: there is none. */
static CoffretShareRow *
find (CoffretSession *session, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = ask (session, NULL, &error);
  CoffretShareRow *found = NULL;
  guint count = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    CoffretShareRow *row = g_ptr_array_index (rows, i);

    if (g_str_has_prefix (row->id, id)) {
      found = row;
      count++;
    }
  }
  if (rows == NULL)
    coffret_output_error (error->message);
  else if (count != 1)
    coffret_output_error (_ ("There is no such line in the list of what was shared."));
  return rows != NULL && count == 1 ? coffret_share_row_ref (found) : NULL;
}

static CoffretExit
tell_changes (CoffretSession *session, const char *id)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *changes;

  if (!coffret_enter_await (coffret_session_share_changes (session, id, coffret_instant_now ()),
                            &value, &error))
    return fail (error);
  changes = g_value_get_boxed (&value);
  for (guint i = 0; i < changes->len; i++) {
    g_autofree char *sentence = coffret_changed_to_sentence (g_ptr_array_index (changes, i));

    coffret_output_line (sentence);
  }
  if (changes->len == 0)
    coffret_output_line (_ ("It would be the same today."));
  return COFFRET_EXIT_DONE;
}

static CoffretExit
show_again (CoffretSession *session, const CoffretOptions *options)
{
  g_autoptr (CoffretShareRow) row = find (session, options->again);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  CoffretExit status;

  if (row == NULL)
    return COFFRET_EXIT_NOT_DONE;
  if (!coffret_enter_await (coffret_session_read_share (session, row->id), &value, &error))
    return fail (error);
  if (!coffret_sharing_write (options->out, g_value_get_boxed (&value), &status))
    return status;
  if (options->json) {
    coffret_output_json (coffret_sharing_row_to_json (row));
    return COFFRET_EXIT_DONE;
  }
  return tell_changes (session, row->id);
}

CoffretExit
coffret_command_shares (const CoffretOptions *options)
{
  CoffretSession *session;
  CoffretExit status;

  if ((options->again != NULL) != (options->out != NULL) ||
      (options->again != NULL && (options->csv != NULL || options->arguments[0] != NULL))) {
    coffret_output_error (_ ("--again takes the number of a share, and --out says where to write "
                             "it."));
    return COFFRET_EXIT_USAGE;
  }
  session = coffret_enter (options, FALSE, &status);
  if (session == NULL)
    return status;
  status = options->again != NULL ? show_again (session, options) : list (session, options);
  coffret_leave (session);
  return status;
}
