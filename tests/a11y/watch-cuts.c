/* Linked into a Coffret of its own for tests: which texts on the screen are cut off.
 *
 * When the file "ask" appears in the folder that COFFRET_CUTS names, what is found is written to
 * "answer" there: a line for each text, "ellipsis", "wide", "high" or "outside" and the text. Two
 * looks in a row must find the same, so that a page on its way is not judged. */
#include <glib/gstdio.h>
#include <gtk/gtk.h>

static char *last;

/* What has to be scrolled to is not cut off; sideways there is no scrolling to a text. */
static gboolean
is_outside (GtkWidget *label)
{
  GtkWidget *frame = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  gboolean scrolled = frame != NULL;
  graphene_rect_t bounds;

  frame = frame ?: GTK_WIDGET (gtk_widget_get_native (label));
  if (!frame || !gtk_widget_compute_bounds (label, frame, &bounds))
    return FALSE;
  return bounds.origin.x < -1 ||
         bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (frame) + 1 ||
         (!scrolled && (bounds.origin.y < -1 || bounds.origin.y + bounds.size.height >
                                                  (float) gtk_widget_get_height (frame) + 1));
}

static void
judge (GtkLabel *label, GString *found)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  g_autofree char *line = g_strdelimit (g_strdup (gtk_label_get_text (label)), "\n\t", ' ');
  const char *what = NULL;
  int width, height;

  if (*line == '\0')
    return;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    what = "ellipsis";
  else if (width > gtk_widget_get_width (GTK_WIDGET (label)) + 1)
    what = "wide";
  else if (height > gtk_widget_get_height (GTK_WIDGET (label)) + 1)
    what = "high";
  else if (is_outside (GTK_WIDGET (label)))
    what = "outside";
  if (what)
    g_string_append_printf (found, "%s\t%s\n", what, line);
}

static void
look (GtkWidget *widget, GString *found)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    judge (GTK_LABEL (widget), found);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    look (child, found);
}

static gboolean
on_time (gpointer data)
{
  const char *folder = data;
  g_autofree char *ask = g_build_filename (folder, "ask", NULL);
  g_autofree char *answer = g_build_filename (folder, "answer", NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  if (!g_file_test (ask, G_FILE_TEST_EXISTS)) {
    g_clear_pointer (&last, g_free);
    return G_SOURCE_CONTINUE;
  }
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

    look (window, found);
  }
  if (g_strcmp0 (last, found->str) == 0 && g_file_set_contents (answer, found->str, -1, NULL))
    g_unlink (ask);
  g_free (last);
  last = g_strdup (found->str);
  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *folder = g_getenv ("COFFRET_CUTS");

  if (folder)
    g_timeout_add_full (G_PRIORITY_LOW, 100, on_time, g_strdup (folder), g_free);
}
