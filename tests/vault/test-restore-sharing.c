/* Sharing groups and the ledger, from a backup: with their keys and files, and nothing forged. */
#include "vault-testing.h"

#include "vault/restore.h"
#include "vault/shares.h"
#include "vault/sharing-groups.h"

#include <string.h>

#define PAGE "<p>Wound care</p>"

typedef struct {
  char *folder;
  char *path; /* of the backup */
  char *other;
  CoffretVault *vault;
  char *credential;
  char *group;
  char *share;
} Fixture;

static gboolean
fill (CoffretDatabase *database, gpointer data, GError **error)
{
  static const char badge[] =
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"id\":\"urn:example:1\","
    "\"issuer\":{\"id\":\"did:web:example.org\",\"type\":[\"Profile\"],\"name\":\"Rivage\"},"
    "\"validFrom\":\"2020-01-01T10:00:00Z\",\"name\":\"Wound care\",\"credentialSubject\":{"
    "\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"],\"achievement\":{"
    "\"id\":\"urn:example:a\",\"type\":[\"Achievement\"],\"name\":\"Wound care\","
    "\"criteria\":{\"narrative\":\"Be there.\"}}}}";
  Fixture *fixture = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (badge, strlen (badge));
  g_autoptr (GBytes) page = g_bytes_new_static (PAGE, strlen (PAGE));
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, "badge.json", &coffret_limits_default, NULL, error);
  g_autofree char *original = coffret_originals_put (database, bytes, "badge.json", error);
  g_autoptr (CoffretRecord) record = coffret_record_new (items->pdata[0], original, "badge.json");
  g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new ("June");
  g_autoptr (CoffretShareRow) row = coffret_share_row_new ("page");
  CoffretSharingMember *member = coffret_sharing_member_new (record->id);
  CoffretShareItem *item = coffret_share_item_new (record->id, record->digest);
  g_autofree char *name = coffret_share_row_name_kept (row);
  g_autofree char *kept = coffret_originals_put (database, page, name, error);

  group->fields = COFFRET_FIELDS (COFFRET_FIELD_TITLE);
  g_set_str (&group->message, "Line\nby line");
  g_set_str (&group->rule, "wound");
  member->hidden = COFFRET_FIELDS (COFFRET_FIELD_GRADE);
  g_ptr_array_add (group->members, member);
  g_set_str (&row->group, group->id);
  g_set_str (&row->name, group->name);
  g_set_str (&row->recipient, "City hospital");
  g_set_str (&row->audience, "public");
  g_set_str (&row->language, "fr");
  g_set_str (&row->key, "did:key:z6MkInvented");
  g_set_str (&row->file_name, "credentials.html");
  g_set_str (&row->media_type, "text/html");
  row->until = 2000000000000000;
  g_set_str (&item->title, "Wound care");
  g_set_str (&item->issuer, "Rivage");
  g_set_str (&item->verdict, "unsigned");
  g_set_str (&item->how, "summary");
  item->shown = COFFRET_FIELDS (COFFRET_FIELD_TITLE);
  item->hidden = COFFRET_FIELDS (COFFRET_FIELD_GRADE);
  g_ptr_array_add (row->items, item);
  coffret_share_row_describe (row, page);
  fixture->credential = g_strdup (record->id);
  fixture->group = g_strdup (group->id);
  fixture->share = g_strdup (row->id);
  return coffret_records_add (database, record, error) &&
         coffret_sharing_groups_save (database, group, error) &&
         coffret_shares_add (database, row, kept, error);
}

static void
run (CoffretVault *vault, CoffretVaultFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, func, data, &error);
  g_assert_no_error (error);
}

static gboolean
execute (CoffretDatabase *database, gpointer sql, GError **error)
{
  return coffret_database_execute (database, sql, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "first.coffret", NULL);
  fixture->other = g_build_filename (fixture->folder, "other", NULL);
  fixture->vault = testing_vault_create (fixture->folder);
  run (fixture->vault, fill, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  testing_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->other);
  g_free (fixture->credential);
  g_free (fixture->group);
  g_free (fixture->share);
}

static CoffretRestore *
back_up (Fixture *fixture)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info =
    coffret_backup_write (fixture->vault, fixture->path, TRUE, NULL, &error);
  CoffretRestore *restore;

  g_assert_no_error (error);
  restore = coffret_restore_open (fixture->path, COFFRET_SLOT_PASSPHRASE, passphrase,
                                  fixture->other, FALSE, NULL, &error);
  g_assert_no_error (error);
  return restore;
}

static CoffretVault *
restore_new (Fixture *fixture, CoffretRestore *restore, CoffretRestoreReport **report)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("new words");
  g_autoptr (GError) error = NULL;
  CoffretVault *vault =
    coffret_restore_into_new (restore, fixture->other, COFFRET_SLOT_PASSPHRASE, passphrase,
                              COFFRET_RESTORE_DEFAULT, report, NULL, &error);

  g_assert_no_error (error);
  return vault;
}

static CoffretRestoreReport *
merge (Fixture *fixture, CoffretVault *into)
{
  g_autoptr (CoffretRestore) restore = back_up (fixture);
  g_autoptr (GError) error = NULL;
  CoffretRestoreReport *report = NULL;

  g_assert_true (
    coffret_restore_merge (restore, into, COFFRET_RESTORE_DEFAULT, &report, NULL, &error));
  g_assert_no_error (error);
  return report;
}

/* What is in a vault. */
typedef struct {
  const char *group;
  const char *share;
  GPtrArray *groups;
  GPtrArray *shares;
  GBytes *file; /* nullable */
  CoffretSecret *seed;
} Found;

static gboolean
look (CoffretDatabase *database, gpointer data, GError **error)
{
  Found *found = data;

  found->groups = coffret_sharing_groups_list (database, error);
  found->shares = coffret_shares_list (database, NULL, error);
  found->file = coffret_shares_read (database, found->share, NULL);
  found->seed = coffret_sharing_groups_seed (database, found->group, NULL);
  return TRUE;
}

static Found
look_into (Fixture *fixture, CoffretVault *vault)
{
  Found found = { fixture->group, fixture->share, NULL, NULL, NULL, NULL };

  run (vault, look, &found);
  return found;
}

static void
forget (Found *found)
{
  g_clear_pointer (&found->groups, g_ptr_array_unref);
  g_clear_pointer (&found->shares, g_ptr_array_unref);
  g_clear_pointer (&found->file, g_bytes_unref);
  g_clear_pointer (&found->seed, coffret_secret_unref);
}

static void
assert_page (const Found *found)
{
  g_assert_nonnull (found->file);
  g_assert_cmpmem (g_bytes_get_data (found->file, NULL), g_bytes_get_size (found->file), PAGE,
                   strlen (PAGE));
}

static void
assert_same (const CoffretShareRow *one, const CoffretShareRow *other)
{
  const CoffretShareItem *first = one->items->pdata[0];
  const CoffretShareItem *second = other->items->pdata[0];

  g_assert_cmpstr (one->id, ==, other->id);
  g_assert_cmpstr (one->group, ==, other->group);
  g_assert_cmpstr (one->name, ==, other->name);
  g_assert_cmpstr (one->audience, ==, other->audience);
  g_assert_cmpstr (one->recipient, ==, other->recipient);
  g_assert_cmpstr (one->kind, ==, other->kind);
  g_assert_cmpstr (one->language, ==, other->language);
  g_assert_cmpstr (one->key, ==, other->key);
  g_assert_cmpstr (one->file_name, ==, other->file_name);
  g_assert_cmpstr (one->media_type, ==, other->media_type);
  g_assert_cmpint (one->size, ==, other->size);
  g_assert_cmpstr (one->sha256, ==, other->sha256);
  g_assert_true (one->kept == other->kept);
  g_assert_cmpint (one->shared, ==, other->shared);
  g_assert_cmpint (one->until, ==, other->until);
  g_assert_cmpuint (one->items->len, ==, other->items->len);
  g_assert_cmpstr (first->credential, ==, second->credential);
  g_assert_cmpstr (first->digest, ==, second->digest);
  g_assert_cmpstr (first->title, ==, second->title);
  g_assert_cmpstr (first->issuer, ==, second->issuer);
  g_assert_cmpstr (first->verdict, ==, second->verdict);
  g_assert_cmpstr (first->how, ==, second->how);
  g_assert_cmphex (first->shown, ==, second->shown);
  g_assert_cmphex (first->hidden, ==, second->hidden);
}

/* All of it, and with the same key: whoever got something from it knows it again. */
static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestore) restore = back_up (fixture);
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  Found before = look_into (fixture, fixture->vault), after;

  g_assert_cmpuint (coffret_restore_get_contents (restore)->groups, ==, 1);
  g_assert_cmpuint (coffret_restore_get_contents (restore)->shares, ==, 1);
  vault = restore_new (fixture, restore, &report);
  g_assert_cmpuint (report->groups, ==, 1);
  g_assert_cmpuint (report->shares, ==, 1);
  after = look_into (fixture, vault);
  g_assert_cmpuint (after.groups->len, ==, 1);
  g_assert_true (coffret_sharing_group_equal (before.groups->pdata[0], after.groups->pdata[0]));
  g_assert_true (coffret_secret_equal (before.seed, after.seed));
  g_assert_cmpuint (after.shares->len, ==, 1);
  assert_same (before.shares->pdata[0], after.shares->pdata[0]);
  assert_page (&after);
  forget (&before);
  forget (&after);
}

/* What is here stays: a group as it is now, a line of the ledger as it was. */
static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestoreReport) same = NULL;
  g_autoptr (CoffretRestoreReport) gone = NULL;
  g_autoptr (CoffretRestore) restore = back_up (fixture);
  g_autoptr (CoffretVault) vault = restore_new (fixture, restore, NULL);
  Found before = look_into (fixture, fixture->vault), after;

  run (vault, execute,
       (gpointer) "UPDATE sharing_groups SET name = 'Mine'; DELETE FROM sharing_members");
  same = merge (fixture, vault);
  g_assert_cmpuint (same->groups + same->shares, ==, 0);
  after = look_into (fixture, vault);
  g_assert_cmpstr (((CoffretSharingGroup *) after.groups->pdata[0])->name, ==, "Mine");
  g_assert_cmpuint (((CoffretSharingGroup *) after.groups->pdata[0])->members->len, ==, 0);
  g_assert_cmpuint (after.shares->len, ==, 1);
  forget (&after);

  /* Not here any more: it comes back, but its key was in a file that others may have made. */
  run (vault, execute,
       (gpointer) "DELETE FROM sharing_groups; DELETE FROM share_items; DELETE FROM shares;"
                  "DELETE FROM originals WHERE name LIKE 'share/%'");
  gone = merge (fixture, vault);
  g_assert_cmpuint (gone->groups, ==, 1);
  g_assert_cmpuint (gone->shares, ==, 1);
  after = look_into (fixture, vault);
  g_assert_cmpuint (((CoffretSharingGroup *) after.groups->pdata[0])->members->len, ==, 1);
  g_assert_false (coffret_secret_equal (before.seed, after.seed));
  assert_page (&after);
  forget (&before);
  forget (&after);
}

/* The same credential has another id here. */
static void
test_other_ids (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestore) restore = back_up (fixture);
  g_autoptr (CoffretVault) vault = restore_new (fixture, restore, NULL);
  g_autoptr (CoffretRestoreReport) report = NULL;
  const char *other = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
  const CoffretSharingGroup *group;
  Found after;

  run (vault, execute,
       (gpointer) "DELETE FROM sharing_groups; DELETE FROM share_items; DELETE FROM shares;"
                  "UPDATE credentials SET id = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'");
  report = merge (fixture, vault);
  after = look_into (fixture, vault);
  group = after.groups->pdata[0];
  g_assert_cmpuint (group->members->len, ==, 1);
  g_assert_nonnull (coffret_sharing_group_find (group, other));
  g_assert_cmpstr (
    ((CoffretShareItem *) ((CoffretShareRow *) after.shares->pdata[0])->items->pdata[0])
      ->credential,
    ==, other);
  forget (&after);
}

/* A file that is not the one that the line tells of, and words that are none of ours. */
static void
test_forged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (CoffretRestore) restore = NULL;
  const CoffretSharingGroup *group;
  const CoffretShareRow *row;
  Found after;

  run (fixture->vault, execute,
       (gpointer) "UPDATE shares SET original_id = (SELECT original_id FROM credentials), "
                  "kind = '<b>', shared = 9000000000000000, recipient = 'A\x1b[31mB';"
                  "UPDATE sharing_groups SET audience = 'a b', fields = 'title nothing grade', "
                  "language = '../x', days = 99999999, compartment = 'nowhere'");
  restore = back_up (fixture);
  vault = restore_new (fixture, restore, &report);
  after = look_into (fixture, vault);
  group = after.groups->pdata[0];
  g_assert_cmpstr (group->audience, ==, "own");
  g_assert_cmpstr (group->language, ==, "en");
  g_assert_cmpuint (group->fields, ==,
                    COFFRET_FIELDS (COFFRET_FIELD_TITLE) | COFFRET_FIELDS (COFFRET_FIELD_GRADE));
  g_assert_cmpuint (group->days, <, 40000);
  g_assert_null (group->compartment);
  row = after.shares->pdata[0];
  g_assert_cmpstr (row->kind, ==, "file");
  g_assert_cmpint (row->shared, <=, coffret_instant_now ());
  g_assert_null (strchr (row->recipient, '\x1b'));
  g_assert_false (row->kept);
  g_assert_null (after.file);
  g_assert_cmpuint (report->lost_files->len, ==, 1);
  forget (&after);
}

#define ADD(name)                                                                                  \
  g_test_add ("/restore-sharing/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (new);
  ADD (merge);
  ADD (other_ids);
  ADD (forged);
  return g_test_run ();
}
