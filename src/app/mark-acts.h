/* mark-acts.h: marking one credential as a favourite, as an action of the vault view
 * ("vault.favourite", with the credential's id). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void coffret_mark_acts_install (GtkWidgetClass *klass);

G_END_DECLS
