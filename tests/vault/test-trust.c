/* What the owner says of issuers, what proves credentials, verdicts, and the newest moment seen. */
#include "vault-testing.h"

#include "vault/clock.h"
#include "vault/trust.h"
#include "vault/witnesses.h"

static void
test_trust (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretTrustRow) college =
    coffret_trust_row_new ("did:web:college.example", "Collège du Nord", TRUE, 5);
  g_autoptr (CoffretTrustRow) mill = coffret_trust_row_new ("did:key:z6Mkmill", NULL, FALSE, 6);
  g_autoptr (GPtrArray) rows = NULL;
  const CoffretTrustRow *row;

  g_assert_true (coffret_trust_save (fixture->database, college, NULL));
  g_assert_true (coffret_trust_save (fixture->database, mill, NULL));
  college->trusted = FALSE;
  g_assert_true (coffret_trust_save (fixture->database, college, NULL));
  rows = coffret_trust_list (fixture->database, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->issuer, ==, "did:web:college.example");
  g_assert_cmpstr (row->name, ==, "Collège du Nord");
  g_assert_false (row->trusted);
  g_assert_cmpint (row->since, ==, 5);

  g_assert_true (coffret_trust_remove (fixture->database, college->issuer, NULL));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = coffret_trust_list (fixture->database, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_null (row->name);
}

static void
test_witnesses (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = g_bytes_new_static ("{\"id\": \"did:web:a\"}", 19);
  g_autoptr (GBytes) later = g_bytes_new_static ("{\"id\":\"did:web:a\"}", 18);
  g_autoptr (CoffretWitnessRow) one =
    coffret_witness_row_new ("document", "did:web:a", NULL, 10, first);
  g_autoptr (CoffretWitnessRow) two =
    coffret_witness_row_new ("document", "did:web:a", "https://a.example/did.json", 20, later);
  g_autoptr (CoffretWitnessRow) again =
    coffret_witness_row_new ("document", "did:web:a", NULL, 30, first);
  g_autoptr (GPtrArray) rows = NULL;
  const CoffretWitnessRow *row;

  g_assert_true (coffret_witnesses_add (fixture->database, two, NULL));
  g_assert_true (coffret_witnesses_add (fixture->database, one, NULL));
  g_assert_true (coffret_witnesses_add (fixture->database, again, NULL));
  rows = coffret_witnesses_list (fixture->database, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->received, ==, 10);
  g_assert_null (row->fetched_from);
  g_assert_true (g_bytes_equal (row->bytes, first));
  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->sha256, ==, two->sha256);
  g_assert_cmpstr (row->fetched_from, ==, "https://a.example/did.json");
}

static void
test_verdict (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) record = testing_record_new (fixture->database, "one");
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  const CoffretRecord *read;

  g_assert_true (coffret_records_add (fixture->database, record, NULL));
  g_assert_true (coffret_records_set_verdict (fixture->database, record->id, "verified", 3, 100,
                                              COFFRET_INSTANT_NONE, NULL));
  records = coffret_records_list (fixture->database, NULL);
  read = g_ptr_array_index (records, 0);
  g_assert_cmpstr (read->verdict, ==, "verified");
  g_assert_cmpint (read->verifier, ==, 3);
  g_assert_cmpint (read->checked, ==, 100);
  g_assert_cmpint (read->turns, ==, COFFRET_INSTANT_NONE);

  g_assert_false (
    coffret_records_set_verdict (fixture->database, "nobody", "verified", 3, 1, 2, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
}

static void
test_clock (TestingBorrowed *fixture, gconstpointer data)
{
  CoffretInstant before = coffret_clock_newest (fixture->database, NULL);

  g_assert_cmpint (before, >, 0);
  g_assert_true (coffret_clock_saw (fixture->database, before + 7, NULL));
  g_assert_cmpint (coffret_clock_newest (fixture->database, NULL), ==, before + 7);
  g_assert_true (coffret_clock_saw (fixture->database, before, NULL));
  g_assert_cmpint (coffret_clock_newest (fixture->database, NULL), ==, before + 7);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/vault/trust/" #name, TestingBorrowed, NULL, testing_borrow, test_##name,           \
              testing_give_back)
  ADD (trust);
  ADD (witnesses);
  ADD (verdict);
  ADD (clock);
  return g_test_run ();
}
