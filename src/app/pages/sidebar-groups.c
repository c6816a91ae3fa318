#include "app/pages/sidebar-groups.h"

#include <glib/gi18n-lib.h>

#include "app/drag.h"
#include "app/focus.h"
#include "app/group-menu.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/sharing.h"

#define DATA "coffret-groups"

/* What a list knows; it belongs to it. */
typedef struct {
  GtkListBox *list;
  CoffretSession *session;
  GtkWidget *page; /* borrowed: the list is in it */
  CoffretSidebarAdopt adopt;
  GtkPopover *menu;
  GtkWidget *menu_row; /* weak: to which the focus returns */
} Groups;

static void
groups_free (gpointer data)
{
  Groups *groups = data;

  g_clear_weak_pointer (&groups->menu_row);
  g_object_unref (groups->session);
  g_free (groups);
}

static Groups *
groups_of (GtkListBox *list)
{
  return g_object_get_data (G_OBJECT (list), DATA);
}

static CoffretLibrary *
library_of (Groups *groups)
{
  return coffret_session_get_library (groups->session);
}

static CoffretGroup *
group_of (GtkWidget *row)
{
  return coffret_place_row_get_group (COFFRET_PLACE_ROW (row));
}

static void
on_menu_closed (GtkPopover *menu, GtkListBox *list)
{
  Groups *groups = groups_of (list);

  if (groups->menu_row)
    gtk_widget_grab_focus (groups->menu_row);
  g_clear_weak_pointer (&groups->menu_row);
}

static void
popup (Groups *groups, GtkWidget *row, double x, double y)
{
  graphene_point_t point = { (float) x, (float) y };
  g_autoptr (GMenuModel) menu = NULL;

  if (!gtk_widget_compute_point (row, GTK_WIDGET (groups->list), &point, &point))
    return;
  menu = coffret_group_menu_new (group_of (row), library_of (groups));
  g_set_weak_pointer (&groups->menu_row, row);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (groups->menu), menu);
  gtk_popover_set_pointing_to (groups->menu,
                               &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (groups->menu);
}

static void
on_row_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GtkListBox *list)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (!gdk_event_triggers_context_menu (event))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup (groups_of (list), gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static void
on_row_held (GtkGestureLongPress *gesture, double x, double y, GtkListBox *list)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup (groups_of (list), gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target, double x, double y, gpointer unused)
{
  gtk_widget_add_css_class (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)),
                            "drop-into");
  return GDK_ACTION_MOVE;
}

static void
on_drop_leave (GtkDropTarget *target, gpointer unused)
{
  gtk_widget_remove_css_class (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)),
                               "drop-into");
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, GtkListBox *list)
{
  Groups *groups = groups_of (list);
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  g_autoptr (GPtrArray) entries = coffret_drag_get_entries (value);
  CoffretGroup *group = group_of (row);

  on_drop_leave (target, NULL);
  coffret_when (
    coffret_session_add_to_group (groups->session, coffret_group_get_id (group), entries),
    groups->page, coffret_tell_done,
    /* Translators: %u is a number, %s the name of a sharing group */
    g_strdup_printf (ngettext ("%u credential is in the group “%s”",
                               "%u credentials are in the group “%s”", entries->len),
                     entries->len, coffret_group_get_name (group)),
    g_free);
  return TRUE;
}

static void
take_drops (Groups *groups, GtkWidget *row)
{
  GtkDropTarget *drop = gtk_drop_target_new (COFFRET_DRAG_ENTRIES, GDK_ACTION_MOVE);

  g_signal_connect (drop, "motion", G_CALLBACK (on_drop_motion), NULL);
  g_signal_connect (drop, "leave", G_CALLBACK (on_drop_leave), NULL);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_drop), groups->list, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drop));
}

static GtkWidget *
row_new (Groups *groups, CoffretGroup *group)
{
  CoffretPlaceRow *row = coffret_place_row_new_for_group (group);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_row_pressed), groups->list, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_row_held), groups->list, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (hold));
  if (coffret_session_can_change (groups->session))
    take_drops (groups, GTK_WIDGET (row));
  groups->adopt (groups->page, row);
  return GTK_WIDGET (row);
}

CoffretPlaceRow *
coffret_sidebar_groups_find (GtkListBox *list, const char *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++) {
    CoffretGroup *group = group_of (GTK_WIDGET (row));

    if (group && g_str_equal (coffret_group_get_id (group), id))
      return COFFRET_PLACE_ROW (row);
  }
  return NULL;
}

/* Rows stay with their group wherever it goes, and so does the focus. */
static void
on_groups_changed (GtkListBox *list)
{
  Groups *groups = groups_of (list);
  GListModel *model = G_LIST_MODEL (coffret_library_get_groups (library_of (groups)));
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list));

  while (row) {
    GtkWidget *next = gtk_widget_get_next_sibling (row);
    CoffretGroup *group = group_of (row);

    if (group && !coffret_groups_find (COFFRET_GROUPS (model), coffret_group_get_id (group))) {
      if (gtk_widget_is_focus (row))
        gtk_widget_grab_focus (next ?: gtk_widget_get_prev_sibling (row));
      gtk_list_box_remove (list, row);
    }
    row = next;
  }
  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (CoffretGroup) group = g_list_model_get_item (model, i);

    row = GTK_WIDGET (coffret_sidebar_groups_find (list, coffret_group_get_id (group)));
    if (!row) {
      row = row_new (groups, group);
      g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (i + 1));
      gtk_list_box_append (list, row);
    }
    g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (i + 1));
  }
  gtk_list_box_invalidate_sort (list);
}

/* What is no group comes last. */
static guint
place_of (GtkListBoxRow *row)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "place"));

  return place > 0 ? place : G_MAXUINT;
}

static int
compare_rows (GtkListBoxRow *one, GtkListBoxRow *other, gpointer unused)
{
  guint first = place_of (one), second = place_of (other);

  return first < second ? -1 : first > second;
}

void
coffret_sidebar_groups_fill (GtkListBox *list,
                             CoffretSession *session,
                             GtkWidget *page,
                             CoffretSidebarAdopt adopt)
{
  Groups *groups = g_new0 (Groups, 1);

  groups->list = list;
  groups->session = g_object_ref (session);
  groups->page = page;
  groups->adopt = adopt;
  g_object_set_data_full (G_OBJECT (list), DATA, groups, groups_free);
  groups->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (groups->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (groups->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (groups->menu), page);
  g_signal_connect_object (groups->menu, "closed", G_CALLBACK (on_menu_closed), list, 0);
  gtk_list_box_set_sort_func (list, compare_rows, NULL, NULL);
  g_signal_connect_object (coffret_library_get_groups (library_of (groups)), "items-changed",
                           G_CALLBACK (on_groups_changed), list, G_CONNECT_SWAPPED);
  on_groups_changed (list);
}

void
coffret_sidebar_groups_clear (GtkListBox *list)
{
  Groups *groups = groups_of (list);

  if (groups && groups->menu)
    gtk_widget_unparent (GTK_WIDGET (groups->menu));
  if (groups)
    groups->menu = NULL;
}

gboolean
coffret_sidebar_groups_act (GtkListBox *list, const char *action, GVariant *target)
{
  Groups *groups = groups_of (list);
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (list));
  CoffretGroup *group =
    focus && COFFRET_IS_PLACE_ROW (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (list))
      ? group_of (focus)
      : NULL;
  const char *id;

  if (!group)
    return FALSE;
  id = coffret_group_get_id (group);
  if (g_str_equal (action, "sidebar.change"))
    gtk_widget_activate_action (groups->page, "vault.rename-group", "s", id);
  else if (g_str_equal (action, "sidebar.remove"))
    gtk_widget_activate_action (groups->page, "vault.remove-group", "s", id);
  else if (g_str_equal (action, "sidebar.move"))
    gtk_widget_activate_action (groups->page, "vault.move-group", "(si)", id,
                                g_variant_get_int32 (target));
  else
    popup (groups, focus, 24, gtk_widget_get_height (focus));
  return TRUE;
}
