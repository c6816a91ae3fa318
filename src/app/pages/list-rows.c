#include "app/pages/list-rows.h"

#include "app/choice.h"
#include "app/closures.h"
#include "app/drag.h"
#include "app/entry-menu.h"
#include "app/widgets/credential-row.h"

#define SETTLE_MS 90

struct _CoffretListRows {
  GObject parent_instance;

  GtkWidget *page; /* borrowed, as all its parts: the page holds this */
  GtkListView *list;
  GtkScrolledWindow *scroller;
  CoffretSession *session;
  CoffretPictureLoader *loader;
  GtkWidget *menu;
  GtkWidget *menu_row; /* weak: to which the focus returns */
  guint settle;        /* rows have moved: see which pictures and sentences are due */
};

G_DEFINE_FINAL_TYPE (CoffretListRows, coffret_list_rows, G_TYPE_OBJECT)

/* The row that WIDGET, a child of the list view, holds; NULL for a heading. */
static CoffretCredentialRow *
row_in (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child && COFFRET_IS_CREDENTIAL_ROW (child) ? COFFRET_CREDENTIAL_ROW (child) : NULL;
}

static CoffretChoice *
get_choice (CoffretListRows *self)
{
  return COFFRET_CHOICE (gtk_list_view_get_model (self->list));
}

static void
update_sentence (CoffretListRows *self, GtkListItem *item)
{
  CoffretEntry *entry = gtk_list_item_get_item (item);
  g_autofree char *sentence = NULL;
  g_autofree char *expiry = NULL;

  if (!entry)
    return;
  expiry = coffret_expiry_words (coffret_entry_get_expires (entry), coffret_instant_now ());
  sentence = coffret_entry_sentence (
    coffret_entry_get_title (entry), coffret_entry_get_issuer (entry),
    coffret_entry_get_awarded (entry), coffret_entry_get_kind (entry), expiry,
    coffret_entry_get_verdict (entry), gtk_list_item_get_position (item),
    g_list_model_get_n_items (G_LIST_MODEL (get_choice (self))),
    coffret_choice_get_several (get_choice (self)) && gtk_list_item_get_selected (item));
  if (g_strcmp0 (sentence, gtk_list_item_get_accessible_label (item)) != 0)
    gtk_list_item_set_accessible_label (item, sentence);
}

static gboolean
can_be_seen (CoffretListRows *self, GtkWidget *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) &&
         gtk_widget_compute_bounds (widget, GTK_WIDGET (self->scroller), &bounds) &&
         bounds.origin.y + bounds.size.height > 0 &&
         bounds.origin.y < (float) gtk_widget_get_height (GTK_WIDGET (self->scroller));
}

static gboolean
on_settled (gpointer pointer)
{
  CoffretListRows *self = pointer;

  self->settle = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child)) {
    CoffretCredentialRow *row = row_in (child);
    CoffretCredentialPicture *picture;
    GtkListItem *item;

    if (!row)
      continue;
    picture = coffret_credential_row_get_picture (row);
    if (can_be_seen (self, child))
      coffret_credential_picture_load (picture);
    else
      coffret_credential_picture_cancel (picture);
    item = g_object_get_data (G_OBJECT (row), "item");
    if (item)
      update_sentence (self, item);
  }
  return G_SOURCE_REMOVE;
}

void
coffret_list_rows_moved (CoffretListRows *self)
{
  if (self->settle == 0)
    self->settle = g_timeout_add (SETTLE_MS, on_settled, self);
}

/* Before the chosen action runs, which may want the focus elsewhere. */
static void
on_menu_closed (CoffretListRows *self)
{
  if (self->menu_row)
    gtk_widget_grab_focus (self->menu_row);
  g_clear_weak_pointer (&self->menu_row);
}

static void
popup_menu (CoffretListRows *self, GtkWidget *at, const GdkRectangle *point, CoffretEntry *entry)
{
  g_autoptr (GMenuModel) model =
    coffret_entry_menu_new (entry, coffret_session_get_library (self->session), TRUE);
  graphene_point_t origin = { (float) point->x, (float) point->y };
  GdkRectangle place = { 0, 0, 1, 1 };

  if (!gtk_widget_compute_point (at, self->page, &origin, &origin))
    return;
  g_set_weak_pointer (&self->menu_row, gtk_widget_get_parent (at));
  place.x = (int) origin.x;
  place.y = (int) origin.y;
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* At the point where the gesture is, in its row; */
static void
popup_at (CoffretListRows *self, GtkGesture *gesture, double x, double y)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem *item = g_object_get_data (G_OBJECT (row), "item");
  GdkRectangle point = { (int) x, (int) y, 1, 1 };

  if (!item)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  coffret_choice_choose (get_choice (self), gtk_list_item_get_position (item));
  popup_menu (self, row, &point, gtk_list_item_get_item (item));
}

static void
on_row_pressed (GtkGesture *gesture, int n_press, double x, double y, CoffretListRows *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (gdk_event_triggers_context_menu (event))
    popup_at (self, gesture, x, y);
}

/* While several are being chosen, each click is one more or one less. */
static void
on_row_released (GtkGesture *gesture, int n_press, double x, double y, CoffretListRows *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GtkListItem *item =
    g_object_get_data (G_OBJECT (gtk_event_controller_get_widget (controller)), "item");

  /* A second click in a row is also an activation, which toggles. */
  if (item && coffret_choice_get_several (get_choice (self)) && n_press != 2 &&
      gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY &&
      !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    coffret_choice_toggle (get_choice (self), gtk_list_item_get_position (item));
}

/* All that are chosen when the row is one of them, else the row's own. */
static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, CoffretListRows *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  CoffretEntry *entry = coffret_credential_row_get_entry (COFFRET_CREDENTIAL_ROW (row));
  g_autoptr (GPtrArray) entries = NULL;

  if (!entry)
    return NULL;
  if (coffret_choice_contains (get_choice (self), entry)) {
    entries = coffret_choice_list (get_choice (self));
  } else {
    entries = g_ptr_array_new_with_free_func (g_object_unref);
    g_ptr_array_add (entries, g_object_ref (entry));
  }
  return coffret_drag_entries (source, entries);
}

static void
on_row_held (GtkGesture *gesture, double x, double y, CoffretListRows *self)
{
  popup_at (self, gesture, x, y);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretListRows *self)
{
  CoffretCredentialRow *row = coffret_credential_row_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_row_pressed), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (on_row_released), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (drag, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_row_held), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (hold));
  g_object_bind_property (self->page, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->page, "choosing", row, "choosing", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "selected", row, "chosen", G_BINDING_SYNC_CREATE);
  g_object_set_data (G_OBJECT (row), "item", item);
  gtk_list_item_set_child (item, GTK_WIDGET (row));
  g_signal_connect_object (item, "notify::position", G_CALLBACK (coffret_list_rows_moved), self,
                           G_CONNECT_SWAPPED);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretListRows *self)
{
  coffret_credential_row_set_entry (COFFRET_CREDENTIAL_ROW (gtk_list_item_get_child (item)),
                                    gtk_list_item_get_item (item), self->loader);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::title",
                           G_CALLBACK (coffret_list_rows_moved), self, G_CONNECT_SWAPPED);
  update_sentence (self, item);
  coffret_list_rows_moved (self);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretListRows *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), coffret_list_rows_moved,
                                        self);
  coffret_credential_row_set_entry (COFFRET_CREDENTIAL_ROW (gtk_list_item_get_child (item)), NULL,
                                    NULL);
}

static void
on_teardown (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretListRows *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row)
    g_object_set_data (G_OBJECT (row), "item", NULL);
}

/* The row that has the focus, or NULL. */
static CoffretCredentialRow *
focused_row (CoffretListRows *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (self->page));

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;
  while (gtk_widget_get_parent (focus) != GTK_WIDGET (self->list))
    focus = gtk_widget_get_parent (focus);
  return row_in (focus);
}

static void
coffret_list_rows_dispose (GObject *object)
{
  CoffretListRows *self = COFFRET_LIST_ROWS (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  g_clear_weak_pointer (&self->menu_row);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->loader);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_list_rows_parent_class)->dispose (object);
}

static void
coffret_list_rows_class_init (CoffretListRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_list_rows_dispose;
}

static void
coffret_list_rows_init (CoffretListRows *self)
{
}

CoffretListRows *
coffret_list_rows_new (GtkWidget *page, GtkListView *list, GtkScrolledWindow *scroller)
{
  CoffretListRows *self = g_object_new (COFFRET_TYPE_LIST_ROWS, NULL);
  GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (scroller);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->page = page;
  self->list = list;
  self->scroller = scroller;
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (on_teardown), self, 0);
  gtk_list_view_set_factory (list, factory);

  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, page);
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (on_menu_closed), self,
                           G_CONNECT_SWAPPED);

  g_signal_connect_object (position, "value-changed", G_CALLBACK (coffret_list_rows_moved), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (position, "changed", G_CALLBACK (coffret_list_rows_moved), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
coffret_list_rows_start (CoffretListRows *self,
                         CoffretSession *session,
                         CoffretPictureLoader *loader)
{
  g_set_object (&self->session, session);
  g_set_object (&self->loader, loader);
}

CoffretEntry *
coffret_list_rows_get_focus (CoffretListRows *self)
{
  CoffretCredentialRow *row = focused_row (self);

  return row ? coffret_credential_row_get_entry (row) : NULL;
}

gboolean
coffret_list_rows_toggle (CoffretListRows *self)
{
  CoffretCredentialRow *row = focused_row (self);
  GtkListItem *item = row ? g_object_get_data (G_OBJECT (row), "item") : NULL;

  if (!item)
    return FALSE;
  coffret_choice_toggle (get_choice (self), gtk_list_item_get_position (item));
  return TRUE;
}

void
coffret_list_rows_popup (CoffretListRows *self)
{
  GtkWidget *row = GTK_WIDGET (focused_row (self));
  CoffretEntry *entry = coffret_list_rows_get_focus (self);
  GdkRectangle point = { 60, 0, 1, 1 };

  if (!entry)
    return;
  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    point.x = gtk_widget_get_width (row) - 60;
  point.y = gtk_widget_get_height (row) / 2;
  popup_menu (self, row, &point, entry);
}
