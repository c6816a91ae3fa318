#include "app/fitting.h"

#include <adwaita.h>

#include "app/dialog-size.h"
#include "app/head.h"
#include "app/menu-room.h"
#include "app/row-room.h"
#include "app/spoken.h"
#include "app/whole.h"

static gboolean
on_map (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_LABEL (widget))
    coffret_whole_keep (GTK_LABEL (widget));
  else if (ADW_IS_HEADER_BAR (widget))
    coffret_head_make_room (ADW_HEADER_BAR (widget));
  else if (ADW_IS_DIALOG (widget))
    coffret_dialog_size_fit (ADW_DIALOG (widget));
  else if (GTK_IS_SCROLLED_WINDOW (widget))
    coffret_spoken_name_question (GTK_SCROLLED_WINDOW (widget));
  else if (ADW_IS_ACTION_ROW (widget))
    coffret_row_room_make (ADW_ACTION_ROW (widget));
  else if (GTK_IS_POPOVER_MENU (widget))
    coffret_menu_room_fit (GTK_POPOVER (widget));
  return TRUE; /* the next, too */
}

void
coffret_fitting_begin (void)
{
  static gulong hook;

  if (hook == 0) {
    /* Its signals are there once the class is. */
    g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
    hook =
      g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map, NULL, NULL);
  }
}
