/* Vaults in memory: the guest's and the invented person's, who lets nobody else in. */
#include "organise/organise-testing.h"

#include "organise/door.h"
#include "practice/invent.h"

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
  const CoffretPracticeFile *file = coffret_practice_next (session);
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
  CoffretDoor *door = coffret_door_new_to_guest ();
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
  CoffretDoor *door = coffret_door_new_to_practice (coffret_invent, NULL);
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
  CoffretDoor *door = coffret_door_new_to_practice (coffret_invent, NULL);
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
  CoffretDoor *door = coffret_door_new_to_practice (coffret_invent, NULL);
  g_autofree char *own = testing_credential (1, "One", "2026-01-01");
  g_autofree char *practice = NULL;
  g_autofree char *mixed = NULL;
  const CoffretPracticeFile *file;

  start (door);
  file = coffret_practice_next (coffret_door_get_session (door));
  practice = g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
  mixed = g_strdup_printf ("[%s,%s]", practice, own);
  refuse (door, own, "one.json");
  refuse (door, "bread and milk", "list.txt");
  refuse (door, mixed, "two.json");
  coffret_door_lock (door);
  testing_finalize (door);
}

static void
test_lock_while_filling (void)
{
  CoffretDoor *door = coffret_door_new_to_practice (coffret_invent, NULL);
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

/* The broken file is offered once, and told from one of the owner's own. */
static void
test_broken (void)
{
  CoffretDoor *door = coffret_door_new_to_practice (coffret_invent, "jun");
  CoffretSession *session;
  const CoffretPracticeFile *file;
  CoffretImport *job;
  g_autoptr (CoffretOutcome) outcome = NULL;

  start (door);
  session = coffret_door_get_session (door);
  add_practice_file (door);
  file = coffret_practice_next (session);
  g_assert_nonnull (file);
  job = coffret_session_import (session, NULL);
  coffret_import_add_bytes (job, file->bytes, file->name);
  testing_wait (coffret_import_start (job));
  outcome = g_list_model_get_item (G_LIST_MODEL (job), 0);
  g_assert_cmpint (coffret_outcome_get_kind (outcome), ==, COFFRET_OUTCOME_REFUSED);
  g_assert_false (g_error_matches (coffret_outcome_get_error (outcome), COFFRET_PRACTICE_ERROR,
                                   COFFRET_PRACTICE_ERROR_OWN_FILE));
  g_clear_object (&outcome);
  testing_finalize (job);
  g_assert_null (coffret_practice_next (session));
  coffret_door_lock (door);
  testing_finalize (door);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/practice/guest", test_guest);
  g_test_add_func ("/practice/fill", test_fill);
  g_test_add_func ("/practice/add", test_add);
  g_test_add_func ("/practice/refuse", test_refuse);
  g_test_add_func ("/practice/lock-while-filling", test_lock_while_filling);
  g_test_add_func ("/practice/broken", test_broken);
  return g_test_run ();
}
