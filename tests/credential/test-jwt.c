#include <string.h>

#include "credential/token.h"
#include "make.h"

#define HEADER "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}"

static const char vc1[] =
  "{\"iss\":\"did:example:college\",\"sub\":\"did:example:mira\",\"nbf\":1772359200,"
  "\"exp\":1803895200,\"jti\":\"urn:uuid:7\",\"vc\":{"
  "\"@context\":[\"https://www.w3.org/2018/credentials/v1\"],"
  "\"type\":[\"VerifiableCredential\"],\"issuer\":{\"name\":\"Riverbend College\"},"
  "\"credentialSubject\":{\"name\":\"Mira\"}}}";

static CoffretItem *
read_token (const char *header, const char *payload)
{
  g_autofree char *token = make_token (header, payload);
  g_autoptr (GPtrArray) items = make_items_of_text (token);

  g_assert_cmpuint (items->len, ==, 1);
  return coffret_item_ref (g_ptr_array_index (items, 0));
}

static void
test_vc1 (void)
{
  g_autoptr (CoffretItem) item = read_token (HEADER, vc1);
  g_autofree char *expires = NULL;
  const CoffretCredential *credential = item->credential;

  g_assert_no_error (item->error);
  g_assert_cmpstr (item->envelope, ==, "jwt");
  g_assert_cmpstr (credential->proof, ==, "EdDSA");
  g_assert_cmpstr (credential->id, ==, "urn:uuid:7");
  g_assert_cmpstr (credential->issuer->id, ==, "did:example:college");
  g_assert_cmpstr (coffret_text_best (credential->issuer->name, NULL), ==, "Riverbend College");
  g_assert_cmpstr (credential->holder->id, ==, "did:example:mira");
  g_assert_cmpint (credential->valid_from / G_USEC_PER_SEC, ==, 1772359200);
  expires = coffret_instant_to_rfc3339 (credential->expires);
  g_assert_cmpstr (expires, ==, "2027-03-01T10:00:00Z");
}

static void
test_newer_in_older_claim (void)
{
  g_autofree char *payload =
    g_strdup_printf ("{\"nbf\":1772359200,\"exp\":1803895200,\"vc\":%s}", make_ob3);
  g_autoptr (CoffretItem) item = read_token (HEADER, payload);

  g_assert_no_error (item->error);
  g_assert_cmpint (item->credential->expires / G_USEC_PER_SEC, ==, 1803895200);
}

static void
test_vc2 (void)
{
  g_autoptr (CoffretItem) item = read_token ("{\"alg\":\"ES384\",\"typ\":\"vc+jwt\"}", make_ob3);

  g_assert_no_error (item->error);
  g_assert_cmpstr (item->credential->format, ==, "ob3");
  g_assert_cmpstr (item->credential->proof, ==, "ES384");
  g_assert_cmpstr (coffret_text_best (item->credential->title, NULL), ==, "Bicycle repair");
}

static void
test_ob2 (void)
{
  g_autoptr (CoffretItem) item = read_token ("{\"alg\":\"RS256\"}", make_ob2);

  g_assert_no_error (item->error);
  g_assert_cmpstr (item->credential->format, ==, "ob2");
  g_assert_cmpstr (item->credential->proof, ==, "RS256");
  g_assert_cmpstr (item->credential->parsed->algorithm, ==, "RS256");
  g_assert_true (item->credential->parsed->payload == item->credential->document);
  g_assert_cmpstr (item->envelope, ==, "jws");
}

static void
check_presentation (const char *text)
{
  g_autoptr (GPtrArray) items = make_items_of_text (text);
  g_autoptr (GPtrArray) bare = make_items_of_text (make_ob3);
  const CoffretItem *first = g_ptr_array_index (items, 0);
  const CoffretItem *second = g_ptr_array_index (items, 1);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_no_error (first->error);
  g_assert_cmpstr (first->digest, ==, ((CoffretItem *) g_ptr_array_index (bare, 0))->digest);
  g_assert_no_error (second->error);
  g_assert_cmpstr (second->credential->proof, ==, "EdDSA");
  for (guint i = 0; i < items->len; i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    const CoffretItem *item = g_ptr_array_index (items, i);
    g_autoptr (CoffretItem) again = coffret_reader_read_place (bytes, item->place, NULL);

    g_assert_nonnull (again);
    g_assert_true ((item->credential->token == NULL) == (item->credential->parsed == NULL));
    g_assert_cmpstr (again->digest, ==, item->digest);
  }
}

static void
test_presentation (void)
{
  g_autofree char *inner = make_token (HEADER, vc1);
  g_autofree char *vp1 =
    g_strdup_printf ("{\"iss\":\"did:example:mira\",\"vp\":{\"@context\":[\"https://www.w3.org/"
                     "2018/credentials/v1\"],"
                     "\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[%s,\"%s\"]}}",
                     make_ob3, inner);
  g_autofree char *vp2 = g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
    "\"type\":\"VerifiablePresentation\",\"verifiableCredential\":[%s,"
    "{\"@context\":\"https://www.w3.org/ns/credentials/v2\","
    "\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/vc+jwt,%s\"}]}",
    make_ob3, inner);
  g_autofree char *first = make_token (HEADER, vp1);
  g_autofree char *second = make_token (HEADER, vp2);

  check_presentation (first);
  check_presentation (second);
}

static void
test_white_space (void)
{
  g_autofree char *token = make_token (HEADER, vc1);
  g_autofree char *spaced = g_strdup_printf ("  \n%s\r\n", token);
  g_autoptr (GBytes) bytes = g_bytes_new (spaced, strlen (spaced));

  make_assert_same (bytes, 1, token);
}

static void
expect (const char *text, CoffretCredentialError code, gint64 expected)
{
  gint64 offset = -1;
  g_autoptr (GError) error = make_refusal_of_text (text, &offset);

  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, (int) code);
  if (expected >= 0)
    g_assert_cmpint (offset, ==, expected);
}

static void
test_refused (void)
{
  g_autofree char *none = make_token ("{\"alg\":\"none\"}", vc1);
  g_autofree char *nobody = make_token ("{\"alg\":\"NoNe\"}", vc1);
  g_autofree char *silent = make_token ("{\"typ\":\"JWT\"}", vc1);
  g_autofree char *stranger = make_token (HEADER, "{\"iss\":\"x\",\"aud\":\"y\"}");
  g_autofree char *twice = make_token ("{\"alg\":\"ES256\",\"alg\":\"none\"}", vc1);
  g_autofree char *both =
    make_token (HEADER, "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                        "\"type\":\"VerifiableCredential\",\"vc\":{},\"issuer\":\"did:example:c\","
                        "\"credentialSubject\":{\"id\":\"did:example:m\"}}");
  g_autofree char *list = make_token (HEADER, "[1]");
  g_autofree char *whole = make_token (HEADER, vc1);
  g_autofree char *header = make_base64url (HEADER);
  g_autofree char *unsigned_token = g_strdup_printf ("%s.%s.", header, header);
  g_autofree char *two = g_strdup_printf ("%s.%s", header, header);
  g_autofree char *five = g_strdup_printf ("%s.a.b.c.d", header);
  g_autofree char *padded = g_strdup_printf ("  %s=.%s.c2ln", header, header);
  g_autofree char *foreign = g_strdup_printf ("  %s.a+b.c2ln", header);

  expect (none, COFFRET_CREDENTIAL_ERROR_UNREADABLE, 0);
  expect (nobody, COFFRET_CREDENTIAL_ERROR_UNREADABLE, 0);
  expect (silent, COFFRET_CREDENTIAL_ERROR_INCOMPLETE, 0);
  expect (stranger, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, -1);
  expect (twice, COFFRET_CREDENTIAL_ERROR_UNREADABLE, 0);
  expect (both, COFFRET_CREDENTIAL_ERROR_UNREADABLE, -1);
  expect (list, COFFRET_CREDENTIAL_ERROR_UNREADABLE, (gint64) strlen (header) + 1);
  expect (unsigned_token, COFFRET_CREDENTIAL_ERROR_UNREADABLE, (gint64) strlen (unsigned_token));
  expect (two, COFFRET_CREDENTIAL_ERROR_UNREADABLE, (gint64) strlen (two));
  expect (five, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED, -1);
  expect (padded, COFFRET_CREDENTIAL_ERROR_UNREADABLE, 2 + (gint64) strlen (header));
  expect (foreign, COFFRET_CREDENTIAL_ERROR_UNREADABLE, 2 + (gint64) strlen (header) + 2);
}

static void
test_sturdy (void)
{
  g_autofree char *token = make_token (HEADER, vc1);
  g_autoptr (GBytes) bytes = g_bytes_new (token, strlen (token));

  make_assert_sturdy (bytes, 0, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jwt/vc1", test_vc1);
  g_test_add_func ("/jwt/newer-in-older-claim", test_newer_in_older_claim);
  g_test_add_func ("/jwt/vc2", test_vc2);
  g_test_add_func ("/jwt/ob2", test_ob2);
  g_test_add_func ("/jwt/presentation", test_presentation);
  g_test_add_func ("/jwt/white-space", test_white_space);
  g_test_add_func ("/jwt/refused", test_refused);
  g_test_add_func ("/jwt/sturdy", test_sturdy);
  return g_test_run ();
}
