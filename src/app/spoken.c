#include "app/spoken.h"

#include <adwaita.h>

#define WORDS "coffret-spoken"
#define INSTEAD "coffret-spoken-instead"

/* What takes the focus of an expander row is a row inside it. */
static GtkWidget *
header_of (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = ADW_IS_ACTION_ROW (child) ? child : header_of (child);

    if (found)
      return found;
  }
  return NULL;
}

/* A screen reader reads a short title once more after the words that have it already. Not by their
 * state, which the platform forgets when the row is moved. What a button in the row says stays:
 * that is said of the button. */
static void
hide_labels (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_LABEL (child))
      g_object_set (child, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
    else if (!gtk_widget_get_focusable (child))
      hide_labels (child);
  }
}

static void
say (GtkAccessible *row, const char *words)
{
  gtk_accessible_reset_relation (row, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (row, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
say_all (GtkWidget *row, const char *words)
{
  GtkWidget *header = ADW_IS_EXPANDER_ROW (row) ? header_of (row) : NULL;

  say (GTK_ACCESSIBLE (row), words);
  if (header)
    say (GTK_ACCESSIBLE (header), words);
  if (header || ADW_IS_ACTION_ROW (row))
    hide_labels (header ?: row);
}

void
coffret_spoken_set (GtkWidget *row, const char *words)
{
  g_object_set_data_full (G_OBJECT (row), WORDS, g_strdup (words), g_free);
  if (!g_object_get_data (G_OBJECT (row), INSTEAD))
    say_all (row, words);
}

/* As its own title and subtitle would say it. */
static char *
words_of (GtkWidget *row)
{
  const char *set = g_object_get_data (G_OBJECT (row), WORDS);
  const char *subtitle =
    ADW_IS_ACTION_ROW (row) ? adw_action_row_get_subtitle (ADW_ACTION_ROW (row)) : NULL;

  if (set || !ADW_IS_PREFERENCES_ROW (row))
    return g_strdup (set ?: "");
  return g_strjoin (subtitle && *subtitle ? ". " : "",
                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), subtitle ?: "",
                    NULL);
}

void
coffret_spoken_cover (GtkWidget *row, const char *instead)
{
  g_autofree char *words = instead ? g_strdup (instead) : words_of (row);

  g_object_set_data_full (G_OBJECT (row), INSTEAD, g_strdup (instead), g_free);
  say_all (row, words);
}

static GtkWidget *
list_of (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LIST_BOX (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = list_of (child);
  return found;
}

void
coffret_spoken_name_rows (AdwPreferencesGroup *group)
{
  const char *title = adw_preferences_group_get_title (group);
  const char *description = adw_preferences_group_get_description (group);
  gboolean both = title && *title != '\0' && description;
  g_autofree char *words =
    g_strconcat (both ? title : "", both ? ". " : "", description ?: title, NULL);

  say (GTK_ACCESSIBLE (list_of (GTK_WIDGET (group))), words);
}

void
coffret_spoken_name_question (GtkScrolledWindow *scrolled)
{
  GtkWidget *question = gtk_widget_get_ancestor (GTK_WIDGET (scrolled), ADW_TYPE_ALERT_DIALOG);
  const char *body = question ? adw_alert_dialog_get_body (ADW_ALERT_DIALOG (question)) : "";

  if (*body == '\0')
    return;
  /* As a mere scrolled window it may have no name. */
  g_object_set (scrolled, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, body,
                                  -1);
}
