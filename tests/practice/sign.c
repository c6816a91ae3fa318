/* sign-practice FOLDER: signs what is in data/practice anew, as its invented issuers would.
 *
 * Their keys are no secrets: each is made from the number in the table below, so that whoever
 * changes a text can sign it again, and nothing but the practice vault may ever vouch for them.
 * Signs every credential that has an issuer of the table, those within others first, and
 * leaves the rest as it is: the letter and the Open Badges 2 ones have no signature. Writes
 * registry.json, which vouches for those whom somebody is to know, and status.json, which is the
 * list of what Harbourlight withdrew.
 *
 * How each file comes to its verdict: spreadsheets.json is signed with another grade than it then
 * shows (invalid); english.json is on the list (revoked); licence.json has ended (expired);
 * lifting.json names a did:web, whose document nobody has (unchecked); welcome.json has an issuer
 * whom the registry does not know (signed). What is meant to be in force ends in 2099 or never.
 */
#include <gio/gio.h>
#include <string.h>
#include <zlib.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/issue.h"

#define LIST "https://harbourlight.example/status/1"
#define WITHDRAWN 4711
#define AS_OF "2026-09-01T12:00:00Z"
#define UNTIL "2099-12-31T12:00:00Z"

typedef struct {
  const char *email; /* by which its credentials are found */
  guint8 seed;
  const char *did;  /* NULL: that of the key */
  const char *name; /* in the registry; NULL: not in it */
  const char *url;
} Signer;

static const Signer signers[] = {
  { "registraire@college-loutres.example", 101, NULL, "Collège de la Rivière-aux-Loutres",
    "https://college-loutres.example" },
  { "permis@ordre-soin.example", 102, NULL, "Ordre du soin auxiliaire",
    "https://ordre-soin.example" },
  { "credentials@harbourlight.example", 103, NULL, "Harbourlight Institute",
    "https://harbourlight.example" },
  { "attestations@gestes-surs.example", 104, "did:web:gestes-surs.example",
    "Association Gestes sûrs", "https://gestes-surs.example" },
  { "hello@maplebridge.example", 105, NULL, NULL, NULL },
};

static const char *folder;
static CoffretContexts *contexts;

static const Signer *
find_signer (const json_t *credential)
{
  const char *email = coffret_json_string (coffret_json_object (credential, "issuer"), "email");

  for (guint i = 0; i < G_N_ELEMENTS (signers); i++)
    if (g_strcmp0 (email, signers[i].email) == 0)
      return &signers[i];
  return NULL;
}

static char *
did_of (const Signer *signer)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, signer->seed);

  return g_strdup (signer->did != NULL ? signer->did : test_issuer_did (issuer));
}

static void
prove (const Signer *signer, json_t *credential)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, signer->seed);
  g_autoptr (json_t) members = json_object ();

  json_object_set (members, "created", json_object_get (credential, "validFrom"));
  if (signer->did != NULL) {
    g_autofree char *method = g_strconcat (signer->did, "#key-1", NULL);

    json_object_set_new (members, "verificationMethod", json_string (method));
  }
  json_object_del (credential, "proof");
  test_issuer_prove (issuer, credential, "eddsa-jcs-2022", members, contexts);
}

/* Whoever signs is named by its key. */
static void
sign (json_t *value)
{
  const Signer *signer = find_signer (value);
  const char *key;
  json_t *member;
  gsize index;

  json_object_foreach (value, key, member)
    sign (member);
  json_array_foreach (value, index, member)
    sign (member);
  if (signer != NULL) {
    g_autofree char *did = did_of (signer);

    json_object_set_new (json_object_get (value, "issuer"), "id", json_string (did));
    prove (signer, value);
  }
}

static void
write_json (const char *name, const json_t *value)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *json = json_dumps (value, JSON_INDENT (1));
  g_autofree char *text = g_strconcat (json, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static json_t *
read_json (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;
  json_t *json;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  json = coffret_json_parse (text, length, NULL, &error);
  g_assert_no_error (error);
  return json;
}

static void
sign_file (const char *name)
{
  g_autoptr (json_t) credential = read_json (name);
  json_t *result = json_object_get (json_object_get (credential, "credentialSubject"), "result");

  if (g_str_equal (name, "spreadsheets.json")) {
    json_t *grade = json_array_get (result, 0);
    g_autoptr (json_t) shown = json_incref (json_object_get (grade, "value"));

    json_object_set_new (grade, "value", json_string ("C+"));
    sign (credential);
    json_object_set (grade, "value", shown);
  } else {
    sign (credential);
  }
  write_json (name, credential);
}

static void
write_registry (void)
{
  g_autoptr (json_t) issuers = json_object ();
  g_autoptr (json_t) registry = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (signers); i++) {
    g_autofree char *did = did_of (&signers[i]);

    if (signers[i].name != NULL)
      json_object_set_new (
        issuers, did, json_pack ("{s:s, s:s}", "name", signers[i].name, "url", signers[i].url));
  }
  registry =
    json_pack ("{s:{s:s, s:s, s:s}, s:O}", "meta", "created", AS_OF, "updated", AS_OF, "note",
               "Invented issuers with keys that anyone can make: known in the "
               "practice vault and nowhere else.",
               "registry", issuers);
  write_json ("registry.json", registry);
}

static char *
encode_list (void)
{
  static guint8 bits[16384];
  guint8 packed[1024];
  g_autofree char *text = NULL;
  z_stream stream = { 0 };

  bits[WITHDRAWN / 8] = 0x80 >> WITHDRAWN % 8;
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
write_list (const Signer *signer)
{
  g_autofree char *encoded = encode_list ();
  g_autofree char *did = did_of (signer);
  g_autoptr (json_t) list =
    json_pack ("{s:[s], s:s, s:[s, s], s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "@context",
               "https://www.w3.org/ns/credentials/v2", "id", LIST, "type", "VerifiableCredential",
               "BitstringStatusListCredential", "issuer", did, "validFrom", AS_OF, "validUntil",
               UNTIL, "credentialSubject", "id", LIST "#list", "type", "BitstringStatusList",
               "statusPurpose", "revocation", "encodedList", encoded);

  prove (signer, list);
  write_json ("status.json", list);
}

int
main (int argc, char **argv)
{
  g_autoptr (json_t) plan = NULL;
  static const char *const lists[] = { "files", "toAdd" };

  if (argc != 2)
    return 2;
  folder = argv[1];
  contexts = coffret_contexts_new ();
  plan = read_json ("practice.json");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (gsize k = 0; k < coffret_json_count (plan, lists[i]); k++)
      sign_file (json_string_value (coffret_json_at (plan, lists[i], k)));
  write_registry ();
  write_list (&signers[2]);
  coffret_contexts_unref (contexts);
  return 0;
}
