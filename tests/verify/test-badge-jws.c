/* Open Badges 2 as a JWS: only the issuer's own profile says whose a key is. */
#include "verify/tokens.h"

#include <string.h>

#define ISSUER "https://college.example/issuer"
#define KEY "https://college.example/key"
#define BADGE(more)                                                                                \
  "{'@context':'https://w3id.org/openbadges/v2','type':'Assertion','id':'https://college.example/" \
  "1','recipient':{'type':'email','identity':'ana@x.example'},'badge':{'type':'BadgeClass',"       \
  "'name':'Weld','issuer':'" ISSUER "'}" more "}"
#define NAMED(key) ",'verification':{'type':'SignedBadge','creator':'" key "'}"
#define PEM                                                                                        \
  "'publicKeyPem':'-----BEGIN PUBLIC KEY-----\\n"                                                  \
  "MCowBQYDK2VwAyEAiojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w=\\n-----END PUBLIC KEY-----'"
#define OTHERPEM                                                                                   \
  "'publicKeyPem':'-----BEGIN PUBLIC KEY-----\\n"                                                  \
  "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\\n-----END PUBLIC KEY-----'"
#define OBJECT(id, owner, pem)                                                                     \
  "{'id':'" id "','type':'CryptographicKey','owner':'" owner "'," pem "}"
#define PROFILE(keys) "{'id':'" ISSUER "','type':'Issuer','name':'College','publicKey':" keys "}"

typedef struct {
  const char *name;
  const char *documents[3];
  const char *header;
  const char *payload;
  const char *expected;
  const char *code;
} Case;

#define PLAIN "{'alg':'EdDSA'}"
#define YES "yes yes yes"
#define UNKNOWN "unknown unknown unknown"

static const Case cases[] = {
  { "key apart",
    { PROFILE ("'" KEY "'"), OBJECT (KEY, ISSUER, PEM) },
    PLAIN,
    BADGE (NAMED (KEY)),
    YES,
    "signature-matches" },
  { "key inside", { PROFILE (OBJECT (KEY, ISSUER, PEM)) }, PLAIN, BADGE (NAMED (KEY)), YES, NULL },
  { "one of two",
    { PROFILE ("['https://college.example/old','" KEY "']"),
      OBJECT ("https://college.example/old", ISSUER, OTHERPEM), OBJECT (KEY, ISSUER, PEM) },
    PLAIN,
    BADGE (NAMED (KEY)),
    YES,
    NULL },
  { "not named",
    { PROFILE (OBJECT (KEY, ISSUER, PEM)) },
    "{'alg':'EdDSA','typ':'JWT'}",
    BADGE (""),
    YES,
    NULL },
  { "named by kid",
    { PROFILE (OBJECT (KEY, ISSUER, PEM)) },
    "{'alg':'EdDSA','kid':'" KEY "'}",
    BADGE (""),
    YES,
    NULL },
  { "older name",
    { PROFILE (OBJECT (KEY, ISSUER, PEM)) },
    PLAIN,
    BADGE (",'verify':{'type':'signed','url':'" KEY "'}"),
    YES,
    NULL },

  { "nothing here", { NULL }, PLAIN, BADGE (NAMED (KEY)), UNKNOWN, "key-not-given" },
  { "only the profile",
    { PROFILE ("'" KEY "'") },
    PLAIN,
    BADGE (NAMED (KEY)),
    UNKNOWN,
    "key-not-listed" },
  { "only the key",
    { OBJECT (KEY, ISSUER, PEM) },
    PLAIN,
    BADGE (NAMED (KEY)),
    "yes yes unknown",
    "signature-matches" },
  { "key not in the profile",
    { PROFILE ("'https://college.example/new'"), OBJECT (KEY, ISSUER, PEM) },
    PLAIN,
    BADGE (NAMED (KEY)),
    "yes yes unknown",
    NULL },
  { "key of another owner",
    { PROFILE ("'" KEY "'"), OBJECT (KEY, "https://thief.example", PEM) },
    PLAIN,
    BADGE (NAMED (KEY)),
    "yes yes unknown",
    NULL },
  { "key without owner",
    { PROFILE ("{'id':'" KEY "'," PEM "}") },
    PLAIN,
    BADGE (NAMED (KEY)),
    UNKNOWN,
    "key-not-listed" },
  { "another key",
    { PROFILE (OBJECT (KEY, ISSUER, OTHERPEM)) },
    PLAIN,
    BADGE (NAMED (KEY)),
    "no unknown yes",
    "signature-wrong" },
  { "another key, not named",
    { PROFILE (OBJECT (KEY, ISSUER, OTHERPEM)) },
    PLAIN,
    BADGE (""),
    UNKNOWN,
    "key-not-listed" },
  { "two names",
    { PROFILE (OBJECT (KEY, ISSUER, PEM)) },
    "{'alg':'EdDSA','kid':'https://thief.example/key'}",
    BADGE (NAMED (KEY)),
    "no unknown unknown",
    "token-contradicts" },
  { "profile brought along",
    { NULL },
    PLAIN,
    "{'type':'Assertion','recipient':'x','badge':{'issuer':{'id':'" ISSUER
    "','publicKey':" OBJECT (KEY, ISSUER, PEM) "}}" NAMED (KEY) "}",
    "yes yes unknown",
    NULL },
  { "shared secret",
    { PROFILE (OBJECT (KEY, ISSUER, PEM)) },
    "{'alg':'HS256'}",
    BADGE (NAMED (KEY)),
    "no unknown unknown",
    "algorithm-wrong" },
  { "a credential's type",
    { PROFILE (OBJECT (KEY, ISSUER, PEM)) },
    "{'alg':'EdDSA','typ':'vc+jwt'}",
    BADGE (NAMED (KEY)),
    "no unknown unknown",
    "purpose-wrong" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    Tokens tokens;
    g_autofree char *token = NULL;

    tokens_set_up (&tokens, NULL);
    for (guint j = 0; j < G_N_ELEMENTS (cases[i].documents); j++)
      if (cases[i].documents[j] != NULL)
        tokens_give (&tokens, cases[i].documents[j]);
    token = tokens_sign (&tokens, tokens.ed25519, cases[i].header, cases[i].payload);
    tokens_assert (&tokens, cases[i].name, token, cases[i].expected, cases[i].code);
    tokens_tear_down (&tokens, NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/badge-jws/cases", test_cases);
  return g_test_run ();
}
