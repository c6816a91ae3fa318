/* What may be looked at and not kept: presentations and status lists; and the token that a
 * credential came as. */
#include <string.h>

#include "make.h"

#define HEADER "{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}"
#define CONTEXT "\"@context\":[\"https://www.w3.org/ns/credentials/v2\"]"

static const char list[] =
  "{" CONTEXT ",\"id\":\"https://a.example/list\",\"type\":[\"VerifiableCredential\","
  "\"BitstringStatusListCredential\"],\"issuer\":\"did:example:a\",\"validFrom\":"
  "\"2026-01-01T00:00:00Z\",\"credentialSubject\":{\"type\":\"BitstringStatusList\","
  "\"statusPurpose\":\"revocation\",\"encodedList\":\"u\"},\"proof\":{\"type\":"
  "\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-rdfc-2022\"}}";

static GPtrArray *
read_all (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return coffret_reader_read_all (bytes, NULL, NULL, NULL, NULL);
}

static CoffretCredential *
get (const GPtrArray *items, guint index)
{
  const CoffretItem *item = g_ptr_array_index (items, index);

  g_assert_no_error (item->error);
  return item->credential;
}

static const char *
get_envelope (const GPtrArray *items, guint index)
{
  return ((const CoffretItem *) g_ptr_array_index (items, index))->envelope;
}

/* Kept out of the vault, with the same words as ever. */
static void
assert_kept_out (const char *text, const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = coffret_reader_read (bytes, NULL, NULL, NULL, &error);

  if (items != NULL) {
    const CoffretItem *item = g_ptr_array_index (items, 0);

    g_assert_cmpuint (items->len, ==, 1);
    g_assert_nonnull (item->error);
    error = g_error_copy (item->error);
  }
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_token (void)
{
  g_autofree char *token = make_token (HEADER, make_ob3);
  g_autofree char *spaced = g_strdup_printf ("\n  %s\n", token);
  g_autoptr (GPtrArray) items = make_items_of_text (spaced);
  g_autoptr (GPtrArray) bare = make_items_of_text (make_ob3);
  g_autofree char *record =
    g_strdup_printf ("{" CONTEXT ",\"type\":[\"VerifiableCredential\",\"ClrCredential\"],"
                     "\"issuer\":\"did:example:a\",\"credentialSubject\":{\"id\":\"did:example:b\","
                     "\"verifiableCredential\":[\"%s\",%s]}}",
                     token, make_ob3);
  g_autoptr (GPtrArray) whole = make_items_of_text (record);
  const GPtrArray *parts;

  g_assert_cmpstr (get (items, 0)->token, ==, token);
  g_assert_null (get (bare, 0)->token);
  g_assert_null (get (whole, 0)->token);
  parts = get (whole, 0)->parts;
  g_assert_cmpuint (parts->len, ==, 2);
  g_assert_cmpstr (((CoffretCredential *) g_ptr_array_index (parts, 0))->token, ==, token);
  g_assert_null (((CoffretCredential *) g_ptr_array_index (parts, 1))->token);
}

static void
test_presentation (void)
{
  g_autofree char *text = g_strdup_printf (
    "{" CONTEXT ",\"type\":\"VerifiablePresentation\",\"holder\":{\"id\":\"did:example:mira\"},"
    "\"verifiableCredential\":[%s],\"proof\":{\"type\":\"Ed25519Signature2020\"}}",
    make_ob3);
  g_autoptr (GPtrArray) items = read_all (text);
  g_autoptr (GPtrArray) kept = make_items_of_text (text);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (get (items, 0)->format, ==, "presentation");
  g_assert_cmpstr (get (items, 0)->proof, ==, "Ed25519Signature2020");
  g_assert_cmpstr (get (items, 0)->holder->id, ==, "did:example:mira");
  g_assert_null (get (items, 0)->token);
  g_assert_cmpstr (get_envelope (items, 0), ==, "vc2");
  g_assert_cmpstr (get (items, 1)->format, ==, "ob3");
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (get (kept, 0)->format, ==, "ob3");
}

static void
test_presentation_token (void)
{
  g_autofree char *member = make_token (HEADER, make_ob3);
  g_autofree char *payload =
    g_strdup_printf ("{\"iss\":\"did:example:mira\",\"aud\":\"https://b.example\",\"vp\":{" CONTEXT
                     ",\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[\"%s\"]}}",
                     member);
  g_autofree char *token = make_token (HEADER, payload);
  g_autoptr (GPtrArray) items = read_all (token);
  g_autofree char *empty = make_token (HEADER, "{\"iss\":\"did:example:mira\",\"vp\":{" CONTEXT
                                               ",\"type\":\"VerifiablePresentation\"}}");
  g_autoptr (GPtrArray) none = read_all (empty);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (get (items, 0)->format, ==, "presentation");
  g_assert_cmpstr (get (items, 0)->token, ==, token);
  g_assert_cmpstr (get (items, 0)->proof, ==, "EdDSA");
  g_assert_cmpstr (get (items, 0)->holder->id, ==, "did:example:mira");
  g_assert_cmpstr (get_envelope (items, 0), ==, "jwt");
  g_assert_cmpstr (get (items, 1)->token, ==, member);
  g_assert_cmpstr (get_envelope (items, 1), ==, "jwt+jwt");

  g_assert_cmpuint (none->len, ==, 1);
  g_assert_cmpstr (get (none, 0)->format, ==, "presentation");
  assert_kept_out (empty, "holds no credentials");
}

static void
test_status_list (void)
{
  g_autofree char *token = make_token (HEADER, list);
  g_autofree char *oauth = make_token (
    "{\"alg\":\"ES256\",\"typ\":\"statuslist+jwt\"}",
    "{\"sub\":\"https://a.example/1\",\"iss\":\"https://a.example\",\"iat\":1772359200,\"exp\":"
    "1803895200,\"status_list\":{\"bits\":1,\"lst\":\"eNrbuRgAAhcBXQ\"}}");
  const struct {
    const char *text;
    const char *id;
    const char *envelope;
    const char *proof;
    const char *words;
  } cases[] = {
    { list, "https://a.example/list", "vc2", "eddsa-rdfc-2022", "list that says" },
    { token, "https://a.example/list", "jwt", "EdDSA", "list that says" },
    { oauth, "https://a.example/1", "jwt", "ES256", "no credential in it" },
    { "{\"type\":\"RevocationList\",\"id\":\"https://a.example/r\",\"revokedAssertions\":[]}",
      "https://a.example/r", "json", NULL, "list of badges" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) items = read_all (cases[i].text);

    g_assert_cmpuint (items->len, ==, 1);
    g_assert_cmpstr (get (items, 0)->format, ==, "status-list");
    g_assert_cmpstr (get (items, 0)->id, ==, cases[i].id);
    g_assert_cmpstr (get (items, 0)->proof, ==, cases[i].proof);
    g_assert_cmpstr (get_envelope (items, 0), ==, cases[i].envelope);
    g_assert_true ((get (items, 0)->token != NULL) == (strcmp (cases[i].envelope, "jwt") == 0));
    assert_kept_out (cases[i].text, cases[i].words);
  }
}

/* A badge whose class is elsewhere can be looked at, and has no title. */
static void
test_class_elsewhere (void)
{
  static const char badge[] =
    "{\"type\":\"Assertion\",\"id\":\"https://a.example/1\",\"recipient\":{\"type\":\"email\","
    "\"identity\":\"z@a.example\"},\"badge\":\"https://a.example/class\"}";
  g_autofree char *token = make_token (HEADER, badge);
  g_autoptr (GPtrArray) items = read_all (badge);
  g_autoptr (GPtrArray) signed_items = read_all (token);

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (get (items, 0)->format, ==, "ob2");
  g_assert_null (get (items, 0)->title);
  g_assert_cmpstr (get (signed_items, 0)->token, ==, token);
  assert_kept_out (badge, "https://a.example/class");
  assert_kept_out (token, "https://a.example/class");
}

/* COUNT times PART, from which a text with good credentials in it is made. */
static void
assert_size (const char *part, guint count, gboolean good)
{
  g_autoptr (GString) text = g_string_new (
    "{\"type\":\"Assertion\",\"recipient\":{\"type\":\"email\",\"identity\":\"a@x.example\"},"
    "\"badge\":{\"type\":\"BadgeClass\",\"name\":\"Weld\"},\"narrative\":[");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, "%s,", part);
  g_string_append (text, "1]}");
  bytes = g_bytes_new (text->str, text->len);
  items = coffret_reader_read_all (bytes, NULL, NULL, NULL, &error);
  g_test_message ("%s, %u times: %s", part[0] == '"' && part[1] != '"' ? "text" : part, count,
                  error != NULL ? error->message : "read");
  if (good)
    g_assert_no_error (error);
  else
    g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

/* Small to write and large to hold. */
static void
test_many_parts (void)
{
  g_autofree char *letters = g_strnfill (1024 * 1024, ',');
  g_autofree char *prose = g_strdup_printf ("\"%s\"", letters);

  assert_size ("{}", 100000, TRUE);
  assert_size ("{}", 160000, FALSE);
  assert_size ("[]", 160000, FALSE);
  assert_size ("1", 350000, TRUE);
  assert_size ("1", 450000, FALSE);
  assert_size ("\"\"", 450000, FALSE);
  assert_size ("{\"a\":1}", 100000, FALSE);
  /* What is said in one text is not many parts. */
  assert_size (prose, 11, TRUE);
  assert_size (prose, 12, FALSE);
  assert_size ("\"\\\",{[:\"", 300000, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shown/token", test_token);
  g_test_add_func ("/shown/presentation", test_presentation);
  g_test_add_func ("/shown/presentation-token", test_presentation_token);
  g_test_add_func ("/shown/class-elsewhere", test_class_elsewhere);
  g_test_add_func ("/shown/many-parts", test_many_parts);
  g_test_add_func ("/shown/status-list", test_status_list);
  return g_test_run ();
}
