#include "app/head.h"

#include "app/focus.h"
#include "app/room.h"

#define MADE "coffret-head"
#define HEIGHT 200 /* that a dialog has at least, in a low window */

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;
  return FALSE;
}

/* The same words as in BAR, which has them from OWNER, a dialog or a page in one. */
static GtkWidget *
make_title (AdwHeaderBar *bar, GtkWidget *owner)
{
  GtkWidget *own = adw_header_bar_get_title_widget (bar);
  GtkWidget *title = adw_window_title_new ("", "");

  g_object_bind_property (ADW_IS_WINDOW_TITLE (own) ? own : owner, "title", title, "title",
                          G_BINDING_SYNC_CREATE);
  if (ADW_IS_WINDOW_TITLE (own))
    g_object_bind_property (own, "subtitle", title, "subtitle", G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (title, "title-below");
  gtk_widget_set_visible (title, FALSE);
  return title;
}

static void
add_setter (AdwBreakpoint *breakpoint, GtkWidget *of, const char *property, gboolean to)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_BOOLEAN);
  g_value_set_boolean (&value, to);
  adw_breakpoint_add_setter (breakpoint, G_OBJECT (of), property, &value);
}

/* NEEDED: how wide, in pixels, the head is with all of its words in one line. */
static AdwBreakpoint *
make_breakpoint (AdwHeaderBar *bar, GtkWidget *title, int needed)
{
  AdwBreakpoint *breakpoint = adw_breakpoint_new (adw_breakpoint_condition_new_length (
    ADW_BREAKPOINT_CONDITION_MAX_WIDTH, needed - 1, ADW_LENGTH_UNIT_PX));

  add_setter (breakpoint, GTK_WIDGET (bar), "show-title", FALSE);
  add_setter (breakpoint, title, "visible", TRUE);
  return breakpoint;
}

void
coffret_head_make_room (AdwHeaderBar *bar)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (bar), ADW_TYPE_DIALOG);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (bar), ADW_TYPE_NAVIGATION_PAGE);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (bar), ADW_TYPE_TOOLBAR_VIEW);
  GtkWidget *title;
  int needed;

  if (!dialog || !view || g_object_get_data (G_OBJECT (bar), MADE) ||
      adw_dialog_get_current_breakpoint (ADW_DIALOG (dialog)) ||
      !adw_header_bar_get_show_title (bar) || !has_words (GTK_WIDGET (bar)))
    return;
  g_object_set_data (G_OBJECT (bar), MADE, bar);
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &needed, NULL, NULL);
  title = make_title (bar, page ? page : dialog);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), title);
  /* Above what else is below the head. */
  gtk_widget_insert_after (title, gtk_widget_get_parent (GTK_WIDGET (bar)), GTK_WIDGET (bar));
  gtk_widget_set_size_request (dialog, coffret_room_narrowest (dialog), HEIGHT);
  adw_dialog_add_breakpoint (ADW_DIALOG (dialog), make_breakpoint (bar, title, needed));
  /* That of a page applies when the page comes, and what it begins with has the focus. */
  coffret_focus_keep (ADW_BREAKPOINT_BIN (gtk_widget_get_ancestor (view, ADW_TYPE_BREAKPOINT_BIN)));
}
