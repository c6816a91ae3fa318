/* Records, originals and thumbnails. */
#include "vault-testing.h"

#include <string.h>
#include <time.h>

static CoffretRecord *
add (TestingBorrowed *fixture, const char *name)
{
  CoffretRecord *record = testing_record_new (fixture->database, name);
  g_autoptr (GError) error = NULL;

  coffret_records_add (fixture->database, record, &error);
  g_assert_no_error (error);
  return record;
}

static void
assert_same (const CoffretRecord *a, const CoffretRecord *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->original_id, ==, b->original_id);
  g_assert_cmpstr (a->file_name, ==, b->file_name);
  g_assert_cmpstr (a->place, ==, b->place);
  g_assert_cmpstr (a->envelope, ==, b->envelope);
  g_assert_cmpstr (a->format, ==, b->format);
  g_assert_cmpstr (a->proof, ==, b->proof);
  g_assert_cmpstr (a->digest, ==, b->digest);
  g_assert_cmpstr (a->credential_id, ==, b->credential_id);
  g_assert_cmpstr (a->issuer_id, ==, b->issuer_id);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpstr (a->verdict, ==, b->verdict);
  g_assert_cmpstr (a->search, ==, b->search);
  g_assert_cmpstr (a->skills, ==, b->skills);
  g_assert_cmpint (a->minutes, ==, b->minutes);
  g_assert_cmpint (a->awarded, ==, b->awarded);
  g_assert_cmpint (a->expires, ==, b->expires);
  g_assert_cmpint (a->received, ==, b->received);
  g_assert_cmpint (a->trashed, ==, b->trashed);
  g_assert_cmpuint (coffret_text_count (a->title), ==, coffret_text_count (b->title));
  for (guint i = 0; i < coffret_text_count (a->title); i++) {
    g_assert_cmpstr (coffret_text_language (a->title, i), ==, coffret_text_language (b->title, i));
    g_assert_cmpstr (coffret_text_value (a->title, i), ==, coffret_text_value (b->title, i));
  }
}

static void
test_add (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) first = add (fixture, "Plongée scientifique");
  g_autoptr (CoffretRecord) second = add (fixture, "Algues");
  g_autoptr (GPtrArray) list = coffret_records_list (fixture->database, NULL);
  g_autoptr (GError) error = NULL;
  const CoffretRecord *read;

  g_assert_cmpuint (list->len, ==, 2);
  read = g_ptr_array_index (list, 1);
  assert_same (read, first);
  g_assert_cmpstr (coffret_text_value (read->title, 1), ==, "Biologie marine");
  g_assert_cmpstr (coffret_text_value (read->issuer_name, 0), ==, "Institut des marées");
  g_assert_nonnull (strstr (read->search, "plongee scientifique"));
  g_assert_null (read->verdict);
  assert_same (g_ptr_array_index (list, 0), second);
  /* The same id twice, and an original that is not there. */
  g_assert_false (coffret_records_add (fixture->database, first, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_free (second->original_id);
  second->original_id = g_strdup ("nowhere");
  g_free (second->id);
  second->id = g_strdup ("another");
  g_assert_false (coffret_records_add (fixture->database, second, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
}

static void
test_hostile_text (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) record = testing_record_new (fixture->database, "x");
  g_autoptr (GPtrArray) list = NULL;
  const CoffretRecord *read;

  g_clear_pointer (&record->title, coffret_text_unref);
  g_clear_pointer (&record->issuer_name, coffret_text_unref);
  record->title = coffret_text_new ("en", "a\x1f"
                                          "b\x1e"
                                          "c'); DROP TABLE credentials; --");
  coffret_text_add (record->title, "", "");
  g_assert_true (coffret_records_add (fixture->database, record, NULL));
  list = coffret_records_list (fixture->database, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  read = g_ptr_array_index (list, 0);
  g_assert_cmpstr (coffret_text_value (read->title, 0), ==, coffret_text_value (record->title, 0));
  g_assert_true (g_str_has_suffix (coffret_text_value (read->title, 0), "credentials; --"));
  g_assert_cmpuint (coffret_text_count (read->title), ==, coffret_text_count (record->title));
  g_assert_null (read->issuer_name);
}

/* Hours and skills come back as they were said, and nonsense does not. */
static void
test_learning (TestingBorrowed *fixture, gconstpointer data)
{
  static const struct {
    double hours;
    gint64 minutes;
  } said[] = { { 7.5, 450 }, { 0, 0 }, { -3, 0 }, { 1e300, 0 }, { 0.001, 0 }, { 100, 6000 } };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++) {
    g_autoptr (CoffretCredential) credential = coffret_credential_new ("ob3");
    CoffretSkill *skill = coffret_skill_new ();
    const CoffretItem item = {
      .place = (char *) "",
      .envelope = (char *) "vc2",
      .digest = (char *) "d",
      .credential = credential,
    };
    g_autoptr (CoffretRecord) base = testing_record_new (fixture->database, "learning");
    g_autoptr (CoffretRecord) record = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) skills = NULL;

    credential->workload_hours = said[i].hours;
    skill->name = coffret_text_new ("fr", "Désin\x1d"
                                          "fection");
    coffret_text_add (skill->name, "en", "Disinfection");
    g_ptr_array_add (credential->skills, skill);
    g_ptr_array_add (credential->skills, coffret_skill_new ());
    record = coffret_record_new (&item, base->original_id, "a.json");
    g_assert_cmpint (record->minutes, ==, said[i].minutes);
    g_assert_true (coffret_records_add (fixture->database, record, NULL));
    list = coffret_records_list (fixture->database, NULL);
    assert_same (g_ptr_array_index (list, 0), record);
    skills = coffret_record_list_skills (g_ptr_array_index (list, 0));
    g_assert_cmpuint (skills->len, ==, 1);
    g_assert_cmpstr (coffret_text_value (g_ptr_array_index (skills, 0), 0), ==, "Désinfection");
    g_assert_cmpstr (coffret_text_value (g_ptr_array_index (skills, 0), 1), ==, "Disinfection");
  }
}

static void
test_find (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) first = add (fixture, "one");
  g_autoptr (CoffretRecord) second = add (fixture, "two");
  g_autoptr (CoffretRecord) found =
    coffret_records_find_digest (fixture->database, first->digest, NULL);
  g_autoptr (CoffretRecord) version = NULL;
  g_autoptr (GError) error = NULL;

  assert_same (found, first);
  g_assert_null (coffret_records_find_digest (fixture->database, "0", &error));
  g_assert_no_error (error);
  version = coffret_records_find_version (fixture->database, "did:web:example.org",
                                          "urn:example:two", &error);
  assert_same (version, second);
  g_assert_null (
    coffret_records_find_version (fixture->database, "did:web:other", "urn:example:two", &error));
  g_assert_no_error (error);
}

static void
test_trash (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) old = add (fixture, "old");
  g_autoptr (CoffretRecord) fresh = add (fixture, "fresh");
  g_autoptr (CoffretRecord) kept = add (fixture, "kept");
  g_autoptr (CoffretRecord) again = NULL;
  gboolean purged = FALSE;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (coffret_records_set_trashed (fixture->database, old->id, 1000, NULL));
  g_assert_true (coffret_records_set_trashed (fixture->database, fresh->id, 2000, NULL));
  g_assert_true (coffret_records_set_trashed (fixture->database, kept->id, 1000, NULL));
  g_assert_true (
    coffret_records_set_trashed (fixture->database, kept->id, COFFRET_INSTANT_NONE, NULL));
  g_assert_true (coffret_records_purge_trash (fixture->database, 2000, NULL));
  list = coffret_records_list (fixture->database, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((CoffretRecord *) g_ptr_array_index (list, 0))->id, ==, kept->id);
  g_assert_cmpint (((CoffretRecord *) g_ptr_array_index (list, 1))->trashed, ==, 2000);
  /* Its original went with it, the others did not. */
  g_assert_null (coffret_originals_get (fixture->database, old->original_id, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  bytes = coffret_originals_get (fixture->database, fresh->original_id, NULL);
  g_assert_nonnull (bytes);
  g_clear_error (&error);
  g_assert_false (coffret_records_set_trashed (fixture->database, old->id, 5, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  /* It is remembered that it was deleted, until the same is taken in again. */
  g_assert_true (coffret_records_was_purged (fixture->database, old->digest, &purged, NULL));
  g_assert_true (purged);
  g_assert_true (coffret_records_was_purged (fixture->database, fresh->digest, &purged, NULL));
  g_assert_false (purged);
  again = testing_record_new (fixture->database, "old");
  g_assert_cmpstr (again->digest, ==, old->digest);
  g_assert_true (coffret_records_add (fixture->database, again, NULL));
  g_assert_true (coffret_records_was_purged (fixture->database, old->digest, &purged, NULL));
  g_assert_false (purged);
}

static void
test_originals (TestingBorrowed *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 262143, 262144, 262145, 3 * 262144, 5000000 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (sizes); i++) {
    const gsize size = sizes[i / 2];
    g_autofree guint8 *content = g_malloc (size + 1);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) read = NULL;
    g_autofree char *id = NULL;
    g_autofree char *again = NULL;
    g_autoptr (GError) error = NULL;
    for (gsize j = 0; j < size; j++)
      /* What can be packed, and what cannot. */
      content[j] = i % 2 == 0 ? (guint8) (j * 31 + j / 256 + i) : (guint8) g_random_int ();
    bytes = g_bytes_new (content, size);
    id = coffret_originals_put (fixture->database, bytes, "scan.png", &error);
    g_assert_no_error (error);
    again = coffret_originals_put (fixture->database, bytes, "other.png", &error);
    g_assert_cmpstr (id, ==, again);
    read = coffret_originals_get (fixture->database, id, &error);
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (bytes, read));
  }
}

static void
test_thumbnails (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) record = add (fixture, "one");
  g_autoptr (GBytes) png = g_bytes_new_static ("PNG", 3);
  g_autoptr (GBytes) other = g_bytes_new_static ("GNP!", 4);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_thumbnails_get (fixture->database, record->id, &error));
  g_assert_no_error (error);
  g_assert_true (coffret_thumbnails_put (fixture->database, record->id, png, NULL));
  g_assert_true (coffret_thumbnails_put (fixture->database, record->id, other, NULL));
  read = coffret_thumbnails_get (fixture->database, record->id, NULL);
  g_assert_true (g_bytes_equal (read, other));
  g_assert_false (coffret_thumbnails_put (fixture->database, "nobody", png, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_assert_true (coffret_records_set_trashed (fixture->database, record->id, 1, NULL));
  g_assert_true (coffret_records_purge_trash (fixture->database, 2, NULL));
  g_assert_null (coffret_thumbnails_get (fixture->database, record->id, NULL));
}

typedef struct {
  guint n;
  double seconds; /* of this thread's own work */
} Many;

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static gboolean
fill (CoffretDatabase *database, gpointer data, GError **error)
{
  Many *many = data;

  for (guint i = 0; i < many->n; i++) {
    g_autofree char *name = g_strdup_printf ("Micro-credential number %u in tidal ecology", i);
    g_autoptr (CoffretRecord) record = testing_record_new (database, name);
    if (!coffret_records_add (database, record, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
list_all (CoffretDatabase *database, gpointer data, GError **error)
{
  Many *many = data;
  double start = cpu_seconds ();
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  many->seconds = cpu_seconds () - start;
  many->n = records != NULL ? records->len : 0;
  return records != NULL;
}

/* Ten thousand on the disk, encrypted; how long it takes is told, not judged. */
static void
test_many (void)
{
  char *folder = testing_folder_new ();
  CoffretVault *vault = testing_vault_create (folder);
  Many many = { .n = 10000 };
  gint64 start = g_get_monotonic_time ();

  g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, fill, &many, NULL));
  g_test_message ("10,000 records added in %.3f s",
                  (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  coffret_vault_unref (vault);
  vault = testing_vault_open (folder, NULL);
  for (guint i = 0; i < 2; i++) {
    g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, list_all, &many, NULL));
    g_assert_cmpuint (many.n, ==, 10000);
    g_test_message ("listed in %.3f s", many.seconds);
  }
  coffret_vault_unref (vault);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/vault/records/" #name, TestingBorrowed, NULL, testing_borrow, test_##name,         \
              testing_give_back)
  ADD (add);
  ADD (hostile_text);
  ADD (learning);
  ADD (find);
  ADD (trash);
  ADD (originals);
  ADD (thumbnails);
  g_test_add_func ("/vault/records/many", test_many);
  return g_test_run ();
}
