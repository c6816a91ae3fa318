#include "app/pages/list-rows.h"

#include "app/closures.h"
#include "app/drag.h"
#include "app/focus.h"
#include "app/leave.h"
#include "app/pages/row-holder.h"
#include "app/pages/row-menu.h"
#include "app/row-sentence.h"
#include "app/slots.h"

#define SETTLE_MS 90
/* Rows that wait to be used again: more than three pages on a large screen. */
#define POOL 128
/* Of one turn of the main loop, for rows that nobody sees yet. */
#define FILL_US 4000
/* Of one turn, for those that can be seen: what is left comes with the next frame. */
#define SEEN_US 7000
/* Where the list itself has needed so much of its frame there is hardly any time for them: */
#define FRAME_US 9000
#define LEAST_US 2000
/* Of a window that has only just appeared: it is there the sooner the fewer frames that takes. */
#define FIRST_FRAMES 6
/* So many beyond those that can be seen are filled at once, for the next arrow key. */
#define AHEAD 2
/* Before any row was seen. */
#define HEIGHT_GUESS 66

struct _CoffretListRows {
  GObject parent_instance;

  GtkWidget *page; /* borrowed, as all its parts: the page holds this */
  GtkListView *list;
  GtkScrolledWindow *scroller;
  CoffretPictureLoader *loader;
  CoffretRowMenu *menu;
  guint settle;      /* rows have moved: see which pictures are due */
  guint fill;        /* rows are due */
  guint hush;        /* rows were changed */
  gboolean renumber; /* when they have settled, every sentence is due */
  GPtrArray *pool;   /* CoffretCredentialRow: to be used again, for they are dear to make */
  gboolean narrow;
  gboolean choosing;
  gboolean leaving;
  gboolean loaded; /* pictures, once */
  guint first;     /* positions of the first and the last row that could be seen */
  guint last;
  gboolean stale;     /* rows came that have no place yet */
  int height;         /* of a row, as far as is known */
  gint64 frame_start; /* of the one that goes on */
  gint64 frame;       /* the last in which rows got their places, */
  gint64 frame_end;   /* and until when its rows are filled */
};

G_DEFINE_FINAL_TYPE (CoffretListRows, coffret_list_rows, G_TYPE_OBJECT)

/* What WIDGET, a child of the list view, holds; NULL for a heading. */
static CoffretRowHolder *
holder_in (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child && COFFRET_IS_ROW_HOLDER (child) ? COFFRET_ROW_HOLDER (child) : NULL;
}

static GtkListItem *
item_of (GtkWidget *row)
{
  GtkWidget *holder = gtk_widget_get_parent (row);

  return holder ? coffret_row_holder_get_item (COFFRET_ROW_HOLDER (holder)) : NULL;
}

static CoffretChoice *
get_choice (CoffretListRows *self)
{
  return coffret_slots_get_choice (COFFRET_SLOTS (gtk_list_view_get_model (self->list)));
}

/* Of ITEM, which is in the list; NULL for an empty slot. */
static CoffretEntry *
entry_of (GtkListItem *item)
{
  CoffretSlot *slot = gtk_list_item_get_item (item);

  return slot ? coffret_slot_get_entry (slot) : NULL;
}

static void
update_sentence (CoffretListRows *self, GtkListItem *item)
{
  CoffretEntry *entry = entry_of (item);
  g_autofree char *sentence = NULL;

  if (!entry)
    return;
  sentence = coffret_row_sentence (entry, gtk_list_item_get_position (item),
                                   g_list_model_get_n_items (G_LIST_MODEL (get_choice (self))),
                                   coffret_choice_get_several (get_choice (self)) &&
                                     gtk_list_item_get_selected (item));
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

/* Within BEYOND rows of those that can be seen. */
static gboolean
is_near (CoffretListRows *self, CoffretRowHolder *holder, guint beyond)
{
  GtkListItem *item = coffret_row_holder_get_item (holder);
  guint position = item ? gtk_list_item_get_position (item) : GTK_INVALID_LIST_POSITION;

  return position != GTK_INVALID_LIST_POSITION && position + beyond >= self->first &&
         position <= self->last + beyond;
}

static void
popup_menu (CoffretListRows *self, GtkWidget *at, const GdkRectangle *point, CoffretEntry *entry)
{
  GtkWidget *holder = gtk_widget_get_ancestor (at, COFFRET_TYPE_ROW_HOLDER);

  coffret_row_menu_popup (self->menu, at, point, entry,
                          holder ? gtk_widget_get_parent (holder) : NULL);
}

/* At the point where the gesture is, in its row; */
static void
popup_at (CoffretListRows *self, GtkGesture *gesture, double x, double y)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkListItem *item = item_of (row);
  GdkRectangle point = { (int) x, (int) y, 1, 1 };

  if (!item || !entry_of (item))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  coffret_choice_choose (get_choice (self), gtk_list_item_get_position (item));
  popup_menu (self, row, &point, entry_of (item));
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
  GtkListItem *item = item_of (gtk_event_controller_get_widget (controller));

  /* A second click in a row is also an activation, which toggles. */
  if (item && coffret_choice_get_several (get_choice (self)) && n_press != 2 &&
      gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY &&
      !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    coffret_choice_toggle (get_choice (self), gtk_list_item_get_position (item));
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, CoffretListRows *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  CoffretEntry *entry = coffret_credential_row_get_entry (COFFRET_CREDENTIAL_ROW (row));

  return entry ? coffret_drag_chosen (source, coffret_row_menu_get_session (self->menu),
                                      get_choice (self), entry)
               : NULL;
}

static void
on_row_held (GtkGesture *gesture, double x, double y, CoffretListRows *self)
{
  popup_at (self, gesture, x, y);
}

static CoffretCredentialRow *
row_new (CoffretListRows *self)
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
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_row_held), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (hold));
  return row;
}

/* What the row shows and says, as it is now. Its size is asked for in the same go: that is most of
 * what a row takes. */
static void
fill_row (CoffretListRows *self, CoffretRowHolder *holder)
{
  GtkListItem *item = coffret_row_holder_get_item (holder);
  CoffretEntry *entry = item ? entry_of (item) : NULL;
  CoffretCredentialRow *row = coffret_row_holder_get_row (holder);

  if (!entry) {
    if (row)
      coffret_row_holder_give_back (holder);
    coffret_row_holder_set_due (holder, FALSE);
    return;
  }
  coffret_row_holder_set_due (holder, FALSE);
  if (!row) {
    row = self->pool->len > 0 ? g_ptr_array_steal_index_fast (self->pool, self->pool->len - 1)
                              : g_object_ref_sink (row_new (self));
    coffret_row_holder_set_row (holder, row);
    g_object_unref (row);
  }
  g_object_set (row, "narrow", self->narrow, "choosing", self->choosing, "chosen",
                gtk_list_item_get_selected (item), NULL);
  update_sentence (self, item);
  coffret_row_holder_set_misnamed (holder, FALSE);
  gtk_widget_set_opacity (GTK_WIDGET (row), 1);
  if (coffret_credential_row_get_entry (row) == entry)
    return;
  coffret_credential_row_set_entry (row, entry, self->loader);
  if (gtk_widget_get_width (GTK_WIDGET (holder)) > 0)
    gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL,
                        gtk_widget_get_width (GTK_WIDGET (holder)), NULL, NULL, NULL, NULL);
}

/* Until its whole sentence comes, with the row. */
static void
name_row (CoffretRowHolder *holder)
{
  GtkListItem *item = coffret_row_holder_get_item (holder);
  CoffretEntry *entry = item ? entry_of (item) : NULL;
  g_autofree char *name = entry ? coffret_entry_name (entry) : NULL;

  if (item)
    gtk_list_item_set_accessible_label (item, name ?: "");
  coffret_row_holder_set_misnamed (holder, FALSE);
}

/* While nothing is being chosen, "not selected" behind every row is noise. */
static gboolean
on_hush (gpointer pointer)
{
  CoffretListRows *self = pointer;

  self->hush = 0;
  if (self->choosing)
    return G_SOURCE_REMOVE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child))
    if (holder_in (child))
      gtk_accessible_reset_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_SELECTED);
  return G_SOURCE_REMOVE;
}

/* After GTK has set the state, and before a screen reader can ask for it. */
static void
hush_soon (CoffretListRows *self)
{
  if (self->hush == 0 && !self->leaving)
    self->hush = g_idle_add_full (G_PRIORITY_HIGH, on_hush, self, NULL);
}

static void
look_round (CoffretListRows *self)
{
  gboolean found = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child)) {
    CoffretRowHolder *holder = holder_in (child);
    guint position;

    if (!holder || !can_be_seen (self, child))
      continue;
    position = gtk_list_item_get_position (coffret_row_holder_get_item (holder));
    self->first = found ? MIN (self->first, position) : position;
    self->last = found ? MAX (self->last, position) : position;
    found = TRUE;
    if (coffret_row_holder_get_row (holder))
      self->height = gtk_widget_get_height (GTK_WIDGET (holder));
  }
}

static void
load_pictures (CoffretListRows *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child)) {
    CoffretRowHolder *holder = holder_in (child);
    CoffretCredentialRow *row = holder ? coffret_row_holder_get_row (holder) : NULL;

    if (!row)
      continue;
    if (coffret_row_holder_is_due (holder) || !can_be_seen (self, child))
      coffret_credential_picture_cancel (coffret_credential_row_get_picture (row));
    else
      coffret_credential_picture_load (coffret_credential_row_get_picture (row));
  }
}

/* The holder of the row that has the focus, or NULL. */
static CoffretRowHolder *
focused_holder (CoffretListRows *self)
{
  GtkWidget *focus = coffret_focus_get (self->page);

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;
  while (gtk_widget_get_parent (focus) != GTK_WIDGET (self->list))
    focus = gtk_widget_get_parent (focus);
  return holder_in (focus);
}

static gboolean
is_focused (CoffretRowHolder *holder)
{
  return gtk_widget_has_focus (gtk_widget_get_parent (GTK_WIDGET (holder)));
}

/* Those that can be seen; FALSE when some are left for the next turn, and empty until then. */
static gboolean
fill_seen (CoffretListRows *self, gint64 end)
{
  gboolean all = TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child)) {
    CoffretRowHolder *holder = holder_in (child);
    CoffretCredentialRow *row;

    if (!holder || !coffret_row_holder_is_due (holder) || !is_near (self, holder, AHEAD))
      continue;
    if (is_focused (holder) || g_get_monotonic_time () < end) {
      fill_row (self, holder);
      continue;
    }
    all = FALSE;
    row = coffret_row_holder_get_row (holder);
    if (row &&
        coffret_credential_row_get_entry (row) != entry_of (coffret_row_holder_get_item (holder)))
      gtk_widget_set_opacity (GTK_WIDGET (row), 0);
  }
  return all;
}

/* Those up to a page away from what can be seen; what is farther away gives its row back, for the
 * style and place of each is computed anew whenever the list changes. */
static gboolean
on_fill (gpointer pointer)
{
  CoffretListRows *self = pointer;
  gint64 end = g_get_monotonic_time () + FILL_US;
  gboolean more = FALSE;
  guint page;

  /* Once they have their place (on_layout), this is asked for again. */
  if (self->stale) {
    self->fill = 0;
    return G_SOURCE_REMOVE;
  }
  if (!fill_seen (self, end))
    return G_SOURCE_CONTINUE;
  page = self->last - self->first + 1;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child)) {
    CoffretRowHolder *holder = holder_in (child);
    gboolean wanted = holder && is_near (self, holder, page);

    if (!holder || (wanted ? !coffret_row_holder_is_due (holder)
                           : (!coffret_row_holder_get_row (holder) || is_focused (holder)) &&
                               !coffret_row_holder_is_misnamed (holder)))
      continue;
    if (g_get_monotonic_time () >= end)
      more = TRUE;
    else if (wanted)
      fill_row (self, holder);
    else if (coffret_row_holder_is_misnamed (holder))
      name_row (holder);
    else
      coffret_row_holder_give_back (holder);
  }
  while (self->pool->len > POOL && g_get_monotonic_time () < end)
    g_ptr_array_set_size (self->pool, (int) self->pool->len - 1);
  if (more || self->pool->len > POOL)
    return G_SOURCE_CONTINUE;
  self->fill = 0;
  if (self->settle == 0 || !self->loaded)
    load_pictures (self);
  self->loaded = TRUE;
  return G_SOURCE_REMOVE;
}

static void
fill_soon (CoffretListRows *self)
{
  if (self->fill == 0 && !self->leaving)
    self->fill = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_fill, self, NULL);
}

static void
make_due (CoffretListRows *self, CoffretRowHolder *holder)
{
  if (self->leaving)
    return;
  coffret_row_holder_set_due (holder, TRUE);
  if (!self->stale && is_near (self, holder, AHEAD))
    fill_row (self, holder);
  else
    fill_soon (self);
}

static void
make_all_due (CoffretListRows *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child)) {
    CoffretRowHolder *holder = holder_in (child);

    if (holder)
      make_due (self, holder);
  }
}

/* One row is both where the focus is and what is selected: on another, the next arrow key would
 * only select it, and stay there without a word. */
static void
select_focused (CoffretListRows *self)
{
  CoffretRowHolder *holder = self->choosing ? NULL : focused_holder (self);

  if (holder && is_focused (holder))
    gtk_selection_model_select_item (
      gtk_list_view_get_model (self->list),
      gtk_list_item_get_position (coffret_row_holder_get_item (holder)), TRUE);
}

static gboolean
on_settled (gpointer pointer)
{
  CoffretListRows *self = pointer;

  self->settle = 0;
  if (self->renumber) {
    make_all_due (self);
    select_focused (self);
  }
  self->renumber = FALSE;
  look_round (self);
  load_pictures (self);
  return G_SOURCE_REMOVE;
}

static void
settle_soon (CoffretListRows *self)
{
  if (self->settle == 0 && !self->leaving)
    self->settle = g_timeout_add (SETTLE_MS, on_settled, self);
}

static void
on_frame (CoffretListRows *self)
{
  self->frame_start = g_get_monotonic_time ();
}

/* The rows have their places, and nothing is drawn yet: those that can be seen are filled now. */
static void
on_layout (CoffretListRows *self)
{
  gint64 frame;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return;
  self->stale = FALSE;
  look_round (self);
  /* A filled row may be higher, so that rows get their places again, in the same frame. */
  frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (self->page));
  if (frame < FIRST_FRAMES)
    self->frame_end = G_MAXINT64;
  else if (frame != self->frame)
    self->frame_end =
      g_get_monotonic_time () +
      CLAMP (self->frame_start + FRAME_US - g_get_monotonic_time (), LEAST_US, SEEN_US);
  self->frame = frame;
  fill_seen (self, self->frame_end);
  fill_soon (self);
}

/* Whoever has the focus is read out at once. */
static void
on_focus_moved (CoffretListRows *self)
{
  CoffretRowHolder *holder = focused_holder (self);

  if (holder && coffret_row_holder_is_due (holder) && !self->leaving)
    fill_row (self, holder);
}

static void
on_realized (CoffretListRows *self)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (self->page), "before-paint",
                           G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  /* Behind GTK's own, which gives the rows their places. */
  g_signal_connect_object (gtk_widget_get_frame_clock (self->page), "layout",
                           G_CALLBACK (on_layout), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (gtk_widget_get_root (self->page), "notify::focus-widget",
                           G_CALLBACK (on_focus_moved), self, G_CONNECT_SWAPPED);
}

void
coffret_list_rows_leave (CoffretListRows *self)
{
  self->leaving = TRUE;
  g_clear_handle_id (&self->settle, g_source_remove);
  g_clear_handle_id (&self->fill, g_source_remove);
  g_clear_handle_id (&self->hush, g_source_remove);
}

void
coffret_list_rows_moved (CoffretListRows *self)
{
  self->renumber = TRUE;
  settle_soon (self);
}

static void
on_item_changed (GtkListItem *item, GParamSpec *pspec, CoffretListRows *self)
{
  hush_soon (self);
  if (gtk_list_item_get_item (item))
    make_due (self, COFFRET_ROW_HOLDER (gtk_list_item_get_child (item)));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretListRows *self)
{
  gtk_list_item_set_child (item,
                           GTK_WIDGET (coffret_row_holder_new (item, self->height, self->pool)));
  g_signal_connect_object (item, "notify::position", G_CALLBACK (on_item_changed), self, 0);
  g_signal_connect_object (item, "notify::selected", G_CALLBACK (on_item_changed), self, 0);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretListRows *self)
{
  CoffretRowHolder *holder = COFFRET_ROW_HOLDER (gtk_list_item_get_child (item));

  name_row (holder);
  self->stale = TRUE;
  hush_soon (self);
  make_due (self, holder);
}

/* The row keeps what it shows until it is due again: it is not seen, or gets another credential
 * in this same turn. */
static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, CoffretListRows *self)
{
  CoffretRowHolder *holder = COFFRET_ROW_HOLDER (gtk_list_item_get_child (item));
  CoffretCredentialRow *row = coffret_row_holder_get_row (holder);
  if (row)
    coffret_credential_picture_cancel (coffret_credential_row_get_picture (row));
}

static void
on_refilled (CoffretListRows *self, guint position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child;
       child = gtk_widget_get_next_sibling (child)) {
    CoffretRowHolder *holder = holder_in (child);
    GtkListItem *item = holder ? coffret_row_holder_get_item (holder) : NULL;

    if (!item || gtk_list_item_get_position (item) < position)
      continue;
    coffret_row_holder_set_misnamed (holder, TRUE);
    coffret_row_holder_set_due (holder, TRUE);
  }
  if (!self->stale)
    fill_seen (self, g_get_monotonic_time () + SEEN_US);
  fill_soon (self);
}

static void
on_model_changed (CoffretListRows *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  if (model)
    g_signal_connect_object (model, "refilled", G_CALLBACK (on_refilled), self, G_CONNECT_SWAPPED);
}

static void
on_page_changed (CoffretListRows *self)
{
  g_object_get (self->page, "narrow", &self->narrow, "choosing", &self->choosing, NULL);
  hush_soon (self);
  make_all_due (self);
}

static void
coffret_list_rows_dispose (GObject *object)
{
  CoffretListRows *self = COFFRET_LIST_ROWS (object);

  g_clear_handle_id (&self->settle, g_source_remove);
  g_clear_handle_id (&self->fill, g_source_remove);
  g_clear_handle_id (&self->hush, g_source_remove);
  if (self->pool)
    coffret_leave (g_steal_pointer (&self->pool));
  g_clear_object (&self->menu);
  g_clear_object (&self->loader);
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
  self->pool = g_ptr_array_new_with_free_func (g_object_unref);
  self->height = HEIGHT_GUESS;
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
  gtk_list_view_set_factory (list, factory);
  g_signal_connect_object (list, "notify::model", G_CALLBACK (on_model_changed), self,
                           G_CONNECT_SWAPPED);

  self->menu = coffret_row_menu_new (page);

  g_signal_connect_object (position, "value-changed", G_CALLBACK (settle_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (position, "changed", G_CALLBACK (settle_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "realize", G_CALLBACK (on_realized), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::narrow", G_CALLBACK (on_page_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::choosing", G_CALLBACK (on_page_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
coffret_list_rows_start (CoffretListRows *self,
                         CoffretSession *session,
                         CoffretPictureLoader *loader)
{
  coffret_row_menu_set_session (self->menu, session);
  g_set_object (&self->loader, loader);
}

CoffretEntry *
coffret_list_rows_get_focus (CoffretListRows *self)
{
  CoffretRowHolder *holder = focused_holder (self);

  return holder ? entry_of (coffret_row_holder_get_item (holder)) : NULL;
}

gboolean
coffret_list_rows_toggle (CoffretListRows *self)
{
  CoffretRowHolder *holder = focused_holder (self);

  if (!holder)
    return FALSE;
  coffret_choice_toggle (get_choice (self),
                         gtk_list_item_get_position (coffret_row_holder_get_item (holder)));
  return TRUE;
}

void
coffret_list_rows_popup (CoffretListRows *self)
{
  GtkWidget *holder = GTK_WIDGET (focused_holder (self));
  CoffretEntry *entry = coffret_list_rows_get_focus (self);
  GdkRectangle point = { 60, 0, 1, 1 };

  if (!entry)
    return;
  if (gtk_widget_get_direction (holder) == GTK_TEXT_DIR_RTL)
    point.x = gtk_widget_get_width (holder) - 60;
  point.y = gtk_widget_get_height (holder) / 2;
  popup_menu (self, holder, &point, entry);
}
