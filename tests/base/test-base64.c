#include "base/base64.h"

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
  g_test_add_func ("/base64/data-url", test_data_url);
  return g_test_run ();
}
