#include "credential-test.h"

#include <string.h>

static CoffretText *
parse (const char *json, const char *language)
{
  g_autoptr (json_t) value = json_loads (json, JSON_DECODE_ANY, NULL);

  g_assert_nonnull (value);
  return coffret_text_new_from_json (value, language);
}

/* "fr=Bonjour|en=Hello", so that order and languages are seen at once. */
static char *
flatten (const CoffretText *text)
{
  GString *flat = g_string_new (NULL);

  for (guint i = 0; i < coffret_text_count (text); i++)
    g_string_append_printf (flat, "%s%s=%s", i > 0 ? "|" : "", coffret_text_language (text, i),
                            coffret_text_value (text, i));
  return g_string_free (flat, FALSE);
}

static void
test_shapes (void)
{
  static const struct {
    const char *json;
    const char *language;
    const char *expected; /* NULL: no text */
  } cases[] = {
    { "\"Bonjour\"", NULL, "=Bonjour" },
    { "\"Bonjour\"", "fr", "fr=Bonjour" },
    { "{\"@value\": \"Bonjour\", \"@language\": \"fr-CA\"}", "en", "fr-CA=Bonjour" },
    { "{\"@value\": \"Bonjour\"}", "fr", "fr=Bonjour" },
    { "{\"@value\": 3}", "fr", NULL },
    { "{\"fr\": \"Bonjour\", \"en\": \"Hello\"}", NULL, "fr=Bonjour|en=Hello" },
    { "{\"en\": [\"Hello\", \"Hi\"], \"@none\": \"Oi\"}", NULL, "en=Hello|en=Hi|=Oi" },
    { "[{\"@value\": \"a\", \"@language\": \"fr\"}, \"b\", {\"de\": \"c\"}]", "en",
      "fr=a|en=b|de=c" },
    { "[[\"fr\", \"a\"], [\"\", \"b\"]]", NULL, "fr=a|=b" },
    { "[\"fr\", \"a\"]", NULL, "=fr|=a" },
    { "{\"@value\": \"a\", \"@language\": \"not a tag\"}", NULL, "=a" },
    { "{\"id\": \"https://a.example\"}", NULL, NULL },
    { "{\"id\": \"Selamat\"}", NULL, "id=Selamat" },
    { "{\"type\": \"Image\"}", NULL, NULL },
    { "{\"fr\": {\"a\": 1}}", NULL, NULL },
    { "\"   \"", NULL, NULL },
    { "[]", NULL, NULL },
    { "{}", NULL, NULL },
    { "null", NULL, NULL },
    { "7", NULL, NULL },
    { "[[[[[[[\"deep\"]]]]]]]", NULL, NULL },
    { "\"a\\u202Eb\\u0007c\"", NULL, "=abc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretText) text = parse (cases[i].json, cases[i].language);
    g_autofree char *flat = text != NULL ? flatten (text) : NULL;

    g_assert_cmpstr (flat, ==, cases[i].expected);
  }
}

static void
test_round_trip (void)
{
  g_autoptr (CoffretText) text = coffret_text_new ("fr", "un\ndeux");
  g_autoptr (CoffretText) again = NULL;
  g_autoptr (json_t) json = NULL;
  g_autofree char *before = NULL, *after = NULL;

  coffret_text_add (text, NULL, "deux");
  coffret_text_add (text, "en_CA", "two");
  json = coffret_text_to_json (text);
  again = coffret_text_new_from_json (json, "de");
  before = flatten (text);
  after = flatten (again);
  g_assert_cmpstr (before, ==, "fr=un\ndeux|=deux|en-CA=two");
  g_assert_cmpstr (after, ==, before);
}

static void
test_best (void)
{
  static const struct {
    const char *json;
    const char *languages;
    const char *expected;
  } cases[] = {
    { "{\"en\": \"e\", \"fr\": \"f\"}", "fr_CA.UTF-8 fr_CA fr C", "f" },
    { "{\"en\": \"e\", \"fr\": \"f\"}", "fr_CA", "f" },
    { "{\"en\": \"e\", \"fr-FR\": \"f\"}", "fr_CA fr C", "f" },
    { "{\"fr-FR\": \"f\", \"fr\": \"g\", \"fr-CA\": \"h\"}", "fr_CA fr", "h" },
    { "{\"fr-FR\": \"f\", \"fr\": \"g\"}", "fr_CA", "g" },
    { "{\"en\": \"e\", \"fr\": \"f\"}", "de en", "e" },
    { "{\"fr\": \"f\", \"en\": \"e\"}", "de C", "f" },
    { "{\"fr\": \"f\", \"en\": \"e\"}", "", "f" },
    { "{\"FR-ca\": \"f\", \"en\": \"e\"}", "fr_CA", "f" },
    { "{\"frr\": \"x\", \"fr\": \"f\"}", "fr", "f" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretText) text = parse (cases[i].json, NULL);
    g_auto (GStrv) languages = g_strsplit (cases[i].languages, " ", -1);

    g_assert_cmpstr (coffret_text_best (text, (const char *const *) languages), ==,
                     cases[i].expected);
  }
  g_assert_null (coffret_text_best (NULL, NULL));
}

static void
test_bounds (void)
{
  g_autofree char *long_value = g_strnfill (200000, 'x');
  g_autoptr (CoffretText) text = coffret_text_new (NULL, long_value);

  g_assert_cmpuint (g_utf8_strlen (coffret_text_value (text, 0), -1), <=, 50001);
  for (guint i = 0; i < 1000; i++)
    coffret_text_add (text, "fr", "x");
  g_assert_cmpuint (coffret_text_count (text), ==, 64);
  g_assert_null (coffret_text_value (text, 64));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/shapes", test_shapes);
  g_test_add_func ("/text/round-trip", test_round_trip);
  g_test_add_func ("/text/best", test_best);
  g_test_add_func ("/text/bounds", test_bounds);
  return g_test_run ();
}
