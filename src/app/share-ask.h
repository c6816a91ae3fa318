/* share-ask.h: asks for the way into the vault once more before something is shared, if its owner
 * wants that (organise/asking.h).
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* The owner has just shown who they are. */
void coffret_share_ask_proven (CoffretSession *session);

typedef void (*CoffretShareAskFunc) (GtkWidget *from, gpointer data);

/* FUNC runs at once where nothing is due; else once the owner has shown who they are, or never.
 * DATA is freed with DESTROY in any case. A vault without a passphrase or a sheet asks nobody. */
void coffret_share_ask (GtkWidget *from,
                        CoffretSession *session,
                        CoffretShareAskFunc func,
                        gpointer data,
                        GDestroyNotify destroy);

G_END_DECLS
