#include "app/widgets/credential-picture.h"

#include "app/closures.h"
#include "app/when.h"

struct _CoffretCredentialPicture {
  AdwBin parent_instance;

  GtkImage *image;
  int size; /* of the tile, in application pixels */
  CoffretEntry *entry;
  CoffretPictureLoader *loader;
  GCancellable *loading;
  gboolean wanted;  /* somebody looks at it */
  gboolean settled; /* loaded, or known to have none */
};

G_DEFINE_FINAL_TYPE (CoffretCredentialPicture, coffret_credential_picture, ADW_TYPE_BIN)

enum {
  PROP_SIZE = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void
show_texture (CoffretCredentialPicture *self, GdkTexture *texture)
{
  gtk_image_set_pixel_size (self->image, self->size);
  gtk_image_set_from_paintable (self->image, GDK_PAINTABLE (texture));
  gtk_widget_remove_css_class (GTK_WIDGET (self), "symbol");
}

static void
show_symbol (CoffretCredentialPicture *self)
{
  CoffretKind kind = self->entry ? coffret_entry_get_kind (self->entry) : COFFRET_KIND_OTHER;

  gtk_image_set_pixel_size (self->image, self->size / 2);
  gtk_image_set_from_icon_name (self->image, coffret_kind_icon (kind));
  gtk_widget_add_css_class (GTK_WIDGET (self), "symbol");
}

static void
on_loaded (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCredentialPicture *self = owner;

  /* Another entry may have taken this one's place meanwhile. */
  if (self->loading != data)
    return;
  g_clear_object (&self->loading);
  self->settled = !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (!error && coffret_picture_loader_is_shown (self->loader))
    show_texture (self, GDK_TEXTURE (g_value_get_object (value)));
}

static void
on_decoded (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretCredentialPicture *self = owner;
  g_autoptr (GdkTexture) texture = NULL;

  if (self->loading != data)
    return;
  g_clear_object (&self->loading);
  if (!error)
    texture = gdk_texture_new_from_bytes (g_value_get_boxed (value), NULL);
  if (texture)
    show_texture (self, texture);
}

static void
coffret_credential_picture_get_property (GObject *object,
                                         guint id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  if (id == PROP_SIZE)
    g_value_set_int (value, COFFRET_CREDENTIAL_PICTURE (object)->size);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
coffret_credential_picture_set_property (GObject *object,
                                         guint id,
                                         const GValue *value,
                                         GParamSpec *pspec)
{
  CoffretCredentialPicture *self = COFFRET_CREDENTIAL_PICTURE (object);

  if (id == PROP_SIZE) {
    self->size = g_value_get_int (value);
    gtk_widget_set_size_request (GTK_WIDGET (self), self->size, self->size);
    show_symbol (self);
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_credential_picture_dispose (GObject *object)
{
  CoffretCredentialPicture *self = COFFRET_CREDENTIAL_PICTURE (object);

  coffret_credential_picture_cancel (self);
  g_clear_object (&self->entry);
  g_clear_object (&self->loader);
  G_OBJECT_CLASS (coffret_credential_picture_parent_class)->dispose (object);
}

static void
coffret_credential_picture_class_init (CoffretCredentialPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = coffret_credential_picture_get_property;
  object_class->set_property = coffret_credential_picture_set_property;
  object_class->dispose = coffret_credential_picture_dispose;
  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 16, 512, 48,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
coffret_credential_picture_init (CoffretCredentialPicture *self)
{
  self->image =
    g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->image));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "credential-picture");
}

static void
show_first (CoffretCredentialPicture *self)
{
  GdkTexture *texture =
    self->entry && self->loader ? coffret_picture_loader_peek (self->loader, self->entry) : NULL;

  self->settled = texture != NULL;
  if (texture)
    show_texture (self, texture);
  else
    show_symbol (self);
}

static void
on_shown_changed (CoffretCredentialPicture *self)
{
  gboolean wanted = self->wanted;

  coffret_credential_picture_cancel (self);
  show_first (self);
  if (wanted)
    coffret_credential_picture_load (self);
}

void
coffret_credential_picture_set_entry (CoffretCredentialPicture *self,
                                      CoffretEntry *entry,
                                      CoffretPictureLoader *loader)
{
  coffret_credential_picture_cancel (self);
  g_set_object (&self->entry, entry);
  if (self->loader != loader) {
    if (self->loader)
      g_signal_handlers_disconnect_by_func (self->loader, on_shown_changed, self);
    g_set_object (&self->loader, loader);
    if (loader)
      g_signal_connect_object (loader, "notify::shown", G_CALLBACK (on_shown_changed), self,
                               G_CONNECT_SWAPPED);
  }
  show_first (self);
}

void
coffret_credential_picture_load (CoffretCredentialPicture *self)
{
  int size = self->size > 64 ? COFFRET_PICTURE_LARGE : COFFRET_PICTURE_SMALL;

  self->wanted = TRUE;
  if (!self->entry || !self->loader || !coffret_picture_loader_is_shown (self->loader) ||
      self->settled || self->loading)
    return;
  self->loading = g_cancellable_new ();
  coffret_when (coffret_picture_loader_load (self->loader, self->entry, size, self->loading), self,
                on_loaded, g_object_ref (self->loading), g_object_unref);
}

void
coffret_credential_picture_set_item (CoffretCredentialPicture *self, const CoffretItem *item)
{
  g_autoptr (GBytes) encoded = coffret_picture_of_item (item);

  coffret_credential_picture_cancel (self);
  if (!encoded)
    return;
  self->loading = g_cancellable_new ();
  coffret_when (coffret_picture_decode (encoded, COFFRET_PICTURE_LARGE, self->loading), self,
                on_decoded, g_object_ref (self->loading), g_object_unref);
}

void
coffret_credential_picture_cancel (CoffretCredentialPicture *self)
{
  self->wanted = FALSE;
  if (self->loading)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}
