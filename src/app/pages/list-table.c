#include "app/pages/list-table.h"

#include <glib/gi18n-lib.h>

#include "app/drag.h"
#include "app/focus.h"
#include "app/pages/list-cell.h"
#include "app/pages/row-menu.h"
#include "app/row-sentence.h"
#include "app/shortcuts.h"

/* Of one turn of the main loop, for rows that nobody sees. */
#define FILL_US 4000
/* Beyond what can be seen, for the next key. */
#define AHEAD 3
/* By one press of a key, and the least, in pixels. */
#define WIDTH_STEP 24
#define WIDTH_LEAST 60

struct _CoffretListTable {
  AdwBin parent_instance;

  GtkColumnView *view;
  GtkScrolledWindow *scroller;
  GtkColumnViewColumn *columns[COFFRET_N_COLUMNS]; /* borrowed from the view */
  CoffretSlots *slots;                             /* nullable */
  GHashTable *cells;                               /* the widgets in cells, borrowed */
  GHashTable *rows; /* GtkColumnViewRow's that hold something, borrowed */
  CoffretRowMenu *menu;
  guint first; /* positions of the first and the last row that could be seen */
  guint last;
  guint wanted; /* a position to be shown once it is drawn */
  GtkListScrollFlags wanted_flags;
  guint first_frame; /* a tick callback of the view */
  guint fill;        /* cells are due */
  guint save;        /* widths are to be told of */
  gboolean choosing;
  gboolean sorting; /* the heads are told of an order rather than clicked */
};

enum {
  PROP_CHOOSING = 1,
  PROP_WIDTHS,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

enum {
  ACTIVATE,
  SORT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CoffretListTable, coffret_list_table, ADW_TYPE_BIN)

static CoffretChoice *
get_choice (CoffretListTable *self)
{
  return coffret_slots_get_choice (self->slots);
}

/* A cell of the row that WIDGET lies in; NULL: it lies in none. */
static CoffretListCell *
cell_near (CoffretListTable *self, GtkWidget *widget)
{
  for (; widget && widget != GTK_WIDGET (self->view); widget = gtk_widget_get_parent (widget)) {
    GtkWidget *child = widget;

    /* Itself, or in the first cell of the row that it is. */
    for (int depth = 0; child && depth < 3; depth++, child = gtk_widget_get_first_child (child))
      if (g_hash_table_contains (self->cells, child))
        return coffret_list_cell_of (child);
  }
  return NULL;
}

static void
name_row (CoffretListTable *self, GtkColumnViewRow *row)
{
  CoffretSlot *slot = gtk_column_view_row_get_item (row);
  CoffretEntry *entry = slot ? coffret_slot_get_entry (slot) : NULL;
  g_autofree char *sentence =
    entry ? coffret_row_sentence (entry, gtk_column_view_row_get_position (row),
                                  g_list_model_get_n_items (G_LIST_MODEL (get_choice (self))),
                                  self->choosing && gtk_column_view_row_get_selected (row))
          : g_strdup ("");

  if (g_strcmp0 (sentence, gtk_column_view_row_get_accessible_label (row)) != 0)
    gtk_column_view_row_set_accessible_label (row, sentence);
}

static gboolean
is_near (CoffretListTable *self, guint position)
{
  return position != GTK_INVALID_LIST_POSITION && position + AHEAD >= self->first &&
         position <= self->last + AHEAD;
}

/* Which rows can be seen. */
static void
look_round (CoffretListTable *self)
{
  gboolean found = FALSE;
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &widget, NULL)) {
    CoffretListCell *cell = coffret_list_cell_of (widget);
    graphene_rect_t bounds;
    guint position;

    if (cell->column != COFFRET_COLUMN_TITLE || !gtk_widget_get_mapped (widget) ||
        !gtk_widget_compute_bounds (widget, GTK_WIDGET (self->scroller), &bounds) ||
        bounds.origin.y + bounds.size.height <= 0 ||
        bounds.origin.y >= (float) gtk_widget_get_height (GTK_WIDGET (self->scroller)))
      continue;
    position = gtk_column_view_cell_get_position (cell->cell);
    self->first = found ? MIN (self->first, position) : position;
    self->last = found ? MAX (self->last, position) : position;
    found = TRUE;
  }
}

/* FALSE when the time was up before all were filled. NEAR: only what can be seen. */
static gboolean
fill_some (CoffretListTable *self, gboolean near, gint64 end)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    CoffretListCell *cell = coffret_list_cell_of (key);

    if (!cell->due || (near && !is_near (self, gtk_column_view_cell_get_position (cell->cell))))
      continue;
    if (g_get_monotonic_time () >= end)
      return FALSE;
    coffret_list_cell_fill (cell);
  }
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    if (!GPOINTER_TO_INT (value) ||
        (near && !is_near (self, gtk_column_view_row_get_position (key))))
      continue;
    if (g_get_monotonic_time () >= end)
      return FALSE;
    name_row (self, key);
    g_hash_table_iter_replace (&iter, GINT_TO_POINTER (FALSE));
  }
  return TRUE;
}

static gboolean
on_fill (gpointer data)
{
  CoffretListTable *self = data;

  if (!fill_some (self, FALSE, g_get_monotonic_time () + FILL_US))
    return G_SOURCE_CONTINUE;
  self->fill = 0;
  return G_SOURCE_REMOVE;
}

/* What can be seen at once, the rest when there is time. */
static void
fill_all (CoffretListTable *self)
{
  look_round (self);
  fill_some (self, TRUE, G_MAXINT64);
  if (self->fill == 0)
    self->fill = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_fill, self, NULL);
}

static void
make_due (CoffretListTable *self, guint position)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (gtk_column_view_cell_get_position (coffret_list_cell_of (key)->cell) >= position)
      coffret_list_cell_of (key)->due = TRUE;
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_iter_replace (&iter, GINT_TO_POINTER (TRUE));
  fill_all (self);
}

static void
on_refilled (CoffretListTable *self, guint position)
{
  make_due (self, position);
}

/* Where it stands, or whether it is chosen. */
static void
on_row_changed (GtkColumnViewRow *row, GParamSpec *pspec, CoffretListTable *self)
{
  if (self->slots && gtk_column_view_row_get_item (row))
    name_row (self, row);
}

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, CoffretListTable *self)
{
  g_signal_connect_object (row, "notify::position", G_CALLBACK (on_row_changed), self, 0);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_row_changed), self, 0);
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, CoffretListTable *self)
{
  g_hash_table_insert (self->rows, row, GINT_TO_POINTER (FALSE));
  name_row (self, row);
}

static void
on_row_unbind (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, CoffretListTable *self)
{
  g_hash_table_remove (self->rows, row);
}

static void
on_cell_selected (GtkColumnViewCell *item, GParamSpec *pspec, CoffretListTable *self)
{
  coffret_list_cell_fill (coffret_list_cell_of (gtk_column_view_cell_get_child (item)));
}

static void
on_cell_setup (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, CoffretListTable *self)
{
  CoffretColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));

  coffret_list_cell_new (item, column);
  if (column == COFFRET_COLUMN_CHECK)
    g_signal_connect_object (item, "notify::selected", G_CALLBACK (on_cell_selected), self, 0);
}

static void
on_cell_bind (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, CoffretListTable *self)
{
  GtkWidget *widget = gtk_column_view_cell_get_child (item);

  g_hash_table_add (self->cells, widget);
  coffret_list_cell_fill (coffret_list_cell_of (widget));
}

static void
on_cell_unbind (GtkSignalListItemFactory *factory, GtkColumnViewCell *item, CoffretListTable *self)
{
  g_hash_table_remove (self->cells, gtk_column_view_cell_get_child (item));
}

static void
on_activate (CoffretListTable *self, guint position)
{
  g_signal_emit (self, signals[ACTIVATE], 0, position);
}

/* A head was clicked. */
static void
on_sorter_changed (CoffretListTable *self, GtkSorterChange change, GtkColumnViewSorter *sorter)
{
  GtkColumnViewColumn *head = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean falls = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;

  if (self->sorting)
    return;
  for (guint i = 0; head && i < COFFRET_N_COLUMNS; i++)
    if (self->columns[i] == head)
      g_signal_emit (self, signals[SORT], 0,
                     (guint) (falls == coffret_column_get (i)->falling
                                ? coffret_column_get (i)->order
                                : COFFRET_ORDER_TURNED (coffret_column_get (i)->order)));
}

static gboolean
on_save (gpointer data)
{
  CoffretListTable *self = data;

  self->save = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTHS]);
  return G_SOURCE_REMOVE;
}

/* Many times while a column is dragged. */
static void
on_width_changed (CoffretListTable *self)
{
  if (self->save == 0)
    self->save = g_timeout_add (500, on_save, self);
}

/* The column in which the focus is: that of the title where it is on the whole row. */
static CoffretColumn
focus_column (CoffretListTable *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  GtkWidget *child = focus ? gtk_widget_get_first_child (focus) : NULL;

  return child && g_hash_table_contains (self->cells, child) ? coffret_list_cell_of (child)->column
                                                             : COFFRET_COLUMN_TITLE;
}

static int
width_of (CoffretListTable *self, CoffretColumn column)
{
  GHashTableIter iter;
  gpointer widget;
  int width = gtk_column_view_column_get_fixed_width (self->columns[column]);

  g_hash_table_iter_init (&iter, self->cells);
  while (width < 0 && g_hash_table_iter_next (&iter, &widget, NULL))
    if (coffret_list_cell_of (widget)->column == column && gtk_widget_get_mapped (widget))
      width = gtk_widget_get_width (gtk_widget_get_parent (widget));
  return width;
}

static void
do_resize (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretListTable *self = COFFRET_LIST_TABLE (widget);
  CoffretColumn column = focus_column (self);
  int width = width_of (self, column);
  g_autofree char *words = NULL;

  /* Before it has any there is nothing to begin from. */
  if (width <= 0)
    return;
  width = MAX (width + g_variant_get_int32 (target) * WIDTH_STEP, WIDTH_LEAST);
  gtk_column_view_column_set_fixed_width (self->columns[column], width);
  /* Translators: after a column was made wider or narrower: its head and how many pixels it is
   * wide */
  words = g_strdup_printf (_ ("%s: %d wide"), coffret_column_title (column), width);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
popup_at (CoffretListTable *self, GtkGesture *gesture, double x, double y)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  CoffretListCell *cell = cell_near (self, gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT));
  GdkRectangle point = { (int) x, (int) y, 1, 1 };

  if (!coffret_list_cell_get_entry (cell))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  coffret_choice_choose (get_choice (self), gtk_column_view_cell_get_position (cell->cell));
  coffret_row_menu_popup (self->menu, view, &point, coffret_list_cell_get_entry (cell), view);
}

static void
on_pressed (GtkGesture *gesture, int n_press, double x, double y, CoffretListTable *self)
{
  if (gdk_event_triggers_context_menu (
        gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture))))
    popup_at (self, gesture, x, y);
}

static void
on_held (GtkGesture *gesture, double x, double y, CoffretListTable *self)
{
  popup_at (self, gesture, x, y);
}

/* While several are being chosen, each click is one more or one less. */
static void
on_released (GtkGesture *gesture, int n_press, double x, double y, CoffretListTable *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  CoffretListCell *cell =
    cell_near (self, gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT));

  if (cell && self->choosing && n_press != 2 &&
      gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY &&
      !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    coffret_choice_toggle (get_choice (self), gtk_column_view_cell_get_position (cell->cell));
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, CoffretListTable *self)
{
  CoffretListCell *cell =
    cell_near (self, gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT));

  return coffret_list_cell_get_entry (cell)
           ? coffret_drag_chosen (source, coffret_row_menu_get_session (self->menu),
                                  get_choice (self), coffret_list_cell_get_entry (cell))
           : NULL;
}

/* Before the table, for which the space bar chooses one and forgets the others. */
static gboolean
on_key (
  GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
  CoffretListTable *self = data;

  return (key == GDK_KEY_space || key == GDK_KEY_KP_Space) && self->choosing &&
         !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) && coffret_list_table_toggle (self);
}

static GVariant *
get_widths (CoffretListTable *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));

  for (guint i = 0; i < COFFRET_N_COLUMNS; i++) {
    int width = gtk_column_view_column_get_fixed_width (self->columns[i]);

    if (width > 0)
      g_variant_builder_add (&builder, "{si}", coffret_column_get (i)->id, width);
  }
  return g_variant_builder_end (&builder);
}

static void
set_widths (CoffretListTable *self, GVariant *widths)
{
  for (guint i = 0; widths && i < COFFRET_N_COLUMNS; i++) {
    int width = -1;

    if (!g_variant_lookup (widths, coffret_column_get (i)->id, "i", &width) || width < WIDTH_LEAST)
      width = -1;
    gtk_column_view_column_set_fixed_width (self->columns[i], MIN (width, 2000));
  }
}

/* A column that is shown later gets a cell in each heading too, over its words (GTK 4.18): headings
 * are made anew without one. */
static void
show_checks (CoffretListTable *self)
{
  g_autoptr (GtkListItemFactory) headers = gtk_column_view_get_header_factory (self->view);

  if (headers)
    g_object_ref (headers);
  gtk_column_view_set_header_factory (self->view, NULL);
  gtk_column_view_column_set_visible (self->columns[COFFRET_COLUMN_CHECK], self->choosing);
  gtk_column_view_set_header_factory (self->view, headers);
}

static void
coffret_list_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOOSING)
    g_value_set_boolean (value, COFFRET_LIST_TABLE (object)->choosing);
  else if (id == PROP_WIDTHS)
    g_value_set_variant (value, get_widths (COFFRET_LIST_TABLE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_list_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  CoffretListTable *self = COFFRET_LIST_TABLE (object);

  if (id == PROP_CHOOSING) {
    self->choosing = g_value_get_boolean (value);
    show_checks (self);
    if (self->slots)
      make_due (self, 0);
  } else if (id == PROP_WIDTHS) {
    set_widths (self, g_value_get_variant (value));
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_list_table_dispose (GObject *object)
{
  CoffretListTable *self = COFFRET_LIST_TABLE (object);

  if (self->view) {
    coffret_list_table_set_slots (self, NULL);
    if (self->first_frame != 0)
      gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->first_frame);
    self->first_frame = 0;
  }
  self->view = NULL;
  g_clear_handle_id (&self->fill, g_source_remove);
  g_clear_handle_id (&self->save, g_source_remove);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (coffret_list_table_parent_class)->dispose (object);
}

static void
coffret_list_table_finalize (GObject *object)
{
  g_hash_table_unref (COFFRET_LIST_TABLE (object)->cells);
  g_hash_table_unref (COFFRET_LIST_TABLE (object)->rows);
  G_OBJECT_CLASS (coffret_list_table_parent_class)->finalize (object);
}

static void
coffret_list_table_class_init (CoffretListTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = coffret_list_table_get_property;
  object_class->set_property = coffret_list_table_set_property;
  object_class->dispose = coffret_list_table_dispose;
  object_class->finalize = coffret_list_table_finalize;
  properties[PROP_CHOOSING] = g_param_spec_boolean ("choosing", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDTHS] =
    g_param_spec_variant ("widths", NULL, NULL, G_VARIANT_TYPE ("a{si}"), NULL,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SORT] = g_signal_new ("sort", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "table.resize", "i", do_resize);
  coffret_shortcuts_bind (widget_class, "table.resize");
}

static void
add_column (CoffretListTable *self, CoffretColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) made = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_cell_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_cell_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_cell_unbind), self, 0);
  made = gtk_column_view_column_new (
    coffret_column_get (column)->title ? coffret_column_title (column) : NULL, factory);
  gtk_column_view_column_set_id (made, coffret_column_get (column)->id);
  gtk_column_view_column_set_expand (made, column == COFFRET_COLUMN_TITLE);
  if (coffret_column_get (column)->title) {
    /* Nothing sorts by it: with one the head can be clicked. */
    g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

    gtk_column_view_column_set_sorter (made, sorter);
    gtk_column_view_column_set_resizable (made, TRUE);
    g_signal_connect_object (made, "notify::fixed-width", G_CALLBACK (on_width_changed), self,
                             G_CONNECT_SWAPPED);
  } else {
    gtk_column_view_column_set_visible (made, FALSE);
  }
  self->columns[column] = made;
  gtk_column_view_append_column (self->view, made);
}

static void
add_controllers (CoffretListTable *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, 0);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released), self, 0);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (on_held), self, 0);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (hold));
  g_signal_connect_object (drag, "prepare", G_CALLBACK (on_drag_prepare), self, 0);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (view, keys);
}

static void
coffret_list_table_init (CoffretListTable *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  self->cells = g_hash_table_new (NULL, NULL);
  self->rows = g_hash_table_new (NULL, NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->menu = coffret_row_menu_new (GTK_WIDGET (self));
  /* By dragging alone, and forgotten when the list is left. */
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_column_view_set_tab_behavior (self->view, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "credential-table");
  g_signal_connect_object (rows, "setup", G_CALLBACK (on_row_setup), self, 0);
  g_signal_connect_object (rows, "bind", G_CALLBACK (on_row_bind), self, 0);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (on_row_unbind), self, 0);
  gtk_column_view_set_row_factory (self->view, rows);
  for (CoffretColumn column = 0; column < COFFRET_N_COLUMNS; column++)
    add_column (self, column);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self,
                           G_CONNECT_SWAPPED);
  add_controllers (self);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
}

void
coffret_list_table_set_session (CoffretListTable *self, CoffretSession *session)
{
  coffret_row_menu_set_session (self->menu, session);
}

void
coffret_list_table_set_slots (CoffretListTable *self, CoffretSlots *slots)
{
  if (self->slots)
    g_signal_handlers_disconnect_by_func (self->slots, on_refilled, self);
  /* Rows come and go while the model is set, and ask for the slots that they are of. */
  if (!slots)
    gtk_column_view_set_model (self->view, NULL);
  g_set_object (&self->slots, slots);
  if (!slots)
    return;
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (slots));
  g_signal_connect_object (slots, "refilled", G_CALLBACK (on_refilled), self, G_CONNECT_SWAPPED);
}

void
coffret_list_table_set_order (CoffretListTable *self,
                              CoffretOrder order,
                              GtkListItemFactory *headers)
{
  GtkColumnViewColumn *head = NULL;
  GtkSortType type = GTK_SORT_ASCENDING;

  for (guint i = COFFRET_COLUMN_TITLE; i < COFFRET_N_COLUMNS; i++)
    if (coffret_column_get (i)->order == COFFRET_ORDER_PLAIN (order)) {
      head = self->columns[i];
      type = COFFRET_ORDER_IS_BACKWARDS (order) == coffret_column_get (i)->falling
               ? GTK_SORT_ASCENDING
               : GTK_SORT_DESCENDING;
    }
  self->sorting = TRUE;
  gtk_column_view_sort_by_column (self->view, head, type);
  self->sorting = FALSE;
  gtk_column_view_set_header_factory (self->view, headers);
}

static gboolean
on_first_frame (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  CoffretListTable *self = data;

  if (gtk_widget_get_height (view) == 0)
    return G_SOURCE_CONTINUE;
  self->first_frame = 0;
  if (self->slots && self->wanted < g_list_model_get_n_items (G_LIST_MODEL (self->slots)))
    gtk_column_view_scroll_to (self->view, self->wanted, NULL, self->wanted_flags, NULL);
  return G_SOURCE_REMOVE;
}

void
coffret_list_table_scroll_to (CoffretListTable *self, guint position, GtkListScrollFlags flags)
{
  if (gtk_widget_get_height (GTK_WIDGET (self->view)) > 0) {
    gtk_column_view_scroll_to (self->view, position, NULL, flags, NULL);
    return;
  }
  /* One that has not been drawn yet would stay empty (GTK 4.18). */
  self->wanted = position;
  self->wanted_flags = flags;
  if (self->first_frame == 0)
    self->first_frame =
      gtk_widget_add_tick_callback (GTK_WIDGET (self->view), on_first_frame, self, NULL);
}

/* GSettings maps a dictionary to no property by itself. */
static gboolean
read_widths (GValue *value, GVariant *variant, gpointer unused)
{
  g_value_set_variant (value, variant);
  return TRUE;
}

static GVariant *
write_widths (const GValue *value, const GVariantType *type, gpointer unused)
{
  return g_value_dup_variant (value);
}

void
coffret_list_table_keep_widths (CoffretListTable *self, GSettings *settings, const char *key)
{
  g_settings_bind_with_mapping (settings, key, self, "widths", G_SETTINGS_BIND_DEFAULT, read_widths,
                                write_widths, NULL, NULL);
}

GtkWidget *
coffret_list_table_get_view (CoffretListTable *self)
{
  return GTK_WIDGET (self->view);
}

void
coffret_list_table_moved (CoffretListTable *self)
{
  if (self->slots)
    make_due (self, 0);
}

static CoffretListCell *
focus_cell (CoffretListTable *self)
{
  return cell_near (self, coffret_focus_get (GTK_WIDGET (self)));
}

CoffretEntry *
coffret_list_table_get_focus (CoffretListTable *self)
{
  return coffret_list_cell_get_entry (focus_cell (self));
}

gboolean
coffret_list_table_toggle (CoffretListTable *self)
{
  CoffretListCell *cell = focus_cell (self);

  if (!cell)
    return FALSE;
  coffret_choice_toggle (get_choice (self), gtk_column_view_cell_get_position (cell->cell));
  return TRUE;
}

void
coffret_list_table_popup (CoffretListTable *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));
  CoffretListCell *cell = focus_cell (self);
  GdkRectangle point = { 60, 0, 1, 1 };

  if (!coffret_list_cell_get_entry (cell))
    return;
  point.x = MIN (point.x, gtk_widget_get_width (focus) / 2);
  if (gtk_widget_get_direction (focus) == GTK_TEXT_DIR_RTL)
    point.x = gtk_widget_get_width (focus) - point.x;
  point.y = gtk_widget_get_height (focus) / 2;
  coffret_row_menu_popup (self->menu, focus, &point, coffret_list_cell_get_entry (cell), focus);
}
