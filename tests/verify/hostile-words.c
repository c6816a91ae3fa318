#include "verify/hostile.h"

#include "base/json.h"

/* Contexts that give words a meaning, or only seem to: what is signed as RDF and what as text. */
#define KID "{'alg':'EdDSA','kid':'$ED#$EDKEY'}"
#define V2 "'https://www.w3.org/ns/credentials/v2'"
#define STRANGE "'https://college.example/context'"
#define BODY                                                                                       \
  ",'type':['VerifiableCredential'],'issuer':'$ED','validFrom':'2026-01-01T00:00:00Z',"            \
  "'credentialSubject':{'id':'did:example:ana','name':'Ana'%s}%s}"

/* One more context, signed by the issuer. */
static const struct {
  const char *context;
  HostileMost meaning; /* of suites that sign RDF with directions, */
  HostileMost older;   /* RDF without, */
  HostileMost text;    /* and JSON */
} signed_contexts[] = {
  { "{'@language':'fr-CA'}", MUST_VERIFY, MUST_VERIFY, MUST_VERIFY },
  { "{'@language':'ar','@direction':'rtl'}", MUST_VERIFY, MOST_NOTHING, MUST_VERIFY },
  { "{'@direction':'ltr'}", MUST_VERIFY, MOST_NOTHING, MUST_VERIFY },
  { "{'@language':'f r'}", MOST_NOTHING, MOST_NOTHING, MOST_NOTHING },
  { "{'@language':''}", MOST_NOTHING, MOST_NOTHING, MOST_NOTHING },
  { "{'@language':null}", MOST_NOTHING, MOST_NOTHING, MOST_NOTHING },
  { "{'@language':'fr','@vocab':'https://schema.org/'}", MOST_NOTHING, MOST_NOTHING, MOST_NOTHING },
  { "{'@language':'fr','grade':'https://schema.org/grade'}", MOST_NOTHING, MOST_NOTHING,
    MOST_NOTHING },
  { "{}", MOST_NOTHING, MOST_NOTHING, MOST_NOTHING },
};

/* One more, which the issuer did not sign. */
static const char *const added_contexts[] = {
  "{'@language':'en'}",
  "{'@language':'f r'}",
  "{'@direction':'rtl'}",
  "{'@language':'en','@direction':'rtl'}",
};

static void
add_context (const Hostile *hostile, json_t *badge, const char *context)
{
  json_t *contexts = json_object_get (badge, "@context");
  g_autofree char *array = g_strdup_printf ("[%s]", context);
  g_autoptr (json_t) parsed = hostile_parse (hostile, array);

  json_array_extend (contexts, parsed);
}

static void
try_suite (Hostile *hostile, const HostileSuite *suite)
{
  TestIssuer *issuer = hostile_signer (hostile, suite);
  gboolean older = g_str_has_prefix (suite->name, "Ed25519Signature");

  for (guint i = 0; i < G_N_ELEMENTS (signed_contexts); i++) {
    g_autoptr (json_t) badge = hostile_badge (hostile, suite);
    g_autofree char *name = g_strdup_printf ("%s: %s", suite->name, signed_contexts[i].context);

    add_context (hostile, badge, signed_contexts[i].context);
    test_issuer_prove (issuer, badge, suite->name, NULL, hostile->tokens.contexts);
    hostile_ask_json (hostile, "signed context", name, badge,
                      !suite->by_meaning ? signed_contexts[i].text
                      : older            ? signed_contexts[i].older
                                         : signed_contexts[i].meaning);
  }
  for (guint i = 0; i < G_N_ELEMENTS (added_contexts); i++) {
    g_autoptr (json_t) badge = hostile_badge (hostile, suite);
    g_autofree char *name = g_strdup_printf ("%s: %s", suite->name, added_contexts[i]);

    test_issuer_prove (issuer, badge, suite->name, NULL, hostile->tokens.contexts);
    add_context (hostile, badge, added_contexts[i]);
    hostile_ask_json (hostile, "added context", name, badge, MOST_NOTHING);
  }
}

/* The contexts of what is signed as text, more of the subject, and more of the credential. */
static const struct {
  const char *contexts;
  const char *subject;
  const char *more;
  HostileMost most;
} texts[] = {
  { V2, "", "", MUST_VERIFY },
  { V2 "," STRANGE, "", "", MUST_VERIFY },
  { V2 ",{'@language':'fr'}", "", "", MUST_VERIFY },
  { V2 "," STRANGE, ",'grade':'A+'", "", MOST_NOTHING },
  { V2 "," STRANGE, "", ",'awardedBy':'Harvard'", MOST_NOTHING },
  { V2 "," STRANGE ",'https://www.w3.org/ns/credentials/undefined-terms/v2'", ",'grade':'A+'", "",
    MOST_NOTHING },
  { STRANGE "," V2, "", "", MOST_NOTHING },
  { V2 ",{'grade':'https://schema.org/grade'}", ",'grade':'A+'", "", MOST_NOTHING },
  { V2, ",'@context':{'name':'https://schema.org/alternateName'}", "", MOST_NOTHING },
  { V2, ",'@context':" STRANGE, "", MOST_NOTHING },
};

static void
try_text (Hostile *hostile, guint i)
{
  g_autofree char *payload = g_strconcat ("{'@context':[", texts[i].contexts, "]", BODY, NULL);
  g_auto (GStrv) parts = g_strsplit (payload, "%s", 3);
  g_autofree char *text =
    g_strconcat (parts[0], texts[i].subject, parts[1], texts[i].more, parts[2], NULL);
  g_autofree char *token = tokens_sign (&hostile->tokens, hostile->tokens.ed25519, KID, text);
  g_autoptr (json_t) badge = hostile_parse (hostile, text);

  hostile_ask_text (hostile, "words in a token", text, token, texts[i].most);
  test_issuer_prove (hostile->issuer, badge, "eddsa-jcs-2022", NULL, hostile->tokens.contexts);
  hostile_ask_json (hostile, "words in JSON", text, badge, texts[i].most);
}

void
hostile_words (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < HOSTILE_N_SUITES; i++)
    try_suite (hostile, &hostile_suites[i]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    try_text (hostile, i);
}
