/* A backup brought into the open vault: what opens it, what comes in, and the list that follows. */
#include "organise-testing.h"

#include "organise/attachments.h"
#include "organise/planning.h"
#include "organise/session-private.h"
#include "vault/backup.h"
#include "vault/error.h"
#include "vault/vault-private.h"

/* The least that a slot file may ask for: opening takes a blink. */
static const CoffretSlotCost cheap = {
  .memory = 64 * 1024 * 1024,
  .passes = 1,
  .memory_min = 64 * 1024 * 1024,
  .memory_max = 1024 * 1024 * 1024,
  .passes_min = 1,
  .passes_max = 10,
};

typedef struct {
  char *folder;
  char *backup;
  CoffretSession *session;
  TestingEar library; /* to its end */
} Fixture;

static CoffretSecret *
secret (const char *text)
{
  return coffret_secret_new_copy (text, strlen (text));
}

static CoffretSession *
make_session (Fixture *fixture, const char *name, const char *words)
{
  g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (CoffretSecret) passphrase = secret (words);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_vault_create_with_cost (
    folder, COFFRET_SLOT_PASSPHRASE, passphrase, &cheap, NULL, &error);

  g_assert_no_error (error);
  return testing_wait_object (coffret_session_new (vault));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->backup = g_build_filename (fixture->folder, "first.coffret", NULL);
  fixture->session = make_session (fixture, "vault", "correct horse");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_end (fixture->session);
  testing_folder_remove (fixture->folder);
  g_free (fixture->backup);
}

static void
back_up (Fixture *fixture, CoffretSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info =
    coffret_backup_write (coffret_session_get_vault (session), fixture->backup, TRUE, NULL, &error);

  g_assert_no_error (error);
}

static CoffretMerging *
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CoffretMerging *merging = coffret_session_merge (fixture->session, fixture->backup, &error);

  g_assert_no_error (error);
  g_assert_null (coffret_merging_get_contents (merging));
  return merging;
}

static gboolean
answer (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_get_boolean (&value);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (fixture->session)));
}

/* Of this vault, under its key: nothing is asked. What was deleted stays so until it is wanted. */
static void
test_own (Fixture *fixture, gconstpointer data)
{
  CoffretUndo *undo = coffret_session_get_undo (fixture->session);
  g_autoptr (GPtrArray) entries = testing_add (fixture->session, "One", "Two", NULL);
  g_autoptr (GPtrArray) gone = testing_list (entries->pdata[1], NULL);
  CoffretMerging *merging;
  TestingEar running = { 0 };

  back_up (fixture, fixture->session);
  testing_wait (coffret_session_trash (fixture->session, gone));
  testing_wait (coffret_session_empty_trash (fixture->session));
  testing_wait (coffret_session_set_note (fixture->session, entries->pdata[0], "Mine"));
  g_assert_cmpuint (count (fixture), ==, 1);

  merging = begin (fixture);
  testing_listen (merging, "running", &running);
  testing_listen (coffret_session_get_library (fixture->session), NULL, &fixture->library);
  g_assert_true (answer (coffret_merging_open_by_vault (merging)));
  g_assert_cmpuint (coffret_merging_get_contents (merging)->credentials, ==, 2);
  g_assert_cmpuint (coffret_merging_get_total (merging), ==, 2);
  g_assert_true (answer (coffret_merging_run (merging, COFFRET_RESTORE_DEFAULT)));
  g_assert_cmpuint (coffret_merging_get_report (merging)->already_there, ==, 1);
  g_assert_cmpuint (coffret_merging_get_report (merging)->deleted_here, ==, 1);
  g_assert_cmpuint (coffret_merging_get_report (merging)->added, ==, 0);
  g_assert_cmpuint (coffret_merging_get_done (merging), ==, 2);
  g_assert_cmpuint (running.notified, ==, 2);
  g_assert_cmpuint (fixture->library.changed, ==, 0);
  g_assert_false (coffret_undo_can_undo (undo));
  g_assert_true (testing_entry (fixture->session, "One") == entries->pdata[0]);
  g_assert_cmpstr (coffret_entry_get_note (entries->pdata[0]), ==, "Mine");

  g_assert_true (answer (coffret_merging_run (merging, COFFRET_RESTORE_DELETED)));
  g_assert_cmpuint (coffret_merging_get_report (merging)->added, ==, 1);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpuint (fixture->library.added, ==, 1);
  g_assert_false (coffret_entry_is_trashed (testing_entry (fixture->session, "Two")));
  testing_finalize (merging);
}

/* Another vault's, by its words: what it holds is put beside what is here, in the same list. */
static void
test_other (Fixture *fixture, gconstpointer data)
{
  CoffretSession *other = make_session (fixture, "other", "blue door");
  CoffretLibrary *library = coffret_session_get_library (fixture->session);
  g_autoptr (CoffretSecret) wrong = secret ("correct horse");
  g_autoptr (CoffretSecret) right = secret ("blue door");
  g_autoptr (GPtrArray) theirs = testing_add (other, "One", "Two", "Three", NULL);
  g_autoptr (GPtrArray) trashed = testing_list (theirs->pdata[2], NULL);
  g_autoptr (GPtrArray) put = testing_list (theirs->pdata[0], theirs->pdata[1], NULL);
  g_autoptr (GPtrArray) entries = testing_add (fixture->session, "One", NULL);
  g_autoptr (CoffretPathwayPlan) plan = coffret_pathway_plan_new ("Towards the diploma");
  const CoffretPathwayRow *pathway;
  CoffretCompartment *compartment;
  CoffretMerging *merging;
  g_autoptr (GError) error = NULL;

  coffret_pathway_plan_add (plan, "One", NULL, coffret_entry_get_id (theirs->pdata[0]));
  testing_wait (coffret_session_save_pathway (other, NULL, plan));
  testing_wait (coffret_session_set_note (other, theirs->pdata[0], "Of the other"));
  g_object_unref (
    testing_wait_object (coffret_session_put_in_new (other, put, "Drawer", NULL, NULL)));
  testing_wait (coffret_session_trash (other, trashed));
  testing_wait (
    coffret_session_set_trust (other, "did:web:example.org", "Rivage", COFFRET_TRUST_OWNER));
  back_up (fixture, other);
  testing_end (g_steal_pointer (&other));
  testing_wait (coffret_session_set_note (fixture->session, entries->pdata[0], "Of this one"));

  merging = begin (fixture);
  g_assert_false (answer (coffret_merging_open_by_vault (merging)));
  g_assert_false (testing_await (coffret_merging_open (merging, wrong), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_assert_null (coffret_merging_get_contents (merging));
  g_assert_true (answer (coffret_merging_open (merging, right)));

  /* Cut short, and done again. */
  {
    DexFuture *future = coffret_merging_run (merging, COFFRET_RESTORE_DEFAULT);

    coffret_merging_cancel (merging);
    g_assert_false (answer (future));
  }
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (answer (coffret_merging_run (merging, COFFRET_RESTORE_TRUST)));
  g_assert_cmpuint (coffret_merging_get_report (merging)->added, ==, 2);
  g_assert_cmpuint (coffret_merging_get_report (merging)->already_there, ==, 1);
  g_assert_cmpuint (coffret_merging_get_report (merging)->words_beside, ==, 1);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_true (coffret_entry_is_trashed (testing_entry (fixture->session, "Three")));
  g_assert_nonnull (strstr (coffret_entry_get_note (entries->pdata[0]), "Of this one"));
  g_assert_nonnull (strstr (coffret_entry_get_note (entries->pdata[0]), "Of the other"));
  g_assert_cmpuint (g_list_model_get_n_items (coffret_library_get_compartments (library)), ==, 1);
  compartment = g_list_model_get_item (coffret_library_get_compartments (library), 0);
  g_assert_cmpuint (coffret_compartment_get_count (compartment), ==, 2);
  g_object_unref (compartment);
  g_assert_nonnull (coffret_library_find_trust (library, "did:web:example.org"));
  g_assert_cmpuint (coffret_plans_get_pathways (coffret_library_get_plans (library))->len, ==, 1);
  pathway = coffret_plans_get_pathways (coffret_library_get_plans (library))->pdata[0];
  g_assert_cmpstr (pathway->name, ==, "Towards the diploma");
  g_assert_nonnull (strstr (pathway->definition, "\"One\""));

  /* The same again is there already. */
  g_assert_true (answer (coffret_merging_run (merging, COFFRET_RESTORE_DEFAULT)));
  g_assert_cmpuint (coffret_plans_get_pathways (coffret_library_get_plans (library))->len, ==, 1);
  testing_finalize (merging);
}

/* Whether this process has a file open that was made to look into a backup. */
static gboolean
has_scratch_file (void)
{
  g_autoptr (GDir) open = g_dir_open ("/proc/self/fd", 0, NULL);
  gboolean found = FALSE;
  const char *name;

  g_assert_nonnull (open);
  while ((name = g_dir_read_name (open)) != NULL) {
    g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
    g_autofree char *target = g_file_read_link (link, NULL);

    found |= target != NULL && strstr (target, "/.coffret-scratch-") != NULL;
  }
  return found;
}

/* A guest's vault takes in a client's: all of it is in memory, before and after. */
static void
test_guest (Fixture *fixture, gconstpointer data)
{
  CoffretSession *guest = testing_session ();
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (guest));
  g_autoptr (CoffretSecret) wrong = secret ("blue door");
  g_autoptr (CoffretSecret) right = secret ("correct horse");
  g_autoptr (GPtrArray) theirs = testing_add (fixture->session, "One", "Two", NULL);
  g_autoptr (GPtrArray) typed = testing_add (guest, "Typed in", NULL);
  g_autoptr (GBytes) scan = g_bytes_new_static ("a scan", 6);
  g_autoptr (CoffretMerging) owners = NULL;
  CoffretMerging *merging;
  g_autoptr (GError) error = NULL;

  testing_wait (coffret_session_set_note (fixture->session, theirs->pdata[0], "Of the client"));
  testing_wait (coffret_session_attach (fixture->session, theirs->pdata[0], NULL, scan, "scan.txt",
                                        NULL, NULL, NULL, NULL));
  back_up (fixture, fixture->session);
  g_assert_true (coffret_undo_has_unsaved (coffret_session_get_undo (guest)));

  merging = coffret_session_merge (guest, fixture->backup, &error);
  g_assert_no_error (error);
  g_assert_false (answer (coffret_merging_open_by_vault (merging)));
  g_assert_false (testing_await (coffret_merging_open (merging, wrong), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_assert_true (answer (coffret_merging_open (merging, right)));
  g_assert_cmpuint (coffret_merging_get_contents (merging)->attachments, ==, 1);
  g_assert_false (has_scratch_file ());
  g_assert_true (answer (coffret_merging_run (merging, COFFRET_RESTORE_DEFAULT)));
  g_assert_cmpuint (coffret_merging_get_report (merging)->added, ==, 2);
  g_assert_cmpuint (coffret_merging_get_report (merging)->attachments, ==, 1);
  g_assert_cmpuint (coffret_merging_get_report (merging)->lost->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (library), ==, 3);
  g_assert_cmpstr (coffret_entry_get_note (testing_entry (guest, "One")), ==, "Of the client");
  /* What is in no file still is in none. */
  g_assert_true (coffret_undo_has_unsaved (coffret_session_get_undo (guest)));
  testing_finalize (merging);
  testing_end (guest);

  /* Else it would be found nowhere. */
  owners = begin (fixture);
  g_assert_true (answer (coffret_merging_open_by_vault (owners)));
  g_assert_true (has_scratch_file ());
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  CoffretSession *practice = testing_session ();
  g_autoptr (GHashTable) digests = g_hash_table_new (g_str_hash, g_str_equal);
  CoffretMerging *merging;
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_session_merge (fixture->session, fixture->backup, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  back_up (fixture, fixture->session);
  coffret_session_begin_practice (practice, digests);
  g_assert_null (coffret_session_merge (practice, fixture->backup, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_clear_error (&error);
  testing_end (practice);

  merging = begin (fixture);
  coffret_session_end (fixture->session);
  g_assert_false (testing_await (coffret_merging_open_by_vault (merging), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  testing_finalize (merging);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/merging/own", test_own);
  ADD ("/merging/other", test_other);
  ADD ("/merging/guest", test_guest);
  ADD ("/merging/refused", test_refused);
#undef ADD
  return g_test_run ();
}
