#include "verify/hostile.h"

#include <string.h>

#include "credential/make.h"
#include "verify/verifier.h"

/* Files around credentials: nothing about them may lend a proof to what it is not of. */
#define SVG                                                                                        \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\">"

static const char *const changes[] = {
  "{'name':'Large engines'}",
  "{'honours':'summa'}",
  "{'credentialSubject':{'id':'bob'}}",
  "{'credentialSubject':{'id':'did:example:bob'}}",
  "{'validUntil':null}",
  "{'@context':['https://www.w3.org/ns/credentials/v2']}",
  "{'proof':{'proofPurpose':'authentication'}}",
  "{'proof':null}",
  "{'issuer':{'id':'did:web:college.example'}}",
  "{'@index':'x'}",
};

static json_t *
make_good (Hostile *hostile, const HostileSuite *suite)
{
  json_t *badge = hostile_badge (hostile, suite);

  test_issuer_prove (hostile_signer (hostile, suite), badge, suite->name, NULL,
                     hostile->tokens.contexts);
  return badge;
}

/* Both are shown, each with a verdict of its own: the bad one must not get that of the good one. */
static void
ask_bad_one (Hostile *hostile, const char *name, GBytes *bytes, guint bad)
{
  g_autoptr (GPtrArray) items = coffret_reader_read_all (bytes, NULL, NULL, NULL, NULL);
  const CoffretItem *item;

  if (items == NULL || items->len <= bad) {
    hostile_ask_text (hostile, "picture", name, "", MOST_NOTHING);
    return;
  }
  item = g_ptr_array_index (items, bad);
  g_assert_nonnull (item->credential);
  hostile_ask_json (hostile, "picture", name, item->credential->document, MOST_NOTHING);
}

static void
try_pictures (Hostile *hostile, const HostileSuite *suite)
{
  g_autoptr (json_t) good = make_good (hostile, suite);
  g_autoptr (json_t) bad = json_deep_copy (good);
  g_autofree char *good_text = json_dumps (good, JSON_COMPACT);
  g_autofree char *bad_text = NULL;
  g_autoptr (GString) svg = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  static const char *const keywords[] = { "openbadgecredential", "openbadges" };

  json_object_set_new (bad, "name", json_string ("Large engines"));
  bad_text = json_dumps (bad, JSON_COMPACT);
  for (guint i = 0; i < 4; i++) {
    GByteArray *png = make_png_start ();
    g_autoptr (GBytes) picture = NULL;
    g_autofree char *name = g_strdup_printf ("baked twice, way %u, %s", i + 1, suite->name);

    make_png_text (png, "iTXt", keywords[i & 1], i < 2 ? bad_text : good_text);
    make_png_text (png, "iTXt", keywords[(i & 1) ^ (i >= 2)], i < 2 ? good_text : bad_text);
    picture = make_png_end (png);
    if (i < 2)
      ask_bad_one (hostile, name, picture, 0);
    else
      ask_bad_one (hostile, name, picture, 1);
  }
  g_string_printf (svg,
                   SVG "<o:credential><![CDATA[%s]]></o:credential><o:credential><![CDATA[%s]]>"
                       "</o:credential></svg>",
                   bad_text, good_text);
  bytes = g_bytes_new (svg->str, svg->len);
  ask_bad_one (hostile, "two in an SVG", bytes, 0);
  g_string_printf (
    svg, "<!DOCTYPE svg [<!ENTITY x \"%s\">]>" SVG "<o:credential>&x;</o:credential></svg>",
    "Large engines");
  hostile_ask_text (hostile, "picture", "entity in an SVG", svg->str, MOST_NOTHING);
  g_string_printf (svg,
                   SVG "<o:credential verify=\"https://college.example/1\">%s</o:credential></svg>",
                   "Large engines");
  hostile_ask_text (hostile, "picture", "address in an SVG", svg->str, MOST_NOTHING);
}

/* Nobody who presents something makes it better, and nothing good makes a presentation better. */
static void
try_presentations (Hostile *hostile, const HostileSuite *suite)
{
  g_autoptr (json_t) good = make_good (hostile, suite);
  g_autoptr (json_t) shown = NULL;
  g_autoptr (json_t) bare = json_deep_copy (good);
  g_autoptr (json_t) options = json_pack ("{s:s}", "proofPurpose", "authentication");
  g_autofree char *name = g_strconcat ("proof around it only, ", suite->name, NULL);
  g_autofree char *other = g_strconcat ("proof of the issuer around it only, ", suite->name, NULL);

  json_object_del (bare, "proof");
  shown = json_pack ("{s:[s], s:s, s:s, s:[O]}", "@context", "https://www.w3.org/ns/credentials/v2",
                     "type", "VerifiablePresentation", "holder", test_issuer_did (hostile->issuer),
                     "verifiableCredential", bare);
  test_issuer_prove (hostile->issuer, shown, "eddsa-jcs-2022", options, hostile->tokens.contexts);
  hostile_ask_json (hostile, "presentation", other, shown, MOST_NOTHING);
  json_object_del (shown, "proof");
  json_object_set_new (shown, "holder", json_string (test_issuer_did (hostile->stranger)));
  test_issuer_prove (hostile->stranger, shown, "eddsa-jcs-2022", options, hostile->tokens.contexts);
  hostile_ask_json (hostile, "presentation", name, shown, MOST_NOTHING);
}

/* Whose verdict is that of the record, whose that of what lies in it: a token of the issuer in a
 * stranger's record, a forged one in the issuer's. */
static void
try_envelopes (Hostile *hostile)
{
  static const char member[] =
    "{'@context':['https://www.w3.org/ns/credentials/v2'],'type':['VerifiableCredential'],"
    "'issuer':'$ED','credentialSubject':{'id':'did:example:ana'}}";
  static const char header[] = "{'alg':'EdDSA','kid':'$ED#$EDKEY'}";

  for (guint i = 0; i < 4; i++) {
    gboolean forged = i & 1;
    TestIssuer *around = i & 2 ? hostile->stranger : hostile->issuer;
    g_autofree char *token = tokens_sign (
      &hostile->tokens, forged ? hostile->tokens.other : hostile->tokens.ed25519, header, member);
    g_autofree char *url = g_strconcat ("data:application/vc+jwt,", token, NULL);
    g_autoptr (json_t) record = json_pack (
      "{s:[s, s], s:[s, s], s:s, s:s, s:s, s:{s:[s], s:s, s:[{s:s, s:s, s:s}]}}", "@context",
      "https://www.w3.org/ns/credentials/v2",
      "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", "type", "VerifiableCredential",
      "ClrCredential", "issuer", test_issuer_did (around), "validFrom", "2026-01-01T00:00:00Z",
      "name", "Record", "credentialSubject", "type", "ClrSubject", "id", "did:example:ana",
      "verifiableCredential", "@context", "https://www.w3.org/ns/credentials/v2", "id", url, "type",
      "EnvelopedVerifiableCredential");
    g_autofree char *text = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GPtrArray) items = NULL;
    g_autoptr (CoffretReport) report = NULL;
    const CoffretReportPart *part;

    test_issuer_prove (around, record, "eddsa-jcs-2022", NULL, hostile->tokens.contexts);
    text = json_dumps (record, JSON_COMPACT);
    bytes = g_bytes_new (text, strlen (text));
    items = coffret_reader_read_all (bytes, NULL, NULL, NULL, NULL);
    report = coffret_verify_item (g_ptr_array_index (items, 0), hostile->tokens.grounds);
    g_assert_cmpuint (report->parts->len, ==, 1);
    part = g_ptr_array_index (report->parts, 0);
    g_assert_cmpstr (part->pointer, ==, "/credentialSubject/verifiableCredential/0");
    g_assert_cmpint (part->report->verdict, ==,
                     forged ? COFFRET_VERDICT_INVALID : COFFRET_VERDICT_VERIFIED);
    hostile_ask_json (hostile, "envelope", forged ? "forged within" : "good within", record,
                      around == hostile->stranger ? MOST_SIGNED : MUST_VERIFY);
  }
}

void
hostile_carriers (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < HOSTILE_N_SUITES; i++) {
    const HostileSuite *suite = &hostile_suites[i];
    g_autoptr (json_t) good = make_good (hostile, suite);

    hostile_ask_carried (hostile, "control", suite->name, good, MUST_VERIFY);
    for (guint k = 0; k < G_N_ELEMENTS (changes); k++) {
      g_autoptr (json_t) bad = json_deep_copy (good);
      g_autoptr (json_t) change = hostile_parse (hostile, changes[k]);
      g_autofree char *name = g_strdup_printf ("%s, %s", changes[k], suite->name);

      hostile_merge (bad, change);
      hostile_ask_carried (hostile, "carried", name, bad, MOST_NOTHING);
    }
    try_pictures (hostile, suite);
    try_presentations (hostile, suite);
  }
  try_envelopes (hostile);
}
