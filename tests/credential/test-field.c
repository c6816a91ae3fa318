/* Every member of a document belongs to one field, and what nobody knows to "everything else". */
#include <string.h>

#include "credential/field.h"
#include "credential/token.h"
#include "make.h"

#define BEGIN                                                                                      \
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                                       \
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"                               \
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"id\":\"urn:example:1\","          \
  "\"issuer\":{\"id\":\"did:web:example.org\",\"name\":\"Rivage\",\"address\":{}},"                \
  "\"validFrom\":\"2020-01-01T10:00:00Z\","
#define SUBJECT(members)                                                                           \
  "\"credentialSubject\":{\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"]," members  \
  "\"achievement\":{\"id\":\"urn:example:a\",\"type\":[\"Achievement\"],\"name\":\"Premier\","     \
  "\"criteria\":{\"narrative\":\"Be there.\"}}}}"

#define BASE                                                                                       \
  (COFFRET_FIELDS (COFFRET_FIELD_TITLE) | COFFRET_FIELDS (COFFRET_FIELD_ISSUER) |                  \
   COFFRET_FIELDS (COFFRET_FIELD_AWARDED) | COFFRET_FIELDS (COFFRET_FIELD_CRITERIA) |              \
   COFFRET_FIELDS (COFFRET_FIELD_HOLDER))

static CoffretFields
survey (const char *text, GPtrArray *const *pointers)
{
  g_autoptr (GPtrArray) items = make_items_of_text (text);
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_no_error (item->error);
  return coffret_field_survey (item->credential, pointers);
}

static void
test_survey (void)
{
  static const struct {
    const char *members;
    CoffretFields more;
  } cases[] = {
    { "", 0 },
    { "\"result\":[{\"type\":[\"Result\"],\"value\":\"A\"}],",
      COFFRET_FIELDS (COFFRET_FIELD_GRADE) },
    { "\"grade\":\"A\",", COFFRET_FIELDS (COFFRET_FIELD_GRADE) },
    { "\"creditsEarned\":3,", COFFRET_FIELDS (COFFRET_FIELD_CREDITS) },
    { "\"timeRequired\":\"PT3H\",", COFFRET_FIELDS (COFFRET_FIELD_HOURS) },
    { "\"birthDate\":\"1970-01-01\",", COFFRET_FIELDS (COFFRET_FIELD_BIRTH) },
    { "\"address\":{\"x\":1},\"email\":\"m@example.org\",",
      COFFRET_FIELDS (COFFRET_FIELD_CONTACT) },
    { "\"identifier\":[{\"identityType\":\"emailAddress\",\"identityHash\":\"sha256$1\"}],", 0 },
    { "\"identifier\":[{\"identityType\":\"name\"},{\"identityType\":\"studentId\"}],",
      COFFRET_FIELDS (COFFRET_FIELD_NUMBER) },
    { "\"identifier\":{\"identityType\":\"studentId\"},", COFFRET_FIELDS (COFFRET_FIELD_NUMBER) },
    { "\"identifier\":\"12345\",", COFFRET_FIELDS (COFFRET_FIELD_NUMBER) },
    { "\"shoeSize\":43,", COFFRET_FIELDS (COFFRET_FIELD_OTHER) },
    { "\"verifiableCredential\":[{\"a\":1}],",
      COFFRET_FIELDS (COFFRET_FIELD_PARTS) | COFFRET_FIELDS (COFFRET_FIELD_OTHER) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
      g_strconcat (BEGIN "\"credentialSubject\":{\"id\":\"did:example:mira\","
                         "\"type\":[\"AchievementSubject\"],",
                   cases[i].members,
                   "\"achievement\":{\"id\":\"urn:example:a\",\"type\":[\"Achievement\"],"
                   "\"name\":\"Premier\",\"criteria\":{\"narrative\":\"Be there.\"}}}}",
                   NULL);

    g_test_message ("%s", cases[i].members);
    g_assert_cmphex (survey (text, NULL), ==, BASE | cases[i].more);
  }
}

/* Wherever a member stands that nobody has heard of, it is noticed, with its place. */
static void
test_unknown (void)
{
  static const struct {
    const char *text;
    const char *pointer;
  } cases[] = {
    { BEGIN "\"a/b~\":1," SUBJECT (""), "/a~1b~0" },
    { BEGIN "\"termsOfUse\":{}," SUBJECT (""), "/termsOfUse" },
    { BEGIN SUBJECT ("\"gender\":\"x\","), "/credentialSubject/gender" },
    { BEGIN "\"credentialSubject\":{\"achievement\":{\"name\":\"P\",\"id\":\"urn:a\",\"zz\":[1]}}}",
      "/credentialSubject/achievement/zz" },
    { BEGIN "\"credentialSubject\":[{\"x\":{\"grade\":\"A\"},\"achievement\":{\"name\":\"P\"}}]}",
      "/credentialSubject/0/x" },
    { BEGIN "\"credentialSubject\":{\"achievement\":[7,{\"name\":\"P\"}]}}",
      "/credentialSubject/achievement/0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) other = g_ptr_array_new_with_free_func (g_free);
    GPtrArray *pointers[COFFRET_N_FIELDS] = { [COFFRET_FIELD_OTHER] = other };

    g_test_message ("%s", cases[i].pointer);
    g_assert_true (survey (cases[i].text, pointers) & COFFRET_FIELDS (COFFRET_FIELD_OTHER));
    g_assert_cmpuint (other->len, ==, 1);
    g_assert_cmpstr (g_ptr_array_index (other, 0), ==, cases[i].pointer);
  }
}

static void
test_ob2 (void)
{
  CoffretFields found = survey (make_ob2, NULL);

  g_assert_true (found & COFFRET_FIELDS (COFFRET_FIELD_TITLE));
  g_assert_true (found & COFFRET_FIELDS (COFFRET_FIELD_ISSUER));
  g_assert_true (found & COFFRET_FIELDS (COFFRET_FIELD_HOLDER));
  g_assert_false (found & COFFRET_FIELDS (COFFRET_FIELD_OTHER));
}

/* A grade within a part of a record is a grade of the record. */
static void
test_parts (void)
{
  static const char part[] = "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                             "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
                             "\"issuer\":\"did:web:example.org\",\"credentialSubject\":{"
                             "\"result\":[{\"value\":\"A\"}],\"achievement\":{\"name\":\"P\"}}}";
  g_autofree char *token = make_token ("{\"alg\":\"ES256\"}", part);
  g_autofree char *string = g_strdup_printf ("\"%s\"", token);
  g_autofree char *envelope = g_strdup_printf (
    "{\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/vc+jwt,%s\"}", token);
  const char *const parts[] = { part, string, envelope };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *text = g_strdup_printf (
      BEGIN "\"credentialSubject\":{\"type\":\"ClrSubject\",\"verifiableCredential\":[%s]}}",
      parts[i]);
    CoffretFields found;

    found = survey (text, NULL);
    g_assert_true (found & COFFRET_FIELDS (COFFRET_FIELD_PARTS));
    g_assert_true (found & COFFRET_FIELDS (COFFRET_FIELD_GRADE));
    g_assert_false (found & COFFRET_FIELDS (COFFRET_FIELD_OTHER));
  }
}

/* A token may say more than the credential in it. */
static void
test_token (void)
{
  static const struct {
    const char *header;
    const char *claims;
    gboolean other;
  } cases[] = {
    { "{\"alg\":\"ES256\"}", "", FALSE },
    { "{\"alg\":\"ES256\"}", "\"email\":\"m@example.org\",", TRUE },
    { "{\"alg\":\"ES256\",\"student\":\"7\"}", "", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *payload =
      g_strconcat ("{\"iss\":\"did:web:example.org\",\"nbf\":1577872800,", cases[i].claims,
                   "\"vc\":{\"@context\":[\"https://www.w3.org/2018/credentials/v1\"],"
                   "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
                   "\"credentialSubject\":{\"achievement\":{\"name\":\"P\"}}}}",
                   NULL);
    g_autofree char *token = make_token (cases[i].header, payload);

    g_assert_cmpint ((survey (token, NULL) & COFFRET_FIELDS (COFFRET_FIELD_OTHER)) != 0, ==,
                     cases[i].other);
  }
}

static void
test_ids (void)
{
  g_autofree char *all = coffret_fields_to_ids (COFFRET_FIELDS_ALL);
  g_autofree char *none = coffret_fields_to_ids (COFFRET_FIELDS_NONE);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmphex (coffret_fields_from_ids (all), ==, COFFRET_FIELDS_ALL);
  g_assert_cmphex (coffret_fields_from_ids (NULL), ==, 0);
  g_assert_cmphex (coffret_fields_from_ids ("grade shoe title titles"), ==,
                   COFFRET_FIELDS (COFFRET_FIELD_GRADE) | COFFRET_FIELDS (COFFRET_FIELD_TITLE));
  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    g_assert_cmpstr (coffret_field_to_label (field), !=, "");
}

/* Keeps what is not of the fields in DATA. */
static gboolean
keep_others (const char *const *path, gpointer data)
{
  CoffretField field = coffret_field_at ("sd-jwt-vc", path);

  return field >= COFFRET_N_FIELDS || !(*(CoffretFields *) data & COFFRET_FIELDS (field));
}

static char *
make_disclosed (const char *const *disclosures, const char *payload)
{
  g_autoptr (GString) text = g_string_new (payload);
  g_autoptr (GString) tail = g_string_new ("~");
  g_autofree char *token = NULL;

  for (guint i = 0; disclosures[i] != NULL; i++) {
    g_autofree char *encoded = make_base64url (disclosures[i]);
    g_autofree char *digest = make_digest (encoded);
    g_autofree char *mark = g_strdup_printf ("@%u", i);

    g_string_append_printf (tail, "%s~", encoded);
    g_string_replace (text, mark, digest, 0);
  }
  token = make_token ("{\"alg\":\"ES256\",\"typ\":\"dc+sd-jwt\"}", text->str);
  return g_strconcat (token, tail->str, NULL);
}

static void
test_select (void)
{
  static const char *const disclosures[] = { "[\"s0\",\"given_name\",\"Mira\"]",
                                             "[\"s1\",\"birthdate\",\"1970-01-01\"]",
                                             "[\"s2\",\"assessment_grade\",\"A\"]",
                                             "[\"s3\",\"Welding\"]", NULL };
  g_autofree char *text =
    make_disclosed (disclosures, "{\"iss\":\"https://c.example\",\"vct\":\"https://c.example/w\","
                                 "\"_sd\":[\"@0\",\"@1\",\"@2\"],"
                                 "\"learning_outcomes\":[{\"...\":\"@3\"},\"Safety\"]}");
  g_autofree char *bound = g_strconcat (text, "e30.e30.eA", NULL);
  g_autoptr (GError) error = NULL;

  for (guint set = 0; set < 16; set++) {
    CoffretFields hidden = (set & 1 ? COFFRET_FIELDS (COFFRET_FIELD_HOLDER) : 0) |
                           (set & 2 ? COFFRET_FIELDS (COFFRET_FIELD_BIRTH) : 0) |
                           (set & 4 ? COFFRET_FIELDS (COFFRET_FIELD_GRADE) : 0) |
                           (set & 8 ? COFFRET_FIELDS (COFFRET_FIELD_OUTCOMES) : 0);
    g_autofree char *selected = coffret_token_select (text, keep_others, &hidden, &error);

    g_assert_no_error (error);
    g_assert_true (g_str_has_suffix (selected, "~"));
    for (guint i = 0; i < 4; i++) {
      g_autofree char *encoded = make_base64url (disclosures[i]);

      g_assert_cmpint (strstr (selected, encoded) != NULL, ==, (set & (1u << i)) == 0);
    }
    g_assert_cmphex (survey (selected, NULL) & hidden & ~COFFRET_FIELDS (COFFRET_FIELD_OUTCOMES),
                     ==, 0);
  }
  g_assert_null (coffret_token_select (bound, keep_others, &(CoffretFields) { 0 }, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/survey", test_survey);
  g_test_add_func ("/field/unknown", test_unknown);
  g_test_add_func ("/field/ob2", test_ob2);
  g_test_add_func ("/field/parts", test_parts);
  g_test_add_func ("/field/token", test_token);
  g_test_add_func ("/field/ids", test_ids);
  g_test_add_func ("/field/select", test_select);
  return g_test_run ();
}
