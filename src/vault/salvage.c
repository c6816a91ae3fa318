#include "vault/salvage.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "base/fold.h"
#include "base/settle.h"
#include "vault/database-private.h"
#include "vault/glean.h"
#include "vault/keyslot-files.h"
#include "vault/migrations.h"
#include "vault/packed-text.h"
#include "vault/restore-rows.h"
#include "vault/scratch.h"
#include "vault/settings.h"
#include "vault/snapshot-counts.h"
#include "vault/vault-files.h"
#include "vault/vault-private.h"

typedef struct {
  const char *folder;
  const CoffretSlot *kind;
  CoffretSlotContext context;
  CoffretSalvageProgress progress;
  gpointer data;
  GCancellable *cancellable;
  CoffretSecret *master;
  CoffretKeyslots *slots; /* of the new vault */
  CoffretPages *pages;
  CoffretScratch *scratch;
  char *path; /* of the database beside the scratch */
  CoffretDatabase *gleaned;
  CoffretSalvageReport *report;
} Salvage;

static void
loss_free (gpointer data)
{
  CoffretSalvageLoss *loss = data;

  g_free (loss->title);
  g_free (loss->note);
  g_free (loss);
}

void
coffret_salvage_report_free (CoffretSalvageReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->lost);
  g_ptr_array_unref (report->unread);
  g_free (report);
}

static CoffretSalvageReport *
report_new (void)
{
  CoffretSalvageReport *report = g_new0 (CoffretSalvageReport, 1);

  report->lost = g_ptr_array_new_with_free_func (loss_free);
  report->unread = g_ptr_array_new_with_free_func (g_free);
  return report;
}

static void
salvage_clear (Salvage *salvage)
{
  g_clear_pointer (&salvage->gleaned, coffret_database_close);
  if (salvage->path != NULL) {
    g_autofree char *journal = g_strconcat (salvage->path, "-journal", NULL);
    g_unlink (salvage->path);
    g_unlink (journal);
  }
  g_clear_pointer (&salvage->path, g_free);
  g_clear_pointer (&salvage->scratch, coffret_scratch_free);
  g_clear_pointer (&salvage->pages, coffret_pages_free);
  g_clear_pointer (&salvage->slots, coffret_keyslots_free);
  g_clear_pointer (&salvage->master, coffret_secret_unref);
  g_clear_pointer (&salvage->report, coffret_salvage_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, salvage_clear)

/* Slots of the same vault and key: all of GIVEN's when they are genuine, else the one that was
 * used, which has shown that it opens. */
static CoffretKeyslots *
copy_slots (const CoffretKeyslots *given, const CoffretSlot *only)
{
  CoffretKeyslots *slots =
    coffret_keyslots_new (coffret_keyslots_get_vault (given), coffret_keyslots_get_key (given));

  for (guint i = 0; coffret_slots[i] != NULL; i++) {
    const json_t *slot = coffret_keyslots_find (given, coffret_slots[i]);

    if (slot != NULL && (only == NULL || only == coffret_slots[i]))
      coffret_keyslots_set (slots, coffret_slots[i], json_deep_copy (slot));
  }
  return slots;
}

static guint
count_whole (CoffretPages *pages)
{
  g_autofree guint8 *content = g_malloc (COFFRET_PAGE_CONTENT);
  guint whole = 0;

  for (guint i = 1; coffret_pages_have_marks (pages) && i <= coffret_pages_get_count (pages); i++)
    whole += coffret_pages_read (pages, i, content) ? 1 : 0;
  return whole;
}

/* While a vault gets another key there are two: the pages say which is theirs. */
static gboolean
try_slots (Salvage *salvage, const CoffretKeyslots *slots, guint *best, GError **error)
{
  const json_t *slot = coffret_keyslots_find (slots, salvage->kind);
  g_autofree char *path = coffret_vault_files_database (salvage->folder);
  g_autoptr (CoffretSecret) master = NULL;
  g_autoptr (CoffretSecret) key = NULL;
  g_autoptr (CoffretPages) pages = NULL;
  guint whole;

  if (slot == NULL)
    return TRUE;
  salvage->context.vault = coffret_keyslots_get_vault (slots);
  salvage->context.key = coffret_keyslots_get_key (slots);
  master = salvage->kind->unwrap (&salvage->context, slot, error);
  if (master == NULL)
    return FALSE;
  key = coffret_vault_database_key (master);
  pages = coffret_pages_open (path, key, error);
  if (pages == NULL)
    return FALSE;
  whole = count_whole (pages);
  if (salvage->master == NULL || whole > *best) {
    gboolean genuine = coffret_keyslots_verify (slots, master);

    g_clear_pointer (&salvage->master, coffret_secret_unref);
    g_clear_pointer (&salvage->pages, coffret_pages_free);
    g_clear_pointer (&salvage->slots, coffret_keyslots_free);
    salvage->master = g_steal_pointer (&master);
    salvage->pages = g_steal_pointer (&pages);
    salvage->slots = copy_slots (slots, genuine ? NULL : salvage->kind);
    salvage->report->only_this_way =
      !genuine && coffret_keyslots_get_types (slots) != salvage->kind->type;
    *best = whole;
  }
  return TRUE;
}

static gboolean
unlock (Salvage *salvage, GError **error)
{
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (salvage->folder);
  g_autoptr (GPtrArray) found = coffret_keyslot_files_list (files);
  g_autoptr (GError) refusal = NULL;
  guint best = 0;

  for (guint i = 0; i < found->len; i++) {
    const CoffretKeyslots *slots = g_ptr_array_index (found, i);
    gboolean tried = FALSE;

    /* Both copies are one, as a rule, and deriving a key takes time. */
    for (guint j = 0; j < i && !tried; j++)
      tried = coffret_keyslots_equal (slots, g_ptr_array_index (found, j));
    if (!tried)
      try_slots (salvage, slots, &best, refusal == NULL ? &refusal : NULL);
  }
  if (salvage->master != NULL)
    return TRUE;
  if (refusal != NULL && coffret_keyslot_files_best (files, NULL) == NULL &&
      g_error_matches (refusal, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY))
    /* Nobody can tell whether it was right. */
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("The key file of the vault is damaged, and this did not open what is "
                            "left of it. Nothing was changed. Please try another way in, or "
                            "restore a backup."));
  else if (refusal != NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  else if (found->len > 0 || coffret_keyslot_files_best (files, error) != NULL)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT,
                         _ ("This vault cannot be opened in this way. Please use another one."));
  return FALSE;
}

/* An encrypted file of nobody's, under a key that goes with it. */
static gboolean
make_scratch (Salvage *salvage, const char *target, GError **error)
{
  g_autofree char *near = g_path_get_dirname (target);
  g_autoptr (CoffretSecret) key = coffret_secret_new_random (COFFRET_MASTER_KEY_LENGTH);

  salvage->scratch = coffret_scratch_new (near, error);
  if (salvage->scratch == NULL)
    return FALSE;
  salvage->path = g_strconcat (coffret_scratch_get_path (salvage->scratch), "-rows", NULL);
  salvage->gleaned = coffret_database_open (salvage->path, key, COFFRET_DATABASE_CREATE, error);
  return salvage->gleaned != NULL &&
         coffret_database_execute (
           salvage->gleaned, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", error) &&
         coffret_migrations_run (salvage->gleaned, error);
}

static gboolean
is_there (
  CoffretDatabase *database, const char *id, const char *digest, gboolean *there, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT 1 FROM credentials WHERE id = ?1 OR (?2 <> '' AND digest = ?2) LIMIT 1",
    error, "ss", id, digest);

  if (statement == NULL)
    return FALSE;
  *there = coffret_statement_step (statement, &reason);
  return coffret_settle (&reason, error);
}

static void
add_loss (CoffretSalvageReport *report, CoffretStatement *row)
{
  CoffretSalvageLoss *loss = g_new0 (CoffretSalvageLoss, 1);
  const char *own = coffret_statement_text (row, 2);
  g_autoptr (CoffretText) title = coffret_text_unpack (coffret_statement_text (row, 4));
  const char *best = title != NULL ? coffret_text_best (title, NULL) : NULL;
  const char *file = coffret_statement_text (row, 5);

  loss->title = coffret_clean (own != NULL ? own : best != NULL ? best : file, 200, FALSE);
  if (loss->title == NULL)
    loss->title = g_strdup (_ ("A credential whose name is lost"));
  loss->note = coffret_clean (coffret_statement_text (row, 3), 0, TRUE);
  g_ptr_array_add (report->lost, loss);
}

/* Also words over a credential of which nothing else is left. */
static gboolean
list_losses (Salvage *salvage, CoffretDatabase *target, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    salvage->gleaned,
    "SELECT c.id, c.digest, l.title, l.note, c.title, c.file_name FROM credentials c "
    "LEFT JOIN layers l ON l.credential = c.id UNION ALL "
    "SELECT credential, '', title, note, NULL, NULL FROM layers "
    "WHERE credential NOT IN (SELECT id FROM credentials)",
    error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason)) {
    gboolean there = FALSE;

    if (!is_there (target, coffret_statement_text (statement, 0),
                   coffret_statement_text (statement, 1), &there, error))
      return FALSE;
    if (!there)
      add_loss (salvage->report, statement);
  }
  return coffret_settle (&reason, error);
}

/* All but what says how far the database itself has come. */
static gboolean
copy_settings (Salvage *salvage, CoffretDatabase *target, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    salvage->gleaned, "SELECT key, value FROM settings WHERE key <> 'reading'", error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason))
    if (!coffret_settings_set (target, coffret_statement_text (statement, 0),
                               coffret_statement_text (statement, 1), error))
      return FALSE;
  return coffret_settle (&reason, error);
}

static gboolean
copy_rows (Salvage *salvage, CoffretDatabase *target, CoffretRestoreReport *told, GError **error)
{
  g_autoptr (CoffretRestoreRows) rows = coffret_restore_rows_new (
    salvage->gleaned, coffret_instant_now (), TRUE, COFFRET_RESTORE_TRUST, told, error);
  gboolean done = FALSE;

  if (rows == NULL || !coffret_restore_rows_frame (target, rows, error))
    return FALSE;
  while (!done) {
    if (g_cancellable_set_error_if_cancelled (salvage->cancellable, error) ||
        !coffret_restore_rows_prepare (rows, &done, error) ||
        !coffret_restore_rows_apply (target, rows, error))
      return FALSE;
    if (salvage->progress != NULL)
      salvage->progress (salvage->report->pages + told->total,
                         salvage->report->pages + salvage->report->total, salvage->data);
  }
  return TRUE;
}

/* A CoffretVaultFunc for the new vault. */
static gboolean
fill (CoffretDatabase *target, gpointer data, GError **error)
{
  Salvage *salvage = data;
  CoffretSalvageReport *report = salvage->report;
  g_autoptr (CoffretRestoreReport) told = coffret_restore_report_new ();
  CoffretCounts counts;

  if (!copy_rows (salvage, target, told, error) || !copy_settings (salvage, target, error) ||
      !list_losses (salvage, target, error) || !coffret_counts_take (target, &counts, error))
    return FALSE;
  report->saved =
    (guint) (counts.rows[COFFRET_COUNT_CREDENTIALS] + counts.rows[COFFRET_COUNT_TRASHED]);
  report->notes = (guint) counts.rows[COFFRET_COUNT_LAYERS];
  report->compartments = (guint) counts.rows[COFFRET_COUNT_COMPARTMENTS];
  report->total = MAX (report->total, report->saved + report->lost->len);
  for (guint i = 0; i < told->lost_files->len; i++) {
    CoffretSalvageLoss *loss = g_new0 (CoffretSalvageLoss, 1);

    loss->title = g_strdup (g_ptr_array_index (told->lost_files, i));
    g_ptr_array_add (report->lost, loss);
  }
  g_ptr_array_unref (report->unread);
  report->unread = g_steal_pointer (&told->unread);
  told->unread = g_ptr_array_new ();
  return TRUE;
}

static void
on_page (guint done, guint total, gpointer data)
{
  Salvage *salvage = data;

  /* As if every page held a credential: what comes then is about as long. */
  if (salvage->progress != NULL)
    salvage->progress (done, 2 * total, salvage->data);
}

static gboolean
glean (Salvage *salvage, GError **error)
{
  CoffretGleaned gleaned;

  if (!coffret_glean (salvage->pages, salvage->gleaned, &gleaned, on_page, salvage,
                      salvage->cancellable, error))
    return FALSE;
  salvage->report->pages = gleaned.pages;
  salvage->report->pages_lost = gleaned.pages_lost;
  salvage->report->total = gleaned.credentials;
  if (gleaned.pages > gleaned.pages_lost)
    return TRUE;
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%u pages)",
               _ ("Nothing in the vault file can be read any more. It was not changed. Please "
                  "restore a backup."),
               gleaned.pages);
  return FALSE;
}

/* No connection is opened for it, which could be refused; so it is asked for. */
static gboolean
is_free (const char *folder, GError **error)
{
  g_autofree char *path = coffret_vault_files_database (folder);
  CoffretDatabasePeek peek;

  if (!coffret_database_peek (path, &peek, error))
    return FALSE;
  if (!peek.exists)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
                         _ ("The vault file is not there."));
  else if (peek.busy)
    coffret_database_set_error (NULL, SQLITE_BUSY, error);
  else
    return TRUE;
  return FALSE;
}

static char *
name_beside (const char *folder, const char *what)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  char *name = g_strdup_printf ("%s.%s-%s", folder, what, date);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++) {
    g_free (name);
    name = g_strdup_printf ("%s.%s-%s-%u", folder, what, date, i);
  }
  return name;
}

char *
coffret_salvage_choose_folder (const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);

  return name_beside (absolute, "salvaged");
}

CoffretVault *
coffret_salvage (const char *folder,
                 const char *target,
                 CoffretSlotType slot,
                 CoffretSecret *secret,
                 gboolean interactive,
                 CoffretSalvageProgress progress,
                 gpointer data,
                 CoffretSalvageReport **report,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *new = g_canonicalize_filename (target, NULL);
  g_auto (Salvage) salvage = {
    .folder = absolute,
    .kind = coffret_slot_find (slot),
    .context = { .cost = &coffret_slot_cost_default,
                 .passphrase = secret,
                 .code = secret,
                 .interactive = interactive,
                 .cancellable = cancellable },
    .progress = progress,
    .data = data,
    .cancellable = cancellable,
  };
  CoffretVault *vault = NULL;

  g_return_val_if_fail (salvage.kind != NULL, NULL);
  salvage.report = report_new ();
  if (coffret_vault_files_exist (new)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS,
                         _ ("A vault is already there. It was not changed."));
    return NULL;
  }
  if (is_free (absolute, error) && unlock (&salvage, error) &&
      make_scratch (&salvage, new, error) && glean (&salvage, error))
    vault = coffret_vault_create_under (new, salvage.slots, salvage.master, fill, &salvage,
                                        cancellable, error);
  if (report != NULL)
    *report = vault != NULL ? g_steal_pointer (&salvage.report) : NULL;
  return vault;
}

/* At every moment there is a vault at PLACE; only where the file system cannot exchange two
 * folders there is none for a moment. 0 or the reason, and then nothing was changed. */
static int
exchange (const char *place, const char *new, const char *aside)
{
  gboolean exchanged = renameat2 (AT_FDCWD, place, AT_FDCWD, new, RENAME_EXCHANGE) == 0;
  int reason = 0;

  if (!exchanged && errno != EINVAL && errno != ENOSYS)
    return errno;
  if (renameat2 (AT_FDCWD, exchanged ? new : place, AT_FDCWD, aside, RENAME_NOREPLACE) != 0) {
    reason = errno;
    if (exchanged)
      renameat2 (AT_FDCWD, place, AT_FDCWD, new, RENAME_EXCHANGE);
  } else if (!exchanged && renameat2 (AT_FDCWD, new, AT_FDCWD, place, RENAME_NOREPLACE) != 0) {
    reason = errno;
    g_rename (aside, place);
  }
  return reason;
}

char *
coffret_salvage_settle (const char *folder, const char *salvaged, GError **error)
{
  g_autofree char *place = g_canonicalize_filename (folder, NULL);
  g_autofree char *new = g_canonicalize_filename (salvaged, NULL);
  g_autofree char *aside = name_beside (place, "damaged");
  g_autofree char *above = g_path_get_dirname (place);
  int reason = exchange (place, new, aside);

  if (reason == 0) {
    reason = coffret_vault_files_flush (above);
    if (reason == 0)
      return g_steal_pointer (&aside);
    exchange (place, aside, new);
  }
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO, "%s (%s)",
               _ ("The new vault could not be put in the place of the damaged one. Both are where "
                  "they were."),
               g_strerror (reason));
  return NULL;
}
