#include "vault/records.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/settle.h"
#include "vault/chunks.h"
#include "vault/incoming.h"
#include "vault/packed-text.h"

#define COLUMNS                                                                                    \
  "id, original_id, file_name, place, envelope, format, proof, digest, credential_id, issuer_id, " \
  "title, issuer_name, kind, verdict, search, awarded, expires, received, trashed, "               \
  "minutes, skills, verifier, checked, turns"

/* More than this is an issuer's mistake. */
#define MAX_MINUTES (100000 * 60)

typedef struct {
  CoffretRecord record;
  gatomicrefcount refs;
} Counted;

static CoffretRecord *
record_new_empty (void)
{
  Counted *counted = g_new0 (Counted, 1);

  g_atomic_ref_count_init (&counted->refs);
  return &counted->record;
}

/* Each by its names; what has none says nothing to a person. */
static char *
pack_skills (const CoffretCredential *credential)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < credential->skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (credential->skills, i);

    if (skill->name != NULL)
      g_ptr_array_add (names, skill->name);
  }
  return coffret_texts_pack (names);
}

/* Takes PACKED. The same few skills stand in many credentials: they are kept once. */
static GRefString *
share_skills (char *packed)
{
  GRefString *shared = packed != NULL ? g_ref_string_new_intern (packed) : NULL;

  g_free (packed);
  return shared;
}

static gint64
count_minutes (const CoffretCredential *credential)
{
  double minutes = round (credential->workload_hours * 60);

  return minutes > 0 && minutes <= MAX_MINUTES ? (gint64) minutes : 0;
}

CoffretRecord *
coffret_record_new (const CoffretItem *item, const char *original_id, const char *file_name)
{
  const CoffretCredential *credential = item->credential;
  CoffretRecord *record = record_new_empty ();

  g_assert (credential != NULL);
  record->id = g_uuid_string_random ();
  record->original_id = g_strdup (original_id);
  record->file_name = g_strdup (file_name);
  record->place = g_strdup (item->place);
  record->envelope = g_strdup (item->envelope);
  record->format = g_strdup (credential->format);
  record->proof = g_strdup (credential->proof);
  record->digest = g_strdup (item->digest);
  record->credential_id = g_strdup (credential->id);
  if (credential->title != NULL)
    record->title = coffret_text_ref (credential->title);
  if (credential->issuer != NULL) {
    record->issuer_id = g_strdup (credential->issuer->id);
    if (credential->issuer->name != NULL)
      record->issuer_name = coffret_text_ref (credential->issuer->name);
  }
  record->kind = credential->kind;
  record->search = coffret_credential_search_text (credential);
  record->skills = share_skills (pack_skills (credential));
  record->minutes = count_minutes (credential);
  record->awarded = credential->awarded;
  record->expires = credential->expires;
  record->received = coffret_instant_now ();
  record->trashed = COFFRET_INSTANT_NONE;
  record->checked = COFFRET_INSTANT_NONE;
  record->turns = COFFRET_INSTANT_NONE;
  return record;
}

GPtrArray *
coffret_record_list_skills (const CoffretRecord *record)
{
  return coffret_texts_unpack (record->skills);
}

CoffretRecord *
coffret_record_ref (CoffretRecord *record)
{
  g_atomic_ref_count_inc (&((Counted *) record)->refs);
  return record;
}

void
coffret_record_unref (CoffretRecord *record)
{
  if (record == NULL || !g_atomic_ref_count_dec (&((Counted *) record)->refs))
    return;
  g_free (record->id);
  g_free (record->original_id);
  g_free (record->file_name);
  g_free (record->place);
  g_free (record->envelope);
  g_free (record->format);
  g_free (record->proof);
  g_free (record->digest);
  g_free (record->credential_id);
  g_free (record->issuer_id);
  g_clear_pointer (&record->title, coffret_text_unref);
  g_clear_pointer (&record->issuer_name, coffret_text_unref);
  g_free (record->verdict);
  g_free (record->search);
  g_clear_pointer (&record->skills, g_ref_string_release);
  g_free ((Counted *) record);
}

/* What is taken in again is not deleted any more. */
static gboolean
forget_purged (CoffretDatabase *database, const char *digest, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database, "DELETE FROM purged WHERE digest = ?", error, "s", digest),
    error);
}

gboolean
coffret_records_add (CoffretDatabase *database, const CoffretRecord *record, GError **error)
{
  g_autofree char *title = coffret_text_pack (record->title);
  g_autofree char *issuer_name = coffret_text_pack (record->issuer_name);

  return forget_purged (database, record->digest, error) &&
         coffret_statement_finish (
           coffret_statement_new (
             database,
             "INSERT INTO credentials (" COLUMNS ") VALUES "
             "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             error, "sssssssssssssssnninisinn", record->id, record->original_id, record->file_name,
             record->place, record->envelope, record->format, record->proof, record->digest,
             record->credential_id, record->issuer_id, title, issuer_name,
             coffret_kind_to_id (record->kind), record->verdict, record->search, record->awarded,
             record->expires, record->received, record->trashed, record->minutes, record->skills,
             (gint64) record->verifier, record->checked, record->turns),
           error);
}

static char *
dup_text (CoffretStatement *statement, int column)
{
  return g_strdup (coffret_statement_text (statement, column));
}

static CoffretText *
dup_languages (CoffretStatement *statement, int column)
{
  return coffret_text_unpack (coffret_statement_text (statement, column));
}

static CoffretRecord *
read_row (CoffretStatement *statement)
{
  CoffretRecord *record = record_new_empty ();

  record->id = dup_text (statement, 0);
  record->original_id = dup_text (statement, 1);
  record->file_name = dup_text (statement, 2);
  record->place = dup_text (statement, 3);
  record->envelope = dup_text (statement, 4);
  record->format = dup_text (statement, 5);
  record->proof = dup_text (statement, 6);
  record->digest = dup_text (statement, 7);
  record->credential_id = dup_text (statement, 8);
  record->issuer_id = dup_text (statement, 9);
  record->title = dup_languages (statement, 10);
  record->issuer_name = dup_languages (statement, 11);
  record->kind = coffret_kind_from_id (coffret_statement_text (statement, 12));
  record->verdict = dup_text (statement, 13);
  record->search = dup_text (statement, 14);
  record->awarded = coffret_statement_instant (statement, 15);
  record->expires = coffret_statement_instant (statement, 16);
  record->received = coffret_statement_instant (statement, 17);
  record->trashed = coffret_statement_instant (statement, 18);
  record->minutes = coffret_statement_int (statement, 19);
  record->skills = share_skills (dup_text (statement, 20));
  record->verifier = (int) coffret_statement_int (statement, 21);
  record->checked = coffret_statement_instant (statement, 22);
  record->turns = coffret_statement_instant (statement, 23);
  return record;
}

/* Takes STATEMENT. */
static GPtrArray *
all_records (CoffretStatement *rows, GError **error)
{
  g_autoptr (CoffretStatement) statement = rows;
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_record_unref);
  g_autoptr (GError) reason = NULL;

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (records, read_row (statement));
  if (reason == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

GPtrArray *
coffret_records_list (CoffretDatabase *database, GError **error)
{
  return all_records (coffret_statement_new (
                        database,
                        "SELECT " COLUMNS " FROM credentials ORDER BY received DESC, sequence DESC",
                        error, ""),
                      error);
}

GPtrArray *
coffret_records_list_of_original (CoffretDatabase *database,
                                  const char *original_id,
                                  GError **error)
{
  return all_records (
    coffret_statement_new (
      database, "SELECT " COLUMNS " FROM credentials WHERE original_id = ? ORDER BY sequence",
      error, "s", original_id),
    error);
}

/* Takes STATEMENT. */
static CoffretRecord *
first_record (CoffretStatement *statement, GError **error)
{
  CoffretRecord *record = NULL;

  if (statement != NULL && coffret_statement_step (statement, error))
    record = read_row (statement);
  coffret_statement_free (statement);
  return record;
}

CoffretRecord *
coffret_records_get (CoffretDatabase *database, const char *id, GError **error)
{
  return first_record (coffret_statement_new (database,
                                              "SELECT " COLUMNS " FROM credentials WHERE id = ?",
                                              error, "s", id),
                       error);
}

CoffretRecord *
coffret_records_find_digest (CoffretDatabase *database, const char *digest, GError **error)
{
  return first_record (coffret_statement_new (database,
                                              "SELECT " COLUMNS " FROM credentials "
                                              "WHERE digest = ? "
                                              "ORDER BY trashed IS NOT NULL, received DESC, "
                                              "sequence DESC LIMIT 1",
                                              error, "s", digest),
                       error);
}

CoffretRecord *
coffret_records_find_version (CoffretDatabase *database,
                              const char *issuer_id,
                              const char *credential_id,
                              GError **error)
{
  return first_record (coffret_statement_new (database,
                                              "SELECT " COLUMNS " FROM credentials "
                                              "WHERE issuer_id = ? AND credential_id = ? "
                                              "ORDER BY received DESC, sequence DESC LIMIT 1",
                                              error, "ss", issuer_id, credential_id),
                       error);
}

static gboolean
changed_one (CoffretDatabase *database, GError **error)
{
  if (coffret_database_changes (database) == 1)
    return TRUE;
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                       _ ("This credential is no longer in the vault."));
  return FALSE;
}

gboolean
coffret_records_set_verdict (CoffretDatabase *database,
                             const char *id,
                             const char *verdict,
                             int verifier,
                             CoffretInstant checked,
                             CoffretInstant turns,
                             GError **error)
{
  return coffret_statement_finish (
           coffret_statement_new (database,
                                  "UPDATE credentials SET turned = CASE WHEN verdict IS NULL OR "
                                  "verdict IS ?1 THEN turned ELSE ?3 END, verdict = ?1, "
                                  "verifier = ?2, checked = ?3, turns = ?4 WHERE id = ?5",
                                  error, "sinns", verdict, (gint64) verifier, checked, turns, id),
           error) &&
         changed_one (database, error);
}

GHashTable *
coffret_records_list_turned (CoffretDatabase *database, GError **error)
{
  g_autoptr (GHashTable) turned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT id, turned FROM credentials WHERE turned IS NOT NULL", error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    const CoffretInstant when = coffret_statement_instant (statement, 1);

    g_hash_table_insert (turned, dup_text (statement, 0), g_memdup2 (&when, sizeof when));
  }
  if (reason == NULL)
    return g_steal_pointer (&turned);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
coffret_records_renew (CoffretDatabase *database, const CoffretRecord *record, GError **error)
{
  g_autofree char *title = coffret_text_pack (record->title);
  g_autofree char *issuer_name = coffret_text_pack (record->issuer_name);

  return coffret_statement_finish (
    coffret_statement_new (
      database,
      "UPDATE credentials SET format = ?, proof = ?, credential_id = ?, issuer_id = ?, title = ?, "
      "issuer_name = ?, kind = ?, search = ?, awarded = ?, expires = ?, minutes = ?, skills = ? "
      "WHERE original_id = ? AND place = ?",
      error, "ssssssssnnisss", record->format, record->proof, record->credential_id,
      record->issuer_id, title, issuer_name, coffret_kind_to_id (record->kind), record->search,
      record->awarded, record->expires, record->minutes, record->skills, record->original_id,
      record->place),
    error);
}

gboolean
coffret_records_replace (CoffretDatabase *database, const CoffretRecord *record, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT original_id FROM credentials WHERE id = ?", error, "s", record->id);
  g_autofree char *before = NULL;

  if (statement == NULL)
    return FALSE;
  if (coffret_statement_step (statement, &reason))
    before = g_strdup (coffret_statement_text (statement, 0));
  g_clear_pointer (&statement, coffret_statement_free);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  return coffret_statement_finish (
           coffret_statement_new (
             database,
             "UPDATE credentials SET original_id = ?, file_name = ?, place = ?, envelope = ?, "
             "digest = ? WHERE id = ?",
             error, "ssssss", record->original_id, record->file_name, record->place,
             record->envelope, record->digest, record->id),
           error) &&
         changed_one (database, error) && coffret_records_renew (database, record, error) &&
         coffret_statement_finish (
           coffret_statement_new (database,
                                  "DELETE FROM originals WHERE id = ? AND " COFFRET_IS_NOBODYS,
                                  error, "s", before),
           error);
}

gboolean
coffret_records_set_trashed (CoffretDatabase *database,
                             const char *id,
                             CoffretInstant when,
                             GError **error)
{
  return coffret_statement_finish (
           coffret_statement_new (database, "UPDATE credentials SET trashed = ? WHERE id = ?",
                                  error, "ns", when, id),
           error) &&
         changed_one (database, error);
}

gboolean
coffret_records_was_purged (CoffretDatabase *database,
                            const char *digest,
                            gboolean *purged,
                            GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT 1 FROM purged WHERE digest = ?", &reason, "s", digest);

  *purged = statement != NULL && coffret_statement_step (statement, &reason);
  return coffret_settle (&reason, error);
}

gboolean
coffret_records_purge_trash (CoffretDatabase *database, CoffretInstant before, GError **error)
{
  return coffret_statement_finish (
           coffret_statement_new (database,
                                  "INSERT OR REPLACE INTO purged (digest, purged) "
                                  "SELECT digest, ?1 FROM credentials WHERE trashed < ?2 AND "
                                  "digest NOT IN (SELECT digest FROM credentials "
                                  "WHERE trashed IS NULL OR trashed >= ?2)",
                                  error, "ii", (gint64) coffret_instant_now (), before),
           error) &&
         coffret_statement_finish (
           coffret_statement_new (database, "DELETE FROM credentials WHERE trashed < ?", error, "i",
                                  before),
           error) &&
         coffret_leftovers_mark (database, error) &&
         coffret_statement_finish (
           coffret_statement_new (database, "DELETE FROM originals WHERE " COFFRET_IS_NOBODYS,
                                  error, ""),
           error);
}
