/* Which dates count, and what a clock makes of them. */
#include "verify/dates.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"

#define V1 "\"@context\":[\"https://www.w3.org/2018/credentials/v1\"],"
#define V2 "\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"

static const struct {
  const char *name;
  const char *format;
  const char *document;
  const char *claims; /* of a token; NULL: none */
  const char *answer;
  const char *code;
} cases[] = {
  /* The clock stands at 2030-06-01T12:00:00Z. */
  { "no dates", "vc", "{" V2 "\"a\":1}", NULL, "not-applicable", "no-dates" },
  { "2.0 in force", "vc", "{" V2 "\"validFrom\":\"2030-06-01T11:59:59Z\"}", NULL, "yes",
    "in-force" },
  { "2.0 this moment", "vc", "{" V2 "\"validFrom\":\"2030-06-01T12:00:00Z\"}", NULL, "yes",
    "in-force" },
  { "2.0 not yet", "vc", "{" V2 "\"validFrom\":\"2030-06-01T12:00:01Z\"}", NULL, "no",
    "not-yet-valid" },
  { "2.0 until", "vc", "{" V2 "\"validUntil\":\"2030-06-01T12:00:01Z\"}", NULL, "yes",
    "in-force-until" },
  { "2.0 to this moment", "vc", "{" V2 "\"validUntil\":\"2030-06-01T12:00:00Z\"}", NULL, "yes",
    "in-force-until" },
  { "2.0 over", "vc", "{" V2 "\"validUntil\":\"2030-06-01T11:59:59.999Z\"}", NULL, "no",
    "expired" },
  { "2.0 zones", "vc", "{" V2 "\"validUntil\":\"2030-06-01T13:59:59+02:00\"}", NULL, "no",
    "expired" },
  { "2.0 zones west", "vc", "{" V2 "\"validUntil\":\"2030-06-01T07:00:01-05:00\"}", NULL, "yes",
    "in-force-until" },
  { "2.0 without zone", "vc", "{" V2 "\"validUntil\":\"2031-06-01T13:00:00\"}", NULL, "unknown",
    "date-malformed" },
  { "2.0 plain date", "vc", "{" V2 "\"validUntil\":\"2031-06-01\"}", NULL, "unknown",
    "date-malformed" },
  { "2.0 no text", "vc", "{" V2 "\"validUntil\":2000000000}", NULL, "unknown", "date-malformed" },
  { "2.0 null", "vc", "{" V2 "\"validUntil\":null}", NULL, "unknown", "date-malformed" },
  { "2.0 two", "vc", "{" V2 "\"validUntil\":[\"2031-06-01T13:00:00Z\"]}", NULL, "unknown",
    "date-malformed" },
  { "2.0 no such day", "vc", "{" V2 "\"validUntil\":\"2031-02-30T13:00:00Z\"}", NULL, "unknown",
    "date-malformed" },
  { "2.0 trailing", "vc", "{" V2 "\"validUntil\":\"2031-02-03T13:00:00Z \"}", NULL, "unknown",
    "date-malformed" },
  { "2.0 midnight", "vc", "{" V2 "\"validFrom\":\"2030-05-31T24:00:00Z\"}", NULL, "yes",
    "in-force" },
  { "2.0 broken and over", "vc",
    "{" V2 "\"validFrom\":\"soon\",\"validUntil\":\"2029-01-01T00:00:00Z\"}", NULL, "no",
    "expired" },
  { "2.0 turned round", "vc",
    "{" V2 "\"validFrom\":\"2031-01-01T00:00:00Z\",\"validUntil\":\"2029-01-01T00:00:00Z\"}", NULL,
    "no", "expired" },
  /* What the version does not have is an undefined term and nothing else. */
  { "2.0 with the names of 1.1", "vc",
    "{" V2 "\"issuanceDate\":\"2031-01-01T00:00:00Z\",\"expirationDate\":\"2029-01-01T00:00:00Z\"}",
    NULL, "not-applicable", "no-dates" },
  /* The older context has these words too, and whoever puts it in the place of the newer one leaves
   * the RDF and its signature as they were. */
  { "1.1 with the names of 2.0", "vc",
    "{" V1 "\"validFrom\":\"2028-01-01T00:00:00Z\",\"validUntil\":\"2029-01-01T00:00:00Z\"}", NULL,
    "no", "expired" },
  { "1.1 with a beginning of 2.0", "vc", "{" V1 "\"validFrom\":\"2031-01-01T00:00:00Z\"}", NULL,
    "no", "not-yet-valid" },
  { "1.1 in force", "vc",
    "{" V1 "\"issuanceDate\":\"2029-01-01T00:00:00Z\",\"expirationDate\":\"2031-01-01T00:00:00\"}",
    NULL, "yes", "in-force-until" },
  { "1.1 over", "vc", "{" V1 "\"expirationDate\":\"2030-01-01\"}", NULL, "no", "expired" },
  { "1.1 not yet", "vc", "{" V1 "\"issuanceDate\":\"2030-06-01T12:00:01Z\"}", NULL, "no",
    "not-yet-valid" },
  { "neither first", "vc",
    "{\"@context\":[\"https://a.example\",\"https://www.w3.org/ns/credentials/v2\"],\"validUntil\":"
    "\"2029-01-01T00:00:00Z\"}",
    NULL, "not-applicable", "no-dates" },
  /* 1906545600 is 2030-06-01T12:00:00Z. */
  { "token in force", "vc", "{" V2 "\"a\":1}", "{\"nbf\":1906545600,\"exp\":1906545601}", "yes",
    "in-force-until" },
  { "token nearly", "vc", "{" V2 "\"a\":1}", "{\"nbf\":1906545899}", "yes", "in-force" },
  { "token not yet", "vc", "{" V2 "\"a\":1}", "{\"nbf\":1906545901}", "no", "not-yet-valid" },
  { "token from the future", "vc", "{" V2 "\"a\":1}", "{\"iat\":1906545901}", "no",
    "not-yet-valid" },
  { "token over", "vc", "{" V2 "\"a\":1}", "{\"exp\":1906545599}", "no", "expired" },
  { "token's fractions", "vc", "{" V2 "\"a\":1}", "{\"exp\":1906545599.5}", "no", "expired" },
  { "token's text", "vc", "{" V2 "\"a\":1}", "{\"exp\":\"1906545601\"}", "unknown",
    "date-malformed" },
  { "token and document", "vc", "{" V2 "\"validUntil\":\"2030-06-01T11:00:00Z\"}",
    "{\"exp\":1906545601}", "no", "expired" },
  { "token 1.1, its leeway kept", "vc", "{" V1 "\"issuanceDate\":\"2030-06-01T12:04:00Z\"}",
    "{\"nbf\":1906545840,\"vc\":{}}", "yes", "in-force" },
  { "sd-jwt", "sd-jwt-vc", "{\"exp\":1906545599}", "{\"exp\":1906545599}", "no", "expired" },
  { "ob2 over", "ob2", "{\"issuedOn\":\"2016-12-31T23:59:59+00:00\",\"expires\":\"2029-06-30\"}",
    NULL, "no", "expired" },
  { "ob2 seconds", "ob2", "{\"issuedOn\":1335205800,\"expires\":1906545601}", NULL, "yes",
    "in-force-until" },
  { "ob2 nonsense", "ob2", "{\"issuedOn\":\"yesterday\"}", NULL, "unknown", "date-malformed" },
  { "ob2 null", "ob2", "{\"issuedOn\":\"2016-12-31\",\"expires\":null}", NULL, "yes", "in-force" },
};

static void
assert_dates (const char *format,
              const json_t *document,
              const char *claims,
              const GPtrArray *counted,
              const CoffretGrounds *grounds,
              const char *answer,
              const char *code)
{
  g_autofree char *part =
    claims != NULL ? coffret_base64url_encode ((const guint8 *) claims, strlen (claims)) : NULL;
  g_autofree char *token = part != NULL ? g_strdup_printf ("e30.%s.c2ln", part) : NULL;
  CoffretSecured secured = { .document = document, .token = token, .format = format };
  CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };

  coffret_dates_check (&secured, counted, grounds, &check);
  g_assert_cmpstr (check.code, ==, code);
  g_assert_cmpstr (coffret_answer_to_string (check.answer), ==, answer);
  coffret_check_clear (&check);
}

static CoffretGrounds *
make_grounds (const char *now)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();

  return coffret_grounds_new (contexts, coffret_instant_parse (now));
}

static void
test_cases (void)
{
  g_autoptr (CoffretGrounds) grounds = make_grounds ("2030-06-01T12:00:00Z");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (json_t) document = json_loads (cases[i].document, 0, NULL);

    g_test_message ("%s", cases[i].name);
    g_assert_nonnull (document);
    assert_dates (cases[i].format, document, cases[i].claims, NULL, grounds, cases[i].answer,
                  cases[i].code);
  }
}

static void
test_proof_end (void)
{
  g_autoptr (CoffretGrounds) grounds = make_grounds ("2030-06-01T12:00:00Z");
  g_autoptr (json_t) document = json_pack ("{}");
  g_autoptr (GPtrArray) counted =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_proof_result_free);
  CoffretProofResult *result = coffret_proof_result_new ("x");

  g_ptr_array_add (counted, result);
  assert_dates ("vc", document, NULL, counted, grounds, "not-applicable", "no-dates");
  result->expires = coffret_instant_parse ("2030-06-01T12:00:01Z");
  assert_dates ("vc", document, NULL, counted, grounds, "yes", "in-force-until");
  result->expires = coffret_instant_parse ("2030-06-01T11:59:59Z");
  assert_dates ("vc", document, NULL, counted, grounds, "no", "expired");
}

/* A clock that is too early can tell that something is over, and nothing else. */
static void
test_wrong_clock (void)
{
  g_autoptr (CoffretGrounds) grounds = make_grounds ("2010-01-01T00:00:00Z");
  g_autoptr (json_t) over =
    json_pack ("{s:[s], s:s}", "@context", "https://www.w3.org/ns/credentials/v2", "validUntil",
               "2009-01-01T00:00:00Z");
  g_autoptr (json_t) running =
    json_pack ("{s:[s], s:s}", "@context", "https://www.w3.org/ns/credentials/v2", "validUntil",
               "2031-01-01T00:00:00Z");
  g_autoptr (json_t) to_come =
    json_pack ("{s:[s], s:s}", "@context", "https://www.w3.org/ns/credentials/v2", "validFrom",
               "2011-01-01T00:00:00Z");
  g_autoptr (json_t) none = json_pack ("{}");

  assert_dates ("vc", over, NULL, NULL, grounds, "no", "expired");
  assert_dates ("vc", running, NULL, NULL, grounds, "unknown", "clock-wrong");
  assert_dates ("vc", to_come, NULL, NULL, grounds, "unknown", "clock-wrong");
  assert_dates ("vc", none, NULL, NULL, grounds, "not-applicable", "no-dates");
  coffret_grounds_name_clock (grounds);
  assert_dates ("vc", running, NULL, NULL, grounds, "yes", "in-force-until");
  assert_dates ("vc", to_come, NULL, NULL, grounds, "no", "not-yet-valid");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dates/cases", test_cases);
  g_test_add_func ("/dates/proof-end", test_proof_end);
  g_test_add_func ("/dates/wrong-clock", test_wrong_clock);
  return g_test_run ();
}
