/* Whether verdicts come with what is added, follow the owner's word and time, and are found out
 * again. */
#include "organise-testing.h"

#include "verify/issue.h"

typedef struct {
  CoffretSession *session;
  TestIssuer *issuer;
  CoffretContexts *contexts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = testing_session ();
  fixture->issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  fixture->contexts = coffret_contexts_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_end (fixture->session);
  test_issuer_free (fixture->issuer);
  coffret_contexts_unref (fixture->contexts);
}

/* MEMBERS (nullable) are put into the badge before it is signed, PROOF (nullable) into its proof.
 */
static CoffretEntry *
add_with_proof (
  Fixture *fixture, const char *id, json_t *members, const json_t *proof, gboolean altered)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  g_autoptr (CoffretImport) job = coffret_session_import (fixture->session, NULL);
  g_autoptr (CoffretOutcome) outcome = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  json_object_set_new (badge, "id", json_string (id));
  if (members != NULL)
    json_object_update (badge, members);
  test_issuer_prove (fixture->issuer, badge, "eddsa-rdfc-2022", proof, fixture->contexts);
  if (altered)
    json_object_set_new (badge, "id", json_sprintf ("%s-altered", id));
  text = json_dumps (badge, JSON_COMPACT);
  bytes = g_bytes_new_with_free_func (text, strlen (text), free, text);
  coffret_import_add_bytes (job, bytes, "badge.json");
  testing_wait (coffret_import_start (job));
  outcome = g_list_model_get_item (G_LIST_MODEL (job), 0);
  g_assert_nonnull (coffret_outcome_get_id (outcome));
  return coffret_library_find (coffret_session_get_library (fixture->session),
                               coffret_outcome_get_id (outcome));
}

static CoffretEntry *
add_signed (Fixture *fixture, const char *id, json_t *members, gboolean altered)
{
  return add_with_proof (fixture, id, members, NULL, altered);
}

static void
wait_for_job (CoffretSession *session)
{
  CoffretVerification *job = coffret_session_get_verification (session);

  while (job != NULL && coffret_verification_is_running (job))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_verdict (CoffretEntry *entry, const char *verdict)
{
  g_assert_cmpstr (coffret_entry_get_verdict (entry), ==, verdict);
}

/* What is of one issuer is looked for first. */
static void
wait_for_verdict (CoffretSession *session, CoffretEntry *entry, const char *verdict)
{
  while (g_strcmp0 (coffret_entry_get_verdict (entry), verdict) != 0)
    g_main_context_iteration (NULL, TRUE);
  wait_for_job (session);
  assert_verdict (entry, verdict);
}

/* As the next start would read it. */
static gboolean
read_verdict (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);
  const CoffretRecord *record = g_ptr_array_index (records, 0);

  g_assert_cmpuint (records->len, ==, 1);
  *(char **) data = g_strdup (record->verdict);
  g_assert_cmpint (record->verifier, ==, COFFRET_VERIFIER_EDITION);
  g_assert_cmpint (record->checked, !=, COFFRET_INSTANT_NONE);
  return TRUE;
}

static void
assert_kept (CoffretSession *session, const char *verdict)
{
  g_autofree char *kept = NULL;

  g_assert_true (coffret_vault_run_sync (coffret_session_get_vault (session), COFFRET_PRIORITY_LOW,
                                         read_verdict, &kept, NULL));
  g_assert_cmpstr (kept, ==, verdict);
}

static void
test_added (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) ended = json_pack ("{s:s,s:s}", "validFrom", "2019-01-01T00:00:00Z",
                                        "validUntil", "2020-01-01T00:00:00Z");

  assert_verdict (add_signed (fixture, "urn:example:1", NULL, FALSE), "signed");
  assert_verdict (add_signed (fixture, "urn:example:2", NULL, TRUE), "invalid");
  assert_verdict (add_signed (fixture, "urn:example:3", ended, FALSE), "expired");
}

/* The owner's word changes what is known of all that an issuer issued, and can be taken back. */
static void
test_trust (Fixture *fixture, gconstpointer data)
{
  const char *issuer = test_issuer_did (fixture->issuer);
  CoffretEntry *entry = add_signed (fixture, "urn:example:1", NULL, FALSE);
  CoffretUndo *undo = coffret_session_get_undo (fixture->session);

  testing_wait (
    coffret_session_set_trust (fixture->session, issuer, "Rivage", COFFRET_TRUST_OWNER));
  wait_for_verdict (fixture->session, entry, "verified");
  assert_kept (fixture->session, "verified");
  g_assert_true (
    coffret_library_find_trust (coffret_session_get_library (fixture->session), issuer)->trusted);

  testing_wait (
    coffret_session_set_trust (fixture->session, issuer, NULL, COFFRET_TRUST_DISTRUSTED));
  wait_for_verdict (fixture->session, entry, "signed");

  testing_wait (coffret_undo_undo (undo));
  wait_for_verdict (fixture->session, entry, "verified");
  testing_wait (coffret_undo_undo (undo));
  wait_for_verdict (fixture->session, entry, "signed");
  assert_kept (fixture->session, "signed");
  g_assert_null (
    coffret_library_find_trust (coffret_session_get_library (fixture->session), issuer));
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  CoffretEntry *entry = add_signed (fixture, "urn:example:1", NULL, FALSE);
  g_auto (GValue) value = G_VALUE_INIT;
  const CoffretReport *report;

  g_assert_true (
    testing_await (coffret_session_report (fixture->session, entry, NULL), &value, NULL));
  report = g_value_get_boxed (&value);
  g_assert_cmpint (report->verdict, ==, COFFRET_VERDICT_SIGNED);
  g_assert_cmpint (report->checks[COFFRET_CHECK_PROOF].answer, ==, COFFRET_ANSWER_YES);
  g_assert_cmpstr (report->issuer_id, ==, test_issuer_did (fixture->issuer));
}

static gboolean
forget_verdicts (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  for (guint i = 0; i < records->len; i++) {
    const CoffretRecord *record = g_ptr_array_index (records, i);

    if (!coffret_records_set_verdict (database, record->id, NULL, 0, COFFRET_INSTANT_NONE,
                                      COFFRET_INSTANT_NONE, error))
      return FALSE;
  }
  return TRUE;
}

/* What an older Coffret left, or time has overtaken, is found out when the vault is opened. */
static void
test_due (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = coffret_session_get_vault (fixture->session);
  g_autoptr (CoffretSession) next = NULL;
  g_autoptr (CoffretEntry) entry = NULL;

  add_signed (fixture, "urn:example:1", NULL, FALSE);
  g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, forget_verdicts, NULL, NULL));
  next = testing_wait_object (coffret_session_new (vault));
  wait_for_job (next);
  entry = g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (next)), 0);
  assert_verdict (entry, "signed");
  assert_kept (next, "signed");
}

/* The keys of an issuer who is named by a web address have to be given, and are kept. */
static void
test_given (Fixture *fixture, gconstpointer data)
{
  static const char college[] = "did:web:college.example";
  static const char key[] = "did:web:college.example#key-1";
  g_autoptr (json_t) members =
    json_pack ("{s:{s:s,s:[s],s:s}}", "issuer", "id", college, "type", "Profile", "name", "Rivage");
  g_autoptr (json_t) proof = json_pack ("{s:s}", "verificationMethod", key);
  g_autoptr (json_t) document =
    json_pack ("{s:s,s:[{s:s,s:s,s:s,s:s}],s:[s]}", "id", college, "verificationMethod", "id", key,
               "type", "Multikey", "controller", college, "publicKeyMultibase",
               test_issuer_did (fixture->issuer) + strlen ("did:key:"), "assertionMethod", key);
  CoffretEntry *entry = add_with_proof (fixture, "urn:example:1", members, proof, FALSE);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autofree char *text = json_dumps (document, JSON_COMPACT);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (CoffretSession) next = NULL;
  g_autoptr (CoffretEntry) again = NULL;
  g_autoptr (CoffretVerification) job = NULL;
  g_autoptr (GError) error = NULL;

  assert_verdict (entry, "unchecked");
  g_assert_false (
    testing_await (coffret_session_add_ground (fixture->session, COFFRET_GROUND_DOCUMENT, nonsense),
                   NULL, &error));
  g_assert_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_DOCUMENT);
  testing_wait (coffret_session_add_ground (fixture->session, COFFRET_GROUND_DOCUMENT, bytes));
  wait_for_job (fixture->session);
  assert_verdict (entry, "signed");

  next = testing_wait_object (coffret_session_new (coffret_session_get_vault (fixture->session)));
  again = g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (next)), 0);
  job = coffret_session_verify (next, NULL);
  wait_for_job (next);
  assert_verdict (again, "signed");
}

static gboolean
stop_writing (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_database_execute (database, "PRAGMA query_only = ON", error);
}

/* A vault that takes nothing any more is no reason to keep what was found out from its owner. */
static void
test_unkept (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = coffret_session_get_vault (fixture->session);
  g_autoptr (CoffretSession) next = NULL;
  g_autoptr (CoffretEntry) entry = NULL;

  add_signed (fixture, "urn:example:1", NULL, FALSE);
  g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, forget_verdicts, NULL, NULL));
  g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, stop_writing, NULL, NULL));
  next = testing_wait_object (coffret_session_new (vault));
  wait_for_job (next);
  entry = g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (next)), 0);
  assert_verdict (entry, "signed");
}

/* All again, stopped half-way: what is found out stays, and a new job takes up the rest. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVerification) job = NULL;
  g_autoptr (CoffretVerification) other = NULL;
  g_autoptr (GPtrArray) one = NULL;
  CoffretEntry *entry = NULL;

  for (guint i = 0; i < 150; i++) {
    g_autofree char *id = g_strdup_printf ("urn:example:%u", i);

    entry = add_signed (fixture, id, NULL, FALSE);
  }
  job = coffret_session_verify (fixture->session, NULL);
  g_assert_cmpuint (coffret_verification_get_total (job), ==, 150);
  one = testing_list (entry, NULL);
  other = coffret_session_verify (fixture->session, one);
  g_assert_true (coffret_verification_is_cancelled (job));
  g_assert_cmpuint (coffret_verification_get_total (other), ==, 150);
  wait_for_job (fixture->session);
  g_assert_cmpuint (coffret_verification_get_done (other), ==, 150);
  g_assert_false (coffret_verification_is_running (other));
  while (coffret_verification_is_running (job))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/organise/verification/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (added);
  ADD (trust);
  ADD (report);
  ADD (due);
  ADD (given);
  ADD (unkept);
  ADD (all);
  return g_test_run ();
}
