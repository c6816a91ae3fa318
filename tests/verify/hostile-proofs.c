#include "verify/hostile.h"

/* Attacks that are a change of the JSON, over every suite. */
#define OB "'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'"
#define V1 "'https://www.w3.org/2018/credentials/v1'"
#define V2 "'https://www.w3.org/ns/credentials/v2'"
#define ED2020 "'https://w3id.org/security/suites/ed25519-2020/v1'"
#define SUBJECT(more) "{'credentialSubject':{" more "}}"

typedef enum {
  AFTER,    /* it was signed */
  BEFORE,   /* the issuer signs it as it is */
  MEANING,  /* the same, only where what is signed is RDF */
  STRANGER, /* signs it in the issuer's name */
} When;

typedef struct {
  const char *trap;
  const char *name;
  When when;
  const char *document; /* a merge patch; nullable */
  const char *proof;    /* the same, of the proof, before it is signed unless AFTER */
} Attack;

static const Attack attacks[] = {
  { "changed", "title", AFTER, "{'name':'Large engines'}", NULL },
  { "changed", "achievement", AFTER, SUBJECT ("'achievement':{'name':'Rockets'}"), NULL },
  { "changed", "recipient", AFTER, SUBJECT ("'id':'did:example:bob'"), NULL },
  { "changed", "id", AFTER, "{'id':'urn:uuid:other'}", NULL },
  { "changed", "no id", AFTER, "{'id':null}", NULL },
  { "changed", "added type", AFTER,
    "{'type':['VerifiableCredential','OpenBadgeCredential','ClrCredential']}", NULL },
  { "changed", "types the other way round and one more", AFTER,
    "{'type':['OpenBadgeCredential','VerifiableCredential','Profile']}", NULL },
  { "changed", "description", AFTER, "{'description':'With honours'}", NULL },
  { "changed", "evidence", AFTER, "{'evidence':[{'id':'https://x.example/e','type':['Evidence']}]}",
    NULL },
  { "changed", "end taken away", AFTER, "{'validUntil':null}", NULL },
  { "changed", "end moved", AFTER, "{'validUntil':'2099-01-01T00:00:00Z'}", NULL },
  { "changed", "start in another zone", AFTER, "{'validFrom':'2026-01-01T00:00:00-05:00'}", NULL },
  { "changed", "start as the same moment", AFTER, "{'validFrom':'2026-01-01T01:00:00+01:00'}",
    NULL },
  { "changed", "refresh service", AFTER,
    "{'refreshService':{'id':'https://x.example/r','type':'1EdTechCredentialRefresh'}}", NULL },
  { "changed", "a result", AFTER, SUBJECT ("'result':[{'type':['Result'],'value':'A+'}]"), NULL },
  { "changed", "credits", AFTER, SUBJECT ("'achievement':{'creditsAvailable':90}"), NULL },
  { "changed", "endorsement", AFTER, "{'endorsement':[{'type':'EndorsementCredential'}]}", NULL },
  { "changed", "image", AFTER, "{'image':{'id':'data:image/png;base64,AAAA','type':'Image'}}",
    NULL },
  { "changed", "issuer's name", AFTER, "{'issuer':{'name':'Collège'}}", NULL },
  { "changed", "issuer as a text", AFTER, "{'issuer':'https://college.example/issuer'}", NULL },
  { "changed", "a second subject", AFTER,
    "{'credentialSubject':[{'id':'did:example:zoe','type':['AchievementSubject']},{'id':'did:"
    "example:bob'}]}",
    NULL },
  { "changed", "status taken for granted", AFTER,
    "{'credentialStatus':{'type':'BitstringStatusListEntry','statusPurpose':'refresh'}}", NULL },

  { "undefined term", "in the credential", AFTER, "{'honours':'summa cum laude'}", NULL },
  { "undefined term", "in the subject", AFTER, SUBJECT ("'gradeAverage':4.3"), NULL },
  { "undefined term", "in the achievement", AFTER, SUBJECT ("'achievement':{'level':'PhD'}"),
    NULL },
  { "undefined term", "an object", AFTER, "{'honours':{'name':'summa','description':'x'}}", NULL },
  { "undefined term", "an array", AFTER, "{'honours':['summa','maxima']}", NULL },
  { "undefined term", "nothing", AFTER, "{'honours':[]}", NULL },
  { "undefined term", "of 1.1 in 2.0", AFTER, "{'expirationDate':'2099-01-01T00:00:00Z'}", NULL },
  { "undefined term", "start of 1.1", AFTER, "{'issuanceDate':'2020-01-01T00:00:00Z'}", NULL },
  { "undefined term", "in the proof", AFTER, NULL, "{'note':'counter-signed by the minister'}" },
  { "undefined term", "type without a meaning", AFTER,
    "{'type':['VerifiableCredential','OpenBadgeCredential','DoctorCredential']}", NULL },
  { "undefined term", "Credential name by case", AFTER, "{'Name':'Large engines'}", NULL },
  { "undefined term", "case of the subject", AFTER,
    "{'CredentialSubject':{'id':'did:example:bob'}}", NULL },
  { "undefined term", "with a space", AFTER, "{'name ':'Large engines'}", NULL },
  { "undefined term", "with a soft hyphen", AFTER, "{'na\\u00adme':'Large engines'}", NULL },
  { "undefined term", "in Cyrillic letters", AFTER, "{'n\\u0430me':'Large engines'}", NULL },
  { "undefined term", "in wide letters", AFTER, "{'\\uff4eame':'Large engines'}", NULL },
  { "undefined term", "with no width", AFTER, "{'\\u200bname':'Large engines'}", NULL },
  { "undefined term", "of no length", AFTER, "{'':'Large engines'}", NULL },
  { "undefined term", "signed without being covered", MEANING, "{'honours':'summa'}", NULL },
  { "undefined term", "of 1.1, signed", MEANING, "{'expirationDate':'2099-01-01T00:00:00Z'}",
    NULL },
  { "undefined term", "type, signed", MEANING,
    "{'type':['VerifiableCredential','OpenBadgeCredential','DoctorCredential']}", NULL },
  { "undefined term", "relative id, signed", MEANING, SUBJECT ("'id':'bob'"), NULL },
  { "undefined term", "relative id of the badge, signed", MEANING, "{'id':'badge'}", NULL },
  { "undefined term", "language that is none, signed", MEANING,
    "{'description':{'@value':'x','@language':'a b'}}", NULL },

  { "relative id", "subject", AFTER, SUBJECT ("'id':'bob'"), NULL },
  { "relative id", "subject by path", AFTER, SUBJECT ("'id':'../bob'"), NULL },
  { "relative id", "subject, empty", AFTER, SUBJECT ("'id':''"), NULL },
  { "relative id", "subject, blank", AFTER, SUBJECT ("'id':'_:b0'"), NULL },
  { "relative id", "achievement", AFTER, SUBJECT ("'achievement':{'id':'x'}"), NULL },
  { "relative id", "issuer", AFTER, "{'issuer':{'id':'college'}}", NULL },
  { "relative id", "badge", AFTER, "{'id':'x'}", NULL },
  { "relative id", "with a space", AFTER, SUBJECT ("'id':'did:example:zoe '"), NULL },

  { "written out", "name as an IRI", AFTER, "{'https://schema.org/name':'Large engines'}", NULL },
  { "written out", "name as a compact IRI", AFTER, "{'schema:name':'Large engines'}", NULL },
  { "written out", "end as an IRI", AFTER,
    "{'https://www.w3.org/2018/credentials#validUntil':'2099-01-01T00:00:00Z','validUntil':null}",
    NULL },
  { "written out", "end as an IRI, signed so", MEANING,
    "{'https://www.w3.org/2018/credentials#validUntil':{'@type':'http://www.w3.org/2001/"
    "XMLSchema#dateTime','@value':'2026-02-01T00:00:00Z'},'validUntil':null}",
    NULL },
  { "written out", "type as an IRI", AFTER,
    "{'type':['VerifiableCredential','https://purl.imsglobal.org/spec/vc/ob/"
    "vocab.html#OpenBadgeCredential']}",
    NULL },
  { "written out", "an unknown IRI", AFTER, "{'https://x.example/grade':'A'}", NULL },
  { "written out", "proof as an IRI", AFTER,
    "{'https://w3id.org/security#proof':{'type':'DataIntegrityProof'}}", NULL },

  { "keyword", "@id for id", AFTER, "{'id':null,'@id':'urn:uuid:badge'}", NULL },
  { "keyword", "@id beside id", AFTER, "{'@id':'urn:uuid:badge'}", NULL },
  { "keyword", "@type beside type", AFTER, "{'@type':'OpenBadgeCredential'}", NULL },
  { "keyword", "@graph", AFTER, "{'@graph':[]}", NULL },
  { "keyword", "@graph of nothing", AFTER, "{'@graph':{'name':'x'}}", NULL },
  { "keyword", "@included", AFTER, "{'@included':[{'id':'urn:uuid:badge'}]}", NULL },
  { "keyword", "@nest", AFTER, "{'@nest':{'name':'Large engines'},'name':null}", NULL },
  { "keyword", "@nest of the same", AFTER, "{'@nest':{'name':'Small engines'},'name':null}", NULL },
  { "keyword", "@reverse", AFTER, "{'@reverse':{}}", NULL },
  { "keyword", "@index", AFTER, "{'@index':'Large engines'}", NULL },
  { "keyword", "@index of the subject", AFTER, SUBJECT ("'@index':'With honours'"), NULL },
  { "keyword", "@value of a name", AFTER, "{'name':{'@value':'Small engines','@index':'Large'}}",
    NULL },
  { "keyword", "@set of a name", AFTER, "{'name':{'@set':['Small engines']}}", NULL },
  { "keyword", "@list of names", AFTER, "{'name':{'@list':['Small engines']}}", NULL },
  { "keyword", "@json", AFTER, "{'name':{'@type':'@json','@value':'Small engines'}}", NULL },
  { "keyword", "@direction of a name", AFTER,
    "{'name':{'@value':'Small engines','@direction':'rtl'}}", NULL },
  { "keyword", "@language of a name", AFTER, "{'name':{'@value':'Small engines','@language':'fr'}}",
    NULL },
  { "keyword", "@language and @direction of nothing", AFTER,
    "{'name':{'@value':'Small engines','@language':null,'@direction':null}}", NULL },
  { "changed", "issuer in an array", AFTER, "{'issuer':[{'id':'$ED','type':'Profile'}]}", NULL },
  { "changed", "an empty second subject", AFTER,
    "{'credentialSubject':[{'id':'did:example:zoe'},{}]}", NULL },
  { "changed", "end as a typed value", AFTER,
    "{'validUntil':{'type':'http://www.w3.org/2001/"
    "XMLSchema#dateTime','@value':'2036-01-01T00:00:00Z'}}",
    NULL },
  { "keyword", "reserved word", AFTER, "{'@honours':'summa'}", NULL },
  { "keyword", "@context in the subject", AFTER, SUBJECT ("'@context':" V2), NULL },
  { "keyword", "@context of nothing in the subject", AFTER, SUBJECT ("'@context':[null]"), NULL },
  { "keyword", "@context in the proof", AFTER, NULL, "{'@context':'https://x.example/v1'}" },
  { "keyword", "words of its own in the proof", AFTER, NULL,
    "{'@context':[" V2 ",{'created':null}]}" },
  { "keyword", "@reverse, signed", MEANING,
    "{'@reverse':{'https://x.example/of':{'id':'urn:uuid:y'}}}", NULL },
  { "keyword", "@graph, signed", MEANING,
    "{'@graph':[{'id':'urn:uuid:y','https://x.example/is':'x'}]}", NULL },
  { "keyword", "a part that is the credential, signed", MEANING,
    SUBJECT ("'id':'urn:uuid:badge','validUntil':{'@type':'http://www.w3.org/2001/"
             "XMLSchema#dateTime','@value':'2026-02-01T00:00:00Z'}"),
    NULL },

  { "context", "one more", AFTER,
    "{'@context':[" V2 "," OB "," ED2020 ",'https://w3id.org/dcc/v1']}", NULL },
  { "context", "catch-all", AFTER,
    "{'@context':[" V2 "," OB "," ED2020 ",'https://www.w3.org/ns/credentials/undefined-terms/v2'],"
    "'honours':'summa'}",
    NULL },
  { "context", "examples", AFTER,
    "{'@context':[" V2 "," OB "," ED2020 ",'https://www.w3.org/ns/credentials/examples/v2'],"
    "'honours':'summa'}",
    NULL },
  { "context", "unknown", AFTER, "{'@context':[" V2 "," OB "," ED2020 ",'https://x.example/v1']}",
    NULL },
  { "context", "unknown alone", AFTER, "{'@context':['https://x.example/v1']}", NULL },
  { "context", "none", AFTER, "{'@context':null}", NULL },
  { "context", "an empty list", AFTER, "{'@context':[]}", NULL },
  { "context", "of 1.1 first", AFTER, "{'@context':[" V1 "," V2 "," OB "," ED2020 "]}", NULL },
  { "context", "other order", AFTER, "{'@context':[" OB "," V2 "," ED2020 "]}", NULL },
  { "context", "twice", AFTER, "{'@context':[" V2 "," OB "," OB "," ED2020 ",{}]}", NULL },
  { "context", "http", AFTER,
    "{'@context':['http://www.w3.org/ns/credentials/v2'," OB "," ED2020 "]}", NULL },
  { "context", "with a fragment", AFTER,
    "{'@context':['https://www.w3.org/ns/credentials/v2#'," OB "," ED2020 "]}", NULL },
  { "context", "with a slash", AFTER,
    "{'@context':['https://www.w3.org/ns/credentials/v2/'," OB "," ED2020 "]}", NULL },
  { "context", "capital letters", AFTER,
    "{'@context':['https://WWW.w3.org/ns/credentials/v2'," OB "," ED2020 "]}", NULL },
  { "context", "inside a list", AFTER, "{'@context':[[" V2 "," OB "," ED2020 "]]}", NULL },
  { "context", "empty words", AFTER, "{'@context':[" V2 "," OB "," ED2020 ",{}]}", NULL },
  { "context", "own words", AFTER,
    "{'@context':[" V2 "," OB "," ED2020 ",{'honours':'https://schema.org/name'}]}", NULL },
  { "context", "own word for what is there", AFTER,
    "{'@context':[" V2 "," OB "," ED2020
    ",{'title':'https://schema.org/name'}],'name':null,'title':"
    "'Small engines'}",
    NULL },
  { "context", "a word for nothing", AFTER,
    "{'@context':[" V2 "," OB "," ED2020 ",{'honours':null}],'honours':'summa'}", NULL },
  { "context", "a vocabulary", AFTER,
    "{'@context':[" V2 "," OB "," ED2020 ",{'@vocab':'https://x.example/'}],'honours':'summa'}",
    NULL },
  { "context", "a base", AFTER,
    "{'@context':[" V2 "," OB "," ED2020
    ",{'@base':'did:example:'}],'credentialSubject':{'id':'zoe'}}",
    NULL },
  { "context", "a language", AFTER, "{'@context':[" V2 "," OB "," ED2020 ",{'@language':'fr'}]}",
    NULL },
  { "context", "an import", AFTER, "{'@context':[" V2 "," OB "," ED2020 ",{'@import':" V2 "}]}",
    NULL },
  { "context", "own words, signed", MEANING,
    "{'@context':[" V2 "," OB "," ED2020 ",{'honours':'https://schema.org/name'}],'honours':'x'}",
    NULL },
  { "context", "catch-all, signed", MEANING,
    "{'@context':[" V2 "," OB "," ED2020 ",'https://www.w3.org/ns/credentials/undefined-terms/v2'],"
    "'honours':'summa'}",
    NULL },
  { "context", "of 1.1 first, signed", BEFORE, "{'@context':[" OB "," V2 "," ED2020 "]}", NULL },

  { "proof", "purpose", AFTER, NULL, "{'proofPurpose':'authentication'}" },
  { "proof", "purpose, signed", BEFORE, NULL, "{'proofPurpose':'authentication'}" },
  { "proof", "purpose of keys, signed", BEFORE, NULL, "{'proofPurpose':'keyAgreement'}" },
  { "proof", "purpose of its own, signed", BEFORE, NULL, "{'proofPurpose':'https://x.example/p'}" },
  { "proof", "purpose in a list", AFTER, NULL, "{'proofPurpose':['assertionMethod']}" },
  { "proof", "purpose by case", AFTER, NULL, "{'proofPurpose':'AssertionMethod'}" },
  { "proof", "no purpose", AFTER, NULL, "{'proofPurpose':null}" },
  { "proof", "other date", AFTER, NULL, "{'created':'2020-01-01T00:00:00Z'}" },
  { "proof", "no date", AFTER, NULL, "{'created':null}" },
  { "proof", "date that is none", AFTER, NULL, "{'created':'yesterday'}" },
  { "proof", "expired", BEFORE, NULL, "{'expires':'2026-05-01T00:00:00Z'}" },
  { "proof", "expires is no date", BEFORE, NULL, "{'expires':'2026-13-01T00:00:00Z'}" },
  { "proof", "end taken away", AFTER, NULL, "{'expires':'2027-01-01T00:00:00Z'}" },
  { "proof", "another's method", AFTER, NULL, "{'verificationMethod':'$OTHER#$OTHERKEY'}" },
  { "proof", "method written out", AFTER, NULL,
    "{'verificationMethod':{'id':'$ED#$EDKEY','type':'Multikey','controller':'$ED',"
    "'publicKeyMultibase':'$EDKEY'}}" },
  { "proof", "methods in a list", AFTER, NULL, "{'verificationMethod':['$ED#$EDKEY']}" },
  { "proof", "no method", AFTER, NULL, "{'verificationMethod':null}" },
  { "proof", "other fragment", AFTER, NULL, "{'verificationMethod':'$ED#$OTHERKEY'}" },
  { "proof", "key in the fragment", AFTER, NULL,
    "{'verificationMethod':'https://college.example/issuer#$EDKEY'}" },
  { "proof", "other suite", AFTER, NULL,
    "{'type':'DataIntegrityProof','cryptosuite':'ecdsa-rdfc-2022'}" },
  { "proof", "suite of nobody", AFTER, NULL, "{'type':'DataIntegrityProof','cryptosuite':'none'}" },
  { "proof", "type of nobody", AFTER, NULL, "{'type':'NoneProof'}" },
  { "proof", "JCS for RDF", AFTER, NULL, "{'type':'DataIntegrityProof','cryptosuite':'bbs-2023'}" },
  { "proof", "two types", AFTER, NULL, "{'type':['DataIntegrityProof','Ed25519Signature2020']}" },
  { "proof", "domain", AFTER, NULL, "{'domain':'https://x.example'}" },
  { "proof", "challenge", AFTER, NULL, "{'challenge':'x'}" },
  { "proof", "nonce", AFTER, NULL, "{'nonce':'x'}" },
  { "proof", "id", AFTER, NULL, "{'id':'urn:uuid:proof'}" },
  { "proof", "empty value", AFTER, NULL, "{'proofValue':'','jws':null}" },
  { "proof", "no value", AFTER, NULL, "{'proofValue':null,'jws':null}" },
  { "proof", "value of zeros", AFTER, NULL,
    "{'proofValue':'z1111111111111111111111111111111111111111111111111111111111111111','jws':"
    "null}" },
  { "proof", "value in a list", AFTER, NULL, "{'proofValue':['z11'],'jws':['x']}" },
  { "proof", "before another that is not there", AFTER, NULL, "{'previousProof':'urn:uuid:none'}" },
  { "proof", "before nothing", AFTER, NULL, "{'previousProof':[]}" },
  { "proof", "object as the proof of a proof", AFTER, NULL,
    "{'proof':{'type':'DataIntegrityProof'}}" },
  { "proof", "a controller", AFTER, NULL, "{'controller':'$ED'}" },

  { "stranger", "signs with a key of his own", STRANGER, NULL, NULL },
  { "stranger", "calls the key the issuer's", STRANGER, NULL,
    "{'verificationMethod':'$ED#$EDKEY'}" },
  { "stranger", "calls the key the issuer's other", STRANGER, NULL,
    "{'verificationMethod':'$ED#key-2'}" },
  { "stranger", "path after the issuer's name", STRANGER, NULL,
    "{'verificationMethod':'$ED/x#$EDKEY'}" },
  { "stranger", "two issuers", STRANGER, "{'issuer':[{'id':'$ED'},{'id':'$OTHER'}]}", NULL },
  { "stranger", "himself as a part of the issuer", STRANGER,
    "{'issuer':{'parentOrg':{'id':'$OTHER','type':['Profile']}}}", NULL },
  { "stranger", "without an issuer", STRANGER, "{'issuer':null}", NULL },
  { "stranger", "an issuer without id", STRANGER,
    "{'issuer':{'id':null,'url':'https://college.example/issuer','name':'Collège'}}", NULL },
  { "stranger", "the issuer's host", STRANGER, "{'issuer':{'id':'https://college.example/issuer'}}",
    NULL },
  { "stranger", "the issuer's did:web", STRANGER, "{'issuer':{'id':'did:web:college.example'}}",
    NULL },

  { "dates", "over", BEFORE, "{'validUntil':'2026-05-31T23:59:59Z'}", NULL },
  { "dates", "not begun", BEFORE, "{'validFrom':'2026-06-02T00:00:00Z'}", NULL },
  { "dates", "over in its zone", BEFORE, "{'validUntil':'2026-06-01T00:59:59+01:00'}", NULL },
  { "dates", "not begun in its zone", BEFORE, "{'validFrom':'2026-05-31T23:00:00-03:00'}", NULL },
  { "dates", "begins after its end", BEFORE,
    "{'validFrom':'2026-07-01T00:00:00Z','validUntil':'2026-08-01T00:00:00Z'}", NULL },
};

/* What cannot be read as a date leaves open whether it is in force. */
static const Attack doubtful[] = {
  { "dates", "no zone", BEFORE, "{'validUntil':'2099-01-01T00:00:00'}", NULL },
  { "dates", "a day only", BEFORE, "{'validUntil':'2099-01-01'}", NULL },
  { "dates", "a number", BEFORE, "{'validUntil':4000000000}", NULL },
  { "dates", "words", BEFORE, "{'validUntil':'never'}", NULL },
  { "dates", "empty", BEFORE, "{'validUntil':''}", NULL },
  { "dates", "small letters", BEFORE, "{'validUntil':'2099-01-01t00:00:00z'}", NULL },
  { "dates", "month 13", BEFORE, "{'validUntil':'2099-13-01T00:00:00Z'}", NULL },
  { "dates", "30 February", BEFORE, "{'validFrom':'2026-02-30T00:00:00Z'}", NULL },
  { "dates", "a space", BEFORE, "{'validUntil':'2099-01-01T00:00:00Z '}", NULL },
  { "dates", "Arabic digits", BEFORE, "{'validUntil':'\\u0662099-01-01T00:00:00Z'}", NULL },
  { "dates", "two ends", BEFORE, "{'validUntil':['2026-01-02T00:00:00Z','2099-01-01T00:00:00Z']}",
    NULL },
};

/* The same RDF: what a badge of 2.0 says of its end holds in the words of 1.1. */
static const char *const older[] = {
  "{'@context':[" V1 "," OB "," ED2020 ",'https://w3id.org/security/data-integrity/v2']}",
  "{'@context':[" V1 "," OB ",'https://w3id.org/security/suites/ed25519-2018/v1',"
  "'https://w3id.org/security/data-integrity/v2']}",
};

static void
try (Hostile *hostile, const HostileSuite *suite, const Attack *attack, HostileMost most)
{
  g_autoptr (TestIssuer) thief = test_issuer_new (suite->type, 9);
  TestIssuer *issuer = hostile_signer (hostile, suite);
  g_autoptr (json_t) badge = hostile_badge (hostile, suite);
  g_autoptr (json_t) change =
    attack->document == NULL ? NULL : hostile_parse (hostile, attack->document);
  g_autoptr (json_t) of_proof =
    attack->proof == NULL ? NULL : hostile_parse (hostile, attack->proof);
  g_autofree char *name = g_strconcat (attack->name, ", ", suite->name, NULL);

  if (attack->when == MEANING && !suite->by_meaning)
    return;
  if (attack->when != AFTER && change != NULL)
    hostile_merge (badge, change);
  test_issuer_prove (attack->when == STRANGER ? thief : issuer, badge, suite->name,
                     attack->when == AFTER ? NULL : of_proof, hostile->tokens.contexts);
  if (attack->when == AFTER) {
    if (change != NULL)
      hostile_merge (badge, change);
    if (of_proof != NULL)
      hostile_merge (json_object_get (badge, "proof"), of_proof);
  }
  hostile_ask_json (hostile, attack->trap, name, badge, most);
}

static void
try_older (Hostile *hostile, const HostileSuite *suite)
{
  static const char *const ends[] = { "{'validUntil':'2026-05-01T00:00:00Z'}",
                                      "{'validFrom':'2026-07-01T00:00:00Z'}" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (older); k++) {
      g_autoptr (json_t) badge = hostile_badge (hostile, suite);
      g_autoptr (json_t) end = hostile_parse (hostile, ends[i]);
      g_autoptr (json_t) context = hostile_parse (hostile, older[k]);

      hostile_merge (badge, end);
      test_issuer_prove (hostile_signer (hostile, suite), badge, suite->name, NULL,
                         hostile->tokens.contexts);
      hostile_merge (badge, context);
      hostile_ask_json (hostile, "context of 1.1", suite->name, badge, MOST_NOTHING);
    }
  }
}

void
hostile_proofs (Hostile *hostile, gconstpointer data)
{
  for (guint i = 0; i < HOSTILE_N_SUITES; i++) {
    const HostileSuite *suite = &hostile_suites[i];
    const Attack control = { "control", "as it was signed", AFTER, NULL, NULL };
    const Attack harmless = { "control", "types in another order", AFTER,
                              "{'type':['OpenBadgeCredential','VerifiableCredential']}", NULL };

    try (hostile, suite, &control, MUST_VERIFY);
    try_older (hostile, suite);
    if (suite->by_meaning)
      try (hostile, suite, &harmless, MUST_VERIFY);
    for (guint k = 0; k < G_N_ELEMENTS (attacks); k++)
      try (hostile, suite, &attacks[k], MOST_NOTHING);
    for (guint k = 0; k < G_N_ELEMENTS (doubtful); k++)
      try (hostile, suite, &doubtful[k], MOST_UNCONFIRMED);
  }
}
