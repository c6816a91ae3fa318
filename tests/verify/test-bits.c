/* Compressed lists: the standards' own examples, all widths, and what must be refused. */
#include "verify/bits.h"

#include <string.h>
#include <zlib.h>

#include "base/base64.h"

static GBytes *
pack (CoffretBitsPacking packing, const guint8 *data, gsize length)
{
  z_stream stream = { 0 };
  gsize bound = compressBound (length) + 64;
  guint8 *packed = g_malloc (bound);

  deflateInit2 (&stream, 9, Z_DEFLATED, packing == COFFRET_BITS_GZIP ? 16 + MAX_WBITS : MAX_WBITS,
                8, Z_DEFAULT_STRATEGY);
  stream.next_in = (guint8 *) data;
  stream.avail_in = (guint) length;
  stream.next_out = packed;
  stream.avail_out = (guint) bound;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  bound = stream.total_out;
  deflateEnd (&stream);
  return g_bytes_new_take (packed, bound);
}

static guint32
pick (GBytes *packed, CoffretBitsPacking packing, guint64 index, guint width, gboolean least_first)
{
  g_autoptr (GError) error = NULL;
  CoffretBits bits = { 0 };

  g_assert_true (coffret_bits_pick (packed, packing, index, width, least_first, &bits, &error));
  g_assert_no_error (error);
  return bits.value;
}

static gboolean
fails (GBytes *packed, CoffretBitsPacking packing, guint64 index, guint width, gboolean least_first)
{
  g_autoptr (GError) error = NULL;
  CoffretBits bits = { 0 };

  if (coffret_bits_pick (packed, packing, index, width, least_first, &bits, &error))
    return FALSE;
  g_assert_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_DOCUMENT);
  return TRUE;
}

/* Token Status List section 4.1: 0xb9 0xa3, and 0xc9 0x44 0xf9 for two bits. */
static void
test_examples (void)
{
  static const guint8 one[] = { 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1 };
  static const guint8 two[] = { 1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3 };
  g_autoptr (GBytes) first = coffret_base64url_decode ("eNrbuRgAAhcBXQ", 14);
  g_autoptr (GBytes) second = coffret_base64url_decode ("eNo76fITAAPfAgc", 15);

  for (guint i = 0; i < G_N_ELEMENTS (one); i++)
    g_assert_cmpuint (pick (first, COFFRET_BITS_ZLIB, i, 1, TRUE), ==, one[i]);
  g_assert_true (fails (first, COFFRET_BITS_ZLIB, G_N_ELEMENTS (one), 1, TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (two); i++)
    g_assert_cmpuint (pick (second, COFFRET_BITS_ZLIB, i, 2, TRUE), ==, two[i]);
  g_assert_true (fails (second, COFFRET_BITS_ZLIB, G_N_ELEMENTS (two), 2, TRUE));
  g_assert_true (fails (first, COFFRET_BITS_GZIP, 0, 1, TRUE));
}

/* Every width and index against the plain way of reading bits. */
static void
test_widths (void)
{
  static const guint widths[] = { 1, 2, 3, 4, 7, 8, 9, 13, 16, 31, 32 };
  guint8 data[257];
  g_autoptr (GBytes) gzip = NULL;
  g_autoptr (GBytes) zlib = NULL;

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 167 + 13);
  gzip = pack (COFFRET_BITS_GZIP, data, sizeof data);
  zlib = pack (COFFRET_BITS_ZLIB, data, sizeof data);
  for (guint w = 0; w < G_N_ELEMENTS (widths); w++) {
    guint width = widths[w];
    guint count = sizeof data * 8 / width;

    for (guint index = 0; index < count; index++) {
      guint64 most = 0;

      for (guint bit = index * width; bit < (index + 1) * width; bit++)
        most = most * 2 + ((data[bit / 8] & (0x80 >> bit % 8)) != 0);
      g_assert_cmpuint (pick (gzip, COFFRET_BITS_GZIP, index, width, FALSE), ==, most);
      if (width == 1 || width == 2 || width == 4 || width == 8)
        g_assert_cmpuint (pick (zlib, COFFRET_BITS_ZLIB, index, width, TRUE), ==,
                          (data[index * width / 8] / (1U << (index * width % 8))) % (1U << width));
      else
        g_assert_true (fails (zlib, COFFRET_BITS_ZLIB, index, width, TRUE));
    }
    g_assert_true (fails (gzip, COFFRET_BITS_GZIP, count, width, FALSE));
  }
}

static void
test_refused (void)
{
  static const guint8 data[64] = { 0 };
  g_autoptr (GBytes) whole = pack (COFFRET_BITS_GZIP, data, sizeof data);
  gsize length = g_bytes_get_size (whole);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, length - 1);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (whole, NULL), length);
  g_autoptr (GByteArray) long_one = g_byte_array_new ();
  g_autoptr (GBytes) trailing = NULL;
  g_autoptr (GBytes) wrong = NULL;
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);

  g_byte_array_append (long_one, bytes, (guint) length);
  g_byte_array_append (long_one, (const guint8 *) "x", 1);
  trailing = g_bytes_new (long_one->data, long_one->len);
  bytes[length - 6] ^= 1; /* in the checksum */
  wrong = g_bytes_new (bytes, length);

  g_assert_false (fails (whole, COFFRET_BITS_GZIP, 511, 1, FALSE));
  g_assert_true (fails (whole, COFFRET_BITS_GZIP, 512, 1, FALSE));
  g_assert_true (fails (whole, COFFRET_BITS_GZIP, G_MAXUINT64, 1, FALSE));
  g_assert_true (fails (whole, COFFRET_BITS_GZIP, G_MAXUINT64 / 8 + 1, 8, FALSE));
  g_assert_true (fails (whole, COFFRET_BITS_GZIP, 0, 0, FALSE));
  g_assert_true (fails (whole, COFFRET_BITS_GZIP, 0, 33, FALSE));
  g_assert_true (fails (cut, COFFRET_BITS_GZIP, 0, 1, FALSE));
  g_assert_true (fails (trailing, COFFRET_BITS_GZIP, 0, 1, FALSE));
  g_assert_true (fails (wrong, COFFRET_BITS_GZIP, 0, 1, FALSE));
  g_assert_true (fails (empty, COFFRET_BITS_GZIP, 0, 1, FALSE));
}

/* 256 MiB of zeros in a quarter of a megabyte: refused, and never in memory. */
static void
test_bomb (void)
{
  static guint8 zeros[1024 * 1024];
  z_stream stream = { 0 };
  gsize room = 1024 * 1024;
  guint8 *packed = g_malloc (room);
  g_autoptr (GBytes) bomb = NULL;

  deflateInit2 (&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  stream.next_out = packed;
  stream.avail_out = (guint) room;
  for (guint i = 0; i < 256; i++) {
    stream.next_in = zeros;
    stream.avail_in = sizeof zeros;
    g_assert_cmpint (deflate (&stream, i == 255 ? Z_FINISH : Z_NO_FLUSH), !=, Z_STREAM_ERROR);
  }
  bomb = g_bytes_new_take (packed, stream.total_out);
  deflateEnd (&stream);
  g_assert_true (fails (bomb, COFFRET_BITS_GZIP, 0, 1, FALSE));
}

/* The long examples of the standard, at places that its text lists. */
static void
test_vectors (void)
{
  static const struct {
    const char *name;
    guint width;
    guint64 length;
    struct {
      guint64 index;
      guint32 value;
    } values[5];
  } files[] = {
    { "status_list_encoding1_long_json.md",
      1,
      1048576,
      { { 0, 1 }, { 1993, 1 }, { 25460, 1 }, { 159495, 1 }, { 25461, 0 } } },
    { "status_list_encoding2_long_json.md",
      2,
      2097152,
      { { 0, 1 }, { 1993, 2 }, { 25460, 1 }, { 159495, 3 }, { 159496, 0 } } },
    { "status_list_encoding4_json.md",
      4,
      4194304,
      { { 0, 1 }, { 1993, 2 }, { 35460, 3 }, { 459495, 4 }, { 595669, 5 } } },
    { "status_list_encoding8_json.md",
      8,
      8388608,
      { { 1199, 121 }, { 4520, 213 }, { 6805, 112 }, { 13628, 20 }, { 13629, 0 } } },
  };
  g_autofree char *folder = g_build_filename (g_getenv ("COFFRET_SHARED"), "vectors",
                                              "oauth-status-list", "examples", NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("no ../shared");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
    g_autofree char *text = NULL;
    g_autoptr (GString) list = g_string_new (NULL);
    g_autoptr (GBytes) packed = NULL;

    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    /* The lines of the document are folded, so that it is no JSON. */
    for (const char *at = strstr (text, "\"lst\": \"") + strlen ("\"lst\": \""); *at != '"'; at++)
      if (!g_ascii_isspace (*at))
        g_string_append_c (list, *at);
    packed = coffret_base64url_decode (list->str, list->len);
    g_assert_nonnull (packed);
    for (guint j = 0; j < G_N_ELEMENTS (files[i].values); j++) {
      CoffretBits bits = { 0 };

      g_assert_true (coffret_bits_pick (packed, COFFRET_BITS_ZLIB, files[i].values[j].index,
                                        files[i].width, TRUE, &bits, NULL));
      g_assert_cmpuint (bits.value, ==, files[i].values[j].value);
      g_assert_cmpuint (bits.length, ==, files[i].length);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bits/examples", test_examples);
  g_test_add_func ("/bits/widths", test_widths);
  g_test_add_func ("/bits/refused", test_refused);
  g_test_add_func ("/bits/bomb", test_bomb);
  g_test_add_func ("/bits/vectors", test_vectors);
  return g_test_run ();
}
