#include "credential-test.h"

#include <string.h>

static void
test_structure (void)
{
  static const struct {
    const char *text;
    CoffretCredentialError code;
    const char *words;
  } cases[] = {
    { "{\"type\": [\"VerifiableCredential\"], \"credentialSubject\": {\"id\": \"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "The “issuer” is missing." },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": null, \"credentialSubject\": {\"id\": "
      "\"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "The “issuer” is missing." },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": [\"a:b\"], \"credentialSubject\": "
      "{\"id\": \"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_UNREADABLE, "“issuer”" },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": {\"name\": \"N\"}, "
      "\"credentialSubject\": {\"id\": \"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "“issuer.id” is missing" },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": {\"id\": 3}, \"credentialSubject\": "
      "{\"id\": \"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_UNREADABLE, "“issuer.id”" },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": \"a:b\"}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "The “credentialSubject” is missing." },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": \"a:b\", \"credentialSubject\": []}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "The “credentialSubject” is missing." },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": \"a:b\", \"credentialSubject\": {}}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "“credentialSubject” is empty" },
    { "{\"type\": [\"VerifiableCredential\"], \"issuer\": \"a:b\", \"credentialSubject\": \"x\"}",
      COFFRET_CREDENTIAL_ERROR_UNREADABLE, "“credentialSubject”" },
    { "{\"type\": [\"VerifiableCredential\", 3], \"issuer\": \"a:b\", \"credentialSubject\": "
      "{\"id\": \"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_UNREADABLE, "“type”" },
    { "{\"issuer\": \"a:b\", \"credentialSubject\": {\"id\": \"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "The “type” is missing." },
    { "{\"type\": \"Other\", \"issuer\": \"a:b\", \"credentialSubject\": {\"id\": \"a:b\"}}",
      COFFRET_CREDENTIAL_ERROR_INCOMPLETE, "“VerifiableCredential”" },
    { "{\"type\": [\"VerifiableCredential\", \"BitstringStatusListCredential\"], \"issuer\": "
      "\"a:b\", \"credentialSubject\": {\"type\": \"BitstringStatusList\"}}",
      COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "withdrawn" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    credential_test_refused (cases[i].text, cases[i].code, cases[i].words);
}

#define VC(type, members, subject)                                                                 \
  "{\"type\": [\"VerifiableCredential\", \"" type "\"], \"issuer\": \"did:x:1\", " members         \
  "\"credentialSubject\": {\"id\": \"did:x:2\"" subject "}}"

static const CoffretCredential *
get (GPtrArray *items)
{
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_no_error (item->error);
  return item->credential;
}

static void
test_versions (void)
{
  g_autoptr (GPtrArray) first = credential_test_read (
    VC ("T",
        "\"@context\": [\"https://www.w3.org/2018/credentials/v1\"], \"issuanceDate\": "
        "\"2020-01-02T03:04:05Z\", \"expirationDate\": \"2021-01-02T03:04:05Z\", ",
        ""));
  g_autoptr (GPtrArray) second = credential_test_read (
    VC ("T",
        "\"@context\": [\"https://www.w3.org/ns/credentials/v2\"], \"validFrom\": "
        "\"2020-01-02T03:04:05Z\", \"validUntil\": \"2021-01-02T03:04:05+02:00\", ",
        ""));
  const CoffretCredential *read = get (first);

  g_assert_cmpstr (((CoffretItem *) g_ptr_array_index (first, 0))->envelope, ==, "vc1");
  credential_test_instant (read->awarded, "2020-01-02T03:04:05Z");
  credential_test_instant (read->valid_from, "2020-01-02T03:04:05Z");
  credential_test_instant (read->expires, "2021-01-02T03:04:05Z");
  read = get (second);
  g_assert_cmpstr (((CoffretItem *) g_ptr_array_index (second, 0))->envelope, ==, "vc2");
  credential_test_instant (read->valid_from, "2020-01-02T03:04:05Z");
  credential_test_instant (read->expires, "2021-01-02T01:04:05Z");
  g_assert_cmpstr (read->format, ==, "vc");
}

static void
test_titles (void)
{
  static const struct {
    const char *text;
    const char *title;
    CoffretKind kind;
  } cases[] = {
    { VC ("UniversityDegreeCredential", "\"name\": \"Own name\", ", ""), "Own name",
      COFFRET_KIND_DIPLOMA },
    { VC ("UniversityDegreeCredential", "", ", \"degree\": {\"name\": \"Bachelor of Arts\"}"),
      "Bachelor of Arts", COFFRET_KIND_DIPLOMA },
    { VC ("UniversityDegreeCredential", "", ", \"degree\": \"Bachelor of Arts\""),
      "Bachelor of Arts", COFFRET_KIND_DIPLOMA },
    { VC ("UniversityDegreeCredential", "", ""), "University Degree Credential",
      COFFRET_KIND_DIPLOMA },
    { VC ("https://v.example/terms#DriverLicense", "", ""), "Driver License",
      COFFRET_KIND_LICENCE },
    { VC ("LearningCredential", "", ", \"hasCredential\": {\"name\": \"Course\"}"), "Course",
      COFFRET_KIND_OTHER },
    { VC ("X", "", ", \"achievement\": {\"name\": \"A\", \"achievementType\": \"Diploma\"}"), "A",
      COFFRET_KIND_DIPLOMA },
    { VC ("EndorsementCredential", "", ", \"endorsementComment\": \"Good\""),
      "Endorsement Credential", COFFRET_KIND_OTHER },
    { "{\"type\": \"VerifiableCredential\", \"issuer\": \"did:x:1\", \"credentialSubject\": "
      "{\"id\": \"did:x:2\"}}",
      NULL, COFFRET_KIND_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) items = credential_test_read (cases[i].text);
    const CoffretCredential *read = get (items);

    credential_test_text (read->title, cases[i].title);
    g_assert_cmpint (read->kind, ==, cases[i].kind);
    g_assert_cmpstr (read->format, ==, "vc");
  }
}

static void
test_languages (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (
    VC ("T",
        "\"@context\": [\"https://www.w3.org/ns/credentials/v2\", {\"@language\": \"fr\"}], "
        "\"name\": [{\"@value\": \"Hello\", \"@language\": \"en\"}, \"Bonjour\"], ",
        ""));
  const CoffretCredential *read = get (items);
  static const char *const french[] = { "fr_CA", NULL };

  g_assert_cmpuint (coffret_text_count (read->title), ==, 2);
  g_assert_cmpstr (coffret_text_best (read->title, french), ==, "Bonjour");
  g_assert_cmpstr (read->language, ==, "fr");
}

static void
test_several_subjects (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (
    "{\"type\": \"VerifiableCredential\", \"issuer\": \"did:x:1\", \"credentialSubject\": "
    "[{\"id\": \"did:x:2\", \"name\": \"Léo\"}, {\"id\": \"did:x:3\"}]}");
  const CoffretCredential *read = get (items);

  g_assert_cmpstr (read->holder->id, ==, "did:x:2");
  credential_test_text (read->holder->name, "Léo");
}

static void
test_european (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (
    VC ("EuropeanDigitalCredential",
        "\"displayParameter\": {\"title\": {\"fr\": [\"Cours de soudure\"], \"en\": "
        "[\"Welding course\"]}}, \"issued\": \"2024-01-01T00:00:00Z\", ",
        ", \"hasClaim\": [{\"title\": {\"en\": [\"Welding\"]}, \"specifiedBy\": {"
        "\"volumeOfLearning\": \"PT20H\", \"creditPoint\": [{\"point\": \"1.5\"}], \"eqfLevel\": "
        "{\"id\": \"http://data.europa.eu/snb/eqf/5\", \"prefLabel\": {\"en\": [\"Level 5\"]}}, "
        "\"mode\": [{\"prefLabel\": {\"en\": [\"Online\"]}}], \"learningOutcome\": [{\"title\": "
        "{\"en\": [\"Welds\"]}}, {\"title\": {\"en\": [\"Cuts\"]}}]}}]"));
  const CoffretCredential *read = get (items);

  credential_test_text (read->title, "Cours de soudure");
  credential_test_instant (read->awarded, "2024-01-01T00:00:00Z");
  g_assert_cmpfloat (read->workload_hours, ==, 20);
  g_assert_cmpfloat (read->credits, ==, 1.5);
  g_assert_cmpstr (read->level, ==, "Level 5");
  credential_test_text (read->mode, "Online");
  g_assert_cmpuint (read->outcomes->len, ==, 2);
  credential_test_text (g_ptr_array_index (read->outcomes, 1), "Cuts");
}

/* What somebody might put in to be shown must not break a line or a screen. */
static void
test_hostile_texts (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (
    VC ("T", "\"name\": \"a\\u202e\\nb\\u0000c\", \"description\": \"x\\ny\", ", ""));
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_no_error (item->error);
  g_assert_null (strchr (coffret_text_value (item->credential->title, 0), '\n'));
  g_assert_null (strstr (coffret_text_value (item->credential->title, 0), "\xe2\x80\xae"));
  credential_test_text (item->credential->description, "x\ny");
}

static void
test_long_arrays (void)
{
  g_autoptr (GString) text = g_string_new (
    "{\"type\": [\"VerifiableCredential\", \"OpenBadgeCredential\"], \"issuer\": \"did:x:1\", "
    "\"credentialSubject\": {\"achievement\": {\"name\": \"N\", \"alignment\": [{}");
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append (text, ",{\"targetName\":\"s\"}");
  g_string_append (text, "]}}}");
  items = credential_test_read (text->str);
  g_assert_cmpuint (get (items)->skills->len, ==, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vc/structure", test_structure);
  g_test_add_func ("/vc/versions", test_versions);
  g_test_add_func ("/vc/titles", test_titles);
  g_test_add_func ("/vc/languages", test_languages);
  g_test_add_func ("/vc/several-subjects", test_several_subjects);
  g_test_add_func ("/vc/european", test_european);
  g_test_add_func ("/vc/hostile-texts", test_hostile_texts);
  g_test_add_func ("/vc/long-arrays", test_long_arrays);
  return g_test_run ();
}
