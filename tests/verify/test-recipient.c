/* Whom it is about, plain and hashed. */
#include "verify/recipient.h"

#include "base/json.h"

static const struct {
  const char *name;
  const char *format;
  const char *document;
  const char *answer;
  const char *code;
} cases[] = {
  /* The owner is a@example.com, Zoe@College.example, did:key:z6MkZoe. */
  { "nobody", "vc", "{\"credentialSubject\":{\"degree\":\"x\"}}", "not-applicable", "no-subject" },
  { "did", "vc", "{\"credentialSubject\":{\"id\":\"did:key:z6MkZoe\"}}", "yes", "about-you" },
  { "one of several", "vc",
    "{\"credentialSubject\":[{\"id\":\"did:key:z6MkMax\"},{\"id\":\"did:key:z6MkZoe\"}]}", "yes",
    "about-you" },
  { "another did", "vc", "{\"credentialSubject\":{\"id\":\"did:key:z6MkZoe2\"}}", "no",
    "about-another" },
  { "mailto", "vc", "{\"credentialSubject\":{\"id\":\"mailto:a@example.com\"}}", "yes",
    "about-you" },
  { "small letters", "vc", "{\"credentialSubject\":{\"id\":\"mailto:zoe@college.example\"}}", "yes",
    "about-you-lower-case" },
  /* The standard's own example: sha256 of "a@example.comKosher". */
  { "hashed", "ob3",
    "{\"credentialSubject\":{\"identifier\":[{\"hashed\":true,\"salt\":\"Kosher\","
    "\"identityType\":\"emailAddress\",\"identityHash\":"
    "\"sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399\"}]}}",
    "yes", "about-you" },
  { "hashed, capitals", "ob3",
    "{\"credentialSubject\":{\"identifier\":{\"hashed\":true,\"salt\":\"Kosher\",\"identityHash\":"
    "\"SHA256$B5809D8A92F8858436D7E6B87C12EBC0AE1EAC4BAECC2C0B913AEE2C922EF399\"}}}",
    "yes", "about-you" },
  { "hashed, other salt", "ob3",
    "{\"credentialSubject\":{\"identifier\":[{\"hashed\":true,\"salt\":\"kosher\",\"identityHash\":"
    "\"sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399\"}]}}",
    "no", "about-another" },
  /* md5 of "a@example.com". */
  { "md5", "ob2",
    "{\"recipient\":{\"type\":\"email\",\"hashed\":true,\"identity\":"
    "\"md5$b418773a2c51fb9777a1648346fa7394\"}}",
    "yes", "about-you-weakly" },
  { "other hash", "ob2",
    "{\"recipient\":{\"type\":\"email\",\"hashed\":true,\"identity\":\"sha1$00\"}}", "unknown",
    "subject-unsupported" },
  { "plain badge", "ob2",
    "{\"recipient\":{\"type\":\"email\",\"hashed\":false,\"identity\":\"a@example.com\"}}", "yes",
    "about-you" },
  { "plain identifier", "ob3",
    "{\"credentialSubject\":{\"identifier\":[{\"hashed\":false,\"identityHash\":"
    "\"b@example.com\"}]}}",
    "no", "about-another" },
  { "version 0.5", "ob2", "{\"recipient\":\"a@example.com\"}", "yes", "about-you" },
  { "sd-jwt", "sd-jwt-vc", "{\"sub\":\"did:key:z6MkZoe\"}", "yes", "about-you" },
};

static void
test_cases (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (CoffretGrounds) grounds = coffret_grounds_new (contexts, 0);
  g_autoptr (CoffretGrounds) nobody = coffret_grounds_new (contexts, 0);

  coffret_grounds_add_identity (grounds, "email", "a@example.com");
  coffret_grounds_add_identity (grounds, "email", "Zoe@College.example");
  coffret_grounds_add_identity (grounds, "did", "did:key:z6MkZoe");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (json_t) document = json_loads (cases[i].document, 0, NULL);
    CoffretSecured secured = { .document = document, .format = cases[i].format };
    CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };

    g_test_message ("%s", cases[i].name);
    g_assert_nonnull (document);
    coffret_recipient_check (&secured, grounds, &check);
    g_assert_cmpstr (check.code, ==, cases[i].code);
    g_assert_cmpstr (coffret_answer_to_string (check.answer), ==, cases[i].answer);
    coffret_recipient_check (&secured, nobody, &check);
    g_assert_cmpint (check.answer, ==, COFFRET_ANSWER_NOT_APPLICABLE);
    coffret_check_clear (&check);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipient/cases", test_cases);
  return g_test_run ();
}
