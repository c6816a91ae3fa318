#include "app/arrange.h"

#include <glib/gi18n-lib.h>

#include "app/drag.h"
#include "app/pages/row-holder.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/arranging.h"

static void
arrange (GtkWidget *from,
         CoffretSession *session,
         const char *compartment,
         GPtrArray *ids,
         CoffretEntry *moved)
{
  const char *title = coffret_entry_get_title (moved);
  guint index = 0;

  g_ptr_array_find_with_equal_func (ids, coffret_entry_get_id (moved), g_str_equal, &index);
  coffret_when (coffret_arranging_set (session, compartment, ids), from, coffret_tell_done,
                /* Translators: after a move: the title of a credential and its place, as in
                 * “Wound care” is now 2 of 4 */
                g_strdup_printf (_ ("“%s” is now %u of %u"), title, index + 1, ids->len), g_free);
}

static GPtrArray *
list_ids (GListModel *view, GPtrArray *except)
{
  guint count = g_list_model_get_n_items (view);
  GPtrArray *ids = g_ptr_array_new_full (count, g_free);

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (view, i);

    if (!except || !g_ptr_array_find (except, entry, NULL))
      g_ptr_array_add (ids, g_strdup (coffret_entry_get_id (entry)));
  }
  return ids;
}

void
coffret_arrange_step (GtkWidget *from,
                      CoffretSession *session,
                      const char *compartment,
                      GListModel *view,
                      CoffretEntry *entry,
                      int step)
{
  g_autoptr (GPtrArray) ids = list_ids (view, NULL);
  guint index;
  gpointer swapped;

  if (!g_ptr_array_find_with_equal_func (ids, coffret_entry_get_id (entry), g_str_equal, &index) ||
      (int) index + step < 0 || (int) index + step >= (int) ids->len) {
    gtk_widget_error_bell (from);
    return;
  }
  swapped = ids->pdata[index];
  ids->pdata[index] = ids->pdata[(int) index + step];
  ids->pdata[(int) index + step] = swapped;
  arrange (from, session, compartment, ids, entry);
}

void
coffret_arrange_before (GtkWidget *from,
                        CoffretSession *session,
                        const char *compartment,
                        GListModel *view,
                        GPtrArray *entries,
                        guint position)
{
  g_autoptr (GPtrArray) ids = list_ids (view, entries);
  guint place = 0;

  if (entries->len == 0)
    return;
  for (guint i = 0; i < position; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (view, i);

    if (entry && !g_ptr_array_find (entries, entry, NULL))
      place++;
  }
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_insert (ids, (int) (place + i),
                        g_strdup (coffret_entry_get_id (g_ptr_array_index (entries, i))));
  arrange (from, session, compartment, ids, g_ptr_array_index (entries, 0));
}

typedef struct {
  CoffretArrangeFunc func;
  gpointer page; /* borrowed: the list is a part of it */
} Taking;

/* The row of LIST at Y, and whether the upper half of it. */
static GtkWidget *
row_at (GtkWidget *list, double y, gboolean *upper)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row;
       row = gtk_widget_get_next_sibling (row)) {
    GtkWidget *holder = gtk_widget_get_first_child (row);
    graphene_rect_t bounds;

    if (!holder || !COFFRET_IS_ROW_HOLDER (holder) || !gtk_widget_get_mapped (row) ||
        !gtk_widget_compute_bounds (row, list, &bounds) || y < bounds.origin.y ||
        y >= bounds.origin.y + bounds.size.height)
      continue;
    *upper = y < bounds.origin.y + bounds.size.height / 2;
    return row;
  }
  return NULL;
}

static void
show_drop (GtkWidget *list, GtkWidget *target, gboolean upper)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row;
       row = gtk_widget_get_next_sibling (row)) {
    gtk_widget_remove_css_class (row, "drop-before");
    gtk_widget_remove_css_class (row, "drop-behind");
  }
  if (target)
    gtk_widget_add_css_class (target, upper ? "drop-before" : "drop-behind");
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, Taking *taking)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  gboolean upper = FALSE;
  GtkWidget *row = taking->func (taking->page, NULL, 0) ? row_at (list, y, &upper) : NULL;

  show_drop (list, row, upper);
  return row ? GDK_ACTION_MOVE : 0;
}

static void
on_leave (GtkDropTarget *target, Taking *taking)
{
  show_drop (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), NULL, FALSE);
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, Taking *taking)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  gboolean upper = FALSE;
  GtkWidget *row = row_at (list, y, &upper);
  g_autoptr (GPtrArray) entries = NULL;
  GtkListItem *item;

  show_drop (list, NULL, FALSE);
  item = row ? coffret_row_holder_get_item (COFFRET_ROW_HOLDER (gtk_widget_get_first_child (row)))
             : NULL;
  if (!item || !G_VALUE_HOLDS (value, COFFRET_DRAG_ENTRIES))
    return FALSE;
  entries = coffret_drag_get_entries (value);
  return taking->func (taking->page, entries, gtk_list_item_get_position (item) + !upper);
}

void
coffret_arrange_take_drops (GtkListView *list, CoffretArrangeFunc func, gpointer page)
{
  GtkDropTarget *drop = gtk_drop_target_new (COFFRET_DRAG_ENTRIES, GDK_ACTION_MOVE);
  Taking *taking = g_new0 (Taking, 1);

  taking->func = func;
  taking->page = page;
  gtk_drop_target_set_preload (drop, TRUE);
  g_object_set_data_full (G_OBJECT (drop), "taking", taking, g_free);
  g_signal_connect (drop, "motion", G_CALLBACK (on_motion), taking);
  g_signal_connect (drop, "leave", G_CALLBACK (on_leave), taking);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), taking);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (drop));
}
