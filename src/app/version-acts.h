/* version-acts.h: the actions of the vault view that have to do with versions of a credential:
 * "vault.compare", "vault.join-versions", "vault.keep-apart" (the ids of the older and of the
 * newer), "vault.take-apart", "vault.join-with" (an id). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void coffret_version_acts_install (GtkWidgetClass *klass);
/* The vault lies where nothing can be written. */
void coffret_version_acts_forbid_changes (GtkWidget *widget);

G_END_DECLS
