/* What comes out of LearnCard. Its "holder continuity bundle" is a ZIP: zip.c takes it
 * apart and this format names what it finds there, the list of contents and the
 * encrypted parts. Elsewhere LearnCard writes one JSON object whose members are
 * arrays of credentials, bare or in a record beside what the app knows of them. */
#include "credential/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const lists[] = { "credentials", "verifiableCredentials", "presentations",
                                     "verifiablePresentations" };
static const char *const wrapped[] = { "vc", "vp", "credential", "presentation" };

static gboolean
is_manifest (const json_t *json)
{
  return coffret_json_string (json, "specVersion") != NULL &&
         g_strcmp0 (coffret_json_string (json, "walletName"), "LearnCard") == 0 &&
         coffret_json_array (json, "contents") != NULL;
}

static gboolean
is_encrypted (const json_t *json)
{
  return coffret_json_string (json, "ciphertext") != NULL &&
         coffret_json_string (json, "salt") != NULL && coffret_json_string (json, "iv") != NULL &&
         coffret_json_object (json, "kdfParams") != NULL;
}

static gboolean
has_list (const json_t *json)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    if (coffret_json_array (json, lists[i]) != NULL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
knows_learncard (const CoffretSource *source)
{
  const json_t *json = source->json;

  if (is_manifest (json) || is_encrypted (json))
    return TRUE;
  /* Whatever has a vocabulary of its own is a document of that, not a plain list. */
  return coffret_json_get (json, "@context") == NULL && coffret_json_get (json, "type") == NULL &&
         has_list (json);
}

static gboolean
read_member (const CoffretSource *source,
             CoffretReading *reading,
             json_t *member,
             const char *list,
             gsize index,
             GError **error)
{
  g_autofree char *step = g_strdup_printf ("#/%s/%" G_GSIZE_FORMAT, list, index);

  if (coffret_json_get (member, "@context") == NULL) {
    for (guint i = 0; i < G_N_ELEMENTS (wrapped); i++) {
      json_t *inner = coffret_json_get (member, wrapped[i]);
      g_autofree char *inner_step = g_strdup_printf ("%s/%s", step, wrapped[i]);

      if (json_is_object (inner) || json_is_string (inner))
        return coffret_reading_descend_json (reading, source, inner, inner_step, NULL, error);
    }
  }
  return coffret_reading_descend_json (reading, source, member, step, NULL, error);
}

static gboolean
read_learncard (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  gsize read = 0;

  if (is_manifest (source->json)) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                 _ ("This is the list of contents of a LearnCard bundle. The credentials are in "
                    "the other files of the bundle."));
    return FALSE;
  }
  if (is_encrypted (source->json)) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                 _ ("This part of a LearnCard bundle is locked with a password. Export your "
                    "credentials one by one in LearnCard, and add those files."));
    return FALSE;
  }

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    json_t *list = coffret_json_array (source->json, lists[i]);

    for (gsize j = 0; j < json_array_size (list); j++) {
      read++;
      if (!read_member (source, reading, json_array_get (list, j), lists[i], j, error))
        return FALSE;
    }
  }
  if (read == 0) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                 _ ("This file is a list of credentials, but the list is empty."));
    return FALSE;
  }
  return TRUE;
}

const CoffretFormat coffret_format_learncard = { "learncard", knows_learncard, read_learncard };
