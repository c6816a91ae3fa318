#include "app/widgets/place-row.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"

struct _CoffretPlaceRow {
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *count;
  CoffretPlace place;
  CoffretCompartment *compartment;
  GListModel *model;
  char *style;
};

G_DEFINE_FINAL_TYPE (CoffretPlaceRow, coffret_place_row, GTK_TYPE_LIST_BOX_ROW)

static void
update (CoffretPlaceRow *self)
{
  const char *title = self->compartment ? coffret_compartment_get_name (self->compartment)
                                        : coffret_place_title (self->place);
  guint count = self->compartment ? coffret_compartment_get_count (self->compartment)
                : self->model     ? g_list_model_get_n_items (self->model)
                                  : 0;
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_autofree char *words = coffret_count_words (count, FALSE);
  g_autofree char *sentence = g_strdup_printf ("%s. %s.", title, words);

  gtk_image_set_from_icon_name (self->icon, coffret_place_icon (self->place));
  gtk_label_set_label (self->name, title);
  gtk_label_set_label (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);

  if (self->style)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  g_clear_pointer (&self->style, g_free);
  if (self->compartment && coffret_compartment_get_row (self->compartment)->colour) {
    self->style =
      g_strconcat ("colour-", coffret_compartment_get_row (self->compartment)->colour, NULL);
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), self->style);
  }
}

static void
coffret_place_row_dispose (GObject *object)
{
  CoffretPlaceRow *self = COFFRET_PLACE_ROW (object);

  g_clear_object (&self->compartment);
  g_clear_object (&self->model);
  g_clear_pointer (&self->style, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PLACE_ROW);
  G_OBJECT_CLASS (coffret_place_row_parent_class)->dispose (object);
}

static void
coffret_place_row_class_init (CoffretPlaceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_place_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/widgets/place-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPlaceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CoffretPlaceRow, name);
  gtk_widget_class_bind_template_child (widget_class, CoffretPlaceRow, count);
}

static void
coffret_place_row_init (CoffretPlaceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretPlaceRow *
coffret_place_row_new (CoffretPlace place)
{
  CoffretPlaceRow *self = g_object_new (COFFRET_TYPE_PLACE_ROW, NULL);

  self->place = place;
  update (self);
  return self;
}

CoffretPlaceRow *
coffret_place_row_new_for_compartment (CoffretCompartment *compartment)
{
  CoffretPlaceRow *self = g_object_new (COFFRET_TYPE_PLACE_ROW, NULL);

  self->place = COFFRET_PLACE_COMPARTMENT;
  self->compartment = g_object_ref (compartment);
  g_signal_connect_object (compartment, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

void
coffret_place_row_count (CoffretPlaceRow *self, GListModel *model)
{
  g_set_object (&self->model, model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

CoffretPlace
coffret_place_row_get_place (CoffretPlaceRow *self)
{
  return self->place;
}

CoffretCompartment *
coffret_place_row_get_compartment (CoffretPlaceRow *self)
{
  return self->compartment;
}
