#include "jsonld/jcs.h"

#include <math.h>
#include <string.h>

#include "base/json.h"

static char *
canonicalise (const char *text)
{
  g_autoptr (json_t) value = NULL;
  g_autoptr (GError) error = NULL;
  GString *written;

  value = coffret_json_parse (text, strlen (text), NULL, &error);
  g_assert_no_error (error);
  written = coffret_jcs_write (value, &error);
  g_assert_no_error (error);
  return g_string_free (written, FALSE);
}

static void
assert_written (const char *text, const char *expected)
{
  g_autofree char *written = canonicalise (text);

  g_assert_cmpstr (written, ==, expected);
}

static void
test_values (void)
{
  assert_written (" [ ] ", "[]");
  assert_written ("{\"b\":[true,false,null],\"a\":{}}", "{\"a\":{},\"b\":[true,false,null]}");
  assert_written ("[1,1.0,10e1,-0,-0.0,0.1,1e21,1e-7,-1.5e300]",
                  "[1,1,100,0,0,0.1,1e+21,1e-7,-1.5e+300]");
  assert_written ("[9007199254740993,9223372036854775807,-9223372036854775808,"
                  "18446744073709551616,123456789012345678901]",
                  "[9007199254740992,9223372036854776000,-9223372036854776000,"
                  "18446744073709552000,123456789012345680000]");
}

static void
test_strings (void)
{
  assert_written (
    "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\\\/\\u007f\\u00e9\\ud83d\\ude00\"",
    "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/\x7fé😀\"");
}

/* U+1F600 is written with surrogates in UTF-16, which come before U+E000 and U+FB33; an empty
 * name comes first, a longer one after what it begins with. */
static void
test_order (void)
{
  assert_written ("{\"\\ufb33\":1,\"\\ud83d\\ude00\":2,\"\\ue000\":3,\"\\ud7ff\":4,\"ab\":5,"
                  "\"a\":6,\"\":7,\"B\":8,\"\\ud83d\\ude01\":9}",
                  "{\"\":7,\"B\":8,\"a\":6,\"ab\":5,\"\xed\x9f\xbf\":4,\"😀\":2,\"😁\":9,"
                  "\"\xee\x80\x80\":3,\"\xef\xac\xb3\":1}");
}

static void
test_many_members (void)
{
  g_autoptr (json_t) object = json_object ();
  g_autoptr (GString) written = NULL;

  for (int i = 99; i >= 0; i--) {
    g_autofree char *name = g_strdup_printf ("n%02d", i);

    json_object_set_new (object, name, json_integer (i));
  }
  written = coffret_jcs_write (object, NULL);
  g_assert_true (g_str_has_prefix (written->str, "{\"n00\":0,\"n01\":1,"));
  g_assert_true (g_str_has_suffix (written->str, ",\"n99\":99}"));
}

static void
test_refused (void)
{
  g_autoptr (json_t) surrogate = json_stringn_nocheck ("a\0b\xed\xa0\x80", 6);
  g_autoptr (json_t) nested = json_array ();
  g_autoptr (GError) error = NULL;
  const char *lone[] = { "\"\\ud800\"", "\"\\ude00\"", "\"\\ud800x\"" };

  g_assert_null (coffret_jcs_write (surrogate, &error));
  g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (lone); i++)
    g_assert_null (coffret_json_parse (lone[i], strlen (lone[i]), NULL, NULL));

  for (guint i = 0; i < 1000; i++) {
    json_t *outer = json_array ();

    json_array_append_new (outer, g_steal_pointer (&nested));
    nested = outer;
  }
  g_clear_error (&error);
  g_assert_null (coffret_jcs_write (nested, &error));
  g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
}

/* Just above a power of two doubles lie twice as far apart as just below: the nearest decimal of
 * sixteen digits may miss, and its neighbour not. */
static void
test_powers_of_two (void)
{
  static const struct {
    int exponent;
    const char *text;
  } powers[] = {
    { -44, "5.684341886080802e-14" },    { -957, "8.209073602596753e-289" },
    { -1017, "7.120236347223045e-307" }, { -1074, "5e-324" },
    { 53, "9007199254740992" },          { 89, "6.189700196426902e+26" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (powers); i++) {
    g_autoptr (GString) text = g_string_new (NULL);

    coffret_jcs_append_number (text, ldexp (1, powers[i].exponent));
    g_assert_cmpstr (text->str, ==, powers[i].text);
  }
}

/* The numbers of the scheme's own test: fixed ones, 2,000 after the least normal double, then what
 * SHA-256 gives when it is fed its own result (cyberphone/json-canonicalization,
 * testdata/README.md). */
static const guint64 fixed[] = {
  0x0000000000000000, 0x8000000000000000, 0x0000000000000001, 0x8000000000000001,
  0xc46696695dbd1cc3, 0xc43211ede4974a35, 0xc3fce97ca0f21056, 0xc3c7213080c1a6ac,
  0xc39280f39a348556, 0xc35d9b1f5d20d557, 0xc327af4c4a80aaac, 0xc2f2f2a36ecd5556,
  0xc2be51057e155558, 0xc28840d131aaaaac, 0xc253670dc1555557, 0xc21f0b4935555557,
  0xc1e8d5d42aaaaaac, 0xc1b3de4355555556, 0xc17fca0555555556, 0xc1496e6aaaaaaaab,
  0xc114585555555555, 0xc0e046aaaaaaaaab, 0xc0aa0aaaaaaaaaaa, 0xc074d55555555555,
  0xc040aaaaaaaaaaab, 0xc00aaaaaaaaaaaab, 0xbfd5555555555555, 0xbfa1111111111111,
  0xbf6b4e81b4e81b4f, 0xbf35d867c3ece2a5, 0xbf0179ec9cbd821e, 0xbecbf647612f3696,
  0xbe965e9f80f29212, 0xbe61e54c672874db, 0xbe2ca213d840baf8, 0xbdf6e80fe033c8c6,
  0xbdc2533fe68fd3d2, 0xbd8d51ffd74c861c, 0xbd5774ccac3d3817, 0xbd22c3d6f030f9ac,
  0xbcee0624b3818f79, 0xbcb804ea293472c7, 0xbc833721ba905bd3, 0xbc4ebe9c5db3c61e,
  0xbc18987d17c304e5, 0xbbe3ad30dfcf371d, 0xbbaf7b816618582f, 0xbb792f9ab81379bf,
  0xbb442615600f9499, 0xbb101e77800c76e1, 0xbad9ca58cce0be35, 0xbaa4a1e0a3e6fe90,
  0xba708180831f320d, 0xba3a68cd9e985016, 0x446696695dbd1cc3, 0x443211ede4974a35,
  0x43fce97ca0f21056, 0x43c7213080c1a6ac, 0x439280f39a348556, 0x435d9b1f5d20d557,
  0x4327af4c4a80aaac, 0x42f2f2a36ecd5556, 0x42be51057e155558, 0x428840d131aaaaac,
  0x4253670dc1555557, 0x421f0b4935555557, 0x41e8d5d42aaaaaac, 0x41b3de4355555556,
  0x417fca0555555556, 0x41496e6aaaaaaaab, 0x4114585555555555, 0x40e046aaaaaaaaab,
  0x40aa0aaaaaaaaaaa, 0x4074d55555555555, 0x4040aaaaaaaaaaab, 0x400aaaaaaaaaaaab,
  0x3fd5555555555555, 0x3fa1111111111111, 0x3f6b4e81b4e81b4f, 0x3f35d867c3ece2a5,
  0x3f0179ec9cbd821e, 0x3ecbf647612f3696, 0x3e965e9f80f29212, 0x3e61e54c672874db,
  0x3e2ca213d840baf8, 0x3df6e80fe033c8c6, 0x3dc2533fe68fd3d2, 0x3d8d51ffd74c861c,
  0x3d5774ccac3d3817, 0x3d22c3d6f030f9ac, 0x3cee0624b3818f79, 0x3cb804ea293472c7,
  0x3c833721ba905bd3, 0x3c4ebe9c5db3c61e, 0x3c18987d17c304e5, 0x3be3ad30dfcf371d,
  0x3baf7b816618582f, 0x3b792f9ab81379bf, 0x3b442615600f9499, 0x3b101e77800c76e1,
  0x3ad9ca58cce0be35, 0x3aa4a1e0a3e6fe90, 0x3a708180831f320d, 0x3a3a68cd9e985016,
  0x4024000000000000, 0x4014000000000000, 0x3fe0000000000000, 0x3fa999999999999a,
  0x3f747ae147ae147b, 0x3f40624dd2f1a9fc, 0x3f0a36e2eb1c432d, 0x3ed4f8b588e368f1,
  0x3ea0c6f7a0b5ed8d, 0x3e6ad7f29abcaf48, 0x3e35798ee2308c3a, 0x3ed539223589fa95,
  0x3ed4ff26cd5a7781, 0x3ed4f95a762283ff, 0x3ed4f8c60703520c, 0x3ed4f8b72f19cd0d,
  0x3ed4f8b5b31c0c8d, 0x3ed4f8b58d1c461a, 0x3ed4f8b5894f7f0e, 0x3ed4f8b588ee37f3,
  0x3ed4f8b588e47da4, 0x3ed4f8b588e3849c, 0x3ed4f8b588e36bb5, 0x3ed4f8b588e36937,
  0x3ed4f8b588e368f8, 0x3ed4f8b588e368f1, 0x3ff0000000000000, 0xbff0000000000000,
  0xbfeffffffffffffa, 0xbfeffffffffffffb, 0x3feffffffffffffa, 0x3feffffffffffffb,
  0x3feffffffffffffc, 0x3feffffffffffffe, 0xbfefffffffffffff, 0xbfefffffffffffff,
  0x3fefffffffffffff, 0x3fefffffffffffff, 0x3fd3333333333332, 0x3fd3333333333333,
  0x3fd3333333333334, 0x0010000000000000, 0x000ffffffffffffd, 0x000fffffffffffff,
  0x7fefffffffffffff, 0xffefffffffffffff, 0x4340000000000000, 0xc340000000000000,
  0x4430000000000000, 0x44b52d02c7e14af5, 0x44b52d02c7e14af6, 0x44b52d02c7e14af7,
  0x444b1ae4d6e2ef4e, 0x444b1ae4d6e2ef4f, 0x444b1ae4d6e2ef50, 0x3eb0c6f7a0b5ed8c,
  0x3eb0c6f7a0b5ed8d, 0x41b3de4355555553, 0x41b3de4355555554, 0x41b3de4355555555,
  0x41b3de4355555556, 0x41b3de4355555557, 0xbecbf647612f3696, 0x43143ff3c1cb0959,
};

typedef struct {
  guint index;
  guint used;
  guint8 block[32];
} Numbers;

static double
next_number (Numbers *numbers)
{
  guint index = numbers->index++;
  guint64 bits;
  double value;

  if (index < G_N_ELEMENTS (fixed)) {
    memcpy (&value, &fixed[index], sizeof value);
    return value;
  }
  if (index < G_N_ELEMENTS (fixed) + 2000) {
    bits = 0x0010000000000000 + (index - G_N_ELEMENTS (fixed));
    memcpy (&value, &bits, sizeof value);
    return value;
  }
  do {
    if (numbers->used == 0) {
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      gsize length = sizeof numbers->block;

      g_checksum_update (checksum, numbers->block, sizeof numbers->block);
      g_checksum_get_digest (checksum, numbers->block, &length);
    }
    memcpy (&bits, numbers->block + 8 * numbers->used, sizeof bits);
    bits = GUINT64_FROM_LE (bits);
    memcpy (&value, &bits, sizeof value);
    numbers->used = (numbers->used + 1) % 4;
  } while (value == 0 || !isfinite (value));
  return value;
}

static void
test_numbers (void)
{
  static const struct {
    guint count;
    const char *sha256;
  } stops[] = {
    { 1000, "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687" },
    { 10000, "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892" },
    { 100000, "22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7" },
    { 1000000, "49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16" },
  };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) line = g_string_new (NULL);
  Numbers numbers = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++) {
    g_autoptr (GChecksum) so_far = NULL;

    while (numbers.index < stops[i].count) {
      double value = next_number (&numbers);
      guint64 bits;

      memcpy (&bits, &value, sizeof bits);
      g_string_printf (line, "%" G_GINT64_MODIFIER "x,", bits);
      coffret_jcs_append_number (line, value);
      g_string_append_c (line, '\n');
      g_checksum_update (checksum, (const guchar *) line->str, line->len);
    }
    so_far = g_checksum_copy (checksum);
    g_assert_cmpstr (g_checksum_get_string (so_far), ==, stops[i].sha256);
  }
}

static void
test_suite (void)
{
  static const char *const names[] = { "arrays",  "french", "structures",
                                       "unicode", "values", "weird" };
  const char *shared = g_getenv ("COFFRET_SHARED");
  g_autofree char *folder =
    g_build_filename (shared != NULL ? shared : "", "vectors", "jcs-rfc8785", "testdata", NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("the suite of the scheme is not here");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = g_strconcat (names[i], ".json", NULL);
    g_autofree char *input = g_build_filename (folder, "input", name, NULL);
    g_autofree char *output = g_build_filename (folder, "output", name, NULL);
    g_autofree char *text = NULL;
    g_autofree char *expected = NULL;
    g_autofree char *written = NULL;

    g_assert_true (g_file_get_contents (input, &text, NULL, NULL));
    g_assert_true (g_file_get_contents (output, &expected, NULL, NULL));
    written = canonicalise (text);
    g_assert_cmpstr (written, ==, expected);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jcs/values", test_values);
  g_test_add_func ("/jcs/strings", test_strings);
  g_test_add_func ("/jcs/order", test_order);
  g_test_add_func ("/jcs/many-members", test_many_members);
  g_test_add_func ("/jcs/refused", test_refused);
  g_test_add_func ("/jcs/powers-of-two", test_powers_of_two);
  g_test_add_func ("/jcs/numbers", test_numbers);
  g_test_add_func ("/jcs/suite", test_suite);
  return g_test_run ();
}
