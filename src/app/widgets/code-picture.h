/* code-picture.h: a QR code, as large as there is room, with sharp edges, black on white in every
 * style. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_CODE_PICTURE (coffret_code_picture_get_type ())
G_DECLARE_FINAL_TYPE (CoffretCodePicture, coffret_code_picture, COFFRET, CODE_PICTURE, GtkWidget)

/* TEXTURE: the code with the white margin that it needs. */
CoffretCodePicture *coffret_code_picture_new (GdkTexture *texture);

G_END_DECLS
