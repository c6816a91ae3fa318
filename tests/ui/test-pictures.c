/* Strangers' pictures: decoded in the helper, refused when they are none, dropped
 * when nobody waits. */
#include "app/picture-loader.h"
#include "organise/view.h"
#include "ui-testing.h"

#include <glib/gstdio.h>

static GBytes *
svg_new (const char *body)
{
  char *text = g_strdup_printf (
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>%s</svg>", body);

  return g_bytes_new_take (text, strlen (text));
}

static void
test_decode (void)
{
  g_autoptr (GBytes) svg = svg_new ("<rect width='40' height='20' fill='red'/>");
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GdkTexture) texture = NULL;

  ui_testing_await (coffret_picture_decode (svg, 128, NULL), &value);
  texture = gdk_texture_new_from_bytes (g_value_get_boxed (&value), NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 128);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 64);
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "not a picture at all, but long enough",
    "\x89PNG\r\n\x1a\n and then nothing of the kind",
    "<svg xmlns='http://www.w3.org/2000/svg'><unclosed>",
    /* A format that the decoder's library knows and that is not let in. */
    "/* XPM */ static char *x[] = {\"1 1 1 1\",\"a c red\",\"a\"};",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (bad[i], strlen (bad[i]));
    g_autoptr (GError) error = ui_testing_await_error (coffret_picture_decode (bytes, 128, NULL));

    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  }
}

/* A file of the person's own is not drawn into the picture. */
static void
test_reaches_nothing (void)
{
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GBytes) red = svg_new ("<rect width='40' height='20' fill='red'/>");
  g_autoptr (GBytes) svg = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GdkTexture) texture = NULL;
  guint32 pixel = 1;
  int fd = g_file_open_tmp ("coffret-XXXXXX.svg", &path, NULL);
  guchar *pixels;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_file_set_contents (path, g_bytes_get_data (red, NULL), (gssize) g_bytes_get_size (red), NULL);
  body = g_strdup_printf ("<image href='file://%s' width='40' height='20'/>", path);
  svg = svg_new (body);
  ui_testing_await (coffret_picture_decode (svg, 40, NULL), &value);
  texture = gdk_texture_new_from_bytes (g_value_get_boxed (&value), NULL);
  pixels = g_malloc0 ((gsize) gdk_texture_get_width (texture) * 4 *
                      (gsize) gdk_texture_get_height (texture));
  gdk_texture_download (texture, pixels, (gsize) gdk_texture_get_width (texture) * 4);
  memcpy (&pixel, pixels + 10 * 40 * 4 + 20 * 4, 4);
  g_assert_cmphex (pixel, ==, 0);
  g_free (pixels);
  g_remove (path);
}

static void
test_loader (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (2);
  g_autoptr (CoffretPictureLoader) loader = coffret_picture_loader_new (session);
  CoffretLibrary *library = coffret_session_get_library (session);
  g_autoptr (GPtrArray) entries =
    coffret_view_ask (library, COFFRET_PLACE_ALL, NULL, COFFRET_ORDER_AWARDED, NULL);
  CoffretEntry *with = g_ptr_array_index (entries, 0);
  CoffretEntry *without = g_ptr_array_index (entries, 1);
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) kept = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_picture_loader_peek (loader, with));
  ui_testing_await (coffret_picture_loader_load (loader, with, COFFRET_PICTURE_SMALL, NULL),
                    &value);
  g_assert_true (GDK_IS_TEXTURE (g_value_get_object (&value)));
  g_assert_nonnull (coffret_picture_loader_peek (loader, with));
  while (TRUE) {
    DexFuture *future = coffret_session_thumbnail (session, with);

    while (dex_future_is_pending (future))
      g_main_context_iteration (NULL, TRUE);
    if (dex_future_is_resolved (future)) {
      ui_testing_await (future, &kept);
      break;
    }
    dex_unref (future);
  }
  error = ui_testing_await_error (
    coffret_picture_loader_load (loader, without, COFFRET_PICTURE_SMALL, NULL));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (coffret_picture_loader_peek (loader, without));
  coffret_session_end (session);
}

static void
test_nobody_waits (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (8);
  g_autoptr (CoffretPictureLoader) loader = coffret_picture_loader_new (session);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  DexFuture *futures[8];

  for (guint i = 0; i < 8; i++)
    futures[i] = coffret_picture_loader_load (loader, ui_testing_entry (session, i),
                                              COFFRET_PICTURE_SMALL, cancellable);
  g_cancellable_cancel (cancellable);
  /* Two had begun; the others are dropped before they do. */
  for (guint i = 2; i < 8; i++) {
    g_autoptr (GError) error = ui_testing_await_error (futures[i]);

    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  }
  for (guint i = 0; i < 2; i++) {
    while (dex_future_is_pending (futures[i]))
      g_main_context_iteration (NULL, TRUE);
    dex_unref (futures[i]);
  }
  coffret_session_end (session);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/pictures/decode", test_decode);
  g_test_add_func ("/pictures/refused", test_refused);
  g_test_add_func ("/pictures/reaches-nothing", test_reaches_nothing);
  g_test_add_func ("/pictures/loader", test_loader);
  g_test_add_func ("/pictures/nobody-waits", test_nobody_waits);
  return g_test_run ();
}
