/* hand.h: the order that the owner gave what lies in a compartment.
 *
 * Inside the module only. Immutable and counted; any thread. What is not in it stands behind. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  GPtrArray *ids;     /* of credentials */
  GHashTable *places; /* id -> its place, as a pointer */
} CoffretHand;

/* Takes IDS, which frees its elements. */
CoffretHand *coffret_hand_new (GPtrArray *ids);
CoffretHand *coffret_hand_ref (CoffretHand *hand);
void coffret_hand_unref (CoffretHand *hand); /* NULL is none */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretHand, coffret_hand_unref)
/* G_MAXUINT: it is not in it. */
guint coffret_hand_find (const CoffretHand *hand, const char *id);

G_END_DECLS
