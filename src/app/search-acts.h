/* search-acts.h: the actions of the vault view that have to do with searching: "vault.keep-search"
 * (the words of a search), "vault.find-in-trash" (the same), "vault.group". */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void coffret_search_acts_install (GtkWidgetClass *klass);
/* The vault lies where nothing can be written. */
void coffret_search_acts_forbid_changes (GtkWidget *widget);

G_END_DECLS
