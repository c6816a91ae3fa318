/* What the invented people have: every verdict there is, each found by the verifier, and only where
 * these people are at home. */
#include "organise/organise-testing.h"

#include <string.h>

#include "base/json.h"
#include "credential/reader.h"
#include "organise/door.h"
#include "practice/invent.h"
#include "practice/person.h"
#include "verify/grounds.h"
#include "verify/report.h"

static const char *
find_expected (const CoffretPerson *person, const char *file)
{
  for (gsize i = 0; i < coffret_json_count (person->plan, "credentials"); i++) {
    const json_t *one = coffret_json_at (person->plan, "credentials", i);

    if (g_str_equal (coffret_json_string (one, "file"), file))
      return coffret_json_string (one, "verdict");
  }
  g_assert_not_reached ();
}

static CoffretItem *
read_item (const CoffretPracticeFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    coffret_reader_read (file->bytes, file->name, &coffret_limits_default, NULL, &error);

  if (items == NULL)
    return NULL;
  g_assert_cmpuint (items->len, ==, 1);
  return coffret_item_ref (g_ptr_array_index (items, 0));
}

static CoffretReport *
settle (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

static CoffretDoor *
open_door (const char *person)
{
  CoffretDoor *door = person != NULL ? coffret_door_new_to_practice (coffret_invent, person)
                                     : coffret_door_new_to_guest ();

  testing_wait (coffret_door_start (door));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
  return door;
}

static void
close_door (CoffretDoor *door)
{
  coffret_door_lock (door);
  testing_finalize (door);
}

static CoffretEntry *
find_entry (CoffretSession *session, const CoffretItem *item)
{
  GListModel *library = G_LIST_MODEL (coffret_session_get_library (session));

  for (guint i = 0; i < g_list_model_get_n_items (library); i++) {
    g_autoptr (CoffretEntry) entry = g_list_model_get_item (library, i);

    testing_wait (coffret_session_record (session, entry));
    if (g_str_equal (coffret_entry_get_record (entry)->digest, item->digest))
      return g_steal_pointer (&entry);
  }
  return NULL;
}

static void
add_the_others (CoffretSession *session)
{
  const CoffretPracticeFile *file;

  while ((file = coffret_practice_next (session)) != NULL) {
    CoffretImport *job = coffret_session_import (session, NULL);

    coffret_import_add_bytes (job, file->bytes, file->name);
    testing_wait (coffret_import_start (job));
    testing_finalize (job);
  }
}

static void
check_report (const CoffretReport *report, const char *expected)
{
  g_assert_cmpstr (coffret_verdict_to_id (report->verdict), ==, expected);
  if (report->verdict == COFFRET_VERDICT_VERIFIED) {
    g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].code, ==, "in-registry");
    g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].by, ==, "practice");
  }
  for (guint i = 0; i < report->parts->len; i++) {
    const CoffretReportPart *part = g_ptr_array_index (report->parts, i);

    g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_VERIFIED);
  }
}

/* Meets PERSON, and notes the verdicts in MET. */
static void
meet (const CoffretPerson *person, GHashTable *met)
{
  CoffretDoor *door = open_door (person->id);
  CoffretSession *session = coffret_door_get_session (door);
  const CoffretPracticeSet *set = coffret_practice_get (session);

  g_assert_cmpstr (set->person, ==, person->name);
  add_the_others (session);
  for (guint i = 0; i < set->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (set->files, i);
    const char *expected = find_expected (person, file->name);
    g_autoptr (CoffretItem) item = read_item (file);
    g_autoptr (CoffretEntry) entry = NULL;
    g_autoptr (CoffretReport) report = NULL;

    g_test_message ("%s: %s", person->id, file->name);
    g_hash_table_add (met, (gpointer) g_intern_string (expected));
    g_assert_true ((item == NULL) == g_str_equal (expected, "malformed"));
    if (item == NULL)
      continue;
    entry = find_entry (session, item);
    g_assert_nonnull (entry);
    /* What it was judged to be as it came in, and what it is said to be now. */
    g_assert_cmpstr (coffret_entry_get_verdict (entry), ==, expected);
    report = settle (coffret_session_report (session, entry, NULL));
    check_report (report, expected);
  }
  close_door (door);
}

static void
test_everyone (void)
{
  g_autoptr (GPtrArray) people = coffret_people_list ();
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (people->len, >=, 6);
  for (guint i = 0; i < people->len; i++)
    meet (g_ptr_array_index (people, i), met);
  for (int verdict = 0; verdict <= COFFRET_VERDICT_VERIFIED; verdict++) {
    const char *id = coffret_verdict_to_id (verdict);

    g_test_message ("%s", id);
    g_assert_true (g_hash_table_contains (met, id));
  }
}

/* SESSION (NULL: no vault) is not one to practise in. */
static void
assert_unknown (CoffretSession *session, const CoffretPracticeSet *set, const CoffretPerson *person)
{
  for (guint i = 0; i < set->files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (set->files, i);
    const char *there = find_expected (person, file->name);
    g_autoptr (CoffretItem) item = read_item (file);
    g_autoptr (CoffretReport) report = settle (coffret_session_judge (session, item));
    const CoffretCheck *issuer = &report->checks[COFFRET_CHECK_ISSUER];

    g_test_message ("%s", file->name);
    g_assert_cmpint (issuer->answer, !=, COFFRET_ANSWER_YES);
    g_assert_null (issuer->by);
    /* Nor is the invented list of what was withdrawn known. */
    g_assert_cmpint (report->checks[COFFRET_CHECK_STATUS].answer, !=, COFFRET_ANSWER_NO);
    g_assert_cmpstr (coffret_verdict_to_id (report->verdict), ==,
                     g_str_equal (there, "verified") || g_str_equal (there, "revoked") ? "signed"
                                                                                       : there);
  }
}

static void
test_elsewhere (void)
{
  g_autoptr (CoffretPerson) person = coffret_person_find ("camille");
  g_autoptr (CoffretPracticeSet) set = coffret_invent ("camille");
  CoffretDoor *practice = open_door ("camille");
  CoffretDoor *guest = open_door (NULL);
  CoffretSession *own = testing_session ();

  /* Also beside a practice session, and after one. */
  assert_unknown (NULL, set, person);
  assert_unknown (own, set, person);
  assert_unknown (coffret_door_get_session (guest), set, person);
  close_door (practice);
  assert_unknown (own, set, person);
  close_door (guest);
  testing_end (own);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/practice/verdicts/everyone", test_everyone);
  g_test_add_func ("/practice/verdicts/elsewhere", test_elsewhere);
  return g_test_run ();
}
