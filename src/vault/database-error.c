#include "vault/database-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

static CoffretVaultError
kind_of (sqlite3 *handle, int code)
{
  int system_error = handle != NULL ? sqlite3_system_errno (handle) : 0;

  switch (code & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return COFFRET_VAULT_ERROR_BUSY;
  case SQLITE_FULL:
    return COFFRET_VAULT_ERROR_FULL;
  /* What SQLCipher answers, in some places, for a page whose bytes do not match its mark: no
   * statement of ours is wrong in itself. */
  case SQLITE_ERROR:
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
  case SQLITE_FORMAT:
    return COFFRET_VAULT_ERROR_DAMAGED;
  case SQLITE_NOMEM:
    return COFFRET_VAULT_ERROR_NO_MEMORY;
  case SQLITE_CONSTRAINT:
    return COFFRET_VAULT_ERROR_CONFLICT;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return COFFRET_VAULT_ERROR_READ_ONLY;
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
    if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
      return COFFRET_VAULT_ERROR_FULL;
    if (system_error == EROFS || system_error == EACCES || system_error == EPERM)
      return COFFRET_VAULT_ERROR_READ_ONLY;
    return COFFRET_VAULT_ERROR_IO;
  default:
    return COFFRET_VAULT_ERROR_IO;
  }
}

static const char *
sentence (CoffretVaultError kind)
{
  switch (kind) {
  case COFFRET_VAULT_ERROR_BUSY:
    return _ ("Your vault is open in another program. Close it there and try again.");
  case COFFRET_VAULT_ERROR_FULL:
    return _ ("The disk is full, so this could not be saved. What was saved before is safe. Make "
              "some room and try again.");
  case COFFRET_VAULT_ERROR_DAMAGED:
    return _ ("The vault file is damaged. Nothing was changed in it. Please restore a backup.");
  case COFFRET_VAULT_ERROR_NO_MEMORY:
    return _ ("The computer has not enough free memory for this. Nothing was lost. Close some "
              "programs and try again.");
  case COFFRET_VAULT_ERROR_CONFLICT:
    return _ ("This does not fit what is in the vault now, so nothing was changed.");
  case COFFRET_VAULT_ERROR_READ_ONLY:
    return _ ("The vault can only be read here: its folder cannot be written to. Nothing was "
              "changed.");
  default:
    return _ ("The disk did not do what was asked, so this could not be done. What was saved "
              "before is safe. Try again.");
  }
}

void
coffret_database_set_error (sqlite3 *handle, int code, GError **error)
{
  int extended = handle != NULL ? sqlite3_extended_errcode (handle) : code;
  CoffretVaultError kind = kind_of (handle, extended != SQLITE_OK ? extended : code);

  g_set_error (error, COFFRET_VAULT_ERROR, kind, "%s (SQLite %d: %s)", sentence (kind), extended,
               handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code));
}
