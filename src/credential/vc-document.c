#include "credential/vc-document.h"

#include "base/base64.h"
#include "credential/json-fields.h"
#include "credential/status-list.h"
#include "credential/stranger.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CONTEXT_1 "https://www.w3.org/2018/credentials/v1"
#define CONTEXT_2 "https://www.w3.org/ns/credentials/v2"

gboolean
coffret_vc_is_presentation (const json_t *json)
{
  return coffret_field_has_type (json, "VerifiablePresentation");
}

gboolean
coffret_vc_is_credential (const json_t *json)
{
  if (!json_is_object (json) || coffret_vc_is_presentation (json))
    return FALSE;
  if (coffret_field_has_type (json, "VerifiableCredential"))
    return TRUE;
  /* Without its type it is a credential with a fault, if it looks like one at all. */
  return json_object_get (json, "credentialSubject") != NULL &&
         (json_object_get (json, "issuer") != NULL ||
          coffret_json_has (json, "@context", CONTEXT_1) ||
          coffret_json_has (json, "@context", CONTEXT_2));
}

const char *
coffret_vc_get_version (const json_t *json)
{
  if (coffret_json_has (json, "@context", CONTEXT_2))
    return "vc2";
  if (coffret_json_has (json, "@context", CONTEXT_1))
    return "vc1";
  return coffret_json_get (json, "issuanceDate") != NULL ? "vc1" : "vc2";
}

const char *
coffret_vc_get_language (const json_t *json)
{
  gsize count = coffret_field_count (json, "@context");
  const char *language = NULL;

  /* The last one wins, as it does for a JSON-LD processor. */
  for (gsize i = 0; i < count; i++) {
    const char *own = coffret_json_string (coffret_json_at (json, "@context", i), "@language");

    if (own != NULL)
      language = own;
  }
  return language;
}

json_t *
coffret_vc_get_subject (const json_t *json)
{
  json_t *subject = coffret_json_at (json, "credentialSubject", 0);

  return json_is_object (subject) ? subject : NULL;
}

static gboolean
refuse_missing (const char *member, GError **error)
{
  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
               /* Translators: %s is the name of a member of a JSON file, such as “issuer”. */
               _ ("The “%s” is missing. Every credential of this kind must have one."), member);
  return FALSE;
}

static gboolean
refuse_wrong (const char *member, GError **error)
{
  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
               /* Translators: %s is the name of a member of a JSON file, such as “issuer”. */
               _ ("The “%s” is not written as a credential must write it."), member);
  return FALSE;
}

/* Data model 2.0 section 4.5 and 1.1 section 4.3. */
static gboolean
check_type (const json_t *json, GError **error)
{
  const char *key = coffret_json_get (json, "type") == NULL ? "@type" : "type";
  gsize count = coffret_json_count (json, key);

  if (count == 0)
    return refuse_missing ("type", error);
  for (gsize i = 0; i < count; i++)
    if (!json_is_string (coffret_json_at (json, key, i)))
      return refuse_wrong ("type", error);
  if (!coffret_field_has_type (json, "VerifiableCredential")) {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
                         /* Translators: the words in quotes stand so in the file. */
                         _ ("The “type” does not say “VerifiableCredential”, as it must."));
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_issuer (const json_t *json, GError **error)
{
  const json_t *issuer = coffret_json_get (json, "issuer");
  const json_t *id = issuer;

  if (issuer == NULL || json_is_null (issuer))
    return refuse_missing ("issuer", error);
  if (json_is_object (issuer)) {
    id = json_object_get (issuer, "id");
    if (id == NULL)
      id = json_object_get (issuer, "@id");
    if (id == NULL)
      return refuse_missing ("issuer.id", error);
    if (!json_is_string (id))
      return refuse_wrong ("issuer.id", error);
    return TRUE;
  }
  if (!json_is_string (id) || json_string_length (id) == 0)
    return refuse_wrong ("issuer", error);
  return TRUE;
}

static gboolean
check_subject (const json_t *json, GError **error)
{
  const json_t *value = coffret_json_get (json, "credentialSubject");
  gsize count = coffret_json_count (json, "credentialSubject");

  if (value == NULL || json_is_null (value) || count == 0)
    return refuse_missing ("credentialSubject", error);
  for (gsize i = 0; i < count; i++) {
    const json_t *subject = coffret_json_at (json, "credentialSubject", i);

    if (!json_is_object (subject))
      return refuse_wrong ("credentialSubject", error);
    if (json_object_size (subject) == 0) {
      g_set_error_literal (
        error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
        /* Translators: the word in quotes stands so in the file. */
        _ ("The “credentialSubject” is empty, so the credential says nothing about anyone."));
      return FALSE;
    }
  }
  return TRUE;
}

/* Data Integrity names its suite; the older suites are proof types of their own. */
static char *
read_proof (const json_t *json)
{
  gsize count = coffret_field_count (json, "proof");

  for (gsize i = 0; i < count; i++) {
    const json_t *proof = coffret_json_at (json, "proof", i);
    g_autofree char *type = coffret_field_string (proof, "type");

    if (g_strcmp0 (type, "DataIntegrityProof") == 0) {
      char *suite = coffret_field_string (proof, "cryptosuite");

      return suite != NULL ? suite : g_steal_pointer (&type);
    }
    if (type != NULL)
      return g_steal_pointer (&type);
  }
  return NULL;
}

CoffretProfile *
coffret_vc_read_profile (const json_t *value, const char *language)
{
  CoffretProfile *profile;

  if (!json_is_string (value) && !json_is_object (value))
    return NULL;

  profile = coffret_profile_new ();
  profile->id = coffret_field_link_value (value);
  if (json_is_object (value)) {
    profile->name = coffret_field_title (value, "name", language);
    if (profile->name == NULL)
      profile->name = coffret_field_title (value, "legalName", language);
    if (profile->name == NULL)
      profile->name = coffret_field_title (value, "prefLabel", language);
    profile->description = coffret_field_text (value, "description", language);
    profile->url = coffret_field_link (value, "url");
    profile->email = coffret_field_string (value, "email");
    profile->image = coffret_field_link (value, "image");
  }
  return profile;
}

static gboolean
begins_as_token (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  return length > 3 && memcmp (data, "eyJ", 3) == 0;
}

CoffretCredential *
coffret_vc_read_part (json_t *value)
{
  const char *text = json_string_value (value);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const CoffretItem *item;

  /* VC Data Model 2.0, section 4.13: a token in a data: address. */
  if (coffret_field_has_type (value, "EnvelopedVerifiableCredential")) {
    const char *url = coffret_json_string (value, "id");

    if (url != NULL)
      bytes = coffret_data_url_decode (url, coffret_limits_default.max_bytes, NULL);
    if (bytes == NULL || !begins_as_token (bytes))
      return NULL;
  } else if (json_is_object (value)) {
    return coffret_vc_read_credential (value, NULL, NULL);
  } else if (text == NULL || !g_str_has_prefix (text, "eyJ")) {
    return NULL;
  } else {
    bytes = g_bytes_new (text, json_string_length (value));
  }

  /* Each token within a token is shorter by a quarter, and no address is shorter than what it
   * holds: the size of the file bounds their depth. */
  items = coffret_reader_read (bytes, NULL, NULL, NULL, NULL);
  if (items == NULL || items->len != 1)
    return NULL;
  item = g_ptr_array_index (items, 0);
  return item->credential != NULL ? coffret_credential_ref (item->credential) : NULL;
}

static void
add_endorsement (CoffretCredential *credential, const json_t *value, const char *language)
{
  const json_t *subject = coffret_vc_get_subject (value);
  CoffretEndorsement *endorsement;

  if (!json_is_object (value) || credential->endorsements->len >= COFFRET_FIELD_MAX_ITEMS)
    return;

  endorsement = coffret_endorsement_new ();
  endorsement->endorser = coffret_vc_read_profile (coffret_json_get (value, "issuer"), language);
  endorsement->comment = coffret_field_text (subject, "endorsementComment", language);
  endorsement->made = coffret_field_instant (value, "awardedDate");
  if (endorsement->made == COFFRET_INSTANT_NONE)
    endorsement->made = coffret_field_instant (value, "validFrom");
  if (endorsement->made == COFFRET_INSTANT_NONE)
    endorsement->made = coffret_field_instant (value, "issuanceDate");
  g_ptr_array_add (credential->endorsements, endorsement);
}

void
coffret_vc_read_endorsements (CoffretCredential *credential,
                              const json_t *object,
                              const char *language)
{
  gsize count = coffret_field_count (object, "endorsement");

  for (gsize i = 0; i < count; i++)
    add_endorsement (credential, coffret_json_at (object, "endorsement", i), language);

  count = coffret_field_count (object, "endorsementJwt");
  for (gsize i = 0; i < count; i++) {
    g_autoptr (CoffretCredential) part =
      coffret_vc_read_part (coffret_json_at (object, "endorsementJwt", i));

    if (part != NULL)
      add_endorsement (credential, part->document, language);
  }
}

static void
read_dates (CoffretCredential *credential, const json_t *json)
{
  static const char *const awarded[] = { "awardedDate", "issuanceDate", "issued", "validFrom" };
  static const char *const from[] = { "validFrom", "issuanceDate" };
  static const char *const until[] = { "validUntil", "expirationDate" };

  for (gsize i = 0; i < G_N_ELEMENTS (awarded) && credential->awarded == COFFRET_INSTANT_NONE; i++)
    credential->awarded = coffret_field_instant (json, awarded[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (from) && credential->valid_from == COFFRET_INSTANT_NONE; i++)
    credential->valid_from = coffret_field_instant (json, from[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (until) && credential->expires == COFFRET_INSTANT_NONE; i++)
    credential->expires = coffret_field_instant (json, until[i]);
}

CoffretEvidence *
coffret_vc_read_evidence (const json_t *value, const char *language)
{
  CoffretEvidence *evidence;

  if (!json_is_object (value) && !json_is_string (value))
    return NULL;
  evidence = coffret_evidence_new ();
  evidence->url = coffret_field_link_value (value);
  if (json_is_object (value)) {
    evidence->name = coffret_field_title (value, "name", language);
    evidence->description = coffret_field_text (value, "description", language);
    evidence->narrative = coffret_field_text (value, "narrative", language);
    evidence->genre = coffret_field_string (value, "genre");
    evidence->audience = coffret_field_string (value, "audience");
  }
  return evidence;
}

static void
read_evidence (CoffretCredential *credential, const json_t *json, const char *language)
{
  gsize count = coffret_field_count (json, "evidence");

  for (gsize i = 0; i < count; i++) {
    CoffretEvidence *evidence =
      coffret_vc_read_evidence (coffret_json_at (json, "evidence", i), language);

    if (evidence != NULL)
      g_ptr_array_add (credential->evidence, evidence);
  }
}

/* Open Badges 3.0 B.1.13: identifiers of the holder, plain or hashed. */
static void
read_identifiers (CoffretCredential *credential, const json_t *subject)
{
  gsize count = coffret_field_count (subject, "identifier");

  for (gsize i = 0; i < count; i++) {
    const json_t *entry = coffret_json_at (subject, "identifier", i);
    const char *type = coffret_json_string (entry, "identityType");
    g_autofree char *value = coffret_field_string (entry, "identityHash");
    gboolean hashed = json_is_true (coffret_json_get (entry, "hashed"));

    if (value == NULL)
      continue;
    if (g_strcmp0 (type, "name") == 0 && !hashed) {
      if (credential->holder->name == NULL)
        credential->holder->name = coffret_text_new (NULL, value);
    } else if (credential->holder_identity == NULL || g_strcmp0 (type, "emailAddress") == 0) {
      if (credential->holder_identity != NULL && count > 1 &&
          strchr (credential->holder_identity, '@') != NULL)
        continue;
      g_free (credential->holder_identity);
      credential->holder_identity = g_steal_pointer (&value);
    }
  }
}

static void
read_holder (CoffretCredential *credential, const json_t *json, const char *language)
{
  const json_t *subject = coffret_vc_get_subject (json);

  if (subject == NULL)
    return;
  credential->holder = coffret_vc_read_profile (subject, language);
  /* These describe what was earned where the subject is an achievement's. */
  g_clear_pointer (&credential->holder->description, coffret_text_unref);
  g_clear_pointer (&credential->holder->image, g_free);
  read_identifiers (credential, subject);
  if (credential->holder_identity == NULL)
    credential->holder_identity = g_strdup (credential->holder->email);
}

CoffretCredential *
coffret_vc_read_envelope (json_t *json, const char *format, const char *proof)
{
  CoffretCredential *credential = coffret_credential_new (format);
  const char *language = coffret_vc_get_language (json);

  credential->document = json_incref (json);
  credential->id = coffret_field_link (json, "id");
  credential->proof = proof != NULL ? g_strdup (proof) : read_proof (json);
  credential->title = coffret_field_title (json, "name", language);
  credential->description = coffret_field_text (json, "description", language);
  credential->image = coffret_field_link (json, "image");
  credential->issuer = coffret_vc_read_profile (coffret_json_get (json, "issuer"), language);
  read_dates (credential, json);
  read_holder (credential, json, language);
  read_evidence (credential, json, language);
  coffret_vc_read_endorsements (credential, json, language);
  coffret_vc_read_endorsements (credential, coffret_json_get (json, "issuer"), language);
  return credential;
}

CoffretCredential *
coffret_vc_read_credential (json_t *json, const char *proof, GError **error)
{
  CoffretCredential *credential;

  if (coffret_status_list_is_credential (json)) {
    coffret_stranger_refuse (json, error);
    return NULL;
  }
  if (!check_type (json, error) || !check_issuer (json, error) || !check_subject (json, error))
    return NULL;

  if (coffret_clr2_is (json)) {
    credential = coffret_vc_read_envelope (json, "clr2", proof);
    coffret_clr2_read_subject (credential, json);
  } else if (coffret_ob3_is (json)) {
    credential = coffret_vc_read_envelope (json, "ob3", proof);
    coffret_ob3_read_subject (credential, json);
  } else {
    credential = coffret_vc_read_envelope (json, "vc", proof);
    coffret_vc_read_subject (credential, json);
  }
  return credential;
}

gboolean
coffret_vc_read_document (const CoffretSource *source,
                          CoffretReading *reading,
                          json_t *json,
                          const char *envelope,
                          const char *proof,
                          const json_t *content,
                          GError **error)
{
  CoffretCredential *credential = coffret_vc_read_credential (json, proof, error);

  if (credential == NULL)
    return FALSE;
  coffret_reading_add (reading, source, envelope != NULL ? envelope : coffret_vc_get_version (json),
                       credential, content != NULL ? content : json);
  return TRUE;
}
