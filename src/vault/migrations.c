#include "vault/migrations.h"

#include <glib/gi18n-lib.h>

/* "Cofr", so that file(1) and we know whose it is. */
#define APPLICATION_ID 0x436f6672

/* Every time is in microseconds since 1970 UTC, NULL where there is none. */
static const char schema_1[] =
  "CREATE TABLE vault_info ("
  "  one INTEGER PRIMARY KEY CHECK (one = 1),"
  "  id TEXT NOT NULL," /* as in the slot file */
  "  created INTEGER NOT NULL,"
  "  newest_clock INTEGER NOT NULL" /* a clock behind it is wrong */
  ") STRICT;"

  "CREATE TABLE originals ("
  "  id TEXT PRIMARY KEY,"
  "  sha256 TEXT NOT NULL UNIQUE,"
  "  name TEXT,"
  "  size INTEGER NOT NULL,"
  "  received INTEGER NOT NULL"
  ") STRICT;"

  "CREATE TABLE chunks ("
  "  original_id TEXT NOT NULL REFERENCES originals (id) ON DELETE CASCADE,"
  "  n INTEGER NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  bytes BLOB NOT NULL," /* deflated where that is shorter than size */
  "  UNIQUE (original_id, n)"
  ") STRICT;"

  "CREATE TABLE credentials ("
  "  sequence INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  original_id TEXT NOT NULL REFERENCES originals (id),"
  "  file_name TEXT,"
  "  place TEXT NOT NULL,"
  "  envelope TEXT NOT NULL,"
  "  format TEXT NOT NULL,"
  "  proof TEXT,"
  "  digest TEXT NOT NULL,"
  "  credential_id TEXT,"
  "  issuer_id TEXT,"
  "  title TEXT,"       /* languages and texts, see records.c */
  "  issuer_name TEXT," /* the same */
  "  kind TEXT NOT NULL,"
  "  verdict TEXT,"
  "  search TEXT NOT NULL,"
  "  awarded INTEGER,"
  "  expires INTEGER,"
  "  received INTEGER NOT NULL,"
  "  trashed INTEGER"
  ") STRICT;"
  "CREATE INDEX credentials_received ON credentials (received);"
  "CREATE INDEX credentials_original ON credentials (original_id);"
  "CREATE INDEX credentials_digest ON credentials (digest);"
  "CREATE INDEX credentials_version ON credentials (issuer_id, credential_id);"
  "CREATE INDEX credentials_trashed ON credentials (trashed) WHERE trashed IS NOT NULL;"

  "CREATE TABLE compartments ("
  "  id TEXT PRIMARY KEY,"
  "  parent TEXT REFERENCES compartments (id) ON DELETE SET NULL,"
  "  name TEXT NOT NULL,"
  "  icon TEXT,"
  "  colour TEXT,"
  "  position INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX compartments_parent ON compartments (parent);"

  "CREATE TABLE compartment_members ("
  "  compartment TEXT NOT NULL REFERENCES compartments (id) ON DELETE CASCADE,"
  "  credential TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,"
  "  PRIMARY KEY (compartment, credential)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX members_credential ON compartment_members (credential);"

  "CREATE TABLE thumbnails ("
  "  credential TEXT PRIMARY KEY REFERENCES credentials (id) ON DELETE CASCADE,"
  "  png BLOB NOT NULL"
  ") STRICT;"

  "CREATE TABLE settings ("
  "  key TEXT PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* The holder's layer: what no original holds, so that it can never be derived again. */
static const char schema_2[] =
  "CREATE TABLE layers ("
  "  credential TEXT NOT NULL PRIMARY KEY REFERENCES credentials (id) ON DELETE CASCADE,"
  "  title TEXT,"
  "  note TEXT,"
  "  changed INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE identities ("
  "  id TEXT NOT NULL PRIMARY KEY,"
  "  kind TEXT NOT NULL," /* see identities.c */
  "  value TEXT NOT NULL,"
  "  position INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* What the overview adds up. What older readers left out is filled in by reread.c. */
static const char schema_3[] = "ALTER TABLE credentials ADD COLUMN minutes INTEGER;"
                               "ALTER TABLE credentials ADD COLUMN skills TEXT;";

/* What the verifier found out, and what its answers rest on. All credentials that came before are
 * still to be checked. */
static const char schema_4[] =
  "ALTER TABLE credentials ADD COLUMN verifier INTEGER;" /* its edition; NULL: not checked */
  "ALTER TABLE credentials ADD COLUMN checked INTEGER;"
  "ALTER TABLE credentials ADD COLUMN turns INTEGER;" /* when time alone may change the verdict */
  "UPDATE credentials SET verdict = NULL;"

  "CREATE TABLE witnesses ("
  "  sha256 TEXT NOT NULL PRIMARY KEY,"
  "  kind TEXT NOT NULL," /* see witnesses.h */
  "  name TEXT NOT NULL,"
  "  fetched_from TEXT,"
  "  received INTEGER NOT NULL,"
  "  bytes BLOB NOT NULL"
  ") STRICT;"

  "CREATE TABLE trust ("
  "  issuer TEXT NOT NULL PRIMARY KEY,"
  "  name TEXT,"
  "  trusted INTEGER NOT NULL,"
  "  since INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* What the owner has deleted for good, so that no backup brings it back by itself. */
static const char schema_5[] = "CREATE TABLE purged ("
                               "  digest TEXT NOT NULL PRIMARY KEY," /* the credential's */
                               "  purged INTEGER NOT NULL"
                               ") STRICT, WITHOUT ROWID;";

/* What the owner adds and arranges: files of their own beside a credential, marks, translations,
 * compartments that fill themselves, what is a later version of what, and pathways. */
static const char schema_6[] =
  "CREATE TABLE attachments ("
  "  sequence INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  credential TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,"
  "  original_id TEXT NOT NULL REFERENCES originals (id)," /* its bytes */
  "  name TEXT NOT NULL,"
  "  media_type TEXT NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  added INTEGER NOT NULL,"
  "  removed INTEGER," /* NULL: it is there; else it can be put back until the vault is locked */
  "  reader INTEGER NOT NULL," /* the edition that derived what follows; 0: none yet */
  "  pages INTEGER,"
  "  signatures TEXT" /* what its own digital signatures say, see attachments.h */
  ") STRICT;"
  "CREATE INDEX attachments_credential ON attachments (credential);"
  "CREATE INDEX attachments_original ON attachments (original_id);"
  "CREATE INDEX attachments_removed ON attachments (removed) WHERE removed IS NOT NULL;"
  /* The words in an attachment, folded, each once. Derived. */
  "CREATE TABLE attachment_words ("
  "  word TEXT NOT NULL,"
  "  attachment INTEGER NOT NULL REFERENCES attachments (sequence) ON DELETE CASCADE,"
  "  PRIMARY KEY (word, attachment)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX words_attachment ON attachment_words (attachment);"

  "ALTER TABLE layers ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE layers ADD COLUMN awarded INTEGER;" /* dates that the holder shows instead */
  "ALTER TABLE layers ADD COLUMN expires INTEGER;"
  "CREATE TABLE tags ("
  "  credential TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,"
  "  tag TEXT NOT NULL,"
  "  PRIMARY KEY (credential, tag)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE translations ("
  "  credential TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,"
  "  field TEXT NOT NULL,"
  "  language TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  PRIMARY KEY (credential, field, language)"
  ") STRICT, WITHOUT ROWID;"

  "ALTER TABLE compartments ADD COLUMN rule TEXT;"        /* a search that fills it */
  "ALTER TABLE compartments ADD COLUMN arrangement TEXT;" /* NULL: as the list is */
  "ALTER TABLE compartment_members ADD COLUMN position INTEGER;"

  "CREATE TABLE versions ("
  "  older TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,"
  "  newer TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,"
  "  answer TEXT NOT NULL," /* the owner's: the older is history of the newer, or not */
  "  PRIMARY KEY (older, newer)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX versions_newer ON versions (newer);"
  "ALTER TABLE credentials ADD COLUMN turned INTEGER;" /* when the verdict became another */

  "CREATE TABLE pathways ("
  "  id TEXT NOT NULL PRIMARY KEY,"
  "  name TEXT NOT NULL,"
  "  definition TEXT NOT NULL," /* JSON, see pathways.h */
  "  position INTEGER NOT NULL,"
  "  changed INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;";

/* For whom the owner puts what together, and the ledger of what was shared. What may be long comes
 * last in a row, so that of a damaged one as much as possible is left. */
static const char schema_7[] =
  "CREATE TABLE sharing_groups ("
  "  sequence INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  seed BLOB NOT NULL CHECK (length (seed) = 32)," /* of its key: random, never changed */
  "  name TEXT NOT NULL,"
  "  audience TEXT NOT NULL," /* see organise/audience.h */
  "  fields TEXT NOT NULL,"   /* that may be seen, see credential/field.h; the same below */
  "  language TEXT NOT NULL,"
  "  days INTEGER NOT NULL,"
  "  until INTEGER,"
  "  compartment TEXT," /* what would newly fit lies there; it may be gone */
  "  rule TEXT,"        /* or is found by this search */
  "  position INTEGER NOT NULL,"
  "  changed INTEGER NOT NULL,"
  "  removed INTEGER," /* NULL: it is there; else it can be put back until the vault is locked */
  "  holder TEXT,"
  "  contact TEXT,"
  "  recipient TEXT,"
  "  message TEXT"
  ") STRICT;"

  "CREATE TABLE sharing_members ("
  "  sharing_group TEXT NOT NULL REFERENCES sharing_groups (id) ON DELETE CASCADE,"
  "  credential TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,"
  "  position INTEGER,"     /* NULL: it would fit and is not wanted */
  "  shown TEXT NOT NULL,"  /* exceptions: though the group hides them */
  "  hidden TEXT NOT NULL," /* though it shows them */
  "  PRIMARY KEY (sharing_group, credential)"
  ") STRICT, WITHOUT ROWID;"
  /* With a text between both ids, so that who gleans does not take it for a compartment's. */
  "CREATE INDEX sharing_credential ON sharing_members (credential, hidden);"

  "CREATE TABLE shares ("
  "  sequence INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  shared INTEGER NOT NULL,"
  "  until INTEGER,"
  "  kind TEXT NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  sha256 TEXT NOT NULL,"
  "  original_id TEXT REFERENCES originals (id)," /* the file; NULL: it was not kept */
  "  sharing_group TEXT,"                         /* it may be gone */
  "  audience TEXT NOT NULL,"
  "  language TEXT NOT NULL,"
  "  media_type TEXT NOT NULL,"
  "  key TEXT,"
  "  name TEXT NOT NULL," /* of the group, as it was */
  "  file_name TEXT,"
  "  recipient TEXT"
  ") STRICT;"
  "CREATE INDEX shares_group ON shares (sharing_group);"
  "CREATE INDEX shares_original ON shares (original_id);"

  "CREATE TABLE share_items ("
  "  share TEXT NOT NULL REFERENCES shares (id) ON DELETE CASCADE,"
  "  n INTEGER NOT NULL,"
  "  credential TEXT NOT NULL," /* it may be gone */
  "  digest TEXT NOT NULL,"     /* of what it said */
  "  how TEXT NOT NULL,"        /* see shares.h */
  "  verdict TEXT,"             /* as it was */
  "  shown TEXT NOT NULL,"
  "  hidden TEXT NOT NULL,"
  "  title TEXT NOT NULL,"
  "  issuer TEXT NOT NULL,"
  "  PRIMARY KEY (share, n)"
  ") STRICT, WITHOUT ROWID;";

/* The n-th leads from version n to n + 1. */
static const char *const migrations[] = {
  schema_1, schema_2, schema_3, schema_4, schema_5, schema_6, schema_7,
};

G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == COFFRET_SCHEMA_VERSION);

static gboolean
number (CoffretDatabase *database, const char *pragma, gint64 *value, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, pragma, error, "");

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  *value = coffret_statement_int (statement, 0);
  return TRUE;
}

static gboolean
migrate (CoffretDatabase *database, int from, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                           APPLICATION_ID, from + 1);
  gboolean done = coffret_database_begin (database, error) &&
                  coffret_database_execute (database, migrations[from], error) &&
                  coffret_database_execute (database, mark, error) &&
                  coffret_database_commit (database, error);

  if (!done)
    coffret_database_rollback (database);
  return done;
}

gboolean
coffret_migrations_look (CoffretDatabase *database, int *version, GError **error)
{
  gint64 application = 0, schema = 0;

  if (!number (database, "PRAGMA application_id", &application, error) ||
      !number (database, "PRAGMA user_version", &schema, error))
    return FALSE;
  *version = (int) schema;
  if (schema > COFFRET_SCHEMA_VERSION)
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NEWER, "%s (schema %d > %d)",
                 _ ("This vault was made by a newer Coffret. Nothing was changed in it. Please "
                    "update Coffret and open it again."),
                 (int) schema, COFFRET_SCHEMA_VERSION);
  else if (schema < 0 || application != (schema == 0 ? 0 : APPLICATION_ID))
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                 "%s (application id %" G_GINT64_FORMAT ", schema %d)",
                 _ ("This file is not a vault of Coffret. Nothing was changed in it."), application,
                 (int) schema);
  else
    return TRUE;
  return FALSE;
}

gboolean
coffret_migrations_run_to (CoffretDatabase *database, int version, GError **error)
{
  int from = 0;

  g_assert (version <= COFFRET_SCHEMA_VERSION);
  if (!coffret_migrations_look (database, &from, error))
    return FALSE;
  for (; from < version; from++)
    if (!migrate (database, from, error))
      return FALSE;
  return TRUE;
}

gboolean
coffret_migrations_run (CoffretDatabase *database, GError **error)
{
  return coffret_migrations_run_to (database, COFFRET_SCHEMA_VERSION, error);
}
