#include "app/sections.h"

#include "app/closures.h"
#include "app/slot.h"

struct _CoffretSections {
  GObject parent_instance;

  GListModel *entries;
  CoffretOrder order;
  CoffretHeading heading;
  CoffretOrder next_order; /* once the rows are in it */
  CoffretHeading next_heading;
};

static GType
coffret_sections_get_item_type (GListModel *model)
{
  return COFFRET_TYPE_ENTRY;
}

static guint
coffret_sections_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (COFFRET_SECTIONS (model)->entries);
}

static gpointer
coffret_sections_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (COFFRET_SECTIONS (model)->entries, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = coffret_sections_get_item_type;
  iface->get_n_items = coffret_sections_get_n_items;
  iface->get_item = coffret_sections_get_item;
}

static gboolean
is_under (CoffretSections *self, guint position, const char *title)
{
  g_autoptr (CoffretEntry) entry = g_list_model_get_item (self->entries, position);
  g_autofree char *own = coffret_sections_title (self, entry);

  return g_str_equal (own, title);
}

/* A section is one unbroken run, so both of its ends can be found by halving. */
static void
coffret_sections_get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  CoffretSections *self = COFFRET_SECTIONS (model);
  guint n_items = g_list_model_get_n_items (self->entries);
  g_autoptr (CoffretEntry) entry = g_list_model_get_item (self->entries, position);
  g_autofree char *title = NULL;
  guint low, high;

  if (!entry) {
    *start = n_items;
    *end = G_MAXUINT;
    return;
  }
  title = coffret_sections_title (self, entry);

  for (low = 0, high = position; low < high;) {
    guint middle = low + (high - low) / 2;

    if (is_under (self, middle, title))
      high = middle;
    else
      low = middle + 1;
  }
  *start = low;

  for (low = position + 1, high = n_items; low < high;) {
    guint middle = low + (high - low) / 2;

    if (is_under (self, middle, title))
      low = middle + 1;
    else
      high = middle;
  }
  *end = low;
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = coffret_sections_get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretSections,
                               coffret_sections,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

static gboolean
take_next (CoffretSections *self)
{
  if (self->order == self->next_order && self->heading == self->next_heading)
    return FALSE;
  self->order = self->next_order;
  self->heading = self->next_heading;
  return TRUE;
}

static void
on_items_changed (CoffretSections *self, guint position, guint removed, guint added)
{
  gboolean other = take_next (self);
  guint n_items = g_list_model_get_n_items (self->entries);

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  /* The rows that stayed have other headings too. */
  if (other && n_items > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, n_items);
}

static void
coffret_sections_dispose (GObject *object)
{
  g_clear_object (&COFFRET_SECTIONS (object)->entries);
  G_OBJECT_CLASS (coffret_sections_parent_class)->dispose (object);
}

static void
coffret_sections_class_init (CoffretSectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_sections_dispose;
}

static void
coffret_sections_init (CoffretSections *self)
{
}

CoffretSections *
coffret_sections_new (GListModel *entries, CoffretOrder order)
{
  CoffretSections *self = g_object_new (COFFRET_TYPE_SECTIONS, NULL);

  self->entries = g_object_ref (entries);
  self->order = self->next_order = order;
  g_signal_connect_object (entries, "items-changed", G_CALLBACK (on_items_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
coffret_sections_set_order (CoffretSections *self, CoffretOrder order, CoffretHeading heading)
{
  self->next_order = order;
  self->next_heading = heading;
}

void
coffret_sections_settle (CoffretSections *self)
{
  guint n_items = g_list_model_get_n_items (self->entries);

  if (take_next (self) && n_items > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, n_items);
}

char *
coffret_sections_title (CoffretSections *self, CoffretEntry *entry)
{
  return coffret_section_title (entry, self->order, self->heading);
}

guint
coffret_sections_get_number (CoffretSections *self, guint position)
{
  g_autoptr (CoffretEntry) entry = NULL;

  if (COFFRET_IS_VIEW (self->entries))
    return coffret_view_get_number (COFFRET_VIEW (self->entries), position);
  entry = g_list_model_get_item (self->entries, position);
  return coffret_entry_get_number (entry);
}

CoffretNumbers *
coffret_sections_list_numbers (CoffretSections *self)
{
  CoffretNumbers *numbers = coffret_numbers_new ();

  if (!COFFRET_IS_VIEW (self->entries))
    for (guint i = 0; i < g_list_model_get_n_items (self->entries); i++)
      coffret_numbers_add (numbers, coffret_sections_get_number (self, i));
  else
    coffret_numbers_add_all (numbers, coffret_view_get_numbers (COFFRET_VIEW (self->entries)));
  return numbers;
}

static void
on_setup (CoffretSections *self, GtkListHeader *header)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
on_bind (CoffretSections *self, GtkListHeader *header)
{
  CoffretEntry *entry = coffret_slot_get_entry (COFFRET_SLOT (gtk_list_header_get_item (header)));
  g_autofree char *title = entry ? coffret_sections_title (self, entry) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), title ?: "");
}

GtkListItemFactory *
coffret_sections_headers_new (CoffretSections *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  return factory;
}
