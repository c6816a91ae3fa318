/* The invented person's credentials: one of every verdict, and only where they are invented. */
#include "organise-testing.h"

#include <string.h>

#include "base/json.h"
#include "credential/reader.h"
#include "organise/door.h"
#include "organise/practice.h"
#include "verify/grounds.h"
#include "verify/report.h"

static const struct {
  const char *name;
  const char *verdict;
} expected[] = {
  { "food-safety.json", "unsigned" }, { "diploma.json", "verified" },
  { "transcript.json", "verified" },  { "welcome.json", "signed" },
  { "english.json", "revoked" },      { "lifting.json", "unchecked" },
  { "first-aid.json", "unsigned" },   { "letter.json", "unsigned" },
  { "spreadsheets.json", "invalid" }, { "licence.json", "expired" },
  { "pain.json", "verified" },        { "wound-care.json", "verified" },
  { "telehealth.json", "verified" },  { "mentor.json", "verified" },
  { "infection.json", "unsigned" },
};

static const char *
find_expected (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (g_str_equal (expected[i].name, name))
      return expected[i].verdict;
  g_assert_not_reached ();
}

static CoffretItem *
read_item (const CoffretPracticeFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    coffret_reader_read (file->bytes, file->name, &coffret_limits_default, NULL, &error);

  g_assert_no_error (error);
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
open_door (CoffretDoorKind kind)
{
  CoffretDoor *door = coffret_door_new_in_memory (kind);

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
  g_autoptr (CoffretPracticeFile) file = NULL;

  while ((file = coffret_practice_next (session)) != NULL) {
    CoffretImport *job = coffret_session_import (session, NULL);

    coffret_import_add_bytes (job, file->bytes, file->name);
    testing_wait (coffret_import_start (job));
    testing_finalize (job);
    g_clear_pointer (&file, coffret_practice_file_free);
  }
}

static void
test_here (void)
{
  CoffretDoor *door = open_door (COFFRET_DOOR_TO_PRACTICE);
  CoffretSession *session = coffret_door_get_session (door);
  g_autoptr (GPtrArray) files = coffret_practice_list ();
  guint parts = 0;

  add_the_others (session);
  g_assert_cmpuint (files->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (files, i);
    g_autoptr (CoffretItem) item = read_item (file);
    g_autoptr (CoffretEntry) entry = find_entry (session, item);
    g_autoptr (CoffretReport) report = NULL;

    g_test_message ("%s", file->name);
    g_assert_nonnull (entry);
    /* What it was judged to be as it came in, and what it is said to be now. */
    g_assert_cmpstr (coffret_entry_get_verdict (entry), ==, find_expected (file->name));
    report = settle (coffret_session_report (session, entry, NULL));
    g_assert_cmpstr (coffret_verdict_to_id (report->verdict), ==, find_expected (file->name));
    if (report->verdict == COFFRET_VERDICT_VERIFIED) {
      g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].code, ==, "in-registry");
      g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].by, ==, "practice");
    }
    for (guint k = 0; k < report->parts->len; k++) {
      const CoffretReportPart *part = g_ptr_array_index (report->parts, k);

      g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_VERIFIED);
      parts++;
    }
  }
  g_assert_cmpuint (parts, >=, 5);
  close_door (door);
}

/* No verdict of a practice session changes by itself in the lifetime of this program. */
static void
test_last (void)
{
  g_autoptr (GPtrArray) files = coffret_practice_list ();
  CoffretInstant end = coffret_instant_parse ("2099-01-01T00:00:00Z");

  for (guint i = 0; i < files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (files, i);
    g_autoptr (CoffretItem) item = read_item (file);
    CoffretInstant expires = item->credential->expires;

    g_test_message ("%s", file->name);
    if (g_str_equal (file->name, "licence.json") || g_str_equal (file->name, "food-safety.json"))
      g_assert_cmpint (expires, <, coffret_instant_parse ("2026-01-01T00:00:00Z"));
    else
      g_assert_true (expires == COFFRET_INSTANT_NONE || expires > end);
  }
}

/* SESSION (NULL: no vault) is not one to practise in. */
static void
assert_unknown (CoffretSession *session)
{
  g_autoptr (GPtrArray) files = coffret_practice_list ();

  for (guint i = 0; i < files->len; i++) {
    const CoffretPracticeFile *file = g_ptr_array_index (files, i);
    const char *there = find_expected (file->name);
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
  CoffretDoor *practice = open_door (COFFRET_DOOR_TO_PRACTICE);
  CoffretDoor *guest = open_door (COFFRET_DOOR_TO_GUEST);
  CoffretSession *own = testing_session ();

  /* Also beside a practice session, and after one. */
  assert_unknown (NULL);
  assert_unknown (own);
  assert_unknown (coffret_door_get_session (guest));
  close_door (practice);
  assert_unknown (NULL);
  assert_unknown (own);
  assert_unknown (coffret_door_get_session (guest));
  close_door (guest);
  testing_end (own);
}

static void
test_registries (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (CoffretGrounds) grounds = coffret_grounds_new (contexts, coffret_instant_now ());
  g_autoptr (GPtrArray) files = coffret_practice_list ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (
    "/io/github/coffret/Coffret/practice/registry.json", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (json_t) registry = NULL;
  const char *id;
  const json_t *entry;

  g_assert_no_error (error);
  registry =
    coffret_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, &error);
  g_assert_no_error (error);
  coffret_grounds_add_bundled_registries (grounds);
  g_assert_cmpuint (json_object_size (json_object_get (registry, "registry")), >=, 3);
  json_object_foreach (json_object_get (registry, "registry"), id, entry)
    g_assert_cmpint (coffret_grounds_vouch (grounds, id).trust, ==, COFFRET_TRUST_NONE);
  for (guint i = 0; i < files->len; i++) {
    g_autoptr (CoffretItem) item = read_item (g_ptr_array_index (files, i));

    g_assert_cmpint (coffret_grounds_vouch (grounds, item->credential->issuer->id).trust, ==,
                     COFFRET_TRUST_NONE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/practice-verdicts/here", test_here);
  g_test_add_func ("/organise/practice-verdicts/last", test_last);
  g_test_add_func ("/organise/practice-verdicts/elsewhere", test_elsewhere);
  g_test_add_func ("/organise/practice-verdicts/registries", test_registries);
  return g_test_run ();
}
