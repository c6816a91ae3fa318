#include "jsonld/nquads.h"

#include <string.h>

#define S "<https://a.example/s>"
#define P "<https://a.example/p>"

static const char *const good[] = {
  "",
  "\n\r\n# only words\n",
  S " " P " " S " .",
  S P S ".",
  S "\t" P "\t\"\"" S ". # said\n",
  S " " P " \"a\\tb\\u00e9\\U0001F303\\\"\\'\" .\n",
  S " " P " \"x\"@fr-CA .\n",
  S " " P " \"1\"^^<https://a.example/t> .\n",
  "_:0 " P " _:a.b.c .\n",
  "_:_a " P " _:é-1 _:g .\n",
  "  " S " " P " \"\x01\" .\n\n",
  "<https://a.example/\\u00e9> " P " <urn:x> .\n",
};

static const char *const bad[] = {
  S " " P " " S "\n",
  S " " P " .\n",
  S " " P " " S " . " S "\n",
  S " " P " " S " _:g _:h .\n",
  S " " P " " S " \"g\" .\n",
  "\"s\" " P " " S " .\n",
  S " _:p " S " .\n",
  S " \"p\" " S " .\n",
  "<relative> " P " " S " .\n",
  "<https://a.example/a b> " P " " S " .\n",
  "<https://a.example/\\u0020> " P " " S " .\n",
  "<https://a.example/\\n> " P " " S " .\n",
  "<https://a.example/\\u00zz> " P " " S " .\n",
  "<https://a.example/",
  S " " P " <https://a.example/>\\u002e",
  S " " P " \"a\nb\" .\n",
  S " " P " \"a .\n",
  S " " P " \"\\z\" .\n",
  S " " P " \"\\uD800\" .\n",
  S " " P " \"\\U00110000\" .\n",
  S " " P " \"\\u12\" .\n",
  S " " P " \"a\"@ .\n",
  S " " P " \"a\"@1a .\n",
  S " " P " \"a\"@en- .\n",
  S " " P " \"a\"^<https://a.example/t> .\n",
  S " " P " \"a\"^^\"t\" .\n",
  S " " P " 1 .\n",
  S " " P " 'a' .\n",
  "_: " P " " S " .\n",
  "_::a " P " " S " .\n",
  "_:a:b " P " " S " .\n",
  "_:-a " P " " S " .\n",
  "@prefix a: <https://a.example/> .\n",
  S " " P " \"\xff\" .\n",
  S " " P " \"\xed\xa0\x80\" .\n",
  S " " P " \"\\",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretDataset) dataset =
      coffret_nquads_parse (good[i], strlen (good[i]), NULL, &error);

    g_assert_no_error (error);
  }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    gsize offset = 0;

    g_assert_null (coffret_nquads_parse (bad[i], strlen (bad[i]), &offset, &error));
    g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_SYNTAX);
    g_assert_cmpuint (offset, <=, strlen (bad[i]));
  }
}

static void
test_place (void)
{
  const char *text = S " " P " " S " .\n" S " oops\n";
  gsize offset;

  g_assert_null (coffret_nquads_parse (text, strlen (text), &offset, NULL));
  g_assert_cmpuint (offset, ==, strlen (S " " P " " S " .\n" S " "));
}

static char *
rewrite (const char *text, CoffretNquadsEscaping escaping)
{
  g_autoptr (CoffretDataset) dataset = coffret_nquads_parse (text, strlen (text), NULL, NULL);
  GString *written = g_string_new (NULL);
  const CoffretQuad *quads;
  guint count;

  quads = coffret_dataset_quads (dataset, &count);
  for (guint i = 0; i < count; i++)
    coffret_nquads_append (written, &quads[i], NULL, escaping);
  return g_string_free (written, FALSE);
}

static void
test_write (void)
{
  g_autofree char *quad = rewrite (
    "_:a" P "\"\\u0000\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\\"\\\\\\u001f\\u007f\\u0080é\""
    "_:g.",
    COFFRET_NQUADS_CANONICAL);
  g_autofree char *typed = rewrite (S P "\"a\"^^<http://www.w3.org/2001/XMLSchema#string>.\n" S P
                                        "\"a\"^^<urn:t>.\n" S P "\"a\"@EN.\n",
                                    COFFRET_NQUADS_CANONICAL);

  g_assert_cmpstr (quad, ==,
                   "_:a " P " \"\\u0000\\b\\t\\n\\u000B\\f\\r\\\"\\\\\\u001F\\u007F\xc2\x80é\""
                   " _:g .\n");
  g_assert_cmpstr (typed, ==,
                   S " " P " \"a\" .\n" S " " P " \"a\"^^<urn:t> .\n" S " " P " \"a\"@en .\n");
}

/* A byte of zero inside a literal is a character like any other; nowhere else. */
static void
test_zero (void)
{
  static const char literal[] = S " " P " \"a\0b\" .\n";
  static const char between[] = S " " P "\0 " S " .\n";
  g_autoptr (CoffretDataset) dataset =
    coffret_nquads_parse (literal, sizeof literal - 1, NULL, NULL);
  guint count;

  g_assert_cmpmem (coffret_dataset_quads (dataset, &count)->object->value, 4, "a\0b", 4);
  g_assert_null (coffret_nquads_parse (between, sizeof between - 1, NULL, NULL));
}

static void
test_escapings_differ (void)
{
  g_autoptr (CoffretDataset) dataset = coffret_dataset_new ();

  g_assert_false (coffret_nquads_escapings_differ (
    coffret_dataset_literal (dataset, "line\nline \"quoted\" \\ é", NULL, NULL)));
  g_assert_true (
    coffret_nquads_escapings_differ (coffret_dataset_literal (dataset, "tab\t", NULL, NULL)));
  g_assert_true (
    coffret_nquads_escapings_differ (coffret_dataset_literal (dataset, "\x7f", NULL, NULL)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nquads/good", test_good);
  g_test_add_func ("/nquads/bad", test_bad);
  g_test_add_func ("/nquads/place", test_place);
  g_test_add_func ("/nquads/write", test_write);
  g_test_add_func ("/nquads/zero", test_zero);
  g_test_add_func ("/nquads/escapings-differ", test_escapings_differ);
  return g_test_run ();
}
