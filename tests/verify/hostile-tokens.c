#include "verify/hostile.h"

#include <string.h>

/* Attacks on compact tokens, over the four kinds of credentials that come as one. */
#define V1 "'@context':['https://www.w3.org/2018/credentials/v1'],"
#define V2 "'@context':['https://www.w3.org/ns/credentials/v2'],"
#define BODY                                                                                       \
  "'type':['VerifiableCredential'],'credentialSubject':{'id':'did:example:ana','name':'Ana'}"
#define KID "'kid':'$ED#$EDKEY'"

/* "@" in a payload stands for more claims, each with a comma in front. */
static const struct {
  const char *name;
  const char *type;
  const char *payload;
  const char *tail;
} kinds[] = {
  { "VC-JWT 2.0", "vc+jwt", "{" V2 BODY ",'issuer':'$ED','validFrom':'2026-01-01T00:00:00Z'@}",
    "" },
  { "VC-JWT 1.1", "JWT",
    "{'iss':'$ED','nbf':1767225600,'vc':{" V1 BODY
    ",'issuer':'$ED','issuanceDate':'2026-01-01T00:00:00Z'}@}",
    "" },
  { "SD-JWT VC", "dc+sd-jwt", "{'iss':'$ED','vct':'urn:x:diploma','iat':1767225600@}", "~" },
};

/* The middle of a header, all signed by the issuer but where a thief is said to. */
static const struct {
  const char *trap;
  const char *header;
  gboolean thief;
} headers[] = {
  { "algorithm", "'alg':'none'," KID, FALSE },
  { "algorithm", "'alg':'None'," KID, FALSE },
  { "algorithm", "'alg':''," KID, FALSE },
  { "algorithm", "'alg':null," KID, FALSE },
  { "algorithm", "'alg':['EdDSA']," KID, FALSE },
  { "algorithm", KID, FALSE },
  { "algorithm", "'alg':'HS256'," KID, FALSE },
  { "algorithm", "'alg':'HS512'," KID, FALSE },
  { "algorithm", "'alg':'ES256'," KID, FALSE },
  { "algorithm", "'alg':'ES384'," KID, FALSE },
  { "algorithm", "'alg':'RS256'," KID, FALSE },
  { "algorithm", "'alg':'PS256'," KID, FALSE },
  { "algorithm", "'alg':'RS1'," KID, FALSE },
  { "algorithm", "'alg':'ES256K'," KID, FALSE },
  { "algorithm", "'alg':'eddsa'," KID, FALSE },
  { "algorithm", "'alg':'EdDSA '," KID, FALSE },
  { "algorithm", "'alg':'EdDSA','alg':'none'," KID, FALSE },
  { "extension", "'alg':'EdDSA','b64':false,'crit':['b64']," KID, FALSE },
  { "extension", "'alg':'EdDSA','b64':false," KID, FALSE },
  { "extension", "'alg':'EdDSA','crit':['exp'],'exp':4000000000," KID, FALSE },
  { "extension", "'alg':'EdDSA','crit':[]," KID, FALSE },
  { "extension", "'alg':'EdDSA','crit':'b64'," KID, FALSE },
  { "extension", "'alg':'EdDSA','crit':null," KID, FALSE },
  { "extension", "'alg':'EdDSA','crit':['alg']," KID, FALSE },
  { "type", "'alg':'EdDSA','typ':'at+jwt'," KID, FALSE },
  { "type", "'alg':'EdDSA','typ':'kb+jwt'," KID, FALSE },
  { "type", "'alg':'EdDSA','typ':'statuslist+jwt'," KID, FALSE },
  { "type", "'alg':'EdDSA','typ':'vp+jwt'," KID, FALSE },
  { "type", "'alg':'EdDSA','typ':'entity-statement+jwt'," KID, FALSE },
  { "type", "'alg':'EdDSA','typ':['JWT']," KID, FALSE },
  { "type", "'alg':'EdDSA','typ':''," KID, FALSE },
  { "key", "'alg':'EdDSA','kid':'$ED#$OTHERKEY'", FALSE },
  { "key", "'alg':'EdDSA','kid':'$OTHER#$OTHERKEY'", FALSE },
  { "key", "'alg':'EdDSA','kid':''", FALSE },
  { "key", "'alg':'EdDSA','kid':7", FALSE },
  { "key", "'alg':'EdDSA','kid':['$ED#$EDKEY']", FALSE },
  { "key", "'alg':'EdDSA','kid':'https://college.example/issuer#$EDKEY'", FALSE },
  { "thief", "'alg':'EdDSA'," KID, TRUE },
  { "thief", "'alg':'EdDSA'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$OTHER#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$OTHER'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$ED#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$ED#../$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$ED/../$OTHER#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$ED?x=$OTHER#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'$ED#$EDKEY#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'../../../../etc/passwd'", TRUE },
  { "thief", "'alg':'EdDSA','kid':'file:///dev/null'", TRUE },
  { "thief", "'alg':'EdDSA','kid':\"x' OR 1=1\"", TRUE },
  { "thief", "'alg':'EdDSA','kid':'https://college.example/issuer#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','jwk':$OTHERJWK", TRUE },
  { "thief", "'alg':'EdDSA','jwk':$OTHERJWK," KID, TRUE },
  { "thief", "'alg':'EdDSA','jwk':$EDJWK," KID, TRUE },
  { "thief", "'alg':'EdDSA','jwk':$OTHERJWK,'kid':'$OTHER#$OTHERKEY'", TRUE },
  { "thief", "'alg':'EdDSA','jku':'https://x.example/keys'", TRUE },
  { "thief", "'alg':'EdDSA','x5u':'https://x.example/c'", TRUE },
  { "thief", "'alg':'EdDSA','x5c':['MIIB']", TRUE },
  { "thief", "'alg':'EdDSA','x5c':['MIIB']," KID, TRUE },
  { "thief", "'alg':'EdDSA','x5t':'x'," KID, TRUE },
  { "thief", "'alg':'EdDSA','iss':'$OTHER'", TRUE },
  { "thief", "'alg':'EdDSA','trust_chain':['x']," KID, TRUE },
};

/* More claims, signed by the issuer. */
static const struct {
  const char *trap;
  const char *claims;
  HostileMost most; /* of the three kinds, the best */
} claims[] = {
  { "claims", ",'exp':1767225601", MOST_NOTHING },
  { "claims", ",'exp':0", MOST_NOTHING },
  { "claims", ",'exp':-1", MOST_NOTHING },
  { "claims", ",'exp':'4000000000'", MOST_UNCONFIRMED },
  { "claims", ",'exp':null", MOST_UNCONFIRMED },
  { "claims", ",'exp':[4000000000]", MOST_UNCONFIRMED },
  { "claims", ",'exp':1e300", MOST_UNCONFIRMED },
  { "claims", ",'exp':4000000000,'exp':1", MOST_NOTHING },
  { "claims", ",'iss':'$OTHER'", MOST_NOTHING },
  { "claims", ",'_sd':['x'],'_sd':['y']", MOST_NOTHING },
};

static const struct {
  const char *name;
  const char *payload;
} contradictions[] = {
  { "vc beside the credential",
    "{" V2 BODY ",'issuer':'$ED','vc':{" V2 "'type':['VerifiableCredential'],'issuer':'$ED',"
    "'credentialSubject':{'name':'Bob'}}}" },
  { "vp beside the credential",
    "{" V2 BODY ",'issuer':'$ED','vp':{" V2 "'type':['VerifiablePresentation']}}" },
  { "sub of another", "{" V2 BODY ",'issuer':'$ED','sub':'did:example:bob'}" },
  { "jti of another", "{" V2 BODY ",'id':'urn:x:1','issuer':'$ED','jti':'urn:x:2'}" },
  { "iss of another", "{" V2 BODY ",'issuer':'$ED','iss':'$OTHER'}" },
  { "issuer of another", "{" V2 BODY ",'issuer':'$OTHER','iss':'$ED'}" },
  { "issuer of another inside", "{'iss':'$ED','vc':{" V1 BODY ",'issuer':'$OTHER'}}" },
  { "subject of another inside", "{'iss':'$ED','sub':'did:example:bob','vc':{" V1 BODY "}}" },
  { "other end inside",
    "{'iss':'$ED','exp':4000000000,'vc':{" V1 BODY ",'expirationDate':'2099-01-01T00:00:00Z'}}" },
  { "over inside", "{'iss':'$ED','vc':{" V1 BODY ",'expirationDate':'2026-01-01T00:00:00Z'}}" },
  { "over", "{" V2 BODY ",'issuer':'$ED','validUntil':'2026-01-01T00:00:00Z'}" },
  { "not begun", "{" V2 BODY ",'issuer':'$ED','validFrom':'2027-01-01T00:00:00Z'}" },
  { "not begun, nbf", "{" V2 BODY ",'issuer':'$ED','nbf':1900000000}" },
  { "made in the future", "{" V2 BODY ",'issuer':'$ED','iat':1900000000}" },
  { "no issuer", "{" V2 BODY "}" },
  { "no context", "{" BODY ",'issuer':'$ED'}" },
  { "context of nobody", "{'@context':['https://x.example/v2']," BODY ",'issuer':'$ED'}" },
  { "context in the wrong place",
    "{'@context':['https://x.example/v2','https://www.w3.org/ns/credentials/v2']," BODY
    ",'issuer':'$ED'}" },
  { "own words",
    "{'@context':['https://www.w3.org/ns/credentials/v2',{'name':'https://x.example/n'}]," BODY
    ",'issuer':'$ED'}" },
  { "issuer as a list", "{" V2 BODY ",'issuer':['$ED']}" },
  { "issuer by case", "{" V2 BODY ",'Issuer':'$ED'}" },
  { "a token in a token", "{'iss':'$ED','vc':'eyJ.eyJ.x'}" },
  { "a list", "[{" V2 BODY ",'issuer':'$ED'}]" },
  { "a text", "'$ED'" },
};

typedef struct {
  Hostile *hostile;
  guint kind;
} Attack;

static char *
make (const Attack *attack, const Signer *signer, const char *header, const char *more)
{
  const Tokens *tokens = &attack->hostile->tokens;
  g_autoptr (GString) payload = g_string_new (kinds[attack->kind].payload);
  g_autofree char *typed =
    strstr (header, "'typ'") != NULL
      ? g_strdup_printf ("{%s}", header)
      : g_strdup_printf ("{'typ':'%s',%s}", kinds[attack->kind].type, header);
  g_autofree char *token = NULL;

  g_string_replace (payload, "@}", more, 0);
  g_string_append (payload, "}");
  token = tokens_sign (tokens, signer, typed, payload->str);
  return g_strconcat (token, kinds[attack->kind].tail, NULL);
}

static void
ask (const Attack *attack, const char *trap, const char *name, const char *text, HostileMost most)
{
  g_autofree char *full = g_strdup_printf ("%s, %s", name, kinds[attack->kind].name);

  hostile_ask_text (attack->hostile, trap, full, text, most);
}

static void
try_kind (const Attack *attack)
{
  const Tokens *tokens = &attack->hostile->tokens;
  g_autofree char *good = make (attack, tokens->ed25519, "'alg':'EdDSA'," KID, "");

  ask (attack, "control", "as it was signed", good, MUST_VERIFY);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++) {
    g_autofree char *bad =
      make (attack, headers[i].thief ? tokens->other : tokens->ed25519, headers[i].header, "");

    ask (attack, headers[i].trap, headers[i].header, bad, MOST_NOTHING);
  }
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++) {
    g_autofree char *bad = make (attack, tokens->ed25519, "'alg':'EdDSA'," KID, claims[i].claims);

    ask (attack, claims[i].trap, claims[i].claims, bad, claims[i].most);
  }
}

void
hostile_tokens (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    try_kind (&(Attack) { hostile, i });
  for (guint i = 0; i < G_N_ELEMENTS (contradictions); i++) {
    g_autofree char *token = tokens_sign (&hostile->tokens, hostile->tokens.ed25519,
                                          "{'alg':'EdDSA'," KID "}", contradictions[i].payload);

    hostile_ask_text (hostile, "contradiction", contradictions[i].name, token, MOST_NOTHING);
  }
}

/* The parts of a good token, put together otherwise. TEXT has three parts. */
static void
try_texts (const Attack *attack)
{
  const Tokens *tokens = &attack->hostile->tokens;
  const char *tail = kinds[attack->kind].tail;
  g_autofree char *good = make (attack, tokens->ed25519, "'alg':'EdDSA'," KID, "");
  g_autofree char *other = make (attack, tokens->ed25519, "'alg':'EdDSA'," KID, ",'nonce':'x'");
  g_autofree char *unsecured = make (attack, tokens->ed25519, "'alg':'none'", "");
  g_autofree char *plain = g_strndup (good, strlen (good) - strlen (tail));
  g_auto (GStrv) one = g_strsplit (plain, ".", -1);
  g_auto (GStrv) two = g_strsplit (other, ".", -1);
  g_auto (GStrv) none = g_strsplit (unsecured, ".", -1);
  g_autofree char *nested = g_strdup_printf ("{'vc':'%s','iss':'$ED'}", plain);
  g_autofree char *shown = tokens_sign (tokens, tokens->other, "{'alg':'EdDSA'}", nested);
  g_autofree char *zeros = g_strnfill (86, 'A');
  g_autofree char *json = g_strdup_printf (
    "{\"payload\":\"%s\",\"signatures\":[{\"protected\":\"%s\",\"signature\":\"%s\"}]}", two[1],
    one[0], one[2]);
  g_autofree char *flat = g_strdup_printf (
    "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}", two[1], one[0], one[2]);
  const struct {
    const char *name;
    char *text;
  } texts[] = {
    { "another payload", g_strdup_printf ("%s.%s.%s%s", one[0], two[1], one[2], tail) },
    { "another signature", g_strdup_printf ("%s.%s.%s", one[0], one[1], two[2]) },
    { "header of none", g_strdup_printf ("%s.%s.%s%s", none[0], one[1], one[2], tail) },
    { "header of none, no signature", g_strdup_printf ("%s.%s.%s", none[0], one[1], tail) },
    { "no signature", g_strdup_printf ("%s.%s.%s", one[0], one[1], tail) },
    { "no signature and no dot", g_strdup_printf ("%s.%s%s", one[0], one[1], tail) },
    { "zeros", g_strdup_printf ("%s.%s.%s%s", one[0], one[1], zeros, tail) },
    { "four parts", g_strdup_printf ("%s.%s%s", plain, one[2], tail) },
    { "five parts",
      g_strdup_printf ("%s.%s.%s.%s.%s%s", one[0], two[1], one[1], one[2], one[2], tail) },
    { "a part in front", g_strdup_printf ("%s.%s%s", two[0], plain, tail) },
    { "payload twice", g_strdup_printf ("%s.%s.%s.%s%s", one[0], one[1], two[1], one[2], tail) },
    { "padding", g_strdup_printf ("%s.%s=.%s%s", one[0], one[1], one[2], tail) },
    { "padding after", g_strdup_printf ("%s==%s", plain, tail) },
    { "space inside", g_strdup_printf ("%s. %s.%s%s", one[0], one[1], one[2], tail) },
    { "line end inside", g_strdup_printf ("%s.\n%s.%s%s", one[0], one[1], one[2], tail) },
    { "cut", g_strdup_printf ("%.*s%s", (int) strlen (plain) - 2, plain, tail) },
    { "longer", g_strdup_printf ("%sAAAA%s", plain, tail) },
    { "standard alphabet", g_strdup_printf ("%s.%s.%.84s+/%s", one[0], one[1], one[2], tail) },
    { "nested", g_steal_pointer (&shown) },
    { "general form", g_steal_pointer (&json) },
    { "flat form", g_steal_pointer (&flat) },
    { "Bearer", g_strdup_printf ("Bearer %s.%s.%s", one[0], two[1], one[2]) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    ask (attack, "parts", texts[i].name, texts[i].text, MOST_NOTHING);
    g_free (texts[i].text);
  }
  /* The last of its 86 digits stands for two bits and no more. */
  for (const char *digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"; *digit != '\0'; digit++) {
    g_autofree char *text =
      g_strdup_printf ("%.*s%c%s", (int) strlen (plain) - 1, plain, *digit, tail);

    if (strcmp (text, good) != 0)
      ask (attack, "parts", "another last digit", text, MOST_NOTHING);
  }
}

void
hostile_token_texts (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    try_texts (&(Attack) { hostile, i });
}
