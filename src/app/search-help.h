/* search-help.h: ways on from a search that found nothing. */
#pragma once

#include <gtk/gtk.h>

#include "organise/view.h"

G_BEGIN_DECLS

/* Buttons into BOX, instead of what is in it: what may have been meant (once that is known), search
 * without one of the WORDS, in all credentials, in the trash. Their actions are "list.search-for",
 * "vault.find" and "vault.find-in-trash". Asked again for the same it leaves them as they are. */
void coffret_search_help_fill (GtkBox *box,
                               const char *words,
                               CoffretPlace place,
                               CoffretLibrary *library);

G_END_DECLS
