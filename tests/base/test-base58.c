#include "base/base58.h"

#include <string.h>

/* draft-msporny-base58-03, section 5. */
static void
test_known (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    const char *text;
  } known[] = {
    { "", 0, "" },
    { "Hello World!", 12, "2NEpo7TZRRrLZSi2U" },
    { "The quick brown fox jumps over the lazy dog.", 44,
      "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z" },
    { "\0\0\x28\x7f\xb4\xcd", 6, "11233QC4" },
    { "\0", 1, "1" },
    { "\0\0\0", 3, "111" },
    { "\x39", 1, "z" },
    { "\x3a", 1, "21" },
    { "\xff\xff\xff\xff", 4, "7YXq9G" },
    { "\x01\0\0\0\0", 5, "7YXq9H" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autoptr (GBytes) bytes = coffret_base58_decode (known[i].text, strlen (known[i].text));
    g_autofree char *text =
      coffret_base58_encode ((const guint8 *) known[i].bytes, known[i].length);
    gsize length = 0;
    const void *data;

    g_assert_nonnull (bytes);
    data = g_bytes_get_data (bytes, &length);
    g_assert_cmpmem (data, length, known[i].bytes, known[i].length);
    g_assert_cmpstr (text, ==, known[i].text);
  }
}

static void
test_round_trip (void)
{
  guint8 data[COFFRET_BASE58_MAX_LENGTH / 2];
  guint32 state = 7;

  for (gsize length = 0; length <= sizeof data; length += length < 200 ? 1 : 103) {
    g_autofree char *text = NULL;
    g_autoptr (GBytes) back = NULL;
    g_autoptr (GBytes) expected = NULL;

    for (gsize i = 0; i < length; i++) {
      state = state * 1664525 + 1013904223;
      /* Zeros at the beginning are digits of their own. */
      data[i] = i < length % 5 ? 0 : (guint8) (state >> 24);
    }
    text = coffret_base58_encode (data, length);
    back = coffret_base58_decode (text, strlen (text));
    expected = g_bytes_new (data, length);
    g_assert_nonnull (back);
    g_assert_true (g_bytes_equal (back, expected));
  }
}

static void
test_strict (void)
{
  static const char *const bad[] = { "0", "O", "I", "l", "2 1", "21\n", "-", "é", "zz+", "z=" };
  g_autofree char *longest = g_strnfill (COFFRET_BASE58_MAX_LENGTH, 'z');
  g_autofree char *zeros = g_strnfill (COFFRET_BASE58_MAX_LENGTH, '1');
  g_autofree char *longer = g_strnfill (COFFRET_BASE58_MAX_LENGTH + 1, 'z');
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) nothing = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (coffret_base58_decode (bad[i], strlen (bad[i])));
  g_assert_null (coffret_base58_decode ("z\0z", 3));

  bytes = coffret_base58_decode (longest, COFFRET_BASE58_MAX_LENGTH);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 1500);
  nothing = coffret_base58_decode (zeros, COFFRET_BASE58_MAX_LENGTH);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, COFFRET_BASE58_MAX_LENGTH);
  g_assert_null (coffret_base58_decode (longer, strlen (longer)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base58/known", test_known);
  g_test_add_func ("/base58/round-trip", test_round_trip);
  g_test_add_func ("/base58/strict", test_strict);
  return g_test_run ();
}
