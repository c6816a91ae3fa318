/* From a group in the vault to what leaves: not one hidden field, whoever it is for, and never
 * another than it was. */
#include "share/packing.h"

#include <malloc.h>
#include <string.h>

#include "../organise/organise-testing.h"
#include "marked.h"
#include "organise/changed.h"
#include "share/ledger.h"
#include "share/noting.h"

#define MANY 500

static CoffretContexts *contexts;

static CoffretGroups *
groups_of (CoffretSession *session)
{
  return coffret_library_get_groups (coffret_session_get_library (session));
}

/* TEXTS as credentials of the vault; entries, in their order. */
static GPtrArray *
put_in (CoffretSession *session, GPtrArray *texts)
{
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
  CoffretLibrary *library = coffret_session_get_library (session);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < texts->len; i++) {
    const char *text = g_ptr_array_index (texts, i);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

    coffret_import_add_bytes (job, bytes, "file.json");
  }
  testing_wait (coffret_import_start (job));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (job)); i++) {
    g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (G_LIST_MODEL (job), i);

    g_assert_no_error (coffret_outcome_get_error (outcome));
    g_ptr_array_add (
      entries, g_object_ref (coffret_library_find (library, coffret_outcome_get_id (outcome))));
  }
  return entries;
}

static GPtrArray *
put_in_marked (CoffretSession *session)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (const char *const *format = marked_formats; *format != NULL; format++)
    g_ptr_array_add (texts, marked_text (*format));
  return put_in (session, texts);
}

static CoffretGroup *
make (CoffretSession *session, const char *name, CoffretAudience audience, GPtrArray *entries)
{
  g_autoptr (CoffretSharingGroup) draft =
    coffret_group_draft (session, name, audience, entries, "en");
  g_autoptr (CoffretGroup) group = NULL;

  g_set_str (&draft->recipient, name);
  g_set_str (&draft->holder, "Zoé Tremblay");
  group = testing_wait_object (coffret_session_save_group (session, draft));
  return coffret_groups_find (groups_of (session), coffret_group_get_id (group));
}

static CoffretPack *
pack_at (CoffretPacker *packer, const CoffretSharingGroup *row, CoffretInstant now)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_packer_make (packer, row, now, NULL), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

static CoffretPack *
pack (CoffretPacker *packer, CoffretGroup *group)
{
  return pack_at (packer, coffret_group_get_row (group),
                  coffret_instant_parse ("2026-05-12T10:00:00Z"));
}

static CoffretSealed *
seal (const CoffretPack *made)
{
  g_autoptr (GError) error = NULL;
  CoffretSealed *sealed = coffret_sealed_new (made->parcel, contexts, &error);

  g_assert_no_error (error);
  return sealed;
}

static void
assert_no_marks (GBytes *bytes, CoffretFields hidden, const char *what)
{
  g_autofree char *ids = coffret_fields_to_ids (marked_found (bytes) & hidden);

  if (*ids != '\0')
    g_error ("%s: hidden, but there: %s", what, ids);
}

/* Of every kind of credential, whoever it is for, by every way that makes text. */
static void
test_presets (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = put_in_marked (session);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  guint looked = 0;

  g_assert_cmpuint (entries->len, ==, g_strv_length ((char **) marked_formats));
  for (CoffretAudience audience = 0; audience < COFFRET_N_AUDIENCES; audience++) {
    CoffretFields allowed = coffret_audience_get_fields (audience);
    CoffretGroup *group = make (session, coffret_audience_to_id (audience), audience, entries);
    g_autoptr (CoffretPack) made = pack (packer, group);
    g_autoptr (CoffretSealed) sealed = seal (made);

    g_assert_cmpuint (made->parcel->disclosures->len, ==, entries->len);
    g_assert_cmpuint (made->items->len, ==, entries->len);
    g_assert_cmpuint (made->left_behind->len, ==, 0);
    for (guint i = 0; i < entries->len; i++) {
      const CoffretDisclosure *disclosure = made->parcel->disclosures->pdata[i];
      CoffretFields there = marked_fields (marked_formats[i]);

      g_assert_cmphex (disclosure->shown & ~allowed, ==, 0);
      g_assert_cmphex (there & allowed & ~disclosure->shown, ==, 0);
      g_assert_cmphex (there & ~allowed & ~disclosure->hidden, ==, 0);
      g_assert_true ((disclosure->kind == COFFRET_DISCLOSURE_ORIGINAL) ==
                     (disclosure->hidden == 0));
    }
    for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
      const CoffretExporter *exporter = coffret_exporters[i];
      CoffretExportChoice choice = coffret_export_choice_default;
      g_autofree char *why = NULL;
      g_autoptr (CoffretExport) out = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      choice.only = exporter->one ? 0 : COFFRET_EXPORT_ALL;
      why = coffret_exporter_refuse (exporter, sealed, &choice);
      if (why != NULL)
        continue;
      out = coffret_exporter_make (exporter, sealed, &choice, NULL, &error);
      g_assert_no_error (error);
      bytes = coffret_noting_bytes (out);
      assert_no_marks (bytes, ~allowed & COFFRET_FIELDS_ALL, exporter->id);
      /* The marks are looked for in the right place. */
      if (audience == COFFRET_AUDIENCE_ADMISSIONS && g_str_equal (exporter->id, "presentation")) {
        const CoffretFields some =
          COFFRET_FIELDS (COFFRET_FIELD_GRADE) | COFFRET_FIELDS (COFFRET_FIELD_BIRTH);

        g_assert_cmphex (marked_found (bytes) & some, ==, some);
      }
      looked++;
    }
  }
  g_test_message ("counted %u products of %u audiences looked through", looked,
                  COFFRET_N_AUDIENCES);
  g_assert_cmpuint (looked, >=, 2 * COFFRET_N_AUDIENCES);
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* One exception shows more of one, and of no other. */
static void
test_exception (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = put_in_marked (session);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  CoffretGroup *group = make (session, "June", COFFRET_AUDIENCE_POTENTIAL_EMPLOYER, entries);
  g_autoptr (CoffretPack) made = NULL;

  testing_wait (coffret_session_set_member_fields (session, coffret_group_get_id (group),
                                                   coffret_entry_get_id (entries->pdata[1]),
                                                   COFFRET_FIELDS_ALL));
  made = pack (packer, group);
  for (guint i = 0; i < entries->len; i++) {
    const CoffretDisclosure *disclosure = made->parcel->disclosures->pdata[i];

    g_assert_true ((disclosure->hidden == 0) == (i == 1));
    g_assert_true ((disclosure->kind == COFFRET_DISCLOSURE_ORIGINAL) == (i == 1));
    g_assert_cmpstr (((CoffretPackItem *) made->items->pdata[i])->credential, ==,
                     coffret_entry_get_id (entries->pdata[i]));
  }
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* What is in the trash or deleted stays behind, and is told; a draft has no key. */
static void
test_left_behind (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", "C", NULL);
  g_autoptr (GPtrArray) one = testing_list (entries->pdata[1], NULL);
  g_autoptr (GPtrArray) others = testing_list (entries->pdata[0], entries->pdata[2], NULL);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  CoffretGroup *group = make (session, "June", COFFRET_AUDIENCE_PUBLIC, entries);
  g_autoptr (CoffretSharingGroup) draft = NULL;
  g_autoptr (CoffretPack) some = NULL;
  g_autoptr (CoffretPack) none = NULL;
  g_autoptr (CoffretPack) drafted = NULL;
  const CoffretLeftBehind *left;

  testing_wait (coffret_session_trash (session, one));
  some = pack (packer, group);
  g_assert_cmpuint (some->parcel->disclosures->len, ==, 2);
  g_assert_cmpuint (some->left_behind->len, ==, 1);
  left = some->left_behind->pdata[0];
  g_assert_cmpstr (left->title, ==, "B");
  g_assert_cmpstr (left->credential, ==, coffret_entry_get_id (entries->pdata[1]));
  g_assert_null (coffret_pack_refuse (some));
  g_assert_nonnull (some->parcel->key);

  draft = coffret_group_draft (session, "July", COFFRET_AUDIENCE_PUBLIC, others, "en");
  draft->until = coffret_instant_parse ("2026-01-01");
  drafted = pack_at (packer, draft, coffret_instant_parse ("2026-05-12"));
  g_assert_null (drafted->parcel->key);
  g_assert_nonnull (coffret_pack_refuse (drafted));

  testing_wait (coffret_session_trash (session, others));
  none = pack (packer, group);
  g_assert_cmpuint (none->parcel->disclosures->len, ==, 0);
  g_assert_nonnull (coffret_pack_refuse (none));
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  g_clear_pointer (&one, g_ptr_array_unref);
  g_clear_pointer (&others, g_ptr_array_unref);
  testing_end (session);
}

/* Every text in VALUE that could tell two files to be of one person: what has the form of a name
 * for machines. */
static void
list_names (const json_t *value, GHashTable *names)
{
  const char *key;
  json_t *member;
  gsize i;

  if (json_is_string (value)) {
    const char *text = json_string_value (value);

    if (g_str_has_prefix (text, "did:") || g_str_has_prefix (text, "urn:") ||
        g_str_has_prefix (text, "z") || g_str_has_prefix (text, "u"))
      g_hash_table_add (names, g_strdup (text));
  } else if (json_is_array (value)) {
    json_array_foreach (value, i, member)
      list_names (member, names);
  } else if (json_is_object (value)) {
    json_object_foreach ((json_t *) value, key, member)
      list_names (member, names);
  }
}

/* Two recipients of the same credentials who lay side by side what they got find nothing in it that
 * says that both are of one person: no name, no key, no id. */
static void
test_two_recipients (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = put_in_marked (session);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  CoffretGroup *first = make (session, "Hospital", COFFRET_AUDIENCE_PUBLIC, entries);
  g_autoptr (CoffretGroup) second = testing_wait_object (
    coffret_session_duplicate_group (session, coffret_group_get_id (first), "University"));
  g_autoptr (CoffretPack) one = pack (packer, first);
  g_autoptr (CoffretPack) other = pack (packer, second);
  g_autoptr (CoffretSealed) one_sealed = seal (one);
  g_autoptr (CoffretSealed) other_sealed = seal (other);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name;
  guint n_names = 0;

  g_assert_cmpuint (coffret_parcel_count (one->parcel, COFFRET_DISCLOSURE_SUMMARY), ==,
                    entries->len);
  g_assert_cmpstr (coffret_holder_key_get_did (one->parcel->key), !=,
                   coffret_holder_key_get_did (other->parcel->key));
  list_names (one_sealed->presentation, names);
  list_names (other_sealed->presentation, others);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL)) {
    if (g_hash_table_contains (others, name))
      g_error ("both have %s", (char *) name);
    n_names++;
  }
  g_assert_cmpuint (n_names, >, 2);
  /* Neither knows the group's own name. */
  {
    g_autofree char *text = coffret_json_dump_sorted (other_sealed->presentation);

    g_assert_null (strstr (text, "University"));
    g_assert_nonnull (strstr (text, "Hospital")); /* the recipient, as it was duplicated */
  }
  /* The same group is the same to who got something of it before. */
  {
    g_autoptr (CoffretPack) again = pack (packer, first);

    g_assert_cmpstr (coffret_holder_key_get_did (one->parcel->key), ==,
                     coffret_holder_key_get_did (again->parcel->key));
  }
  g_clear_object (&second);
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static GBytes *
read_share (CoffretSession *session, const char *id)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_session_read_share (session, id), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

static CoffretShareRow *
find_share (CoffretSession *session, const char *id)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (coffret_session_find_share (session, id), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

/* What happens to groups, originals and trust afterwards changes nothing of what was shared. */
static void
test_never_changed (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = put_in_marked (session);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  CoffretGroup *group = make (session, "June", COFFRET_AUDIENCE_PROFESSOR, entries);
  g_autoptr (CoffretPack) made = pack (packer, group);
  g_autoptr (CoffretSealed) sealed = seal (made);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gsize i = 0; coffret_exporters[i] != NULL; i++) {
    const CoffretExporter *exporter = coffret_exporters[i];
    CoffretExportChoice choice = coffret_export_choice_default;
    g_autofree char *why = NULL;
    g_autoptr (CoffretExport) out = NULL;
    g_auto (GValue) value = G_VALUE_INIT;
    g_autoptr (GError) error = NULL;

    choice.only = exporter->one ? 1 : COFFRET_EXPORT_ALL;
    why = coffret_exporter_refuse (exporter, sealed, &choice);
    if (why != NULL)
      continue;
    out = coffret_exporter_make (exporter, sealed, &choice, NULL, &error);
    g_assert_no_error (error);
    g_ptr_array_add (files, coffret_noting_bytes (out));
    testing_await (coffret_noting_share (session, made, exporter, choice.only, out), &value,
                   &error);
    g_assert_no_error (error);
    g_ptr_array_add (ids, g_value_dup_string (&value));
  }
  g_assert_cmpuint (ids->len, >=, 2);

  for (guint step = 0; step < 5; step++) {
    if (step == 1) {
      testing_wait (coffret_session_set_group_audience (session, coffret_group_get_id (group),
                                                        COFFRET_AUDIENCE_PUBLIC));
      testing_wait (coffret_session_set_title (session, entries->pdata[0], "Mine"));
    } else if (step == 2) {
      testing_wait (coffret_session_set_trust (session, "did:web:XQissuerQX.example", NULL,
                                               COFFRET_TRUST_DISTRUSTED));
    } else if (step == 3) {
      testing_wait (coffret_session_remove_group (session, coffret_group_get_id (group)));
    } else if (step == 4) {
      testing_wait (coffret_session_trash (session, entries));
      testing_wait (coffret_session_empty_trash (session));
    }
    for (guint i = 0; i < ids->len; i++) {
      g_autoptr (GBytes) bytes = read_share (session, ids->pdata[i]);
      g_autoptr (CoffretShareRow) row = find_share (session, ids->pdata[i]);
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

      g_assert_true (g_bytes_equal (bytes, files->pdata[i]));
      g_assert_cmpstr (row->sha256, ==, sha256);
      g_assert_cmpint (row->size, ==, (gint64) g_bytes_get_size (bytes));
      g_assert_cmpstr (row->name, ==, "June");
      g_assert_cmpstr (row->audience, ==, "professor");
      g_assert_cmpstr (row->key, ==, coffret_holder_key_get_did (made->parcel->key));
      g_assert_cmpint (row->until, ==, made->parcel->until);
      if (row->items->len == entries->len)
        for (guint j = 0; j < row->items->len; j++) {
          const CoffretShareItem *item = row->items->pdata[j];
          const CoffretDisclosure *disclosure = made->parcel->disclosures->pdata[j];

          g_assert_cmphex (item->shown, ==, disclosure->shown);
          g_assert_cmphex (item->hidden, ==, disclosure->hidden);
        }
    }
  }
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* A switch that is turned reads nothing again; what its holder writes anew is read anew. */
static void
test_remembered (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = put_in_marked (session);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  g_autoptr (CoffretPacker) fresh = coffret_packer_new (session, "/nowhere");
  CoffretGroup *group = make (session, "June", COFFRET_AUDIENCE_ADMISSIONS, entries);
  g_autoptr (CoffretPack) first = pack (packer, group);
  g_autoptr (CoffretPack) second = NULL;
  g_autoptr (CoffretPack) unknown = NULL;

  testing_wait (coffret_session_set_group_audience (session, coffret_group_get_id (group),
                                                    COFFRET_AUDIENCE_PUBLIC));
  second = pack (packer, group);
  unknown = pack (fresh, group);
  g_assert_cmphex (coffret_parcel_hidden (first->parcel), ==, 0);
  g_assert_cmphex (coffret_parcel_shown (second->parcel), ==,
                   coffret_parcel_shown (unknown->parcel));
  g_assert_cmphex (coffret_parcel_hidden (second->parcel), ==,
                   coffret_parcel_hidden (unknown->parcel));
  g_clear_object (&packer);
  g_clear_object (&fresh);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* Several of one file. */
static void
test_container (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) backwards = g_ptr_array_new ();
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  g_autofree char *one = testing_credential (1, "One", "2026-01-01");
  g_autofree char *two = testing_credential (2, "Two", "2026-01-01");
  g_autofree char *three = testing_credential (3, "Three", "2026-01-01");
  CoffretGroup *group;
  g_autoptr (CoffretPack) made = NULL;

  g_ptr_array_add (texts,
                   g_strdup_printf ("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],"
                                    "\"type\":[\"VerifiablePresentation\"],"
                                    "\"verifiableCredential\":[%s,%s,%s]}",
                                    one, two, three));
  entries = put_in (session, texts);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 3; i > 0; i--)
    g_ptr_array_add (backwards, entries->pdata[i - 1]);
  group = make (session, "June", COFFRET_AUDIENCE_ADMISSIONS, backwards);
  made = pack (packer, group);
  g_assert_cmpuint (made->left_behind->len, ==, 0);
  g_assert_cmpstr (((CoffretDisclosure *) made->parcel->disclosures->pdata[0])->title, ==, "Three");
  g_assert_cmpstr (((CoffretDisclosure *) made->parcel->disclosures->pdata[1])->title, ==, "Two");
  g_assert_cmpstr (((CoffretDisclosure *) made->parcel->disclosures->pdata[2])->title, ==, "One");
  g_clear_object (&packer);
  g_clear_pointer (&backwards, g_ptr_array_unref);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* Byte for byte as it came, spaces and all, where all of it may be seen; from a credential that is
 * remembered as from one that is read anew. */
static void
test_files (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  g_autofree char *plain = testing_credential (1, "One", "2026-01-01");
  char *spaced = g_strdup_printf ("\n  %s  \n\n", plain);
  g_autoptr (GBytes) bytes = g_bytes_new (spaced, strlen (spaced));
  CoffretGroup *group;

  g_ptr_array_add (texts, spaced);
  entries = put_in (session, texts);
  group = make (session, "June", COFFRET_AUDIENCE_ADMISSIONS, entries);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (CoffretPack) made = pack (packer, group);
    const CoffretDisclosure *disclosure = g_ptr_array_index (made->parcel->disclosures, 0);

    g_assert_cmpint (disclosure->kind, ==, COFFRET_DISCLOSURE_ORIGINAL);
    g_assert_nonnull (disclosure->file);
    g_assert_true (g_bytes_equal (disclosure->file, bytes));
  }
  testing_wait (coffret_session_set_group_fields (session, coffret_group_get_id (group),
                                                  COFFRET_FIELDS (COFFRET_FIELD_TITLE)));
  {
    g_autoptr (CoffretPack) made = pack (packer, group);
    const CoffretDisclosure *disclosure = g_ptr_array_index (made->parcel->disclosures, 0);

    g_assert_cmpint (disclosure->kind, ==, COFFRET_DISCLOSURE_SUMMARY);
    g_assert_null (disclosure->file);
  }
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* A part of it is what it would be alone. */
static void
test_part (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = put_in_marked (session);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  CoffretGroup *group = make (session, "June", COFFRET_AUDIENCE_ADMISSIONS, entries);
  g_autoptr (CoffretPack) whole = pack (packer, group);
  g_autoptr (CoffretPack) part = coffret_pack_new_part (whole, 1);
  const CoffretPackItem *item = g_ptr_array_index (part->items, 0);

  g_assert_cmpuint (part->items->len, ==, 1);
  g_assert_cmpuint (part->parcel->disclosures->len, ==, 1);
  g_assert_true (part->parcel->disclosures->pdata[0] == whole->parcel->disclosures->pdata[1]);
  g_assert_cmpstr (item->credential, ==, coffret_entry_get_id (entries->pdata[1]));
  g_assert_cmpstr (part->parcel->recipient, ==, "June");
  g_assert_cmpstr (part->parcel->holder, ==, whole->parcel->holder);
  g_assert_true (part->parcel->key == whole->parcel->key);
  g_assert_true (part->parcel->until == whole->parcel->until);
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* What was shared, one line a credential; what strangers wrote is no formula. */
static void
test_csv (void)
{
  g_autoptr (CoffretShareRow) row = coffret_share_row_new ("page");
  g_autoptr (CoffretShareRow) empty = coffret_share_row_new ("of another Coffret");
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) marked = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 2; i++) {
    CoffretShareItem *item = coffret_share_item_new ("id", "digest");

    item->title = g_strdup (i == 0 ? "Wound care" : "=cmd()");
    item->issuer = g_strdup ("Rivage \"x\"");
    item->shown = COFFRET_FIELDS (COFFRET_FIELD_TITLE) | COFFRET_FIELDS (COFFRET_FIELD_ISSUER);
    item->hidden = COFFRET_FIELDS (COFFRET_FIELD_GRADE);
    g_ptr_array_add (row->items, item);
  }
  row->name = g_strdup ("June");
  row->recipient = g_strdup ("City hospital");
  row->audience = g_strdup ("public");
  row->shared = coffret_instant_parse ("2026-05-12T10:00:00Z");
  row->sha256 = g_strdup ("abc");
  row->size = 12;
  empty->name = g_strdup ("July");
  g_ptr_array_add (rows, row);
  g_ptr_array_add (rows, empty);
  marked = coffret_ledger_to_csv (rows, "Invented.");
  g_assert_true (
    g_str_has_prefix (g_bytes_get_data (marked, NULL), "\357\273\277\"Invented.\"\r\n"));
  bytes = coffret_ledger_to_csv (rows, NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_cmpstr (
    lines[1], ==,
    "\"2026-05-12T10:00:00Z\",\"City hospital\",\"June\",\"Public\",\"Web Page\",,"
    "\"Wound care\",\"Rivage \"\"x\"\"\",\"Title and kind, Issuer\",\"Grade and results\",,12,"
    "\"abc\"");
  g_assert_nonnull (strstr (lines[2], ",\"'=cmd()\","));
  g_assert_nonnull (strstr (lines[3], ",\"of another Coffret\","));
  g_assert_cmpstr (lines[4], ==, "");
}

static gsize
in_use (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
}

/* How long and how much; nothing here is fast or slow enough to fail. */
static void
test_many (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  g_autoptr (CoffretPack) made = NULL;
  g_autoptr (CoffretPack) again = NULL;
  CoffretGroup *group;
  gsize before, after;
  gint64 start, first, second;

  for (guint i = 0; i < MANY; i++) {
    g_autofree char *title = g_strdup_printf ("Credential %u", i);

    g_ptr_array_add (texts, testing_credential (i + 1, title, "2026-01-01"));
  }
  entries = put_in (session, texts);
  group = make (session, "June", COFFRET_AUDIENCE_POTENTIAL_EMPLOYER, entries);
  g_assert_cmpuint (coffret_group_get_count (group), ==, MANY);
  before = in_use ();
  start = g_get_monotonic_time ();
  made = pack (packer, group);
  first = g_get_monotonic_time () - start;
  after = in_use ();
  start = g_get_monotonic_time ();
  again = pack (packer, group);
  second = g_get_monotonic_time () - start;
  g_assert_cmpuint (made->parcel->disclosures->len, ==, MANY);
  g_assert_cmpuint (again->parcel->disclosures->len, ==, MANY);
  g_test_message ("counted %u credentials packed", MANY);
  g_test_message ("the first time %.0f ms, again %.0f ms, %.1f MB", (double) first / 1000,
                  (double) second / 1000, (double) (after - before) / 1e6);
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

static void
test_cancelled (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", NULL);
  g_autoptr (CoffretPacker) packer = coffret_packer_new (session, "/nowhere");
  CoffretGroup *group = make (session, "June", COFFRET_AUDIENCE_PUBLIC, entries);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (testing_await (
    coffret_packer_make (packer, coffret_group_get_row (group), 0, cancellable), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&packer);
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

int
main (int argc, char **argv)
{
  int status;

  dex_init ();
  g_test_init (&argc, &argv, NULL);
  contexts = coffret_contexts_new ();
#define ADD(name) g_test_add_func ("/packing/" #name, test_##name)
  ADD (presets);
  ADD (exception);
  ADD (left_behind);
  ADD (two_recipients);
  ADD (never_changed);
  ADD (remembered);
  ADD (container);
  ADD (files);
  ADD (part);
  ADD (csv);
  ADD (many);
  ADD (cancelled);
  status = g_test_run ();
  coffret_contexts_unref (contexts);
  return status;
}
