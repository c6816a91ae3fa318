#include "app/search-help.h"

#include <glib/gi18n-lib.h>

#include "app/search-words.h"

/* More would be a list to read, not help. */
#define MOST 4

static void
append (GtkBox *box, const char *label, const char *action, const char *words)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", words);
  gtk_box_append (box, button);
}

void
coffret_search_help_fill (GtkBox *box, const char *words, CoffretPlace place)
{
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (words);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  for (guint i = 0; pieces->len > 1 && i < pieces->len && i < MOST; i++) {
    const CoffretPiece *piece = g_ptr_array_index (pieces, i);
    g_autofree char *filter =
      coffret_search_words_filter (piece->key, piece->value, piece->negated);
    /* Translators: a button; %s is a word that was searched for, or a filter as
     * "Issuer: College" */
    g_autofree char *label = g_strdup_printf (_ ("Search Without “%s”"), filter);
    g_autofree char *rest = coffret_search_words_without (words, i);

    append (box, label, "list.search-for", rest);
  }
  if (place != COFFRET_PLACE_ALL)
    append (box, _ ("Search in All Credentials"), "vault.find", words);
  if (place != COFFRET_PLACE_TRASH)
    append (box, _ ("Look in the Trash"), "vault.find-in-trash", words);
}
