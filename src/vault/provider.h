/* provider.h: is the SQLite in this process really SQLCipher?
 *
 * SQLite and SQLCipher export the same names. Where another library of the
 * process brings plain SQLite, "PRAGMA key" succeeds and the file is written in
 * the clear. Three independent signs are asked before anything is written; one
 * of them missing is COFFRET_VAULT_ERROR_PROVIDER. The signs are functions, so that a
 * test can fake each.
 *
 * Inside the module only.
 */
#pragma once

#include <sqlite3.h>

#include "vault/error.h"

G_BEGIN_DECLS

typedef struct {
  /* The library was compiled with encryption. */
  gboolean (*has_codec) (void);
  /* Its code lies in the same file as ours: it was linked statically. */
  gboolean (*is_ours) (void);
  /* What the connection says of its cipher; owned, NULL when it knows none. */
  char *(*cipher_version) (sqlite3 *handle);
} CoffretProvider;

extern const CoffretProvider coffret_provider_sqlcipher;

/* The two signs that need no connection. */
gboolean coffret_provider_check_library (const CoffretProvider *provider, GError **error);
/* The third, on a connection that nothing has been done with. */
gboolean coffret_provider_check_connection (const CoffretProvider *provider,
                                            sqlite3 *handle,
                                            GError **error);

G_END_DECLS
