/* issue-files DIR: what the test of "verify" looks at, signed anew by invented issuers. */
#include <string.h>
#include <zlib.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/issue.h"

#define LIST "https://college.example/status/1"

static const char *folder;

static void
write_text (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
write_json (const char *name, const json_t *value)
{
  g_autofree char *text = json_dumps (value, JSON_INDENT (1));

  write_text (name, text);
}

/* 131,072 bits, of which the eighth is set. */
static char *
encode_list (void)
{
  static guint8 bits[16384] = { 0x01 };
  guint8 packed[1024];
  g_autofree char *text = NULL;
  z_stream stream = { 0 };

  deflateInit2 (&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = bits;
  stream.avail_in = sizeof bits;
  stream.next_out = packed;
  stream.avail_out = sizeof packed;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  text = coffret_base64url_encode (packed, stream.total_out);
  deflateEnd (&stream);
  return g_strconcat ("u", text, NULL);
}

static void
write_list (const TestIssuer *issuer, CoffretContexts *contexts)
{
  g_autofree char *encoded = encode_list ();
  g_autoptr (json_t) members = json_pack ("{s:s}", "created", "2026-05-20T00:00:00Z");
  g_autoptr (json_t) list =
    json_pack ("{s:[s], s:s, s:[s, s], s:s, s:s, s:{s:s, s:s, s:s}}", "@context",
               "https://www.w3.org/ns/credentials/v2", "id", LIST, "type", "VerifiableCredential",
               "BitstringStatusListCredential", "issuer", test_issuer_did (issuer), "validFrom",
               "2026-05-20T00:00:00Z", "credentialSubject", "type", "BitstringStatusList",
               "statusPurpose", "revocation", "encodedList", encoded);

  test_issuer_prove (issuer, list, "eddsa-rdfc-2022", members, contexts);
  write_json ("list.json", list);
  json_object_set_new (json_object_get (list, "credentialSubject"), "statusPurpose",
                       json_string ("suspension"));
  write_json ("forged-list.json", list);
}

/* A badge with MEMBER (nullable, taken) changed, signed. */
static json_t *
issue (const TestIssuer *issuer, CoffretContexts *contexts, const char *key, json_t *member)
{
  json_t *badge = test_badge (issuer);

  json_object_set_new (badge, "validFrom", json_string ("2026-01-01T00:00:00Z"));
  if (key != NULL)
    json_object_set_new (badge, key, member);
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, contexts);
  return badge;
}

static json_t *
make_status (const char *index)
{
  return json_pack ("{s:s, s:s, s:s, s:s}", "type", "BitstringStatusListEntry", "statusPurpose",
                    "revocation", "statusListIndex", index, "statusListCredential", LIST);
}

static void
write_issued (const char *name,
              const TestIssuer *issuer,
              CoffretContexts *contexts,
              const char *key,
              json_t *member)
{
  g_autoptr (json_t) badge = issue (issuer, contexts, key, member);

  write_json (name, badge);
}

static void
write_presentation (const TestIssuer *issuer, const TestIssuer *holder, CoffretContexts *contexts)
{
  g_autoptr (json_t) shown =
    json_pack ("{s:[s], s:s, s:s, s:[o]}", "@context", "https://www.w3.org/ns/credentials/v2",
               "type", "VerifiablePresentation", "holder", test_issuer_did (holder),
               "verifiableCredential", issue (issuer, contexts, NULL, NULL));
  g_autoptr (json_t) members =
    json_pack ("{s:s, s:s, s:s, s:s}", "proofPurpose", "authentication", "domain",
               "https://employer.example", "challenge", "x7", "expires", "2026-12-31T00:00:00Z");

  test_issuer_prove (holder, shown, "eddsa-rdfc-2022", members, contexts);
  write_json ("presentation.json", shown);
}

static void
write_registry (const TestIssuer *issuer)
{
  g_autofree char *text = g_strdup_printf ("{\"meta\": {\"updated\": \"2026-01-31T00:00:00Z\"},\n"
                                           "\"registry\": {\"%s\": {\"name\": \"Collège "
                                           "Boréal-Inventé\"}}}\n",
                                           test_issuer_did (issuer));

  write_text ("registry.json", text);
}

static void
write_did_web (const TestIssuer *issuer, CoffretContexts *contexts)
{
  static const char did[] = "did:web:college.example";
  g_autofree char *method = g_strconcat (did, "#key-1", NULL);
  const char *multikey = test_issuer_did (issuer) + strlen ("did:key:");
  g_autoptr (json_t) document = json_pack (
    "{s:s, s:[{s:s, s:s, s:s, s:s}], s:[s]}", "id", did, "verificationMethod", "id", method, "type",
    "Multikey", "controller", did, "publicKeyMultibase", multikey, "assertionMethod", method);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autoptr (json_t) members = json_pack ("{s:s}", "verificationMethod", method);

  json_object_set_new (
    badge, "issuer",
    json_pack ("{s:s, s:s, s:s}", "id", did, "type", "Profile", "name", "Collège Web"));
  json_object_set_new (badge, "validFrom", json_string ("2026-01-01T00:00:00Z"));
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", members, contexts);
  write_json ("did-web.json", badge);
  write_json ("did.json", document);
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 7);
  g_autoptr (TestIssuer) holder = test_issuer_new (COFFRET_KEY_ED25519, 8);
  g_autoptr (json_t) tampered = issue (issuer, contexts, NULL, NULL);
  g_autoptr (json_t) unsigned_one = test_badge (issuer);

  g_assert_cmpint (argc, ==, 2);
  folder = argv[1];
  write_issued ("good.json", issuer, contexts, NULL, NULL);
  json_object_set_new (tampered, "validUntil", json_string ("2046-01-01T00:00:00Z"));
  write_json ("tampered.json", tampered);
  write_json ("unsigned.json", unsigned_one);
  write_issued ("expired.json", issuer, contexts, "validUntil",
                json_string ("2026-02-01T00:00:00Z"));
  write_issued ("revoked.json", issuer, contexts, "credentialStatus", make_status ("7"));
  write_issued ("not-revoked.json", issuer, contexts, "credentialStatus", make_status ("6"));
  write_list (issuer, contexts);
  write_presentation (issuer, holder, contexts);
  write_registry (issuer);
  write_did_web (issuer, contexts);
  return 0;
}
