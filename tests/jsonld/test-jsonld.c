#include "jsonld/jsonld.h"

#include <string.h>

#include "base/json.h"
#include "jsonld/rdf.h"

#define V2 "https://www.w3.org/ns/credentials/v2"
#define OB "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
#define CONTEXTS "\"@context\":[\"" V2 "\",\"" OB "\"]"

typedef struct {
  CoffretContexts *contexts;
  CoffretJsonldOptions options;
  GPtrArray *dropped;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->contexts = coffret_contexts_new ();
  fixture->options =
    (CoffretJsonldOptions) { .contexts = fixture->contexts, .inline_contexts = TRUE };
  fixture->dropped = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->dropped);
  coffret_contexts_unref (fixture->contexts);
}

static CoffretDataset *
to_rdf (Fixture *fixture, const char *text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (json_t) document = coffret_json_parse (text, strlen (text), NULL, &problem);

  g_assert_no_error (problem);
  g_ptr_array_set_size (fixture->dropped, 0);
  return coffret_jsonld_to_rdf (document, &fixture->options, fixture->dropped, error);
}

static void
assert_error (Fixture *fixture, const char *text, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretDataset) dataset = to_rdf (fixture, text, &error);

  if (dataset != NULL)
    g_error ("%s is accepted", text);
  g_assert_error (error, COFFRET_JSONLD_ERROR, code);
  if (!g_str_has_prefix (error->message, message))
    g_error ("“%s” does not begin with “%s”", error->message, message);
}

/* The one thing that is dropped. */
static void
assert_dropped (Fixture *fixture, const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretDataset) dataset = to_rdf (fixture, text, &error);

  g_assert_no_error (error);
  if (fixture->dropped->len != (expected == NULL ? 0 : 1))
    g_error ("%s drops %u things", text, fixture->dropped->len);
  if (expected != NULL)
    g_assert_cmpstr (fixture->dropped->pdata[0], ==, expected);
  fixture->options.safe = TRUE;
  g_clear_pointer (&dataset, coffret_dataset_free);
  dataset = to_rdf (fixture, text, &error);
  if (expected == NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_DROPPED);
  fixture->options.safe = FALSE;
}

static void
test_safe_mode (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    const char *dropped; /* NULL: nothing */
  } cases[] = {
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"foo\":1}",
      "/foo: invalid property “foo”" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"foo\":null}",
      "/foo: invalid property “foo”" },
    { "{" CONTEXTS ",\"type\":[\"VerifiableCredential\",\"Foo\"]}",
      "/type/1: relative @type reference “Foo”" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"id\":\"alice\"}",
      "/id: relative @id reference “alice”" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"issuer\":\"\"}",
      "/issuer: relative @id reference “”" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"issuer\":{\"id\":\"a b\"}}",
      "/issuer/id: relative @id reference “a b”" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"issuer\":{\"id\":\"did:a\\n\"}}",
      "/issuer/id: relative @id reference “did:a”" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"credentialSubject\":[{\"id\":\"did:a\"},"
      "{\"a/~b\":1}]}",
      "/credentialSubject/1/a~1~0b: invalid property “a/~b”" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"name\":null,\"issuer\":[]}", NULL },
    { "{\"https://a.example/p\":{\"@value\":\"x\",\"@language\":\"not a tag\"}}",
      "/https:~1~1a.example~1p/@language: invalid @language value “not a tag”" },
    { "{\"https://a.example/p\":{\"@value\":\"x\",\"@language\":\"fr-CA\"}}", NULL },
    { "{\"https://a.example/p\":{\"@value\":\"x\",\"@direction\":\"rtl\"}}",
      "/https:~1~1a.example~1p: rdfDirection not set" },
    { "{\"https://a.example/p\":{\"@value\":null},\"https://a.example/q\":1}",
      "/https:~1~1a.example~1p: null @value value" },
    { "{\"https://a.example/p\":{\"@language\":\"fr\"},\"https://a.example/q\":1}",
      "/https:~1~1a.example~1p: object with only @language" },
    { "{\"https://a.example/p\":{\"https://a.example/q\":1,\"@language\":\"fr\"}}",
      "/https:~1~1a.example~1p: language or direction without @value" },
    { "{\"https://a.example/p\":1,\"@index\":\"i\"}", "/@index: an index is no part of RDF “i”" },
    { "{\"https://a.example/p\":1,\"@foo\":2}", "/@foo: reserved term “@foo”" },
    { "{\"https://a.example/p\":1,\"@type\":\"@json\"}", ": relative @type reference “@json”" },
    { "{\"https://a.example/p\":{\"@value\":[1],\"@type\":\"@json\"}}", NULL },
    { "{\"https://a.example/p\":{\"@id\":\"@foo\"}}",
      "/https:~1~1a.example~1p/@id: reserved @id value “@foo”" },
    { "{\"_:p\":1,\"https://a.example/p\":2}", "/_:p: blank node predicate “_:p”" },
    { "{\"https://a.example/ p\":1}",
      "/https:~1~1a.example~1 p: relative predicate reference “https://a.example/ p”" },
    { "{\"https://a.example/p\":{\"@id\":\"https://a.example/#a#b\"}}",
      "/https:~1~1a.example~1p/@id: relative @id reference “https://a.example/#a#b”" },
    { "{}", ": empty object" },
    { "{\"@id\":\"https://a.example/\"}", ": object with only @id" },
    { "{\"@value\":1}", ": object with only @value" },
    { "[\"text\"]", "/0: free-floating scalar “text”" },
    { "{\"@graph\":[{\"https://a.example/p\":1},2]}", "/@graph/1: free-floating scalar" },
    { "{\"@id\":\"g\",\"@graph\":[{\"https://a.example/p\":1}]}",
      "/@id: relative @id reference “g”" },
    { "{\"https://a.example/p\":1,\"@included\":[{\"@id\":\"https://b.example/\"}]}",
      "/@included/0: object with only @id" },
    { "{\"@context\":\"" V2 "\",\"type\":\"VerifiablePresentation\","
      "\"verifiableCredential\":[{\"@id\":\"urn:uuid:1\"}]}",
      "/verifiableCredential: object with only @id" },
    { "{\"@context\":\"" V2 "\",\"type\":\"VerifiablePresentation\","
      "\"verifiableCredential\":\"a.b.c\"}",
      "/verifiableCredential: object with only @value" },
    { "{\"@context\":{\"@vocab\":\"rel/\"},\"https://a.example/p\":1}",
      "/@context: relative @vocab reference “rel/”" },
    { "{\"@context\":{\"@foo\":\"https://a.example/\"},\"https://a.example/p\":1}",
      "/@context: reserved term “@foo”" },
    { "{\"@context\":{\"p\":{\"@id\":\"https://a.example/p\",\"@container\":\"@index\"}},"
      "\"p\":{\"a\":1}}",
      "/p/a: an index is no part of RDF “a”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_dropped (fixture, cases[i].text, cases[i].dropped);
}

/* All of what is dropped is reported, up to a limit; a pointer is not longer than can be read. */
static void
test_all_dropped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"https://a.example/p\":1");
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretDataset) dataset = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (text, ",\"é%u%0500u\":1", i, 0);
  g_string_append (text, "}");
  dataset = to_rdf (fixture, text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->dropped->len, ==, 1000);
  for (guint i = 0; i < fixture->dropped->len; i++) {
    g_assert_cmpuint (strlen (fixture->dropped->pdata[i]), <, 500);
    g_assert_true (g_utf8_validate (fixture->dropped->pdata[i], -1, NULL));
  }
}

static void
test_protected (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    const char *error; /* NULL: none */
  } cases[] = {
    { "{\"@context\":[\"" V2 "\",{\"name\":\"https://a.example/name\"}]}",
      "protected term redefinition: /@context “name”" },
    { "{\"@context\":[\"" V2 "\",{\"proof\":null,\"type\":null}]}",
      "protected term redefinition: /@context “type”" },
    { "{\"@context\":[\"" V2 "\",null]}", "invalid context nullification: /@context" },
    { "{\"@context\":\"" V2 "\",\"description\":{\"@context\":null}}",
      "invalid context nullification: /description/@context" },
    /* The same again is no redefinition, nor is more of the same edition. */
    { "{\"@context\":[\"" V2 "\",\"" V2 "\",\"" OB "\",\"" OB "\"]}", NULL },
    { "{\"@context\":[\"" V2 "\",{\"id\":\"@id\"}]}", NULL },
    { "{\"@context\":[\"" V2 "\",{\"id\":{\"@id\":\"@id\",\"@protected\":false}}]}", NULL },
    /* A term may say what holds inside of it. */
    { "{\"@context\":[{\"@protected\":true,\"a\":\"https://a.example/a\"},{\"b\":{\"@id\":"
      "\"https://a.example/b\",\"@context\":{\"a\":\"https://a.example/c\"}}}],\"b\":{\"a\":1}}",
      NULL },
    /* A type may not. */
    { "{\"@context\":[{\"@protected\":true,\"a\":\"https://a.example/a\"},{\"T\":{\"@id\":"
      "\"https://a.example/T\",\"@context\":{\"a\":\"https://a.example/c\"}}}],\"@type\":\"T\"}",
      "protected term redefinition" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretDataset) dataset = NULL;

    if (cases[i].error != NULL) {
      assert_error (fixture, cases[i].text, COFFRET_JSONLD_ERROR_INVALID, cases[i].error);
      continue;
    }
    dataset = to_rdf (fixture, cases[i].text, &error);
    g_assert_no_error (error);
  }
}

/* Nothing is fetched; what is not part of the program is not guessed. */
static void
test_unknown_contexts (Fixture *fixture, gconstpointer data)
{
  assert_error (fixture, "{\"@context\":\"https://a.example/context\"}",
                COFFRET_JSONLD_ERROR_CONTEXT, "loading remote context failed: ");
  assert_error (fixture, "{\"@context\":\"" V2 "#\"}", COFFRET_JSONLD_ERROR_CONTEXT,
                "loading remote context failed: ");
  assert_error (fixture, "{\"@context\":{\"@import\":\"https://a.example/context\"}}",
                COFFRET_JSONLD_ERROR_CONTEXT, "loading remote context failed: ");
  assert_error (fixture, "{\"@context\":{\"@version\":1.0}}", COFFRET_JSONLD_ERROR_INVALID,
                "invalid @version value");
  assert_error (fixture, "{\"@context\":\"https://www.w3.org/2018/credentials/examples/v1\"}",
                COFFRET_JSONLD_ERROR_CONTEXT, "loading remote context failed: ");

  fixture->options.inline_contexts = FALSE;
  assert_error (fixture, "{\"@context\":[\"" V2 "\",{\"a\":\"https://a.example/\"}]}",
                COFFRET_JSONLD_ERROR_CONTEXT, "inline context: /@context");
  assert_error (fixture,
                "{\"@context\":\"" V2 "\",\"name\":{\"@context\":{\"a\":\"https://a.example/\"}}}",
                COFFRET_JSONLD_ERROR_CONTEXT, "inline context: /name/@context");
}

static void
test_editions (Fixture *fixture, gconstpointer data)
{
  static const char *const with_date =
    "{" CONTEXTS ",\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
    "\"awardedDate\":\"2026-01-01T00:00:00Z\"}";

  assert_dropped (fixture, with_date, NULL);
  fixture->options.edition = 2;
  assert_dropped (fixture, with_date, "/awardedDate: invalid property “awardedDate”");
  fixture->options.edition = 1;
  assert_dropped (fixture, with_date, NULL);
  /* Past the last one it stays the last one. */
  fixture->options.edition = 7;
  assert_dropped (fixture, with_date, "/awardedDate: invalid property “awardedDate”");
}

static const CoffretTerm *
object_of (Fixture *fixture, CoffretDataset **dataset, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = g_strdup_printf ("{\"https://a.example/p\":%s}", text);
  const CoffretQuad *quads;
  guint count;

  g_clear_pointer (dataset, coffret_dataset_free);
  *dataset = to_rdf (fixture, whole, &error);
  g_assert_no_error (error);
  quads = coffret_dataset_quads (*dataset, &count);
  g_assert_cmpuint (count, ==, 1);
  return quads[0].object;
}

static void
test_literals (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *text;
    const char *value;
    const char *datatype;
  } cases[] = {
    { "true", "true", COFFRET_XSD_BOOLEAN },
    { "5", "5", COFFRET_XSD_INTEGER },
    { "5.0", "5", COFFRET_XSD_INTEGER },
    { "-0.0", "0", COFFRET_XSD_INTEGER },
    { "1e3", "1000", COFFRET_XSD_INTEGER },
    { "9007199254740993", "9007199254740993", COFFRET_XSD_INTEGER },
    { "100000000000000000000", "100000000000000000000", COFFRET_XSD_INTEGER },
    { "1e21", "1.0E21", COFFRET_XSD_DOUBLE },
    { "3.5", "3.5E0", COFFRET_XSD_DOUBLE },
    { "1e-7", "1.0E-7", COFFRET_XSD_DOUBLE },
    { "-0.1", "-1.0E-1", COFFRET_XSD_DOUBLE },
    { "5.3", "5.3E0", COFFRET_XSD_DOUBLE },
    { "0.1234567890123456789", "1.234567890123457E-1", COFFRET_XSD_DOUBLE },
    { "1e23", "9.999999999999999E22", COFFRET_XSD_DOUBLE },
    /* A half exactly: ECMAScript rounds it up. */
    { "1125899906842624.5", "1.125899906842625E15", COFFRET_XSD_DOUBLE },
    { "0.9999999999999999", "9.999999999999999E-1", COFFRET_XSD_DOUBLE },
    { "1.7976931348623157e308", "1.797693134862316E308", COFFRET_XSD_DOUBLE },
    { "5e-324", "4.940656458412465E-324", COFFRET_XSD_DOUBLE },
    { "{\"@value\":5,\"@type\":\"" COFFRET_XSD_DOUBLE "\"}", "5.0E0", COFFRET_XSD_DOUBLE },
    { "{\"@value\":0,\"@type\":\"" COFFRET_XSD_DOUBLE "\"}", "0.0E0", COFFRET_XSD_DOUBLE },
    { "{\"@value\":5,\"@type\":\"" COFFRET_XSD "float\"}", "5", COFFRET_XSD "float" },
    { "{\"@value\":5.5,\"@type\":\"" COFFRET_XSD "decimal\"}", "5.5E0", COFFRET_XSD "decimal" },
    { "{\"@value\":{\"b\":1e-7,\"a\":\"é\"},\"@type\":\"@json\"}", "{\"a\":\"é\",\"b\":1e-7}",
      COFFRET_RDF_JSON },
    { "\"a\\u0000b\"", "a", COFFRET_XSD_STRING },
  };
  g_autoptr (CoffretDataset) dataset = NULL;
  const CoffretTerm *term;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    term = object_of (fixture, &dataset, cases[i].text);
    g_assert_cmpint (term->kind, ==, COFFRET_TERM_LITERAL);
    g_assert_cmpstr (term->value, ==, cases[i].value);
    g_assert_cmpstr (term->datatype, ==, cases[i].datatype);
  }
  g_assert_cmpuint (term->length, ==, 3);

  term = object_of (fixture, &dataset, "{\"@value\":\"x\",\"@language\":\"fr-CA\"}");
  g_assert_cmpstr (term->language, ==, "fr-ca");
  g_assert_cmpstr (term->datatype, ==, COFFRET_RDF_LANG_STRING);
  fixture->options.rdf_direction = COFFRET_RDF_DIRECTION_I18N;
  term =
    object_of (fixture, &dataset, "{\"@value\":\"x\",\"@language\":\"AR\",\"@direction\":\"rtl\"}");
  g_assert_cmpstr (term->datatype, ==, "https://www.w3.org/ns/i18n#ar_rtl");
  g_assert_null (term->language);
}

static guint
count_quads (const CoffretDataset *dataset)
{
  guint count;

  coffret_dataset_quads (dataset, &count);
  return count;
}

/* Labels in the document and those made here never meet. */
static void
test_blanks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretDataset) dataset =
    to_rdf (fixture,
            "[{\"https://a.example/p\":{\"https://a.example/q\":1}},"
            "{\"@id\":\"_:b0\",\"https://a.example/p\":{\"@id\":\"_:b1\"}},"
            "{\"@id\":\"_:b1\",\"https://a.example/p\":{\"@id\":\"_:b0\"}}]",
            &error);

  g_assert_no_error (error);
  g_assert_cmpuint (coffret_dataset_count_blanks (dataset), ==, 4);
  g_assert_cmpuint (count_quads (dataset), ==, 4);
}

/* COUNT times PIECE, each with its own number for '#'. */
static void
append_many (GString *text, const char *piece, guint count)
{
  for (guint i = 0; i < count; i++) {
    g_string_append (text, i == 0 ? "" : ",");
    for (const char *c = piece; *c != '\0'; c++) {
      if (*c == '#')
        g_string_append_printf (text, "%u", i);
      else
        g_string_append_c (text, *c);
    }
  }
}

/* What no credential looks like is refused before it costs much. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *before;
    const char *repeated;
    guint count;
    const char *after;
  } cases[] = {
    { "{\"@context\":[", "{\"t#\":\"https://a.example/#\"}", 10000, "]}" },
    { "{\"@context\":{", "\"t#\":\"t1#:x\"", 10000, ",\"t\":\"x\"}}" },
    { "{" CONTEXTS ",\"type\":\"VerifiableCredential\",\"credentialSubject\":[",
      "{\"type\":\"AchievementSubject\",\"name\":\"#\"}", 100000, "]}" },
    { "{\"https://a.example/p\":{\"@list\":[", "#", 400000, "]}}" },
    { "{\"@type\":[", "\"https://a.example/#\"", 400000, "]}" },
    { "{\"https://a.example/p\":{", "\"p#\":1", 60000, "}}" },
    { "{\"https://a.example/p\":[", "{}", 100000, "]}" },
    { "{" CONTEXTS ",\"type\":[", "\"VerifiableCredential\",\"DataIntegrityProof\"", 50000, "]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (cases[i].before);
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretDataset) dataset = NULL;

    append_many (text, cases[i].repeated, cases[i].count);
    g_string_append (text, cases[i].after);
    dataset = to_rdf (fixture, text->str, &error);
    g_assert_null (dataset);
    if (i != 1)
      g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
  }
}

/* Deeper than the JSON reader lets pass: made by hand. */
static void
test_depth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) object = json_pack ("{s:i}", "https://a.example/p", 1);
  g_autoptr (json_t) array = json_array ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2000; i++) {
    object = json_pack ("{s:o}", "https://a.example/p", object);
    array = json_pack ("[o]", array);
  }
  g_assert_null (coffret_jsonld_to_rdf (object, &fixture->options, NULL, &error));
  g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
  g_clear_error (&error);
  g_assert_null (coffret_jsonld_to_rdf (array, &fixture->options, NULL, &error));
  g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX);
}

static const char *const badge =
  "{" CONTEXTS ",\"id\":\"urn:uuid:1\",\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
  "\"issuer\":{\"id\":\"did:key:z1\",\"type\":\"Profile\",\"name\":\"Maison\"},"
  "\"credentialSubject\":{\"type\":\"AchievementSubject\",\"achievement\":{\"id\":\"urn:uuid:2\","
  "\"type\":\"Achievement\",\"name\":\"Pain\",\"criteria\":{\"narrative\":\"n\"},"
  "\"alignment\":[{\"type\":\"Alignment\",\"targetName\":\"t\"}]}}}";

static gpointer
process_often (gpointer data)
{
  Fixture *shared = data;
  CoffretJsonldOptions options = { .contexts = shared->contexts, .safe = TRUE };
  g_autoptr (json_t) document = coffret_json_parse (badge, strlen (badge), NULL, NULL);

  for (guint i = 0; i < 200; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretDataset) dataset = coffret_jsonld_to_rdf (document, &options, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (count_quads (dataset), ==, 15);
  }
  return NULL;
}

/* All threads start with no context read yet. */
static void
test_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("jsonld", process_often, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* What strangers' lists of contexts leave behind is bounded, and nothing stops working. */
static void
test_many_lists (Fixture *fixture, gconstpointer data)
{
  static const char *const urls[] = {
    "https://w3id.org/security/data-integrity/v2",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
    "https://w3id.org/security/suites/jws-2020/v1",
    "https://w3id.org/vc/status-list/2021/v1",
    "https://w3id.org/security/v2",
  };

  for (guint i = 0; i < 3000; i++) {
    g_autoptr (GString) text = g_string_new ("{\"@context\":[\"" V2 "\"");
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretDataset) dataset = NULL;

    for (guint j = 0, rest = i; j < 5; j++, rest /= G_N_ELEMENTS (urls))
      g_string_append_printf (text, ",\"%s\"", urls[rest % G_N_ELEMENTS (urls)]);
    g_string_append (text, "],\"type\":\"VerifiableCredential\"}");
    dataset = to_rdf (fixture, text->str, &error);
    g_assert_true (dataset != NULL ||
                   g_error_matches (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_INVALID));
  }
  process_often (fixture);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/jsonld/processor/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("safe-mode", test_safe_mode);
  ADD ("all-dropped", test_all_dropped);
  ADD ("protected", test_protected);
  ADD ("unknown-contexts", test_unknown_contexts);
  ADD ("editions", test_editions);
  ADD ("literals", test_literals);
  ADD ("blanks", test_blanks);
  ADD ("limits", test_limits);
  ADD ("depth", test_depth);
  ADD ("threads", test_threads);
  ADD ("many-lists", test_many_lists);
  return g_test_run ();
}
