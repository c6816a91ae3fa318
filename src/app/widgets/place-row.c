#include "app/widgets/place-row.h"

#include <glib/gi18n-lib.h>

#include "app/audiences.h"
#include "app/closures.h"
#include "app/looks.h"

struct _CoffretPlaceRow {
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *count;
  GtkWidget *emblem;
  CoffretPlace place;
  CoffretSide side;
  CoffretCompartment *compartment;
  CoffretGroup *group;
  CoffretLibrary *library;
  GListModel *model;
  char *style;
};

G_DEFINE_FINAL_TYPE (CoffretPlaceRow, coffret_place_row, GTK_TYPE_LIST_BOX_ROW)

static CoffretCompartment *
get_parent (CoffretPlaceRow *self)
{
  const char *parent = coffret_compartment_get_row (self->compartment)->parent;

  return parent ? coffret_library_find_compartment (self->library, parent) : NULL;
}

static char *
compartment_sentence (CoffretPlaceRow *self, guint count)
{
  CoffretCompartment *parent = get_parent (self);

  return coffret_compartment_sentence (coffret_compartment_get_name (self->compartment),
                                       parent ? coffret_compartment_get_name (parent) : NULL,
                                       count);
}

static void
show_look (CoffretPlaceRow *self)
{
  const CoffretCompartmentRow *row = coffret_compartment_get_row (self->compartment);

  gtk_image_set_from_icon_name (self->icon,
                                coffret_looks_get_icon (coffret_looks_find_icon (row->icon)).id);
  if (self->style)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  g_clear_pointer (&self->style, g_free);
  if (row->colour) {
    self->style = g_strconcat (
      "colour-", coffret_looks_get_colour (coffret_looks_find_colour (row->colour)).id, NULL);
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), self->style);
  }
  gtk_widget_set_margin_start (GTK_WIDGET (self->icon), get_parent (self) ? 24 : 0);
}

static void
update (CoffretPlaceRow *self)
{
  const char *title = self->compartment ? coffret_compartment_get_name (self->compartment)
                                        : coffret_place_title (self->place);
  guint count = self->compartment ? coffret_compartment_get_count (self->compartment)
                : self->model     ? g_list_model_get_n_items (self->model)
                                  : 0;
  g_autofree char *number = g_strdup_printf ("%'u", count);
  g_autofree char *sentence = NULL;

  gtk_label_set_label (self->name, title);
  gtk_label_set_label (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  if (self->compartment) {
    sentence = compartment_sentence (self, count);
    if (coffret_compartment_get_rule (self->compartment)) {
      g_autofree char *plain = g_steal_pointer (&sentence);

      /* Translators: said of a compartment that fills itself by a search; %s is a sentence */
      sentence = g_strdup_printf (_ ("%s Saved search."), plain);
    }
    gtk_widget_set_visible (self->emblem, coffret_compartment_get_rule (self->compartment) != NULL);
    show_look (self);
  } else {
    g_autofree char *words = coffret_count_words (count, FALSE);

    sentence = g_strdup_printf ("%s. %s.", title, words);
    gtk_image_set_from_icon_name (self->icon, coffret_place_icon (self->place));
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

static void
coffret_place_row_dispose (GObject *object)
{
  CoffretPlaceRow *self = COFFRET_PLACE_ROW (object);

  g_clear_object (&self->compartment);
  g_clear_object (&self->group);
  g_clear_object (&self->library);
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
  gtk_widget_class_bind_template_child (widget_class, CoffretPlaceRow, emblem);
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
coffret_place_row_new_for_side (CoffretSide side)
{
  CoffretPlaceRow *self = g_object_new (COFFRET_TYPE_PLACE_ROW, NULL);

  self->side = side;
  gtk_label_set_label (self->name, coffret_side_title (side));
  gtk_image_set_from_icon_name (self->icon, coffret_side_icon (side));
  gtk_widget_set_visible (GTK_WIDGET (self->count), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  coffret_side_title (side), -1);
  return self;
}

void
coffret_place_row_set_count (CoffretPlaceRow *self, guint count, const char *words)
{
  g_autofree char *number = g_strdup_printf ("%'u", count);
  g_autofree char *sentence = g_strdup_printf ("%s. %s.", coffret_side_title (self->side), words);

  gtk_label_set_label (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

static void
update_group (CoffretPlaceRow *self)
{
  CoffretAudience audience = coffret_group_get_audience (self->group);
  guint count = coffret_group_get_count (self->group);
  g_autofree char *number = g_strdup_printf ("%'u", count);
  g_autofree char *words = coffret_count_words (count, FALSE);
  g_autofree char *sentence = g_strdup_printf ("%s. %s. %s.", coffret_group_get_name (self->group),
                                               coffret_audience_to_label (audience), words);

  gtk_label_set_label (self->name, coffret_group_get_name (self->group));
  gtk_label_set_label (self->count, number);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_image_set_from_icon_name (self->icon, coffret_audience_icon (audience));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

CoffretPlaceRow *
coffret_place_row_new_for_group (CoffretGroup *group)
{
  CoffretPlaceRow *self = g_object_new (COFFRET_TYPE_PLACE_ROW, NULL);

  self->group = g_object_ref (group);
  g_signal_connect_object (group, "notify", G_CALLBACK (update_group), self, G_CONNECT_SWAPPED);
  update_group (self);
  return self;
}

CoffretPlaceRow *
coffret_place_row_new_for_compartment (CoffretCompartment *compartment, CoffretLibrary *library)
{
  CoffretPlaceRow *self = g_object_new (COFFRET_TYPE_PLACE_ROW, NULL);

  self->place = COFFRET_PLACE_COMPARTMENT;
  self->compartment = g_object_ref (compartment);
  self->library = g_object_ref (library);
  g_signal_connect_object (compartment, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  /* The one that it lies in may have another name. */
  g_signal_connect_object (library, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
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

CoffretSide
coffret_place_row_get_side (CoffretPlaceRow *self)
{
  return self->side;
}

CoffretCompartment *
coffret_place_row_get_compartment (CoffretPlaceRow *self)
{
  return self->compartment;
}

CoffretGroup *
coffret_place_row_get_group (CoffretPlaceRow *self)
{
  return self->group;
}
