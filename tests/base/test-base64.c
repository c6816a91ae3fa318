#include "base/base64.h"

#include <sodium.h>
#include <string.h>

static void
test_round_trip (void)
{
  guint8 data[64];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 37);
  for (gsize length = 0; length <= sizeof data; length++) {
    g_autofree char *text = coffret_base64url_encode (data, length);
    g_autoptr (GBytes) back = coffret_base64url_decode (text, strlen (text));
    g_autoptr (GBytes) expected = g_bytes_new (data, length);

    g_assert_nonnull (back);
    g_assert_true (g_bytes_equal (back, expected));
  }
}

static void
test_strict (void)
{
  static const char *const bad[] = {
    "YQ==", "YQ=", "Y Q", "YQ\n", "Y", "YR", "+/", "Zm9vYg..", "é"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (coffret_base64url_decode (bad[i], strlen (bad[i])));
}

/* Every end of every length, beside libsodium's decoder, which takes bytes past ASCII for letters.
 */
static void
test_ends (void)
{
  for (guint length = 1; length <= 9; length++)
    for (guint pair = 0; pair < 65536; pair++) {
      char text[] = "QUJ-_xyz0";
      guint8 data[16];
      gsize size = 0;
      const char *end = NULL;
      g_autoptr (GBytes) decoded = NULL;
      gboolean good;

      text[length] = '\0';
      text[length - 1] = (char) pair;
      if (length > 1)
        text[length - 2] = (char) (pair >> 8);
      decoded = coffret_base64url_decode (text, length);
      good = sodium_base642bin (data, sizeof data, text, length, NULL, &size, &end,
                                sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
             end == text + length && g_str_is_ascii (text);
      g_assert_cmpint (decoded != NULL, ==, good);
      if (good)
        g_assert_cmpmem (data, size, g_bytes_get_data (decoded, NULL), g_bytes_get_size (decoded));
    }
}

static void
test_data_url (void)
{
  g_autofree char *type = NULL;
  g_autoptr (GBytes) image =
    coffret_data_url_decode ("data:image/PNG;base64,aGVs\nbG8=", 100, &type);
  g_autoptr (GBytes) text = coffret_data_url_decode ("data:,hello%20you", 100, NULL);

  g_assert_cmpstr (type, ==, "image/png");
  g_assert_cmpmem (g_bytes_get_data (image, NULL), g_bytes_get_size (image), "hello", 5);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), "hello you", 9);
  g_assert_null (coffret_data_url_decode ("data:image/png;base64,aGVsbG8=", 4, NULL));
  g_assert_null (coffret_data_url_decode ("data:image/png;base64", 100, NULL));
  g_assert_null (coffret_data_url_decode ("https://example.org/x.png", 100, NULL));
  g_assert_null (coffret_data_url_decode (NULL, 100, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base64/round-trip", test_round_trip);
  g_test_add_func ("/base64/strict", test_strict);
  g_test_add_func ("/base64/ends", test_ends);
  g_test_add_func ("/base64/data-url", test_data_url);
  return g_test_run ();
}
