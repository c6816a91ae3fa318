/* The backup of the Learner Credential Wallet: for each profile an object of type
 * UniversalWallet2020 whose contents are credentials, and beside them the profile's
 * DID document, its name and its private keys. Only the credentials are looked at;
 * the keys stay in the original and nowhere else. */
#include "credential/format.h"

#include <glib/gi18n-lib.h>

#include "credential/json-fields.h"

static gboolean
knows_universal_wallet (const CoffretSource *source)
{
  return coffret_field_has_type (source->json, "UniversalWallet2020") ||
         coffret_field_has_type (source->json, "EncryptedWallet");
}

/* A profile's own things. What is of no known kind is handed on, so that it is
 * refused by name rather than dropped. */
static gboolean
is_profile_part (const json_t *member)
{
  static const char *const types[] = { "ProfileMetadata",
                                       "Ed25519VerificationKey2018",
                                       "Ed25519VerificationKey2020",
                                       "X25519KeyAgreementKey2019",
                                       "X25519KeyAgreementKey2020",
                                       "JsonWebKey2020",
                                       "Multikey" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    if (coffret_field_has_type (member, types[i]))
      return TRUE;
  }
  return coffret_json_has (member, "@context", "https://www.w3.org/ns/did/v1");
}

static gboolean
read_member (
  const CoffretSource *source, CoffretReading *reading, json_t *member, gsize index, GError **error)
{
  g_autofree char *step = g_strdup_printf ("#/contents/%" G_GSIZE_FORMAT, index);

  return coffret_reading_descend_json (reading, source, member, step, NULL, error);
}

static gboolean
read_universal_wallet (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  json_t *contents = coffret_json_array (source->json, "contents");
  gsize read = 0;
  json_t *member;
  gsize index;

  if (coffret_field_has_type (source->json, "EncryptedWallet") ||
      coffret_json_has (source->json, "status", "LOCKED")) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                 _ ("This backup is locked with a password. Restore it in the Learner Credential "
                    "Wallet app, make a new backup there, and add that one."));
    return FALSE;
  }

  json_array_foreach (contents, index, member) {
    if (is_profile_part (member))
      continue;
    read++;
    if (!read_member (source, reading, member, index, error))
      return FALSE;
  }
  if (read == 0) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                 _ ("This profile of a Learner Credential Wallet backup holds no credentials."));
    return FALSE;
  }
  return TRUE;
}

const CoffretFormat coffret_format_universal_wallet = { "universal-wallet", knows_universal_wallet,
                                                        read_universal_wallet };
