/* settings.h: what the vault itself remembers of how its owner wants it: what is personal and
 * belongs to no credential. */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

/* What a backup brings along, each a number: minutes of learning in a year and the month that it
 * begins with, and after how many minutes to ask for the way in before something is shared. */
#define COFFRET_SETTING_TARGET_MINUTES "target.minutes"
#define COFFRET_SETTING_TARGET_MONTH "target.month"
#define COFFRET_SETTING_ASK_AFTER "sharing.ask-after"

/* Owned; NULL without error: not set. */
char *coffret_settings_get (CoffretDatabase *database, const char *key, GError **error);
/* VALUE NULL takes it away. */
gboolean coffret_settings_set (CoffretDatabase *database,
                               const char *key,
                               const char *value,
                               GError **error);

G_END_DECLS
