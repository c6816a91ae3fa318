#include "verify/hostile.h"

#include <string.h>

#include "base/json.h"
#include "verify/lists.h"

/* Lists that are not the issuer's, not the one that is meant, or too old: none may say that a
 * credential was not withdrawn. */
#define URL "https://college.example/status/1"
#define INDEX 94567

typedef struct {
  const char *name;
  const char *list;  /* a merge patch of the list, before it is signed */
  const char *entry; /* the same of the credential's entry */
  const char *after; /* the same of the list, after it was signed */
  gboolean thief;    /* signs the list */
  HostileMost most;
} Attack;

static const int none[] = { -1 };
static const int revoked[] = { INDEX, -1 };

static const Attack attacks[] = {
  { "good list", NULL, NULL, NULL, FALSE, MUST_VERIFY },
  { "signed by a thief", NULL, NULL, NULL, TRUE, MOST_UNCONFIRMED },
  { "by a thief in his name", "{'issuer':'$OTHER'}", NULL, NULL, TRUE, MOST_UNCONFIRMED },
  { "by another who is vouched for", "{'issuer':'did:web:college.example'}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "changed after it was signed", NULL, NULL, "{'validUntil':'2099-01-01T00:00:00Z'}", FALSE,
    MOST_UNCONFIRMED },
  { "undefined term", NULL, NULL, "{'note':'all is well'}", FALSE, MOST_UNCONFIRMED },
  { "not signed", NULL, NULL, "{'proof':null}", FALSE, MOST_UNCONFIRMED },
  { "proof for another purpose", NULL, NULL, "{'proof':{'proofPurpose':'authentication'}}", FALSE,
    MOST_UNCONFIRMED },
  { "over", "{'validUntil':'2026-05-31T00:00:00Z'}", NULL, NULL, FALSE, MOST_UNCONFIRMED },
  { "old", "{'validFrom':'2026-04-01T00:00:00Z'}", NULL, NULL, FALSE, MOST_UNCONFIRMED },
  { "from the future", "{'validFrom':'2027-04-01T00:00:00Z'}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "without a date", "{'validFrom':null}", NULL, NULL, FALSE, MOST_UNCONFIRMED },
  { "short life", "{'credentialSubject':{'ttl':1000}}", NULL, NULL, FALSE, MOST_UNCONFIRMED },
  { "end that is no date", "{'validUntil':'never'}", NULL, NULL, FALSE, MOST_UNCONFIRMED },
  { "other purpose", "{'credentialSubject':{'statusPurpose':'suspension'}}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "no purpose", "{'credentialSubject':{'statusPurpose':null}}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "other type", "{'type':['VerifiableCredential']}", NULL, NULL, FALSE, MOST_UNCONFIRMED },
  { "other type of subject", "{'credentialSubject':{'type':'Profile'}}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "bits that are none", "{'credentialSubject':{'encodedList':'uAAAA'}}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "bits of no length", "{'credentialSubject':{'encodedList':''}}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "bits as a list", "{'credentialSubject':{'encodedList':[]}}", NULL, NULL, FALSE,
    MOST_UNCONFIRMED },
  { "no bits", "{'credentialSubject':{'encodedList':null}}", NULL, NULL, FALSE, MOST_UNCONFIRMED },
  { "bigger statuses", "{'credentialSubject':{'statusSize':2}}", NULL, NULL, FALSE, MOST_VERIFIED },

  { "index beyond", NULL, "{'statusListIndex':'131072'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "index far beyond", NULL, "{'statusListIndex':'18446744073709646183'}", NULL, FALSE,
    MOST_UNCONFIRMED },
  { "index below", NULL, "{'statusListIndex':'-1'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "index in words", NULL, "{'statusListIndex':'many'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "index with a space", NULL, "{'statusListIndex':' 1'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "index with a sign", NULL, "{'statusListIndex':'+1'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "index in hexadecimal", NULL, "{'statusListIndex':'0x1'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "index empty", NULL, "{'statusListIndex':''}", NULL, FALSE, MOST_UNCONFIRMED },
  { "no index", NULL, "{'statusListIndex':null}", NULL, FALSE, MOST_UNCONFIRMED },
  { "list by another address", NULL,
    "{'statusListCredential':'https://college.example:443/status/1'}", NULL, FALSE,
    MOST_UNCONFIRMED },
  { "list by http", NULL, "{'statusListCredential':'http://college.example/status/1'}", NULL, FALSE,
    MOST_UNCONFIRMED },
  { "list with a slash", NULL, "{'statusListCredential':'" URL "/'}", NULL, FALSE,
    MOST_UNCONFIRMED },
  { "list with a fragment", NULL, "{'statusListCredential':'" URL "#list'}", NULL, FALSE,
    MOST_UNCONFIRMED },
  { "list with a query", NULL, "{'statusListCredential':'" URL "?x'}", NULL, FALSE,
    MOST_UNCONFIRMED },
  { "list not named", NULL, "{'statusListCredential':null}", NULL, FALSE, MOST_UNCONFIRMED },
  { "suspended by it", NULL, "{'statusPurpose':'suspension'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "purpose by case", NULL, "{'statusPurpose':'Revocation'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "kind of nobody", NULL, "{'type':'RevocationBitmap2022'}", NULL, FALSE, MOST_UNCONFIRMED },
  { "no kind", NULL, "{'type':null}", NULL, FALSE, MOST_UNCONFIRMED },
  { "size of nothing", NULL, "{'statusSize':0}", NULL, FALSE, MOST_UNCONFIRMED },
};

static void
give (Hostile *hostile, const json_t *list)
{
  g_autofree char *text = json_dumps (list, 0);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  /* What is refused there is not a list at all. */
  coffret_grounds_add (hostile->tokens.grounds, COFFRET_GROUND_STATUS, bytes, NULL,
                       coffret_instant_parse (TOKENS_NOW), NULL);
}

static void
give_list (Hostile *hostile, const Attack *attack, const int *set)
{
  g_autoptr (json_t) list =
    lists_make (URL, test_issuer_did (hostile->issuer), "revocation", "2026-05-30T00:00:00Z", set);
  g_autoptr (json_t) undated = json_pack ("{s:n}", "created");
  g_autoptr (json_t) change = attack->list != NULL ? hostile_parse (hostile, attack->list) : NULL;
  g_autoptr (json_t) after = attack->after != NULL ? hostile_parse (hostile, attack->after) : NULL;

  if (change != NULL)
    hostile_merge (list, change);
  test_issuer_prove (attack->thief ? hostile->stranger : hostile->issuer, list, "eddsa-rdfc-2022",
                     undated, hostile->tokens.contexts);
  if (after != NULL)
    hostile_merge (list, after);
  give (hostile, list);
}

static void
try (const Attack *attack, const HostileSuite *suite, const int *set, HostileMost most)
{
  Hostile hostile;
  g_autoptr (json_t) badge = NULL;
  g_autoptr (json_t) entry =
    json_pack ("{s:s, s:s, s:s, s:s}", "type", "BitstringStatusListEntry", "statusPurpose",
               "revocation", "statusListIndex", "94567", "statusListCredential", URL);
  g_autoptr (json_t) change = NULL;
  g_autofree char *name =
    g_strdup_printf ("%s, %s%s", attack->name, suite->name, set == revoked ? ", revoked" : "");

  hostile_set_up (&hostile, NULL);
  give_list (&hostile, attack, set);
  if (attack->entry != NULL) {
    change = hostile_parse (&hostile, attack->entry);
    hostile_merge (entry, change);
  }
  badge = hostile_badge (&hostile, suite);
  json_object_set (badge, "credentialStatus", entry);
  test_issuer_prove (hostile_signer (&hostile, suite), badge, suite->name, NULL,
                     hostile.tokens.contexts);
  hostile_ask_json (&hostile, "status", name, badge, most);
  hostile_tear_down (&hostile, NULL);
}

void
hostile_status (Hostile *unused, gconstpointer data)
{
  for (guint i = 0; i < HOSTILE_N_SUITES; i++) {
    /* Those of the issuer whose list it is. */
    if (hostile_suites[i].type != COFFRET_KEY_ED25519)
      continue;
    try (&attacks[0], &hostile_suites[i], revoked, MOST_NOTHING);
    for (guint k = 0; k < G_N_ELEMENTS (attacks); k++)
      try (&attacks[k], &hostile_suites[i], none, attacks[k].most);
  }
}
