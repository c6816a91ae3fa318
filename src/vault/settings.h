/* settings.h: what the vault itself remembers of how its owner wants it: what is personal and
 * belongs to no credential. */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

/* Owned; NULL without error: not set. */
char *coffret_settings_get (CoffretDatabase *database, const char *key, GError **error);
/* VALUE NULL takes it away. */
gboolean coffret_settings_set (CoffretDatabase *database,
                               const char *key,
                               const char *value,
                               GError **error);

G_END_DECLS
