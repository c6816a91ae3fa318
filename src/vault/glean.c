#include "vault/glean.h"

#include "vault/carve.h"
#include "vault/database-private.h"

#include <string.h>

/* Instants are microseconds: far above anything that is counted. */
#define ANY_INSTANT ((gint64) 1000000000000)
/* SQLite never writes the page in which it locks. */
#define LOCK_PAGE (0x40000000 / 4096 + 1)
#define COMMIT_EVERY 2000

typedef enum {
  TABLE_ORIGINALS,
  TABLE_CHUNKS,
  TABLE_CREDENTIALS,
  TABLE_COMPARTMENTS,
  TABLE_WITNESSES,
  TABLE_ATTACHMENTS,
  TABLE_SETTINGS,
  TABLE_LAYERS,
  TABLE_IDENTITIES,
  TABLE_TRUST,
  TABLE_PURGED,
  TABLE_TAGS,
  TABLE_TRANSLATIONS,
  TABLE_VERSIONS,
  TABLE_PATHWAYS,
  TABLE_SHARING_GROUPS,
  TABLE_SHARING_MEMBERS,
  TABLE_SHARES,
  TABLE_SHARE_ITEMS,
  TABLE_PAIRS,
  TABLE_INDEXES,
  N_TABLES,
} Table;

/* Each with its columns in the order in which a row has them. */
static const char *const inserts[N_TABLES] = {
  [TABLE_ORIGINALS] = "INSERT OR IGNORE INTO originals (id, sha256, name, size, received) "
                      "VALUES (?, ?, ?, ?, ?)",
  [TABLE_CHUNKS] = "INSERT OR IGNORE INTO chunks (original_id, n, size, bytes) "
                   "VALUES (?, ?, ?, ?)",
  /* What a row that was cut has no more is read again from its original. */
  [TABLE_CREDENTIALS] =
    "INSERT OR IGNORE INTO credentials (sequence, id, original_id, file_name, place, envelope, "
    "format, proof, digest, credential_id, issuer_id, title, issuer_name, kind, search, received, "
    "trashed) VALUES (?1, ?2, ?3, ?4, ?5, coalesce (?6, ''), coalesce (?7, ''), ?8, "
    "coalesce (?9, ''), ?10, ?11, ?12, ?13, coalesce (?14, 'other'), coalesce (?16, ''), "
    "coalesce (?19, 0), ?20)",
  [TABLE_COMPARTMENTS] = "INSERT OR IGNORE INTO compartments (id, parent, name, icon, colour, "
                         "position, rule, arrangement) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  [TABLE_WITNESSES] = "INSERT OR IGNORE INTO witnesses (sha256, kind, name, fetched_from, "
                      "received, bytes) VALUES (?, ?, ?, ?, ?, ?)",
  [TABLE_ATTACHMENTS] =
    "INSERT OR IGNORE INTO attachments (sequence, id, credential, original_id, name, media_type, "
    "position, added, removed, reader) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)",
  [TABLE_SETTINGS] = "INSERT OR IGNORE INTO settings (key, value) VALUES (?, ?)",
  [TABLE_LAYERS] = "INSERT OR IGNORE INTO layers (credential, title, note, changed, favourite, "
                   "awarded, expires) VALUES (?, ?, ?, coalesce (?, 0), coalesce (?, 0), ?, ?)",
  [TABLE_IDENTITIES] = "INSERT OR IGNORE INTO identities (id, kind, value, position) "
                       "VALUES (?, ?, ?, ?)",
  [TABLE_TRUST] = "INSERT OR IGNORE INTO trust (issuer, name, trusted, since) "
                  "VALUES (?, ?, ?, ?)",
  [TABLE_PURGED] = "INSERT OR IGNORE INTO purged (digest, purged) VALUES (?, ?)",
  [TABLE_TAGS] = "INSERT OR IGNORE INTO tags (credential, tag) VALUES (?, ?)",
  [TABLE_TRANSLATIONS] = "INSERT OR IGNORE INTO translations (credential, field, language, text) "
                         "VALUES (?, ?, ?, ?)",
  [TABLE_VERSIONS] = "INSERT OR IGNORE INTO versions (older, newer, answer) VALUES (?, ?, ?)",
  [TABLE_PATHWAYS] = "INSERT OR IGNORE INTO pathways (id, name, definition, position, changed) "
                     "VALUES (?, ?, ?, ?, ?)",
  /* Of one that was cut, what its owner called themselves and wrote may be missing. */
  [TABLE_SHARING_GROUPS] =
    "INSERT OR IGNORE INTO sharing_groups (sequence, id, seed, name, audience, fields, language, "
    "days, until, compartment, rule, position, changed, removed, holder, contact, recipient, "
    "message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [TABLE_SHARING_MEMBERS] = "INSERT OR IGNORE INTO sharing_members (sharing_group, credential, "
                            "position, shown, hidden) VALUES (?, ?, ?, ?, ?)",
  [TABLE_SHARES] =
    "INSERT OR IGNORE INTO shares (sequence, id, shared, until, kind, size, sha256, original_id, "
    "sharing_group, audience, language, media_type, key, name, file_name, recipient) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, coalesce (?14, ''), ?15, ?16)",
  [TABLE_SHARE_ITEMS] =
    "INSERT OR IGNORE INTO share_items (share, n, credential, digest, how, verdict, shown, hidden, "
    "title, issuer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, coalesce (?10, ''))",
  [TABLE_PAIRS] = "INSERT INTO gleaned_pairs (a, b, c) VALUES (?, ?, ?)",
  [TABLE_INDEXES] = "INSERT INTO gleaned_indexes (key, row, owner) VALUES (?, ?, ?)",
};

/* Rows in one of these are believed only where a whole way leads to their page: many look alike. */
static const char *const indexes[] = {
  "sqlite_autoindex_originals_1", "sqlite_autoindex_originals_2", "sqlite_autoindex_credentials_1",
  "credentials_original",         "credentials_digest",           "credentials_received",
  "credentials_trashed",
};

typedef struct {
  CoffretPages *pages;
  CoffretDatabase *into;
  gboolean marked;
  GHashTable *owners; /* page -> index (of the above), borrowed */
  sqlite3_stmt *statements[N_TABLES];
} Gleaning;

static gboolean
is_text (const CoffretCarvedRow *row, guint n)
{
  return n < row->n_values && row->values[n].type == COFFRET_CARVED_TEXT;
}

static gboolean
is_text_or_null (const CoffretCarvedRow *row, guint n)
{
  return is_text (row, n) || (n < row->n_values && row->values[n].type == COFFRET_CARVED_NULL);
}

static gboolean
is_integer (const CoffretCarvedRow *row, guint n)
{
  return n < row->n_values && row->values[n].type == COFFRET_CARVED_INTEGER;
}

static gboolean
is_instant (const CoffretCarvedRow *row, guint n)
{
  return is_integer (row, n) && row->values[n].number > ANY_INSTANT;
}

static gboolean
is_bytes (const CoffretCarvedRow *row, guint n)
{
  return n < row->n_values && row->values[n].type == COFFRET_CARVED_BYTES;
}

static gboolean
is_id (const CoffretCarvedRow *row, guint n)
{
  char id[37] = { 0 };

  if (!is_text (row, n) || row->values[n].size != 36)
    return FALSE;
  memcpy (id, row->values[n].data, 36);
  return g_uuid_string_is_valid (id);
}

static gboolean
is_digest (const CoffretCarvedRow *row, guint n)
{
  if (!is_text (row, n) || row->values[n].size != 64)
    return FALSE;
  for (gsize i = 0; i < 64; i++)
    if (!g_ascii_isxdigit (row->values[n].data[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_null (const CoffretCarvedRow *row, guint n)
{
  return n < row->n_values && row->values[n].type == COFFRET_CARVED_NULL;
}

/* What was read out of it comes last and may be long. */
static gboolean
is_attachment (const CoffretCarvedRow *row)
{
  return (row->cut ? row->n_values >= 11 : row->n_values == 12) && is_null (row, 0) &&
         is_id (row, 1) && is_id (row, 2) && is_id (row, 3) && is_text (row, 4) &&
         is_text (row, 5) && is_integer (row, 6) && is_instant (row, 7) && is_integer (row, 9);
}

static gboolean
is_integer_or_null (const CoffretCarvedRow *row, guint n)
{
  return is_integer (row, n) || is_null (row, n);
}

static gboolean
is_sharing_group (const CoffretCarvedRow *row)
{
  return (row->cut ? row->n_values >= 15 : row->n_values == 18) && is_null (row, 0) &&
         is_id (row, 1) && is_bytes (row, 2) && is_text (row, 3) && is_text (row, 4) &&
         is_text (row, 5) && is_text (row, 6) && is_integer (row, 7) && is_integer (row, 11) &&
         is_instant (row, 12);
}

static gboolean
is_share (const CoffretCarvedRow *row)
{
  return (row->cut ? row->n_values >= 14 : row->n_values == 16) && is_null (row, 0) &&
         is_id (row, 1) && is_instant (row, 2) && is_integer_or_null (row, 3) && is_text (row, 4) &&
         is_integer (row, 5) && is_digest (row, 6) && is_text_or_null (row, 7) &&
         is_text_or_null (row, 8) && is_text (row, 9) && is_text (row, 10) && is_text (row, 11);
}

/* Of a table with row ids. */
static Table
recognise_keyed (const CoffretCarvedRow *row)
{
  if (is_null (row, 0) && is_id (row, 1) && is_id (row, 2) && row->n_values > 4 &&
      is_text_or_null (row, 3) && is_text (row, 4) && (row->cut || row->n_values >= 20))
    return TABLE_CREDENTIALS;
  if (is_attachment (row))
    return TABLE_ATTACHMENTS;
  if (is_sharing_group (row))
    return TABLE_SHARING_GROUPS;
  if (is_share (row))
    return TABLE_SHARES;
  if (row->cut)
    return N_TABLES;
  if (row->n_values == 4 && is_id (row, 0) && is_integer (row, 1) && is_integer (row, 2) &&
      is_bytes (row, 3))
    return TABLE_CHUNKS;
  if (row->n_values == 5 && is_id (row, 0) && is_digest (row, 1) && is_integer (row, 3))
    return TABLE_ORIGINALS;
  /* Those of before schema 6 end earlier, here and below. */
  if ((row->n_values == 6 || row->n_values == 8) && is_id (row, 0) && is_text (row, 2) &&
      is_integer (row, 5))
    return TABLE_COMPARTMENTS;
  if (row->n_values == 6 && is_digest (row, 0) && is_text (row, 1) && is_bytes (row, 5))
    return TABLE_WITNESSES;
  return N_TABLES;
}

static gboolean
is_layer (const CoffretCarvedRow *row)
{
  return is_id (row, 0) && is_text_or_null (row, 1) && is_text_or_null (row, 2) &&
         is_instant (row, 3) && (row->n_values == 4 || (row->n_values == 7 && is_integer (row, 4)));
}

static gboolean
is_translation (const CoffretCarvedRow *row)
{
  return row->n_values == 4 && is_id (row, 0) && is_text (row, 1) && is_text (row, 2) &&
         is_text (row, 3);
}

static gboolean
is_share_item (const CoffretCarvedRow *row)
{
  return (row->cut ? row->n_values >= 9 : row->n_values == 10) && is_id (row, 0) &&
         is_integer (row, 1) && is_text (row, 2) && is_text (row, 3) && is_text (row, 4) &&
         is_text_or_null (row, 5) && is_text (row, 6) && is_text (row, 7) && is_text (row, 8);
}

static Table
recognise_by_five (const CoffretCarvedRow *row)
{
  if (is_id (row, 0) && is_text (row, 1) && is_text (row, 2) && is_integer (row, 3) &&
      is_instant (row, 4))
    return TABLE_PATHWAYS;
  return is_id (row, 0) && is_id (row, 1) && is_integer_or_null (row, 2) && is_text (row, 3) &&
             is_text (row, 4)
           ? TABLE_SHARING_MEMBERS
           : N_TABLES;
}

static Table
recognise_by_four (const CoffretCarvedRow *row)
{
  if (is_translation (row))
    return TABLE_TRANSLATIONS;
  if (is_text_or_null (row, 1) && is_integer (row, 2) && is_instant (row, 3))
    return TABLE_TRUST;
  if (is_layer (row))
    return TABLE_LAYERS;
  if (is_id (row, 0) && is_text (row, 1) && is_text (row, 2) && is_integer (row, 3))
    return TABLE_IDENTITIES;
  return N_TABLES;
}

/* Of a table without row ids, or of an index. */
static Table
recognise_unkeyed (const CoffretCarvedRow *row)
{
  if (row->cut && is_translation (row))
    return TABLE_TRANSLATIONS;
  if (is_share_item (row))
    return TABLE_SHARE_ITEMS;
  if (row->cut)
    /* The beginning of a long note. */
    return row->n_values >= 2 && row->n_values <= 3 && is_id (row, 0) && is_text_or_null (row, 1) &&
               is_text_or_null (row, 2)
             ? TABLE_LAYERS
             : N_TABLES;
  if (!is_text (row, 0))
    return N_TABLES;
  if (row->n_values == 4)
    return recognise_by_four (row);
  if (row->n_values == 5)
    return recognise_by_five (row);
  if (row->n_values == 7)
    return is_layer (row) ? TABLE_LAYERS : N_TABLES;
  if (row->n_values == 3)
    return !is_id (row, 0) || !is_id (row, 1) ? N_TABLES
           : is_text (row, 2)                 ? TABLE_VERSIONS
                                              : TABLE_PAIRS;
  if (row->n_values != 2)
    return N_TABLES;
  if (is_id (row, 0) && is_id (row, 1))
    return TABLE_PAIRS;
  if (is_digest (row, 0) && is_instant (row, 1))
    return TABLE_PURGED;
  if (!is_text (row, 1))
    return N_TABLES;
  return is_id (row, 0) ? TABLE_TAGS : TABLE_SETTINGS;
}

/* Without marks, a text that is none says that the row is not what was written. */
static gboolean
has_texts (const CoffretCarvedRow *row)
{
  for (guint i = 0; i < row->n_values; i++)
    if (is_text (row, i) &&
        !g_utf8_validate ((const char *) row->values[i].data, (gssize) row->values[i].size, NULL))
      return FALSE;
  return TRUE;
}

static int
bind_value (sqlite3_stmt *statement, int place, const CoffretCarvedValue *value, gboolean cut)
{
  gsize size = value->size;

  switch (value->type) {
  case COFFRET_CARVED_INTEGER:
    return sqlite3_bind_int64 (statement, place, value->number);
  case COFFRET_CARVED_TEXT:
    if (cut) {
      const char *end;
      g_utf8_validate ((const char *) value->data, (gssize) size, &end);
      size = (gsize) (end - (const char *) value->data);
    }
    return sqlite3_bind_text64 (statement, place, (const char *) value->data, size,
                                SQLITE_TRANSIENT, SQLITE_UTF8);
  case COFFRET_CARVED_BYTES:
    return value->size == 0
             ? sqlite3_bind_zeroblob (statement, place, 0)
             : sqlite3_bind_blob64 (statement, place, value->data, size, SQLITE_TRANSIENT);
  case COFFRET_CARVED_NULL:
  case COFFRET_CARVED_REAL:
  default:
    return sqlite3_bind_null (statement, place);
  }
}

static gboolean
insert (
  Gleaning *gleaning, Table table, const CoffretCarvedRow *row, const char *owner, GError **error)
{
  sqlite3 *handle = coffret_database_get_handle (gleaning->into);
  sqlite3_stmt *statement = gleaning->statements[table];
  int places, code = SQLITE_OK;

  if (statement == NULL) {
    code =
      sqlite3_prepare_v3 (handle, inserts[table], -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    gleaning->statements[table] = statement;
  }
  places = code == SQLITE_OK ? sqlite3_bind_parameter_count (statement) : 0;
  for (int i = 0; i < places && i < (int) row->n_values && code == SQLITE_OK; i++)
    code = bind_value (statement, i + 1, &row->values[i], row->cut && i + 1 == (int) row->n_values);
  if (code == SQLITE_OK && (table == TABLE_CREDENTIALS || table == TABLE_ATTACHMENTS ||
                            table == TABLE_SHARING_GROUPS || table == TABLE_SHARES))
    code = sqlite3_bind_int64 (statement, 1, row->row);
  if (code == SQLITE_OK && owner != NULL)
    code = sqlite3_bind_text (statement, 3, owner, -1, SQLITE_STATIC);
  if (code == SQLITE_OK) {
    code = sqlite3_step (statement);
    sqlite3_reset (statement);
    sqlite3_clear_bindings (statement);
  }
  /* A row that does not fit is not one of ours. */
  if (code == SQLITE_DONE || (code & 0xff) == SQLITE_CONSTRAINT)
    return TRUE;
  coffret_database_set_error (handle, code, error);
  return FALSE;
}

static gboolean
on_row (const CoffretCarvedRow *row, gpointer data, GError **error)
{
  Gleaning *gleaning = data;
  const char *owner = g_hash_table_lookup (gleaning->owners, GUINT_TO_POINTER (row->page));
  Table table;

  if (!gleaning->marked && !row->cut && !has_texts (row))
    return TRUE;
  if (owner != NULL)
    return row->cut || row->n_values != 2 || !is_integer (row, 1) ||
           insert (gleaning, TABLE_INDEXES, row, owner, error);
  /* Whatever it is of: that such a digest was noted says that what has it is whole. */
  if (!row->keyed && !row->cut && row->n_values == 2 && is_digest (row, 0) && is_integer (row, 1) &&
      !is_instant (row, 1))
    return insert (gleaning, TABLE_INDEXES, row, "", error);
  table = row->keyed ? recognise_keyed (row) : recognise_unkeyed (row);
  return table == N_TABLES || insert (gleaning, table, row, NULL, error);
}

/* Every page that can be reached from ROOT belongs to OWNER. */
static void
mark_owner (Gleaning *gleaning, guint root, const char *owner)
{
  g_autofree guint8 *content = g_malloc (COFFRET_PAGE_CONTENT);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 first = root;

  g_array_append_val (waiting, first);
  while (waiting->len > 0) {
    guint32 page = g_array_index (waiting, guint32, waiting->len - 1);
    g_autoptr (GArray) children = NULL;

    g_array_set_size (waiting, waiting->len - 1);
    if (g_hash_table_contains (gleaning->owners, GUINT_TO_POINTER (page)) ||
        !coffret_pages_read (gleaning->pages, page, content))
      continue;
    g_hash_table_insert (gleaning->owners, GUINT_TO_POINTER (page), (gpointer) owner);
    children = coffret_carve_children (page, content);
    g_array_append_vals (waiting, children->data, children->len);
  }
}

/* A row of the schema: kind, name, table, first page, words. */
static gboolean
on_schema_row (const CoffretCarvedRow *row, gpointer data, GError **error)
{
  if (row->n_values < 4 || !is_text (row, 1) || !is_integer (row, 3))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    if (row->values[1].size == strlen (indexes[i]) &&
        memcmp (row->values[1].data, indexes[i], row->values[1].size) == 0)
      mark_owner (data, (guint) row->values[3].number, indexes[i]);
  return TRUE;
}

/* Page 1 and those below it hold the schema. */
static void
find_owners (Gleaning *gleaning)
{
  g_autofree guint8 *content = g_malloc (COFFRET_PAGE_CONTENT);
  g_autoptr (GArray) children = NULL;

  if (!coffret_pages_read (gleaning->pages, 1, content))
    return;
  coffret_carve (gleaning->pages, 1, content, on_schema_row, gleaning, NULL);
  children = coffret_carve_children (1, content);
  for (guint i = 0; i < children->len; i++) {
    guint32 page = g_array_index (children, guint32, i);
    if (coffret_pages_read (gleaning->pages, page, content))
      coffret_carve (gleaning->pages, page, content, on_schema_row, gleaning, NULL);
  }
}

static gboolean
count_credentials (CoffretDatabase *into, guint *count, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    into,
    "SELECT (SELECT count(*) FROM credentials) + (SELECT count(DISTINCT row) FROM "
    "gleaned_indexes WHERE owner IN ('credentials_original', 'sqlite_autoindex_credentials_1') "
    "AND row NOT IN (SELECT sequence FROM credentials))",
    error, "");

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  *count = (guint) coffret_statement_int (statement, 0);
  return TRUE;
}

static gboolean
glean_pages (Gleaning *gleaning,
             CoffretGleaned *gleaned,
             CoffretGleanProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree guint8 *content = g_malloc (COFFRET_PAGE_CONTENT);

  if (!coffret_database_begin (gleaning->into, error))
    return FALSE;
  for (guint number = 1; number <= gleaned->pages; number++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (coffret_pages_read (gleaning->pages, number, content)) {
      if (!coffret_carve (gleaning->pages, number, content, on_row, gleaning, error))
        return FALSE;
    } else if (number != LOCK_PAGE)
      gleaned->pages_lost++;
    if (number % COMMIT_EVERY == 0 && (!coffret_database_commit (gleaning->into, error) ||
                                       !coffret_database_begin (gleaning->into, error)))
      return FALSE;
    if (progress != NULL)
      progress (number, gleaned->pages, data);
  }
  return coffret_database_commit (gleaning->into, error);
}

gboolean
coffret_glean (CoffretPages *pages,
               CoffretDatabase *into,
               CoffretGleaned *gleaned,
               CoffretGleanProgress progress,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  static const char tables[] = "CREATE TABLE gleaned_indexes (key, row INTEGER, owner TEXT);"
                               "CREATE INDEX gleaned_by_row ON gleaned_indexes (owner, row);"
                               "CREATE INDEX gleaned_by_key ON gleaned_indexes (owner, key);"
                               "CREATE TABLE gleaned_pairs (a TEXT, b TEXT, c)";
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);
  Gleaning gleaning = {
    .pages = pages,
    .into = into,
    .marked = coffret_pages_have_marks (pages),
    .owners = owners,
  };
  gboolean done;

  *gleaned = (CoffretGleaned) { .pages = coffret_pages_get_count (pages) };
  if (!coffret_database_execute (into, "PRAGMA foreign_keys = OFF", error) ||
      !coffret_database_execute (into, tables, error))
    return FALSE;
  find_owners (&gleaning);
  done = glean_pages (&gleaning, gleaned, progress, data, cancellable, error);
  for (Table table = 0; table < N_TABLES; table++)
    sqlite3_finalize (gleaning.statements[table]);
  return done && count_credentials (into, &gleaned->credentials, error) &&
         coffret_glean_mend (into, cancellable, error);
}
