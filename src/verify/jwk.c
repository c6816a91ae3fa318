/* JSON Web Keys: RFC 7517, RFC 7518 section 6, RFC 8037 section 2. */
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/key-private.h"

/* Longer than any number of a key of 8192 bits. */
#define MAX_NUMBER 1400

static GBytes *
decode_number (const json_t *jwk, const char *name, GError **error)
{
  const char *text = coffret_json_string (jwk, name);
  g_autoptr (GBytes) bytes = NULL;

  if (text != NULL && strlen (text) <= MAX_NUMBER)
    bytes = coffret_base64url_decode (text, strlen (text));
  if (bytes == NULL || g_bytes_get_size (bytes) == 0) {
    coffret_key_refuse (error, "\"%s\" of the key is missing or not base64url", name);
    return NULL;
  }
  return g_steal_pointer (&bytes);
}

static CoffretKey *
read_okp (const json_t *jwk, GError **error)
{
  const char *curve = coffret_json_string (jwk, "crv");
  g_autoptr (GBytes) x = NULL;
  gsize length = 0;
  const guint8 *data;

  if (curve == NULL)
    return coffret_key_refuse (error, "the key does not name its curve");
  if (strcmp (curve, "Ed25519") != 0)
    return coffret_key_refuse_kind (error, curve);
  x = decode_number (jwk, "x", error);
  if (x == NULL)
    return NULL;
  data = g_bytes_get_data (x, &length);
  return coffret_key_new_ed25519 (data, length, error);
}

static CoffretKey *
read_ec (const json_t *jwk, GError **error)
{
  static const struct {
    const char *name;
    CoffretKeyType type;
  } curves[] = {
    { "P-256", COFFRET_KEY_P256 },
    { "P-384", COFFRET_KEY_P384 },
    { "P-521", COFFRET_KEY_P521 },
  };
  const char *curve = coffret_json_string (jwk, "crv");

  if (curve == NULL)
    return coffret_key_refuse (error, "the key does not name its curve");
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++) {
    g_autoptr (GBytes) x = NULL;
    g_autoptr (GBytes) y = NULL;
    g_autoptr (GByteArray) point = NULL;
    gsize length = coffret_key_coordinate_length (curves[i].type);

    if (strcmp (curve, curves[i].name) != 0)
      continue;
    x = decode_number (jwk, "x", error);
    y = x == NULL ? NULL : decode_number (jwk, "y", error);
    if (y == NULL)
      return NULL;
    if (g_bytes_get_size (x) != length || g_bytes_get_size (y) != length)
      return coffret_key_refuse (error, "the coordinates are not as long as those of %s", curve);
    point = g_byte_array_new ();
    g_byte_array_append (point, (const guint8 *) "\x04", 1);
    g_byte_array_append (point, g_bytes_get_data (x, NULL), (guint) length);
    g_byte_array_append (point, g_bytes_get_data (y, NULL), (guint) length);
    return coffret_key_new_ec (curves[i].type, point->data, point->len, error);
  }
  return coffret_key_refuse_kind (error, curve);
}

static CoffretKey *
read_rsa (const json_t *jwk, GError **error)
{
  g_autoptr (GBytes) modulus = decode_number (jwk, "n", error);
  g_autoptr (GBytes) exponent = modulus == NULL ? NULL : decode_number (jwk, "e", error);

  if (exponent == NULL)
    return NULL;
  return coffret_key_new_rsa (g_bytes_get_data (modulus, NULL), g_bytes_get_size (modulus),
                              g_bytes_get_data (exponent, NULL), g_bytes_get_size (exponent),
                              error);
}

static gboolean
may_verify (const json_t *jwk, GError **error)
{
  static const char *const secrets[] = { "d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv" };
  const json_t *use = coffret_json_get (jwk, "use");
  const json_t *operations = coffret_json_get (jwk, "key_ops");

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (coffret_json_get (jwk, secrets[i]) != NULL) {
      coffret_key_refuse (error, "the key has a secret part (\"%s\"), so anyone could have used it",
                          secrets[i]);
      return FALSE;
    }
  if ((use != NULL && g_strcmp0 (json_string_value (use), "sig") != 0) ||
      (operations != NULL &&
       (!json_is_array (operations) || !coffret_json_has (jwk, "key_ops", "verify")))) {
    coffret_key_refuse (error, "the key is not for signatures");
    return FALSE;
  }
  return TRUE;
}

/* RFC 7517 section 4.4: what a key says that it is for, it is for alone. */
static CoffretKey *
restrict_to_algorithm (CoffretKey *key, const json_t *jwk, GError **error)
{
  const json_t *name = coffret_json_get (jwk, "alg");
  CoffretAlgorithm algorithm;

  if (key == NULL || name == NULL)
    return key;
  if (!coffret_algorithm_from_name (json_string_value (name), &algorithm) ||
      !coffret_algorithm_fits (algorithm, coffret_key_get_type (key))) {
    coffret_key_unref (key);
    return coffret_key_refuse (error, "the key says that it is for another kind of signature");
  }
  coffret_key_restrict (key, algorithm);
  return key;
}

CoffretKey *
coffret_key_from_jwk (const json_t *jwk, GError **error)
{
  const char *type = coffret_json_string (jwk, "kty");
  CoffretKey *key = NULL;

  if (type == NULL)
    return coffret_key_refuse (error, "this is no JSON Web Key: it has no \"kty\"");
  if (!may_verify (jwk, error))
    return NULL;
  if (strcmp (type, "OKP") == 0)
    key = read_okp (jwk, error);
  else if (strcmp (type, "EC") == 0)
    key = read_ec (jwk, error);
  else if (strcmp (type, "RSA") == 0)
    key = read_rsa (jwk, error);
  else
    return coffret_key_refuse_kind (error, type);
  return restrict_to_algorithm (key, jwk, error);
}
