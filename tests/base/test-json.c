#include "base/json.h"

#include <string.h>

static void
assert_refused (const char *text, gsize length, CoffretJsonError code, gsize expected_offset)
{
  g_autoptr (GError) error = NULL;
  gsize offset = 0;

  g_assert_null (coffret_json_parse (text, length, &offset, &error));
  g_assert_error (error, COFFRET_JSON_ERROR, (int) code);
  g_assert_cmpuint (offset, ==, expected_offset);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_refuses (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');

  assert_refused ("{\"a\": 1, \"a\": 2}", 16, COFFRET_JSON_ERROR_DUPLICATE_KEY, 12);
  assert_refused ("{\"a\": \"\xC3\x28\"}", 10, COFFRET_JSON_ERROR_NOT_UTF8, 7);
  assert_refused ("\xEF\xBB\xBF{\"a\": \"\xC3\x28\"}", 13, COFFRET_JSON_ERROR_NOT_UTF8, 10);
  assert_refused ("{\"a\": \"\\ud800\"}", 15, COFFRET_JSON_ERROR_SYNTAX, 14);
  assert_refused ("\"\\u000\xD3\x9B\"", 9, COFFRET_JSON_ERROR_SYNTAX, 7);
  assert_refused ("{\"a\": }", 7, COFFRET_JSON_ERROR_SYNTAX, 7);
  assert_refused ("", 0, COFFRET_JSON_ERROR_SYNTAX, 0);
  assert_refused ("{} trailing", 11, COFFRET_JSON_ERROR_SYNTAX, 11);
  assert_refused (deep, 100000, COFFRET_JSON_ERROR_TOO_DEEP, COFFRET_JSON_MAX_DEPTH);
}

static void
test_refuses_large (void)
{
  g_autofree char *text = g_strnfill (COFFRET_JSON_MAX_BYTES + 1, ' ');

  assert_refused (text, COFFRET_JSON_MAX_BYTES + 1, COFFRET_JSON_ERROR_TOO_LARGE, 0);
}

/* Two bytes of text each, but two hundred of memory. */
static void
test_refuses_many (void)
{
  static const char *const units[] = { "{},", "[],", "0," };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    gsize unit = strlen (units[i]);
    gsize count = COFFRET_JSON_MAX_BYTES / unit - 1;
    g_autofree char *text = g_malloc (count * unit + 1);
    g_autoptr (GError) error = NULL;

    text[0] = '[';
    for (gsize j = 0; j < count; j++)
      memcpy (text + 1 + j * unit, units[i], unit);
    text[count * unit] = ']'; /* over the last comma */
    g_assert_null (coffret_json_parse (text, count * unit + 1, NULL, &error));
    g_assert_error (error, COFFRET_JSON_ERROR, COFFRET_JSON_ERROR_TOO_LARGE);
  }
}

static void
test_depth_ignores_strings (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *text = g_strdup_printf ("{\"\\\"%s\": \"%s\\\\\"}", brackets, brackets);
  g_autoptr (json_t) value = coffret_json_parse (text, strlen (text), NULL, NULL);

  g_assert_nonnull (value);
}

static void
test_numbers (void)
{
  const char *text = "[1, 99999999999999999999, 1e400]";
  g_autoptr (json_t) value = coffret_json_parse ("[1, 99999999999999999999]", 25, NULL, NULL);

  g_assert_nonnull (value);
  g_assert_cmpfloat (json_number_value (json_array_get (value, 1)), ==, 1e20);
  assert_refused (text, strlen (text), COFFRET_JSON_ERROR_SYNTAX, 31);
}

static void
test_getters (void)
{
  const char *text = "\xEF\xBB\xBF{\"one\": \"x\", \"many\": [\"x\", \"y\"], \"no\": null}";
  g_autoptr (json_t) value = coffret_json_parse (text, strlen (text), NULL, NULL);

  g_assert_cmpstr (coffret_json_string (value, "one"), ==, "x");
  g_assert_null (coffret_json_string (value, "many"));
  g_assert_null (coffret_json_string (NULL, "one"));
  g_assert_null (coffret_json_object (value, "many"));
  g_assert_nonnull (coffret_json_array (value, "many"));
  g_assert_cmpuint (coffret_json_count (value, "one"), ==, 1);
  g_assert_cmpuint (coffret_json_count (value, "many"), ==, 2);
  g_assert_cmpuint (coffret_json_count (value, "no"), ==, 0);
  g_assert_cmpuint (coffret_json_count (value, "absent"), ==, 0);
  g_assert_true (coffret_json_has (value, "many", "y"));
  g_assert_false (coffret_json_has (value, "many", "z"));
  g_assert_true (coffret_json_has (value, "one", "x"));
}

static void
test_dump (void)
{
  g_autoptr (json_t) a = coffret_json_parse ("{\"b\": [1.5, true], \"a\": null}", 29, NULL, NULL);
  g_autoptr (json_t) b = coffret_json_parse ("{\"a\":null,\"b\":[1.5,true]}", 25, NULL, NULL);
  g_autofree char *first = coffret_json_dump_sorted (a);
  g_autofree char *second = coffret_json_dump_sorted (b);

  g_assert_cmpstr (first, ==, second);
}

static void
test_follow (void)
{
  static const char text[] = "{\"a/b\":{\"~\":[0,{\"\":7}]},\"\":1,\"~1\":2}";
  g_autoptr (json_t) value = coffret_json_parse (text, strlen (text), NULL, NULL);
  static const struct {
    const char *pointer;
    int number;
  } found[] = { { "/a~1b/~0/0", 0 }, { "/a~1b/~0/1/", 7 }, { "/", 1 }, { "/~01", 2 } };
  static const char *const nowhere[] = { "a",          "/a",           "/a~1b/~0/2",  "/a~1b/~0/01",
                                         "/a~1b/~0/-", "/a~1b/~0/0/0", "/a~1b/~0/1x", "//" };

  g_assert_true (coffret_json_follow (value, "") == value);
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    g_assert_cmpint (json_integer_value (coffret_json_follow (value, found[i].pointer)), ==,
                     found[i].number);
  for (gsize i = 0; i < G_N_ELEMENTS (nowhere); i++)
    g_assert_null (coffret_json_follow (value, nowhere[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/refuses", test_refuses);
  g_test_add_func ("/json/refuses-large", test_refuses_large);
  g_test_add_func ("/json/refuses-many", test_refuses_many);
  g_test_add_func ("/json/depth-ignores-strings", test_depth_ignores_strings);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/getters", test_getters);
  g_test_add_func ("/json/dump", test_dump);
  g_test_add_func ("/json/follow", test_follow);
  return g_test_run ();
}
