/* sharing.h: what the commands for sharing have in common. */
#pragma once

#include <jansson.h>

#include "cli/options.h"
#include "vault/shares.h"

G_BEGIN_DECLS

/* Ids of FIELDS, as an array. Owned. */
json_t *coffret_sharing_fields_to_json (CoffretFields fields);
/* json null for NONE. Owned. */
json_t *coffret_sharing_instant_to_json (CoffretInstant instant);
/* All that the ledger says of ROW. Owned. */
json_t *coffret_sharing_row_to_json (const CoffretShareRow *row);

/* BYTES to the new file PATH, that only its owner may read; where one is, it stays and that is
 * said.
 */
gboolean coffret_sharing_write (const char *path, GBytes *bytes, CoffretExit *status);

G_END_DECLS
