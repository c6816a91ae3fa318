#include "verify/hostile.h"

#include <string.h>

/* Issuers with a document of their own: names that look like theirs, and documents that do not say
 * what they seem to say. */
#define WEB "did:web:college.example"
#define KEY(more) "{'id':'" WEB "#1','type':'Multikey','controller':'" WEB "'," more "}"
#define GOOD KEY ("'publicKeyMultibase':'$EDKEY'")
#define DOCUMENT(more) "{'@context':'https://www.w3.org/ns/did/v1','id':'" WEB "'," more "}"
#define LISTED DOCUMENT ("'assertionMethod':[" GOOD "]")

static const struct {
  const char *name;
  const char *document;
  const char *issuer;
  const char *method;
  HostileMost most;
} attacks[] = {
  { "embedded", LISTED, WEB, WEB "#1", MUST_VERIFY },
  { "by reference", DOCUMENT ("'verificationMethod':[" GOOD "],'assertionMethod':['" WEB "#1']"),
    WEB, WEB "#1", MUST_VERIFY },
  { "not for assertions", DOCUMENT ("'verificationMethod':[" GOOD "]"), WEB, WEB "#1",
    MOST_NOTHING },
  { "for keys only", DOCUMENT ("'keyAgreement':[" GOOD "]"), WEB, WEB "#1", MOST_NOTHING },
  { "for the holder only", DOCUMENT ("'authentication':[" GOOD "]"), WEB, WEB "#1", MOST_NOTHING },
  { "of another controller",
    DOCUMENT ("'assertionMethod':[{'id':'" WEB "#1','type':'Multikey','controller':'$OTHER',"
              "'publicKeyMultibase':'$EDKEY'}]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "of no controller",
    DOCUMENT ("'assertionMethod':[{'id':'" WEB
              "#1','type':'Multikey','publicKeyMultibase':'$EDKEY'}]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "of another name",
    DOCUMENT ("'assertionMethod':[{'id':'did:web:x.example#1','type':'Multikey','controller':'" WEB
              "','publicKeyMultibase':'$EDKEY'}]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "another key", DOCUMENT ("'assertionMethod':[" KEY ("'publicKeyMultibase':'$OTHERKEY'") "]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "two keys in one",
    DOCUMENT (
      "'assertionMethod':[" KEY ("'publicKeyMultibase':'$EDKEY','publicKeyJwk':$OTHERJWK") "]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "with its secret",
    DOCUMENT (
      "'assertionMethod':[" KEY ("'publicKeyMultibase':'$EDKEY','secretKeyMultibase':'z1'") "]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "withdrawn",
    DOCUMENT ("'assertionMethod':[" KEY (
      "'publicKeyMultibase':'$EDKEY','revoked':'2026-01-01T00:00:00Z'") "]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "over",
    DOCUMENT ("'assertionMethod':[" KEY (
      "'publicKeyMultibase':'$EDKEY','expires':'2026-01-01T00:00:00Z'") "]"),
    WEB, WEB "#1", MOST_NOTHING },
  { "other fragment", LISTED, WEB, WEB "#2", MOST_NOTHING },
  { "no fragment", LISTED, WEB, WEB, MOST_NOTHING },
  { "empty fragment", LISTED, WEB, WEB "#", MOST_NOTHING },
  { "relative method", LISTED, WEB, "#1", MOST_NOTHING },
  { "two fragments", LISTED, WEB, WEB "#1#1", MOST_NOTHING },
  { "query", LISTED, WEB, WEB "?x#1", MOST_NOTHING },
  { "path", LISTED, WEB, WEB "/x#1", MOST_NOTHING },
  { "folder", LISTED, WEB, WEB ":x#1", MOST_NOTHING },
  { "up and down", LISTED, WEB, WEB ":..:college.example#1", MOST_NOTHING },
  { "capital method", LISTED, WEB, "DID:WEB:college.example#1", MOST_NOTHING },
  { "key of the issuer of another name", LISTED, WEB, "$ED#$EDKEY", MOST_NOTHING },
  { "nothing known", NULL, WEB, WEB "#1", MOST_NOTHING },

  { "issuer with a slash", LISTED, WEB "/", WEB "#1", MOST_NOTHING },
  { "issuer with a port", LISTED, WEB "%3A443", WEB "#1", MOST_NOTHING },
  { "issuer with a port, written plainly", LISTED, WEB ":443", WEB "#1", MOST_NOTHING },
  { "issuer in capitals", LISTED, "did:web:COLLEGE.example", WEB "#1", MOST_NOTHING },
  { "issuer with a dot", LISTED, WEB ".", WEB "#1", MOST_NOTHING },
  { "issuer with a space", LISTED, WEB " ", WEB "#1", MOST_NOTHING },
  { "issuer with a fragment", LISTED, WEB "#1", WEB "#1", MOST_NOTHING },
  { "issuer with a query", LISTED, WEB "?", WEB "#1", MOST_NOTHING },
  { "issuer in Cyrillic letters", LISTED, "did:web:c\\u043ellege.example", WEB "#1", MOST_NOTHING },
  { "issuer escaped", LISTED, "did:web:%63ollege.example", WEB "#1", MOST_NOTHING },
  { "issuer of no width", LISTED, WEB "\\u200b", WEB "#1", MOST_NOTHING },
  { "issuer's web page", LISTED, "https://college.example/issuer", WEB "#1", MOST_NOTHING },
  { "issuer's web page with a slash", LISTED, "https://college.example/issuer/", "$ED#$EDKEY",
    MOST_NOTHING },
  { "issuer's web page with a port", LISTED, "https://college.example:443/issuer",
    "https://college.example:443/issuer#$EDKEY", MOST_NOTHING },
  { "issuer's web page by http", LISTED, "http://college.example/issuer",
    "http://college.example/issuer#$EDKEY", MOST_NOTHING },
  { "issuer's web page, key in the fragment", LISTED, "https://college.example/issuer",
    "https://college.example/issuer#$EDKEY", MOST_NOTHING },
  { "name of a user", LISTED, "https://college.example@x.example/issuer",
    "https://college.example@x.example/issuer#$EDKEY", MOST_NOTHING },
  { "document of a page",
    "{'id':'https://college.example/issuer','type':'Issuer','publicKey':{'id':"
    "'https://college.example/issuer#k','type':'CryptographicKey','owner':'https://x.example',"
    "'publicKeyMultibase':'$EDKEY'}}",
    "https://college.example/issuer", "https://college.example/issuer#k", MOST_NOTHING },
  { "did:key with a slash", NULL, "$ED/", "$ED#$EDKEY", MOST_NOTHING },
  { "did:key with a fragment", NULL, "$ED#$EDKEY", "$ED#$EDKEY", MOST_NOTHING },
  { "did:key in capitals", NULL, "DID:KEY:$EDKEY", "$ED#$EDKEY", MOST_NOTHING },
  { "did:key with a version", NULL, "did:key:1:$EDKEY", "$ED#$EDKEY", MOST_NOTHING },
  { "did:key of another", NULL, "$OTHER", "$ED#$EDKEY", MOST_NOTHING },
  { "did:key mixed", NULL, "$OTHER", "$OTHER#$EDKEY", MOST_NOTHING },
  { "did:key mixed the other way", NULL, "$ED", "$OTHER#$EDKEY", MOST_NOTHING },
};

static const char *const suites[] = { "eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020" };

static void
try (guint number, const char *suite)
{
  Hostile hostile;
  g_autoptr (json_t) badge = NULL;
  g_autoptr (json_t) change = NULL;
  g_autoptr (json_t) method = NULL;
  g_autofree char *issuer = NULL;
  g_autofree char *of_proof = NULL;
  g_autofree char *name = g_strconcat (attacks[number].name, ", ", suite, NULL);

  hostile_set_up (&hostile, NULL);
  if (attacks[number].document != NULL)
    tokens_give (&hostile.tokens, attacks[number].document);
  issuer = g_strdup_printf ("{'issuer':{'id':'%s'}}", attacks[number].issuer);
  of_proof = g_strdup_printf ("{'verificationMethod':'%s'}", attacks[number].method);
  change = hostile_parse (&hostile, issuer);
  method = hostile_parse (&hostile, of_proof);
  badge = test_badge (hostile.issuer);
  hostile_merge (badge, change);
  test_issuer_prove (hostile.issuer, badge, suite, method, hostile.tokens.contexts);
  hostile_ask_json (&hostile, "key", name, badge, attacks[number].most);
  hostile_tear_down (&hostile, NULL);
}

static void
try_token (guint number)
{
  Hostile hostile;
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;
  g_autofree char *name = g_strconcat (attacks[number].name, ", VC-JWT", NULL);

  hostile_set_up (&hostile, NULL);
  if (attacks[number].document != NULL)
    tokens_give (&hostile.tokens, attacks[number].document);
  header = g_strdup_printf ("{'alg':'EdDSA','typ':'vc+jwt','kid':'%s'}", attacks[number].method);
  payload = g_strdup_printf (
    "{'@context':['https://www.w3.org/ns/credentials/v2'],'type':['VerifiableCredential'],"
    "'credentialSubject':{'id':'did:example:ana'},'issuer':'%s'}",
    attacks[number].issuer);
  token = tokens_sign (&hostile.tokens, hostile.tokens.ed25519, header, payload);
  hostile_ask_text (&hostile, "key", name, token,
                    /* In a token a name may be relative to the issuer, and the issuer the name. */
                    strchr (attacks[number].method, ':') == NULL ||
                        strcmp (attacks[number].method, attacks[number].issuer) == 0
                      ? MOST_VERIFIED
                      : attacks[number].most);
  hostile_tear_down (&hostile, NULL);
}

void
hostile_keys (Hostile *unused, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (suites); k++)
      try (i, suites[k]);
    try_token (i);
  }
}
