#include "vault/provider.h"

#include <dlfcn.h>
#include <glib/gi18n-lib.h>

static gboolean
has_codec (void)
{
  return sqlite3_compileoption_used ("HAS_CODEC") == 1;
}

static gboolean
is_ours (void)
{
  Dl_info theirs, ours;

  return dladdr ((void *) sqlite3_open_v2, &theirs) != 0 && dladdr ((void *) is_ours, &ours) != 0 &&
         theirs.dli_fbase == ours.dli_fbase;
}

static char *
cipher_version (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;
  char *version = NULL;

  if (sqlite3_prepare_v2 (handle, "PRAGMA cipher_version", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    version = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return version;
}

const CoffretProvider coffret_provider_sqlcipher = {
  .has_codec = has_codec,
  .is_ours = is_ours,
  .cipher_version = cipher_version,
};

static gboolean
refuse (const char *sign, GError **error)
{
  /* Translators: %s is technical text in English. */
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_PROVIDER,
               _ ("This copy of Coffret cannot encrypt, so it does not touch your vault. Nothing "
                  "was changed. Please install Coffret again. (%s)"),
               sign);
  return FALSE;
}

gboolean
coffret_provider_check_library (const CoffretProvider *provider, GError **error)
{
  if (!provider->has_codec ())
    return refuse ("SQLite without HAS_CODEC", error);
  if (!provider->is_ours ())
    return refuse ("sqlite3_open_v2 from another library", error);
  return TRUE;
}

gboolean
coffret_provider_check_connection (const CoffretProvider *provider, sqlite3 *handle, GError **error)
{
  g_autofree char *version = provider->cipher_version (handle);

  if (version == NULL || *version == '\0')
    return refuse ("no cipher_version", error);
  return TRUE;
}
