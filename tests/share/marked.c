#include "marked.h"

#include <string.h>

#include "base/base64.h"
#include "credential/make.h"

const char *const marked_formats[] = { "ob3", "ob2", "clr2", "vc-jwt", "sd-jwt", NULL };

#define SUBJECT                                                                                    \
  "\"credentialSubject\":{\"id\":\"did:example:XQholderQX\",\"type\":[\"AchievementSubject\"],"    \
  "\"name\":\"Mira XQholderQX\",\"email\":\"XQcontactQX@example.org\","                            \
  "\"birthDate\":\"XQbirthQX\",\"licenseNumber\":\"XQnumberQX\",\"shoe\":\"XQotherQX\","           \
  "\"creditsEarned\":\"XQcreditsQX\",\"narrative\":\"XQevidenceQX\","                              \
  "\"result\":[{\"type\":[\"Result\"],\"value\":\"XQgradeQX\"}],"                                  \
  "\"achievement\":{\"id\":\"urn:example:a\",\"type\":[\"Achievement\"],"                          \
  "\"name\":\"XQtitleQX\",\"description\":\"XQdescriptionQX\","                                    \
  "\"criteria\":{\"narrative\":\"XQcriteriaQX\"},\"image\":\"https://example.org/XQimageQX\","     \
  "\"learningOutcome\":[\"XQoutcomesQX\"],\"educationalLevel\":\"XQlevelQX\","                     \
  "\"assessmentMethod\":\"XQcourseQX\",\"timeRequired\":\"XQhoursQX\","                            \
  "\"alignment\":[{\"type\":[\"Alignment\"],\"targetName\":\"XQskillsQX\","                        \
  "\"targetUrl\":\"https://example.org/XQskillsQX\"}]}}"
#define REST                                                                                       \
  "\"issuer\":{\"id\":\"did:web:XQissuerQX.example\",\"name\":\"XQissuerQX\"},"                    \
  "\"endorsement\":[{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"                     \
  "\"type\":[\"VerifiableCredential\",\"EndorsementCredential\"],\"id\":\"urn:example:e\","        \
  "\"issuer\":\"did:web:XQendorsementsQX.example\",\"credentialSubject\":{\"id\":\"urn:a\","       \
  "\"type\":[\"EndorsementSubject\"],\"endorsementComment\":\"XQendorsementsQX\"}}],"

static const char ob3[] =
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"id\":\"https://example.org/1\","
  "\"validFrom\":\"1987-06-05T10:00:00Z\",\"validUntil\":\"2087-06-05T10:00:00Z\"," REST SUBJECT
  "}";

static const char jwt[] =
  "{\"iss\":\"did:web:XQissuerQX.example\",\"nbf\":549885600,\"exp\":3705559200,"
  "\"vc\":{\"@context\":[\"https://www.w3.org/2018/credentials/v1\","
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"]," REST SUBJECT "}}";

static const char ob2[] =
  "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\","
  "\"id\":\"https://example.org/1\",\"issuedOn\":\"1987-06-05T10:00:00Z\","
  "\"expires\":\"2087-06-05T10:00:00Z\",\"verification\":{\"type\":\"hosted\"},"
  "\"recipient\":{\"type\":\"email\",\"hashed\":false,\"identity\":\"XQholderQX@example.org\"},"
  "\"evidence\":[{\"narrative\":\"XQevidenceQX\"}],\"extra\":\"XQotherQX\","
  "\"badge\":{\"type\":\"BadgeClass\",\"id\":\"https://example.org/c\",\"name\":\"XQtitleQX\","
  "\"description\":\"XQdescriptionQX\",\"image\":\"https://example.org/XQimageQX\","
  "\"criteria\":{\"narrative\":\"XQcriteriaQX\"},\"grade\":\"XQgradeQX\",\"hours\":\"XQhoursQX\","
  "\"alignment\":[{\"targetName\":\"XQskillsQX\",\"targetUrl\":\"https://example.org/s\"}],"
  "\"issuer\":{\"type\":\"Issuer\",\"id\":\"https://XQissuerQX.example\","
  "\"name\":\"XQissuerQX\"}}}";

static const char clr2[] =
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
  "\"https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json\","
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
  "\"type\":[\"VerifiableCredential\",\"ClrCredential\"],\"id\":\"urn:example:clr\","
  "\"name\":\"XQtitleQX\",\"issuer\":{\"id\":\"did:web:XQissuerQX.example\","
  "\"name\":\"XQissuerQX\"},\"validFrom\":\"1987-06-05T10:00:00Z\","
  "\"credentialSubject\":{\"id\":\"did:example:XQholderQX\",\"type\":[\"ClrSubject\"],"
  "\"verifiableCredential\":[{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"id\":\"urn:example:p\","
  "\"issuer\":\"did:web:XQissuerQX.example\",\"credentialSubject\":{"
  "\"type\":[\"AchievementSubject\"],\"grade\":\"XQgradeQX\",\"creditsEarned\":7,"
  "\"achievement\":{\"id\":\"urn:example:x\",\"type\":[\"Achievement\"],"
  "\"name\":\"XQpartsQX\"}}}]}}";

static const char *const claims[] = { "[\"s0\",\"given_name\",\"XQholderQX\"]",
                                      "[\"s1\",\"birthdate\",\"XQbirthQX\"]",
                                      "[\"s2\",\"assessment_grade\",\"XQgradeQX\"]",
                                      "[\"s3\",\"email\",\"XQcontactQX\"]",
                                      "[\"s4\",\"student_id\",\"XQnumberQX\"]",
                                      "[\"s5\",\"shoe\",\"XQotherQX\"]",
                                      "[\"s6\",\"XQoutcomesQX\"]",
                                      NULL };
static const char sd_jwt[] =
  "{\"iss\":\"https://XQissuerQX.example\",\"vct\":\"https://example.org/w\",\"iat\":549885600,"
  "\"exp\":3705559200,\"title\":\"XQtitleQX\",\"_sd\":[\"@0\",\"@1\",\"@2\",\"@3\",\"@4\",\"@5\"],"
  "\"learning_outcomes\":[{\"...\":\"@6\"}]}";

char *
marked_word (CoffretField field)
{
  return g_strdup_printf ("XQ%sQX", coffret_field_to_id (field));
}

char *
marked_text (const char *format)
{
  g_autoptr (GString) text = g_string_new (sd_jwt);
  g_autoptr (GString) tail = g_string_new ("~");
  g_autofree char *token = NULL;

  if (g_str_equal (format, "ob3"))
    return g_strdup (ob3);
  if (g_str_equal (format, "ob2"))
    return g_strdup (ob2);
  if (g_str_equal (format, "clr2"))
    return g_strdup (clr2);
  if (g_str_equal (format, "vc-jwt"))
    return make_token ("{\"alg\":\"ES256\"}", jwt);
  for (guint i = 0; claims[i] != NULL; i++) {
    g_autofree char *encoded = make_base64url (claims[i]);
    g_autofree char *digest = make_digest (encoded);
    g_autofree char *place = g_strdup_printf ("@%u", i);

    g_string_append_printf (tail, "%s~", encoded);
    g_string_replace (text, place, digest, 0);
  }
  token = make_token ("{\"alg\":\"ES256\",\"typ\":\"dc+sd-jwt\"}", text->str);
  return g_strconcat (token, tail->str, NULL);
}

CoffretFields
marked_fields (const char *format)
{
  g_autoptr (CoffretCredential) credential = marked_credential (format);
  g_autofree char *all = coffret_json_dump_sorted (credential->document);
  CoffretFields fields = COFFRET_FIELDS_NONE;

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autofree char *word = marked_word (field);

    if (strstr (all, word) != NULL)
      fields |= COFFRET_FIELDS (field);
  }
  return fields;
}

CoffretCredential *
marked_credential (const char *format)
{
  g_autofree char *text = marked_text (format);
  g_autoptr (GPtrArray) items = make_items_of_text (text);
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_no_error (item->error);
  g_assert_cmpuint (items->len, ==, 1);
  return coffret_credential_ref (item->credential);
}

/* The text, and again whatever in it may be base64. */
static GBytes *
with_decoded (const char *text, gsize length)
{
  g_autoptr (GString) all = g_string_new_len (text, (gssize) length);

  for (gsize i = 0; i < length;) {
    gsize end = i;

    while (end < length && (g_ascii_isalnum (text[end]) || strchr ("-_+/", text[end]) != NULL) &&
           text[end] != '\0')
      end++;
    if (end - i > 10) {
      g_autoptr (GBytes) url = coffret_base64url_decode (text + i, end - i);
      g_autofree char *part = g_strndup (text + i, end - i - (end - i) % 4);
      gsize plain = 0;
      g_autofree guchar *bytes = g_base64_decode (part, &plain);

      if (url != NULL)
        g_string_append_len (all, g_bytes_get_data (url, NULL), (gssize) g_bytes_get_size (url));
      g_string_append_len (all, (const char *) bytes, (gssize) plain);
    }
    i = end + 1;
  }
  return g_string_free_to_bytes (g_steal_pointer (&all));
}

CoffretFields
marked_found (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  /* A page holds a presentation, which may hold a token. */
  g_autoptr (GBytes) once = with_decoded (data, length);
  g_autoptr (GBytes) twice = with_decoded (g_bytes_get_data (once, NULL), g_bytes_get_size (once));
  CoffretFields found = COFFRET_FIELDS_NONE;

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autofree char *word = marked_word (field);

    if (memmem (g_bytes_get_data (twice, NULL), g_bytes_get_size (twice), word, strlen (word)) !=
        NULL)
      found |= COFFRET_FIELDS (field);
  }
  return found;
}
