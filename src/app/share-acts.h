/* share-acts.h: the acts of the vault's view for sharing: "vault.share", "vault.new-group" and so
 * on.
 *
 * Whatever is to be shared - a credential, several, a compartment, what a search finds - becomes a
 * draft of a sharing group, and that is asked about in two steps.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"
#include "share/pack.h"

G_BEGIN_DECLS

void coffret_share_acts_install (GtkWidgetClass *klass);
void coffret_share_acts_forbid_changes (GtkWidget *widget);

/* ENTRIES are CoffretEntry's. FROM stands in a vault's view. */
void coffret_share_entries (GtkWidget *from, GPtrArray *entries);
/* All that CREDENTIAL has is shown, in GROUP and of it alone, so that its issuer's proof goes
 * along. PACK is what would leave now. */
void coffret_share_whole (GtkWidget *from,
                          CoffretSession *session,
                          CoffretGroup *group,
                          const CoffretPack *pack,
                          const char *credential);

G_END_DECLS
