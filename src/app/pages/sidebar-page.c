#include "app/pages/sidebar-page.h"

#include "app/attention-text.h"
#include "app/compartment-menu.h"
#include "app/drag.h"
#include "app/focus.h"
#include "app/late-menu.h"
#include "app/pages/sidebar-groups.h"
#include "app/several.h"
#include "app/shortcuts.h"
#include "app/widgets/checking-bar.h"
#include "app/widgets/person-card.h"
#include "app/widgets/place-row.h"

struct _CoffretSidebarPage {
  AdwNavigationPage parent_instance;

  GtkMenuButton *menu_button;
  GMenuModel *primary_menu;
  GtkListBox *places;
  GtkListBox *compartments;
  GtkListBox *groups;
  GtkListBox *trash;
  GtkWidget *hint;
  CoffretCheckingBar *checking_bar;
  CoffretPersonCard *person_card;
  GtkPopover *menu;
  GtkWidget *menu_row; /* weak: to which the focus returns */
  CoffretSession *session;
  CoffretPlaceRow *chosen; /* borrowed from its list */
  char *wanted;            /* id of a compartment that is to be chosen once it is listed */
};

G_DEFINE_FINAL_TYPE (CoffretSidebarPage, coffret_sidebar_page, ADW_TYPE_NAVIGATION_PAGE)

enum {
  SIGNAL_CHOSEN,
  SIGNAL_ENTERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* By hand: what a list selects follows its keys, in each list for itself, and is said each time. */
static void
show_chosen (CoffretPlaceRow *row, gboolean chosen)
{
  if (chosen) {
    gtk_widget_set_state_flags (GTK_WIDGET (row), GTK_STATE_FLAG_SELECTED, FALSE);
    gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, TRUE, -1);
  } else {
    gtk_widget_unset_state_flags (GTK_WIDGET (row), GTK_STATE_FLAG_SELECTED);
    /* Of the other rows nobody says that they are not selected; nor of this one any more. */
    gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED);
  }
}

static void
choose_row (CoffretSidebarPage *self, CoffretPlaceRow *row)
{
  if (self->chosen)
    show_chosen (self->chosen, FALSE);
  self->chosen = row;
  show_chosen (row, TRUE);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
on_row_activated (CoffretSidebarPage *self, GtkListBoxRow *row, GtkListBox *list)
{
  choose_row (self, COFFRET_PLACE_ROW (row));
}

/* By a key, and it is shown: who cannot see would not hear that anything had come of the key. */
static void
on_row_entered (CoffretSidebarPage *self)
{
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

/* The row at which DIRECTION comes into LIST. */
static gboolean
focus_row (GtkListBox *list, GtkDirectionType direction)
{
  GtkWidget *row = direction == GTK_DIR_DOWN ? gtk_widget_get_first_child (GTK_WIDGET (list))
                                             : gtk_widget_get_last_child (GTK_WIDGET (list));

  while (row && !gtk_widget_get_visible (row))
    row = direction == GTK_DIR_DOWN ? gtk_widget_get_next_sibling (row)
                                    : gtk_widget_get_prev_sibling (row);
  return row && gtk_widget_grab_focus (row);
}

/* The four lists are one to the arrow keys. */
static gboolean
on_keynav_failed (CoffretSidebarPage *self, GtkDirectionType direction, GtkListBox *list)
{
  GtkListBox *lists[] = { self->places, self->compartments, self->groups, self->trash };
  int step = direction == GTK_DIR_DOWN ? 1 : direction == GTK_DIR_UP ? -1 : 0;
  int index = 0;

  if (step == 0)
    return FALSE;
  while (lists[index] != list)
    index++;
  for (index += step; index >= 0 && index < (int) G_N_ELEMENTS (lists); index += step)
    if (focus_row (lists[index], direction))
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
on_menu_closed (CoffretSidebarPage *self)
{
  if (self->menu_row)
    gtk_widget_grab_focus (self->menu_row);
  g_clear_weak_pointer (&self->menu_row);
}

static void
popup_menu (CoffretSidebarPage *self, GtkWidget *row, double x, double y)
{
  CoffretCompartment *compartment = coffret_place_row_get_compartment (COFFRET_PLACE_ROW (row));
  graphene_point_t point = { (float) x, (float) y };
  g_autoptr (GMenuModel) menu = NULL;

  if (!compartment || !gtk_widget_compute_point (row, GTK_WIDGET (self), &point, &point))
    return;
  menu = coffret_compartment_menu_new (compartment, coffret_session_get_library (self->session));
  g_set_weak_pointer (&self->menu_row, row);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
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

static void
on_row_held (GtkGestureLongPress *gesture, double x, double y, gpointer data)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (data, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, gpointer unused)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return coffret_drag_compartment (source,
                                   coffret_place_row_get_compartment (COFFRET_PLACE_ROW (row)));
}

/* A compartment goes before or behind another near that one's edges, and into it in its middle. */
static const char *
drop_style (GtkDropTarget *target, double y)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  const GValue *value = gtk_drop_target_get_value (target);
  int height = gtk_widget_get_height (row);

  if (value && !G_VALUE_HOLDS (value, COFFRET_DRAG_COMPARTMENT))
    return "drop-into";
  return y < height / 3.0 ? "drop-before" : y > height * 2 / 3.0 ? "drop-behind" : "drop-into";
}

static void
show_drop (GtkDropTarget *target, const char *style)
{
  static const char *const styles[] = { "drop-before", "drop-into", "drop-behind" };
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (styles[i], style) == 0)
      gtk_widget_add_css_class (row, styles[i]);
    else
      gtk_widget_remove_css_class (row, styles[i]);
}

static GdkDragAction
on_drop_motion (GtkDropTarget *target, double x, double y, gpointer unused)
{
  show_drop (target, drop_style (target, y));
  return GDK_ACTION_MOVE;
}

static void
on_drop_leave (GtkDropTarget *target, gpointer unused)
{
  show_drop (target, NULL);
}

static void
move_compartment (CoffretSidebarPage *self,
                  CoffretCompartment *moved,
                  CoffretCompartment *target,
                  const char *style)
{
  const char *parent = coffret_compartment_get_row (target)->parent;
  const char *before = coffret_compartment_get_id (target);

  if (g_str_equal (style, "drop-into")) {
    parent = before;
    before = NULL;
  } else if (g_str_equal (style, "drop-behind")) {
    before = coffret_compartment_neighbour (coffret_session_get_library (self->session), target, 1);
  }
  gtk_widget_activate_action (GTK_WIDGET (self), "vault.place-compartment", "(sss)",
                              coffret_compartment_get_id (moved), parent ?: "", before ?: "");
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  CoffretSidebarPage *self = data;
  CoffretPlaceRow *row =
    COFFRET_PLACE_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  CoffretCompartment *compartment = coffret_place_row_get_compartment (row);

  show_drop (target, NULL);
  if (compartment && G_VALUE_HOLDS (value, COFFRET_DRAG_COMPARTMENT)) {
    if (g_value_get_object (value) == compartment)
      return FALSE;
    move_compartment (self, g_value_get_object (value), compartment, drop_style (target, y));
  } else if (G_VALUE_HOLDS (value, COFFRET_DRAG_ENTRIES)) {
    g_autoptr (GPtrArray) entries = coffret_drag_get_entries (value);

    if (compartment)
      coffret_several_put (GTK_WIDGET (self), self->session, entries,
                           coffret_compartment_get_id (compartment));
    else
      coffret_several_trash (GTK_WIDGET (self), self->session, entries);
  } else {
    return FALSE;
  }
  return TRUE;
}

static void
take_drops (CoffretSidebarPage *self, GtkWidget *row)
{
  GType types[] = { COFFRET_DRAG_ENTRIES, COFFRET_DRAG_COMPARTMENT };
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_MOVE);
  gboolean trash = !coffret_place_row_get_compartment (COFFRET_PLACE_ROW (row));

  if (!coffret_session_can_change (self->session)) {
    g_object_unref (drop);
    return;
  }
  gtk_drop_target_set_gtypes (drop, types, trash ? 1 : G_N_ELEMENTS (types));
  gtk_drop_target_set_preload (drop, TRUE);
  g_signal_connect (drop, "motion", G_CALLBACK (on_drop_motion), self);
  g_signal_connect (drop, "leave", G_CALLBACK (on_drop_leave), self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drop));
}

static void
add_row (CoffretSidebarPage *self, GtkListBox *list, gpointer row)
{
  g_signal_connect_object (row, "activate", G_CALLBACK (on_row_entered), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_box_append (list, row);
}

static GtkWidget *
compartment_row_new (CoffretSidebarPage *self, CoffretCompartment *compartment)
{
  CoffretPlaceRow *row = coffret_place_row_new_for_compartment (
    compartment, coffret_session_get_library (self->session));
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (on_row_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (on_row_held), self);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (hold));
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare), self);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (drag));
  take_drops (self, GTK_WIDGET (row));
  g_signal_connect_object (row, "destroy", G_CALLBACK (on_row_gone), self, 0);
  return GTK_WIDGET (row);
}

static GPtrArray *
list_compartments (CoffretSidebarPage *self)
{
  return coffret_library_list_compartments (coffret_session_get_library (self->session));
}

static int
compare_rows (GtkListBoxRow *one, GtkListBoxRow *other, gpointer unused)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (one), "place")) -
         GPOINTER_TO_INT (g_object_get_data (G_OBJECT (other), "place"));
}

/* The row below, or else above, one that goes while it has the focus. */
static void
pass_focus_on (GtkWidget *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row) ?: gtk_widget_get_prev_sibling (row);

  if (gtk_widget_is_focus (row) && next)
    gtk_widget_grab_focus (next);
}

/* Rows stay with their compartment wherever it goes, and so does the focus. */
static void
on_library_changed (CoffretSidebarPage *self)
{
  g_autoptr (GPtrArray) list = list_compartments (self);
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->compartments));

  while (row) {
    GtkWidget *next = gtk_widget_get_next_sibling (row);

    if (!g_ptr_array_find (list, coffret_place_row_get_compartment (COFFRET_PLACE_ROW (row)),
                           NULL)) {
      pass_focus_on (row);
      gtk_list_box_remove (self->compartments, row);
    }
    row = next;
  }
  for (guint i = 0; i < list->len; i++) {
    CoffretCompartment *compartment = g_ptr_array_index (list, i);

    row = GTK_WIDGET (find_row (self, coffret_compartment_get_id (compartment)));
    if (!row) {
      row = compartment_row_new (self, compartment);
      g_object_set_data (G_OBJECT (row), "place", GINT_TO_POINTER (i));
      add_row (self, self->compartments, row);
    }
    g_object_set_data (G_OBJECT (row), "place", GINT_TO_POINTER (i));
  }
  gtk_list_box_invalidate_sort (self->compartments);
  gtk_widget_set_visible (self->hint, list->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->compartments), list->len > 0);
  if (self->wanted) {
    CoffretPlaceRow *wanted = find_row (self, self->wanted);

    if (wanted) {
      g_clear_pointer (&self->wanted, g_free);
      choose_row (self, wanted);
    }
  }
}

/* The compartment whose row has the focus, else the chosen one. */
static CoffretPlaceRow *
row_in_question (CoffretSidebarPage *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));

  if (focus && COFFRET_IS_PLACE_ROW (focus) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->compartments)))
    return COFFRET_PLACE_ROW (focus);
  return NULL;
}

static void
do_change (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretPlaceRow *row = row_in_question (COFFRET_SIDEBAR_PAGE (widget));

  if (!coffret_sidebar_groups_act (COFFRET_SIDEBAR_PAGE (widget)->groups, action, target) && row)
    gtk_widget_activate_action (
      widget,
      g_str_equal (action, "sidebar.change") ? "vault.change-compartment"
                                             : "vault.remove-compartment",
      "s", coffret_compartment_get_id (coffret_place_row_get_compartment (row)));
}

static void
do_move (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretPlaceRow *row = row_in_question (COFFRET_SIDEBAR_PAGE (widget));

  if (!coffret_sidebar_groups_act (COFFRET_SIDEBAR_PAGE (widget)->groups, action, target) && row)
    gtk_widget_activate_action (
      widget, "vault.move-compartment", "(si)",
      coffret_compartment_get_id (coffret_place_row_get_compartment (row)),
      g_variant_get_int32 (target));
}

static void
do_menu (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretSidebarPage *self = COFFRET_SIDEBAR_PAGE (widget);
  CoffretPlaceRow *row = row_in_question (self);

  if (!coffret_sidebar_groups_act (self->groups, action, target) && row)
    popup_menu (self, GTK_WIDGET (row), 24, gtk_widget_get_height (GTK_WIDGET (row)));
}

static void
adopt_group (GtkWidget *page, CoffretPlaceRow *row)
{
  g_signal_connect_object (row, "activate", G_CALLBACK (on_row_entered), page,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (row, "destroy", G_CALLBACK (on_row_gone), page, 0);
}

static void
append_place (CoffretSidebarPage *self, GtkListBox *list, CoffretPlace place)
{
  CoffretPlaceRow *row = coffret_place_row_new (place);
  g_autoptr (CoffretView) view = coffret_view_new (coffret_session_get_library (self->session));

  coffret_view_set_place (view, place, NULL);
  coffret_place_row_count (row, G_LIST_MODEL (view));
  add_row (self, list, row);
}

/* A place that is nothing to people who mark none; who has it open stays there. */
static void
on_favourites_changed (
  CoffretPlaceRow *row, guint position, guint removed, guint added, GListModel *view)
{
  CoffretSidebarPage *self =
    COFFRET_SIDEBAR_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (row), COFFRET_TYPE_SIDEBAR_PAGE));

  gtk_widget_set_visible (GTK_WIDGET (row),
                          g_list_model_get_n_items (view) > 0 || (self && self->chosen == row));
}

static void
append_favourites (CoffretSidebarPage *self)
{
  CoffretPlaceRow *row = coffret_place_row_new (COFFRET_PLACE_FAVOURITES);
  g_autoptr (CoffretView) view = coffret_view_new (coffret_session_get_library (self->session));

  gtk_widget_set_visible (GTK_WIDGET (row), FALSE);
  coffret_view_set_place (view, COFFRET_PLACE_FAVOURITES, NULL);
  coffret_place_row_count (row, G_LIST_MODEL (view));
  g_signal_connect_object (view, "items-changed", G_CALLBACK (on_favourites_changed), row,
                           G_CONNECT_SWAPPED);
  add_row (self, self->places, row);
}

static void
append_side (CoffretSidebarPage *self, GtkListBox *list, CoffretSide side)
{
  add_row (self, list, coffret_place_row_new_for_side (side));
}

static void
coffret_sidebar_page_dispose (GObject *object)
{
  CoffretSidebarPage *self = COFFRET_SIDEBAR_PAGE (object);

  self->chosen = NULL;
  g_clear_weak_pointer (&self->menu_row);
  if (self->groups)
    coffret_sidebar_groups_clear (self->groups);
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
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (COFFRET_TYPE_CHECKING_BAR);
  g_type_ensure (COFFRET_TYPE_PERSON_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/sidebar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, places);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, compartments);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, groups);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, trash);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, checking_bar);
  gtk_widget_class_bind_template_child (widget_class, CoffretSidebarPage, person_card);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_keynav_failed);
  gtk_widget_class_install_action (widget_class, "sidebar.change", NULL, do_change);
  gtk_widget_class_install_action (widget_class, "sidebar.remove", NULL, do_change);
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, do_menu);
  gtk_widget_class_install_action (widget_class, "sidebar.move", "i", do_move);
  coffret_shortcuts_bind (widget_class, "sidebar.change");
  coffret_shortcuts_bind (widget_class, "sidebar.remove");
  coffret_shortcuts_bind (widget_class, "sidebar.menu");
  coffret_shortcuts_bind (widget_class, "sidebar.move");
}

static void
coffret_sidebar_page_init (CoffretSidebarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_late_menu_set (self->menu_button, self->primary_menu);
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_set_sort_func (self->compartments, compare_rows, NULL, NULL);
}

void
coffret_sidebar_page_set_session (CoffretSidebarPage *self, CoffretSession *session)
{
  g_return_if_fail (self->session == NULL);

  coffret_person_card_set_session (self->person_card, session);
  coffret_checking_bar_set_session (self->checking_bar, session);
  self->session = g_object_ref (session);
  append_place (self, self->places, COFFRET_PLACE_ALL);
  append_place (self, self->places, COFFRET_PLACE_RECENT);
  append_favourites (self);
  append_side (self, self->places, COFFRET_SIDE_ATTENTION);
  append_place (self, self->places, COFFRET_PLACE_LOOSE);
  append_side (self, self->places, COFFRET_SIDE_OVERVIEW);
  append_side (self, self->places, COFFRET_SIDE_BROWSE);
  append_side (self, self->groups, COFFRET_SIDE_LEDGER);
  coffret_sidebar_groups_fill (self->groups, session, GTK_WIDGET (self), adopt_group);
  append_place (self, self->trash, COFFRET_PLACE_TRASH);
  append_side (self, self->trash, COFFRET_SIDE_LEARN);
  take_drops (self, GTK_WIDGET (gtk_list_box_get_row_at_index (self->trash, 0)));
  g_signal_connect_object (coffret_session_get_library (session), "changed",
                           G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  on_library_changed (self);
  coffret_sidebar_page_choose (self, NULL);
}

CoffretPlace
coffret_sidebar_page_get_place (CoffretSidebarPage *self)
{
  return self->chosen ? coffret_place_row_get_place (self->chosen) : COFFRET_PLACE_ALL;
}

CoffretSide
coffret_sidebar_page_get_side (CoffretSidebarPage *self)
{
  return self->chosen ? coffret_place_row_get_side (self->chosen) : COFFRET_SIDE_NONE;
}

CoffretCompartment *
coffret_sidebar_page_get_compartment (CoffretSidebarPage *self)
{
  return self->chosen ? coffret_place_row_get_compartment (self->chosen) : NULL;
}

CoffretGroup *
coffret_sidebar_page_get_group (CoffretSidebarPage *self)
{
  return self->chosen ? coffret_place_row_get_group (self->chosen) : NULL;
}

void
coffret_sidebar_page_focus (CoffretSidebarPage *self)
{
  if (!self->chosen || !gtk_widget_grab_focus (GTK_WIDGET (self->chosen)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
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

/* The row of PLACE, or of SIDE where that is a page. */
static CoffretPlaceRow *
find_place (CoffretSidebarPage *self, CoffretPlace place, CoffretSide side)
{
  GtkListBox *lists[] = { self->places, self->groups, self->trash };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    GtkListBoxRow *row;

    for (int j = 0; (row = gtk_list_box_get_row_at_index (lists[i], j)); j++)
      if (!coffret_place_row_get_group (COFFRET_PLACE_ROW (row)) &&
          coffret_place_row_get_side (COFFRET_PLACE_ROW (row)) == side &&
          (side != COFFRET_SIDE_NONE ||
           coffret_place_row_get_place (COFFRET_PLACE_ROW (row)) == place))
        return COFFRET_PLACE_ROW (row);
  }
  g_assert_not_reached ();
}

void
coffret_sidebar_page_choose_place (CoffretSidebarPage *self, CoffretPlace place)
{
  choose_row (self, find_place (self, place, COFFRET_SIDE_NONE));
}

static void
on_attention_changed (CoffretSidebarPage *self, CoffretAttentionWatch *watch)
{
  guint count = coffret_attention_watch_count (watch);
  g_autofree char *words = coffret_attention_count_words (count);

  if (self->session)
    coffret_place_row_set_count (find_place (self, COFFRET_PLACE_ALL, COFFRET_SIDE_ATTENTION),
                                 count, words);
}

void
coffret_sidebar_page_set_watch (CoffretSidebarPage *self, CoffretAttentionWatch *watch)
{
  g_signal_connect_object (watch, "changed", G_CALLBACK (on_attention_changed), self,
                           G_CONNECT_SWAPPED);
  on_attention_changed (self, watch);
}

void
coffret_sidebar_page_choose_side (CoffretSidebarPage *self, CoffretSide side)
{
  choose_row (self, find_place (self, COFFRET_PLACE_ALL, side));
}

void
coffret_sidebar_page_choose_group (CoffretSidebarPage *self, const char *id)
{
  CoffretPlaceRow *row = coffret_sidebar_groups_find (self->groups, id);

  if (row)
    choose_row (self, row);
}
