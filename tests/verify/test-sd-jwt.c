/* SD-JWTs: good ones, and every way in which parts may not fit together. */
#include "verify/tokens.h"

#include <string.h>

#include "base/base64.h"

#define MAX_DISCLOSURES 4
#define HEADER "{'alg':'EdDSA','typ':'dc+sd-jwt','kid':'#$EDKEY'}"
#define CLAIMS "'iss':'$ED','vct':'urn:x:diploma','iat':1577836800"
#define CNF "'cnf':{'jwk':$OTHERJWK}"
#define YES "yes yes yes"
#define BAD "no unknown unknown"

typedef struct {
  const char *name;
  const char *header;
  const char *payload; /* "@0" to "@3" stand for the digests of the disclosures */
  const char *disclosures[MAX_DISCLOSURES];
  const char *expected;
  const char *code;
} Case;

static const Case cases[] = {
  { "nothing to disclose", HEADER, "{" CLAIMS "}", { NULL }, YES, NULL },
  { "nothing disclosed", HEADER, "{" CLAIMS ",'_sd':['x','y']}", { NULL }, YES, NULL },
  { "members",
    HEADER,
    "{" CLAIMS ",'_sd':['@1','@0','decoy']}",
    { "['s','name','Ana']", "['t','grade',4]" },
    YES,
    "signature-matches" },
  { "an element",
    HEADER,
    "{" CLAIMS ",'skills':[{'...':'@0'},{'...':'kept'},'rust']}",
    { "['s','c']" },
    YES,
    NULL },
  { "nested",
    HEADER,
    "{" CLAIMS ",'_sd':['@1']}",
    { "['s','street','Rue 1']", "['t','address',{'_sd':['@0']}]" },
    YES,
    NULL },
  { "SHA-512", HEADER, "{" CLAIMS ",'_sd_alg':'sha-512','_sd':[]}", { NULL }, YES, NULL },
  { "older type", "{'alg':'EdDSA','typ':'vc+sd-jwt'}", "{" CLAIMS "}", { NULL }, YES, NULL },
  { "claims of any name",
    HEADER,
    "{" CLAIMS ",'sub':'a','jti':'b','id':'c','nbf':1,'exp':2,"
    "'issuer':'Collège','credentialSubject':'d'}",
    { NULL },
    YES,
    NULL },
  { "W3C credential",
    "{'alg':'EdDSA','typ':'vc+sd-jwt'}",
    "{'@context':['https://www.w3.org/ns/credentials/v2'],'type':['VerifiableCredential'],"
    "'credentialSubject':{'_sd':['@1']},'_sd':['@0']}",
    { "['s','issuer','$ED']", "['t','name','Ana']" },
    YES,
    NULL },
  { "W3C presentation",
    "{'alg':'EdDSA','typ':'vp+sd-jwt'}",
    "{'@context':['https://www.w3.org/ns/credentials/v2'],'type':['VerifiablePresentation'],"
    "'_sd':['@0']}",
    { "['s','holder','$ED']" },
    YES,
    NULL },

  { "another's signature",
    "{'alg':'EdDSA',"
    "'typ':'dc+sd-jwt','kid':'#$OTHERKEY'}",
    "{'iss':'$OTHER','vct':'x'}",
    { NULL },
    "no unknown yes",
    "signature-wrong" },
  { "no type", "{'alg':'EdDSA'}", "{" CLAIMS "}", { NULL }, BAD, "purpose-wrong" },
  { "JWT", "{'alg':'EdDSA','typ':'JWT'}", "{" CLAIMS "}", { NULL }, BAD, "purpose-wrong" },
  { "key binding type",
    "{'alg':'EdDSA','typ':'kb+jwt'}",
    "{" CLAIMS "}",
    { NULL },
    BAD,
    "purpose-wrong" },
  { "type for vct without vct", HEADER, "{'iss':'$ED'}", { NULL }, BAD, "purpose-wrong" },
  { "none", "{'alg':'none','typ':'dc+sd-jwt'}", "{" CLAIMS "}", { NULL }, BAD, "token-malformed" },
  { "shared secret",
    "{'alg':'HS256','typ':'dc+sd-jwt'}",
    "{" CLAIMS "}",
    { NULL },
    BAD,
    "algorithm-wrong" },
  { "own key",
    "{'alg':'EdDSA','typ':'dc+sd-jwt','jwk':$EDJWK}",
    "{'iss':'https://x.example','vct':'x'}",
    { NULL },
    "yes yes unknown",
    NULL },
  { "certificates",
    "{'alg':'EdDSA','typ':'dc+sd-jwt','x5c':['AAAA']}",
    "{'iss':'https://x.example','vct':'x'}",
    { NULL },
    "unknown unknown unknown",
    "suite-unsupported" },

  /* RFC 9901, section 7.1, step by step. */
  { "belongs to nothing",
    HEADER,
    "{" CLAIMS "}",
    { "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "stands twice",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','name','Ana']", "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "digest twice",
    HEADER,
    "{" CLAIMS ",'_sd':['@0'],'more':{'_sd':['@0']}}",
    { "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "decoy twice", HEADER, "{" CLAIMS ",'_sd':['x','x']}", { NULL }, BAD, "disclosure-wrong" },
  { "name that is there",
    HEADER,
    "{" CLAIMS ",'name':'Bob','_sd':['@0']}",
    { "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "same name twice",
    HEADER,
    "{" CLAIMS ",'_sd':['@0','@1']}",
    { "['s','name','Ana']", "['t','name','Bob']" },
    BAD,
    "disclosure-wrong" },
  { "called _sd",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','_sd',['x']]" },
    BAD,
    "disclosure-wrong" },
  { "called ...",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','...','x']" },
    BAD,
    "disclosure-wrong" },
  { "member in an array",
    HEADER,
    "{" CLAIMS ",'list':[{'...':'@0'}]}",
    { "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "element in an object",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "four parts",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','name','Ana',1]" },
    BAD,
    "disclosure-wrong" },
  { "one part", HEADER, "{" CLAIMS ",'_sd':['@0']}", { "['s']" }, BAD, "disclosure-wrong" },
  { "object", HEADER, "{" CLAIMS ",'_sd':['@0']}", { "{'s':'name'}" }, BAD, "disclosure-wrong" },
  { "name is a number",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s',1,'Ana']" },
    BAD,
    "disclosure-wrong" },
  { "salt is a number",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "[1,'name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "names twice inside",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','a',{'b':1,'b':2}]" },
    BAD,
    "disclosure-wrong" },
  { "not JSON", HEADER, "{" CLAIMS ",'_sd':['@0']}", { "['s','name'," }, BAD, "disclosure-wrong" },
  { "_sd is text",
    HEADER,
    "{" CLAIMS ",'_sd':'@0'}",
    { "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "digest is a number", HEADER, "{" CLAIMS ",'_sd':[7]}", { NULL }, BAD, "disclosure-wrong" },
  { "... not alone",
    HEADER,
    "{" CLAIMS ",'list':[{'...':'@0','x':1}]}",
    { "['s','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "... as a claim", HEADER, "{" CLAIMS ",'x':{'...':'y'}}", { NULL }, BAD, "disclosure-wrong" },
  { "MD5",
    HEADER,
    "{" CLAIMS ",'_sd_alg':'md5','_sd':['@0']}",
    { "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "another hash than it says",
    HEADER,
    "{" CLAIMS ",'_sd_alg':'sha-512','_sd':['@0']}",
    { "['s','name','Ana']" },
    BAD,
    "disclosure-wrong" },
  { "hash is a number", HEADER, "{" CLAIMS ",'_sd_alg':1}", { NULL }, BAD, "disclosure-wrong" },

  /* SD-JWT VC, section 3.2.2.2: these are never the holder's to choose. */
  { "issuer disclosed",
    HEADER,
    "{'vct':'x','_sd':['@0']}",
    { "['s','iss','$ED']" },
    BAD,
    "disclosure-wrong" },
  { "type disclosed",
    HEADER,
    "{'iss':'$ED','_sd':['@0']}",
    { "['s','vct','x']" },
    BAD,
    "disclosure-wrong" },
  { "begin disclosed",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','nbf',1]" },
    BAD,
    "disclosure-wrong" },
  { "end disclosed",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','exp',9999999999]" },
    BAD,
    "disclosure-wrong" },
  { "status disclosed",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','status',{}]" },
    BAD,
    "disclosure-wrong" },
  { "holder's key disclosed",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','cnf',{'jwk':$OTHERJWK}]" },
    BAD,
    "disclosure-wrong" },
  { "type's hash disclosed",
    HEADER,
    "{" CLAIMS ",'_sd':['@0']}",
    { "['s','vct#integrity','x']" },
    BAD,
    "disclosure-wrong" },
};

static char *
compute_digest (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return coffret_base64url_encode (digest, size);
}

static void
fill_digests (GString *text, char *const *digests)
{
  for (guint i = 0; i < MAX_DISCLOSURES; i++) {
    char name[] = { '@', (char) ('0' + i), '\0' };

    if (digests[i] != NULL)
      g_string_replace (text, name, digests[i], 0);
  }
}

static char *
make (const Tokens *tokens, const char *header, const char *payload, const char *const *disclosures)
{
  char *digests[MAX_DISCLOSURES] = { NULL };
  g_autoptr (GString) claims = g_string_new (payload);
  g_autoptr (GString) tail = g_string_new ("~");
  g_autofree char *token = NULL;

  for (guint i = 0; i < MAX_DISCLOSURES && disclosures[i] != NULL; i++) {
    g_autofree char *filled = tokens_fill (tokens, disclosures[i]);
    g_autoptr (GString) text = g_string_new (filled);
    g_autofree char *encoded = NULL;

    fill_digests (text, digests);
    encoded = coffret_base64url_encode ((const guint8 *) text->str, text->len);
    g_string_append_printf (tail, "%s~", encoded);
    digests[i] = compute_digest (encoded);
  }
  fill_digests (claims, digests);
  for (guint i = 0; i < MAX_DISCLOSURES; i++)
    g_free (digests[i]);
  token = tokens_sign (tokens, tokens->ed25519, header, claims->str);
  return g_strconcat (token, tail->str, NULL);
}

static void
test_cases (Tokens *tokens, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *token = make (tokens, cases[i].header, cases[i].payload, cases[i].disclosures);

    tokens_assert (tokens, cases[i].name, token, cases[i].expected, cases[i].code);
  }
}

/* A good one with one disclosure, as text. */
static char *
make_good (const Tokens *tokens)
{
  static const char *const disclosures[MAX_DISCLOSURES] = { "['s','name','Ana']" };

  return make (tokens, HEADER, "{" CLAIMS "," CNF ",'_sd':['@0']}", disclosures);
}

static void
test_text (Tokens *tokens, gconstpointer data)
{
  g_autofree char *good = make_good (tokens);
  gsize length = strlen (good);
  gsize first = strcspn (good, "~");
  const struct {
    const char *name;
    char *text;
  } bad[] = {
    { "padding", g_strdup_printf ("%.*s=~", (int) length - 1, good) },
    { "space", g_strdup_printf ("%.*s ~", (int) length - 1, good) },
    { "no end", g_strndup (good, length - 1) },
    { "empty disclosure", g_strconcat (good, "~", NULL) },
    { "changed disclosure", g_strdup_printf ("%.*sA~", (int) length - 2, good) },
    { "token alone twice", g_strdup_printf ("%.*s~%s", (int) first, good, good) },
    { "changed token", g_strconcat ("A", good + 1, NULL) },
  };

  tokens_assert (tokens, "good", good, YES, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (CoffretProofResult) result = tokens_verify (tokens, bad[i].text);

    g_test_message ("%s: %s", bad[i].name, result->proof.code);
    g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_NO);
    g_free (bad[i].text);
  }
}

/* The holder's signature, which says to whom it was shown. */
static void
test_holder (Tokens *tokens, gconstpointer data)
{
#define KB_HEADER "{'alg':'EdDSA','typ':'kb+jwt'}"
#define KB "'aud':'https://x.example','nonce':'n','iat':1577836800"
  static const struct {
    const char *name;
    const char *header;
    const char *payload; /* "@" stands for the right digest */
    gboolean thief;
    gboolean good;
  } bindings[] = {
    { "good", KB_HEADER, "{" KB ",'sd_hash':'@'}", FALSE, TRUE },
    { "another's key", KB_HEADER, "{" KB ",'sd_hash':'@'}", TRUE, FALSE },
    { "another digest", KB_HEADER, "{" KB ",'sd_hash':'x'}", FALSE, FALSE },
    { "no digest", KB_HEADER, "{" KB "}", FALSE, FALSE },
    { "no nonce", KB_HEADER, "{'aud':'x','iat':1,'sd_hash':'@'}", FALSE, FALSE },
    { "no audience", KB_HEADER, "{'nonce':'x','iat':1,'sd_hash':'@'}", FALSE, FALSE },
    { "no date", KB_HEADER, "{'aud':'x','nonce':'n','sd_hash':'@'}", FALSE, FALSE },
    { "from the future", KB_HEADER, "{'aud':'x','nonce':'n','iat':4000000000,'sd_hash':'@'}", FALSE,
      FALSE },
    { "no type", "{'alg':'EdDSA'}", "{" KB ",'sd_hash':'@'}", FALSE, FALSE },
    { "type of a credential", "{'alg':'EdDSA','typ':'dc+sd-jwt'}", "{" KB ",'sd_hash':'@'}", FALSE,
      FALSE },
    { "another algorithm", "{'alg':'ES256','typ':'kb+jwt'}", "{" KB ",'sd_hash':'@'}", FALSE,
      FALSE },
    { "shared secret", "{'alg':'HS256','typ':'kb+jwt'}", "{" KB ",'sd_hash':'@'}", FALSE, FALSE },
  };
  g_autofree char *good = make_good (tokens);
  g_autofree char *digest = compute_digest (good);
  g_autofree char *plain = tokens_sign (tokens, tokens->ed25519, HEADER, "{" CLAIMS "}");
  g_autofree char *keyless = g_strconcat (plain, "~", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++) {
    g_autoptr (GString) payload = g_string_new (bindings[i].payload);
    g_autofree char *binding = NULL;
    g_autofree char *whole = NULL;

    g_string_replace (payload, "@", digest, 0);
    binding = tokens_sign (tokens, bindings[i].thief ? tokens->ed25519 : tokens->other,
                           bindings[i].header, payload->str);
    whole = g_strconcat (good, binding, NULL);
    /* The reader refuses what is no key binding at all. */
    if (bindings[i].good) {
      g_autofree char *moved = g_strconcat (keyless, binding, NULL);

      tokens_assert (tokens, bindings[i].name, whole, YES, NULL);
      tokens_assert (tokens, "nobody's key", moved, "no unknown yes", "holder-proof-wrong");
    } else {
      g_autoptr (CoffretProofResult) result = tokens_verify (tokens, whole);

      g_test_message ("%s: %s (%s)", bindings[i].name, result->proof.code, result->proof.details);
      g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_NO);
    }
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/sd-jwt/" name, Tokens, NULL, tokens_set_up, function, tokens_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cases", test_cases);
  ADD ("text", test_text);
  ADD ("holder", test_holder);
  return g_test_run ();
}
