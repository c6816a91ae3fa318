#include <string.h>

#include "make.h"

#define OB2 "http://openbadges.org"
#define OB3 "https://purl.imsglobal.org/ob/v3p0"
#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "

static GBytes *
make_svg (const char *format, const char *value)
{
  g_autoptr (GString) svg = g_string_new (format);

  g_string_replace (svg, "@", value, 0);
  return g_bytes_new (svg->str, svg->len);
}

static void
test_shapes (void)
{
  static const char *const ob3_shapes[] = {
    HEAD "xmlns:openbadges=\"" OB3 "\"><openbadges:credential><![CDATA[ @ ]]>"
         "</openbadges:credential><path d=\"M0 0\"/></svg>",
    HEAD "xmlns:other=\"" OB3
         "\"><g><other:credential>\n<![CDATA[@]]></other:credential></g></svg>",
    "<svg><credential xmlns=\"" OB3 "\"><![CDATA[@]]></credential></svg>",
    "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><x:credential xmlns:x=\"" OB3
    "\" verify=\"\"><![CDATA[@]]></x:credential></s:svg>",
    "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" "
    "\"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n"
    "<svg xmlns:o=\"" OB3 "\"><o:credential><![CDATA[@]]></o:credential></svg>",
  };
  g_autoptr (GBytes) ob2 = make_svg (
    HEAD "xmlns:openbadges=\"" OB2 "\">\n<openbadges:assertion verify=\"https://b.example/\">"
         "<![CDATA[@]]></openbadges:assertion></svg>",
    make_ob2);

  for (guint i = 0; i < G_N_ELEMENTS (ob3_shapes); i++) {
    g_autoptr (GBytes) svg = make_svg (ob3_shapes[i], make_ob3);
    g_autoptr (GPtrArray) items = make_items (svg);
    const CoffretItem *item = g_ptr_array_index (items, 0);

    make_assert_same (svg, 1, make_ob3);
    g_assert_cmpstr (item->envelope, ==, "svg+vc2");
    g_assert_true (g_bytes_equal (item->picture, svg));
  }
  make_assert_same (ob2, 1, make_ob2);
}

static void
test_escaped_text (void)
{
  g_autofree char *escaped = g_markup_escape_text (make_ob3, -1);
  g_autoptr (GBytes) svg =
    make_svg ("<svg xmlns:o=\"" OB3 "\"><o:credential>@</o:credential></svg>", escaped);

  make_assert_same (svg, 1, make_ob3);
}

static void
test_token (void)
{
  g_autofree char *token = make_token ("{\"alg\":\"RS256\"}", make_ob3);
  g_autoptr (GBytes) svg =
    make_svg (HEAD "xmlns:o=\"" OB3 "\"><o:credential verify=\"@\"></o:credential></svg>", token);

  make_assert_same (svg, 1, token);
}

static void
test_both (void)
{
  g_autofree char *token = make_token ("{\"alg\":\"RS256\"}", make_ob3);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) svg = NULL;

  g_string_printf (text,
                   "<svg xmlns:o=\"" OB3 "\"><o:credential verify=\"%s\"><![CDATA[%s]]>"
                   "</o:credential></svg>",
                   token, make_ob3);
  svg = g_bytes_new (text->str, text->len);
  make_assert_same (svg, 2, make_ob3);
}

static void
test_scope (void)
{
  /* The prefix is bound to the namespace only inside <g>, and bound to another in the inner one. */
  g_autoptr (GBytes) svg =
    make_svg ("<svg><o:credential>@</o:credential><g xmlns:o=\"" OB3 "\"><g xmlns:o=\"urn:x\">"
              "<o:credential>@</o:credential></g><o:credential><![CDATA[@]]></o:credential></g>"
              "<o:credential>@</o:credential></svg>",
              make_ob3);

  make_assert_same (svg, 1, make_ob3);
}

static void
expect (const char *text, CoffretCredentialError code)
{
  g_autoptr (GError) error = make_refusal_of_text (text, NULL);

  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, (int) code);
}

static void
test_refused (void)
{
  gint64 offset = -1;
  g_autoptr (GError) damaged = make_refusal_of_text ("<svg>\n<g></svg>", &offset);
  g_autoptr (GError) address = make_refusal_of_text (
    "<svg xmlns:o=\"" OB2 "\"><o:assertion verify=\"https://b.example/7\"/></svg>", NULL);

  g_assert_error (damaged, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE);
  g_assert_cmpint (offset, >=, 8);
  g_assert_error (address, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (address->message, "https://b.example/7"));

  expect ("<svg><path d=\"M0 0\"/></svg>", COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
  expect ("<svg xmlns:o=\"" OB3 "\"><o:credential/></svg>", COFFRET_CREDENTIAL_ERROR_INCOMPLETE);
  expect ("\x1f\x8b\x08 packed", COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
}

static void
test_not_utf8 (void)
{
  gint64 offset = -1;
  g_autoptr (GError) error = make_refusal_of_text ("<svg><!-- \xff --></svg>", &offset);

  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE);
  g_assert_cmpint (offset, ==, 10);
}

static void
test_entities (void)
{
  expect ("<!DOCTYPE svg [ <!ENTITY a \"b\"> ]>\n<svg/>", COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  expect ("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
          "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><svg>&c;</svg>",
          COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  expect ("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>",
          COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  expect ("<svg xmlns:o=\"" OB3 "\"><o:credential>&x;</o:credential></svg>",
          COFFRET_CREDENTIAL_ERROR_UNREADABLE);
}

static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("<svg>");

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "<g>");
  expect (text->str, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_many_namespaces (void)
{
  g_autoptr (GString) text = g_string_new ("<svg");

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, " xmlns:n%u=\"urn:x\"", i);
  g_string_append (text, "></svg>");
  expect (text->str, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_sturdy (void)
{
  g_autoptr (GBytes) svg = make_svg (HEAD "xmlns:o=\"" OB2 "\"><o:assertion verify=\"x\">"
                                          "<![CDATA[@]]></o:assertion></svg>",
                                     make_ob2);

  make_assert_sturdy (svg, 0, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/svg/shapes", test_shapes);
  g_test_add_func ("/svg/escaped-text", test_escaped_text);
  g_test_add_func ("/svg/token", test_token);
  g_test_add_func ("/svg/both", test_both);
  g_test_add_func ("/svg/scope", test_scope);
  g_test_add_func ("/svg/refused", test_refused);
  g_test_add_func ("/svg/not-utf8", test_not_utf8);
  g_test_add_func ("/svg/entities", test_entities);
  g_test_add_func ("/svg/deep", test_deep);
  g_test_add_func ("/svg/many-namespaces", test_many_namespaces);
  g_test_add_func ("/svg/sturdy", test_sturdy);
  return g_test_run ();
}
