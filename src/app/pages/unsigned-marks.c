#include "app/pages/unsigned-marks.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/pages/credential-sections.h"
#include "verify/covered.h"

typedef void (*RowFunc) (AdwPreferencesRow *row, const char *says, gpointer data);

/* The text of a row that is all one paragraph. */
static GtkLabel *
paragraph_of (AdwPreferencesRow *row)
{
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

  return GTK_IS_LABEL (child) ? GTK_LABEL (child) : NULL;
}

static const char *
subtitle_of (AdwPreferencesRow *row)
{
  if (ADW_IS_ACTION_ROW (row))
    return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  if (ADW_IS_EXPANDER_ROW (row))
    return adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row));
  return paragraph_of (row) ? gtk_label_get_label (paragraph_of (row)) : NULL;
}

/* Each row with all that it says, and under which heading. What unfolds is part of its row. */
static void
each_row (GtkWidget *widget, const char *heading, RowFunc func, gpointer data)
{
  if (ADW_IS_PREFERENCES_GROUP (widget))
    heading = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget));
  if (ADW_IS_PREFERENCES_ROW (widget)) {
    AdwPreferencesRow *row = ADW_PREFERENCES_ROW (widget);
    const char *subtitle = subtitle_of (row);
    g_autofree char *says =
      g_strjoin ("\n", heading, adw_preferences_row_get_title (row), subtitle ?: "", NULL);

    func (row, says, data);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    each_row (child, heading, func, data);
}

static void
remember (AdwPreferencesRow *row, const char *says, gpointer data)
{
  g_hash_table_add (data, g_strdup (says));
}

static GtkWidget *
mark_new (void)
{
  /* Translators: a mark beside something on a credential's page that its signature does not cover.
   */
  GtkWidget *mark = gtk_label_new (_ ("Not signed"));

  gtk_widget_add_css_class (mark, "caption-heading");
  gtk_widget_add_css_class (mark, "warning");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  return mark;
}

static void
mark_paragraph (AdwPreferencesRow *row)
{
  GtkWidget *text = g_object_ref (GTK_WIDGET (paragraph_of (row)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = mark_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), NULL);
  gtk_widget_set_halign (mark, GTK_ALIGN_START);
  gtk_widget_set_margin_start (mark, 12);
  gtk_widget_set_margin_bottom (mark, 12);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, text,
                                  mark, NULL, -1);
  g_object_unref (text);
}

static void
mark (AdwPreferencesRow *row, const char *says, gpointer data)
{
  const char *subtitle = subtitle_of (row);
  g_autofree char *description = NULL;

  if (g_hash_table_contains (data, says))
    return;
  if (paragraph_of (row)) {
    mark_paragraph (row);
    return;
  }
  if (ADW_IS_ACTION_ROW (row))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark_new ());
  else if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), mark_new ());
  description = subtitle && *subtitle ? g_strjoin ("\n", subtitle, _ ("Not signed"), NULL)
                                      : g_strdup (_ ("Not signed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

gboolean
coffret_unsigned_marks_has (const CoffretReport *report)
{
  for (guint i = 0; report && i < report->proofs->len; i++) {
    const CoffretProofResult *proof = g_ptr_array_index (report->proofs, i);

    if (proof->dropped->len > 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
coffret_unsigned_marks_add (GtkBox *content,
                            const CoffretCredential *credential,
                            const CoffretReport *report,
                            const char *const *languages)
{
  g_autoptr (CoffretCredential) covered = NULL;
  g_autoptr (GHashTable) said = NULL;
  g_autoptr (GtkBox) other = NULL;

  if (!coffret_unsigned_marks_has (report))
    return FALSE;
  covered = coffret_covered_read (report, credential);
  said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  other = g_object_ref_sink (GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0)));
  if (covered)
    coffret_sections_append (other, covered, languages);
  each_row (GTK_WIDGET (other), "", remember, said);
  each_row (GTK_WIDGET (content), "", mark, said);
  return TRUE;
}
