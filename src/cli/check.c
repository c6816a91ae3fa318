#include <glib/gi18n-lib.h>

#include "cli/commands.h"
#include "cli/enter.h"
#include "cli/output.h"
#include "vault/records.h"
#include "vault/whole.h"

typedef struct {
  const CoffretRecord *record;
  GBytes *bytes;
} Examination;

static gboolean
check_database (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_whole_check (database, error);
}

static gboolean
list_records (CoffretDatabase *database, gpointer data, GError **error)
{
  GPtrArray **records = data;

  *records = coffret_records_list (database, error);
  return *records != NULL;
}

/* The vault compares the bytes with the digest that it noted when they came. */
static gboolean
read_original (CoffretDatabase *database, gpointer data, GError **error)
{
  Examination *examination = data;

  examination->bytes = coffret_originals_get (database, examination->record->original_id, error);
  return examination->bytes != NULL;
}

static gboolean
examine (CoffretVault *vault, const CoffretRecord *record, GError **error)
{
  Examination examination = { .record = record };
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

static const char *
name_of (const CoffretRecord *record)
{
  const char *title = record->title != NULL ? coffret_text_best (record->title, NULL) : NULL;

  return title != NULL ? title : record->file_name != NULL ? record->file_name : record->id;
}

static guint
examine_all (CoffretVault *vault, GPtrArray *records)
{
  guint troubles = 0;

  for (guint i = 0; i < records->len; i++) {
    const CoffretRecord *record = g_ptr_array_index (records, i);
    g_autoptr (GError) error = NULL;
    g_autofree char *sentence = NULL;

    if (examine (vault, record, &error))
      continue;
    troubles++;
    /* Translators: first the title of a credential, then a sentence that says what is wrong. */
    sentence = g_strdup_printf (_ ("“%s”: %s"), name_of (record), error->message);
    coffret_output_error (sentence);
  }
  return troubles;
}

static CoffretExit
check (CoffretVault *vault)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint troubles;

  if (!coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, check_database, NULL, &error) ||
      !coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, list_records, &records, &error)) {
    coffret_output_error (error->message);
    return coffret_enter_status (error);
  }
  troubles = examine_all (vault, records);
  if (troubles > 0) {
    sentence = g_strdup_printf (ngettext ("%u credential cannot be read as it was.",
                                          "%u credentials cannot be read as they were.", troubles),
                                troubles);
    coffret_output_error (sentence);
    return COFFRET_EXIT_DAMAGED;
  }
  sentence =
    g_strdup_printf (ngettext ("The vault is in order, with %u credential in it.",
                               "The vault is in order, with %u credentials in it.", records->len),
                     records->len);
  coffret_output_line (sentence);
  return COFFRET_EXIT_DONE;
}

CoffretExit
coffret_command_check (const CoffretOptions *options)
{
  g_autoptr (CoffretVault) vault = NULL;
  CoffretExit status;

  if (options->arguments[0] != NULL) {
    coffret_output_error (_ ("“check” takes no argument: it reads the whole vault."));
    return COFFRET_EXIT_USAGE;
  }
  vault = coffret_enter_vault (options, FALSE, &status);
  if (vault != NULL)
    status = check (vault);
  if (status == COFFRET_EXIT_DAMAGED)
    coffret_output_error (_ ("“coffretctl restore” brings a backup back, and “coffretctl salvage” "
                             "saves what can still be read into a new vault."));
  return status;
}
