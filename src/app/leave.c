#include "app/leave.h"

/* Of one turn of the main loop. */
#define TURN_US 3000

static gboolean
on_turn (gpointer pointer)
{
  GPtrArray *widgets = pointer;
  gint64 end = g_get_monotonic_time () + TURN_US;

  while (widgets->len > 0 && g_get_monotonic_time () < end)
    g_ptr_array_set_size (widgets, (int) widgets->len - 1);
  return widgets->len > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
coffret_leave (GPtrArray *widgets)
{
  g_idle_add_full (G_PRIORITY_LOW, on_turn, widgets, (GDestroyNotify) g_ptr_array_unref);
}

void
coffret_leave_one (GtkWidget *widget)
{
  GPtrArray *widgets = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (widgets, widget);
  coffret_leave (widgets);
}
