#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "vault/database.h"
#include "vault/records.h"

typedef struct {
  CoffretEntry *entry;
  GBytes *bytes;
} Examination;

static gboolean
check_database (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_database_check (database, error);
}

/* The vault compares the bytes with the digest that it noted when they came. */
static gboolean
read_original (CoffretDatabase *database, gpointer data, GError **error)
{
  Examination *examination = data;
  const CoffretRecord *record = coffret_entry_get_record (examination->entry);

  examination->bytes = coffret_originals_get (database, record->original_id, error);
  return examination->bytes != NULL;
}

static gboolean
examine (CoffretVault *vault, CoffretEntry *entry, GError **error)
{
  const CoffretRecord *record = coffret_entry_get_record (entry);
  Examination examination = { .entry = entry };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CoffretItem) item = NULL;

  if (!coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, read_original, &examination, error))
    return FALSE;
  bytes = examination.bytes;
  item = coffret_reader_read_place (bytes, record->place, error);
  if (item == NULL)
    return FALSE;
  if (item->credential != NULL && g_strcmp0 (item->digest, record->digest) == 0)
    return TRUE;
  g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                       _ ("Its original no longer says what it said when it was added."));
  return FALSE;
}

static guint
examine_all (CoffretSession *session)
{
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));
  guint count = g_list_model_get_n_items (library);
  guint troubles = 0;

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (library, i);
    g_autoptr (GError) error = NULL;
    g_autofree char *sentence = NULL;

    if (examine (coffret_session_get_vault (session), entry, &error))
      continue;
    troubles++;
    /* Translators: first the title of a credential, then a sentence that says what is wrong. */
    sentence = g_strdup_printf (_ ("“%s”: %s"), coffret_entry_get_title (entry), error->message);
    coffret_output_error (sentence);
  }
  return troubles;
}

CoffretExit
coffret_command_check (const CoffretOptions *options)
{
  CoffretSession *session;
  CoffretExit status;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint troubles;
  guint count;

  if (options->arguments[0] != NULL) {
    coffret_output_error (_ ("“check” takes no argument: it reads the whole vault."));
    return COFFRET_EXIT_USAGE;
  }
  session = coffret_enter (options, FALSE, &status);
  if (session == NULL)
    return status;
  if (!coffret_vault_run_sync (coffret_session_get_vault (session), COFFRET_PRIORITY_LOW,
                               check_database, NULL, &error)) {
    coffret_output_error (error->message);
    status = coffret_enter_status (error);
  }
  troubles = examine_all (session);
  count = g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session)));
  if (troubles > 0) {
    status = COFFRET_EXIT_DAMAGED;
    sentence = g_strdup_printf (ngettext ("%u credential cannot be read as it was.",
                                          "%u credentials cannot be read as they were.", troubles),
                                troubles);
    coffret_output_error (sentence);
  } else if (status == COFFRET_EXIT_DONE) {
    sentence =
      g_strdup_printf (ngettext ("The vault is in order, with %u credential in it.",
                                 "The vault is in order, with %u credentials in it.", count),
                       count);
    coffret_output_line (sentence);
  }
  coffret_leave (session);
  return status;
}
