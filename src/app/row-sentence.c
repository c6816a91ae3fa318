#include "app/row-sentence.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"

char *
coffret_row_sentence (CoffretEntry *entry, guint position, guint total, gboolean selected)
{
  g_autofree char *expiry =
    coffret_expiry_words (coffret_entry_get_expires (entry), coffret_instant_now ());
  g_autofree char *sentence =
    coffret_entry_sentence (coffret_entry_get_title (entry), coffret_entry_get_issuer (entry),
                            coffret_entry_get_awarded (entry), coffret_entry_get_kind (entry),
                            expiry, coffret_entry_get_verdict (entry), position, total, selected);

  if (!coffret_entry_is_favourite (entry))
    return g_steal_pointer (&sentence);
  /* Translators: what a screen reader says of a row that is marked; %s is all the rest of it */
  return g_strdup_printf (_ ("Favourite. %s"), sentence);
}
