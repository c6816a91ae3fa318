#include "app/pages/sidebar-page.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/place-row.h"

struct _CoffretSidebarPage {
  AdwNavigationPage parent_instance;

  GtkListBox *places;
  GtkListBox *compartments;
  GtkListBox *trash;
  GtkWidget *hint;
  GtkPopover *menu;
  CoffretSession *session;
  CoffretPlaceRow *chosen; /* borrowed from its list */
  char *wanted;            /* id of a compartment that is to be chosen once it is listed */
};

G_DEFINE_FINAL_TYPE (CoffretSidebarPage, coffret_sidebar_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
choose_row (CoffretSidebarPage *self, CoffretPlaceRow *row)
{
  GtkListBox *lists[] = { self->places, self->compartments, self->trash };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    if (gtk_widget_get_parent (GTK_WIDGET (row)) == GTK_WIDGET (lists[i]))
      gtk_list_box_select_row (lists[i], GTK_LIST_BOX_ROW (row));
    else
      gtk_list_box_unselect_all (lists[i]);
  }
  self->chosen = row;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
on_row_activated (CoffretSidebarPage *self, GtkListBoxRow *row, GtkListBox *list)
{
  choose_row (self, COFFRET_PLACE_ROW (row));
}

/* The three lists are one to the arrow keys. */
static gboolean
on_keynav_failed (CoffretSidebarPage *self, GtkDirectionType direction, GtkListBox *list)
{
  GtkListBox *lists[] = { self->places, self->compartments, self->trash };
  int step = direction == GTK_DIR_DOWN ? 1 : direction == GTK_DIR_UP ? -1 : 0;
  int index = 0;

  if (step == 0)
    return FALSE;
  while (lists[index] != list)
    index++;
  for (index += step; index >= 0 && index < (int)G_N_ELEMENTS (lists); index += step)
    if (gtk_widget_child_focus (GTK_WIDGET (lists[index]), direction))
      return TRUE;
  return FALSE;
}

static CoffretPlaceRow *
find_row (CoffretSidebarPage *self, const char *compartment)
{
  for (int i = 0;; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->compartments, i);

    if (!row)
      return NULL;
    if (g_str_equal (
          coffret_compartment_get_id (coffret_place_row_get_compartment (COFFRET_PLACE_ROW (row))),
          compartment))
      return COFFRET_PLACE_ROW (row);
  }
}

static void
on_compartments_changed (CoffretSidebarPage *self)
{
  GListModel *model =
    coffret_library_get_compartments (coffret_session_get_library (self->session));
  gboolean any = g_list_model_get_n_items (model) > 0;

  gtk_widget_set_visible (self->hint, !any);
  gtk_widget_set_visible (GTK_WIDGET (self->compartments), any);
  if (self->wanted) {
    CoffretPlaceRow *row = find_row (self, self->wanted);

    if (row) {
      g_clear_pointer (&self->wanted, g_free);
      choose_row (self, row);
    }
  }
}

/* The list box forgets rows whose compartment is gone: the place goes with them. */
static void
on_row_gone (GtkWidget *row, CoffretSidebarPage *self)
{
  if (self->chosen != COFFRET_PLACE_ROW (row))
    return;
  self->chosen = NULL;
  if (!gtk_widget_in_destruction (GTK_WIDGET (self)))
    coffret_sidebar_page_choose (self, NULL);
}

static void
popup_menu (CoffretSidebarPage *self, GtkWidget *row, double x, double y)
{
  CoffretCompartment *compartment = coffret_place_row_get_compartment (COFFRET_PLACE_ROW (row));
  graphene_point_t point = { (float)x, (float)y };
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *id;

  if (!compartment || !gtk_widget_compute_point (row, GTK_WIDGET (self), &point, &point))
    return;
  id = coffret_compartment_get_id (compartment);
  {
    g_autoptr (GMenuItem) change = g_menu_item_new (_ ("_Change…"), NULL);
    g_autoptr (GMenuItem) remove = g_menu_item_new (_ ("_Delete Compartment"), NULL);

    g_menu_item_set_action_and_target (change, "vault.change-compartment", "s", id);
    g_menu_append_item (menu, change);
    g_menu_item_set_action_and_target (remove, "vault.remove-compartment", "s", id);
    g_menu_append_item (menu, remove);
  }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle){ (int)point.x, (int)point.y, 1, 1 });
  gtk_popover_popup (self->menu);
}

static void
on_row_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (!gdk_event_triggers_context_menu (event))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (data, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static GtkWidget *
compartment_row_new (gpointer item, gpointer data)
{
  CoffretPlaceRow *row = coffret_place_row_new_for_compartment (item);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_row_pressed), data);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (row, "destroy", G_CALLBACK (on_row_gone), data, 0);
  return GTK_WIDGET (row);
}

/* The compartment whose row has the focus, else the chosen one. */
static CoffretPlaceRow *
row_in_question (CoffretSidebarPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus && COFFRET_IS_PLACE_ROW (focus) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->compartments)))
    return COFFRET_PLACE_ROW (focus);
  return NULL;
}

static void
do_change (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretPlaceRow *row = row_in_question (COFFRET_SIDEBAR_PAGE (widget));

  if (row)
    gtk_widget_activate_action (
      widget,
      g_str_equal (action, "sidebar.change") ? "vault.change-compartment"
                                             : "vault.remove-compartment",
      "s", coffret_compartment_get_id (coffret_place_row_get_compartment (row)));
}

static void
do_menu (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSidebarPage *self = COFFRET_SIDEBAR_PAGE (widget);
  CoffretPlaceRow *row = row_in_question (self);

  if (row)
    popup_menu (self, GTK_WIDGET (row), 24, gtk_widget_get_height (GTK_WIDGET (row)));
}

static void
append_place (CoffretSidebarPage *self, GtkListBox *list, CoffretPlace place)
{
  CoffretPlaceRow *row = coffret_place_row_new (place);
  g_autoptr (CoffretView) view = coffret_view_new (coffret_session_get_library (self->session));

  coffret_view_set_place (view, place, NULL);
  coffret_place_row_count (row, G_LIST_MODEL (view));
  gtk_list_box_append (list, GTK_WIDGET (row));
}

static void
coffret_sidebar_page_dispose (GObject *object)
{
  CoffretSidebarPage *self = COFFRET_SIDEBAR_PAGE (object);

  self->chosen = NULL;
  if (self->compartments)
    gtk_list_box_bind_model (self->compartments, NULL, NULL, NULL, NULL);
  if (self->menu)
    gtk_widget_unparent (GTK_WIDGET (self->menu));
  self->menu = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->wanted, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SIDEBAR_PAGE);
  G_OBJECT_CLASS (coffret_sidebar_page_parent_class)->dispose (object);
}

static void
coffret_sidebar_page_class_init (CoffretSidebarPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_sidebar_page_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/sidebar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, places);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, compartments);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, trash);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, hint);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_keynav_failed);
  gtk_widget_class_install_action (widget_class, "sidebar.change", NULL, do_change);
  gtk_widget_class_install_action (widget_class, "sidebar.remove", NULL, do_change);
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, do_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "sidebar.change", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "sidebar.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sidebar.menu",
                                       NULL);
}

static void
coffret_sidebar_page_init (CoffretSidebarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
}

void
coffret_sidebar_page_set_session (CoffretSidebarPage *self, CoffretSession *session)
{
  GListModel *compartments;

  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  append_place (self, self->places, COFFRET_PLACE_ALL);
  append_place (self, self->places, COFFRET_PLACE_RECENT);
  append_place (self, self->places, COFFRET_PLACE_LOOSE);
  append_place (self, self->trash, COFFRET_PLACE_TRASH);
  compartments = coffret_library_get_compartments (coffret_session_get_library (session));
  gtk_list_box_bind_model (self->compartments, compartments, compartment_row_new, self, NULL);
  g_signal_connect_object (compartments, "items-changed", G_CALLBACK (on_compartments_changed),
                           self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  on_compartments_changed (self);
  coffret_sidebar_page_choose (self, NULL);
}

CoffretPlace
coffret_sidebar_page_get_place (CoffretSidebarPage *self)
{
  return self->chosen ? coffret_place_row_get_place (self->chosen) : COFFRET_PLACE_ALL;
}

CoffretCompartment *
coffret_sidebar_page_get_compartment (CoffretSidebarPage *self)
{
  return self->chosen ? coffret_place_row_get_compartment (self->chosen) : NULL;
}

void
coffret_sidebar_page_choose (CoffretSidebarPage *self, const char *compartment)
{
  CoffretPlaceRow *row;

  if (!compartment) {
    choose_row (self, COFFRET_PLACE_ROW (gtk_list_box_get_row_at_index (self->places, 0)));
    return;
  }
  row = find_row (self, compartment);
  if (row)
    choose_row (self, row);
  else
    g_set_str (&self->wanted, compartment);
}
