#include "access-keys.h"

#include <adwaita.h>

typedef struct {
  GtkWidget *dialog; /* that is shown; NULL: none */
  GHashTable *texts; /* by key */
  GString *found;
} Search;

static void
note (Search *search, GtkLabel *label)
{
  guint key = gtk_label_get_mnemonic_keyval (label);
  const char *text = gtk_label_get_label (label);
  const char *before;

  if (key == GDK_KEY_VoidSymbol)
    return;
  before = g_hash_table_lookup (search->texts, GUINT_TO_POINTER (key));
  if (before)
    g_string_append_printf (search->found, "key\t%s | %s\n", before, text);
  else
    g_hash_table_insert (search->texts, GUINT_TO_POINTER (key), (gpointer) text);
}

static void look (GtkWidget *widget, Search *search, gboolean counts);

static void
look_within (GtkWidget *widget, Search *search, gboolean counts)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    look (child, search, counts);
}

/* What is open gets the keys, and not what is behind it. */
static void
look_at_menu (GtkWidget *menu, GString *found)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (NULL, NULL);
  Search search = { .texts = texts, .found = found };

  look_within (menu, &search, TRUE);
}

static void
look (GtkWidget *widget, Search *search, gboolean counts)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget) ||
      !gtk_widget_is_sensitive (widget))
    return;
  counts |= widget == search->dialog;
  if (counts && GTK_IS_LABEL (widget))
    note (search, GTK_LABEL (widget));
  if (GTK_IS_POPOVER (widget))
    look_at_menu (widget, search->found);
  else
    look_within (widget, search, counts);
}

void
access_keys_find (GString *found, GtkWidget *window)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (NULL, NULL);
  Search search = { .texts = texts, .found = found };

  if (ADW_IS_APPLICATION_WINDOW (window))
    search.dialog =
      GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  else if (ADW_IS_WINDOW (window))
    search.dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (window)));
  look (window, &search, search.dialog == NULL);
}
