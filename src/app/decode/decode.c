/* coffret-decode WIDTH HEIGHT: one picture from a stranger, made harmless.
 * coffret-decode codes: what the QR codes (and the like) in it say.
 *
 * Reads an encoded picture from standard input. Shrinks it to fit and writes a PNG
 * to standard output; or writes the text of each code, ended by a NUL byte. It may open no
 * connection, start no program, write no file, and use little memory and time; whoever starts it
 * kills it when it is slow. A status other than 0 says that there is no picture to be had from
 * these bytes.
 */
#include "app/decode/confine.h"

#include <ZXing/ZXingC.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdlib.h>
#include <unistd.h>

#define MAX_BYTES (20 * 1024 * 1024)
#define MAX_PIXELS (64 * 1024 * 1024)
#define MAX_SIDE 2048
/* In a scanned page this is seven pixels for each of a code's smallest squares. */
#define CODES_SIDE 4096
#define CODES_MARGIN 32
#define SMALL_SIDE 1024
#define MAX_CODES 16
#define MAX_CODE_BYTES 8192

/* What the bytes are, by looking at them; the loader of no other format is asked. */
static const char *
media_type (const GByteArray *bytes)
{
  const char *data = (const char *) bytes->data;
  gsize length = bytes->len;

  if (length < 16)
    return NULL;
  if (memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return "image/png";
  if (memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  if (memcmp (data, "GIF8", 4) == 0)
    return "image/gif";
  if (memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return "image/webp";
  if (g_strstr_len (data, (gssize) MIN (length, 64 * 1024), "<svg"))
    return "image/svg+xml";
  return NULL;
}

static GByteArray *
read_all (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[64 * 1024];
  gssize got;

  while ((got = read (STDIN_FILENO, buffer, sizeof buffer)) > 0) {
    if (bytes->len + (gsize) got > MAX_BYTES)
      exit (3);
    g_byte_array_append (bytes, buffer, (guint) got);
  }
  if (got < 0)
    exit (3);
  return bytes;
}

typedef struct {
  int width;
  int height;
} Box;

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const Box *box = data;
  gboolean scalable =
    (gdk_pixbuf_format_get_name (gdk_pixbuf_loader_get_format (loader)) != NULL) &&
    gdk_pixbuf_format_is_scalable (gdk_pixbuf_loader_get_format (loader));
  double scale;

  if (width < 1 || height < 1 || (!scalable && (gint64) width * height > MAX_PIXELS))
    exit (4);
  scale = MIN ((double) box->width / width, (double) box->height / height);
  if (scale > 1 && !scalable)
    scale = 1;
  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                              MAX (1, (int) (height * scale)));
}

static GdkPixbuf *
decode (const GByteArray *bytes, const char *type, Box *box)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (type, NULL);
  g_autoptr (GdkPixbuf) upright = NULL;
  GdkPixbuf *pixbuf;

  if (!loader)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), box);
  if (!gdk_pixbuf_loader_write (loader, bytes->data, bytes->len, NULL)) {
    gdk_pixbuf_loader_close (loader, NULL);
    return NULL;
  }
  if (!gdk_pixbuf_loader_close (loader, NULL))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (!pixbuf)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  return g_steal_pointer (&upright);
}

/* Only pixels go on: no text chunk, profile or comment of the original. */
static gboolean
write_all (const char *data, gsize length, GError **error, gpointer unused)
{
  while (length > 0) {
    gssize put = write (STDOUT_FILENO, data, length);

    if (put < 0)
      return FALSE;
    data += put;
    length -= (gsize) put;
  }
  return TRUE;
}

/* On white, with a margin of it: codes on nothing, and codes cut out closely, are common. */
static GdkPixbuf *
on_paper (const GdkPixbuf *pixbuf, int scale)
{
  int width = gdk_pixbuf_get_width (pixbuf) * scale;
  int height = gdk_pixbuf_get_height (pixbuf) * scale;
  GdkPixbuf *paper = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width + 2 * CODES_MARGIN,
                                     height + 2 * CODES_MARGIN);

  if (!paper)
    return NULL;
  gdk_pixbuf_fill (paper, 0xffffffff);
  gdk_pixbuf_composite (pixbuf, paper, CODES_MARGIN, CODES_MARGIN, width, height, CODES_MARGIN,
                        CODES_MARGIN, scale, scale, GDK_INTERP_NEAREST, 255);
  return paper;
}

/* Its bytes where they are text already: a guess at how they are written could only go wrong. */
static void
add_code (const ZXing_Barcode *code, GByteArray *answer)
{
  int length = 0;
  uint8_t *bytes = ZXing_Barcode_bytes (code, &length);
  char *text = NULL;

  if (!bytes || length < 1 || !g_utf8_validate ((const char *) bytes, length, NULL)) {
    text = ZXing_Barcode_text (code);
    length = text ? (int) strlen (text) : 0;
  }
  if (length > 0 && length <= MAX_CODE_BYTES) {
    g_byte_array_append (answer, text ? (const guint8 *) text : bytes, (guint) length);
    g_byte_array_append (answer, (const guint8 *) "", 1);
  }
  ZXing_free (bytes);
  ZXing_free (text);
}

static void
find_codes (const GdkPixbuf *pixbuf, int scale, GByteArray *answer)
{
  g_autoptr (GdkPixbuf) paper = on_paper (pixbuf, scale);
  ZXing_ReaderOptions *options = ZXing_ReaderOptions_new ();
  ZXing_ImageView *view;
  ZXing_Barcodes *codes;

  if (!paper)
    exit (4);
  ZXing_ReaderOptions_setFormats (options, ZXing_BarcodeFormat_QRCode | ZXing_BarcodeFormat_Aztec |
                                             ZXing_BarcodeFormat_DataMatrix |
                                             ZXing_BarcodeFormat_PDF417);
  ZXing_ReaderOptions_setTextMode (options, ZXing_TextMode_Plain);
  ZXing_ReaderOptions_setMaxNumberOfSymbols (options, MAX_CODES);
  view = ZXing_ImageView_new (gdk_pixbuf_read_pixels (paper), gdk_pixbuf_get_width (paper),
                              gdk_pixbuf_get_height (paper), ZXing_ImageFormat_RGB,
                              gdk_pixbuf_get_rowstride (paper), 3);
  codes = ZXing_ReadBarcodes (view, options);
  for (int i = 0; codes && i < MIN (ZXing_Barcodes_size (codes), MAX_CODES); i++)
    add_code (ZXing_Barcodes_at (codes, i), answer);
  if (codes)
    ZXing_Barcodes_delete (codes);
  ZXing_ImageView_delete (view);
  ZXing_ReaderOptions_delete (options);
}

static int
write_codes (const GdkPixbuf *pixbuf)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  int side = MAX (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));

  find_codes (pixbuf, 1, answer);
  if (answer->len == 0 && side <= SMALL_SIDE)
    find_codes (pixbuf, 3, answer);
  return write_all ((const char *) answer->data, answer->len, NULL, NULL) ? 0 : 1;
}

int
main (int argc, char **argv)
{
  gboolean codes = argc == 2 && g_str_equal (argv[1], "codes");
  Box box = { argc > 1 ? atoi (argv[1]) : 0, argc > 2 ? atoi (argv[2]) : 0 };
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  const char *type;

  if (codes)
    box.width = box.height = CODES_SIDE;
  else if (box.width < 1 || box.height < 1 || box.width > MAX_SIDE || box.height > MAX_SIDE)
    return 2;
  if (!coffret_confine (1024, 5))
    return 5;
  bytes = read_all ();
  type = media_type (bytes);
  pixbuf = type ? decode (bytes, type, &box) : NULL;
  if (!pixbuf)
    return 1;
  if (codes)
    return write_codes (pixbuf);
  return gdk_pixbuf_save_to_callback (pixbuf, write_all, NULL, "png", NULL, NULL) ? 0 : 1;
}
