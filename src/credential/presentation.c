/* A presentation is what a holder once showed to somebody: each credential in it stands by itself,
 * the presentation is none. */
#include "credential/format.h"

#include "base/base64.h"
#include "credential/json-fields.h"
#include "credential/vc-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
knows (const CoffretSource *source)
{
  return coffret_vc_is_presentation (source->json);
}

/* What somebody showed to somebody: who, to whom and until when is in the document. */
static void
add_presentation (const CoffretSource *source, CoffretReading *reading)
{
  CoffretCredential *presentation =
    coffret_vc_read_envelope (source->json, "presentation", source->algorithm);
  g_autoptr (json_t) token = source->token != NULL ? json_string (source->token) : NULL;

  g_clear_pointer (&presentation->issuer, coffret_profile_free);
  g_clear_pointer (&presentation->holder, coffret_profile_free);
  presentation->holder = coffret_vc_read_profile (coffret_json_get (source->json, "holder"),
                                                  coffret_vc_get_language (source->json));
  coffret_reading_add (reading, source,
                       token != NULL ? NULL : coffret_vc_get_version (source->json), presentation,
                       token != NULL ? token : source->json);
}

static gboolean
read_presentation (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  gsize count = coffret_json_count (source->json, "verifiableCredential");
  gboolean alone = !json_is_array (coffret_json_get (source->json, "verifiableCredential"));

  if (coffret_reading_wants_all (reading))
    add_presentation (source, reading);
  else if (count == 0) {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                         _ ("This presentation holds no credentials."));
    return FALSE;
  }
  for (gsize i = 0; i < count; i++) {
    json_t *member = coffret_json_at (source->json, "verifiableCredential", i);
    g_autofree char *step = alone ? g_strdup ("#/verifiableCredential")
                                  : g_strdup_printf ("#/verifiableCredential/%" G_GSIZE_FORMAT, i);

    if (!coffret_reading_descend_json (reading, source, member, step, NULL, error))
      return FALSE;
  }
  return TRUE;
}

const CoffretFormat coffret_format_presentation = {
  .id = "presentation",
  .knows = knows,
  .read = read_presentation,
};

/* Verifiable Credentials Data Model 2.0 section 4.13: a token in a data: URL. */
static gboolean
knows_enveloped (const CoffretSource *source)
{
  return coffret_field_has_type (source->json, "EnvelopedVerifiableCredential") ||
         coffret_field_has_type (source->json, "EnvelopedVerifiablePresentation");
}

static gboolean
read_enveloped (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  const char *url = coffret_json_string (source->json, "id");
  g_autoptr (GBytes) bytes = NULL;

  if (url != NULL)
    bytes = coffret_data_url_decode (url, coffret_reading_get_limits (reading)->max_bytes, NULL);
  if (bytes == NULL) {
    g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                         /* Translators: the words in quotes stand so in the file. */
                         _ ("The “id” of this enveloped credential is not the “data:” address "
                            "that must hold it."));
    return FALSE;
  }
  return coffret_reading_descend (reading, source, bytes, "", NULL, NULL, error);
}

const CoffretFormat coffret_format_enveloped = {
  .id = "enveloped",
  .knows = knows_enveloped,
  .read = read_enveloped,
};

/* A list is one of credentials when anything in it says what it is; any other is refused whole
 * and not member by member. */
static gboolean
knows_list (const CoffretSource *source)
{
  gsize index;
  json_t *member;

  if (!json_is_array (source->json))
    return FALSE;
  json_array_foreach (source->json, index, member) {
    const char *text = json_string_value (member);

    if (coffret_json_count (member, "type") > 0 || coffret_json_count (member, "@type") > 0 ||
        (text != NULL && g_str_has_prefix (text, "eyJ")))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_list (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  gsize count = json_array_size (source->json);

  for (gsize i = 0; i < count; i++) {
    g_autofree char *step = g_strdup_printf ("#/%" G_GSIZE_FORMAT, i);

    if (!coffret_reading_descend_json (reading, source, json_array_get (source->json, i), step,
                                       NULL, error))
      return FALSE;
  }
  return TRUE;
}

const CoffretFormat coffret_format_list = {
  .id = "list",
  .knows = knows_list,
  .read = read_list,
};
