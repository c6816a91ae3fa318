#include "credential-test.h"

#include "base/base64.h"

#include <string.h>

static void
test_parts (void)
{
  g_autoptr (GBytes) bytes = credential_test_load ("clr2-fr.json");
  g_autoptr (CoffretItem) item = credential_test_read_one (bytes);
  const CoffretCredential *read = item->credential;
  const CoffretCredential *part;
  g_autofree char *words = coffret_credential_search_text (read);

  g_assert_cmpstr (item->envelope, ==, "vc2");
  g_assert_cmpstr (read->format, ==, "clr2");
  g_assert_cmpstr (read->proof, ==, "Ed25519Signature2020");
  g_assert_cmpint (read->kind, ==, COFFRET_KIND_TRANSCRIPT);
  credential_test_text (read->title, "Relevé de Nadia Roy");
  credential_test_text (read->issuer->name, "École du Nord");
  g_assert_cmpstr (read->holder->id, ==, "did:example:nadia");
  credential_test_instant (read->awarded, "2025-06-20T00:00:00Z");
  credential_test_instant (read->valid_from, "2025-06-20T00:00:00Z");

  /* The one that is no credential stays in the document only. */
  g_assert_cmpuint (read->parts->len, ==, 2);
  part = g_ptr_array_index (read->parts, 0);
  g_assert_cmpstr (part->format, ==, "ob3");
  credential_test_text (part->title, "Chimie");
  g_assert_cmpfloat (part->credits, ==, 4);
  g_assert_cmpstr (part->achievement_type, ==, "Course");
  g_assert_null (part->proof);
  part = g_ptr_array_index (read->parts, 1);
  credential_test_text (part->title, "Physique");
  g_assert_cmpstr (part->proof, ==, "ES256");
  g_assert_cmpstr (part->issuer->id, ==, "did:x:1");
  credential_test_instant (part->awarded, "2026-01-01T00:00:00Z");
  g_assert_nonnull (strstr (words, "chimie"));
  g_assert_nonnull (strstr (words, "physique"));
}

static void
test_empty_record (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (
    "{\"type\": [\"VerifiableCredential\", \"ClrCredential\"], \"issuer\": \"did:x:1\", "
    "\"credentialSubject\": {\"type\": \"ClrSubject\", \"verifiableCredential\": \"nonsense\"}}");
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_cmpuint (item->credential->parts->len, ==, 0);
  g_assert_null (item->credential->title);
  g_assert_cmpint (item->credential->kind, ==, COFFRET_KIND_TRANSCRIPT);
}

static void
test_record_in_a_record (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) items = NULL;
  const CoffretCredential *at;
  guint depth = 0;

  for (guint i = 0; i < 30; i++)
    g_string_append (text, "{\"type\": [\"VerifiableCredential\", \"ClrCredential\"], \"issuer\": "
                           "\"did:x:1\", \"credentialSubject\": {\"verifiableCredential\": [");
  for (guint i = 0; i < 30; i++)
    g_string_append (text, "]}}");
  items = credential_test_read (text->str);
  at = ((CoffretItem *) g_ptr_array_index (items, 0))->credential;
  while (at->parts->len == 1) {
    at = g_ptr_array_index (at->parts, 0);
    depth++;
  }
  g_assert_cmpuint (depth, ==, 29);
}

/* A record as a token in a record as a token, each longer by a third than what it holds. */
static void
test_token_in_a_token (void)
{
  g_autofree char *token = g_strdup ("");
  g_autoptr (GPtrArray) items = NULL;
  const CoffretCredential *at;
  guint depth = 0;

  for (guint i = 0; i < 25; i++) {
    g_autofree char *claims =
      g_strdup_printf ("{\"type\": [\"VerifiableCredential\", \"ClrCredential\"], \"issuer\": "
                       "\"did:x:1\", \"credentialSubject\": {\"verifiableCredential\": [\"%s\"]}}",
                       token);
    g_autofree char *payload = coffret_base64url_encode ((const guint8 *) claims, strlen (claims));

    g_free (token);
    token = g_strconcat ("eyJhbGciOiJFUzI1NiJ9.", payload, ".AA", NULL);
  }
  items = credential_test_read (token);
  at = ((CoffretItem *) g_ptr_array_index (items, 0))->credential;
  while (at->parts->len == 1) {
    at = g_ptr_array_index (at->parts, 0);
    depth++;
  }
  g_assert_cmpuint (depth, ==, 24);
}

/* VC Data Model 2.0, section 4.13: what is in the envelope is listed, not the envelope. */
static void
test_enveloped (void)
{
  static const char claims[] =
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiableCredential\"],"
    "\"issuer\":\"did:x:2\",\"name\":\"Welding\",\"credentialSubject\":{\"id\":\"did:x:3\"}}";
  g_autofree char *payload = coffret_base64url_encode ((const guint8 *) claims, strlen (claims));
  g_autofree char *text = g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiableCredential\","
    "\"ClrCredential\"],\"issuer\":\"did:x:1\",\"credentialSubject\":{\"verifiableCredential\":["
    "{\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/vc+jwt,"
    "eyJhbGciOiJFUzI1NiJ9.%s.AA\"},{\"type\":\"EnvelopedVerifiableCredential\",\"id\":"
    "\"https://x.example/1\"},{\"type\":[\"EnvelopedVerifiableCredential\"],\"id\":"
    "\"data:application/json,{}\"}]}}",
    payload);
  g_autoptr (GPtrArray) items = credential_test_read (text);
  const CoffretCredential *record = ((CoffretItem *) g_ptr_array_index (items, 0))->credential;
  const CoffretCredential *part;

  g_assert_cmpuint (record->parts->len, ==, 1);
  part = g_ptr_array_index (record->parts, 0);
  g_assert_cmpstr (coffret_text_best (part->title, NULL), ==, "Welding");
  g_assert_cmpstr (part->issuer->id, ==, "did:x:2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clr2/parts", test_parts);
  g_test_add_func ("/clr2/empty-record", test_empty_record);
  g_test_add_func ("/clr2/record-in-a-record", test_record_in_a_record);
  g_test_add_func ("/clr2/token-in-a-token", test_token_in_a_token);
  g_test_add_func ("/clr2/enveloped", test_enveloped);
  return g_test_run ();
}
