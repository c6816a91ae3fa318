#include "credential/stranger.h"

#include "credential/json-fields.h"
#include "credential/status-list.h"

#include <glib/gi18n-lib.h>

/* By "type"; the sentences are whole, so that every language can decline them. */
static const struct {
  const char *type;
  const char *sentence;
} types[] = {
  { "BadgeClass", N_ ("This describes a badge that anyone may earn; it does not say that "
                      "somebody earned it. Look for the badge file itself.") },
  { "Issuer", N_ ("This describes an issuer. It is no credential.") },
  { "Profile", N_ ("This describes an issuer or a person. It is no credential.") },
  { "IssuerOrg", N_ ("This describes an issuer. It is no credential.") },
  { "CryptographicKey", N_ ("This is an issuer’s public key. It is no credential.") },
  { "RevocationList", N_ ("This is a list of badges that were withdrawn. It is no credential.") },
  { "Endorsement", N_ ("This is somebody’s recommendation of a badge or of an issuer. It is no "
                       "credential of its own.") },
  { "Achievement", N_ ("This describes something that anyone may achieve; it does not say that "
                       "somebody did. Look for the credential itself.") },
};

static const struct {
  const char *member;
  const char *sentence;
} members[] = {
  { "verificationMethod", N_ ("This is a list of an issuer’s public keys (a DID document). It is "
                              "no credential.") },
  { "assertionMethod", N_ ("This is a list of an issuer’s public keys (a DID document). It is no "
                           "credential.") },
  { "$schema", N_ ("This is a rule for how files are written (a JSON schema). It is no "
                   "credential.") },
  { "keys", N_ ("This is a set of keys. It is no credential.") },
  { "kty", N_ ("This is a key. It is no credential.") },
  { "publicKeyPem", N_ ("This is an issuer’s public key. It is no credential.") },
  { "revokedAssertions", N_ ("This is a list of badges that were withdrawn. It is no "
                             "credential.") },
};

/* A context alone: nothing beside it says what the file is. */
static gboolean
is_context (const json_t *json)
{
  return coffret_json_object (json, "@context") != NULL && coffret_json_get (json, "id") == NULL &&
         coffret_json_get (json, "type") == NULL && coffret_json_get (json, "name") == NULL;
}

static const char *
find_sentence (const json_t *json)
{
  if (coffret_status_list_is_credential (json))
    return _ ("This is a list that says which credentials were withdrawn. It is no credential.");
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (coffret_field_has_type (json, types[i].type))
      return _ (types[i].sentence);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (coffret_json_get (json, members[i].member) != NULL)
      return _ (members[i].sentence);
  if (is_context (json))
    return _ ("This is a list of words for use in other files (a JSON-LD context). It is no "
              "credential.");
  /* Open Badges 1.0 has no types: a badge class has criteria, an issuer only a name and a page. */
  if (coffret_json_string (json, "name") != NULL && coffret_json_get (json, "criteria") != NULL)
    return _ (types[0].sentence);
  if (coffret_json_string (json, "name") != NULL && coffret_json_string (json, "url") != NULL &&
      coffret_json_get (json, "type") == NULL)
    return _ (types[1].sentence);
  return NULL;
}

void
coffret_stranger_refuse (const json_t *json, GError **error)
{
  const char *sentence = find_sentence (json);
  g_autofree char *type = coffret_field_string (json, "type");

  if (sentence == NULL && type != NULL)
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                 /* Translators: %s is a name from the file, usually in English. */
                 _ ("This calls itself “%s”, which is no kind of credential that Coffret knows."),
                 type);
  else
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                         sentence != NULL
                           ? sentence
                           : _ ("There is no credential in it that Coffret knows how to read."));
}
