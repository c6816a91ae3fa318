#include "app/own-texts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/spoken.h"

typedef struct {
  GPtrArray *places;
  GHashTable *seen; /* texts, borrowed */
  const char *const *languages;
} Listing;

typedef struct {
  const CoffretLayer *layer;
  char *language;
  guint count;
} Showing;

static void
place_free (gpointer data)
{
  CoffretOwnTextPlace *place = data;

  g_free (place->label);
  g_free (place->text);
  g_free (place);
}

static void
add (Listing *listing, const char *label, const CoffretText *text)
{
  const char *best = coffret_text_best (text, listing->languages);
  CoffretOwnTextPlace *place;

  if (!best || !*best || g_hash_table_contains (listing->seen, best))
    return;
  place = g_new (CoffretOwnTextPlace, 1);
  place->label = g_strdup (label);
  place->text = g_strdup (best);
  g_ptr_array_add (listing->places, place);
  g_hash_table_add (listing->seen, place->text);
}

static void
add_lists (Listing *listing, const CoffretCredential *credential)
{
  for (guint i = 0; i < credential->outcomes->len; i++)
    add (listing, _ ("What Was Learned"), g_ptr_array_index (credential->outcomes, i));
  for (guint i = 0; i < credential->results->len; i++)
    add (listing, _ ("Result"), ((CoffretResult *) credential->results->pdata[i])->name);
  for (guint i = 0; i < credential->skills->len; i++) {
    const CoffretSkill *skill = g_ptr_array_index (credential->skills, i);

    add (listing, _ ("Skill"), skill->name);
    add (listing, _ ("Skill"), skill->description);
  }
  for (guint i = 0; i < credential->evidence->len; i++) {
    const CoffretEvidence *evidence = g_ptr_array_index (credential->evidence, i);

    add (listing, C_ ("one piece of evidence", "Evidence"), evidence->name);
    add (listing, C_ ("one piece of evidence", "Evidence"), evidence->description);
    add (listing, C_ ("one piece of evidence", "Evidence"), evidence->narrative);
  }
  for (guint i = 0; i < credential->endorsements->len; i++)
    add (listing, _ ("Endorsed By"),
         ((CoffretEndorsement *) credential->endorsements->pdata[i])->comment);
}

GPtrArray *
coffret_own_texts_list (const CoffretCredential *credential, const char *const *languages)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Listing listing = { g_ptr_array_new_with_free_func (place_free), seen, languages };

  add (&listing, _ ("Description"), credential->description);
  add (&listing, _ ("How it was taught"), credential->mode);
  add (&listing, _ ("How it was assessed"), credential->assessment);
  add (&listing, _ ("Who watched over the assessment"), credential->supervision);
  add (&listing, _ ("What was needed before"), credential->prerequisites);
  add (&listing, _ ("How quality is assured"), credential->quality_assurance);
  add (&listing, _ ("What it counts towards"), credential->stackability);
  add (&listing, _ ("What It Takes to Earn It"), credential->criteria);
  add_lists (&listing, credential);
  if (credential->issuer)
    add (&listing, _ ("Issuer"), credential->issuer->description);
  return listing.places;
}

char *
coffret_own_texts_language (void)
{
  const char *name = g_get_language_names ()[0];
  gsize length = strcspn (name, "_.@-");

  return length >= 2 ? g_strndup (name, length) : g_strdup ("en");
}

/* NULL: the holder has none for TEXT. */
static const char *
own_words (Showing *showing, const char *text)
{
  g_autofree char *field = text && *text ? coffret_layer_field (text) : NULL;
  const char *words =
    field ? coffret_layer_get_text (showing->layer, field, showing->language) : NULL;

  showing->count += words ? 1 : 0;
  return words;
}

/* Line by line, for a row may join several texts. Owned; NULL: as it is. */
static char *
own_lines (Showing *showing, const char *text)
{
  const char *whole = own_words (showing, text);
  g_auto (GStrv) lines = NULL;
  gboolean any = FALSE;

  if (whole || !text)
    return g_strdup (whole);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++) {
    const char *words = own_words (showing, *line);

    if (words) {
      g_set_str (line, words);
      any = TRUE;
    }
  }
  return any ? g_strjoinv ("\n", lines) : NULL;
}

static const char *
mark_words (void)
{
  /* Translators: a mark under a text on a credential's page that the holder wrote, not the issuer
   */
  return _ ("Your own translation");
}

static GtkWidget *
mark_new (void)
{
  GtkWidget *mark =
    g_object_new (GTK_TYPE_LABEL, "label", mark_words (), "xalign", 0.0, "wrap", TRUE, NULL);

  gtk_widget_add_css_class (mark, "caption-heading");
  gtk_widget_add_css_class (mark, "accent");
  return mark;
}

static void
show_paragraph (GtkLabel *label, Showing *showing)
{
  const char *words = own_words (showing, gtk_label_get_label (label));
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (GtkWidget) text = g_object_ref (GTK_WIDGET (label));
  GtkWidget *parent = gtk_widget_get_parent (text);
  GtkWidget *mark;

  if (!words || !row)
    return;
  gtk_label_set_label (label, words);
  mark = mark_new ();
  gtk_widget_set_margin_start (mark, 12);
  gtk_widget_set_margin_end (mark, 12);
  gtk_widget_set_margin_bottom (mark, 12);
  if (!GTK_IS_BOX (parent)) {
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

    gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), NULL);
    gtk_box_append (GTK_BOX (box), text);
    gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
    parent = box;
  }
  gtk_box_insert_child_after (GTK_BOX (parent), mark, text);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, text,
                                  mark, NULL, -1);
}

static void
show_row (AdwActionRow *row, Showing *showing)
{
  AdwPreferencesRow *base = ADW_PREFERENCES_ROW (row);
  const char *title = own_words (showing, adw_preferences_row_get_title (base));
  g_autofree char *subtitle = own_lines (showing, adw_action_row_get_subtitle (row));
  g_autofree char *marked = NULL;
  g_autofree char *says = NULL;

  if (!title && !subtitle)
    return;
  if (title)
    adw_preferences_row_set_title (base, title);
  if (!subtitle)
    subtitle = g_strdup (adw_action_row_get_subtitle (row));
  marked = subtitle && *subtitle ? g_strjoin ("\n", subtitle, mark_words (), NULL)
                                 : g_strdup (mark_words ());
  adw_action_row_set_subtitle (row, marked);
  says = g_strdup_printf ("%s\n%s", adw_preferences_row_get_title (base), marked);
  coffret_spoken_set (GTK_WIDGET (row), says);
}

static void
show_in (GtkWidget *widget, Showing *showing)
{
  if (ADW_IS_ACTION_ROW (widget)) {
    show_row (ADW_ACTION_ROW (widget), showing);
    return;
  }
  if (GTK_IS_LABEL (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW)) {
    show_paragraph (GTK_LABEL (widget), showing);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget), *next; child; child = next) {
    next = gtk_widget_get_next_sibling (child);
    show_in (child, showing);
  }
}

guint
coffret_own_texts_show (GtkWidget *content, const CoffretLayer *layer)
{
  g_autofree char *language = coffret_own_texts_language ();
  Showing showing = { layer, language, 0 };

  if (layer && layer->n_texts > 0)
    show_in (content, &showing);
  return showing.count;
}
