#include "credential-test.h"

#include <string.h>

static void
test_whole (void)
{
  g_autoptr (GBytes) bytes = credential_test_load ("ob2-en.json");
  g_autoptr (CoffretItem) item = credential_test_read_one (bytes);
  const CoffretCredential *read = item->credential;
  const CoffretSkill *skill;
  const CoffretEvidence *evidence;
  const CoffretEndorsement *endorsement;

  g_assert_cmpstr (item->envelope, ==, "json");
  g_assert_cmpstr (read->format, ==, "ob2");
  g_assert_cmpint (read->kind, ==, COFFRET_KIND_BADGE);
  g_assert_null (read->achievement_type);
  g_assert_null (read->proof);
  g_assert_cmpstr (read->id, ==, "https://badges.maplehollow.example/a/17");
  credential_test_text (read->title, "Trail Guide");
  g_assert_cmpstr (coffret_text_language (read->title, 0), ==, "en-CA");
  credential_test_text (read->description, "Guides groups in the woods.");
  g_assert_cmpstr (read->image, ==, "https://badges.maplehollow.example/a/17.png");
  g_assert_cmpstr (read->language, ==, "en-CA");
  g_assert_cmpstr (read->issuer->id, ==, "https://badges.maplehollow.example/issuer");
  credential_test_text (read->issuer->name, "Maple Hollow Centre");
  g_assert_cmpstr (read->issuer->url, ==, "https://maplehollow.example");
  g_assert_cmpstr (read->issuer->email, ==, "hello@maplehollow.example");
  g_assert_cmpstr (read->issuer->image, ==, "https://maplehollow.example/logo.png");
  g_assert_null (read->holder->id);
  credential_test_text (read->holder->name, "Ravi Okafor");
  g_assert_cmpstr (read->holder_identity, ==, "sha256$00ff");
  credential_test_instant (read->awarded, "2024-03-01T00:00:00Z");
  g_assert_cmpint (read->valid_from, ==, COFFRET_INSTANT_NONE);
  credential_test_instant (read->expires, "2027-02-28T23:00:00Z");

  credential_test_text (read->criteria, "Lead three walks.");
  g_assert_cmpstr (read->criteria_url, ==, "https://badges.maplehollow.example/c/3/criteria");
  g_assert_cmpuint (read->skills->len, ==, 1);
  skill = g_ptr_array_index (read->skills, 0);
  credential_test_text (skill->name, "Group safety");
  g_assert_cmpstr (skill->framework, ==, "Outdoor");
  g_assert_cmpstr (skill->code, ==, "G7");
  g_assert_cmpstr (skill->url, ==, "https://skills.example/7");
  credential_test_text (read->assessment, "A guided walk.\nA short exam.");
  credential_test_text (read->mode, "Outdoors");
  credential_test_text (read->quality_assurance, "Board of Outdoor Schools");
  g_assert_cmpstr (read->workload, ==, "PT6H30M");
  g_assert_cmpfloat (read->workload_hours, ==, 6.5);

  g_assert_cmpuint (read->evidence->len, ==, 3);
  evidence = g_ptr_array_index (read->evidence, 0);
  credential_test_text (evidence->narrative, "Ravi led three walks.");
  evidence = g_ptr_array_index (read->evidence, 1);
  g_assert_cmpstr (evidence->url, ==, "https://badges.maplehollow.example/e/1");
  evidence = g_ptr_array_index (read->evidence, 2);
  credential_test_text (evidence->name, "Log");

  g_assert_cmpuint (read->endorsements->len, ==, 1);
  endorsement = g_ptr_array_index (read->endorsements, 0);
  credential_test_text (endorsement->endorser->name, "Park Board");
  credential_test_text (endorsement->comment, "Well run.");
  credential_test_instant (endorsement->made, "2023-01-02T00:00:00Z");
}

#define ASSERTION                                                                                  \
  "{\"type\": \"Assertion\", \"id\": \"urn:a\", \"recipient\": {\"type\": \"email\", "             \
  "\"identity\": \"li@courriel.example\"}, \"issuedOn\": \"2024-03-01T00:00:00Z\", "               \
  "\"badge\": \"urn:c\"}"
#define CLASS(id)                                                                                  \
  "{\"type\": \"BadgeClass\", " id "\"name\": \"Guide\", \"criteria\": \"https://c.example\", "    \
  "\"issuer\": \"urn:i\"}"
#define ISSUER(id) "{\"type\": \"Issuer\", " id "\"name\": \"Centre\"}"

static void
assert_guide (const CoffretItem *item, const char *place)
{
  g_assert_no_error (item->error);
  g_assert_cmpstr (item->place, ==, place);
  credential_test_text (item->credential->title, "Guide");
  credential_test_text (item->credential->issuer->name, "Centre");
  g_assert_cmpstr (item->credential->criteria_url, ==, "https://c.example");
  g_assert_cmpstr (item->credential->holder_identity, ==, "li@courriel.example");
}

static void
test_given_apart (void)
{
  g_autoptr (GPtrArray) array = credential_test_read (
    "[" CLASS ("\"id\": \"urn:c\", ") ", " ASSERTION ", " ISSUER ("\"id\": \"urn:i\", ") "]");
  g_autoptr (GPtrArray) graph = credential_test_read (
    "{\"@context\": \"https://w3id.org/openbadges/v2\", \"@graph\": [" ASSERTION
    ", " CLASS ("\"id\": \"urn:c\", ") ", " ISSUER ("\"id\": \"urn:i\", ") "]}");
  g_autoptr (GPtrArray) members = credential_test_read (
    "{\"assertion\": " ASSERTION ", \"badgeclass\": " CLASS ("") ", \"issuer\": " ISSUER ("") "}");
  g_autoptr (GPtrArray) by_id =
    credential_test_read ("{\"assertion\": " ASSERTION ", \"badge\": " CLASS (
      "\"id\": \"urn:c\", ") ", \"issuer\": " ISSUER ("\"id\": \"urn:i\", ") "}");
  const CoffretItem *from_array = g_ptr_array_index (array, 0);
  const CoffretItem *from_graph = g_ptr_array_index (graph, 0);

  g_assert_cmpuint (array->len, ==, 1);
  g_assert_cmpuint (graph->len, ==, 1);
  assert_guide (from_array, "#/1");
  assert_guide (from_graph, "#/@graph/0");
  assert_guide (g_ptr_array_index (members, 0), "");
  assert_guide (g_ptr_array_index (by_id, 0), "");
  g_assert_cmpstr (from_array->digest, ==, from_graph->digest);
}

static void
test_wrong_class_beside_it (void)
{
  /* Another class lies in the document: it is not the one that was earned. */
  credential_test_refused ("{\"assertion\": " ASSERTION
                           ", \"badge\": " CLASS ("\"id\": \"urn:other\", ") "}",
                           COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "urn:c");
}

static void
test_several_in_a_list (void)
{
  g_autoptr (GPtrArray) items = credential_test_read ("[" ASSERTION ", " CLASS (
    "\"id\": \"urn:c\", ") ", " ASSERTION ", {\"type\": [\"VerifiableCredential\"], \"issuer\": "
                           "\"did:x:1\", \"credentialSubject\": "
                           "{\"id\": \"did:x:2\"}}, 3]");
  const CoffretItem *last = g_ptr_array_index (items, 3);

  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpstr (((CoffretItem *) g_ptr_array_index (items, 0))->place, ==, "#/0");
  g_assert_cmpstr (((CoffretItem *) g_ptr_array_index (items, 1))->place, ==, "#/2");
  g_assert_cmpstr (((CoffretItem *) g_ptr_array_index (items, 2))->credential->format, ==, "vc");
  g_assert_error (last->error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
}

/* Mozilla's first shape, before there were types. */
static void
test_oldest (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (
    "{\"recipient\": \"sha256$aa\", \"salt\": \"sel\", \"issued_on\": \"2011-06-01\", \"badge\": "
    "{\"version\": \"0.5.0\", \"name\": \"Vieux\", \"image\": \"https://o.example/1.png\", "
    "\"description\": \"D\", \"criteria\": \"https://o.example/c\", \"issuer\": {\"origin\": "
    "\"https://o.example\", \"name\": \"Club\", \"contact\": \"o@o.example\"}}}");
  g_autoptr (GPtrArray) seconds =
    credential_test_read ("{\"uid\": \"u1\", \"recipient\": {\"identity\": \"a@b.example\"}, "
                          "\"issuedOn\": \"1306886400\", \"badge\": {\"name\": \"N\"}}");
  const CoffretItem *item = g_ptr_array_index (items, 0);

  credential_test_text (item->credential->title, "Vieux");
  credential_test_text (item->credential->issuer->name, "Club");
  g_assert_cmpstr (item->credential->issuer->id, ==, "https://o.example");
  g_assert_cmpstr (item->credential->issuer->email, ==, "o@o.example");
  g_assert_cmpstr (item->credential->holder_identity, ==, "sha256$aa");
  credential_test_instant (item->credential->awarded, "2011-06-01T00:00:00Z");
  item = g_ptr_array_index (seconds, 0);
  g_assert_cmpstr (item->credential->id, ==, "u1");
  g_assert_null (item->credential->issuer);
  credential_test_instant (item->credential->awarded, "2011-06-01T00:00:00Z");
}

static void
test_refusals (void)
{
  credential_test_refused (ASSERTION, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
                           "its badge class lies at urn:c");
  credential_test_refused ("{\"type\": \"Assertion\", \"recipient\": \"x\", \"badge\": {\"id\": "
                           "\"https://c.example/1\", \"type\": \"BadgeClass\"}}",
                           COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "https://c.example/1");
  credential_test_refused ("{\"type\": \"Assertion\", \"recipient\": \"x\"}",
                           COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "badge");
  credential_test_refused ("{\"type\": \"Assertion\", \"recipient\": \"x\", \"badge\": 3}",
                           COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "badge");
  credential_test_refused ("{\"type\": \"Assertion\", \"badge\": {\"name\": \"N\"}}",
                           COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "recipient");
  credential_test_refused ("{\"type\": \"Assertion\", \"id\": \"urn:a\", \"revoked\": true}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "withdrawn");
  credential_test_refused (CLASS ("\"id\": \"urn:c\", "), COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                           "badge that anyone may earn");
  credential_test_refused (ISSUER (""), COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "issuer");
  credential_test_refused ("{\"type\": \"CryptographicKey\", \"publicKeyPem\": \"x\"}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "public key");
  credential_test_refused ("{\"type\": \"RevocationList\"}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "withdrawn");
  credential_test_refused ("{\"type\": \"Endorsement\", \"claim\": {\"id\": \"urn:x\"}}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "recommendation");
  credential_test_refused ("{\"name\": \"N\", \"criteria\": \"https://c.example\", \"issuer\": "
                           "\"https://i.example\"}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "badge that anyone may earn");
  credential_test_refused ("{\"name\": \"N\", \"url\": \"https://i.example\"}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "issuer");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ob2/whole", test_whole);
  g_test_add_func ("/ob2/given-apart", test_given_apart);
  g_test_add_func ("/ob2/wrong-class-beside-it", test_wrong_class_beside_it);
  g_test_add_func ("/ob2/several-in-a-list", test_several_in_a_list);
  g_test_add_func ("/ob2/oldest", test_oldest);
  g_test_add_func ("/ob2/refusals", test_refusals);
  return g_test_run ();
}
