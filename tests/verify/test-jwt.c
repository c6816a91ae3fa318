/* Compact tokens: good ones, and what has been tried against others. */
#include "verify/tokens.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"

#define V2 "'@context':['https://www.w3.org/ns/credentials/v2'],"
#define V1 "'@context':['https://www.w3.org/2018/credentials/v1'],"
#define BODY                                                                                       \
  "'type':['VerifiableCredential'],'credentialSubject':{'id':'did:example:ana','name':'Ana'}"
#define HEADER "{'alg':'EdDSA','typ':'vc+jwt','kid':'$ED#$EDKEY'}"
#define PAYLOAD "{" V2 BODY ",'issuer':'$ED'}"
#define OLD                                                                                        \
  "{'iss':'$ED','nbf':1577836800,'vc':{" V1 BODY ",'issuer':'$ED','issuanceDate':"                 \
  "'2020-01-01T00:00:00Z'}}"
#define YES "yes yes yes"
#define BAD "no unknown unknown"

typedef struct {
  const char *name;
  const char *header;
  const char *payload;
  const char *expected;
  const char *code; /* of the proof; nullable */
} Case;

/* All signed by the Ed25519 key of $ED. */
static const Case cases[] = {
  { "kid", HEADER, PAYLOAD, YES, "signature-matches" },
  { "relative kid", "{'alg':'EdDSA','kid':'#$EDKEY'}", PAYLOAD, YES, NULL },
  { "bare kid", "{'alg':'EdDSA','kid':'$EDKEY'}", PAYLOAD, YES, NULL },
  { "kid is the issuer", "{'alg':'EdDSA','kid':'$ED'}", PAYLOAD, YES, NULL },
  { "no kid", "{'alg':'EdDSA','typ':'JWT'}", PAYLOAD, YES, NULL },
  { "full media type", "{'alg':'EdDSA','typ':'Application/VC+JWT'}", PAYLOAD, YES, NULL },
  { "newer name", "{'alg':'Ed25519'}", PAYLOAD, YES, NULL },
  { "issuer object", HEADER, "{" V2 BODY ",'issuer':{'id':'$ED','name':'College'}}", YES, NULL },
  { "all claims", HEADER,
    "{" V2 BODY ",'issuer':'$ED','id':'urn:x:1','validFrom':'2020-01-01T00:00:00.250Z','iss':'$ED',"
    "'jti':'urn:x:1','sub':'did:example:ana','nbf':1577836800,'iat':1577836800}",
    YES, NULL },
  { "VC 1.1", "{'alg':'EdDSA','typ':'JWT','kid':'$ED#$EDKEY'}", OLD, YES, NULL },
  { "VC 1.1 without issuer inside", "{'alg':'EdDSA'}", "{'iss':'$ED','vc':{" V1 BODY "}}", YES,
    NULL },
  { "newer credential in the older claim", "{'alg':'EdDSA'}",
    "{'iss':'$ED','nbf':1577836800,'vc':{" V2 BODY ",'validFrom':'2020-01-01T00:00:00Z'}}", YES,
    NULL },
  { "presentation", "{'alg':'EdDSA','typ':'vp+jwt'}",
    "{" V2 "'type':'VerifiablePresentation','holder':'$ED','exp':1900000000,'aud':'x'}", YES,
    NULL },
  { "VP 1.1", "{'alg':'EdDSA','typ':'JWT'}",
    "{'iss':'$ED','jti':'urn:x:1','vp':{" V1 "'type':['VerifiablePresentation']}}", YES, NULL },
  { "status list", "{'alg':'EdDSA','typ':'statuslist+jwt'}",
    "{'iss':'$ED','sub':'https://x.example/1','iat':1,'status_list':{'bits':1,'lst':'eNo'}}", YES,
    NULL },

  /* Headers. */
  { "shared secret", "{'alg':'HS256','kid':'$ED#$EDKEY'}", PAYLOAD, BAD, "algorithm-wrong" },
  { "none", "{'alg':'none','kid':'$ED#$EDKEY'}", PAYLOAD, BAD, "token-malformed" },
  { "nOnE", "{'alg':'nOnE','kid':'$ED#$EDKEY'}", PAYLOAD, BAD, "token-malformed" },
  { "no algorithm", "{'kid':'$ED#$EDKEY'}", PAYLOAD, BAD, "token-malformed" },
  { "algorithm of another type", "{'alg':['EdDSA']}", PAYLOAD, BAD, "token-malformed" },
  { "small letters", "{'alg':'eddsa'}", PAYLOAD, "unknown unknown unknown", "suite-unsupported" },
  { "ES256K", "{'alg':'ES256K'}", PAYLOAD, "unknown unknown unknown", "suite-unsupported" },
  { "ES256 with an Ed25519 key", "{'alg':'ES256'}", PAYLOAD, "no unknown yes", "algorithm-wrong" },
  { "RS256 with an Ed25519 key", "{'alg':'RS256','kid':'$ED#$EDKEY'}", PAYLOAD, "no unknown yes",
    "algorithm-wrong" },
  { "critical", "{'alg':'EdDSA','crit':['x'],'x':1}", PAYLOAD, "unknown unknown unknown",
    "feature-unsupported" },
  { "critical and missing", "{'alg':'EdDSA','crit':['x']}", PAYLOAD, BAD, "token-malformed" },
  { "critical nothing", "{'alg':'EdDSA','crit':[]}", PAYLOAD, BAD, "token-malformed" },
  { "critical text", "{'alg':'EdDSA','crit':'b64','b64':false}", PAYLOAD, BAD, "token-malformed" },
  { "b64", "{'alg':'EdDSA','b64':false}", PAYLOAD, BAD, "token-malformed" },
  { "b64 critical", "{'alg':'EdDSA','b64':false,'crit':['b64']}", PAYLOAD,
    "unknown unknown unknown", "feature-unsupported" },
  { "another type", "{'alg':'EdDSA','typ':'at+jwt'}", PAYLOAD, BAD, "purpose-wrong" },
  { "key binding", "{'alg':'EdDSA','typ':'kb+jwt'}", PAYLOAD, BAD, "purpose-wrong" },
  { "empty type", "{'alg':'EdDSA','typ':''}", PAYLOAD, BAD, "purpose-wrong" },
  { "type is a number", "{'alg':'EdDSA','typ':7}", PAYLOAD, BAD, "purpose-wrong" },
  { "credential as presentation", "{'alg':'EdDSA','typ':'vp+jwt'}", PAYLOAD, BAD, "purpose-wrong" },
  { "presentation as credential", "{'alg':'EdDSA','typ':'vc+jwt'}",
    "{" V2 "'type':'VerifiablePresentation','holder':'$ED'}", BAD, "purpose-wrong" },
  { "status list without its type", "{'alg':'EdDSA','typ':'JWT'}",
    "{'iss':'$ED','sub':'https://x.example/1','status_list':{'bits':1,'lst':'eNo'}}", BAD,
    "purpose-wrong" },
  { "two algorithms", "{'alg':'EdDSA','alg':'none'}", PAYLOAD, BAD, "token-malformed" },
  { "kid is a number", "{'alg':'EdDSA','kid':7}", PAYLOAD, BAD, "token-malformed" },
  { "empty kid", "{'alg':'EdDSA','kid':''}", PAYLOAD, BAD, "token-malformed" },
  { "jwk is text", "{'alg':'EdDSA','jwk':'x'}", PAYLOAD, BAD, "token-malformed" },

  /* Keys. */
  { "kid of another", "{'alg':'EdDSA','kid':'$OTHER#$OTHERKEY'}", PAYLOAD, "no unknown no",
    "signature-wrong" },
  { "kid of the signer, issuer another", HEADER, "{" V2 BODY ",'issuer':'$OTHER'}", "yes yes no",
    NULL },
  { "kid of the signer, iss of another", HEADER, "{" V2 BODY ",'issuer':'$ED','iss':'$OTHER'}",
    "yes yes no", NULL },
  { "signed by nobody that it names", "{'alg':'EdDSA'}", "{" V2 BODY ",'issuer':'$OTHER'}",
    "no unknown yes", "signature-wrong" },
  { "no issuer", "{'alg':'EdDSA'}", "{" V2 BODY "}", "unknown unknown unknown", "key-not-named" },
  { "no issuer, kid", HEADER, "{" V2 BODY "}", "yes yes unknown", NULL },
  { "fragment of another did:key", "{'alg':'EdDSA','kid':'$ED#$OTHERKEY'}", PAYLOAD,
    "unknown unknown unknown", "key-malformed" },
  { "unknown did:web", "{'alg':'EdDSA','kid':'did:web:x.example#1'}",
    "{" V2 BODY ",'issuer':'did:web:x.example'}", "unknown unknown unknown", "key-not-given" },
  { "another method", "{'alg':'EdDSA','kid':'did:ebsi:zz#1'}",
    "{" V2 BODY ",'issuer':'did:ebsi:zz'}", "unknown unknown unknown", "key-method-unsupported" },
  { "key in the fragment", "{'alg':'EdDSA','kid':'https://harvard.example/i#$EDKEY'}",
    "{" V2 BODY ",'issuer':'https://harvard.example/i'}", "yes yes unknown", "signature-matches" },
  { "certificates", "{'alg':'EdDSA','x5c':['AAAA']}",
    "{" V2 BODY ",'issuer':'https://harvard.example/i'}", "unknown unknown unknown",
    "suite-unsupported" },
  { "own key, unknown issuer", "{'alg':'EdDSA','jwk':$EDJWK}",
    "{" V2 BODY ",'issuer':'https://harvard.example/i'}", "yes yes unknown", "signature-matches" },
  { "own key, another did:key", "{'alg':'EdDSA','jwk':$EDJWK}", "{" V2 BODY ",'issuer':'$OTHER'}",
    "yes yes no", NULL },
  { "own key, its did:key", "{'alg':'EdDSA','jwk':$EDJWK}", PAYLOAD, YES, NULL },
  { "own key and kid", "{'alg':'EdDSA','jwk':$EDJWK,'kid':'$ED#$EDKEY'}", PAYLOAD, YES, NULL },
  { "own key and kid of another", "{'alg':'EdDSA','jwk':$EDJWK,'kid':'$OTHER#$OTHERKEY'}",
    "{" V2 BODY ",'issuer':'$OTHER'}", "no unknown yes", "token-contradicts" },
  { "another key and own kid", "{'alg':'EdDSA','jwk':$OTHERJWK,'kid':'$ED#$EDKEY'}", PAYLOAD,
    "no unknown yes", "token-contradicts" },
  { "own key and unknown kid", "{'alg':'EdDSA','jwk':$EDJWK,'kid':'did:web:x.example#1'}",
    "{" V2 BODY ",'issuer':'did:web:x.example'}", "yes yes unknown", NULL },
  { "another key, unknown issuer", "{'alg':'EdDSA','jwk':$OTHERJWK}",
    "{" V2 BODY ",'issuer':'did:web:x.example'}", "no unknown unknown", "signature-wrong" },
  { "secret key", "{'alg':'EdDSA','jwk':{'kty':'OKP','crv':'Ed25519','x':'AA','d':'AA'}}", PAYLOAD,
    BAD, "key-malformed" },

  /* Claims. */
  { "vc beside a credential", HEADER, "{" V2 BODY ",'issuer':'$ED','vc':{" V1 BODY "}}", BAD,
    "token-contradicts" },
  { "vp beside a credential", HEADER, "{" V2 BODY ",'issuer':'$ED','vp':'no'}", BAD,
    "token-contradicts" },
  { "vc and vp", HEADER, "{'iss':'$ED','vc':{},'vp':{}}", BAD, "token-contradicts" },
  { "VC 1.1: two issuers", "{'alg':'EdDSA'}", "{'iss':'$ED','vc':{" V1 BODY ",'issuer':'$OTHER'}}",
    "yes yes no", NULL },
  { "VC 1.1: two dates", "{'alg':'EdDSA'}",
    "{'iss':'$ED','nbf':1577836800,'vc':{" V1 BODY ",'issuanceDate':'2021-01-01T00:00:00Z'}}",
    "yes no yes", NULL },
  { "VC 1.1: two ends", "{'alg':'EdDSA'}",
    "{'iss':'$ED','exp':1893456000,'vc':{" V1 BODY ",'expirationDate':'2021-01-01T00:00:00Z'}}",
    "yes no yes", NULL },
  { "VC 1.1: two ids", "{'alg':'EdDSA'}",
    "{'iss':'$ED','jti':'urn:x:1','vc':{" V1 BODY ",'id':'urn:x:2'}}", "yes no yes", NULL },
  { "VC 1.1: two subjects", "{'alg':'EdDSA'}",
    "{'iss':'$ED','sub':'did:example:bob','vc':{" V1 BODY "}}", "yes no yes", NULL },
  { "VC 1.1: date is text", "{'alg':'EdDSA'}",
    "{'iss':'$ED','nbf':'2020-01-01T00:00:00Z','vc':{" V1 BODY "}}", "yes no yes", NULL },
  { "VC 2.0: two ids", HEADER, "{" V2 BODY ",'issuer':'$ED','id':'urn:x:1','jti':'urn:x:2'}",
    "yes no yes", NULL },
  { "VC 2.0: two subjects", HEADER, "{" V2 BODY ",'issuer':'$ED','sub':'did:example:bob'}",
    "yes no yes", NULL },
  { "VC 2.0: two issuers", "{'alg':'EdDSA'}", "{" V2 BODY ",'issuer':'$OTHER','iss':'$ED'}",
    "yes yes no", NULL },
  { "VC 2.0: signed later than valid", HEADER,
    "{" V2 BODY ",'issuer':'$ED','validFrom':'2019-01-01T00:00:00Z','nbf':1577836800}", YES, NULL },
  { "Open Badges 3.0: two dates", HEADER,
    "{" V2 "'type':['VerifiableCredential','OpenBadgeCredential'],'credentialSubject':{},"
    "'issuer':'$ED','validFrom':'2019-01-01T00:00:00Z','nbf':1577836800}",
    "yes no yes", NULL },
  { "VP: two holders", "{'alg':'EdDSA'}",
    "{" V2 "'type':'VerifiablePresentation','holder':'$OTHER','iss':'$ED'}", "yes yes no", NULL },
};

static void
test_cases (Tokens *tokens, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *token =
      tokens_sign (tokens, tokens->ed25519, cases[i].header, cases[i].payload);

    tokens_assert (tokens, cases[i].name, token, cases[i].expected, cases[i].code);
  }
}

/* A token whose text was changed after it had been signed. */
static void
test_text (Tokens *tokens, gconstpointer data)
{
  g_autofree char *good = tokens_sign (tokens, tokens->ed25519, HEADER, PAYLOAD);
  gsize length = strlen (good);
  gsize first = strcspn (good, ".");
  gsize second = first + 1 + strcspn (good + first + 1, ".");
  const struct {
    const char *name;
    char *text;
  } bad[] = {
    { "padding", g_strconcat (good, "=", NULL) },
    { "space before", g_strconcat (" ", good, NULL) },
    { "line end after", g_strconcat (good, "\n", NULL) },
    { "space inside", g_strdup_printf ("%.*s %s", (int) second, good, good + second) },
    { "no signature", g_strdup_printf ("%.*s.", (int) second, good) },
    { "no signature and no dot", g_strndup (good, second) },
    { "four parts", g_strconcat (good, ".", NULL) },
    { "five parts", g_strconcat (good, ".x.y", NULL) },
    { "short signature", g_strndup (good, length - 4) },
    { "long signature", g_strconcat (good, "AAAA", NULL) },
    { "standard alphabet",
      g_strdup_printf ("%.*s+/%s", (int) second + 1, good, good + second + 3) },
    { "nothing", g_strdup ("") },
    { "dots", g_strdup ("..") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (CoffretProofResult) result = tokens_verify (tokens, bad[i].text);

    g_test_message ("%s: %s", bad[i].name, result->proof.code);
    g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_NO);
    g_assert_cmpint (result->coverage.answer, !=, COFFRET_ANSWER_YES);
    g_free (bad[i].text);
  }
  /* Any one character. */
  for (gsize i = 0; i < length; i += 7) {
    g_autofree char *changed = g_strdup (good);
    g_autoptr (CoffretProofResult) result = NULL;

    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    result = tokens_verify (tokens, changed);
    g_assert_cmpint (result->proof.answer, !=, COFFRET_ANSWER_YES);
  }
}

static void
test_algorithms (Tokens *tokens, gconstpointer data)
{
  static const struct {
    const char *kind;
    const char *algorithm;
  } kinds[] = {
    { "P-256", "ES256" }, { "P-384", "ES384" }, { "P-521", "ES512" }, { "RSA", "RS256" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (Signer) signer = signer_new (kinds[i].kind);
    g_autofree char *header = g_strdup_printf ("{'alg':'%s','kid':'%s#0'}", kinds[i].algorithm,
                                               signer_get_did_jwk (signer));
    g_autofree char *payload =
      g_strdup_printf ("{" V2 BODY ",'issuer':'%s'}", signer_get_did_jwk (signer));
    g_autofree char *confused =
      g_strdup_printf ("{'alg':'HS256','kid':'%s#0'}", signer_get_did_jwk (signer));
    g_autofree char *token = tokens_sign (tokens, signer, header, payload);
    g_autofree char *forged = tokens_sign (tokens, signer, confused, payload);

    tokens_assert (tokens, kinds[i].kind, token, YES, NULL);
    tokens_assert (tokens, "shared secret", forged, BAD, NULL);
    token[20] ^= 1;
  }
}

/* P-256: s and n - s are both good; zeros, or one byte too few or too many, are not. */
static void
test_ecdsa (Tokens *tokens, gconstpointer data)
{
  static const guint8 order[] = { 0xff, 0xff, 0xff, 0xff, 0,    0,    0,    0,    0xff, 0xff, 0xff,
                                  0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17,
                                  0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51 };
  g_autofree char *token = tokens_sign (tokens, tokens->p256, "{'alg':'ES256','kid':'#0'}",
                                        "{" V2 BODY ",'issuer':'$P256'}");
  gsize text = (gsize) (strrchr (token, '.') + 1 - token);
  g_autoptr (GBytes) signature = coffret_base64url_decode (token + text, strlen (token + text));
  guint8 numbers[65] = { 0 };
  int borrow = 0;

  g_assert_cmpuint (g_bytes_get_size (signature), ==, 64);
  memcpy (numbers, g_bytes_get_data (signature, NULL), 64);
  for (int i = 31; i >= 0; i--) {
    int digit = order[i] - numbers[32 + i] - borrow;

    borrow = digit < 0;
    numbers[32 + i] = (guint8) (digit + (borrow ? 256 : 0));
  }
  for (guint i = 0; i < 4; i++) {
    const gsize lengths[] = { 64, 63, 65, 64 };
    g_autofree char *encoded = NULL;
    g_autofree char *changed = NULL;

    if (i == 3)
      memset (numbers, 0, 64);
    encoded = coffret_base64url_encode (numbers, lengths[i]);
    changed = g_strdup_printf ("%.*s%s", (int) text, token, encoded);
    tokens_assert (tokens, "r and s", changed, i == 0 ? YES : "no unknown yes", NULL);
  }
}

/* The issuer's keys in documents of its own. */
static void
test_documents (Tokens *tokens, gconstpointer data)
{
#define WEB "did:web:college.example"
#define PAGE "https://college.example/issuer"
  static const Case known[] = {
    { "did:web", "{'alg':'EdDSA','kid':'" WEB "#1'}", "{" V2 BODY ",'issuer':'" WEB "'}", YES,
      NULL },
    { "did:web, relative", "{'alg':'EdDSA','kid':'#1'}", "{" V2 BODY ",'issuer':'" WEB "'}", YES,
      NULL },
    { "did:web, no kid", "{'alg':'EdDSA'}", "{" V2 BODY ",'issuer':'" WEB "'}", YES, NULL },
    { "did:web, own kid of the key", "{'alg':'EdDSA','kid':'first'}",
      "{" V2 BODY ",'issuer':'" WEB "'}", YES, NULL },
    { "did:web, no such key", "{'alg':'EdDSA','kid':'#3'}", "{" V2 BODY ",'issuer':'" WEB "'}",
      "unknown unknown unknown", "key-not-listed" },
    { "did:web, the other key", "{'alg':'EdDSA','kid':'#2'}", "{" V2 BODY ",'issuer':'" WEB "'}",
      "no unknown yes", "signature-wrong" },
    { "did:web, only for showing", "{'alg':'EdDSA','kid':'#4'}", "{" V2 BODY ",'issuer':'" WEB "'}",
      "unknown unknown unknown", "key-not-listed" },
    { "did:web, showing", "{'alg':'EdDSA','kid':'#4','typ':'vp+jwt'}",
      "{" V2 "'type':'VerifiablePresentation','holder':'" WEB "'}", YES, NULL },
    { "did:web, brought along", "{'alg':'EdDSA','jwk':$EDJWK}", "{" V2 BODY ",'issuer':'" WEB "'}",
      YES, NULL },
    { "key of a did:web, another issuer", "{'alg':'EdDSA','kid':'" WEB "#1'}",
      "{" V2 BODY ",'issuer':'" PAGE "'}", "yes yes no", NULL },
    { "https", "{'alg':'EdDSA','kid':'" PAGE "#1'}", "{" V2 BODY ",'issuer':'" PAGE "'}", YES,
      NULL },
    { "https, key in the fragment", "{'alg':'EdDSA','kid':'" PAGE "#$EDKEY'}",
      "{" V2 BODY ",'issuer':'" PAGE "'}", "unknown unknown unknown", "key-not-listed" },
    { "key set", "{'alg':'EdDSA','kid':'k1'}",
      "{" V2 BODY ",'issuer':'https://set.example','iss':'https://set.example'}", YES, NULL },
    { "key set, another kid", "{'alg':'EdDSA','kid':'k2'}",
      "{" V2 BODY ",'issuer':'https://set.example'}", "unknown unknown unknown", "key-not-listed" },
  };

  tokens_give (
    tokens, "{'id':'" WEB "','assertionMethod':[{'id':'#1','type':'JsonWebKey','controller':'" WEB
            "','publicKeyJwk':{'kid':'first','kty':'OKP','crv':'Ed25519',"
            "'x':'iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w'}},{'id':'#2','type':'Multikey',"
            "'controller':'" WEB "','publicKeyMultibase':'$OTHERKEY'}],'authentication':{'id':"
            "'#4','type':'Multikey','controller':'" WEB "','publicKeyMultibase':'$EDKEY'}}");
  tokens_give (tokens,
               "{'id':'" PAGE "','type':'Profile','assertionMethod':['" PAGE
               "#1'],'verificationMethod':[{'id':'" PAGE "#1','type':'Multikey','controller':'" PAGE
               "','publicKeyMultibase':'$EDKEY'}]}");
  tokens_give (tokens, "{'issuer':'https://set.example','jwks':{'keys':[{'kid':'k1','kty':'OKP',"
                       "'crv':'Ed25519','x':'iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w'}]}}");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *token =
      tokens_sign (tokens, tokens->ed25519, known[i].header, known[i].payload);

    tokens_assert (tokens, known[i].name, token, known[i].expected, known[i].code);
  }
}

static void
test_result (Tokens *tokens, gconstpointer data)
{
  g_autofree char *token =
    tokens_sign (tokens, tokens->ed25519, HEADER,
                 "{" V2 BODY ",'issuer':'$ED','iat':1577836800,'exp':1893456000}");
  g_autoptr (CoffretProofResult) result = tokens_verify (tokens, token);
  g_autofree char *method = tokens_fill (tokens, "$ED#$EDKEY");

  g_assert_cmpstr (result->name, ==, "EdDSA");
  g_assert_cmpstr (result->method, ==, method);
  g_assert_nonnull (result->key);
  g_assert_cmpint (result->created, ==, coffret_instant_parse ("2020-01-01T00:00:00Z"));
  g_assert_cmpint (result->expires, ==, coffret_instant_parse ("2030-01-01T00:00:00Z"));
  g_assert_nonnull (json_object_get (result->details, "header"));
  g_assert_cmpuint (result->used->len, ==, 0);
}

/* What is shown must be what the token says. */
static void
test_shown (Tokens *tokens, gconstpointer data)
{
  g_autofree char *token = tokens_sign (tokens, tokens->ed25519, HEADER, PAYLOAD);
  g_autofree char *signer = tokens_fill (tokens, "$ED");
  g_autoptr (json_t) document = json_pack ("{s:s}", "issuer", signer);
  CoffretSecured secured = { document, token, "vc", "assertionMethod", signer };
  g_autoptr (GPtrArray) results = coffret_proofs_verify (&secured, tokens->grounds);
  const CoffretProofResult *result = results->pdata[0];

  g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_YES);
  g_assert_cmpint (result->coverage.answer, ==, COFFRET_ANSWER_NO);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/jwt/" name, Tokens, NULL, tokens_set_up, function, tokens_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cases", test_cases);
  ADD ("text", test_text);
  ADD ("algorithms", test_algorithms);
  ADD ("ecdsa", test_ecdsa);
  ADD ("documents", test_documents);
  ADD ("result", test_result);
  ADD ("shown", test_shown);
  return g_test_run ();
}
