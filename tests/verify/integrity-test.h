/* integrity-test.h: signing a badge with each suite, and looking at what is then found out. */
#pragma once

#include "issue.h"
#include "verify/proof.h"

G_BEGIN_DECLS

typedef struct {
  CoffretContexts *contexts;
  CoffretGrounds *grounds; /* of 1 June 2026, with nothing in them */
} TestIntegrity;

void test_integrity_set_up (TestIntegrity *fixture, gconstpointer data);
void test_integrity_tear_down (TestIntegrity *fixture, gconstpointer data);

typedef struct {
  const char *suite; /* as test_issuer_prove() wants it */
  CoffretKeyType type;
} TestSuite;

#define TEST_N_SUITES 12
extern const TestSuite test_suites[TEST_N_SUITES];

gboolean test_suite_is_rdf (guint suite);

/* Adds a proof of test_suites[SUITE] by an issuer of its own to DOCUMENT, which is returned; NULL:
 * to a new badge. */
json_t *test_sign (TestIntegrity *fixture, guint suite, json_t *document, const json_t *members);

/* CoffretProofResult's. */
GPtrArray *test_verify (TestIntegrity *fixture, const json_t *document);

void test_assert_check (const CoffretCheck *check, CoffretAnswer answer, const char *code);
/* The codes of the only proof; yes are "signature-matches", "all-covered" and "key-is-issuer"
 * alone.
 */
void test_assert_answers (TestIntegrity *fixture,
                          const json_t *document,
                          const char *proof,
                          const char *coverage,
                          const char *binding);

G_END_DECLS
