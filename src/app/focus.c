#include "app/focus.h"

/* Of a window: what it is that a dialog gives back. */
#define RETURN "coffret-focus-return"

GtkWidget *
coffret_focus_get (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root ? gtk_root_get_focus (root) : NULL;
}

/* Whether another page has been pushed over the one that WIDGET is on, or over one around that. */
static gboolean
is_covered (GtkWidget *widget)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_PAGE);

  for (; page;
       page = gtk_widget_get_ancestor (gtk_widget_get_parent (page), ADW_TYPE_NAVIGATION_PAGE)) {
    GtkWidget *view = gtk_widget_get_parent (page);

    if (ADW_IS_NAVIGATION_VIEW (view) && adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (
                                           view)) != ADW_NAVIGATION_PAGE (page))
      return TRUE;
  }
  return FALSE;
}

static gboolean
on_frame (GtkWidget *row, GdkFrameClock *clock, gpointer unused)
{
  GtkWidget *focus = coffret_focus_get (row);

  if ((focus && (focus == row || gtk_widget_is_ancestor (focus, row))) || is_covered (row))
    return G_SOURCE_REMOVE;
  gtk_widget_grab_focus (row);
  return G_SOURCE_CONTINUE;
}

void
coffret_focus_once_risen (GtkWidget *row)
{
  gtk_widget_add_tick_callback (row, on_frame, NULL, NULL);
}

/* DATA: whether a frame has been laid out. */
static gboolean
on_placed (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gboolean *laid_out = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  if (!*laid_out) {
    *laid_out = TRUE;
    return G_SOURCE_CONTINUE;
  }
  if (viewport)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
  return G_SOURCE_REMOVE;
}

void
coffret_focus_show (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, on_placed, g_new0 (gboolean, 1), g_free);
}

void
coffret_focus_once_placed (GtkWidget *row)
{
  /* A screen reader is told of no focus that comes before what has it. */
  if (gtk_widget_get_mapped (row))
    gtk_widget_grab_focus (row);
  coffret_focus_once_risen (row);
  coffret_focus_show (row);
}

static gboolean
on_shown_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  GtkWidget *focus = coffret_focus_get (widget);

  if (!gtk_widget_get_mapped (widget))
    return G_SOURCE_CONTINUE;
  if (focus && (focus == widget || gtk_widget_is_ancestor (focus, widget))) {
    gtk_root_set_focus (gtk_widget_get_root (widget), NULL);
    gtk_widget_grab_focus (widget);
  }
  return G_SOURCE_REMOVE;
}

void
coffret_focus_tell (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    gtk_widget_add_tick_callback (widget, on_shown_frame, NULL, NULL);
}

/* What the Tab key may come to, in its order. */
static void
collect_stops (GtkWidget *widget, GPtrArray *stops)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_sensitive (widget) ||
      !gtk_widget_get_can_focus (widget))
    return;
  if (gtk_widget_get_focusable (widget))
    g_ptr_array_add (stops, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      collect_stops (child, stops);
}

void
coffret_focus_hand_on (GtkWidget *before, GtkWidget *after)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new ();
  g_autoptr (GPtrArray) new = g_ptr_array_new ();
  GtkWidget *focus = coffret_focus_get (before);
  guint place = 0;

  if (!focus || !gtk_widget_is_ancestor (focus, before))
    return;
  collect_stops (before, old);
  collect_stops (after, new);
  /* A part of one is where that one is. */
  while (focus != before && !g_ptr_array_find (old, focus, &place))
    focus = gtk_widget_get_parent (focus);
  for (guint i = MIN (place + 1, new->len); i > 0; i--)
    if (gtk_widget_grab_focus (g_ptr_array_index (new, i - 1)))
      return;
}

void
coffret_focus_row (GtkListBox *list, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) index);

  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Its widget is libadwaita's own. */
gboolean
coffret_focus_is_in_message (GtkWidget *widget)
{
  while (widget && !g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget"))
    widget = gtk_widget_get_parent (widget);
  return widget != NULL;
}

typedef struct {
  void (*elsewhere) (GtkWidget *window);
  GtkWidget *last;    /* weak: what had it when no dialog was there */
  GtkWidget *opener;  /* weak: the same, before the first one */
  GtkWidget *instead; /* weak: what has it until the opener is there again */
  GtkWidget *kept;    /* weak: what gets it when the layout has changed; NULL: nothing */
  gboolean open;
} Return;

static void
return_free (gpointer data)
{
  Return *self = data;

  g_clear_weak_pointer (&self->last);
  g_clear_weak_pointer (&self->opener);
  g_clear_weak_pointer (&self->instead);
  g_clear_weak_pointer (&self->kept);
  g_free (self);
}

static gboolean
is_free_of_dialogs (GtkWidget *window)
{
  return !adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static GtkWidget *find_first_stop (GtkWidget *widget);

/* BARS: what is not the content of a view with bars, or else that alone. */
static GtkWidget *
find_stop_below (GtkWidget *widget, gboolean bars)
{
  GtkWidget *content =
    ADW_IS_TOOLBAR_VIEW (widget) ? adw_toolbar_view_get_content (ADW_TOOLBAR_VIEW (widget)) : NULL;
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    if ((child == content) != bars)
      found = find_first_stop (child);
  return found;
}

/* Where the Tab key would come first; what only holds others is passed through. */
static GtkWidget *
find_first_stop (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) ||
      !gtk_widget_get_can_focus (widget))
    return NULL;
  if (gtk_widget_get_focusable (widget) && !GTK_IS_WINDOW (widget) &&
      !GTK_IS_SCROLLED_WINDOW (widget))
    return widget;
  return find_stop_below (widget, TRUE) ?: find_stop_below (widget, FALSE);
}

gboolean
coffret_focus_is_lost (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  GtkWidget *focus = coffret_focus_get (widget);

  return window && (!focus || !gtk_widget_get_mapped (focus) || focus == find_first_stop (window));
}

/* Whether the focus is lost, or soon will be: in a dialog that is on its way out. */
static gboolean
is_lost (GtkWidget *window, GtkWidget *focus, GtkWidget *opener)
{
  return (focus && (coffret_focus_is_in_message (focus) ||
                    gtk_widget_get_ancestor (focus, ADW_TYPE_DIALOG))) ||
         ((!focus || focus != opener || !gtk_widget_get_mapped (focus)) &&
          coffret_focus_is_lost (window));
}

/* Whether what opened the first dialog can have the focus again: it may be on its way out. */
static gboolean
is_opener_there (Return *self)
{
  return self->opener && gtk_widget_get_mapped (self->opener) && !is_covered (self->opener);
}

/* DATA: the Return, which the window has. */
static gboolean
on_left (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  Return *self = data;

  if (is_free_of_dialogs (window) && is_lost (window, coffret_focus_get (window), self->opener) &&
      (!is_opener_there (self) || !gtk_widget_grab_focus (self->opener)))
    self->elsewhere (window);
  g_set_weak_pointer (&self->instead, coffret_focus_get (window));
  return G_SOURCE_REMOVE;
}

/* A person may have gone on from what had the focus instead. */
static void
on_opener_shown (GtkWidget *opener, GtkWidget *window)
{
  Return *self = g_object_get_data (G_OBJECT (window), RETURN);
  gboolean stayed =
    !self->instead || !gtk_widget_get_mapped (self->instead) || self->kept == self->instead;

  g_signal_handlers_disconnect_by_func (opener, on_opener_shown, window);
  if (opener == self->opener && stayed)
    g_set_weak_pointer (&self->kept, opener);
}

static void
on_dialog (GtkWidget *window, GParamSpec *spec, Return *self)
{
  gboolean open = !is_free_of_dialogs (window);

  if (open && !self->open)
    g_set_weak_pointer (&self->opener, self->last);
  else if (!open && self->open) {
    /* At once, where there is nothing to come back to: a screen reader hears of each stop. */
    if (!is_opener_there (self))
      self->elsewhere (window);
    gtk_widget_add_tick_callback (window, on_left, self, NULL);
  }
  self->open = open;
}

static void
on_focus (GtkWidget *window, GParamSpec *spec, Return *self)
{
  GtkWidget *focus = coffret_focus_get (window);

  /* A menu that it is in goes as well. */
  if (focus && is_free_of_dialogs (window) && !gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER))
    g_set_weak_pointer (&self->last, focus);
}

void
coffret_focus_return (AdwApplicationWindow *window, void (*elsewhere) (GtkWidget *window))
{
  Return *self = g_new0 (Return, 1);

  self->elsewhere = elsewhere;
  g_object_set_data_full (G_OBJECT (window), RETURN, self, return_free);
  g_signal_connect (window, "notify::visible-dialog", G_CALLBACK (on_dialog), self);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus), self);
}

static Return *
return_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root ? g_object_get_data (G_OBJECT (root), RETURN) : NULL;
}

void
coffret_focus_move_on (GtkWidget *page)
{
  Return *self = return_of (page);

  if (self)
    g_clear_weak_pointer (&self->opener);
}

void
coffret_focus_return_again (GtkWidget *window)
{
  Return *self = g_object_get_data (G_OBJECT (window), RETURN);

  if (self && self->opener && !gtk_widget_get_mapped (self->opener))
    g_signal_connect_object (self->opener, "map", G_CALLBACK (on_opener_shown), window, 0);
}

/* Whether WIDGET (nullable) is in something that is hidden until it has its new layout. */
static gboolean
is_laid_out_anew (GtkWidget *widget)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    if (ADW_IS_BREAKPOINT_BIN (widget) &&
        !gtk_widget_get_child_visible (adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (widget))))
      return TRUE;
  return FALSE;
}

static gboolean
on_laid_out (GtkWidget *bin, GdkFrameClock *clock, gpointer data)
{
  Return *self = return_of (bin);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (bin));

  if (self && is_laid_out_anew (self->kept))
    return G_SOURCE_CONTINUE;
  if (self && self->kept &&
      (!gtk_widget_get_mapped (self->kept) || !gtk_widget_grab_focus (self->kept)) &&
      is_free_of_dialogs (window))
    self->elsewhere (window);
  if (self)
    g_clear_weak_pointer (&self->kept);
  return G_SOURCE_REMOVE;
}

static void
on_layout (GtkWidget *bin, GParamSpec *spec, gpointer unused)
{
  Return *self = return_of (bin);
  GtkWidget *focus = coffret_focus_get (bin);

  if (!self || self->kept || !focus || !gtk_widget_is_ancestor (focus, bin))
    return;
  g_set_weak_pointer (&self->kept, focus);
  gtk_widget_add_tick_callback (bin, on_laid_out, NULL, NULL);
}

void
coffret_focus_keep (AdwBreakpointBin *bin)
{
  g_signal_handlers_disconnect_by_func (bin, on_layout, NULL);
  g_signal_connect (bin, "notify::current-breakpoint", G_CALLBACK (on_layout), NULL);
}
