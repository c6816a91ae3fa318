#include "verify/hostile.h"

#include <string.h>

#include "base/json.h"

/* Attacks that are more than a change of a member. */
typedef struct {
  Hostile *hostile;
  const HostileSuite *suite;
  TestIssuer *issuer;
  TestIssuer *thief;
} Attack;

typedef void (*Edit) (const Attack *attack, json_t *badge);

static void
prove (const Attack *attack, const TestIssuer *issuer, json_t *badge)
{
  test_issuer_prove (issuer, badge, attack->suite->name, NULL, attack->hostile->tokens.contexts);
}

static json_t *
take_proof (json_t *badge)
{
  json_t *proof = json_incref (json_object_get (badge, "proof"));

  json_object_del (badge, "proof");
  return proof;
}

static void
spoil (json_t *badge)
{
  json_object_set_new (badge, "name", json_string ("Large engines"));
}

static void
proof_in_array_in_array (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "proof", json_pack ("[[o]]", take_proof (badge)));
}

static void
proof_and_null (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "proof", json_pack ("[n, o, s]", take_proof (badge), "x"));
  spoil (badge);
}

static void
proof_in_graph (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "proof", json_pack ("{s:o}", "@graph", take_proof (badge)));
}

static void
proof_under_another_name (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "sec:proof", take_proof (badge));
}

static void
proof_in_subject (const Attack *attack, json_t *badge)
{
  json_object_set_new (json_object_get (badge, "credentialSubject"), "proof", take_proof (badge));
}

static void
proof_twice (const Attack *attack, json_t *badge)
{
  json_t *proof = take_proof (badge);
  json_t *copy = json_deep_copy (proof);

  json_object_set_new (copy, "created", json_string ("2020-01-01T00:00:00Z"));
  json_object_set_new (badge, "proof", json_pack ("[o, o]", proof, copy));
}

static void
thief_after_change (const Attack *attack, json_t *badge)
{
  spoil (badge);
  prove (attack, attack->thief, badge);
}

static void
thief_first (const Attack *attack, json_t *badge)
{
  json_t *proof = take_proof (badge);

  spoil (badge);
  prove (attack, attack->thief, badge);
  json_object_set_new (badge, "proof", json_pack ("[o, o]", take_proof (badge), proof));
}

static void
thief_by_jcs (const Attack *attack, json_t *badge)
{
  spoil (badge);
  test_issuer_prove (attack->hostile->stranger, badge, "eddsa-jcs-2022", NULL,
                     attack->hostile->tokens.contexts);
}

static void
thief_takes_over (const Attack *attack, json_t *badge)
{
  json_t *issuer = json_object_get (badge, "issuer");

  json_object_set_new (issuer, "id", json_string (test_issuer_did (attack->thief)));
  json_object_set_new (issuer, "name", json_string ("Collège"));
}

static void
proof_of_another_badge (const Attack *attack, json_t *badge)
{
  g_autoptr (json_t) other = hostile_badge (attack->hostile, attack->suite);

  json_object_set_new (other, "name", json_string ("Other engines"));
  prove (attack, attack->issuer, other);
  json_object_set (badge, "proof", json_object_get (other, "proof"));
}

static void
proof_cut (const Attack *attack, json_t *badge)
{
  json_t *proof = json_object_get (badge, "proof");
  const char *key = json_object_get (proof, "jws") != NULL ? "jws" : "proofValue";
  g_autofree char *value = g_strdup (coffret_json_string (proof, key));

  value[strlen (value) - 1] = '\0';
  json_object_set_new (proof, key, json_string (value));
}

static void
proof_longer (const Attack *attack, json_t *badge)
{
  json_t *proof = json_object_get (badge, "proof");
  const char *key = json_object_get (proof, "jws") != NULL ? "jws" : "proofValue";
  g_autofree char *value = g_strconcat (coffret_json_string (proof, key), "1", NULL);

  json_object_set_new (proof, key, json_string (value));
}

static void
proof_with_one (const Attack *attack, json_t *badge)
{
  json_t *proof = json_object_get (badge, "proof");
  const char *key = json_object_get (proof, "jws") != NULL ? "jws" : "proofValue";
  const char *old = coffret_json_string (proof, key);
  g_autofree char *value = g_strdup_printf ("%c1%s", old[0], old + 1);

  json_object_set_new (proof, key, json_string (value));
}

static void
proof_space (const Attack *attack, json_t *badge)
{
  json_t *proof = json_object_get (badge, "proof");
  const char *key = json_object_get (proof, "jws") != NULL ? "jws" : "proofValue";
  g_autofree char *value = g_strconcat (coffret_json_string (proof, key), "\n", NULL);

  json_object_set_new (proof, key, json_string (value));
}

static void
chain_without_first (const Attack *attack, json_t *badge)
{
  g_autoptr (json_t) members = json_pack ("{s:s}", "previousProof", "urn:uuid:first");

  json_object_set_new (json_object_get (badge, "proof"), "id", json_string ("urn:uuid:other"));
  test_issuer_prove (attack->issuer, badge, attack->suite->name, members,
                     attack->hostile->tokens.contexts);
}

static void
chain_with_bad_first (const Attack *attack, json_t *badge)
{
  g_autoptr (json_t) first = json_pack ("{s:s}", "id", "urn:uuid:first");
  g_autoptr (json_t) second = json_pack ("{s:s}", "previousProof", "urn:uuid:first");

  json_decref (take_proof (badge));
  test_issuer_prove (attack->issuer, badge, attack->suite->name, first,
                     attack->hostile->tokens.contexts);
  spoil (badge);
  test_issuer_prove (attack->issuer, badge, attack->suite->name, second,
                     attack->hostile->tokens.contexts);
}

static void
chain_with_itself (const Attack *attack, json_t *badge)
{
  json_t *proof = json_object_get (badge, "proof");

  json_object_set_new (proof, "id", json_string ("urn:uuid:first"));
  json_object_set_new (proof, "previousProof", json_string ("urn:uuid:first"));
}

static void
name_in_arrays (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "name", json_pack ("[[s]]", "Small engines"));
}

static void
name_and_null (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "name", json_pack ("[n, s]", "Small engines"));
}

static void
null_end (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "validUntil", json_null ());
}

static void
null_word (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "honours", json_null ());
}

static void
composed_otherwise (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "name", json_string ("Sma\xcc\x81ll engines"));
}

static void
number_for_text (const Attack *attack, json_t *badge)
{
  json_object_set_new (badge, "name", json_integer (7));
}

static void
subject_in_presentation (const Attack *attack, json_t *badge)
{
  g_autoptr (json_t) whole = json_deep_copy (badge);

  spoil (badge);
  json_decref (take_proof (badge));
  json_object_set (badge, "verifiableCredential", whole);
}

static void
endorsed_by_itself (const Attack *attack, json_t *badge)
{
  g_autoptr (json_t) whole = json_deep_copy (badge);

  json_object_set (badge, "endorsement", whole);
}

static void
same_id_elsewhere (const Attack *attack, json_t *badge)
{
  g_autoptr (json_t) node = json_pack ("{s:s, s:s}", "id", "did:example:zoe", "name", "Dr. Zoé");

  json_object_set (json_object_get (badge, "credentialSubject"), "alsoKnownAs", node);
}

static void
swapped_by_context (const Attack *attack, json_t *badge)
{
  json_t *achievement =
    json_object_get (json_object_get (badge, "credentialSubject"), "achievement");
  json_t *swap = json_pack ("{s:s, s:s}", "name", "https://schema.org/description", "description",
                            "https://schema.org/name");
  g_autoptr (json_t) name = json_incref (json_object_get (achievement, "name"));

  json_array_append_new (json_object_get (badge, "@context"), swap);
  json_object_set (achievement, "name", json_object_get (achievement, "description"));
  json_object_set (achievement, "description", name);
}

static const struct {
  const char *trap;
  const char *name;
  Edit edit;
} edits[] = {
  { "proof", "in an array in an array", proof_in_array_in_array },
  { "proof", "beside nothing, changed", proof_and_null },
  { "proof", "in a graph", proof_in_graph },
  { "proof", "under another name", proof_under_another_name },
  { "proof", "in the subject", proof_in_subject },
  { "proof set", "twice, once wrong", proof_twice },
  { "proof set", "good one of a thief after a change", thief_after_change },
  { "proof set", "good one of a thief first", thief_first },
  { "proof set", "good one of a thief by JCS", thief_by_jcs },
  { "proof", "of another issuer", thief_takes_over },
  { "proof", "of another badge", proof_of_another_badge },
  { "proof", "cut", proof_cut },
  { "proof", "longer", proof_longer },
  { "proof", "one digit more in front", proof_with_one },
  { "proof", "a line end", proof_space },
  { "proof chain", "without its first", chain_without_first },
  { "proof chain", "with a wrong first", chain_with_bad_first },
  { "proof chain", "on itself", chain_with_itself },
  { "arrays", "name in arrays", name_in_arrays },
  { "arrays", "name beside nothing", name_and_null },
  { "changed", "end is null", null_end },
  { "undefined term", "is null", null_word },
  { "changed", "accent as a character of its own", composed_otherwise },
  { "changed", "number for a name", number_for_text },
  { "embedded", "good one in a bad one", subject_in_presentation },
  { "embedded", "endorsed by itself", endorsed_by_itself },
  { "embedded", "more about the same id", same_id_elsewhere },
  { "context", "two words swapped", swapped_by_context },
};

static const struct {
  const char *name;
  const char *before; /* in the text */
  const char *more;   /* put in before it */
} texts[] = {
  { "name twice", "\"name\":\"Small", "\"name\":\"Large engines\"," },
  { "name twice, written with an escape", "\"name\":\"Small", "\"n\\u0061me\":\"Large engines\"," },
  { "subject twice",
    "\"credentialSubject\":", "\"credentialSubject\":{\"id\":\"did:example:bob\"}," },
  { "proof twice", "\"proof\":", "\"proof\":{}," },
  { "context twice", "\"@context\":", "\"@context\":[]," },
  { "issuer twice", "\"issuer\":", "\"issuer\":\"did:web:college.example\"," },
  { "end twice", "\"validUntil\":", "\"validUntil\":\"2099-01-01T00:00:00Z\"," },
  { "purpose twice", "\"proofPurpose\":", "\"proofPurpose\":\"authentication\"," },
  { "a comment", "\"proof\":", "/* \"proof\":{}, */" },
  { "a comma too many", "\"proof\":", "," },
  { "bytes that are no text", "Small engines", "\xc0\xaf" },
  { "half a surrogate", "Small engines", "\\ud800" },
  { "a NUL", "Small engines", "\\u0000" },
  { "writing from right to left", "Small engines", "\xe2\x80\xae" },
  { "another document in front", "{\"@context\"", "{\"type\":\"VerifiableCredential\"}" },
};

static void
edit_text (const Attack *attack, const char *text, guint number)
{
  const char *at = strstr (text, texts[number].before);
  g_autofree char *name = g_strconcat (texts[number].name, ", ", attack->suite->name, NULL);
  g_autofree char *changed =
    g_strdup_printf ("%.*s%s%s", (int) (at - text), text, texts[number].more, at);

  g_assert_nonnull (at);
  hostile_ask_text (attack->hostile, "text", name, changed, MOST_NOTHING);
}

static void
try_suite (const Attack *attack)
{
  g_autoptr (json_t) badge = hostile_badge (attack->hostile, attack->suite);
  g_autofree char *text = NULL;

  prove (attack, attack->issuer, badge);
  text = json_dumps (badge, JSON_COMPACT);
  hostile_ask_text (attack->hostile, "control", attack->suite->name, text, MUST_VERIFY);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    edit_text (attack, text, i);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autoptr (json_t) changed = json_deep_copy (badge);
    g_autofree char *name = g_strconcat (edits[i].name, ", ", attack->suite->name, NULL);

    edits[i].edit (attack, changed);
    hostile_ask_json (attack->hostile, edits[i].trap, name, changed,
                      edits[i].edit == thief_takes_over ? MOST_SIGNED : MOST_NOTHING);
  }
}

/* By himself, and as like the issuer as can be: whatever it says, nobody vouches for it. */
static void
try_names (const Attack *attack)
{
  static const char *const looks[] = {
    "{'issuer':{'name':'Collège'}}",
    "{'issuer':{'name':'Collège','url':'https://college.example'}}",
    "{'issuer':{'name':'Collège','parentOrg':{'id':'$ED','type':['Profile'],'name':'Collège'}}}",
    "{'issuer':{'name':'Collège','otherIdentifier':[{'type':'IdentifierEntry','identifier':'$ED',"
    "'identifierType':'identifier'}]}}",
    "{'issuer':{'name':'$ED'}}",
    "{'issuer':{'name':'Collège','endorsementJwt':['eyJ.eyJ.x']}}",
    "{'issuer':{'name':'Collège','official':'did:web:college.example'}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    g_autoptr (json_t) badge = test_badge (attack->thief);
    g_autoptr (json_t) look = hostile_parse (attack->hostile, looks[i]);
    g_autofree char *name = g_strdup_printf ("look %u, %s", i + 1, attack->suite->name);

    if (g_str_equal (attack->suite->name, "Ed25519Signature2018"))
      continue;
    hostile_merge (badge, look);
    prove (attack, attack->thief, badge);
    hostile_ask_json (attack->hostile, "name of another", name, badge, MOST_SIGNED);
  }
}

void
hostile_edits (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < HOSTILE_N_SUITES; i++) {
    const HostileSuite *suite = &hostile_suites[i];
    g_autoptr (TestIssuer) thief = test_issuer_new (suite->type, 9);
    const Attack attack = { hostile, suite, hostile_signer (hostile, suite), thief };

    try_suite (&attack);
    try_names (&attack);
  }
}
