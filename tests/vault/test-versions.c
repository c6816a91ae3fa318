/* What a credential's owner says of its versions. */
#include "vault-testing.h"

#include "vault/versions.h"

static CoffretRecord *
add (TestingBorrowed *fixture, const char *name)
{
  CoffretRecord *record = testing_record_new (fixture->database, name);

  g_set_str (&record->issuer_id, "did:example:college");
  g_set_str (&record->credential_id, "urn:example:wounds");
  g_assert_true (coffret_records_add (fixture->database, record, NULL));
  return record;
}

static void
assert_list (TestingBorrowed *fixture, guint count, CoffretVersionAnswer answer)
{
  g_autoptr (GPtrArray) rows = coffret_versions_list (fixture->database, NULL);

  g_assert_cmpuint (rows->len, ==, count);
  if (count > 0)
    g_assert_cmpint (((CoffretVersionRow *) rows->pdata[0])->answer, ==, answer);
}

static void
test_answers (TestingBorrowed *fixture, gconstpointer data)
{
  CoffretDatabase *database = fixture->database;
  g_autoptr (CoffretRecord) older = add (fixture, "one");
  g_autoptr (CoffretRecord) newer = add (fixture, "two");
  g_autoptr (GError) error = NULL;

  assert_list (fixture, 0, COFFRET_VERSION_UNASKED);
  g_assert_true (
    coffret_versions_set (database, older->id, newer->id, COFFRET_VERSION_TOGETHER, NULL));
  assert_list (fixture, 1, COFFRET_VERSION_TOGETHER);
  g_assert_true (
    coffret_versions_set (database, older->id, newer->id, COFFRET_VERSION_APART, NULL));
  assert_list (fixture, 1, COFFRET_VERSION_APART);
  g_assert_true (
    coffret_versions_set (database, older->id, newer->id, COFFRET_VERSION_UNASKED, NULL));
  assert_list (fixture, 0, COFFRET_VERSION_UNASKED);
  g_assert_false (
    coffret_versions_set (database, older->id, older->id, COFFRET_VERSION_TOGETHER, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (
    coffret_versions_set (database, older->id, "nobody", COFFRET_VERSION_TOGETHER, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  /* It goes with either of them. */
  g_assert_true (
    coffret_versions_set (database, older->id, newer->id, COFFRET_VERSION_TOGETHER, NULL));
  g_assert_true (coffret_records_set_trashed (database, older->id, 1, NULL));
  g_assert_true (coffret_records_purge_trash (database, 2, NULL));
  assert_list (fixture, 0, COFFRET_VERSION_UNASKED);
}

static void
test_find (TestingBorrowed *fixture, gconstpointer data)
{
  CoffretDatabase *database = fixture->database;
  g_autoptr (CoffretRecord) one = add (fixture, "one");
  g_autoptr (CoffretRecord) two = add (fixture, "two");
  g_autoptr (CoffretRecord) other = testing_record_new (database, "other");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_assert_true (coffret_records_add (database, other, NULL));
  found = coffret_versions_find (database, two->id, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (found->pdata[0], ==, one->id);
  none = coffret_versions_find (database, other->id, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (coffret_records_set_trashed (database, one->id, 1, NULL));
  left = coffret_versions_find (database, two->id, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/vault/versions/answers", TestingBorrowed, NULL, testing_borrow, test_answers,
              testing_give_back);
  g_test_add ("/vault/versions/find", TestingBorrowed, NULL, testing_borrow, test_find,
              testing_give_back);
  return g_test_run ();
}
