#include "app/widgets/code-picture.h"

#include <glib/gi18n-lib.h>

#define NATURAL 600
#define SMALLEST 200

struct _CoffretCodePicture {
  GtkWidget parent_instance;

  GdkTexture *texture;
};

G_DEFINE_FINAL_TYPE (CoffretCodePicture, coffret_code_picture, GTK_TYPE_WIDGET)

/* A blurred edge is what a camera stumbles over: pixels stay squares. */
static void
coffret_code_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CoffretCodePicture *self = COFFRET_CODE_PICTURE (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  float side = MIN (width, height);
  graphene_rect_t square = GRAPHENE_RECT_INIT ((width - side) / 2, (height - side) / 2, side, side);

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &square);
  gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_NEAREST, &square);
}

static void
coffret_code_picture_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  *minimum = SMALLEST;
  *natural = NATURAL;
}

static void
coffret_code_picture_dispose (GObject *object)
{
  g_clear_object (&COFFRET_CODE_PICTURE (object)->texture);
  G_OBJECT_CLASS (coffret_code_picture_parent_class)->dispose (object);
}

static void
coffret_code_picture_class_init (CoffretCodePictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_code_picture_dispose;
  widget_class->snapshot = coffret_code_picture_snapshot;
  widget_class->measure = coffret_code_picture_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
coffret_code_picture_init (CoffretCodePicture *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("QR code"), -1);
}

CoffretCodePicture *
coffret_code_picture_new (GdkTexture *texture)
{
  CoffretCodePicture *self = g_object_new (COFFRET_TYPE_CODE_PICTURE, NULL);

  self->texture = g_object_ref (texture);
  return self;
}
