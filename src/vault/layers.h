/* layers.h: what the holder has written over a credential: an own title, a note.
 *
 * Apart from what is derived from the original, which can be read again at any
 * time: this cannot. It goes with its credential, and only with it.
 */
#pragma once

#include "base/instant.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* Never changes; may be read on any thread. */
typedef struct {
  char *title;  /* NULL: none */
  char *note;   /* NULL: none; may have several lines */
  char *search; /* both, folded */
} CoffretLayer;

CoffretLayer *coffret_layer_new (const char *title, const char *note);
CoffretLayer *coffret_layer_ref (CoffretLayer *layer);
void coffret_layer_unref (CoffretLayer *layer); /* NULL is none */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretLayer, coffret_layer_unref)

/* NULL takes it away. COFFRET_VAULT_ERROR_CONFLICT when there is no such credential. */
gboolean coffret_layers_set_title (CoffretDatabase *database,
                                   const char *credential,
                                   const char *title,
                                   GError **error);
gboolean coffret_layers_set_note (CoffretDatabase *database,
                                  const char *credential,
                                  const char *note,
                                  GError **error);
/* credential id -> CoffretLayer; owned. */
GHashTable *coffret_layers_list (CoffretDatabase *database, GError **error);

G_END_DECLS
