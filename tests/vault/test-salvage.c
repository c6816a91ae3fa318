/* What is saved of a damaged vault: everything but what lay on the damaged page. */
#include "vault-testing.h"

#include "vault/compartments.h"
#include "vault/layers.h"
#include "vault/pathways.h"
#include "vault/salvage.h"
#include "vault/settings.h"
#include "vault/shares.h"
#include "vault/sharing-groups.h"
#include "vault/snapshot-counts.h"
#include "vault/trust.h"
#include "vault/versions.h"
#include "vault/witnesses.h"

#include <glib/gstdio.h>
#include <string.h>

#define BADGES 40
#define PAGE 4096
#define COMPARTMENTS 3
#define GROUPS 4
#define PATHWAYS 3
#define SHARES 6

typedef struct {
  char *folder;
  char *vault;
  char *target;
  char *ids[BADGES];
  CoffretSecret *seeds[GROUPS];
} Fixture;

/* With a picture's worth of letters, so that some take several pages; those of every fifth do not
 * get smaller by packing. */
static char *
badge (guint number)
{
  g_autoptr (GString) story = g_string_new (NULL);
  g_autoptr (GRand) dice = g_rand_new_with_seed (number);

  for (guint i = 0; i < (number % 5 == 0 ? 9000 : 300); i++)
    g_string_append_c (story, (char) ('a' + g_rand_int_range (dice, 0, 26)));
  return g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
    "\"id\":\"urn:example:%u\",\"issuer\":{\"id\":\"did:web:example.org\",\"type\":[\"Profile\"],"
    "\"name\":\"Rivage\"},\"validFrom\":\"2020-01-01T10:00:00Z\",\"name\":\"Badge %u\","
    "\"credentialSubject\":{\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"],"
    "\"achievement\":{\"id\":\"urn:example:a%u\",\"type\":[\"Achievement\"],"
    "\"name\":\"Badge %u\",\"criteria\":{\"narrative\":\"%s\"}}}}",
    number, number, number, number, story->str);
}

static char *
note_of (guint number)
{
  return number % 8 == 0 ? g_strdup_printf ("Note %u %0*d", number, 6000, 7)
                         : g_strdup_printf ("Note %u", number);
}

/* With a credential in it that is none of its owner's, which nobody may take for one. */
static char *
shared_text (guint number)
{
  g_autofree char *text = badge (number);
  g_autoptr (GString) shared = g_string_new (text);

  g_string_replace (shared, "Badge", "Shared", 0);
  return g_string_free (g_steal_pointer (&shared), FALSE);
}

static void
fill_sharing (Fixture *fixture, CoffretDatabase *database)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < GROUPS; i++) {
    g_autofree char *name = g_strdup_printf ("Group %u", i);
    g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new (name);

    group->position = (int) i;
    group->message = g_strdup_printf ("Message %u %0*d", i, i % 2 == 0 ? 3000 : 1, 7);
    group->fields = COFFRET_FIELDS (COFFRET_FIELD_TITLE);
    for (guint j = i; j < BADGES; j += 2)
      g_ptr_array_add (group->members, coffret_sharing_member_new (fixture->ids[j]));
    g_assert_true (coffret_sharing_groups_save (database, group, &error));
    fixture->seeds[i] = coffret_sharing_groups_seed (database, group->id, &error);
    for (guint j = i; j < SHARES; j += GROUPS) {
      g_autoptr (CoffretShareRow) row = coffret_share_row_new ("presentation");
      char *text = shared_text (j);
      g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
      g_autofree char *kept = coffret_share_row_name_kept (row);
      g_autofree char *original = coffret_originals_put (database, bytes, kept, &error);
      CoffretShareItem *item =
        coffret_share_item_new (fixture->ids[j], "0123456789abcdef0123456789abcdef"
                                                 "0123456789abcdef0123456789abcdef");

      row->group = g_strdup (group->id);
      row->name = g_strdup (name);
      row->recipient = g_strdup_printf ("Recipient %u", j);
      item->title = g_strdup_printf ("Badge %u", j);
      g_ptr_array_add (row->items, item);
      coffret_share_row_describe (row, bytes);
      g_assert_true (coffret_shares_add (database, row, original, &error));
    }
  }
  g_assert_no_error (error);
}

static char *
definition_of (guint number)
{
  return g_strdup_printf ("{\"coffretPathway\":1,\"name\":\"Way %u\",\"steps\":[{\"name\":\"%0*d\","
                          "\"of\":[{\"title\":\"Badge %u\"}]}]}",
                          number, number % 2 == 0 ? 200 : 1, 7, number);
}

static gboolean
fill (CoffretDatabase *database, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (CoffretTrustRow) trust =
    coffret_trust_row_new ("did:web:example.org", "Rivage", TRUE, coffret_instant_now ());
  g_autoptr (GBytes) list = g_bytes_new_static ("a list", 6);
  g_autoptr (CoffretWitnessRow) witness = NULL;
  char *compartments[COMPARTMENTS];

  for (guint i = 0; i < COMPARTMENTS; i++) {
    g_autofree char *name = g_strdup_printf ("Shelf %u", i);
    g_autoptr (CoffretCompartmentRow) row = coffret_compartment_row_new (name);

    row->position = (int) i;
    compartments[i] = g_strdup (row->id);
    g_assert_true (coffret_compartments_save (database, row, error));
  }
  for (guint i = 0; i < BADGES; i++) {
    char *text = badge (i);
    g_autofree char *note = note_of (i);
    g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
    g_autoptr (GPtrArray) items =
      coffret_reader_read (bytes, "badge.json", &coffret_limits_default, NULL, error);
    g_autofree char *original = coffret_originals_put (database, bytes, "badge.json", error);
    g_autoptr (CoffretRecord) record = coffret_record_new (items->pdata[0], original, "badge.json");

    g_assert_true (coffret_records_add (database, record, error));
    g_assert_true (coffret_layers_set_note (database, record->id, note, error));
    g_assert_true (coffret_layers_set_favourite (database, record->id, i % 2 == 0, error));
    g_assert_true (coffret_layers_set_tag (database, record->id, "Été", TRUE, NULL, error));
    g_assert_true (coffret_layers_set_text (database, record->id, "f", "fr", note, error));
    g_assert_true (
      coffret_compartments_put (database, compartments[i % COMPARTMENTS], record->id, NULL, error));
    if (i == 0)
      g_assert_true (
        coffret_records_set_trashed (database, record->id, coffret_instant_now (), error));
    fixture->ids[i] = g_strdup (record->id);
  }
  for (guint i = 0; i < COMPARTMENTS; i++)
    g_free (compartments[i]);
  fill_sharing (fixture, database);
  for (guint i = 0; i < PATHWAYS; i++) {
    g_autofree char *name = g_strdup_printf ("Way %u", i);
    g_autofree char *definition = definition_of (i);
    g_autoptr (CoffretPathwayRow) row = coffret_pathway_row_new (name, definition);

    row->position = (int) i;
    g_assert_true (coffret_pathways_save (database, row, error));
  }
  g_assert_true (coffret_versions_set (database, fixture->ids[1], fixture->ids[2],
                                       COFFRET_VERSION_TOGETHER, error));
  g_assert_true (coffret_trust_save (database, trust, error));
  g_assert_true (coffret_settings_set (database, "backup-folder", "/somewhere", error));
  witness = coffret_witness_row_new ("status", "a list", NULL, coffret_instant_now (), list);
  return coffret_witnesses_add (database, witness, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = testing_folder_new ();
  fixture->vault = g_build_filename (fixture->folder, "vault", NULL);
  fixture->target = g_build_filename (fixture->folder, "saved", NULL);
  vault = testing_vault_create (fixture->folder);
  coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, fill, fixture, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_folder_remove (fixture->folder);
  g_free (fixture->vault);
  g_free (fixture->target);
  for (guint i = 0; i < BADGES; i++)
    g_free (fixture->ids[i]);
  for (guint i = 0; i < GROUPS; i++)
    coffret_secret_unref (fixture->seeds[i]);
}

static CoffretVault *
salvage (Fixture *fixture, CoffretSalvageReport **report, GError **error)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");

  return coffret_salvage (fixture->vault, fixture->target, COFFRET_SLOT_PASSPHRASE, passphrase,
                          FALSE, NULL, NULL, report, NULL, error);
}

/* What is in the vault: counts of what is as it was. */
typedef struct {
  Fixture *fixture;
  guint credentials;
  guint notes;
  guint marks;  /* favourite or not, tag, own translation */
  guint placed; /* in the compartment that has the name it had */
  guint trashed;
  guint groups;   /* with all of their members, their words and their key */
  guint shares;   /* with their file and what was in it */
  guint pathways; /* as they were defined, in their order */
  CoffretCounts counts;
  char *setting;
} Found;

static void
look_at_sharing (CoffretDatabase *database, Found *found)
{
  g_autoptr (GPtrArray) groups = coffret_sharing_groups_list (database, NULL);
  g_autoptr (GPtrArray) shares = coffret_shares_list (database, NULL, NULL);

  for (guint i = 0; i < groups->len; i++) {
    const CoffretSharingGroup *group = groups->pdata[i];
    g_autoptr (CoffretSecret) seed = coffret_sharing_groups_seed (database, group->id, NULL);
    guint number = 0;
    g_autofree char *message = NULL;

    g_assert_cmpint (sscanf (group->name, "Group %u", &number), ==, 1);
    message = g_strdup_printf ("Message %u %0*d", number, number % 2 == 0 ? 3000 : 1, 7);
    /* No other key than it had. */
    g_assert_true (coffret_secret_equal (seed, found->fixture->seeds[number]));
    found->groups +=
      group->members->len == (BADGES - number + 1) / 2 && g_strcmp0 (group->message, message) == 0
        ? 1
        : 0;
  }
  for (guint i = 0; i < shares->len; i++) {
    const CoffretShareRow *row = shares->pdata[i];
    g_autoptr (GBytes) bytes = coffret_shares_read (database, row->id, NULL);
    guint number = 0;
    g_autofree char *text = NULL;

    if (row->recipient == NULL || sscanf (row->recipient, "Recipient %u", &number) != 1)
      continue;
    text = shared_text (number);
    if (bytes != NULL)
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text,
                       strlen (text));
    found->shares += bytes != NULL && row->items->len == 1 ? 1 : 0;
  }
}

static void
look_at_pathways (CoffretDatabase *database, Found *found)
{
  g_autoptr (GPtrArray) rows = coffret_pathways_list (database, NULL);

  for (guint i = 0; i < rows->len; i++) {
    const CoffretPathwayRow *row = rows->pdata[i];
    g_autofree char *definition = definition_of ((guint) row->position);

    found->pathways += g_str_equal (row->definition, definition) ? 1 : 0;
  }
}

static gboolean
look (CoffretDatabase *database, gpointer data, GError **error)
{
  Found *found = data;
  g_autoptr (GHashTable) layers = coffret_layers_list (database, error);
  g_autoptr (GHashTable) members = coffret_compartments_members (database, error);
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  for (guint i = 0; i < records->len; i++) {
    const CoffretRecord *record = g_ptr_array_index (records, i);
    g_autoptr (GBytes) bytes = coffret_originals_get (database, record->original_id, error);
    guint number = 0;
    g_autofree char *text = NULL;
    g_autofree char *note = NULL;
    const CoffretLayer *layer = g_hash_table_lookup (layers, record->id);
    const GPtrArray *places = g_hash_table_lookup (members, record->id);

    g_assert_nonnull (bytes);
    g_assert_cmpint (sscanf (coffret_text_best (record->title, NULL), "Badge %u", &number), ==, 1);
    text = badge (number);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
    found->credentials++;
    note = note_of (number);
    found->notes += layer != NULL && g_strcmp0 (layer->note, note) == 0 ? 1 : 0;
    found->marks += layer != NULL && layer->favourite == (number % 2 == 0) &&
                        coffret_layer_has_tag (layer, "Été") &&
                        g_strcmp0 (coffret_layer_get_text (layer, "f", "fr"), note) == 0
                      ? 1
                      : 0;
    found->placed += places != NULL && places->len == 1 ? 1 : 0;
    found->trashed += record->trashed != COFFRET_INSTANT_NONE ? 1 : 0;
  }
  look_at_sharing (database, found);
  look_at_pathways (database, found);
  found->setting = coffret_settings_get (database, "backup-folder", NULL);
  return coffret_counts_take (database, &found->counts, error);
}

static void
examine (CoffretVault *vault, Found *found)
{
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, look, found, &error);
  g_assert_no_error (error);
  g_free (found->setting);
}

static void
assert_whole (const Found *found)
{
  g_assert_cmpuint (found->credentials, ==, BADGES);
  g_assert_cmpuint (found->notes, ==, BADGES);
  g_assert_cmpuint (found->marks, ==, BADGES);
  g_assert_cmpuint (found->placed, ==, BADGES);
  g_assert_cmpuint (found->trashed, ==, 1);
  g_assert_cmpuint (found->groups, ==, GROUPS);
  g_assert_cmpuint (found->shares, ==, SHARES);
  g_assert_cmpuint (found->pathways, ==, PATHWAYS);
  g_assert_cmpint (found->counts.rows[COFFRET_COUNT_TRUST], ==, 1);
  g_assert_cmpint (found->counts.rows[COFFRET_COUNT_VERSIONS], ==, 1);
  g_assert_cmpint (found->counts.rows[COFFRET_COUNT_WITNESSES], ==, 1);
  g_assert_cmpint (found->counts.rows[COFFRET_COUNT_COMPARTMENTS], ==, COMPARTMENTS);
  g_assert_nonnull (found->setting);
}

static void
remove_target (Fixture *fixture)
{
  testing_folder_remove (g_strdup (fixture->target));
}

static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSalvageReport) report = NULL;
  g_autoptr (CoffretVault) vault = salvage (fixture, &report, &error);
  Found found = { fixture };

  g_assert_no_error (error);
  examine (vault, &found);
  assert_whole (&found);
  g_assert_cmpuint (report->total, ==, BADGES);
  g_assert_cmpuint (report->saved, ==, BADGES);
  g_assert_cmpuint (report->pages_lost, ==, 0);
  g_assert_cmpuint (report->lost->len, ==, 0);
  g_assert_false (report->only_this_way);
}

/* One byte on each page in turn. */
static void
test_each_page (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *whole = testing_read (fixture->folder, "vault.db", &length);
  guint pages = (guint) (length / PAGE);
  guint step = g_getenv ("COFFRET_ROUNDS") != NULL ? 1 : 5;
  guint untouched = 0, worst = 0, sharing_lost = 0;

  for (guint page = 0; page < pages; page += step) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretSalvageReport) report = NULL;
    g_autoptr (CoffretVault) vault = NULL;
    Found found = { fixture };
    gsize place = (gsize) page * PAGE + (page * 97) % PAGE;
    gsize after_length;
    g_autofree char *after = NULL;
    guint lost;

    whole[place] ^= 1;
    testing_write (fixture->folder, "vault.db", whole, length);
    vault = salvage (fixture, &report, &error);
    g_assert_no_error (error);
    examine (vault, &found);
    after = testing_read (fixture->folder, "vault.db", &after_length);
    g_assert_cmpmem (after, after_length, whole, length);
    /* The salt is found again. */
    g_assert_cmpuint (report->pages_lost, ==, place < 16 ? 0 : 1);
    g_assert_cmpuint (report->total, ==, BADGES);
    g_assert_cmpuint (report->saved, ==, found.credentials);
    lost = BADGES - found.credentials;
    g_assert_cmpuint (report->lost->len, >=, lost);
    g_assert_cmpuint (report->lost->len - lost, <=, SHARES - found.shares);
    for (guint i = 0; i < lost; i++) {
      const CoffretSalvageLoss *loss = g_ptr_array_index (report->lost, i);
      /* What its owner wrote of it lay elsewhere. */
      g_assert_true (g_str_has_prefix (loss->title, "Badge"));
      g_assert_true (g_str_has_prefix (loss->note, "Note"));
    }
    /* No page holds more than one of these. */
    if (lost > 0) {
      g_assert_cmpuint (found.notes, ==, found.credentials);
      g_assert_cmpuint (found.placed, ==, found.credentials);
    }
    worst = MAX (worst, lost);
    g_assert_cmpint (found.counts.rows[COFFRET_COUNT_COMPARTMENTS], ==, COMPARTMENTS);
    sharing_lost += found.groups < GROUPS || found.shares < SHARES ? 1 : 0;
    untouched += lost == 0 && found.notes == BADGES && found.placed == BADGES ? 1 : 0;
    g_test_message ("page %u: %u credentials, %u notes, %u placed, %u in the trash", page + 1,
                    found.credentials, found.notes, found.placed, found.trashed);
    if (found.notes != found.credentials)
      g_assert_cmpuint (BADGES - found.notes, <=, 40);
    whole[place] ^= 1;
    g_clear_pointer (&vault, coffret_vault_unref);
    remove_target (fixture);
  }
  g_test_message ("counted %u damaged pages salvaged", (pages + step - 1) / step);
  g_test_message ("of these, %u lose nothing; %u credentials at most", untouched, worst);
  g_test_message ("of these, %u lose something of a sharing group or a share", sharing_lost);
  g_assert_cmpuint (worst, <=, 12);
}

static void
damage (Fixture *fixture, gsize from, gsize size)
{
  gsize length;
  g_autofree char *bytes = testing_read (fixture->folder, "vault.db", &length);

  g_assert_cmpuint (from + size, <=, length);
  memset (bytes + from, 0x5a, size);
  testing_write (fixture->folder, "vault.db", bytes, length);
}

/* The page that SQLite cannot do without, with the salt of all marks. */
static void
test_first_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSalvageReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  Found found = { fixture };

  damage (fixture, 0, PAGE);
  g_assert_null (testing_vault_open (fixture->folder, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  g_clear_error (&error);
  vault = salvage (fixture, &report, &error);
  g_assert_no_error (error);
  examine (vault, &found);
  assert_whole (&found);
}

/* With the schema, so that no index tells whose it is. */
static void
test_first_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  Found found = { fixture };

  damage (fixture, 1000, 8000);
  vault = salvage (fixture, NULL, &error);
  g_assert_no_error (error);
  examine (vault, &found);
  g_assert_cmpuint (found.credentials, ==, BADGES);
}

/* Without any marks, what lay on another damaged page is not taken for true. */
static void
test_no_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  Found found = { fixture };
  gsize length;
  g_autofree char *bytes = testing_read (fixture->folder, "vault.db", &length);

  damage (fixture, 0, PAGE);
  for (gsize page = 2; page < length / PAGE; page += 7)
    damage (fixture, page * PAGE + 2000, 1);
  vault = salvage (fixture, NULL, &error);
  g_assert_no_error (error);
  /* It compares every original with what was put in. */
  examine (vault, &found);
  g_assert_cmpuint (found.credentials, >, BADGES / 2);
}

static void
test_cut (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *whole = testing_read (fixture->folder, "vault.db", &length);
  guint before = 0;

  for (gsize size = PAGE; size < length; size += 16 * PAGE + 1000) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretSalvageReport) report = NULL;
    g_autoptr (CoffretVault) vault = NULL;
    Found found = { fixture };

    testing_write (fixture->folder, "vault.db", whole, size);
    vault = salvage (fixture, &report, &error);
    g_assert_no_error (error);
    examine (vault, &found);
    g_assert_cmpuint (found.credentials, >=, before);
    before = found.credentials;
    g_clear_pointer (&vault, coffret_vault_unref);
    remove_target (fixture);
  }
  g_assert_cmpuint (before, >, BADGES / 2);
}

static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *whole = testing_read (fixture->folder, "vault.db", &length);
  g_autoptr (GError) error = NULL;

  testing_write (fixture->folder, "vault.db", "", 0);
  g_assert_null (salvage (fixture, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));
}

static void
test_wrong_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("wrong horse");
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_salvage (fixture->vault, fixture->target, COFFRET_SLOT_PASSPHRASE,
                                  passphrase, FALSE, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));
}

static void
test_open_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) open = testing_vault_open (fixture->folder, &error);

  g_assert_no_error (error);
  g_assert_null (salvage (fixture, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) entries = NULL;
  const char *name;

  g_cancellable_cancel (cancellable);
  g_assert_null (coffret_salvage (fixture->vault, fixture->target, COFFRET_SLOT_PASSPHRASE,
                                  passphrase, FALSE, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  entries = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (entries)) != NULL)
    g_assert_cmpstr (name, ==, "vault");
}

/* Both copies of the key file say something that was not written: not a wrong passphrase. */
static void
test_key_file (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *bytes = testing_read (fixture->folder, "keyslots.json", &length);
  char *made = strstr (bytes, "\"made\": ");
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSalvageReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  Found found = { fixture };

  made[9] = made[9] == '5' ? '6' : '5';
  testing_write (fixture->folder, "keyslots.json", bytes, length);
  testing_write (fixture->folder, "keyslots.json.bak", bytes, length);
  g_assert_null (testing_vault_open (fixture->folder, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  g_clear_error (&error);
  vault = salvage (fixture, &report, &error);
  g_assert_no_error (error);
  examine (vault, &found);
  assert_whole (&found);
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *old = NULL;
  Found found = { fixture };

  damage (fixture, 0, PAGE);
  vault = salvage (fixture, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&vault, coffret_vault_unref);
  aside = coffret_salvage_settle (fixture->vault, fixture->target, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->target, G_FILE_TEST_EXISTS));
  old = g_build_filename (aside, "vault.db", NULL);
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  vault = testing_vault_open (fixture->folder, &error);
  g_assert_no_error (error);
  examine (vault, &found);
  assert_whole (&found);
}

#define ADD(name, func) g_test_add ("/salvage/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_whole);
  ADD ("each-page", test_each_page);
  ADD ("first-page", test_first_page);
  ADD ("first-pages", test_first_pages);
  ADD ("no-marks", test_no_marks);
  ADD ("cut", test_cut);
  ADD ("nothing-left", test_nothing_left);
  ADD ("wrong-words", test_wrong_words);
  ADD ("open-elsewhere", test_open_elsewhere);
  ADD ("cancelled", test_cancelled);
  ADD ("key-file", test_key_file);
  ADD ("settle", test_settle);
  return g_test_run ();
}
