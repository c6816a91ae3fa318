/* Sharing groups, their keys, and the ledger. */
#include "vault-testing.h"

#include "vault/incoming.h"
#include "vault/shares.h"
#include "vault/sharing-groups.h"
#include "vault/versions.h"

#include <string.h>

static CoffretRecord *
add (TestingBorrowed *fixture, const char *name)
{
  CoffretRecord *record = testing_record_new (fixture->database, name);

  g_assert_true (coffret_records_add (fixture->database, record, NULL));
  return record;
}

static void
join (CoffretSharingGroup *group, const CoffretRecord *record)
{
  g_ptr_array_add (group->members, coffret_sharing_member_new (record->id));
}

static void
save (TestingBorrowed *fixture, const CoffretSharingGroup *group)
{
  g_autoptr (GError) error = NULL;

  coffret_sharing_groups_save (fixture->database, group, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (TestingBorrowed *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = coffret_sharing_groups_list (fixture->database, &error);

  g_assert_no_error (error);
  return groups;
}

static CoffretSecret *
seed_of (TestingBorrowed *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  CoffretSecret *seed = coffret_sharing_groups_seed (fixture->database, id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (coffret_secret_length (seed), ==, COFFRET_SHARING_SEED);
  return seed;
}

static void
test_group (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) one = add (fixture, "one");
  g_autoptr (CoffretRecord) two = add (fixture, "two");
  g_autoptr (CoffretRecord) three = add (fixture, "three");
  g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new ("City hospital, June");
  g_autoptr (GPtrArray) groups = NULL;
  CoffretSharingMember *member;

  g_set_str (&group->audience, "potential-employer");
  g_set_str (&group->recipient, "City hospital, HR");
  g_set_str (&group->message, "As we said\non the telephone.");
  g_set_str (&group->holder, "Zoé Tremblay");
  g_set_str (&group->contact, "zoe@example.org");
  g_set_str (&group->language, "fr");
  g_set_str (&group->rule, "skill:wounds");
  group->fields = COFFRET_FIELDS (COFFRET_FIELD_TITLE) | COFFRET_FIELDS (COFFRET_FIELD_SKILLS);
  group->days = 30;
  join (group, two);
  join (group, one);
  member = coffret_sharing_group_find (group, one->id);
  member->shown = COFFRET_FIELDS (COFFRET_FIELD_GRADE);
  member->hidden = COFFRET_FIELDS (COFFRET_FIELD_SKILLS);
  g_ptr_array_add (group->left_out, g_strdup (three->id));
  save (fixture, group);

  groups = list (fixture);
  g_assert_cmpuint (groups->len, ==, 1);
  g_assert_true (coffret_sharing_group_equal (group, groups->pdata[0]));
  member = coffret_sharing_group_find (groups->pdata[0], one->id);
  g_assert_cmpuint (coffret_sharing_group_allows (group, member), ==,
                    COFFRET_FIELDS (COFFRET_FIELD_TITLE) | COFFRET_FIELDS (COFFRET_FIELD_GRADE));
  g_assert_cmpint (coffret_sharing_group_end (group, 1000), ==,
                   1000 + 30 * (gint64) G_TIME_SPAN_DAY);

  /* Another order, one less, one back in. */
  g_ptr_array_remove_index (group->members, 0);
  g_ptr_array_set_size (group->left_out, 0);
  join (group, three);
  group->days = 0;
  group->until = 5000;
  g_assert_cmpint (coffret_sharing_group_end (group, 1000), ==, 5000);
  g_assert_false (coffret_sharing_group_equal (group, groups->pdata[0]));
  save (fixture, group);
  g_clear_pointer (&groups, g_ptr_array_unref);
  groups = list (fixture);
  g_assert_true (coffret_sharing_group_equal (group, groups->pdata[0]));
}

/* It never changes, and no two are the same. */
static void
test_key (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretSharingGroup) one = coffret_sharing_group_new ("One");
  g_autoptr (CoffretSharingGroup) two = coffret_sharing_group_new ("Two");
  g_autoptr (CoffretSecret) first = NULL;
  g_autoptr (CoffretSecret) second = NULL;
  g_autoptr (CoffretSecret) again = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, one);
  save (fixture, two);
  first = seed_of (fixture, one->id);
  second = seed_of (fixture, two->id);
  g_assert_false (coffret_secret_equal (first, second));

  g_set_str (&one->name, "Another name");
  save (fixture, one);
  again = seed_of (fixture, one->id);
  g_assert_true (coffret_secret_equal (first, again));

  /* Put back, it is the same one. */
  g_assert_true (coffret_sharing_groups_remove (fixture->database, one->id, NULL));
  groups = list (fixture);
  g_assert_cmpuint (groups->len, ==, 1);
  save (fixture, one);
  g_clear_pointer (&again, coffret_secret_unref);
  again = seed_of (fixture, one->id);
  g_assert_true (coffret_secret_equal (first, again));

  g_assert_null (coffret_sharing_groups_seed (fixture->database, "nobody", &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
}

static guint
count (TestingBorrowed *fixture, const char *sql)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (fixture->database, sql, NULL, "");

  g_assert_true (coffret_statement_step (statement, NULL));
  return (guint) coffret_statement_int (statement, 0);
}

/* What is removed goes for good when the vault is opened again. */
static void
test_swept (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) record = add (fixture, "one");
  g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new ("One");
  gboolean sweep = FALSE;

  join (group, record);
  save (fixture, group);
  g_assert_true (coffret_leftovers_find (fixture->database, &sweep, NULL));
  g_assert_cmpuint (count (fixture, "SELECT count(*) FROM sharing_groups"), ==, 1);
  g_assert_true (coffret_sharing_groups_remove (fixture->database, group->id, NULL));
  g_assert_true (coffret_leftovers_find (fixture->database, &sweep, NULL));
  g_assert_cmpuint (count (fixture, "SELECT count(*) FROM sharing_groups"), ==, 0);
  g_assert_cmpuint (count (fixture, "SELECT count(*) FROM sharing_members"), ==, 0);
}

static CoffretShareRow *
share (TestingBorrowed *fixture,
       const CoffretSharingGroup *group,
       const CoffretRecord *record,
       const char *text,
       gint64 shared)
{
  CoffretShareRow *row = coffret_share_row_new ("page");
  CoffretShareItem *item = coffret_share_item_new (record->id, record->digest);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *name = NULL;
  g_autofree char *original = NULL;
  g_autoptr (GError) error = NULL;

  row->group = g_strdup (group->id);
  row->name = g_strdup (group->name);
  row->audience = g_strdup ("public");
  row->recipient = g_strdup ("City hospital, HR");
  row->language = g_strdup ("fr");
  row->media_type = g_strdup ("text/html");
  row->file_name = g_strdup ("credentials.html");
  row->shared = shared;
  item->title = g_strdup ("Wound care");
  item->issuer = g_strdup ("Rivage");
  item->verdict = g_strdup ("verified");
  item->how = g_strdup ("summary");
  item->shown = COFFRET_FIELDS (COFFRET_FIELD_TITLE);
  item->hidden = COFFRET_FIELDS (COFFRET_FIELD_GRADE);
  g_ptr_array_add (row->items, item);
  coffret_share_row_describe (row, bytes);
  name = coffret_share_row_name_kept (row);
  original = coffret_originals_put (fixture->database, bytes, name, &error);
  g_assert_no_error (error);
  g_assert_true (coffret_shares_add (fixture->database, row, original, &error));
  return row;
}

static void
assert_share (TestingBorrowed *fixture, const CoffretShareRow *row, const char *text)
{
  g_autoptr (CoffretShareRow) found = coffret_shares_get (fixture->database, row->id, NULL);
  g_autoptr (GBytes) bytes = coffret_shares_read (fixture->database, row->id, NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  const CoffretShareItem *item = found->items->pdata[0];

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
  g_assert_cmpstr (found->sha256, ==, sha256);
  g_assert_cmpint (found->size, ==, (gint64) strlen (text));
  g_assert_true (found->kept);
  g_assert_cmpstr (found->name, ==, row->name);
  g_assert_cmpstr (found->group, ==, row->group);
  g_assert_cmpstr (found->recipient, ==, row->recipient);
  g_assert_cmpstr (found->kind, ==, "page");
  g_assert_cmpint (found->shared, ==, row->shared);
  g_assert_cmpint (found->until, ==, COFFRET_INSTANT_NONE);
  g_assert_cmpuint (found->items->len, ==, 1);
  g_assert_cmpstr (item->title, ==, "Wound care");
  g_assert_cmpstr (item->verdict, ==, "verified");
  g_assert_cmpuint (coffret_share_row_shown (found), ==, COFFRET_FIELDS (COFFRET_FIELD_TITLE));
  g_assert_cmpuint (coffret_share_row_hidden (found), ==, COFFRET_FIELDS (COFFRET_FIELD_GRADE));
}

/* Whatever happens to the group and to its credentials. */
static void
test_ledger (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) record = add (fixture, "one");
  g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new ("June");
  g_autoptr (CoffretShareRow) first = NULL;
  g_autoptr (CoffretShareRow) second = NULL;
  g_autoptr (CoffretShareRow) third = NULL;
  g_autoptr (CoffretShareRow) last = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) groups = NULL;

  join (group, record);
  save (fixture, group);
  first = share (fixture, group, record, "<p>first</p>", 1000);
  second = share (fixture, group, record, "<p>second</p>", 2000);
  /* The same file again takes no room. */
  third = share (fixture, group, record, "<p>first</p>", 3000);
  g_assert_cmpuint (count (fixture, "SELECT count(*) FROM originals WHERE name LIKE 'share/%'"), ==,
                    2);
  g_set_str (&group->name, "July");
  save (fixture, group);
  assert_share (fixture, first, "<p>first</p>");
  rows = coffret_shares_list (fixture->database, NULL, NULL);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (((CoffretShareRow *) rows->pdata[0])->id, ==, third->id);
  g_assert_cmpstr (((CoffretShareRow *) rows->pdata[2])->name, ==, "June");
  last = coffret_shares_last (fixture->database, group->id, NULL);
  g_assert_cmpstr (last->id, ==, third->id);

  /* Deleted for good, it goes from the group, and what was shared stays. */
  g_assert_true (coffret_records_set_trashed (fixture->database, record->id, 1, NULL));
  g_assert_true (coffret_records_purge_trash (fixture->database, 2, NULL));
  groups = list (fixture);
  g_assert_cmpuint (((CoffretSharingGroup *) groups->pdata[0])->members->len, ==, 0);
  g_assert_true (coffret_sharing_groups_remove (fixture->database, group->id, NULL));
  {
    gboolean sweep = FALSE;
    g_assert_true (coffret_leftovers_find (fixture->database, &sweep, NULL));
    g_assert_false (sweep);
  }
  assert_share (fixture, first, "<p>first</p>");
  assert_share (fixture, second, "<p>second</p>");
  assert_share (fixture, third, "<p>first</p>");
}

/* What was shared as it came lies in the vault once, and stays when the credential goes. */
static void
test_original (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) record = add (fixture, "one");
  g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new ("June");
  g_autoptr (GBytes) bytes = coffret_originals_get (fixture->database, record->original_id, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (CoffretShareRow) row = NULL;

  save (fixture, group);
  row = share (fixture, group, record, text, 1000);
  g_assert_cmpuint (count (fixture, "SELECT count(*) FROM originals"), ==, 1);
  g_assert_true (coffret_records_set_trashed (fixture->database, record->id, 1, NULL));
  g_assert_true (coffret_records_purge_trash (fixture->database, 2, NULL));
  g_assert_cmpuint (count (fixture, "SELECT count(*) FROM credentials"), ==, 0);
  assert_share (fixture, row, text);
}

static void
test_today (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretRecord) one = add (fixture, "one");
  g_autoptr (CoffretRecord) two = add (fixture, "two");
  g_autoptr (CoffretRecord) other = add (fixture, "other");
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;
  const CoffretShareToday *today;

  g_ptr_array_add (ids, one->id);
  g_ptr_array_add (ids, (gpointer) "nobody");
  g_assert_true (
    coffret_versions_set (fixture->database, one->id, two->id, COFFRET_VERSION_TOGETHER, NULL));
  found = coffret_shares_look (fixture->database, ids, NULL);
  g_assert_cmpuint (found->len, ==, 2);
  today = found->pdata[0];
  g_assert_true (today->there);
  g_assert_cmpstr (today->digest, ==, one->digest);
  g_assert_cmpstr (today->newer, ==, two->id);
  g_assert_cmpint (today->trashed, ==, COFFRET_INSTANT_NONE);
  g_assert_false (((CoffretShareToday *) found->pdata[1])->there);

  /* What lies in the trash is no later version. */
  g_assert_true (coffret_records_set_trashed (fixture->database, two->id, 7, NULL));
  g_assert_true (coffret_records_set_trashed (fixture->database, one->id, 8, NULL));
  g_clear_pointer (&found, g_ptr_array_unref);
  found = coffret_shares_look (fixture->database, ids, NULL);
  today = found->pdata[0];
  g_assert_null (today->newer);
  g_assert_cmpint (today->trashed, ==, 8);
}

#define ADD(name)                                                                                  \
  g_test_add ("/sharing/" #name, TestingBorrowed, NULL, testing_borrow, test_##name,               \
              testing_give_back)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (group);
  ADD (key);
  ADD (swept);
  ADD (ledger);
  ADD (original);
  ADD (today);
  return g_test_run ();
}
