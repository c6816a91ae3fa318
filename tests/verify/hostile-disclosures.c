#include "verify/hostile.h"

#include "credential/make.h"

/* What is put behind a good SD-JWT, and Open Badges 2 as a token. */
#define HEADER "{'alg':'EdDSA','typ':'dc+sd-jwt','kid':'$ED#$EDKEY'}"
#define CNF ",'cnf':{'jwk':$OTHERJWK}"

/* "@0" and "@1" in the claims stand for the digests of the disclosures. */
static const struct {
  const char *name;
  const char *claims;
  const char *disclosures[3];
  HostileMost most;
} attacks[] = {
  { "one member", ",'_sd':['@0']", { "['s','name','Ana']" }, MUST_VERIFY },
  { "one element", ",'skills':[{'...':'@0'}]", { "['s','welding']" }, MUST_VERIFY },
  { "of nothing", "", { "['s','name','Ana']" }, MOST_NOTHING },
  { "twice", ",'_sd':['@0']", { "['s','name','Ana']", "['s','name','Ana']" }, MOST_NOTHING },
  { "one too many", ",'_sd':['@0']", { "['s','name','Ana']", "['s','grade','A']" }, MOST_NOTHING },
  { "name that is there", ",'name':'Bob','_sd':['@0']", { "['s','name','Ana']" }, MOST_NOTHING },
  { "two of a name",
    ",'_sd':['@0','@1']",
    { "['s','name','Ana']", "['t','name','Bob']" },
    MOST_NOTHING },
  { "digest twice", ",'_sd':['@0','@0']", { "['s','name','Ana']" }, MOST_NOTHING },
  { "digest in two places",
    ",'_sd':['@0'],'a':{'_sd':['@0']}",
    { "['s','name','Ana']" },
    MOST_NOTHING },
  { "element as a member", ",'_sd':['@0']", { "['s','welding']" }, MOST_NOTHING },
  { "member as an element", ",'skills':[{'...':'@0'}]", { "['s','name','Ana']" }, MOST_NOTHING },
  { "four parts", ",'_sd':['@0']", { "['s','name','Ana',1]" }, MOST_NOTHING },
  { "no parts", ",'_sd':['@0']", { "[]" }, MOST_NOTHING },
  { "object", ",'_sd':['@0']", { "{'name':'Ana'}" }, MOST_NOTHING },
  { "name that is a number", ",'_sd':['@0']", { "['s',1,'Ana']" }, MOST_NOTHING },
  { "salt that is a number", ",'_sd':['@0']", { "[1,'name','Ana']" }, MOST_NOTHING },
  { "called _sd", ",'_sd':['@0']", { "['s','_sd',['x']]" }, MOST_NOTHING },
  { "called ...", ",'_sd':['@0']", { "['s','...','x']" }, MOST_NOTHING },
  { "the issuer", ",'_sd':['@0']", { "['s','iss','$OTHER']" }, MOST_NOTHING },
  { "the type", ",'_sd':['@0']", { "['s','vct','urn:x:doctor']" }, MOST_NOTHING },
  { "the end", ",'_sd':['@0']", { "['s','exp',4000000000]" }, MOST_NOTHING },
  { "the beginning", ",'_sd':['@0']", { "['s','nbf',1]" }, MOST_NOTHING },
  { "the status", ",'_sd':['@0']", { "['s','status',{}]" }, MOST_NOTHING },
  { "the holder's key", ",'_sd':['@0']", { "['s','cnf',{'jwk':$OTHERJWK}]" }, MOST_NOTHING },
  { "weak hash", ",'_sd_alg':'md5','_sd':['@0']", { "['s','name','Ana']" }, MOST_NOTHING },
  { "hash of nobody", ",'_sd_alg':'none','_sd':['@0']", { "['s','name','Ana']" }, MOST_NOTHING },
  { "hash by case", ",'_sd_alg':'SHA-1','_sd':['@0']", { "['s','name','Ana']" }, MOST_NOTHING },
  { "other hash", ",'_sd_alg':'sha-512','_sd':['@0']", { "['s','name','Ana']" }, MOST_NOTHING },
  { "digests as a text", ",'_sd':'@0'", { "['s','name','Ana']" }, MOST_NOTHING },
  { "digests as numbers", ",'_sd':[1]", { NULL }, MOST_NOTHING },
  { "more beside an element's digest",
    ",'skills':[{'...':'@0','x':1}]",
    { "['s','welding']" },
    MOST_NOTHING },
  { "words twice inside", ",'_sd':['@0']", { "['s','name',{'a':1,'a':2}]" }, MOST_NOTHING },
};

static char *
encode (const Hostile *hostile, const char *text)
{
  g_autofree char *filled = tokens_fill (&hostile->tokens, text);

  return make_base64url (filled);
}

static char *
make (const Hostile *hostile, const char *more, const char *const *disclosures)
{
  g_autoptr (GString) claims = g_string_new ("{'iss':'$ED','vct':'urn:x:diploma'");
  g_autoptr (GString) tail = g_string_new ("~");
  g_autofree char *token = NULL;

  g_string_append_printf (claims, "%s}", more);
  for (guint i = 0; i < 3 && disclosures[i] != NULL; i++) {
    g_autofree char *encoded = encode (hostile, disclosures[i]);
    g_autofree char *digest = make_digest (encoded);
    char name[] = { '@', (char) ('0' + i), '\0' };

    g_string_replace (claims, name, digest, 0);
    g_string_append_printf (tail, "%s~", encoded);
  }
  token = tokens_sign (&hostile->tokens, hostile->tokens.ed25519, HEADER, claims->str);
  return g_strconcat (token, tail->str, NULL);
}

/* The signature of the holder, who is $OTHER. */
static void
try_holders (Hostile *hostile)
{
#define KB "'aud':'https://x.example','nonce':'n','iat':1577836800"
  static const struct {
    const char *name;
    const char *header;
    const char *payload;
    gboolean thief;
    HostileMost most;
  } holders[] = {
    { "holder", "{'alg':'EdDSA','typ':'kb+jwt'}", "{" KB ",'sd_hash':'@'}", FALSE, MUST_VERIFY },
    { "another holder", "{'alg':'EdDSA','typ':'kb+jwt'}", "{" KB ",'sd_hash':'@'}", TRUE,
      MOST_NOTHING },
    { "of another credential", "{'alg':'EdDSA','typ':'kb+jwt'}", "{" KB ",'sd_hash':'x'}", FALSE,
      MOST_NOTHING },
    { "of no credential", "{'alg':'EdDSA','typ':'kb+jwt'}", "{" KB "}", FALSE, MOST_NOTHING },
    { "no type", "{'alg':'EdDSA'}", "{" KB ",'sd_hash':'@'}", FALSE, MOST_NOTHING },
    { "key of his own", "{'alg':'EdDSA','typ':'kb+jwt','jwk':$EDJWK}", "{" KB ",'sd_hash':'@'}",
      TRUE, MOST_NOTHING },
    { "no nonce", "{'alg':'EdDSA','typ':'kb+jwt'}", "{'aud':'x','iat':1,'sd_hash':'@'}", FALSE,
      MOST_NOTHING },
    { "from the future", "{'alg':'EdDSA','typ':'kb+jwt'}",
      "{'aud':'x','nonce':'n','iat':4000000000,'sd_hash':'@'}", FALSE, MOST_NOTHING },
    { "not signed", "{'alg':'none','typ':'kb+jwt'}", "{" KB ",'sd_hash':'@'}", FALSE,
      MOST_NOTHING },
  };
  static const char *const disclosures[] = { "['s','name','Ana']", NULL, NULL };
  g_autofree char *good = make (hostile, CNF ",'_sd':['@0']", disclosures);
  g_autofree char *keyless = make (hostile, ",'_sd':['@0']", disclosures);
  g_autofree char *digest = make_digest (good);

  for (guint i = 0; i < G_N_ELEMENTS (holders); i++) {
    g_autoptr (GString) payload = g_string_new (holders[i].payload);
    g_autofree char *binding = NULL;
    g_autofree char *whole = NULL;
    g_autofree char *moved = NULL;

    g_string_replace (payload, "@", digest, 0);
    binding = tokens_sign (&hostile->tokens,
                           holders[i].thief ? hostile->tokens.ed25519 : hostile->tokens.other,
                           holders[i].header, payload->str);
    whole = g_strconcat (good, binding, NULL);
    moved = g_strconcat (keyless, binding, NULL);
    hostile_ask_text (hostile, "key binding", holders[i].name, whole, holders[i].most);
    hostile_ask_text (hostile, "key binding of another", holders[i].name, moved, MOST_NOTHING);
  }
}

#define ISSUER "https://college.example/issuer"
#define KEY ISSUER "#key"
#define BADGE(more)                                                                                \
  "{'@context':'https://w3id.org/openbadges/v2','type':'Assertion','id':'https://college.example/" \
  "1','recipient':{'type':'email','identity':'ana@x.example'},'badge':{'type':'BadgeClass',"       \
  "'name':'Weld','issuer':{'id':'" ISSUER "','type':'Issuer','name':'College'}}," more             \
  "'verification':{'type':'SignedBadge','creator':'" KEY "'}}"

static const struct {
  const char *name;
  const char *header;
  const char *payload;
  gboolean thief;
  HostileMost most;
} badges[] = {
  { "good", "{'alg':'EdDSA'}", BADGE (""), FALSE, MUST_VERIFY },
  { "by a thief", "{'alg':'EdDSA'}", BADGE (""), TRUE, MOST_NOTHING },
  { "by a thief, own key", "{'alg':'EdDSA','jwk':$OTHERJWK}", BADGE (""), TRUE, MOST_NOTHING },
  { "by a thief, named", "{'alg':'EdDSA','kid':'$OTHER#$OTHERKEY'}", BADGE (""), TRUE,
    MOST_NOTHING },
  { "none", "{'alg':'none'}", BADGE (""), FALSE, MOST_NOTHING },
  { "shared secret", "{'alg':'HS256'}", BADGE (""), FALSE, MOST_NOTHING },
  { "other algorithm", "{'alg':'RS256'}", BADGE (""), FALSE, MOST_NOTHING },
  { "critical", "{'alg':'EdDSA','crit':['b64'],'b64':false}", BADGE (""), FALSE, MOST_NOTHING },
  { "over", "{'alg':'EdDSA'}", BADGE ("'expires':'2026-01-01T00:00:00Z',"), FALSE, MOST_NOTHING },
  { "over in seconds", "{'alg':'EdDSA'}", BADGE ("'expires':1767225600,"), FALSE, MOST_NOTHING },
  { "not begun", "{'alg':'EdDSA'}", BADGE ("'issuedOn':'2027-01-01T00:00:00Z',"), FALSE,
    MOST_NOTHING },
  { "end in words", "{'alg':'EdDSA'}", BADGE ("'expires':'never',"), FALSE, MOST_UNCONFIRMED },
  { "withdrawn by its own word", "{'alg':'EdDSA'}", BADGE ("'revoked':true,"), FALSE,
    MOST_NOTHING },
};

static void
try_badges (Hostile *hostile)
{
  tokens_give (&hostile->tokens,
               "{'id':'" ISSUER "','type':'Issuer','name':'College','publicKey':{'id':'" KEY
               "','type':'CryptographicKey','owner':'" ISSUER
               "','publicKeyPem':'-----BEGIN PUBLIC KEY-----\\n"
               "MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=\\n"
               "-----END PUBLIC KEY-----'}}");
  for (guint i = 0; i < G_N_ELEMENTS (badges); i++) {
    g_autofree char *token = tokens_sign (
      &hostile->tokens, badges[i].thief ? hostile->tokens.other : hostile->tokens.ed25519,
      badges[i].header, badges[i].payload);
    g_autoptr (GBytes) picture = make_png ("iTXt", "openbadges", token);
    g_autofree char *name = g_strconcat (badges[i].name, ", in a PNG", NULL);

    hostile_ask_text (hostile, "badge", badges[i].name, token, badges[i].most);
    hostile_ask (hostile, "badge", name, picture, badges[i].most);
  }
}

void
hostile_disclosures (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++) {
    g_autofree char *token = make (hostile, attacks[i].claims, attacks[i].disclosures);

    hostile_ask_text (hostile, "disclosure", attacks[i].name, token, attacks[i].most);
  }
  try_holders (hostile);
  try_badges (hostile);
}
