/* Keys as Open Badges 2.0 gives them: RFC 7468 text around DER. */
#include "verify/pem.h"

#include <sodium.h>
#include <string.h>

#include "verify/der.h"
#include "verify/key-private.h"

#define MAX_LENGTH 8192
#define BEGIN "-----BEGIN "
#define END "-----END "
#define DASHES "-----"
#define SPACES " \t\r\n"

typedef struct {
  const char *name;
  const guint8 *data;
  gsize length;
  CoffretKeyType type;
} Object;

#define OBJECT(bytes) (const guint8 *) (bytes), sizeof (bytes) - 1

static const Object rsa_encryption = { "RSA", OBJECT ("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"),
                                       COFFRET_KEY_RSA };
static const Object ec_public_key = { "EC", OBJECT ("\x2a\x86\x48\xce\x3d\x02\x01"),
                                      COFFRET_KEY_P256 };
static const Object ed25519 = { "Ed25519", OBJECT ("\x2b\x65\x70"), COFFRET_KEY_ED25519 };

static const Object curves[] = {
  { "P-256", OBJECT ("\x2a\x86\x48\xce\x3d\x03\x01\x07"), COFFRET_KEY_P256 },
  { "P-384", OBJECT ("\x2b\x81\x04\x00\x22"), COFFRET_KEY_P384 },
  { "P-521", OBJECT ("\x2b\x81\x04\x00\x23"), COFFRET_KEY_P521 },
};

static const Object others[] = {
  { "RSASSA-PSS", OBJECT ("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"), COFFRET_KEY_RSA },
  { "DSA", OBJECT ("\x2a\x86\x48\xce\x38\x04\x01"), COFFRET_KEY_RSA },
  { "Ed448", OBJECT ("\x2b\x65\x71"), COFFRET_KEY_RSA },
  { "X25519", OBJECT ("\x2b\x65\x6e"), COFFRET_KEY_RSA },
  { "secp256k1", OBJECT ("\x2b\x81\x04\x00\x0a"), COFFRET_KEY_RSA },
};

static gboolean
is_object (const CoffretDer *der, const Object *object)
{
  return der->length == object->length && memcmp (der->data, object->data, object->length) == 0;
}

static CoffretKey *
refuse_object (const CoffretDer *der, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (is_object (der, &others[i]))
      return coffret_key_refuse_kind (error, others[i].name);
  return coffret_key_refuse_kind (error, "that its object identifier names");
}

CoffretKey *
coffret_key_from_pkcs1 (const guint8 *data, gsize length, GError **error)
{
  CoffretDer all = { data, length };
  CoffretDer body;
  CoffretDer modulus;
  CoffretDer exponent;

  if (!coffret_der_take (&all, COFFRET_DER_SEQUENCE, &body) || all.length > 0 ||
      !coffret_der_take_number (&body, &modulus) || !coffret_der_take_number (&body, &exponent) ||
      body.length > 0)
    return coffret_key_refuse (error, "the RSA key is not encoded as PKCS #1 says");
  return coffret_key_new_rsa (modulus.data, modulus.length, exponent.data, exponent.length, error);
}

static CoffretKey *
key_from_ec (CoffretDer parameters, const CoffretDer *point, GError **error)
{
  CoffretDer curve;

  if (!coffret_der_take (&parameters, COFFRET_DER_OBJECT, &curve) || parameters.length > 0)
    return coffret_key_refuse (error, "the elliptic curve is not named");
  for (guint i = 0; i < G_N_ELEMENTS (curves); i++)
    if (is_object (&curve, &curves[i]))
      return coffret_key_new_ec (curves[i].type, point->data, point->length, error);
  return refuse_object (&curve, error);
}

/* SubjectPublicKeyInfo (RFC 5280 section 4.1, RFC 3279, RFC 5480, RFC 8410). */
static CoffretKey *
key_from_info (const guint8 *data, gsize length, GError **error)
{
  CoffretDer all = { data, length };
  CoffretDer body;
  CoffretDer algorithm; /* after its object: the parameters */
  CoffretDer object;
  CoffretDer bytes;
  CoffretDer nothing;

  if (!coffret_der_take (&all, COFFRET_DER_SEQUENCE, &body) || all.length > 0 ||
      !coffret_der_take (&body, COFFRET_DER_SEQUENCE, &algorithm) ||
      !coffret_der_take (&algorithm, COFFRET_DER_OBJECT, &object) ||
      !coffret_der_take_bytes (&body, &bytes) || body.length > 0)
    return coffret_key_refuse (error, "the key is not encoded as SubjectPublicKeyInfo");

  if (is_object (&object, &ec_public_key))
    return key_from_ec (algorithm, &bytes, error);
  if (is_object (&object, &ed25519) && algorithm.length == 0)
    return coffret_key_new_ed25519 (bytes.data, bytes.length, error);
  if (is_object (&object, &rsa_encryption) &&
      coffret_der_take (&algorithm, COFFRET_DER_NULL, &nothing) && nothing.length == 0 &&
      algorithm.length == 0)
    return coffret_key_from_pkcs1 (bytes.data, bytes.length, error);
  return refuse_object (&object, error);
}

/* What is encoded between the lines that begin and end it; LABEL: what these say it is. */
static GBytes *
unwrap (const char *text, char **label)
{
  const char *end;
  const char *content;
  const char *stop = NULL;
  g_autofree char *last = NULL;
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  text += strspn (text, SPACES);
  if (!g_str_has_prefix (text, BEGIN))
    return NULL;
  text += strlen (BEGIN);
  end = strstr (text, DASHES);
  if (end == NULL)
    return NULL;
  *label = g_strndup (text, (gsize) (end - text));

  content = end + strlen (DASHES);
  last = g_strconcat (END, *label, DASHES, NULL);
  end = strstr (content, last);
  if (end == NULL || end[strlen (last) + strspn (end + strlen (last), SPACES)] != '\0')
    return NULL;

  data = g_malloc ((gsize) (end - content) + 1);
  if (sodium_base642bin (data, (gsize) (end - content), content, (gsize) (end - content), SPACES,
                         &length, &stop, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      stop != end)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

CoffretKey *
coffret_key_from_pem (const char *text, GError **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const guint8 *data;

  if (text != NULL && strlen (text) <= MAX_LENGTH)
    bytes = unwrap (text, &label);
  if (bytes == NULL)
    return coffret_key_refuse (error, "this is not one key as PEM text");
  data = g_bytes_get_data (bytes, &length);
  if (g_str_equal (label, "PUBLIC KEY"))
    return key_from_info (data, length, error);
  if (g_str_equal (label, "RSA PUBLIC KEY"))
    return coffret_key_from_pkcs1 (data, length, error);
  if (strstr (label, "PRIVATE KEY") != NULL)
    return coffret_key_refuse (error, "this is a private key, which nobody should have published");
  if (g_str_equal (label, "CERTIFICATE"))
    return coffret_key_refuse_kind (error, "X.509 certificate");
  return coffret_key_refuse (error, "this PEM text holds no public key");
}
