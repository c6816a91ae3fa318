#include "verify/cbor.h"

#include <string.h>

static CoffretCbor
begin (const char *hex, guint8 *bytes)
{
  gsize length = strlen (hex) / 2;

  for (gsize i = 0; i < length; i++)
    bytes[i] =
      (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return coffret_cbor_begin (bytes, length);
}

static void
test_uint (void)
{
  static const struct {
    const char *hex;
    guint64 value;
  } good[] = {
    { "00", 0 },
    { "17", 23 },
    { "1818", 24 },
    { "18ff", 255 },
    { "190100", 256 },
    { "19ffff", 65535 },
    { "1a00010000", 65536 },
    { "1affffffff", G_MAXUINT32 },
    { "1b0000000100000000", (guint64) G_MAXUINT32 + 1 },
    { "1bffffffffffffffff", G_MAXUINT64 },
  };
  /* Longer heads than needed, cut off, not assigned, indefinite, of another kind. */
  static const char *const bad[] = {
    "",   "1800", "1817",   "1900ff",     "1a0000ffff", "1b00000000ffffffff",
    "18", "1901", "1a0001", "1b00000001", "1c",         "1d",
    "1e", "1f",   "20",     "40",         "60",         "80",
    "a0", "c000", "f4",     "f97e00",     "ff",
  };
  guint8 bytes[16];
  guint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    CoffretCbor cbor = begin (good[i].hex, bytes);

    g_assert_true (coffret_cbor_read_uint (&cbor, &value));
    g_assert_cmpuint (value, ==, good[i].value);
    g_assert_true (coffret_cbor_is_done (&cbor));
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    CoffretCbor cbor = begin (bad[i], bytes);

    g_assert_false (coffret_cbor_read_uint (&cbor, &value));
    g_assert_false (coffret_cbor_is_done (&cbor));
  }
}

static void
test_bytes (void)
{
  guint8 bytes[16];
  const guint8 *data;
  gsize length;
  CoffretCbor good = begin ("40430102034101", bytes);
  CoffretCbor cut = begin ("43010203", bytes + 8);

  g_assert_true (coffret_cbor_read_bytes (&good, &data, &length));
  g_assert_cmpuint (length, ==, 0);
  g_assert_true (coffret_cbor_read_bytes (&good, &data, &length));
  g_assert_cmpmem (data, length, "\x01\x02\x03", 3);
  g_assert_false (coffret_cbor_is_done (&good));
  g_assert_true (coffret_cbor_read_bytes (&good, &data, &length));
  g_assert_true (coffret_cbor_is_done (&good));

  cut.end--;
  g_assert_false (coffret_cbor_read_bytes (&cut, &data, &length));
}

static void
test_huge_length (void)
{
  static const char *const bad[] = { "5bffffffffffffffff", "5b7fffffffffffffff", "5affffffff00" };
  guint8 bytes[16];
  const guint8 *data;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    CoffretCbor cbor = begin (bad[i], bytes);

    g_assert_false (coffret_cbor_read_bytes (&cbor, &data, &length));
  }
}

/* Nobody can make us set memory aside for more members than there are bytes. */
static void
test_counts (void)
{
  guint8 bytes[16];
  guint count;
  CoffretCbor array = begin ("83000102", bytes);
  CoffretCbor map = begin ("a200010203", bytes + 8);
  CoffretCbor long_array, long_map;

  g_assert_true (coffret_cbor_read_array (&array, &count));
  g_assert_cmpuint (count, ==, 3);
  g_assert_true (coffret_cbor_read_map (&map, &count));
  g_assert_cmpuint (count, ==, 2);

  long_array = begin ("84000102", bytes);
  g_assert_false (coffret_cbor_read_array (&long_array, &count));
  long_map = begin ("a2000102", bytes);
  g_assert_false (coffret_cbor_read_map (&long_map, &count));
  long_array = begin ("9bffffffffffffffff00", bytes);
  g_assert_false (coffret_cbor_read_array (&long_array, &count));
}

static void
test_after_failure (void)
{
  guint8 bytes[4];
  CoffretCbor cbor = begin ("f600", bytes);
  guint64 value;

  g_assert_false (coffret_cbor_read_uint (&cbor, &value));
  cbor.at = cbor.end - 1;
  g_assert_false (coffret_cbor_read_uint (&cbor, &value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cbor/uint", test_uint);
  g_test_add_func ("/cbor/bytes", test_bytes);
  g_test_add_func ("/cbor/huge-length", test_huge_length);
  g_test_add_func ("/cbor/counts", test_counts);
  g_test_add_func ("/cbor/after-failure", test_after_failure);
  return g_test_run ();
}
