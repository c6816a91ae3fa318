#include "jsonld/iri.h"

#include <string.h>

/* The examples of RFC 3986, 5.4. */
static void
test_resolve (void)
{
  static const char *const base = "http://a/b/c/d;p?q";
  static const char *const examples[][2] = {
    { "g:h", "g:h" },
    { "g", "http://a/b/c/g" },
    { "./g", "http://a/b/c/g" },
    { "g/", "http://a/b/c/g/" },
    { "/g", "http://a/g" },
    { "//g", "http://g" },
    { "?y", "http://a/b/c/d;p?y" },
    { "g?y", "http://a/b/c/g?y" },
    { "#s", "http://a/b/c/d;p?q#s" },
    { "g#s", "http://a/b/c/g#s" },
    { "g?y#s", "http://a/b/c/g?y#s" },
    { ";x", "http://a/b/c/;x" },
    { "g;x", "http://a/b/c/g;x" },
    { "g;x?y#s", "http://a/b/c/g;x?y#s" },
    { "", "http://a/b/c/d;p?q" },
    { ".", "http://a/b/c/" },
    { "./", "http://a/b/c/" },
    { "..", "http://a/b/" },
    { "../", "http://a/b/" },
    { "../g", "http://a/b/g" },
    { "../..", "http://a/" },
    { "../../", "http://a/" },
    { "../../g", "http://a/g" },
    { "../../../g", "http://a/g" },
    { "../../../../g", "http://a/g" },
    { "/./g", "http://a/g" },
    { "/../g", "http://a/g" },
    { "g.", "http://a/b/c/g." },
    { ".g", "http://a/b/c/.g" },
    { "g..", "http://a/b/c/g.." },
    { "..g", "http://a/b/c/..g" },
    { "./../g", "http://a/b/g" },
    { "./g/.", "http://a/b/c/g/" },
    { "g/./h", "http://a/b/c/g/h" },
    { "g/../h", "http://a/b/c/h" },
    { "g;x=1/./y", "http://a/b/c/g;x=1/y" },
    { "g;x=1/../y", "http://a/b/c/y" },
    { "g?y/./x", "http://a/b/c/g?y/./x" },
    { "g#s/../x", "http://a/b/c/g#s/../x" },
  };
  CoffretArena arena = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    g_assert_cmpstr (coffret_iri_resolve (&arena, base, examples[i][0]), ==, examples[i][1]);
  g_assert_cmpstr (coffret_iri_resolve (&arena, "http://a", "g"), ==, "http://a/g");
  g_assert_cmpstr (coffret_iri_resolve (&arena, "urn:a:b", "g"), ==, "urn:g");
  coffret_arena_clear (&arena);
}

static void
test_well_formed (void)
{
  static const char *const good[] = { "did:key:z1#z1", "urn:uuid:1", "https://é.example/a|b{c}",
                                      "a+b-c.d:" };
  static const char *const bad[] = { "",        "a",      "/a",   "_:b0",  "1a:b",
                                     "a:b c",   "a:<b>",  "a:\"", "a:\\u", "a:b\n",
                                     "a:b\x7f", "a:#b#c", "á:b" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (coffret_iri_is_well_formed (good[i], strlen (good[i])));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (coffret_iri_is_well_formed (bad[i], strlen (bad[i])));
  g_assert_false (coffret_iri_is_well_formed ("a:b\0c", 5));
}

static void
test_languages (void)
{
  static const char *const good[] = { "fr", "fr-CA", "de-1996", "x-private", "zh-Hant-TW" };
  static const char *const bad[] = { "",    "-",  "fr-",       "-fr",   "fr_CA",
                                     "f r", "1a", "abcdefghi", "fr--CA" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (coffret_language_is_well_formed (good[i], strlen (good[i])));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (coffret_language_is_well_formed (bad[i], strlen (bad[i])));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonld/iri/resolve", test_resolve);
  g_test_add_func ("/jsonld/iri/well-formed", test_well_formed);
  g_test_add_func ("/jsonld/iri/languages", test_languages);
  return g_test_run ();
}
