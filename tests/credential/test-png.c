#include <string.h>

#include "make.h"

static void
test_every_chunk (void)
{
  static const char *const types[] = { "iTXt", "iTXt-z", "zTXt", "tEXt" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GBytes) ob2 = make_png (types[i], "openbadges", make_ob2);
    g_autoptr (GBytes) ob3 = make_png (types[i], "openbadgecredential", make_ob3);

    make_assert_same (ob2, 1, make_ob2);
    make_assert_same (ob3, 1, make_ob3);
  }
}

static void
test_token (void)
{
  g_autofree char *token = make_token ("{\"alg\":\"ES256\"}", make_ob3);
  g_autoptr (GBytes) png = make_png ("iTXt", "openbadgecredential", token);
  g_autoptr (GPtrArray) items = NULL;
  const CoffretItem *item;

  make_assert_same (png, 1, token);
  items = make_items (png);
  item = g_ptr_array_index (items, 0);
  g_assert_cmpstr (item->place, ==, "");
  g_assert_cmpstr (item->envelope, ==, "png+jwt");
  g_assert_cmpstr (item->credential->proof, ==, "ES256");
  g_assert_true (g_bytes_equal (item->picture, png));
}

static void
test_two (void)
{
  GByteArray *png = make_png_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (CoffretItem) second = NULL;
  const CoffretItem *item;

  make_png_text (png, "iTXt", "openbadges", make_ob2);
  make_png_text (png, "iTXt", "Title", "A knot");
  make_png_text (png, "zTXt", "openbadgecredential", make_ob3);
  bytes = make_png_end (png);

  make_assert_same (bytes, 2, make_ob2);
  items = make_items (bytes);
  item = g_ptr_array_index (items, 1);
  g_assert_no_error (item->error);
  g_assert_cmpstr (item->credential->format, ==, "ob3");
  g_assert_cmpstr (item->place, ==, "#2");

  second = coffret_reader_read_place (bytes, item->place, NULL);
  g_assert_nonnull (second);
  g_assert_cmpstr (second->digest, ==, item->digest);
}

static void
test_keyword_twice (void)
{
  GByteArray *png = make_png_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;

  make_png_text (png, "iTXt", "openbadges", make_ob2);
  make_png_text (png, "iTXt", "openbadges", "{\"broken\":");
  bytes = make_png_end (png);
  items = make_items (bytes);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_nonnull (((CoffretItem *) g_ptr_array_index (items, 0))->credential);
  g_assert_nonnull (((CoffretItem *) g_ptr_array_index (items, 1))->error);
}

static void
test_address (void)
{
  g_autoptr (GBytes) png = make_png ("tEXt", "openbadges", "https://badges.example/a/7.json");
  g_autoptr (GError) error = make_refusal (png, NULL);

  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "https://badges.example/a/7.json"));
}

static void
test_plain_picture (void)
{
  g_autoptr (GBytes) png = make_png ("tEXt", "Software", "a drawing program");
  g_autoptr (GError) error = make_refusal (png, NULL);

  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
}

static void
test_latin1 (void)
{
  GString *text = g_string_new (make_ob2);
  g_autofree char *latin1 = NULL;
  g_autoptr (GBytes) png = NULL;

  g_string_replace (text, "Knot tying", "N\u0153uds et lacs d\u00e9faits", 1);
  g_string_replace (text, "\u0153", "oe", 1);
  latin1 = g_convert (text->str, -1, "ISO-8859-1", "UTF-8", NULL, NULL, NULL);
  png = make_png ("tEXt", "openbadges", latin1);
  make_assert_same (png, 1, text->str);
  g_string_free (text, TRUE);
}

static void
test_checksum (void)
{
  g_autoptr (GBytes) png = make_png ("iTXt", "openbadges", make_ob2);
  gsize length = 0;
  guint8 *data = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  g_autoptr (GBytes) damaged = NULL;
  g_autoptr (GError) error = NULL;
  gint64 offset = -1;

  length = g_bytes_get_size (png);
  data[60] ^= 1;
  damaged = g_bytes_new_take (data, length);
  error = make_refusal (damaged, &offset);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE);
  g_assert_cmpint (offset, ==, 8 + 25); /* after the signature and IHDR */
}

static void
test_bad_chunks (void)
{
  static const struct {
    const char *type;
    const char *data;
    gsize length;
  } chunks[] = {
    { "iTXt", "openbadges", 11 },               /* nothing after the keyword */
    { "iTXt", "openbadges\0\2\0\0\0{}", 17 },   /* an unknown flag */
    { "iTXt", "openbadges\0\0\1\0\0{}", 17 },   /* an unknown method */
    { "iTXt", "openbadges\0\0\0en", 15 },       /* a language without an end */
    { "iTXt", "openbadges\0\1\0\0\0xxxx", 19 }, /* no zlib stream */
    { "zTXt", "openbadges\0\1xxxx", 16 },
    { "zTXt", "openbadges\0", 11 },
    { "tEXt", "openbadges\0", 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (chunks); i++) {
    GByteArray *png = make_png_start ();
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;

    make_png_chunk (png, chunks[i].type, chunks[i].data, chunks[i].length);
    bytes = make_png_end (png);
    error = make_refusal (bytes, NULL);
    g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE);
  }
}

static void
test_bomb (void)
{
  gsize length = 25 * 1024 * 1024;
  g_autofree char *text = g_malloc (length + 1);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, ' ', length);
  text[length] = '\0';
  png = make_png ("zTXt", "openbadges", text);
  g_assert_cmpuint (g_bytes_get_size (png), <, 100 * 1024);
  error = make_refusal (png, NULL);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_many_bombs (void)
{
  CoffretLimits limits = coffret_limits_default;
  gsize length = 1024 * 1024;
  g_autofree char *text = g_malloc (length + 1);
  GByteArray *png = make_png_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, ' ', length);
  text[length] = '\0';
  for (guint i = 0; i < 20; i++)
    make_png_text (png, "zTXt", "openbadges", text);
  bytes = make_png_end (png);
  limits.max_inflated = 8 * length;
  items = coffret_reader_read (bytes, NULL, &limits, NULL, &error);
  g_assert_null (items);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_large_text (void)
{
  gsize length = 19 * 1024 * 1024;
  g_autofree char *text = g_malloc (length + 1);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GError) error = NULL;

  memset (text, '[', length);
  text[length] = '\0';
  png = make_png ("tEXt", "openbadges", text);
  error = make_refusal (png, NULL);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_sturdy (void)
{
  g_autoptr (GBytes) plain = make_png ("iTXt", "openbadges", make_ob2);
  g_autoptr (GBytes) packed = make_png ("zTXt", "openbadgecredential", make_ob3);

  make_assert_sturdy (plain, 0, TRUE);
  make_assert_sturdy (packed, 0, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/png/every-chunk", test_every_chunk);
  g_test_add_func ("/png/token", test_token);
  g_test_add_func ("/png/two", test_two);
  g_test_add_func ("/png/keyword-twice", test_keyword_twice);
  g_test_add_func ("/png/address", test_address);
  g_test_add_func ("/png/plain-picture", test_plain_picture);
  g_test_add_func ("/png/latin1", test_latin1);
  g_test_add_func ("/png/checksum", test_checksum);
  g_test_add_func ("/png/bad-chunks", test_bad_chunks);
  g_test_add_func ("/png/bomb", test_bomb);
  g_test_add_func ("/png/many-bombs", test_many_bombs);
  g_test_add_func ("/png/large-text", test_large_text);
  g_test_add_func ("/png/sturdy", test_sturdy);
  return g_test_run ();
}
