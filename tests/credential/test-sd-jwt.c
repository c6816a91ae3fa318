#include <string.h>

#include "make.h"

#define HEADER "{\"alg\":\"ES256\",\"typ\":\"dc+sd-jwt\"}"
#define VCT "\"vct\":\"https://college.example/types/bicycle_repair\""

/* The token with these disclosures; PAYLOAD has "@0", "@1", … where their digests go, and so
 * may later disclosures. */
static char *
make_sd_jwt (const char *payload, const char *const *disclosures)
{
  g_autoptr (GString) text = g_string_new (payload);
  g_autoptr (GString) tail = g_string_new ("~");
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *token = NULL;

  for (guint i = 0; disclosures[i] != NULL; i++) {
    g_autoptr (GString) disclosure = g_string_new (disclosures[i]);
    g_autofree char *encoded = NULL;

    for (guint j = 0; j < digests->len; j++) {
      g_autofree char *mark = g_strdup_printf ("@%u", j);

      g_string_replace (disclosure, mark, g_ptr_array_index (digests, j), 0);
    }
    encoded = make_base64url (disclosure->str);
    g_string_append_printf (tail, "%s~", encoded);
    g_ptr_array_add (digests, make_digest (encoded));
  }
  for (guint j = 0; j < digests->len; j++) {
    g_autofree char *mark = g_strdup_printf ("@%u", j);

    g_string_replace (text, mark, g_ptr_array_index (digests, j), 0);
  }
  token = make_token (HEADER, text->str);
  return g_strconcat (token, tail->str, NULL);
}

static const char *const plain_disclosures[] = {
  "[\"s1\",\"given_name\",\"Mira\"]", "[\"s2\",\"family_name\",\"Okafor\"]", "[\"s3\",\"FR\"]",
  "[\"s4\",\"address\",{\"_sd\":[\"@1\"],\"x\":1}]", NULL
};
static const char plain_payload[] =
  "{\"iss\":\"https://college.example\",\"iat\":1772359200,\"exp\":1803895200," VCT
  ",\"_sd_alg\":\"sha-256\",\"_sd\":[\"@0\",\"@3\",\"decoy\"],"
  "\"nationalities\":[{\"...\":\"@2\"},{\"...\":\"hidden\"},\"CA\"]}";

static void
test_disclosed (void)
{
  g_autofree char *text = make_sd_jwt (plain_payload, plain_disclosures);
  g_autoptr (GPtrArray) items = make_items_of_text (text);
  const CoffretItem *item = g_ptr_array_index (items, 0);
  const CoffretCredential *credential = item->credential;
  g_autofree char *document = NULL;

  g_assert_no_error (item->error);
  g_assert_cmpstr (item->envelope, ==, "sd-jwt");
  g_assert_cmpstr (credential->format, ==, "sd-jwt-vc");
  g_assert_cmpstr (credential->proof, ==, "ES256");
  g_assert_null (credential->parsed);
  g_assert_cmpstr (coffret_text_best (credential->title, NULL), ==, "bicycle repair");
  g_assert_cmpstr (coffret_text_best (credential->holder->name, NULL), ==, "Mira");
  g_assert_cmpstr (credential->issuer->id, ==, "https://college.example");
  g_assert_cmpint (credential->awarded / G_USEC_PER_SEC, ==, 1772359200);
  g_assert_cmpint (credential->expires / G_USEC_PER_SEC, ==, 1803895200);

  document = coffret_json_dump_sorted (credential->document);
  g_assert_cmpstr (document, ==,
                   "{\"address\":{\"family_name\":\"Okafor\",\"x\":1},\"exp\":1803895200,"
                   "\"given_name\":\"Mira\",\"iat\":1772359200,\"iss\":\"https://college.example\","
                   "\"nationalities\":[\"FR\",\"CA\"],"
                   "\"vct\":\"https://college.example/types/bicycle_repair\"}");
}

static void
test_titles (void)
{
  static const struct {
    const char *payload;
    const char *title;
  } cases[] = {
    { "{" VCT ",\"name\":\"Wheel truing\"}", "Wheel truing" },
    { "{" VCT ",\"name\":\"Mira\",\"family_name\":\"Okafor\"}", "bicycle repair" },
    { "{\"vct\":\"urn:example:learning:credential:1\"}", "credential" },
    { "{\"vct\":\"https://c.example/diploma/v2\"}", "diploma" },
    { "{\"vct\":\"7\"}", "7" },
    { "{" VCT ",\"achievement_title\":\"Welding\"}", "Welding" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *token = make_token (HEADER, cases[i].payload);
    g_autofree char *text = g_strconcat (token, "~", NULL);
    g_autoptr (GPtrArray) items = make_items_of_text (text);
    const CoffretItem *item = g_ptr_array_index (items, 0);

    g_assert_no_error (item->error);
    g_assert_cmpstr (coffret_text_best (item->credential->title, NULL), ==, cases[i].title);
  }
}

static void
test_type_metadata (void)
{
  g_autofree char *metadata = make_base64url (
    "{\"vct\":\"urn:x:1\",\"display\":[{\"locale\":\"en\",\"name\":\"Wheel truing\"},"
    "{\"locale\":\"fr\",\"name\":\"Centrage de roues\"}]}");
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"ES256\",\"vctm\":[\"%s\"]}", metadata);
  g_autofree char *token = make_token (header, "{\"vct\":\"urn:x:1\"}");
  g_autofree char *text = g_strconcat (token, "~", NULL);
  g_autoptr (GPtrArray) items = make_items_of_text (text);
  const CoffretItem *item = g_ptr_array_index (items, 0);
  static const char *const french[] = { "fr", NULL };

  g_assert_cmpuint (coffret_text_count (item->credential->title), ==, 2);
  g_assert_cmpstr (coffret_text_best (item->credential->title, french), ==, "Centrage de roues");
}

static void
test_key_binding (void)
{
  g_autofree char *text = make_sd_jwt (plain_payload, plain_disclosures);
  g_autofree char *binding =
    make_token ("{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"}", "{\"nonce\":\"1\"}");
  g_autofree char *other = make_token ("{\"alg\":\"ES256\",\"typ\":\"JWT\"}", "{\"nonce\":\"1\"}");
  g_autofree char *bound = g_strconcat (text, binding, NULL);
  g_autofree char *unbound = g_strconcat (text, other, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (bound, strlen (bound));
  g_autoptr (GError) error = NULL;

  /* Shown to somebody or not, it is the same credential. */
  make_assert_same (bytes, 1, text);
  error = make_refusal_of_text (unbound, NULL);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE);
}

static void
test_verifiable_credential (void)
{
  g_autofree char *token = make_token ("{\"alg\":\"ES256\",\"typ\":\"vc+sd-jwt\"}", make_ob3);
  g_autofree char *text = g_strconcat (token, "~", NULL);
  g_autoptr (GPtrArray) items = make_items_of_text (text);
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_no_error (item->error);
  g_assert_cmpstr (item->credential->format, ==, "ob3");
  g_assert_cmpstr (item->envelope, ==, "sd-jwt");
}

static void
test_refused (void)
{
  static const struct {
    const char *payload;
    const char *disclosures[4];
  } cases[] = {
    { "{" VCT ",\"_sd\":[]}", { "[\"s\",\"a\",1]" } },                 /* belongs nowhere */
    { "{" VCT ",\"_sd\":[\"@0\",\"@0\"]}", { "[\"s\",\"a\",1]" } },    /* digest twice */
    { "{" VCT ",\"_sd\":[\"d\"],\"b\":{\"_sd\":[\"d\"]}}", { NULL } }, /* decoy twice */
    { "{" VCT ",\"_sd\":[\"@0\"],\"a\":2}", { "[\"s\",\"a\",1]" } },   /* there already */
    { "{" VCT ",\"_sd\":[\"@0\",\"@1\"]}", { "[\"s\",\"a\",1]", "[\"t\",\"a\",1]" } },
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\",\"_sd\",[]]" } }, /* a name of its own */
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\",\"...\",1]" } },
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\",\"exp\",1]" } }, /* not the holder's */
    { "{\"_sd\":[\"@0\"]}", { "[\"s\",\"vct\",\"x\"]" } },
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\",1]" } }, /* of the other kind */
    { "{" VCT ",\"l\":[{\"...\":\"@0\"}]}", { "[\"s\",\"a\",1]" } },
    { "{" VCT ",\"l\":[{\"...\":\"@0\",\"x\":1}]}", { "[\"s\",1]" } }, /* not alone */
    { "{" VCT ",\"_sd\":\"@0\"}", { "[\"s\",\"a\",1]" } },             /* no array */
    { "{" VCT ",\"_sd\":[7]}", { NULL } },                             /* no digest */
    { "{" VCT ",\"...\":1}", { NULL } },
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\",\"a\",1,2]" } }, /* too long */
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\"]" } },
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "{\"a\":1}" } },
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\",7,1]" } },
    { "{" VCT ",\"_sd\":[\"@0\"]}", { "[\"s\",\"a\",1]", "[\"s\",\"a\",1]" } }, /* sent twice */
  };
  g_autofree char *algorithm =
    make_sd_jwt ("{" VCT ",\"_sd_alg\":\"md5\"}", (const char *const[]) { NULL });
  g_autoptr (GError) unknown = make_refusal_of_text (algorithm, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = make_sd_jwt (cases[i].payload, cases[i].disclosures);
    g_autoptr (GError) error = make_refusal_of_text (text, NULL);

    if (!g_error_matches (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE))
      g_error ("case %u: %s", i, error->message);
  }
  g_assert_error (unknown, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
}

static void
test_deep (void)
{
  /* Each disclosure holds the digest of the one before: no text is that deep. */
  g_autoptr (GString) tail = g_string_new (NULL);
  g_autofree char *digest = g_strdup ("none");
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 9000; i++) {
    g_autofree char *disclosure = g_strdup_printf ("[\"%u\",\"a\",{\"_sd\":[\"%s\"]}]", i, digest);
    g_autofree char *encoded = make_base64url (disclosure);

    g_string_append_printf (tail, "%s~", encoded);
    g_free (digest);
    digest = make_digest (encoded);
  }
  payload = g_strdup_printf ("{" VCT ",\"_sd\":[\"%s\"]}", digest);
  token = make_token (HEADER, payload);
  text = g_strconcat (token, "~", tail->str, NULL);
  error = make_refusal_of_text (text, NULL);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_sturdy (void)
{
  g_autofree char *text = make_sd_jwt (plain_payload, plain_disclosures);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  gsize disclosures = (gsize) (strchr (text, '~') - text);

  make_assert_sturdy (bytes, 0, FALSE);
  /* The header and claims of the token may change and still be read, what was disclosed never. */
  make_assert_sturdy (bytes, disclosures, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sd-jwt/disclosed", test_disclosed);
  g_test_add_func ("/sd-jwt/titles", test_titles);
  g_test_add_func ("/sd-jwt/type-metadata", test_type_metadata);
  g_test_add_func ("/sd-jwt/key-binding", test_key_binding);
  g_test_add_func ("/sd-jwt/verifiable-credential", test_verifiable_credential);
  g_test_add_func ("/sd-jwt/refused", test_refused);
  g_test_add_func ("/sd-jwt/deep", test_deep);
  g_test_add_func ("/sd-jwt/sturdy", test_sturdy);
  return g_test_run ();
}
