#include "app/choice.h"

struct _CoffretChoice {
  GObject parent_instance;
  CoffretSections *entries;
  CoffretNumbers *chosen;
  guint count; /* of them */
  guint last;  /* the position of that which came last, then */
  gboolean several;
};

typedef enum {
  PROP_SEVERAL = 1,
  PROP_COUNT,
  N_PROPS,
} CoffretChoiceProperty;

static GParamSpec *properties[N_PROPS];

static GType
get_item_type (GListModel *model)
{
  return COFFRET_TYPE_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (COFFRET_CHOICE (model)->entries));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (COFFRET_CHOICE (model)->entries), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  gtk_section_model_get_section (GTK_SECTION_MODEL (COFFRET_CHOICE (model)->entries), position,
                                 start, end);
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

/* After a change of what is chosen, between FIRST and LAST. */
static void
tell (CoffretChoice *self, guint first, guint last)
{
  self->count = coffret_numbers_count (self->chosen);
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
tell_all (CoffretChoice *self)
{
  guint n_items = get_n_items (G_LIST_MODEL (self));

  self->count = coffret_numbers_count (self->chosen);
  if (n_items > 0)
    tell (self, 0, n_items - 1);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
be_several (CoffretChoice *self)
{
  if (self->several)
    return;
  self->several = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEVERAL]);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  CoffretChoice *self = COFFRET_CHOICE (model);

  return position < get_n_items (G_LIST_MODEL (model)) &&
         coffret_numbers_contain (self->chosen,
                                  coffret_sections_get_number (self->entries, position));
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  CoffretChoice *self = COFFRET_CHOICE (model);
  guint number;

  if (position >= get_n_items (G_LIST_MODEL (model)))
    return FALSE;
  number = coffret_sections_get_number (self->entries, position);
  if (!unselect_rest) {
    be_several (self);
    coffret_numbers_add (self->chosen, number);
    tell (self, position, position);
  } else if (!self->several && !coffret_numbers_contain (self->chosen, number)) {
    coffret_numbers_clear (self->chosen);
    coffret_numbers_add (self->chosen, number);
    self->last = position;
    tell_all (self);
  }
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  CoffretChoice *self = COFFRET_CHOICE (model);

  if (position < get_n_items (G_LIST_MODEL (model)) &&
      coffret_numbers_remove (self->chosen, coffret_sections_get_number (self->entries, position)))
    tell (self, position, position);
  return TRUE;
}

/* Of N_ITEMS from POSITION on, those that there are. */
static guint
end_of (CoffretChoice *self, guint position, guint n_items)
{
  guint all = get_n_items (G_LIST_MODEL (self));

  return position + MIN (n_items, position < all ? all - position : 0);
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  CoffretChoice *self = COFFRET_CHOICE (model);
  guint end = end_of (self, position, n_items);

  if (end == position)
    return TRUE;
  be_several (self);
  for (guint i = position; i < end; i++)
    coffret_numbers_add (self->chosen, coffret_sections_get_number (self->entries, i));
  tell (self, position, end - 1);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  CoffretChoice *self = COFFRET_CHOICE (model);
  guint end = end_of (self, position, n_items);

  for (guint i = position; i < end; i++)
    coffret_numbers_remove (self->chosen, coffret_sections_get_number (self->entries, i));
  if (end > position)
    tell (self, position, end - 1);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  CoffretChoice *self = COFFRET_CHOICE (model);
  g_autoptr (CoffretNumbers) all = coffret_sections_list_numbers (self->entries);

  if (get_n_items (G_LIST_MODEL (model)) == 0)
    return TRUE;
  be_several (self);
  coffret_numbers_add_all (self->chosen, all);
  tell_all (self);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  CoffretChoice *self = COFFRET_CHOICE (model);

  coffret_numbers_clear (self->chosen);
  tell_all (self);
  return TRUE;
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

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretChoice,
                               coffret_choice,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* What is no longer in the list is not chosen either: a count must never tell of
 * credentials that nobody sees. */
static gboolean
forget_lost (CoffretChoice *self)
{
  g_autoptr (CoffretNumbers) all = NULL;
  guint before = self->count;

  if (before == 0)
    return FALSE;
  all = coffret_sections_list_numbers (self->entries);
  coffret_numbers_keep (self->chosen, all);
  self->count = coffret_numbers_count (self->chosen);
  return self->count != before;
}

static void
on_items_changed (CoffretChoice *self, guint position, guint removed, guint added)
{
  gboolean lost = removed > 0 && forget_lost (self);

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (lost)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
on_sections_changed (CoffretChoice *self, guint position, guint n_items)
{
  gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), position, n_items);
}

static void
coffret_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CoffretChoice *self = COFFRET_CHOICE (object);

  switch ((CoffretChoiceProperty) id) {
  case PROP_SEVERAL:
    g_value_set_boolean (value, self->several);
    break;
  case PROP_COUNT:
    g_value_set_uint (value, coffret_choice_get_count (self));
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SEVERAL)
    coffret_choice_set_several (COFFRET_CHOICE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_choice_dispose (GObject *object)
{
  CoffretChoice *self = COFFRET_CHOICE (object);

  if (self->entries)
    g_signal_handlers_disconnect_by_data (self->entries, self);
  G_OBJECT_CLASS (coffret_choice_parent_class)->dispose (object);
}

static void
coffret_choice_finalize (GObject *object)
{
  CoffretChoice *self = COFFRET_CHOICE (object);

  g_object_unref (self->entries);
  coffret_numbers_free (self->chosen);
  G_OBJECT_CLASS (coffret_choice_parent_class)->finalize (object);
}

static void
coffret_choice_class_init (CoffretChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = coffret_choice_get_property;
  object_class->set_property = coffret_choice_set_property;
  object_class->dispose = coffret_choice_dispose;
  object_class->finalize = coffret_choice_finalize;
  properties[PROP_SEVERAL] =
    g_param_spec_boolean ("several", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] =
    g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_choice_init (CoffretChoice *self)
{
  self->chosen = coffret_numbers_new ();
}

CoffretChoice *
coffret_choice_new (CoffretSections *entries)
{
  CoffretChoice *self = g_object_new (COFFRET_TYPE_CHOICE, NULL);

  self->entries = g_object_ref (entries);
  g_signal_connect_swapped (entries, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect_swapped (entries, "sections-changed", G_CALLBACK (on_sections_changed), self);
  return self;
}

gboolean
coffret_choice_get_several (CoffretChoice *self)
{
  return self->several;
}

void
coffret_choice_set_several (CoffretChoice *self, gboolean several)
{
  if (self->several == several)
    return;
  self->several = several;
  coffret_numbers_clear (self->chosen);
  tell_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEVERAL]);
}

guint
coffret_choice_get_count (CoffretChoice *self)
{
  return self->count;
}

gboolean
coffret_choice_contains (CoffretChoice *self, CoffretEntry *entry)
{
  return coffret_numbers_contain (self->chosen, coffret_entry_get_number (entry));
}

GPtrArray *
coffret_choice_list (CoffretChoice *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = get_n_items (G_LIST_MODEL (self));

  if (self->count == 1 && is_selected (GTK_SELECTION_MODEL (self), self->last))
    g_ptr_array_add (list, get_item (G_LIST_MODEL (self), self->last));
  for (guint i = 0; i < n_items && list->len < self->count; i++)
    if (is_selected (GTK_SELECTION_MODEL (self), i))
      g_ptr_array_add (list, get_item (G_LIST_MODEL (self), i));
  return list;
}

void
coffret_choice_choose (CoffretChoice *self, guint position)
{
  select_item (GTK_SELECTION_MODEL (self), position, TRUE);
}

void
coffret_choice_toggle (CoffretChoice *self, guint position)
{
  if (is_selected (GTK_SELECTION_MODEL (self), position))
    unselect_item (GTK_SELECTION_MODEL (self), position);
  else
    select_item (GTK_SELECTION_MODEL (self), position, FALSE);
}
