/* attention-known.h: what the owner knows of, and need not be told any more (attention.h).
 *
 * Inside the module only. Of each credential what was the matter then; what is worse than that, or
 * something else, is told all the same. A setting of the vault: a line for each.
 */
#pragma once

#include "organise/attention.h"
#include "organise/change.h"

G_BEGIN_DECLS

/* More than that nobody puts aside one by one: the oldest are forgotten. */
#define COFFRET_ATTENTION_KNOWN_MOST 5000

/* id -> what was the matter; owned. */
GHashTable *coffret_attention_known_read (CoffretDatabase *database);
/* Whether it is known that KIND is the matter with ID, as VERDICT and OLDER (nullable) have it. */
gboolean coffret_attention_known_has (GHashTable *known,
                                      const char *id,
                                      CoffretAttentionKind kind,
                                      const char *verdict,
                                      const char *older);

/* ITEM of KIND is known from then on; ITEM NULL: nothing is. */
void coffret_attention_known_add (CoffretChange *change,
                                  CoffretAttentionKind kind,
                                  const CoffretAttentionItem *item);

G_END_DECLS
