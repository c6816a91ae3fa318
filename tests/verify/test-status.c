/* Lists of what was withdrawn: which count, what they say, and for how long. */
#include "verify/status.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "jsonld/jcs.h"
#include "verify/document.h"
#include "verify/issue.h"
#include "verify/lists.h"

#define NOW "2030-06-01T12:00:00Z"
#define URL "https://college.example/status/1"

typedef struct {
  CoffretContexts *contexts;
  CoffretGrounds *grounds;
  TestIssuer *issuer;
  TestIssuer *stranger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->contexts = coffret_contexts_new ();
  fixture->grounds = coffret_grounds_new (fixture->contexts, coffret_instant_parse (NOW));
  fixture->issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  fixture->stranger = test_issuer_new (COFFRET_KEY_ED25519, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_issuer_free (fixture->issuer);
  test_issuer_free (fixture->stranger);
  coffret_grounds_unref (fixture->grounds);
  coffret_contexts_unref (fixture->contexts);
}

static json_t *
make_list (Fixture *fixture, const char *purpose, const char *from, const int *set)
{
  return lists_make (URL, test_issuer_did (fixture->issuer), purpose, from, set);
}

static void
give (Fixture *fixture, const json_t *list, const char *from, const char *fetched)
{
  g_autofree char *text = json_dumps (list, 0);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (coffret_grounds_add (fixture->grounds, COFFRET_GROUND_STATUS, bytes, from,
                                      coffret_instant_parse (fetched), &error));
  g_assert_no_error (error);
}

/* Takes LIST, signs it without a date of its own, and gives it as a file. */
static void
give_signed (Fixture *fixture, const TestIssuer *signer, json_t *list)
{
  g_autoptr (json_t) undated = json_pack ("{s:n}", "created");

  test_issuer_prove (signer, list, "eddsa-rdfc-2022", undated, fixture->contexts);
  give (fixture, list, NULL, NOW);
  json_decref (list);
}

static void
assert_entry (Fixture *fixture, json_t *entry, const char *answer, const char *code)
{
  g_autoptr (json_t) document =
    json_pack ("{s:s, s:s, s:o}", "id", "urn:uuid:1", "issuer", test_issuer_did (fixture->issuer),
               "credentialStatus", entry);
  g_autoptr (GPtrArray) used = g_ptr_array_new_with_free_func (g_free);
  CoffretSecured secured;
  CoffretStatusQuestion question = { &secured, fixture->grounds, used };
  CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };

  coffret_document_secure (&secured, document, NULL, "vc");
  coffret_status_check (&question, &check);
  g_test_message ("%s", check.details != NULL ? check.details : "");
  g_assert_cmpstr (check.code, ==, code);
  g_assert_cmpstr (coffret_answer_to_string (check.answer), ==, answer);
  coffret_check_clear (&check);
}

static json_t *
make_entry (const char *purpose, json_t *index)
{
  return json_pack ("{s:s, s:s, s:o, s:s}", "type", "BitstringStatusListEntry", "statusPurpose",
                    purpose, "statusListIndex", index, "statusListCredential", URL);
}

static void
assert_index (Fixture *fixture, int index, const char *answer, const char *code)
{
  g_autofree char *text = g_strdup_printf ("%d", index);

  assert_entry (fixture, make_entry ("revocation", json_string (text)), answer, code);
}

static const int some[] = { 0, 7, 8, 131071, -1 };
static const int none[] = { -1 };

static void
test_bits (Fixture *fixture, gconstpointer data)
{
  assert_index (fixture, 7, "unknown", "list-not-given");
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some));
  assert_index (fixture, 0, "no", "revoked");
  assert_index (fixture, 1, "yes", "not-revoked");
  assert_index (fixture, 6, "yes", "not-revoked");
  assert_index (fixture, 7, "no", "revoked");
  assert_index (fixture, 8, "no", "revoked");
  assert_index (fixture, 131070, "yes", "not-revoked");
  assert_index (fixture, 131071, "no", "revoked");
  assert_index (fixture, 131072, "unknown", "list-unusable");
}

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = {
    "7abc", "-1", "", " 7", "7 ", "+7", "0x7", "07", "7.0", "1e1", "18446744073709551623", "٧"
  };

  give_signed (fixture, fixture->issuer,
               make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_entry (fixture, make_entry ("revocation", json_string (wrong[i])), "unknown",
                  "status-malformed");
  assert_entry (fixture, make_entry ("revocation", json_real (7)), "unknown", "status-malformed");
  assert_entry (fixture, make_entry ("revocation", json_integer (-7)), "unknown",
                "status-malformed");
  assert_entry (fixture, make_entry ("revocation", json_null ()), "unknown", "status-malformed");
  /* As some issuers write it. */
  assert_entry (fixture, make_entry ("revocation", json_integer (7)), "no", "revoked");
  assert_entry (fixture, make_entry ("revocation", json_integer (6)), "yes", "not-revoked");
  assert_entry (fixture, make_entry ("suspension", json_string ("7")), "unknown", "list-unusable");
  assert_entry (fixture, make_entry ("refresh", json_string ("7")), "not-applicable", "no-status");
  assert_entry (fixture, json_string (URL), "unknown", "status-malformed");
  assert_entry (fixture, json_pack ("{s:s}", "id", URL), "unknown", "status-malformed");
  assert_entry (fixture, json_pack ("{s:s, s:s}", "type", "RevocationBitmap2022", "id", URL),
                "unknown", "status-unsupported");
  assert_entry (fixture, json_pack ("{s:s}", "type", "BitstringStatusListEntry"), "unknown",
                "status-malformed");
  assert_entry (fixture, json_array (), "not-applicable", "no-status");
  /* The worst of several. */
  assert_entry (fixture,
                json_pack ("[o, o]", make_entry ("revocation", json_string ("6")),
                           make_entry ("revocation", json_string ("7"))),
                "no", "revoked");
  assert_entry (fixture,
                json_pack ("[o, o]", make_entry ("revocation", json_string ("6")),
                           make_entry ("revocation", json_string ("x"))),
                "unknown", "status-malformed");
  assert_entry (fixture,
                json_pack ("[o, o]", make_entry ("revocation", json_string ("6")),
                           make_entry ("refresh", json_string ("7"))),
                "yes", "not-revoked");
}

static void
test_stranger (Fixture *fixture, gconstpointer data)
{
  json_t *list = make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some);

  /* In the issuer's name under another key, and in another's name under its own. */
  give_signed (fixture, fixture->stranger, list);
  assert_index (fixture, 6, "unknown", "list-not-issuers");
  list = make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some);
  json_object_set_new (list, "issuer", json_string (test_issuer_did (fixture->stranger)));
  give_signed (fixture, fixture->stranger, list);
  assert_index (fixture, 6, "unknown", "list-not-issuers");
  assert_index (fixture, 7, "unknown", "list-not-issuers");
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) list = make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some);
  g_autofree char *encoded = lists_encode_bits (131072, none, "u");

  test_issuer_prove (fixture->issuer, list, "eddsa-rdfc-2022", NULL, fixture->contexts);
  json_object_set_new (json_object_get (list, "credentialSubject"), "encodedList",
                       json_string (encoded));
  give (fixture, list, NULL, NOW);
  assert_index (fixture, 6, "unknown", "list-not-issuers");
}

/* Unsigned: only from the issuer's own host, and a did:key has none. */
static void
test_unsigned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) list = make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some);

  give (fixture, list, NULL, NOW);
  assert_index (fixture, 6, "unknown", "list-not-issuers");
  give (fixture, list, URL, NOW);
  assert_index (fixture, 6, "unknown", "list-not-issuers");
}

static void
test_age (Fixture *fixture, gconstpointer data)
{
  /* Thirty days to the second, and one more. */
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "revocation", "2030-05-02T11:59:59Z", some));
  assert_index (fixture, 6, "unknown", "list-too-old");
  /* Seen is seen. */
  assert_index (fixture, 7, "no", "revoked");
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "revocation", "2030-05-02T12:00:00Z", some));
  assert_index (fixture, 6, "yes", "not-revoked");
}

static void
test_future (Fixture *fixture, gconstpointer data)
{
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "revocation", "2030-06-01T12:05:01Z", some));
  assert_index (fixture, 6, "unknown", "list-from-future");
  assert_index (fixture, 7, "no", "revoked");
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  json_t *list = make_list (fixture, "revocation", "2029-01-01T00:00:00Z", some);

  /* Its own end holds, early or late. */
  json_object_set_new (list, "validUntil", json_string ("2030-06-01T12:00:00Z"));
  give_signed (fixture, fixture->issuer, list);
  assert_index (fixture, 6, "yes", "not-revoked");
  list = make_list (fixture, "revocation", "2030-05-31T00:00:00Z", some);
  json_object_set_new (list, "validUntil", json_string ("2030-06-01T11:59:59Z"));
  give_signed (fixture, fixture->issuer, list);
  assert_index (fixture, 6, "unknown", "list-too-old");
  assert_index (fixture, 7, "no", "revoked");
}

static void
test_ttl (Fixture *fixture, gconstpointer data)
{
  json_t *list = make_list (fixture, "revocation", "2030-06-01T11:00:00Z", some);

  json_object_set_new (json_object_get (list, "credentialSubject"), "ttl", json_integer (3599000));
  give_signed (fixture, fixture->issuer, list);
  assert_index (fixture, 6, "unknown", "list-too-old");
  list = make_list (fixture, "revocation", "2030-06-01T11:00:01Z", some);
  json_object_set_new (json_object_get (list, "credentialSubject"), "ttl", json_integer (3600000));
  give_signed (fixture, fixture->issuer, list);
  assert_index (fixture, 6, "yes", "not-revoked");
}

/* The newest wins, but a revocation once seen stands; a suspension does not. */
static void
test_editions (Fixture *fixture, gconstpointer data)
{
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "revocation", "2030-05-10T00:00:00Z", some));
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "revocation", "2030-05-20T00:00:00Z", none));
  assert_index (fixture, 7, "no", "revoked");
  assert_index (fixture, 6, "yes", "not-revoked");
}

static void
test_suspension (Fixture *fixture, gconstpointer data)
{
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "suspension", "2030-05-10T00:00:00Z", some));
  assert_entry (fixture, make_entry ("suspension", json_string ("7")), "no", "suspended");
  assert_entry (fixture, make_entry ("suspension", json_string ("6")), "yes", "not-revoked");
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "suspension", "2030-05-20T00:00:00Z", none));
  assert_entry (fixture, make_entry ("suspension", json_string ("7")), "yes", "not-revoked");
}

static void
test_old_suspension (Fixture *fixture, gconstpointer data)
{
  give_signed (fixture, fixture->issuer,
               make_list (fixture, "suspension", "2029-05-10T00:00:00Z", some));
  assert_entry (fixture, make_entry ("suspension", json_string ("7")), "unknown", "list-too-old");
}

/* Four values of two bits, with words for them: what they mean, only a person can say. */
static void
test_messages (Fixture *fixture, gconstpointer data)
{
  json_t *entry = make_entry ("message", json_string ("3"));
  json_t *list = make_list (fixture, "message", "2030-05-20T00:00:00Z", some);

  json_object_set_new (entry, "statusSize", json_integer (2));
  json_object_set_new (entry, "statusMessage",
                       json_pack ("[{s:s, s:s}, {s:s, s:s}]", "status", "0x0", "message", "pending",
                                  "status", "0x1", "message", "accepted"));
  give_signed (fixture, fixture->issuer, list);
  assert_entry (fixture, json_incref (entry), "unknown", "status-message");
  json_object_set_new (entry, "statusSize", json_integer (0));
  assert_entry (fixture, json_incref (entry), "unknown", "status-malformed");
  json_object_set_new (entry, "statusSize", json_integer (33));
  assert_entry (fixture, entry, "unknown", "status-malformed");
}

static void
test_short_list (Fixture *fixture, gconstpointer data)
{
  json_t *list = make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some);
  g_autofree char *encoded = lists_encode_bits (100000, (const int[]) { 6, -1 }, "u");

  json_object_set_new (json_object_get (list, "credentialSubject"), "encodedList",
                       json_string (encoded));
  give_signed (fixture, fixture->issuer, list);
  assert_index (fixture, 6, "no", "revoked");
  assert_index (fixture, 99999, "yes", "not-revoked");
  assert_index (fixture, 100000, "unknown", "list-unusable");
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  g_autofree char *encoded = lists_encode_bits (131072, some, "");
  json_t *list = json_pack (
    "{s:[s, s], s:s, s:[s, s], s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "@context",
    COFFRET_DOCUMENT_CONTEXT_1, "https://w3id.org/vc/status-list/2021/v1", "id", URL, "type",
    "VerifiableCredential", "StatusList2021Credential", "issuer", test_issuer_did (fixture->issuer),
    "issuanceDate", "2030-05-20T00:00:00Z", "credentialSubject", "id", URL "#list", "type",
    "StatusList2021", "statusPurpose", "revocation", "encodedList", encoded);
  g_autoptr (json_t) undated = json_pack ("{s:n}", "created");
  json_t *entry = make_entry ("revocation", json_string ("7"));

  json_object_set_new (entry, "type", json_string ("StatusList2021Entry"));
  test_issuer_prove (fixture->issuer, list, "eddsa-jcs-2022", undated, fixture->contexts);
  give (fixture, list, NULL, NOW);
  json_decref (list);
  assert_entry (fixture, entry, "no", "revoked");
}

/* A list that is none, signed as well as any. */
static void
test_no_list (Fixture *fixture, gconstpointer data)
{
  json_t *list = make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some);

  json_object_set_new (list, "type", json_string ("VerifiableCredential"));
  give_signed (fixture, fixture->issuer, list);
  assert_index (fixture, 7, "unknown", "list-unusable");
}

static void
test_undated (Fixture *fixture, gconstpointer data)
{
  json_t *list = make_list (fixture, "revocation", "2030-05-20T00:00:00Z", some);

  json_object_del (list, "validFrom");
  give_signed (fixture, fixture->issuer, list);
  assert_index (fixture, 6, "unknown", "list-too-old");
  assert_index (fixture, 7, "no", "revoked");
}

/* 1EdTech's plain list, and Open Badges 2: from the issuer's own host or not at all. */
static void
test_plain_lists (Fixture *fixture, gconstpointer data)
{
  static const char list[] =
    "{\"id\":\"https://college.example/revoked\",\"issuer\":\"https://college.example/issuer\","
    "\"revokedCredential\":[{\"id\":\"urn:uuid:2\"},{\"id\":\"urn:uuid:3\",\"revoked\":false}]}";
  static const struct {
    const char *id;
    const char *issuer;
    const char *code;
  } cases[] = {
    { "urn:uuid:1", "https://college.example/issuer", "not-revoked" },
    { "urn:uuid:2", "https://college.example/issuer", "revoked" },
    { "urn:uuid:3", "https://college.example/issuer", "not-revoked" },
    { "urn:uuid:2", "https://other.example/issuer", "list-not-issuers" },
    { "urn:uuid:2", "https://college.example.evil.example/issuer", "list-not-issuers" },
    { "urn:uuid:2", "did:web:college.example", "list-not-issuers" },
    { NULL, "https://college.example/issuer", "list-unusable" },
  };
  g_autoptr (json_t) json = json_loads (list, 0, NULL);

  give (fixture, json, NULL, NOW);
  for (guint round = 0; round < 2; round++) {
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
      g_autoptr (json_t) document =
        json_pack ("{s:s*, s:s, s:{s:s, s:s}}", "id", cases[i].id, "issuer", cases[i].issuer,
                   "credentialStatus", "type", "1EdTechRevocationList", "id",
                   "https://college.example/revoked");
      g_autoptr (GPtrArray) used = g_ptr_array_new_with_free_func (g_free);
      CoffretSecured secured;
      CoffretStatusQuestion question = { &secured, fixture->grounds, used };
      CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };

      coffret_document_secure (&secured, document, NULL, "ob3");
      coffret_status_check (&question, &check);
      g_assert_cmpstr (check.code, ==, round == 0 ? "list-not-issuers" : cases[i].code);
      coffret_check_clear (&check);
    }
    give (fixture, json, "https://college.example/revoked", "2030-05-20T00:00:00Z");
  }
}

static void
test_ob2 (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *document;
    const char *code;
  } cases[] = {
    { "{\"id\":\"https://c.example/1\",\"badge\":{\"issuer\":{\"id\":\"https://c.example/i\","
      "\"name\":\"C\"}}}",
      "no-status" },
    { "{\"id\":\"https://c.example/1\",\"revoked\":true,\"badge\":{\"issuer\":"
      "\"https://c.example/i\"}}",
      "revoked" },
    { "{\"id\":\"https://c.example/1\",\"badge\":{\"issuer\":\"https://c.example/i\"}}",
      "list-not-given" },
    { "{\"id\":\"https://c.example/1\",\"badge\":{\"issuer\":{\"id\":\"https://c.example/i\","
      "\"revocationList\":\"https://c.example/r\"}}}",
      "not-revoked" },
    { "{\"id\":\"https://c.example/2\",\"badge\":{\"issuer\":{\"id\":\"https://c.example/i\","
      "\"revocationList\":\"https://c.example/r\"}}}",
      "revoked" },
    { "{\"uid\":\"three\",\"badge\":{\"issuer\":{\"id\":\"https://c.example/i\","
      "\"revocationList\":{\"id\":\"https://c.example/r\"}}}}",
      "revoked" },
    /* Unsigned and from somebody else's host. */
    { "{\"id\":\"https://c.example/2\",\"badge\":{\"issuer\":{\"id\":\"https://c.example.net/i\","
      "\"revocationList\":\"https://c.example/r\"}}}",
      "list-not-issuers" },
    { "{\"uid\":\"three\",\"badge\":{\"issuer\":{\"id\":\"https://c.example/i\","
      "\"revocationList\":\"https://c.example/other\"}}}",
      "list-not-given" },
  };
  g_autoptr (json_t) list =
    json_pack ("{s:s, s:s, s:[s, {s:s, s:s}]}", "type", "RevocationList", "id",
               "https://c.example/r", "revokedAssertions", "https://c.example/2", "uid", "three",
               "revocationReason", "Awarded by mistake");

  give (fixture, list, "https://c.example/r", "2030-05-20T00:00:00Z");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (json_t) document = json_loads (cases[i].document, 0, NULL);
    g_autoptr (GPtrArray) used = g_ptr_array_new_with_free_func (g_free);
    CoffretSecured secured;
    CoffretStatusQuestion question = { &secured, fixture->grounds, used };
    CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };

    g_assert_nonnull (document);
    coffret_document_secure (&secured, document, "e30.e30.c2ln", "ob2");
    coffret_status_check (&question, &check);
    g_assert_cmpstr (check.code, ==, cases[i].code);
    coffret_check_clear (&check);
  }
}

/* Signed as a token by SIGNER. */
static void
give_token (Fixture *fixture, const TestIssuer *signer, const char *type, const char *claims)
{
  g_autofree char *header = g_strdup_printf ("{\"alg\":\"EdDSA\",\"typ\":\"%s\",\"kid\":\"%s\"}",
                                             type, test_issuer_method (signer));
  g_autofree char *first = coffret_base64url_encode ((const guint8 *) header, strlen (header));
  g_autofree char *second = coffret_base64url_encode ((const guint8 *) claims, strlen (claims));
  g_autofree char *message = g_strconcat (first, ".", second, NULL);
  g_autoptr (GBytes) signature = test_issuer_sign (signer, message, strlen (message));
  g_autofree char *third =
    coffret_base64url_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  g_autofree char *token = g_strconcat (message, ".", third, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (token, strlen (token));

  g_assert_true (coffret_grounds_add (fixture->grounds, COFFRET_GROUND_STATUS, bytes, NULL,
                                      coffret_instant_parse (NOW), NULL));
}

static void
assert_idx (Fixture *fixture, json_t *idx, const char *answer, const char *code)
{
  g_autoptr (json_t) document =
    json_pack ("{s:s, s:s, s:{s:{s:o, s:s}}}", "iss", test_issuer_did (fixture->issuer), "vct",
               "https://a.example/t", "status", "status_list", "idx", idx, "uri", URL);
  g_autoptr (GPtrArray) used = g_ptr_array_new_with_free_func (g_free);
  CoffretSecured secured;
  CoffretStatusQuestion question = { &secured, fixture->grounds, used };
  CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };

  coffret_document_secure (&secured, document, "e30.e30.c2ln~", "sd-jwt-vc");
  coffret_status_check (&question, &check);
  g_test_message ("%s", check.details != NULL ? check.details : "");
  g_assert_cmpstr (check.code, ==, code);
  g_assert_cmpstr (coffret_answer_to_string (check.answer), ==, answer);
  coffret_check_clear (&check);
}

/* The standard's own list of two bits, 1, 2, 0, 3 …; 1905940800 is 2030-05-25. */
#define TOKEN_LIST(more)                                                                           \
  "{\"sub\":\"" URL "\",\"iat\":1905940800,\"status_list\":{\"bits\":2,\"lst\":"                   \
  "\"eNo76fITAAPfAgc\"}" more "}"

static void
test_token_list (Fixture *fixture, gconstpointer data)
{
  give_token (fixture, fixture->issuer, "statuslist+jwt", TOKEN_LIST (""));
  assert_idx (fixture, json_integer (0), "no", "revoked");
  assert_idx (fixture, json_integer (1), "no", "suspended");
  assert_idx (fixture, json_integer (2), "yes", "not-revoked");
  assert_idx (fixture, json_integer (3), "unknown", "status-message");
  assert_idx (fixture, json_integer (12), "unknown", "list-unusable");
  assert_idx (fixture, json_integer (-1), "unknown", "status-malformed");
  assert_idx (fixture, json_string ("2"), "unknown", "status-malformed");
  assert_idx (fixture, json_real (2), "unknown", "status-malformed");
}

static void
test_token_list_ends (Fixture *fixture, gconstpointer data)
{
  give_token (fixture, fixture->issuer, "statuslist+jwt", TOKEN_LIST (",\"exp\":1906545599"));
  assert_idx (fixture, json_integer (2), "unknown", "list-too-old");
  give_token (fixture, fixture->issuer, "statuslist+jwt", TOKEN_LIST (",\"ttl\":604799"));
  assert_idx (fixture, json_integer (2), "unknown", "list-too-old");
  assert_idx (fixture, json_integer (0), "no", "revoked");
}

static void
test_token_list_strangers (Fixture *fixture, gconstpointer data)
{
  give_token (fixture, fixture->stranger, "statuslist+jwt", TOKEN_LIST (""));
  assert_idx (fixture, json_integer (2), "unknown", "list-not-issuers");
  give_token (fixture, fixture->issuer, "JWT", TOKEN_LIST (""));
  assert_idx (fixture, json_integer (2), "unknown", "list-not-issuers");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "bits", test_bits },
    { "entries", test_entries },
    { "stranger", test_stranger },
    { "changed", test_changed },
    { "unsigned", test_unsigned },
    { "age", test_age },
    { "future", test_future },
    { "ends", test_ends },
    { "ttl", test_ttl },
    { "editions", test_editions },
    { "suspension", test_suspension },
    { "old-suspension", test_old_suspension },
    { "messages", test_messages },
    { "short-list", test_short_list },
    { "draft", test_draft },
    { "no-list", test_no_list },
    { "undated", test_undated },
    { "plain-lists", test_plain_lists },
    { "ob2", test_ob2 },
    { "token-list", test_token_list },
    { "token-list-ends", test_token_list_ends },
    { "token-list-strangers", test_token_list_strangers },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/status/", tests[i].name, NULL);

    g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
  }
  return g_test_run ();
}
