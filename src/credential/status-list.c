#include "credential/status-list.h"

#include "credential/json-fields.h"
#include "credential/vc-document.h"

static const char *const types[] = {
  "BitstringStatusListCredential", "StatusList2021Credential", "RevocationList2020Credential",
  "BitstringStatusList",           "StatusList2021",           "RevocationList2020",
  "1EdTechRevocationList",
};

gboolean
coffret_status_list_is_credential (const json_t *json)
{
  const json_t *subject = coffret_json_at (json, "credentialSubject", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (coffret_field_has_type (json, types[i]) || coffret_field_has_type (subject, types[i]))
      return TRUE;
  return FALSE;
}

/* Token Status List section 5.1: the claims of a token. */
static gboolean
is_token (const json_t *json)
{
  return coffret_json_object (json, "status_list") != NULL &&
         coffret_json_string (json, "sub") != NULL;
}

gboolean
coffret_status_list_is (const json_t *json)
{
  return coffret_status_list_is_credential (json) || is_token (json) ||
         coffret_field_has_type (json, "RevocationList") ||
         coffret_json_array (json, "revokedAssertions") != NULL;
}

gboolean
coffret_status_list_read (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  json_t *json = source->json;
  CoffretCredential *list = coffret_vc_read_envelope (json, "status-list", source->algorithm);
  g_autoptr (json_t) token = source->token != NULL ? json_string (source->token) : NULL;
  const char *envelope = token != NULL                              ? "jwt"
                         : coffret_status_list_is_credential (json) ? coffret_vc_get_version (json)
                                                                    : "json";

  if (is_token (json)) {
    list->id = coffret_field_string (json, "sub");
    list->issuer = coffret_vc_read_profile (coffret_json_get (json, "iss"), NULL);
    list->valid_from = coffret_field_instant (json, "iat");
    list->expires = coffret_field_instant (json, "exp");
  }
  coffret_reading_add (reading, source, envelope, list, token != NULL ? token : json);
  return TRUE;
}
