#include "credential/field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "credential/json-fields.h"
#include "credential/reader.h"
#include "credential/summary-terms.h"
#include "credential/token.h"

typedef struct {
  const char *id;
  const char *label;
  gboolean sensitive;
} Field;

static const Field names[COFFRET_N_FIELDS] = {
  [COFFRET_FIELD_TITLE] = { "title", N_ ("Title and kind"), FALSE },
  [COFFRET_FIELD_ISSUER] = { "issuer", N_ ("Issuer"), FALSE },
  [COFFRET_FIELD_AWARDED] = { "awarded", N_ ("Date of award"), FALSE },
  [COFFRET_FIELD_EXPIRES] = { "expires", N_ ("End date"), FALSE },
  [COFFRET_FIELD_DESCRIPTION] = { "description", N_ ("Description"), FALSE },
  [COFFRET_FIELD_SKILLS] = { "skills", N_ ("Skills"), FALSE },
  [COFFRET_FIELD_OUTCOMES] = { "outcomes", N_ ("What was learned"), FALSE },
  [COFFRET_FIELD_CRITERIA] = { "criteria", N_ ("What it takes to earn it"), FALSE },
  [COFFRET_FIELD_LEVEL] = { "level", N_ ("Level"), FALSE },
  [COFFRET_FIELD_COURSE] = { "course", N_ ("How it was taught and assessed"), FALSE },
  [COFFRET_FIELD_HOURS] = { "hours", N_ ("Hours"), FALSE },
  [COFFRET_FIELD_CREDITS] = { "credits", N_ ("Credits"), FALSE },
  [COFFRET_FIELD_GRADE] = { "grade", N_ ("Grade and results"), TRUE },
  [COFFRET_FIELD_PARTS] = { "parts", N_ ("Courses and other parts"), FALSE },
  [COFFRET_FIELD_IMAGE] = { "image", N_ ("Picture"), FALSE },
  [COFFRET_FIELD_EVIDENCE] = { "evidence", N_ ("Evidence"), FALSE },
  [COFFRET_FIELD_ENDORSEMENTS] = { "endorsements", N_ ("Endorsements"), FALSE },
  [COFFRET_FIELD_HOLDER] = { "holder", N_ ("Whose it is"), FALSE },
  [COFFRET_FIELD_CONTACT] = { "contact", N_ ("Address, e-mail, telephone"), TRUE },
  [COFFRET_FIELD_BIRTH] = { "birth", N_ ("Date of birth"), TRUE },
  [COFFRET_FIELD_NUMBER] = { "number", N_ ("Student number and other numbers"), TRUE },
  [COFFRET_FIELD_OTHER] = { "other", N_ ("Everything else"), FALSE },
};

/* Where in a document one is: each place has members of its own. */
typedef enum {
  IN_CREDENTIAL, /* VC Data Model 1.1 and 2.0 */
  IN_SUBJECT,    /* Open Badges 3.0 B.1.3, CLR 2.0 */
  IN_ACHIEVEMENT,
  IN_ASSERTION, /* Open Badges 2.0 */
  IN_CLASS,
  IN_CLAIMS, /* SD-JWT VC */
  IN_OWN,
  N_PLACES,
} Place;

typedef struct {
  const char *name;
  CoffretField field; /* COFFRET_N_FIELDS: look in PLACE */
  Place place;
} Member;

/* Of the person that a credential is about, wherever she is described. */
static const Member person[] = {
  { "name", COFFRET_FIELD_HOLDER },
  { "givenName", COFFRET_FIELD_HOLDER },
  { "given_name", COFFRET_FIELD_HOLDER },
  { "familyName", COFFRET_FIELD_HOLDER },
  { "family_name", COFFRET_FIELD_HOLDER },
  { "familyNamePrefix", COFFRET_FIELD_HOLDER },
  { "patronymicName", COFFRET_FIELD_HOLDER },
  { "additionalName", COFFRET_FIELD_HOLDER },
  { "honorificPrefix", COFFRET_FIELD_HOLDER },
  { "honorificSuffix", COFFRET_FIELD_HOLDER },
  { "legalName", COFFRET_FIELD_HOLDER },
  { "email", COFFRET_FIELD_CONTACT },
  { "phone", COFFRET_FIELD_CONTACT },
  { "phone_number", COFFRET_FIELD_CONTACT },
  { "telephone", COFFRET_FIELD_CONTACT },
  { "address", COFFRET_FIELD_CONTACT },
  { "birthDate", COFFRET_FIELD_BIRTH },
  { "birthdate", COFFRET_FIELD_BIRTH },
  { "dateOfBirth", COFFRET_FIELD_BIRTH },
  { "place_of_birth", COFFRET_FIELD_BIRTH },
  { "studentId", COFFRET_FIELD_NUMBER },
  { "student_id", COFFRET_FIELD_NUMBER },
  { "sourcedId", COFFRET_FIELD_NUMBER },
  { "identifier", COFFRET_FIELD_NUMBER },
  { "licenseNumber", COFFRET_FIELD_NUMBER },
  { NULL },
};

static const Member in_credential[] = {
  { "@context", COFFRET_FIELD_STRUCTURE },
  { "type", COFFRET_FIELD_STRUCTURE },
  { "@type", COFFRET_FIELD_STRUCTURE },
  { "id", COFFRET_FIELD_STRUCTURE },
  { "@id", COFFRET_FIELD_STRUCTURE },
  { "proof", COFFRET_FIELD_STRUCTURE },
  { "credentialStatus", COFFRET_FIELD_STRUCTURE },
  { "credentialSchema", COFFRET_FIELD_STRUCTURE },
  { "name", COFFRET_FIELD_TITLE },
  { "description", COFFRET_FIELD_DESCRIPTION },
  { "image", COFFRET_FIELD_IMAGE },
  { "issuer", COFFRET_FIELD_ISSUER },
  { "issuanceDate", COFFRET_FIELD_AWARDED },
  { "awardedDate", COFFRET_FIELD_AWARDED },
  { "validFrom", COFFRET_FIELD_AWARDED },
  { "expirationDate", COFFRET_FIELD_EXPIRES },
  { "validUntil", COFFRET_FIELD_EXPIRES },
  { "evidence", COFFRET_FIELD_EVIDENCE },
  { "endorsement", COFFRET_FIELD_ENDORSEMENTS },
  { "endorsementJwt", COFFRET_FIELD_ENDORSEMENTS },
  { "credentialSubject", COFFRET_N_FIELDS, IN_SUBJECT },
  { NULL },
};

static const Member in_subject[] = {
  { "type", COFFRET_FIELD_STRUCTURE },
  { "@type", COFFRET_FIELD_STRUCTURE },
  { "id", COFFRET_FIELD_HOLDER },
  { "@id", COFFRET_FIELD_HOLDER },
  { "achievement", COFFRET_N_FIELDS, IN_ACHIEVEMENT },
  { "hasCredential", COFFRET_N_FIELDS, IN_ACHIEVEMENT },
  { "activityStartDate", COFFRET_FIELD_AWARDED },
  { "activityEndDate", COFFRET_FIELD_AWARDED },
  { "image", COFFRET_FIELD_IMAGE },
  { "narrative", COFFRET_FIELD_EVIDENCE },
  { "result", COFFRET_FIELD_GRADE },
  { "verifiableCredential", COFFRET_FIELD_PARTS },
  { "association", COFFRET_FIELD_PARTS },
  { NULL },
};

static const Member in_achievement[] = {
  { "type", COFFRET_FIELD_STRUCTURE },
  { "@type", COFFRET_FIELD_STRUCTURE },
  { "id", COFFRET_FIELD_STRUCTURE },
  { "@id", COFFRET_FIELD_STRUCTURE },
  { "inLanguage", COFFRET_FIELD_STRUCTURE },
  { "version", COFFRET_FIELD_STRUCTURE },
  { "achievementType", COFFRET_FIELD_TITLE },
  { "name", COFFRET_FIELD_TITLE },
  { "humanCode", COFFRET_FIELD_TITLE },
  { "description", COFFRET_FIELD_DESCRIPTION },
  { "fieldOfStudy", COFFRET_FIELD_DESCRIPTION },
  { "specialization", COFFRET_FIELD_DESCRIPTION },
  { "criteria", COFFRET_FIELD_CRITERIA },
  { "image", COFFRET_FIELD_IMAGE },
  { "creator", COFFRET_FIELD_ISSUER },
  { "alignment", COFFRET_FIELD_SKILLS },
  { "tag", COFFRET_FIELD_SKILLS },
  { "resultDescription", COFFRET_FIELD_GRADE },
  { "endorsement", COFFRET_FIELD_ENDORSEMENTS },
  { "endorsementJwt", COFFRET_FIELD_ENDORSEMENTS },
  { NULL },
};

static const Member in_assertion[] = {
  { "@context", COFFRET_FIELD_STRUCTURE },
  { "type", COFFRET_FIELD_STRUCTURE },
  { "@type", COFFRET_FIELD_STRUCTURE },
  { "id", COFFRET_FIELD_STRUCTURE },
  { "@id", COFFRET_FIELD_STRUCTURE },
  { "uid", COFFRET_FIELD_STRUCTURE },
  { "verify", COFFRET_FIELD_STRUCTURE },
  { "verification", COFFRET_FIELD_STRUCTURE },
  { "revoked", COFFRET_FIELD_STRUCTURE },
  { "badge", COFFRET_N_FIELDS, IN_CLASS },
  { "recipient", COFFRET_FIELD_HOLDER },
  { "issuedOn", COFFRET_FIELD_AWARDED },
  { "issued_on", COFFRET_FIELD_AWARDED },
  { "expires", COFFRET_FIELD_EXPIRES },
  { "image", COFFRET_FIELD_IMAGE },
  { "evidence", COFFRET_FIELD_EVIDENCE },
  { "narrative", COFFRET_FIELD_EVIDENCE },
  { "endorsement", COFFRET_FIELD_ENDORSEMENTS },
  { NULL },
};

static const Member in_class[] = {
  { "@context", COFFRET_FIELD_STRUCTURE },
  { "type", COFFRET_FIELD_STRUCTURE },
  { "@type", COFFRET_FIELD_STRUCTURE },
  { "id", COFFRET_FIELD_STRUCTURE },
  { "@id", COFFRET_FIELD_STRUCTURE },
  { "@language", COFFRET_FIELD_STRUCTURE },
  { "inLanguage", COFFRET_FIELD_STRUCTURE },
  { "version", COFFRET_FIELD_STRUCTURE },
  { "achievementType", COFFRET_FIELD_TITLE },
  { "name", COFFRET_FIELD_TITLE },
  { "description", COFFRET_FIELD_DESCRIPTION },
  { "image", COFFRET_FIELD_IMAGE },
  { "criteria", COFFRET_FIELD_CRITERIA },
  { "issuer", COFFRET_FIELD_ISSUER },
  { "alignment", COFFRET_FIELD_SKILLS },
  { "alignments", COFFRET_FIELD_SKILLS },
  { "tags", COFFRET_FIELD_SKILLS },
  { "endorsement", COFFRET_FIELD_ENDORSEMENTS },
  { NULL },
};

/* "name" is the person's where there is any other sign of a person, which a name alone does not
 * tell: it is hers. */
static const Member in_claims[] = {
  { "iss", COFFRET_FIELD_ISSUER },
  { "issuing_authority", COFFRET_FIELD_ISSUER },
  { "issuing_country", COFFRET_FIELD_ISSUER },
  { "vct", COFFRET_FIELD_STRUCTURE },
  { "vct#integrity", COFFRET_FIELD_STRUCTURE },
  { "jti", COFFRET_FIELD_STRUCTURE },
  { "cnf", COFFRET_FIELD_STRUCTURE },
  { "status", COFFRET_FIELD_STRUCTURE },
  { "iat", COFFRET_FIELD_AWARDED },
  { "nbf", COFFRET_FIELD_AWARDED },
  { "date_of_issuance", COFFRET_FIELD_AWARDED },
  { "issuance_date", COFFRET_FIELD_AWARDED },
  { "exp", COFFRET_FIELD_EXPIRES },
  { "expiry_date", COFFRET_FIELD_EXPIRES },
  { "sub", COFFRET_FIELD_HOLDER },
  { "title", COFFRET_FIELD_TITLE },
  { "achievement_title", COFFRET_FIELD_TITLE },
  { "credential_name", COFFRET_FIELD_TITLE },
  { "achievement_description", COFFRET_FIELD_DESCRIPTION },
  { "description", COFFRET_FIELD_DESCRIPTION },
  { "assessment_grade", COFFRET_FIELD_GRADE },
  { "learning_outcomes", COFFRET_FIELD_OUTCOMES },
  { NULL },
};

/* Coffret's own document (own.h). */
static const Member in_own[] = {
  { "type", COFFRET_FIELD_STRUCTURE },
  { "id", COFFRET_FIELD_STRUCTURE },
  { "title", COFFRET_FIELD_TITLE },
  { "kind", COFFRET_FIELD_TITLE },
  { "language", COFFRET_FIELD_TITLE },
  { "awardedBy", COFFRET_FIELD_ISSUER },
  { "awarded", COFFRET_FIELD_AWARDED },
  { "expires", COFFRET_FIELD_EXPIRES },
  { "description", COFFRET_FIELD_DESCRIPTION },
  { "url", COFFRET_FIELD_EVIDENCE },
  { "number", COFFRET_FIELD_NUMBER },
  { NULL },
};

static const Member *const places[N_PLACES] = {
  [IN_CREDENTIAL] = in_credential,
  [IN_SUBJECT] = in_subject,
  [IN_ACHIEVEMENT] = in_achievement,
  [IN_ASSERTION] = in_assertion,
  [IN_CLASS] = in_class,
  [IN_CLAIMS] = in_claims,
  [IN_OWN] = in_own,
};

const char *
coffret_field_to_id (CoffretField field)
{
  g_assert (field < COFFRET_N_FIELDS);
  return names[field].id;
}

const char *
coffret_field_to_label (CoffretField field)
{
  g_assert (field < COFFRET_N_FIELDS);
  return _ (names[field].label);
}

const char *
coffret_field_to_label_in (CoffretField field, const CoffretCatalogue *catalogue)
{
  g_assert (field < COFFRET_N_FIELDS);
  return coffret_catalogue_get (catalogue, names[field].label);
}

gboolean
coffret_field_is_sensitive (CoffretField field)
{
  return field < COFFRET_N_FIELDS && names[field].sensitive;
}

char *
coffret_fields_to_ids (CoffretFields fields)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    if (fields & COFFRET_FIELDS (field))
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", names[field].id);
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

CoffretFields
coffret_fields_from_ids (const char *ids)
{
  g_auto (GStrv) list = g_strsplit (ids != NULL ? ids : "", " ", -1);
  CoffretFields fields = COFFRET_FIELDS_NONE;

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++)
    if (g_strv_contains ((const char *const *) list, names[field].id))
      fields |= COFFRET_FIELDS (field);
  return fields;
}

static const Member *
find (const Member *members, const char *name)
{
  for (; members->name != NULL; members++)
    if (strcmp (members->name, name) == 0)
      return members;
  return NULL;
}

/* The member NAME in *PLACE, which is moved on where one has to look further in. */
static CoffretField
step (Place *place, const char *name)
{
  const Member *member = find (places[*place], name);

  if (member == NULL && (*place == IN_SUBJECT || *place == IN_CLAIMS))
    member = find (person, name);
  if (member == NULL)
    return *place == IN_CREDENTIAL || *place == IN_ASSERTION ? COFFRET_FIELD_OTHER
                                                             : coffret_terms_find_field (name);
  if (member->field == COFFRET_N_FIELDS)
    *place = member->place;
  return member->field;
}

static Place
top (const char *format)
{
  if (g_strcmp0 (format, "ob2") == 0)
    return IN_ASSERTION;
  if (g_strcmp0 (format, "own") == 0)
    return IN_OWN;
  return g_strcmp0 (format, "sd-jwt-vc") == 0 ? IN_CLAIMS : IN_CREDENTIAL;
}

CoffretField
coffret_field_at (const char *format, const char *const *path)
{
  Place place = top (format);
  CoffretField field = COFFRET_N_FIELDS;

  for (; *path != NULL && field == COFFRET_N_FIELDS; path++)
    field = step (&place, *path);
  return field;
}

typedef struct {
  CoffretFields found;
  GPtrArray *const *pointers;
  GString *pointer;
} Survey;

static void
note (Survey *survey, CoffretField field)
{
  if (field == COFFRET_FIELD_STRUCTURE)
    return;
  survey->found |= COFFRET_FIELDS (field);
  if (survey->pointers != NULL && survey->pointers[field] != NULL)
    g_ptr_array_add (survey->pointers[field], g_strdup (survey->pointer->str));
}

static void
append_name (GString *pointer, const char *name)
{
  g_string_append_c (pointer, '/');
  for (; *name != '\0'; name++)
    if (*name == '~' || *name == '/')
      g_string_append (pointer, *name == '~' ? "~0" : "~1");
    else
      g_string_append_c (pointer, *name);
}

/* An IdentityObject (Open Badges 3.0 B.1.13) says itself what it is; hashed, it can be guessed. */
static void
survey_identifier (Survey *survey, json_t *value)
{
  const char *type = coffret_json_string (value, "identityType");

  note (survey, g_strcmp0 (type, "name") == 0 || g_strcmp0 (type, "emailAddress") == 0
                  ? COFFRET_FIELD_HOLDER
                  : COFFRET_FIELD_NUMBER);
}

static void survey_value (Survey *survey, json_t *value, Place place);

/* A part is a credential of its own, as an object, a token or an envelope; what it says is said
 * with the whole. */
static void
survey_part (Survey *survey, json_t *value)
{
  g_autoptr (CoffretCredential) part = coffret_reader_read_embedded (value);

  note (survey, COFFRET_FIELD_PARTS);
  if (part == NULL)
    note (survey, COFFRET_FIELD_OTHER);
  else if (part->document == value)
    survey_value (survey, value, IN_CREDENTIAL);
  else
    survey->found |= coffret_field_survey (part, NULL);
}

/* WHAT is done with VALUE, or with each of an array's, at its place. */
static void
survey_each (Survey *survey, json_t *value, void (*what) (Survey *, json_t *))
{
  gsize length = survey->pointer->len;
  json_t *member;
  gsize i;

  if (!json_is_array (value))
    what (survey, value);
  json_array_foreach (value, i, member) {
    g_string_append_printf (survey->pointer, "/%" G_GSIZE_FORMAT, i);
    what (survey, member);
    g_string_truncate (survey->pointer, length);
  }
}

static void
survey_member (Survey *survey, const char *name, json_t *value, Place place)
{
  Place inner = place;
  CoffretField field = step (&inner, name);

  if (field == COFFRET_N_FIELDS)
    survey_value (survey, value, inner);
  else if (place == IN_SUBJECT && strcmp (name, "identifier") == 0)
    survey_each (survey, value, survey_identifier);
  else if (place == IN_SUBJECT && strcmp (name, "verifiableCredential") == 0)
    survey_each (survey, value, survey_part);
  else
    note (survey, field);
}

static void
survey_value (Survey *survey, json_t *value, Place place)
{
  gsize length = survey->pointer->len;
  const char *name;
  json_t *member;
  gsize i;

  if (json_is_object (value)) {
    json_object_foreach (value, name, member) {
      append_name (survey->pointer, name);
      survey_member (survey, name, member, place);
      g_string_truncate (survey->pointer, length);
    }
  } else if (json_is_array (value)) {
    json_array_foreach (value, i, member) {
      g_string_append_printf (survey->pointer, "/%" G_GSIZE_FORMAT, i);
      survey_value (survey, member, place);
      g_string_truncate (survey->pointer, length);
    }
  } else if (json_is_string (value) && place == IN_SUBJECT) {
    note (survey, COFFRET_FIELD_HOLDER); /* an id alone */
  } else if (!json_is_string (value) || place == IN_CREDENTIAL) {
    /* A link where an object may be says no more than an id; all else, nobody knows. */
    note (survey, COFFRET_FIELD_OTHER);
  }
}

/* What a token says beside the credential in it: nothing that is not looked at leaves. */
static gboolean
has_more (const json_t *object, const char *const *known)
{
  const char *name;
  json_t *value;

  json_object_foreach ((json_t *) object, name, value) {
    if (!g_strv_contains (known, name))
      return TRUE;
  }
  return FALSE;
}

static void
survey_token (Survey *survey, const CoffretToken *token)
{
  static const char *const header[] = { "alg", "typ",  "cty", "kid",      "jwk",
                                        "jku", "crit", "x5c", "x5t#S256", NULL };
  static const char *const claims[] = { "vc",  "iss", "sub", "jti",   "nbf",
                                        "iat", "exp", "aud", "nonce", NULL };

  if (has_more (token->header, header) ||
      (json_object_get (token->payload, "vc") != NULL && has_more (token->payload, claims)))
    note (survey, COFFRET_FIELD_OTHER);
}

CoffretFields
coffret_field_survey (const CoffretCredential *credential, GPtrArray *const *pointers)
{
  g_autoptr (GString) pointer = g_string_new (NULL);
  Survey survey = { .pointers = pointers, .pointer = pointer };

  survey_value (&survey, credential->document, top (credential->format));
  if (credential->parsed != NULL)
    survey_token (&survey, credential->parsed);
  return survey.found;
}
