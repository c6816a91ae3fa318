/* Vaults in memory: the guest's and the invented person's, who lets nobody else in. */
#include "organise-testing.h"

#include "credential/reader.h"
#include "organise/door.h"
#include "organise/practice.h"

#include <string.h>

#define AT_START 12

static void
start (CoffretDoor *door)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_door_start (door), &value, &error);
  g_assert_no_error (error);
  g_assert_true (g_value_get_boolean (&value));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
}

static guint
count (CoffretDoor *door)
{
  return g_list_model_get_n_items (
    G_LIST_MODEL (coffret_session_get_library (coffret_door_get_session (door))));
}

static void
add_practice_file (CoffretDoor *door)
{
  CoffretSession *session = coffret_door_get_session (door);
  g_autoptr (CoffretPracticeFile) file = coffret_practice_next (session);
  CoffretImport *job = coffret_session_import (session, NULL);

  g_assert_nonnull (file);
  coffret_import_add_bytes (job, file->bytes, file->name);
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_ADDED), ==, 1);
  testing_finalize (job);
}

/* Adds BYTES, which are not the invented person's: nothing of them may stay. */
static void
refuse (CoffretDoor *door, const char *text, const char *name)
{
  CoffretImport *job = coffret_session_import (coffret_door_get_session (door), NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (CoffretOutcome) outcome = NULL;
  guint before = count (door);

  coffret_import_add_bytes (job, bytes, name);
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (job)), ==, 1);
  outcome = g_list_model_get_item (G_LIST_MODEL (job), 0);
  g_assert_cmpint (coffret_outcome_get_kind (outcome), ==, COFFRET_OUTCOME_REFUSED);
  g_assert_error (coffret_outcome_get_error (outcome), COFFRET_PRACTICE_ERROR,
                  COFFRET_PRACTICE_ERROR_OWN_FILE);
  g_assert_cmpuint (count (door), ==, before);
  g_clear_object (&outcome);
  testing_finalize (job);
}

static void
test_guest (void)
{
  CoffretDoor *door = coffret_door_new_in_memory (COFFRET_DOOR_TO_GUEST);
  g_autofree char *text = testing_credential (1, "One", "2026-01-01");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  CoffretImport *job;

  g_assert_null (coffret_door_get_folder (door));
  g_assert_cmpint (coffret_door_get_kind (door), ==, COFFRET_DOOR_TO_GUEST);
  start (door);
  g_assert_cmpuint (count (door), ==, 0);
  g_assert_false (coffret_session_is_practice (coffret_door_get_session (door)));
  g_assert_null (coffret_practice_next (coffret_door_get_session (door)));
  job = coffret_session_import (coffret_door_get_session (door), NULL);
  coffret_import_add_bytes (job, bytes, "one.json");
  testing_wait (coffret_import_start (job));
  testing_finalize (job);
  g_assert_cmpuint (count (door), ==, 1);

  /* Gone for ever, and another one can begin. */
  coffret_door_lock (door);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  start (door);
  g_assert_cmpuint (count (door), ==, 0);
  coffret_door_lock (door);
  testing_finalize (door);
}

static void
test_fill (void)
{
  CoffretDoor *door = coffret_door_new_in_memory (COFFRET_DOOR_TO_PRACTICE);
  CoffretSession *session;
  GListModel *compartments;

  start (door);
  session = coffret_door_get_session (door);
  g_assert_true (coffret_session_is_practice (session));
  g_assert_cmpuint (count (door), ==, AT_START);
  compartments = coffret_library_get_compartments (coffret_session_get_library (session));
  g_assert_cmpuint (g_list_model_get_n_items (compartments), ==, 3);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (CoffretCompartment) compartment = g_list_model_get_item (compartments, i);

    g_assert_cmpuint (coffret_compartment_get_count (compartment), >, 1);
  }
  /* What is there from the beginning was nobody's doing. */
  g_assert_false (coffret_undo_can_undo (coffret_session_get_undo (session)));
  coffret_door_lock (door);
  testing_finalize (door);
}

static void
test_add (void)
{
  CoffretDoor *door = coffret_door_new_in_memory (COFFRET_DOOR_TO_PRACTICE);
  CoffretSession *session;

  start (door);
  session = coffret_door_get_session (door);
  for (guint i = 0; i < 3; i++)
    add_practice_file (door);
  g_assert_cmpuint (count (door), ==, AT_START + 3);
  g_assert_null (coffret_practice_next (session));
  g_assert_true (coffret_undo_can_undo (coffret_session_get_undo (session)));
  /* What was taken out again may be added again. */
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  add_practice_file (door);
  g_assert_null (coffret_practice_next (session));

  coffret_door_lock (door);
  start (door);
  g_assert_cmpuint (count (door), ==, AT_START);
  coffret_door_lock (door);
  testing_finalize (door);
}

static void
test_refuse (void)
{
  CoffretDoor *door = coffret_door_new_in_memory (COFFRET_DOOR_TO_PRACTICE);
  g_autofree char *own = testing_credential (1, "One", "2026-01-01");
  g_autoptr (GPtrArray) files = coffret_practice_list ();
  const CoffretPracticeFile *file = g_ptr_array_index (files, AT_START);
  g_autofree char *practice =
    g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
  g_autofree char *mixed = g_strdup_printf ("[%s,%s]", practice, own);

  start (door);
  refuse (door, own, "one.json");
  refuse (door, "bread and milk", "list.txt");
  refuse (door, mixed, "two.json");
  coffret_door_lock (door);
  testing_finalize (door);
}

static void
test_lock_while_filling (void)
{
  CoffretDoor *door = coffret_door_new_in_memory (COFFRET_DOOR_TO_PRACTICE);
  DexFuture *future = coffret_door_start (door);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  coffret_door_lock (door);
  testing_await (future, &value, &error);
  g_assert_no_error (error);
  g_assert_false (g_value_get_boolean (&value));
  g_assert_null (coffret_door_get_session (door));
  testing_finalize (door);
}

/* Links of every kind that a person could follow lead to a place that is reserved for examples. */
static void
check_hosts (const json_t *value)
{
  const char *key;
  json_t *member;
  gsize index;

  if (json_is_string (value)) {
    const char *text = json_string_value (value);
    g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
    const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
    const char *at = strchr (text, '@');

    if (host != NULL)
      g_assert_true (g_str_has_suffix (host, ".example"));
    if (at != NULL && strchr (text, ' ') == NULL)
      g_assert_true (g_str_has_suffix (at, ".example"));
    if (g_str_has_prefix (text, "did:web:")) {
      g_autofree char *did = g_strndup (text, strcspn (text, "#"));

      g_assert_true (g_str_has_suffix (did, ".example"));
    }
  }
  json_object_foreach ((json_t *) value, key, member)
    if (!g_str_equal (key, "@context"))
      check_hosts (member);
  json_array_foreach (value, index, member)
    check_hosts (member);
}

static void
test_content (void)
{
  g_autoptr (GPtrArray) files = coffret_practice_list ();
  guint kinds = 0;
  guint expiring = 0;
  guint endorsed = 0;
  guint evidenced = 0;
  guint skilled = 0;

  g_assert_cmpuint (files->len, ==, AT_START + 3);
  for (guint i = 0; i < files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (files, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) items =
      coffret_reader_read (file->bytes, file->name, &coffret_limits_default, NULL, &error);
    const CoffretItem *item;
    const CoffretCredential *credential;

    g_test_message ("%s", file->name);
    g_assert_no_error (error);
    g_assert_cmpuint (items->len, ==, 1);
    item = g_ptr_array_index (items, 0);
    g_assert_no_error (item->error);
    credential = item->credential;
    g_assert_cmpuint (coffret_text_count (credential->title), >, 0);
    g_assert_cmpuint (coffret_text_count (credential->description), >, 0);
    g_assert_nonnull (credential->issuer);
    g_assert_cmpuint (coffret_text_count (credential->issuer->name), >, 0);
    g_assert_cmpint (credential->awarded, !=, COFFRET_INSTANT_NONE);
    g_assert_cmpint (credential->kind, !=, COFFRET_KIND_OTHER);
    check_hosts (credential->document);
    kinds |= 1U << credential->kind;
    expiring += credential->expires != COFFRET_INSTANT_NONE;
    endorsed += credential->endorsements->len;
    evidenced += credential->evidence->len > 0;
    skilled += credential->skills->len > 0;
  }
  /* A little of everything: what there is to learn on. */
  g_assert_cmphex (kinds, ==,
                   1U << COFFRET_KIND_MICRO_CREDENTIAL | 1U << COFFRET_KIND_BADGE |
                     1U << COFFRET_KIND_CERTIFICATE | 1U << COFFRET_KIND_CERTIFICATION |
                     1U << COFFRET_KIND_DIPLOMA | 1U << COFFRET_KIND_TRANSCRIPT |
                     1U << COFFRET_KIND_LICENCE | 1U << COFFRET_KIND_LETTER);
  g_assert_cmpuint (expiring, >=, 5);
  g_assert_cmpuint (endorsed, >=, 1);
  g_assert_cmpuint (evidenced, >=, 3);
  g_assert_cmpuint (skilled, >=, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/practice/guest", test_guest);
  g_test_add_func ("/organise/practice/fill", test_fill);
  g_test_add_func ("/organise/practice/add", test_add);
  g_test_add_func ("/organise/practice/refuse", test_refuse);
  g_test_add_func ("/organise/practice/lock-while-filling", test_lock_while_filling);
  g_test_add_func ("/organise/practice/content", test_content);
  return g_test_run ();
}
