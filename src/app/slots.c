#include "app/slots.h"

/* So many that come and go at once are not felt. */
#define SMALL 32
/* More than fit on a large screen. */
#define FIRST 48
#define STEP 24
/* A list view keeps about 200 widgets: what is beyond costs nothing. */
#define READY 224

struct _CoffretSlots {
  GObject parent_instance;
  CoffretChoice *choice;
  guint length;            /* how many slots there are now */
  GHashTable *by_position; /* position -> CoffretSlot, borrowed: those that anybody holds */
  GHashTable *positions;   /* CoffretSlot, borrowed -> position */
  gboolean whole;          /* for a moment all slots are one section */
  guint source;            /* more slots are to come or to go */
};

static guint refilled_signal;

static guint
count_entries (CoffretSlots *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->choice));
}

static void
on_slot_gone (gpointer data, GObject *slot)
{
  CoffretSlots *self = data;
  gpointer position;

  if (g_hash_table_steal_extended (self->positions, slot, NULL, &position))
    g_hash_table_remove (self->by_position, position);
}

static void
hold (CoffretSlots *self, guint position, CoffretSlot *slot)
{
  g_hash_table_insert (self->by_position, GUINT_TO_POINTER (position), slot);
  g_hash_table_insert (self->positions, slot, GUINT_TO_POINTER (position));
}

static void
let_go (CoffretSlots *self, CoffretSlot *slot)
{
  g_object_weak_unref (G_OBJECT (slot), on_slot_gone, self);
  on_slot_gone (self, G_OBJECT (slot));
}

static GType
get_item_type (GListModel *model)
{
  return COFFRET_TYPE_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return COFFRET_SLOTS (model)->length;
}

static gpointer
get_item (GListModel *model, guint position)
{
  CoffretSlots *self = COFFRET_SLOTS (model);
  g_autoptr (CoffretEntry) entry = NULL;
  CoffretSlot *slot;

  if (position >= self->length)
    return NULL;
  slot = g_hash_table_lookup (self->by_position, GUINT_TO_POINTER (position));
  if (slot)
    return g_object_ref (slot);
  entry = g_list_model_get_item (G_LIST_MODEL (self->choice), position);
  slot = coffret_slot_new (entry);
  g_object_weak_ref (G_OBJECT (slot), on_slot_gone, self);
  hold (self, position, slot);
  return slot;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The last section has the empty slots, too. */
static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  CoffretSlots *self = COFFRET_SLOTS (model);
  guint n_entries = count_entries (self);

  if (position >= self->length) {
    *start = self->length;
    *end = G_MAXUINT;
  } else if (self->whole || n_entries == 0) {
    *start = 0;
    *end = self->length;
  } else {
    gtk_section_model_get_section (GTK_SECTION_MODEL (self->choice), MIN (position, n_entries - 1),
                                   start, end);
    *end = *end >= n_entries ? self->length : MIN (*end, self->length);
  }
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (GTK_SELECTION_MODEL (COFFRET_SLOTS (model)->choice),
                                          position);
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return gtk_selection_model_select_item (GTK_SELECTION_MODEL (COFFRET_SLOTS (model)->choice),
                                          position, unselect_rest);
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (COFFRET_SLOTS (model)->choice),
                                            position);
}

/* Of N_ITEMS slots from POSITION on, those that hold a credential: there may be empty ones after
 * the last, and the choice knows nothing of them. */
static guint
filled (CoffretSlots *self, guint position, guint n_items)
{
  guint n_entries = count_entries (self);

  return position < n_entries ? MIN (n_items, n_entries - position) : 0;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  CoffretSlots *self = COFFRET_SLOTS (model);

  return gtk_selection_model_select_range (GTK_SELECTION_MODEL (self->choice), position,
                                           filled (self, position, n_items), unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  CoffretSlots *self = COFFRET_SLOTS (model);

  return gtk_selection_model_unselect_range (GTK_SELECTION_MODEL (self->choice), position,
                                             filled (self, position, n_items));
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (GTK_SELECTION_MODEL (COFFRET_SLOTS (model)->choice));
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (COFFRET_SLOTS (model)->choice));
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretSlots,
                               coffret_slots,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* The slots from POSITION on that anybody holds: not many, however long the list is. Borrowed;
 * owned array. */
static GPtrArray *
list_held (CoffretSlots *self, guint position)
{
  GPtrArray *held = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer place, slot;

  g_hash_table_iter_init (&iter, self->by_position);
  while (g_hash_table_iter_next (&iter, &place, &slot))
    if (GPOINTER_TO_UINT (place) >= position)
      g_ptr_array_add (held, slot);
  return held;
}

/* At the end of the list. */
static void
set_length (CoffretSlots *self, guint length)
{
  guint before = self->length;

  self->length = length;
  if (length < before) {
    g_autoptr (GPtrArray) held = list_held (self, length);

    for (guint i = 0; i < held->len; i++)
      let_go (self, g_ptr_array_index (held, i));
  }
  if (length < before)
    g_list_model_items_changed (G_LIST_MODEL (self), length, before - length, 0);
  else if (length > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, length - before);
}

static void
tell_sections (CoffretSlots *self)
{
  if (self->length > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, self->length);
}

static gboolean
on_step (gpointer pointer)
{
  CoffretSlots *self = pointer;
  guint n_entries = count_entries (self);

  if (self->length >= READY && n_entries >= READY)
    set_length (self, n_entries);
  else if (self->length < n_entries)
    set_length (self, MIN (n_entries, self->length + STEP));
  else if (self->length > n_entries)
    set_length (self, MAX (n_entries, self->length - MIN (self->length, STEP)));
  if (self->length != count_entries (self))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* From POSITION on the slots hold what is there now. */
static void
refill (CoffretSlots *self, guint position)
{
  g_autoptr (GPtrArray) held = NULL;
  guint n_entries = count_entries (self);
  guint length = n_entries;

  if (self->length < READY)
    length = MIN (n_entries, MAX (self->length, FIRST));
  if (n_entries < self->length)
    length = MAX (n_entries, MIN (self->length, READY));
  if (length != self->length) {
    /* The list view asks for sections on its way, when the old ones are no longer known. */
    self->whole = TRUE;
    tell_sections (self);
    set_length (self, length);
    self->whole = FALSE;
  }
  held = list_held (self, position);
  for (guint i = 0; i < held->len; i++) {
    CoffretSlot *slot = g_ptr_array_index (held, i);
    guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->positions, slot));
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->choice), place);

    coffret_slot_set_entry (slot, entry);
  }
  g_signal_emit (self, refilled_signal, 0, position);
  tell_sections (self);
  if (self->length > position)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position,
                                           self->length - position);
  if (self->length != n_entries && self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_step, self, NULL);
}

/* Credentials that stay keep their slots. */
static void
splice (CoffretSlots *self, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->by_position);
  g_autoptr (GHashTable) stayed = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  GHashTableIter iter;
  gpointer key, value;

  self->by_position = g_hash_table_new (NULL, NULL);
  g_hash_table_remove_all (self->positions);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    guint place = GPOINTER_TO_UINT (key);

    if (place >= position && place < position + removed) {
      g_object_weak_unref (value, on_slot_gone, self);
      g_hash_table_insert (stayed, coffret_slot_get_entry (value), g_object_ref (value));
    } else {
      hold (self, place < position ? place : place - removed + added, value);
    }
  }
  self->length = self->length - removed + added;
  for (guint i = position; i < position + added; i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->choice), i);
    CoffretSlot *slot = g_hash_table_lookup (stayed, entry);

    if (!slot)
      continue;
    g_object_weak_ref (G_OBJECT (slot), on_slot_gone, self);
    hold (self, i, slot);
  }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
on_items_changed (CoffretSlots *self, guint position, guint removed, guint added)
{
  if (removed + added <= SMALL && self->length == count_entries (self) + removed - added)
    splice (self, position, removed, added);
  else
    refill (self, position);
}

static void
on_selection_changed (CoffretSlots *self, guint position, guint n_items)
{
  if (position < self->length)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position,
                                           MIN (n_items, self->length - position));
}

static void
coffret_slots_dispose (GObject *object)
{
  CoffretSlots *self = COFFRET_SLOTS (object);
  GHashTableIter iter;
  gpointer slot;

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_iter_init (&iter, self->positions);
  while (g_hash_table_iter_next (&iter, &slot, NULL))
    g_object_weak_unref (slot, on_slot_gone, self);
  g_hash_table_remove_all (self->positions);
  g_hash_table_remove_all (self->by_position);
  G_OBJECT_CLASS (coffret_slots_parent_class)->dispose (object);
}

static void
coffret_slots_finalize (GObject *object)
{
  CoffretSlots *self = COFFRET_SLOTS (object);

  g_hash_table_unref (self->positions);
  g_hash_table_unref (self->by_position);
  g_object_unref (self->choice);
  G_OBJECT_CLASS (coffret_slots_parent_class)->finalize (object);
}

static void
coffret_slots_class_init (CoffretSlotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = coffret_slots_dispose;
  object_class->finalize = coffret_slots_finalize;
  refilled_signal = g_signal_new ("refilled", COFFRET_TYPE_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
coffret_slots_init (CoffretSlots *self)
{
  self->by_position = g_hash_table_new (NULL, NULL);
  self->positions = g_hash_table_new (NULL, NULL);
}

CoffretSlots *
coffret_slots_new (CoffretChoice *choice)
{
  CoffretSlots *self = g_object_new (COFFRET_TYPE_SLOTS, NULL);

  self->choice = g_object_ref (choice);
  g_signal_connect_object (choice, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "sections-changed", G_CALLBACK (tell_sections), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  refill (self, 0);
  return self;
}

CoffretChoice *
coffret_slots_get_choice (CoffretSlots *self)
{
  return self->choice;
}

void
coffret_slots_leave (CoffretSlots *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->choice, self);
}

void
coffret_slots_settle (CoffretSlots *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  set_length (self, count_entries (self));
}
