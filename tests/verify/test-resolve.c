#include "verify/resolve.h"

#include <string.h>

#include "verify/did-web.h"

#define NOW "2026-06-01T00:00:00Z"
#define KEY "z6MkjXe1vZvPRqFuc9nRBtZ3e1Y9XKDFSbjFAfzLfW2bD6cZ"
#define OTHER "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp"
#define DID "did:web:college.example:issuers:1"
#define URL "https://college.example/issuers/1"

typedef struct {
  CoffretContexts *contexts;
  CoffretGrounds *grounds;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->contexts = coffret_contexts_new ();
  fixture->grounds = coffret_grounds_new (fixture->contexts, coffret_instant_parse (NOW));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  coffret_grounds_unref (fixture->grounds);
  coffret_contexts_unref (fixture->contexts);
}

/* Written with ' instead of ". */
static void
give (Fixture *fixture, const char *when, const char *format, ...)
{
  va_list arguments;
  char *text;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (text, "'", '"');
  bytes = g_bytes_new_take (text, strlen (text));
  coffret_grounds_add (fixture->grounds, COFFRET_GROUND_DOCUMENT, bytes, NULL,
                       coffret_instant_parse (when), &error);
  g_assert_no_error (error);
}

#define METHOD(name, controller, more)                                                             \
  "{'id':'" name "','type':'Multikey','controller':'" controller "'," more "}"

static void
assert_resolves (Fixture *fixture, const char *method, const char *controller, guint versions)
{
  const char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    coffret_resolve (fixture->grounds, method, "assertionMethod", &code, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, versions);
  for (guint i = 0; i < found->len; i++) {
    const CoffretResolvedKey *resolved = g_ptr_array_index (found, i);

    g_assert_nonnull (resolved->key);
    g_assert_cmpstr (resolved->controller, ==, controller);
  }
}

static void
assert_refused (Fixture *fixture, const char *method, const char *expected)
{
  const char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    coffret_resolve (fixture->grounds, method, "assertionMethod", &code, &error);

  g_test_message ("%.100s: %s",
                  method == NULL || !g_utf8_validate (method, -1, NULL) ? "nothing" : method,
                  error == NULL ? "" : error->message);
  g_assert_null (found);
  g_assert_nonnull (error);
  g_assert_cmpstr (code, ==, expected);
  g_assert_nonnull (coffret_check_find_code (code));
}

static guint
count_kid (Fixture *fixture, const char *issuer, const char *kid)
{
  const char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    coffret_resolve_kid (fixture->grounds, issuer, kid, "assertionMethod", &code, &error);

  g_assert_true ((found == NULL) == (error != NULL));
  return found == NULL ? 0 : found->len;
}

static void
test_did_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (100000, 'z');
  g_autofree char *long_did = g_strconcat ("did:key:", long_name, "#", long_name, NULL);

  assert_resolves (fixture, "did:key:" KEY "#" KEY, "did:key:" KEY, 1);
  assert_refused (fixture, "did:key:" KEY "#" OTHER, "key-malformed");
  assert_refused (fixture, "did:key:" KEY, "key-malformed");
  assert_refused (fixture, "did:key:" KEY "#", "key-malformed");
  assert_refused (fixture, "did:key:" KEY "#" KEY "#" KEY, "key-malformed");
  assert_refused (fixture, "did:key:" KEY "?v=1#" KEY, "key-method-unsupported");
  assert_refused (fixture, "did:key:z6Mk0#z6Mk0", "key-malformed");
  assert_refused (fixture, "did:key:#", "key-malformed");
  assert_refused (fixture, "did:key:u7QFF#u7QFF", "key-malformed");
  assert_refused (fixture,
                  "did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F"
                  "#z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F",
                  "key-unsupported");
  assert_refused (fixture, long_did, "key-malformed");
  assert_refused (fixture, NULL, "key-malformed");
  assert_refused (fixture, "", "key-malformed");
  assert_refused (fixture, "#" KEY, "key-method-unsupported");
  assert_refused (fixture, "did:key:\xff#\xff", "key-malformed");
  assert_refused (fixture, "did:ebsi:z2#1", "key-method-unsupported");
  assert_refused (fixture, "DID:key:" KEY "#" KEY, "key-method-unsupported");

  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, NULL), ==, 1);
  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, KEY), ==, 1);
  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, "#" KEY), ==, 1);
  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, "did:key:" KEY), ==, 1);
  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, "did:key:" KEY "#" KEY), ==, 1);
  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, "#0"), ==, 0);
  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, ""), ==, 0);
  g_assert_cmpuint (count_kid (fixture, "did:key:" KEY, "#"), ==, 0);
  g_assert_cmpuint (count_kid (fixture, NULL, "#" KEY), ==, 0);
}

/* The did:jwk specification's first example, and the same with a secret in it. */
static void
test_did_jwk (Fixture *fixture, gconstpointer data)
{
#define JWK                                                                                        \
  "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6O"  \
  "TFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9"
  static const char *const inside[] = {
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\","
    "\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}",
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\","
    "\"use\":\"enc\"}",
    "[]",
    "{}",
    "{\"kty\":\"OKP\",\"kty\":\"OKP\"}",
  };

  assert_resolves (fixture, JWK "#0", JWK, 1);
  assert_refused (fixture, JWK "#1", "key-not-listed");
  assert_refused (fixture, JWK, "key-malformed");
  assert_refused (fixture, JWK "=#0", "key-malformed");
  assert_refused (fixture, "did:jwk:#0", "key-malformed");
  g_assert_cmpuint (count_kid (fixture, JWK, NULL), ==, 1);
  g_assert_cmpuint (count_kid (fixture, JWK, "0"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (inside); i++) {
    g_autofree char *text = g_base64_encode ((const guchar *) inside[i], strlen (inside[i]));
    g_autofree char *method = NULL;

    g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
    text[strcspn (text, "=")] = '\0';
    method = g_strconcat ("did:jwk:", text, "#0", NULL);
    assert_refused (fixture, method, "key-malformed");
  }
}

static void
test_did_web_url (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *did;
    const char *url;
  } known[] = {
    { "did:web:w3c-ccg.github.io", "https://w3c-ccg.github.io/.well-known/did.json" },
    { "did:web:w3c-ccg.github.io:user:alice", "https://w3c-ccg.github.io/user/alice/did.json" },
    { "did:web:example.com%3A3000:user:alice", "https://example.com:3000/user/alice/did.json" },
    { "did:web:example.com%3a3000", "https://example.com:3000/.well-known/did.json" },
    { "did:web:example.com:a%20b", "https://example.com/a%20b/did.json" },
    { "did:web:", NULL },
    { "did:web::a", NULL },
    { "did:web:.example.com", NULL },
    { "did:web:example..com", NULL },
    { "did:web:example.com.", NULL },
    { "did:web:example.com:", NULL },
    { "did:web:example.com:a::b", NULL },
    { "did:web:example.com/a", NULL },
    { "did:web:example.com%2Fa", NULL },
    { "did:web:user@example.com", NULL },
    { "did:web:example.com%3A", NULL },
    { "did:web:example.com%3A80a", NULL },
    { "did:web:example.com:..:a", NULL },
    { "did:web:example.com:%2e%2e:a", NULL },
    { "did:web:example.com:a%2fb", NULL },
    { "did:web:example.com:a?b", NULL },
    { "did:web:example.com:a#b", NULL },
    { "did:web:é.example", NULL },
    { "did:key:z", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *url = coffret_did_web_to_url (known[i].did);

    g_assert_cmpstr (url, ==, known[i].url);
  }
}

static void
test_documents (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, DID "#a", "key-not-given");
  assert_refused (fixture, URL "#a", "key-not-given");
  assert_refused (fixture, URL "#" KEY, "key-in-fragment");
  assert_refused (fixture, URL "#z6Mk", "key-not-given");

  /* Embedded, by an absolute and by a relative reference, relative itself; for another purpose;
   * of another controller; not there. */
#define KEY_OF(name, controller)                                                                   \
  "{'id':'" name "','type':'Multikey','controller':'" controller "','publicKeyMultibase':'" KEY "'}"
  give (fixture, NOW, "%s%s%s",
        "{'id':'" DID "','assertionMethod':['" DID "#b','#c','" DID "#missing',",
        KEY_OF (DID "#a", DID) "," KEY_OF ("#d", DID) "," KEY_OF (DID "#e", "did:web:x.example"),
        "],'authentication':'" DID "#f','verificationMethod':[" KEY_OF (DID "#b", DID) "," KEY_OF (
          "#c", DID) "," KEY_OF (DID "#f", DID) "]}");
  assert_resolves (fixture, DID "#a", DID, 1);
  assert_resolves (fixture, DID "#b", DID, 1);
  assert_resolves (fixture, DID "#c", DID, 1);
  assert_resolves (fixture, DID "#d", DID, 1);
  assert_refused (fixture, DID "#e", "key-not-listed");
  assert_refused (fixture, DID "#f", "key-not-listed");
  assert_refused (fixture, DID "#missing", "key-not-listed");
  assert_refused (fixture, DID "#" KEY, "key-not-listed");
  assert_refused (fixture, "did:web:college.example#a", "key-not-given");
  g_assert_cmpuint (count_kid (fixture, DID, "a"), ==, 1);
  g_assert_cmpuint (count_kid (fixture, DID, "#c"), ==, 1);
  g_assert_cmpuint (count_kid (fixture, DID, NULL), ==, 4);
  g_assert_cmpuint (count_kid (fixture, DID, "f"), ==, 0);
}

static void
test_https (Fixture *fixture, gconstpointer data)
{
  give (fixture, NOW,
        "{'id':'" URL "','type':'Profile','assertionMethod':['" URL "#key-1','" URL "/keys/2','" URL
        "/keys/3'],'verificationMethod':" METHOD (URL "#key-1", URL,
                                                  "'publicKeyMultibase':'" KEY "'") "}");
  give (fixture, NOW, METHOD (URL "/keys/2", URL, "'publicKeyMultibase':'" KEY "'"));
  give (fixture, NOW,
        METHOD (URL "/keys/3", "https://other.example", "'publicKeyMultibase':'" KEY "'"));
  give (fixture, NOW, METHOD (URL "/keys/4", URL, "'publicKeyMultibase':'" KEY "'"));

  assert_resolves (fixture, URL "#key-1", URL, 1);
  assert_refused (fixture, URL "#" KEY, "key-not-listed");
  assert_resolves (fixture, URL "/keys/2", URL, 1);
  assert_refused (fixture, URL "/keys/3", "key-not-given");
  assert_refused (fixture, URL "/keys/4", "key-not-listed");
  assert_refused (fixture, URL "/keys/5", "key-not-given");
}

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  const char *code = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const CoffretResolvedKey *newest;

  give (fixture, "2020-01-01T00:00:00Z",
        "{'id':'" DID
        "','assertionMethod':" METHOD ("#a", DID, "'publicKeyMultibase':'" KEY "'") "}");
  give (fixture, "2025-01-01T00:00:00Z",
        "{'id':'" DID
        "','assertionMethod':" METHOD ("#a", DID, "'publicKeyMultibase':'" OTHER "'") "}");
  give (fixture, "2022-01-01T00:00:00Z", "{'id':'" DID "','assertionMethod':[]}");
  assert_resolves (fixture, DID "#a", DID, 2);

  found = coffret_resolve (fixture->grounds, DID "#a", "assertionMethod", &code, NULL);
  newest = g_ptr_array_index (found, 0);
  g_assert_cmpint (newest->as_of, ==, coffret_instant_parse ("2025-01-01T00:00:00Z"));
  g_assert_nonnull (newest->sha256);

  /* The newest withdraws the older key: its own is left. */
  give (fixture, "2026-01-01T00:00:00Z",
        "{'id':'" DID "','assertionMethod':" METHOD (
          "#a", DID, "'revoked':'2026-01-01T00:00:00Z','publicKeyMultibase':'" KEY "'") "}");
  assert_resolves (fixture, DID "#a", DID, 1);
  give (fixture, "2026-02-01T00:00:00Z",
        "{'id':'" DID "','assertionMethod':" METHOD (
          "#a", DID, "'expires':'2026-01-01T00:00:00Z','publicKeyMultibase':'" OTHER "'") "}");
  assert_refused (fixture, DID "#a", "key-revoked");
}

static void
test_methods (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *more;
    const char *code; /* NULL: good */
  } methods[] = {
    { "'publicKeyMultibase':'" KEY "'", NULL },
    { "'publicKeyJwk':{'kty':'OKP','crv':'Ed25519',"
      "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}",
      NULL },
    { "'publicKeyPem':'-----BEGIN PUBLIC KEY-----\\n"
      "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\\n"
      "-----END PUBLIC KEY-----'",
      NULL },
    { "'publicKeyMultibase':'" KEY "','expires':'2030-01-01T00:00:00Z','revoked':null", NULL },
    { "'publicKeyMultibase':'" KEY "','expires':'2026-05-31T00:00:00Z'", "key-expired" },
    { "'publicKeyMultibase':'" KEY "','revoked':'2026-05-31T00:00:00Z'", "key-revoked" },
    { "'publicKeyMultibase':'" KEY "','revoked':'soon'", "key-revoked" },
    { "'publicKeyMultibase':'" KEY "','revoked':true", "key-revoked" },
    { "'publicKeyMultibase':'" KEY "','publicKeyBase58':'x'", "key-malformed" },
    { "'publicKeyMultibase':'" KEY "','secretKeyMultibase':'z3u2'", "key-malformed" },
    { "'publicKeyBase58':'4zvwRjXUKGfvwnParsHAS3HuSVzV5cA4McphgmoCtajS'", "key-unsupported" },
    { "'publicKeyHex':'00'", "key-unsupported" },
    { "'publicKeyMultibase':7", "key-unsupported" },
    { "'publicKeyMultibase':'z'", "key-malformed" },
    { "'publicKeyJwk':[]", "key-malformed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_autofree char *did = g_strdup_printf ("did:web:%u.example", i);
    g_autofree char *method = g_strdup_printf ("%s#a", did);

    give (fixture, NOW,
          "{'id':'%s','assertionMethod':[{'id':'%s','type':'Multikey','controller':'%s',%s}]}", did,
          method, did, methods[i].more);
    if (methods[i].code == NULL)
      assert_resolves (fixture, method, did, 1);
    else
      assert_refused (fixture, method, methods[i].code);
  }
  give (fixture, NOW,
        "{'id':'" DID "','assertionMethod':{'id':'" DID
        "#a','type':'Ed25519VerificationKey2018','controller':'" DID
        "','publicKeyBase58':'4zvwRjXUKGfvwnParsHAS3HuSVzV5cA4McphgmoCtajS'}}");
  assert_resolves (fixture, DID "#a", DID, 1);
}

static void
test_key_sets (Fixture *fixture, gconstpointer data)
{
#define SET                                                                                        \
  "{'keys':[{'kid':'1','kty':'OKP','crv':'Ed25519','x':"                                           \
  "'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'},{'kid':'2','kty':'OKP','crv':'X25519',"          \
  "'x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}]}"
  give (fixture, NOW, "{'issuer':'" URL "','jwks':" SET "}");
  g_assert_cmpuint (count_kid (fixture, URL, "1"), ==, 1);
  g_assert_cmpuint (count_kid (fixture, URL, "2"), ==, 0);
  g_assert_cmpuint (count_kid (fixture, URL, "3"), ==, 0);
  g_assert_cmpuint (count_kid (fixture, URL, NULL), ==, 1);
  g_assert_cmpuint (count_kid (fixture, "https://other.example", "1"), ==, 0);

  give (fixture, NOW, "{'issuer':'https://far.example','jwks_uri':'https://far.example/keys'}");
  g_assert_cmpuint (count_kid (fixture, "https://far.example", "1"), ==, 0);
  give (fixture, NOW, "{'id':'https://far.example/keys',%s", &SET[1]);
  g_assert_cmpuint (count_kid (fixture, "https://far.example", "1"), ==, 1);
}

/* Documents made to take time: many names for one key that is none, many keys, many versions. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) document = g_string_new ("{'id':'" DID "','assertionMethod':[");
  g_autofree char *same = NULL;
  gint64 start;

  for (guint i = 0; i < 50000; i++)
    g_string_append (document, i == 0 ? "'#a'" : ",'#a'");
  g_string_append (document, "],'verificationMethod':[");
  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (document,
                            "%s{'id':'#%s','type':'Multikey','controller':'did:web:x.example'}",
                            i == 0 ? "" : ",", i % 2 == 0 ? "b" : "a");
  g_string_append (document, "]}");
  same = g_strdup (document->str);
  give (fixture, NOW, "%s", document->str);
  give (fixture, NOW, "%s", same);
  start = g_get_monotonic_time ();
  assert_refused (fixture, DID "#a", "key-not-listed");
  g_assert_cmpuint (count_kid (fixture, DID, "other"), ==, 0);
  g_test_message ("%" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
}

/* Two published documents of the Digital Credentials Consortium. */
static void
test_published (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "legacy", "oidf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path =
      g_build_filename (g_getenv ("COFFRET_SHARED"), "vectors", "dcc-vc-test-fixtures", "dids",
                        names[i], "did.json", NULL);
    g_autofree char *did =
      g_strconcat ("did:web:digitalcredentials.github.io:vc-test-fixtures:dids:", names[i], NULL);
    g_autofree char *method = g_strconcat (did, "#" KEY, NULL);
    g_autofree char *url = coffret_did_web_to_url (did);
    g_autofree char *content = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GError) error = NULL;

    if (!g_file_get_contents (path, &content, NULL, NULL)) {
      g_test_skip ("the published vectors are not here");
      return;
    }
    bytes = g_bytes_new (content, strlen (content));
    coffret_grounds_add (fixture->grounds, COFFRET_GROUND_DOCUMENT, bytes, url,
                         coffret_instant_parse (NOW), &error);
    g_assert_no_error (error);
    assert_resolves (fixture, method, did, 1);
  }
}

static void
test_binding (Fixture *fixture, gconstpointer data)
{
  const char *code = NULL;
  g_autoptr (GPtrArray) found =
    coffret_resolve (fixture->grounds, "did:key:" KEY "#" KEY, "assertionMethod", &code, NULL);
  CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };
  g_autoptr (CoffretKey) fragment = coffret_resolve_fragment (URL "#" KEY);

  g_assert_nonnull (fragment);
  g_assert_null (coffret_resolve_fragment (URL));
  g_assert_null (coffret_resolve_fragment (NULL));
  coffret_resolve_binding (found->pdata[0], "did:key:" KEY, "assertionMethod", &check);
  g_assert_cmpint (check.answer, ==, COFFRET_ANSWER_YES);
  g_assert_cmpstr (check.code, ==, "key-is-issuer");
  coffret_resolve_binding (found->pdata[0], "did:key:" OTHER, "assertionMethod", &check);
  g_assert_cmpint (check.answer, ==, COFFRET_ANSWER_NO);
  coffret_resolve_binding (found->pdata[0], NULL, "authentication", &check);
  g_assert_cmpint (check.answer, ==, COFFRET_ANSWER_UNKNOWN);
  g_assert_cmpstr (check.code, ==, "holder-not-named");
  coffret_check_clear (&check);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/resolve/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("did-key", test_did_key);
  ADD ("did-jwk", test_did_jwk);
  ADD ("did-web-url", test_did_web_url);
  ADD ("documents", test_documents);
  ADD ("https", test_https);
  ADD ("versions", test_versions);
  ADD ("methods", test_methods);
  ADD ("key-sets", test_key_sets);
  ADD ("large", test_large);
  ADD ("published", test_published);
  ADD ("binding", test_binding);
  return g_test_run ();
}
