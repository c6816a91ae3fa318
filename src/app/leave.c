#include "app/leave.h"

/* Of one turn of the main loop. */
#define TURN_US 3000
/* A window that is never at rest puts it off no longer. */
#define PATIENCE_MS 500

typedef struct {
  GPtrArray *widgets;
  CoffretLeaveFunc func; /* for the last of them; NULL: it goes as a whole */
  guint idle;
  guint timer;
} Leaving;

/* FALSE: that was the last. */
static gboolean
take_part (Leaving *leaving)
{
  GPtrArray *widgets = leaving->widgets;
  GtkWidget *last = widgets->len > 0 ? g_ptr_array_index (widgets, widgets->len - 1) : NULL;
  GtkWidget *box = last ? gtk_widget_get_parent (last) : NULL;

  if (!last)
    return FALSE;
  if (leaving->func && leaving->func (last))
    return TRUE;
  leaving->func = NULL;
  if (box)
    gtk_box_remove (GTK_BOX (box), last);
  g_ptr_array_set_size (widgets, (int) widgets->len - 1);
  return widgets->len > 0;
}

static void
end (Leaving *leaving)
{
  g_clear_handle_id (&leaving->idle, g_source_remove);
  g_clear_handle_id (&leaving->timer, g_source_remove);
  g_ptr_array_unref (leaving->widgets);
  g_free (leaving);
}

static gboolean
on_turn (gpointer pointer)
{
  Leaving *leaving = pointer;
  gint64 until = g_get_monotonic_time () + TURN_US;

  do {
    if (!take_part (leaving)) {
      leaving->idle = 0;
      end (leaving);
      return G_SOURCE_REMOVE;
    }
  } while (g_get_monotonic_time () < until);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_late (gpointer pointer)
{
  Leaving *leaving = pointer;

  while (take_part (leaving))
    continue;
  leaving->timer = 0;
  end (leaving);
  return G_SOURCE_REMOVE;
}

static void
begin (GPtrArray *widgets, CoffretLeaveFunc func, int priority)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->widgets = widgets;
  leaving->func = func;
  leaving->idle = g_idle_add_full (priority, on_turn, leaving, NULL);
  leaving->timer = g_timeout_add (PATIENCE_MS, on_late, leaving);
}

void
coffret_leave (GPtrArray *widgets)
{
  begin (widgets, NULL, G_PRIORITY_LOW);
}

void
coffret_leave_page (GtkWidget *page, CoffretLeaveFunc func)
{
  GPtrArray *widgets = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_set_visible (page, FALSE);
  g_ptr_array_add (widgets, g_object_ref (page));
  /* Before all other idle work, but first comes the frame that no longer shows it. */
  begin (widgets, func, GDK_PRIORITY_REDRAW + 1);
}
