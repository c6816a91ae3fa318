/* error.h: why the vault could not do it. Messages are translated sentences that
 * say what happened and that nothing is lost, where that is so. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COFFRET_VAULT_ERROR (coffret_vault_error_quark ())
GQuark coffret_vault_error_quark (void);

typedef enum {
  COFFRET_VAULT_ERROR_EXISTS,    /* a vault, or part of one, is there: never overwritten */
  COFFRET_VAULT_ERROR_MISSING,   /* the database or the key slots are not there */
  COFFRET_VAULT_ERROR_DAMAGED,   /* it is there and is not what was written */
  COFFRET_VAULT_ERROR_PLAINTEXT, /* an unencrypted database lies there: a build fault */
  COFFRET_VAULT_ERROR_PROVIDER,  /* this build's SQLite is not SQLCipher */
  COFFRET_VAULT_ERROR_NEWER,     /* written by a newer Coffret */
  COFFRET_VAULT_ERROR_BUSY,      /* open in another program */
  COFFRET_VAULT_ERROR_FULL,      /* no space left */
  COFFRET_VAULT_ERROR_READ_ONLY, /* the file or folder cannot be written */
  COFFRET_VAULT_ERROR_WRONG_KEY, /* passphrase wrong, or the key is another vault's */
  COFFRET_VAULT_ERROR_NO_SLOT,   /* this vault has no such way in */
  COFFRET_VAULT_ERROR_NO_MEMORY, /* not enough memory to derive the key: not a wrong passphrase */
  COFFRET_VAULT_ERROR_KEYRING_NONE,    /* no keyring service answers */
  COFFRET_VAULT_ERROR_KEYRING_LOCKED,  /* it is locked, or its prompt was dismissed */
  COFFRET_VAULT_ERROR_KEYRING_ABSENT,  /* it is open and has no key for this vault */
  COFFRET_VAULT_ERROR_KEYRING_TIMEOUT, /* it did not answer in time */
  COFFRET_VAULT_ERROR_CLOSED,          /* the vault was closed meanwhile */
  COFFRET_VAULT_ERROR_CONFLICT,        /* what it names is not there (any more), or may not be so */
  COFFRET_VAULT_ERROR_IO,              /* anything else that the disk said */
} CoffretVaultError;

G_END_DECLS
