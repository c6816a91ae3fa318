/* vault-acts.h: what can be done in the open vault: the "vault.…" actions.
 * Each is one step of undo and tells what it did in a toast. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the class of the vault view only. */
void coffret_vault_acts_install (GtkWidgetClass *klass);
/* Of one vault view, whose vault cannot be written: what would change it cannot be chosen. */
void coffret_vault_acts_forbid_changes (GtkWidget *widget);

G_END_DECLS
