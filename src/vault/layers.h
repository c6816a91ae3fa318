/* layers.h: what the holder has laid over credentials (layer.h), in the vault.
 *
 * Apart from what is derived from the original, which can be read again at any
 * time: this cannot. It goes with its credential, and only with it.
 */
#pragma once

#include "vault/database.h"
#include "vault/layer.h"

G_BEGIN_DECLS

/* NULL takes it away. COFFRET_VAULT_ERROR_CONFLICT when there is no such credential; the same
 * below. */
gboolean coffret_layers_set_title (CoffretDatabase *database,
                                   const char *credential,
                                   const char *title,
                                   GError **error);
gboolean coffret_layers_set_note (CoffretDatabase *database,
                                  const char *credential,
                                  const char *note,
                                  GError **error);
gboolean coffret_layers_set_favourite (CoffretDatabase *database,
                                       const char *credential,
                                       gboolean favourite,
                                       GError **error);
gboolean coffret_layers_set_dates (CoffretDatabase *database,
                                   const char *credential,
                                   CoffretInstant awarded,
                                   CoffretInstant expires,
                                   GError **error);
/* CHANGED (nullable): whether it was otherwise. */
gboolean coffret_layers_set_tag (CoffretDatabase *database,
                                 const char *credential,
                                 const char *tag,
                                 gboolean inside,
                                 gboolean *changed,
                                 GError **error);
gboolean coffret_layers_set_text (CoffretDatabase *database,
                                  const char *credential,
                                  const char *field,
                                  const char *language,
                                  const char *text,
                                  GError **error);
/* Whatever there was, it is this now. */
gboolean coffret_layers_save (CoffretDatabase *database,
                              const char *credential,
                              const CoffretLayer *layer,
                              GError **error);
/* LAYER is NULL where there is none; owned. */
gboolean coffret_layers_get (CoffretDatabase *database,
                             const char *credential,
                             CoffretLayer **layer,
                             GError **error);
/* credential id -> CoffretLayer, of those that have one; owned. */
GHashTable *coffret_layers_list (CoffretDatabase *database, GError **error);

G_END_DECLS
