/* Keys with a multicodec prefix: Multikey and did:key. */
#include <string.h>

#include "base/base58.h"
#include "base/multibase.h"
#include "base/varint.h"
#include "verify/key-private.h"
#include "verify/pem.h"

/* The multicodec table's names for keys that no signature here is made with. */
static const struct {
  guint64 code;
  const char *name;
} others[] = {
  { 0xe7, "secp256k1" },
  { 0xea, "BLS12-381 G1" },
  { 0xeb, "BLS12-381 G2" },
  { 0xec, "X25519" },
  { 0xee, "BLS12-381 G1 and G2" },
  { 0xef, "sr25519" },
  { 0x1203, "Ed448" },
  { 0x1204, "X448" },
  { 0x1206, "SM2" },
  { 0x120b, "ML-KEM-512" },
  { 0x1210, "ML-DSA-44" },
  { 0x1211, "ML-DSA-65" },
  { 0x1212, "ML-DSA-87" },
  { 0xeb51, "JWK in a did:key (jwk_jcs)" },
};

static CoffretKey *
key_from_compressed (CoffretKeyType type, const guint8 *data, gsize length, GError **error)
{
  if (length != 1 + coffret_key_coordinate_length (type))
    return coffret_key_refuse (error, "the point is not as long as a compressed one of its curve");
  return coffret_key_new_ec (type, data, length, error);
}

CoffretKey *
coffret_key_from_multicodec (const guint8 *data, gsize length, GError **error)
{
  guint64 code = 0;
  gsize prefix = coffret_varint_decode (data, length, &code);

  if (prefix == 0)
    return coffret_key_refuse (error, "the key does not begin with a multicodec number");
  data += prefix;
  length -= prefix;

  switch (code) {
  case 0xed:
    return coffret_key_new_ed25519 (data, length, error);
  case 0x1200:
    return key_from_compressed (COFFRET_KEY_P256, data, length, error);
  case 0x1201:
    return key_from_compressed (COFFRET_KEY_P384, data, length, error);
  case 0x1202:
    return key_from_compressed (COFFRET_KEY_P521, data, length, error);
  case 0x1205:
    return coffret_key_from_pkcs1 (data, length, error);
  default:
    break;
  }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].code == code)
      return coffret_key_refuse_kind (error, others[i].name);
  /* 0x1300 and on are private keys. */
  if (code >= 0x1300 && code <= 0x130f)
    return coffret_key_refuse (error, "this is a private key, which nobody should have published");
  return coffret_key_refuse (error, "0x%" G_GINT64_MODIFIER "x is no multicodec number of a key",
                             code);
}

CoffretKey *
coffret_key_from_multibase (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = coffret_multibase_decode (text);
  gsize length = 0;
  const guint8 *data;

  if (bytes == NULL)
    return coffret_key_refuse (error, "the key is not written in base58btc or base64url");
  data = g_bytes_get_data (bytes, &length);
  return coffret_key_from_multicodec (data, length, error);
}

CoffretKey *
coffret_key_from_base58 (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = text == NULL ? NULL : coffret_base58_decode (text, strlen (text));
  gsize length = 0;
  const guint8 *data;

  if (bytes == NULL)
    return coffret_key_refuse (error, "the key is not written in base58");
  data = g_bytes_get_data (bytes, &length);
  return coffret_key_new_ed25519 (data, length, error);
}
