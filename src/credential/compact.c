#include "credential/compact.h"

#include <string.h>
#include <zlib.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/* What such files say again and again, the most frequent last (RFC 1950, 2.2). Part of the format:
 * never to be changed. */
/* clang-format off */
static const char dictionary[] =
  "Ed25519Signature2020https://w3id.org/security/suites/ed25519-2020/v1"
  "https://www.w3.org/2018/credentials/v1\",\"issuanceDate\":\"\",\"expirationDate\":\""
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
  "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
  "https://w3id.org/security/data-integrity/v2https://www.w3.org/ns/credentials/status#"
  "{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"id\":\"data:application/vc+jwt,eyJhbGciOi"
  "data:application/dc+sd-jwt,eyJ\",\"type\":\"EnvelopedVerifiableCredential\"}"
  "ecdsa-rdfc-2019ecdsa-jcs-2019ecdsa-sd-2023eddsa-jcs-2022\",\"did:web:did:key:zDna"
  "\"credentialSchema\":[{\"id\":\"https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
  "ob_v3p0_achievementcredential_schema.json\",\"type\":\"1EdTechJsonSchemaValidator2019\"}],"
  "\"credentialStatus\":{\"id\":\"\",\"statusListCredential\":\"https://\",\"statusListIndex\":\"\","
  "\"statusPurpose\":\"revocation\",\"type\":\"BitstringStatusListEntry\"},"
  "\"alignment\":[{\"targetCode\":\"\",\"targetFramework\":\"ESCO\",\"targetName\":\"\","
  "\"targetType\":\"ext:ESCO\",\"targetUrl\":\"http://data.europa.eu/esco/skill/\","
  "\"type\":[\"Alignment\"]}],\"evidence\":[{\"genre\":\"\",\"narrative\":\"\",\"type\":[\"Evidence\"]}],"
  "\"image\":{\"caption\":\"\",\"id\":\"https://\",\"type\":\"Image\"},\"email\":\"\",\"url\":\"https://"
  "\"result\":[{\"type\":[\"Result\"],\"value\":\"\"}],\"resultDescription\":[{\"id\":\"urn:uuid:"
  "\"creditsEarned\":,\"activityEndDate\":\"\",\"licenseNumber\":\"\",\"role\":\"\",\"term\":\""
  "\"humanCode\":\"\",\"inLanguage\":\"en-CA\",\"fr-CA\",\"@language\":\"en\",\"@value\":\"fr\",\"tag\":["
  "\"identifier\":[{\"hashed\":true,\"identityHash\":\"sha256$\",\"identityType\":\"emailAddress\","
  "\"salt\":\"\",\"type\":[\"IdentityObject\"]}],CertificateMicroCredentialLicenseDiplomaDegreeCourse"
  "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement"
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
  "\"credentialSubject\":{\"achievement\":{\"achievementType\":\"Badge\",\"criteria\":{\"narrative\":\""
  "\"},\"description\":\"\",\"id\":\"urn:uuid:\",\"name\":\"\",\"type\":[\"Achievement\"]},\"id\":\"did:key:z6Mk"
  "\",\"type\":[\"AchievementSubject\"]},\"id\":\"urn:uuid:\",\"issuer\":{\"id\":\"did:key:z6Mk\","
  "\"name\":\"\",\"type\":[\"Profile\"]},\"name\":\"\",\"proof\":{\"created\":\"2026-01-01T00:00:00Z\","
  "\"cryptosuite\":\"eddsa-rdfc-2022\",\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z\","
  "\"type\":\"DataIntegrityProof\",\"verificationMethod\":\"did:key:z6Mk\"},"
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"validFrom\":\"2026-01-01T00:00:00Z\","
  "\"validUntil\":\"2027-12-31T23:59:59Z\"},"
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"credentialSubject\":{\"id\":\"did:key:z6Mk"
  "\"},\"description\":\"\",\"id\":\"urn:uuid:\",\"issuer\":\"did:key:z6Mk\",\"name\":\"Credentials of \","
  "\"proof\":{\"created\":\"2026-01-01T00:00:00Z\",\"cryptosuite\":\"eddsa-rdfc-2022\","
  "\"proofPurpose\":\"assertionMethod\",\"proofValue\":\"z\",\"type\":\"DataIntegrityProof\","
  "\"verificationMethod\":\"did:key:z6Mk\"},\"type\":[\"VerifiableCredential\"],"
  "\"validFrom\":\"2026-01-01T00:00:00Z\"}"
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"holder\":\"did:key:z6Mk\",\"proof\":{"
  "\"challenge\":\"\",\"created\":\"2026-01-01T00:00:00Z\",\"cryptosuite\":\"eddsa-rdfc-2022\",\"domain\":\""
  "\",\"expires\":\"2027-01-01T00:00:00Z\",\"proofPurpose\":\"authentication\",\"proofValue\":\"z\","
  "\"type\":\"DataIntegrityProof\",\"verificationMethod\":\"did:key:z6Mk\"},"
  "\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[{";
/* clang-format on */

#define N_DICTIONARY ((uInt) sizeof dictionary - 1)

static void
append_base32 (GString *text, const guint8 *bytes, gsize length)
{
  guint32 bits = 0;
  guint n_bits = 0;

  for (gsize i = 0; i < length; i++) {
    bits = bits << 8 | bytes[i];
    for (n_bits += 8; n_bits >= 5; n_bits -= 5)
      g_string_append_c (text, LETTERS[bits >> (n_bits - 5) & 31]);
  }
  if (n_bits > 0)
    g_string_append_c (text, LETTERS[bits << (5 - n_bits) & 31]);
}

/* Only as it is written: no other character, and nothing in the bits that are left over. */
static GByteArray *
read_base32 (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint32 bits = 0;
  guint n_bits = 0;

  for (; *text != '\0'; text++) {
    const char *letter = strchr (LETTERS, *text);

    if (letter == NULL)
      return NULL;
    bits = (bits << 5 | (guint32) (letter - LETTERS)) & 0xfff;
    n_bits += 5;
    if (n_bits >= 8) {
      guint8 byte = (guint8) (bits >> (n_bits - 8));

      g_byte_array_append (bytes, &byte, 1);
      n_bits -= 8;
    }
  }
  return n_bits < 5 && (bits & ((1u << n_bits) - 1)) == 0 ? g_steal_pointer (&bytes) : NULL;
}

char *
coffret_compact_write (const char *json, gsize length)
{
  z_stream stream = { 0 };
  g_autofree guint8 *packed = NULL;
  uLong room;
  GString *text = g_string_new (COFFRET_COMPACT_SCHEME);
  int status = deflateInit2 (&stream, 9, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY);

  g_assert (status == Z_OK && length <= G_MAXUINT32 / 2);
  status = deflateSetDictionary (&stream, (const Bytef *) dictionary, N_DICTIONARY);
  g_assert (status == Z_OK);
  room = deflateBound (&stream, (uLong) length);
  packed = g_malloc (room);
  stream.next_in = (Bytef *) json;
  stream.avail_in = (uInt) length;
  stream.next_out = packed;
  stream.avail_out = (uInt) room;
  status = deflate (&stream, Z_FINISH);
  g_assert (status == Z_STREAM_END);
  append_base32 (text, packed, stream.total_out);
  deflateEnd (&stream);
  return g_string_free (text, FALSE);
}

gboolean
coffret_compact_knows (const char *text)
{
  return g_ascii_strncasecmp (text, COFFRET_COMPACT_SCHEME, strlen (COFFRET_COMPACT_SCHEME)) == 0;
}

/* Into BYTES; FALSE: not a whole stream of this dictionary, or too large. */
static gboolean
unpack (const GByteArray *packed, gsize max_bytes, GByteArray *bytes)
{
  z_stream stream = { .next_in = packed->data, .avail_in = packed->len };
  guint8 piece[16 * 1024];
  int status = inflateInit (&stream);

  g_assert (status == Z_OK);
  do {
    stream.next_out = piece;
    stream.avail_out = sizeof piece;
    status = inflate (&stream, Z_NO_FLUSH);
    if (status == Z_NEED_DICT)
      status = inflateSetDictionary (&stream, (const Bytef *) dictionary, N_DICTIONARY);
    g_byte_array_append (bytes, piece, (guint) (sizeof piece - stream.avail_out));
  } while (status == Z_OK && bytes->len <= max_bytes);
  inflateEnd (&stream);
  return status == Z_STREAM_END && stream.avail_in == 0 && bytes->len <= max_bytes;
}

GBytes *
coffret_compact_read (const char *text, gsize max_bytes)
{
  g_autoptr (GByteArray) packed = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (!coffret_compact_knows (text))
    return NULL;
  packed = read_base32 (text + strlen (COFFRET_COMPACT_SCHEME));
  if (packed == NULL || !unpack (packed, max_bytes, bytes))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

const char *
coffret_compact_get_dictionary (void)
{
  return dictionary;
}
