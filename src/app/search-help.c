#include "app/search-help.h"

#include <glib/gi18n-lib.h>

#include "app/search-words.h"
#include "app/when.h"
#include "organise/guessing.h"

/* More would be a list to read, not help. */
#define MOST 4

static GtkWidget *
append (GtkBox *box, const char *label, const char *action, const char *words)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", words);
  gtk_box_append (box, button);
  return button;
}

/* DATA: what was searched for. */
static void
on_guessed (gpointer box, const GValue *value, const GError *error, gpointer data)
{
  const char *guess = error ? NULL : g_value_get_string (value);
  g_autofree char *label = NULL;
  GtkWidget *button;

  if (!guess || g_strcmp0 (g_object_get_data (box, "words"), data) != 0)
    return;
  /* Translators: a button; %s is what somebody may have wanted to type into the search */
  label = g_strdup_printf (_ ("Did You Mean “%s”?"), guess);
  button = append (box, label, "list.search-for", guess);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_reorder_child_after (box, button, NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (box), label,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
coffret_search_help_fill (GtkBox *box,
                          const char *words,
                          CoffretPlace place,
                          CoffretLibrary *library)
{
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (words);
  GtkWidget *child;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (box), "words"), words) == 0 &&
      GPOINTER_TO_INT (g_object_get_data (G_OBJECT (box), "place")) == (int) place)
    return;
  g_object_set_data_full (G_OBJECT (box), "words", g_strdup (words), g_free);
  g_object_set_data (G_OBJECT (box), "place", GINT_TO_POINTER (place));
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
  coffret_when (coffret_guess (library, words), box, on_guessed, g_strdup (words), g_free);
}
