/* Sharing groups: every act and its way back, what has changed since, and the ledger. */
#include "organise-testing.h"

#include "organise/asking.h"
#include "organise/changed.h"
#include "organise/shares.h"
#include "organise/sharing.h"
#include "organise/undo.h"
#include "vault/sharing-groups.h"
#include "vault/versions.h"

#include <string.h>

#define TITLE COFFRET_FIELDS (COFFRET_FIELD_TITLE)
#define GRADE COFFRET_FIELDS (COFFRET_FIELD_GRADE)
#define SKILLS COFFRET_FIELDS (COFFRET_FIELD_SKILLS)

static CoffretGroups *
groups_of (CoffretSession *session)
{
  return coffret_library_get_groups (coffret_session_get_library (session));
}

static void
describe_row (CoffretSession *session, const CoffretSharingGroup *row, GString *text)
{
  CoffretLibrary *library = coffret_session_get_library (session);
  g_autofree char *fields = coffret_fields_to_ids (row->fields);

  g_string_append_printf (text, "[%s:%s", row->name, row->audience);
  if (strlen (fields) < 20)
    g_string_append_printf (text, "(%s)", fields);
  if (row->message != NULL)
    g_string_append_printf (text, " “%s”", row->message);
  for (guint i = 0; i < row->members->len; i++) {
    const CoffretSharingMember *member = row->members->pdata[i];
    g_autofree char *shown = coffret_fields_to_ids (member->shown);
    g_autofree char *hidden = coffret_fields_to_ids (member->hidden);

    g_string_append_printf (
      text, " %s", coffret_entry_get_title (coffret_library_find (library, member->credential)));
    if (*shown != '\0')
      g_string_append_printf (text, "+%s", shown);
    if (*hidden != '\0')
      g_string_append_printf (text, "-%s", hidden);
  }
  for (guint i = 0; i < row->left_out->len; i++)
    g_string_append_printf (
      text, " not %s",
      coffret_entry_get_title (coffret_library_find (library, row->left_out->pdata[i])));
  g_string_append_c (text, ']');
}

static gboolean
list_rows (CoffretDatabase *database, gpointer data, GError **error)
{
  *(GPtrArray **) data = coffret_sharing_groups_list (database, error);
  return *(GPtrArray **) data != NULL;
}

/* The list says EXPECTED, and so does the vault. */
static void
assert_groups (CoffretSession *session, const char *expected)
{
  GListModel *groups = G_LIST_MODEL (groups_of (session));
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++) {
    g_autoptr (CoffretGroup) group = g_list_model_get_item (groups, i);

    describe_row (session, coffret_group_get_row (group), shown);
  }
  coffret_vault_run_sync (coffret_session_get_vault (session), COFFRET_PRIORITY_HIGH, list_rows,
                          &rows, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    describe_row (session, rows->pdata[i], kept);
  g_assert_cmpstr (shown->str, ==, expected);
  g_assert_cmpstr (kept->str, ==, expected);
}

static void
assert_back_and_forth (CoffretSession *session, const char *before, const char *after)
{
  CoffretUndo *undo = coffret_session_get_undo (session);

  assert_groups (session, after);
  for (guint i = 0; i < 2; i++) {
    testing_wait (coffret_undo_undo (undo));
    assert_groups (session, before);
    testing_wait (coffret_undo_redo (undo));
    assert_groups (session, after);
  }
}

static CoffretGroup *
make (CoffretSession *session, const char *name, GPtrArray *entries)
{
  g_autoptr (CoffretSharingGroup) draft =
    coffret_group_draft (session, name, COFFRET_AUDIENCE_OWN, entries, "en");
  g_autoptr (CoffretGroup) group = NULL;

  draft->fields = TITLE | GRADE;
  group = testing_wait_object (coffret_session_save_group (session, draft));
  return coffret_groups_find (groups_of (session), coffret_group_get_id (group));
}

/* Each act, there and back. */
static void
test_acts (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", "C", NULL);
  g_autoptr (GPtrArray) two = testing_list (entries->pdata[0], entries->pdata[1], NULL);
  g_autoptr (GPtrArray) last = testing_list (entries->pdata[2], NULL);
  const char *a = coffret_entry_get_id (entries->pdata[0]);
  const char *b = coffret_entry_get_id (entries->pdata[1]);
  CoffretGroup *group = make (session, "June", two);
  g_autofree char *id = g_strdup (coffret_group_get_id (group));
  g_autoptr (CoffretSharingGroup) row = NULL;
  TestingEar ear = { 0 };

  assert_back_and_forth (session, "", "[June:own(title grade) A B]");
  group = coffret_groups_find (groups_of (session), id);

  testing_listen (group, "count", &ear);
  testing_wait (coffret_session_add_to_group (session, id, entries));
  g_assert_cmpuint (ear.notified, ==, 1);
  assert_back_and_forth (session, "[June:own(title grade) A B]", "[June:own(title grade) A B C]");
  testing_wait (coffret_session_place_in_group (session, id, b, a));
  assert_back_and_forth (session, "[June:own(title grade) A B C]", "[June:own(title grade) B A C]");
  testing_wait (coffret_session_place_in_group (session, id, b, NULL));
  assert_groups (session, "[June:own(title grade) A C B]");
  testing_wait (coffret_session_take_from_group (session, id, last));
  assert_back_and_forth (session, "[June:own(title grade) A C B]", "[June:own(title grade) A B]");
  testing_wait (coffret_session_leave_out_of_group (session, id, last));
  assert_back_and_forth (session, "[June:own(title grade) A B]",
                         "[June:own(title grade) A B not C]");
  testing_wait (coffret_session_set_member_fields (session, id, b, TITLE | SKILLS));
  assert_back_and_forth (session, "[June:own(title grade) A B not C]",
                         "[June:own(title grade) A B+skills-grade not C]");
  /* What the group now hides itself is no exception any more. */
  testing_wait (coffret_session_set_group_fields (session, id, TITLE));
  assert_back_and_forth (session, "[June:own(title grade) A B+skills-grade not C]",
                         "[June:own(title) A B+skills not C]");
  testing_wait (coffret_session_clear_member_fields (session, id, b));
  assert_back_and_forth (session, "[June:own(title) A B+skills not C]",
                         "[June:own(title) A B not C]");
  testing_wait (coffret_session_set_group_audience (session, id, COFFRET_AUDIENCE_ADMISSIONS));
  assert_back_and_forth (session, "[June:own(title) A B not C]", "[June:admissions A B not C]");
  g_assert_cmpint (coffret_group_get_audience (group), ==, COFFRET_AUDIENCE_ADMISSIONS);
  testing_wait (coffret_session_set_group_fields (session, id, TITLE));
  assert_groups (session, "[June:own(title) A B not C]");
  row = coffret_sharing_group_copy (coffret_group_get_row (group));
  g_set_str (&row->name, " July ");
  g_set_str (&row->message, "Hello");
  {
    g_autoptr (CoffretGroup) saved =
      testing_wait_object (coffret_session_save_group (session, row));
    g_assert_true (saved == group);
  }
  assert_back_and_forth (session, "[June:own(title) A B not C]",
                         "[July:own(title) “Hello” A B not C]");
  g_assert_cmpstr (coffret_group_get_name (group), ==, "July");
  testing_wait (coffret_session_remove_group (session, id));
  assert_back_and_forth (session, "[July:own(title) “Hello” A B not C]", "");
  testing_end (session);
}

static gboolean
read_seed (CoffretDatabase *database, gpointer data, GError **error)
{
  gpointer *pair = data;

  pair[1] = coffret_sharing_groups_seed (database, pair[0], error);
  return pair[1] != NULL;
}

static CoffretSecret *
seed_of (CoffretSession *session, CoffretGroup *group)
{
  gpointer pair[2] = { (gpointer) coffret_group_get_id (group), NULL };
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (coffret_session_get_vault (session), COFFRET_PRIORITY_HIGH, read_seed,
                          pair, &error);
  g_assert_no_error (error);
  return pair[1];
}

/* Another name, another key, and in an order of the owner's. */
static void
test_duplicate (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", NULL);
  CoffretGroup *group = make (session, "June", entries);
  g_autoptr (CoffretGroup) copy = testing_wait_object (
    coffret_session_duplicate_group (session, coffret_group_get_id (group), NULL));
  g_autoptr (CoffretSecret) one = seed_of (session, group);
  g_autoptr (CoffretSecret) other = seed_of (session, copy);

  g_assert_false (coffret_secret_equal (one, other));
  assert_back_and_forth (session, "[June:own(title grade) A]",
                         "[June:own(title grade) A][June (copy):own(title grade) A]");
  {
    /* Done again, it is the same key: what was shared with it is still its own. */
    g_autoptr (CoffretSecret) again = seed_of (session, copy);
    g_assert_true (coffret_secret_equal (again, other));
  }
  testing_wait (coffret_session_place_group (session, coffret_group_get_id (copy),
                                             coffret_group_get_id (group)));
  assert_back_and_forth (session, "[June:own(title grade) A][June (copy):own(title grade) A]",
                         "[June (copy):own(title grade) A][June:own(title grade) A]");
  g_clear_object (&copy);
  testing_end (session);
}

/* Somebody is quicker than the disk. */
static void
test_at_once (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", "C", NULL);
  CoffretGroup *group = make (session, "June", NULL);
  const char *id = coffret_group_get_id (group);
  DexFuture *futures[3];

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GPtrArray) one = testing_list (entries->pdata[i], NULL);

    futures[i] = coffret_session_add_to_group (session, id, one);
  }
  for (guint i = 0; i < 3; i++)
    testing_wait (futures[i]);
  assert_groups (session, "[June:own(title grade) A B C]");
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  assert_groups (session, "[June:own(title grade) A B]");
  testing_end (session);
}

static void
test_refused (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", NULL);
  g_autoptr (CoffretSharingGroup) draft =
    coffret_group_draft (session, "  ", COFFRET_AUDIENCE_PUBLIC, entries, "en");
  g_autoptr (GError) error = NULL;

  g_assert_false (testing_await (coffret_session_save_group (session, draft), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_set_str (&draft->name, "June");
  g_set_str (&draft->language, "../fr");
  g_assert_false (testing_await (coffret_session_save_group (session, draft), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (testing_await (coffret_session_remove_group (session, "nobody"), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  assert_groups (session, "");
  testing_end (session);
}

static CoffretSharingGroup *
wait_draft (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

static GPtrArray *
wait_array (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (&value);
}

/* "fits C|trashed A" */
static char *
describe_changes (GPtrArray *changes)
{
  static const char *const words[] = { "deleted", "trashed", "revoked", "suspended",
                                       "expired", "doubted", "newer",   "content",
                                       "fields",  "added",   "taken",   "fits" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    const CoffretChanged *changed = changes->pdata[i];
    g_autofree char *sentence = coffret_changed_to_sentence (changed);

    g_assert_nonnull (strstr (sentence, changed->title));
    g_string_append_printf (text, "%s%s %s", i > 0 ? "|" : "", words[changed->kind],
                            changed->title);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_changes (CoffretSession *session, CoffretGroup *group, const char *expected)
{
  g_autoptr (GPtrArray) changes = wait_array (coffret_session_group_changes (
    session, coffret_group_get_row (group), coffret_instant_parse ("2126-06-01")));
  g_autofree char *text = describe_changes (changes);

  g_assert_cmpstr (text, ==, expected);
}

/* Of a compartment and of a search: what comes later would fit, until somebody says no. */
static void
test_rules (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries =
    testing_add (session, "Wound care", "First aid", "Wound closing", "Cooking", NULL);
  g_autoptr (GPtrArray) one = testing_list (entries->pdata[1], NULL);
  g_autoptr (GPtrArray) two = testing_list (entries->pdata[3], NULL);
  g_autoptr (GPtrArray) wounds = testing_list (entries->pdata[2], NULL);
  g_autoptr (CoffretCompartment) place =
    testing_wait_object (coffret_session_add_compartment (session, "Nursing", NULL, NULL, NULL));
  const char *compartment = coffret_compartment_get_id (place);
  g_autoptr (CoffretSharingGroup) by_place = NULL;
  g_autoptr (CoffretSharingGroup) by_words = NULL;
  g_autoptr (CoffretGroup) first = NULL;
  g_autoptr (CoffretGroup) second = NULL;

  testing_wait (coffret_session_put (session, one, compartment));
  by_place = wait_draft (coffret_group_draft_of_compartment (
    session, compartment, COFFRET_AUDIENCE_POTENTIAL_EMPLOYER, "fr"));
  g_assert_cmpstr (by_place->name, ==, "Nursing");
  g_assert_cmpuint (by_place->members->len, ==, 1);
  g_assert_cmpuint (by_place->fields & GRADE, ==, 0);
  first = testing_wait_object (coffret_session_save_group (session, by_place));
  assert_changes (session, first, "");
  testing_wait (coffret_session_put (session, two, compartment));
  assert_changes (session, first, "fits Cooking");
  testing_wait (coffret_session_leave_out_of_group (session, coffret_group_get_id (first), two));
  assert_changes (session, first, "");

  by_words = wait_draft (
    coffret_group_draft_of_search (session, "Wounds", "wound", COFFRET_AUDIENCE_PUBLIC, "fr"));
  g_assert_cmpuint (by_words->members->len, ==, 2);
  second = testing_wait_object (coffret_session_save_group (session, by_words));
  g_ptr_array_unref (testing_add (session, "Wound dressing", NULL));
  assert_changes (session, second, "fits Wound dressing");
  /* Taken out of it, it is not offered again. */
  testing_wait (coffret_session_take_from_group (session, coffret_group_get_id (second), wounds));
  assert_changes (session, second, "fits Wound dressing");
  testing_wait (coffret_undo_undo (coffret_session_get_undo (session)));
  assert_changes (session, second, "fits Wound dressing");
  g_clear_object (&first);
  g_clear_object (&second);
  g_clear_object (&place);
  testing_end (session);
}

static CoffretShareRow *
share (CoffretSession *session, CoffretGroup *group, const char *text)
{
  const CoffretSharingGroup *row = coffret_group_get_row (group);
  CoffretShareRow *share = coffret_share_row_new ("page");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  share->group = g_strdup (row->id);
  share->name = g_strdup (row->name);
  share->audience = g_strdup (row->audience);
  share->recipient = g_strdup ("Hôpital de la Cité");
  share->language = g_strdup ("fr");
  share->media_type = g_strdup ("text/html");
  for (guint i = 0; i < row->members->len; i++) {
    const CoffretSharingMember *member = row->members->pdata[i];
    CoffretEntry *entry =
      coffret_library_find (coffret_session_get_library (session), member->credential);
    CoffretShareItem *item = coffret_share_item_new (member->credential, "");

    item->title = g_strdup (coffret_entry_get_title (entry));
    item->shown = TITLE;
    item->hidden = GRADE | SKILLS;
    g_ptr_array_add (share->items, item);
  }
  {
    g_auto (GValue) value = G_VALUE_INIT;
    g_autoptr (GError) error = NULL;

    testing_await (coffret_session_note_share (session, share, bytes), &value, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (g_value_get_string (&value), ==, share->id);
  }
  return share;
}

static char *
read_share (CoffretSession *session, const CoffretShareRow *row)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  testing_await (coffret_session_read_share (session, row->id), &value, &error);
  g_assert_no_error (error);
  bytes = g_value_get_boxed (&value);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
on_shared (CoffretGroups *groups, const char *id, const char *group, GString *heard)
{
  g_string_append_printf (heard, "%s/%s;", id, group);
}

static const char *
label_of (const char *kind)
{
  return g_str_equal (kind, "page") ? "Réseau" : kind;
}

/* Found by what people remember of it, and never another than it was. */
static void
test_ledger (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "Wound care", "First aid", NULL);
  g_autoptr (GString) heard = g_string_new (NULL);
  CoffretGroup *group = make (session, "June", entries);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (CoffretShareRow) first = NULL;
  g_autoptr (CoffretShareRow) second = NULL;
  static const struct {
    const char *words;
    guint found;
  } questions[] = { { NULL, 2 },          { "", 2 },       { "hopital", 2 },   { "june cite", 2 },
                    { "wound first", 2 }, { "page", 2 },   { "elsewhere", 0 }, { "june nobody", 0 },
                    { "title", 2 },       { "reseau", 2 }, { "own choice", 2 } };

  g_signal_connect (groups_of (session), "shared", G_CALLBACK (on_shared), heard);
  first = share (session, group, "<p>one</p>");
  second = share (session, group, "<p>two</p>");
  expected = g_strdup_printf ("%s/%s;%s/%s;", first->id, coffret_group_get_id (group), second->id,
                              coffret_group_get_id (group));
  g_assert_cmpstr (heard->str, ==, expected);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (GPtrArray) rows =
      wait_array (coffret_session_list_shares (session, NULL, questions[i].words, label_of));

    g_assert_cmpuint (rows->len, ==, questions[i].found);
  }
  {
    g_autoptr (GPtrArray) none =
      wait_array (coffret_session_list_shares (session, "another", NULL, NULL));
    g_assert_cmpuint (none->len, ==, 0);
  }
  text = read_share (session, first);
  g_assert_cmpstr (text, ==, "<p>one</p>");

  /* Another name, other fields, nobody in it; then no group and no credentials at all. */
  testing_wait (
    coffret_session_set_group_fields (session, coffret_group_get_id (group), COFFRET_FIELDS_ALL));
  testing_wait (coffret_session_remove_group (session, coffret_group_get_id (group)));
  testing_wait (coffret_session_trash (session, entries));
  testing_wait (coffret_session_empty_trash (session));
  {
    g_auto (GValue) value = G_VALUE_INIT;
    const CoffretShareRow *row;

    g_assert_true (testing_await (coffret_session_find_share (session, first->id), &value, NULL));
    row = g_value_get_boxed (&value);
    g_assert_cmpstr (row->name, ==, "June");
    g_assert_cmpuint (row->items->len, ==, 2);
    g_assert_cmpstr (((CoffretShareItem *) row->items->pdata[0])->title, ==, "Wound care");
    g_assert_cmpuint (coffret_share_row_shown (row), ==, TITLE);
    g_assert_cmpstr (row->sha256, ==, first->sha256);
  }
  again = read_share (session, first);
  g_assert_cmpstr (again, ==, "<p>one</p>");
  g_clear_pointer (&entries, g_ptr_array_unref);
  testing_end (session);
}

/* A ledger line that was not written is no share. */
static void
test_ledger_ended (void)
{
  g_autoptr (CoffretSession) session = testing_session ();
  g_autoptr (CoffretShareRow) row = coffret_share_row_new ("page");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  coffret_session_end (session);
  g_assert_false (testing_await (coffret_session_note_share (session, row, bytes), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
}

static void
test_changes (void)
{
  CoffretSession *session = testing_session ();
  g_autoptr (GPtrArray) entries = testing_add (session, "A", "B", "C", "D", NULL);
  g_autoptr (GPtrArray) three =
    testing_list (entries->pdata[0], entries->pdata[1], entries->pdata[2], NULL);
  g_autoptr (GPtrArray) trashed = testing_list (entries->pdata[0], NULL);
  g_autoptr (GPtrArray) taken = testing_list (entries->pdata[1], NULL);
  CoffretGroup *group = make (session, "June", three);
  const char *id = coffret_group_get_id (group);
  g_autoptr (CoffretShareRow) row = NULL;
  g_autoptr (GPtrArray) since = NULL;
  g_autofree char *text = NULL;

  testing_wait (coffret_session_set_group_fields (session, id, TITLE));
  row = share (session, group, "<p>one</p>");
  assert_changes (session, group, "");
  testing_wait (coffret_session_trash (session, trashed));
  testing_wait (coffret_session_take_from_group (session, id, taken));
  testing_wait (coffret_session_add_to_group (session, id, entries));
  /* B is in it again. */
  assert_changes (session, group, "trashed A|added D");
  testing_wait (coffret_session_take_from_group (session, id, taken));
  assert_changes (session, group, "trashed A|added D|taken B");
  testing_wait (coffret_session_set_group_fields (session, id, TITLE | GRADE));
  testing_wait (coffret_session_set_own_dates (session, entries->pdata[2], COFFRET_INSTANT_NONE,
                                               coffret_instant_parse ("2126-05-30")));
  assert_changes (session, group, "trashed A|expired C|fields A|fields C|added D|taken B");
  testing_wait (coffret_session_empty_trash (session));
  assert_groups (session, "[June:own(title grade) C D]");
  g_assert_cmpuint (coffret_group_get_count (group), ==, 2);
  since = wait_array (
    coffret_session_share_changes (session, row->id, coffret_instant_parse ("2126-06-01")));
  text = describe_changes (since);
  g_assert_cmpstr (text, ==, "deleted A|expired C|fields C|added D|taken B");
  g_clear_pointer (&entries, g_ptr_array_unref);
  g_clear_pointer (&three, g_ptr_array_unref);
  g_clear_pointer (&trashed, g_ptr_array_unref);
  testing_end (session);
}

/* The pure part: verdicts, content and versions. */
static void
test_compared (void)
{
  static const struct {
    const char *then;
    const char *now;
    const char *expected;
  } rows[] = {
    { "verified", "verified", "" },
    { "verified", "revoked", "revoked T" },
    { "revoked", "revoked", "" },
    { "verified", "suspended", "suspended T" },
    { "verified", "expired", "expired T" },
    { "expired", "expired", "" },
    { "verified", "signed", "doubted T" },
    { "signed", "verified", "" },
    { "verified", NULL, "" },
    { NULL, "revoked", "revoked T" },
    { NULL, "signed", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (CoffretSharingGroup) group = coffret_sharing_group_new ("June");
    g_autoptr (CoffretShareRow) last = coffret_share_row_new ("page");
    CoffretShareItem *item = coffret_share_item_new ("t", "digest");
    CoffretShareToday today = { .credential = (char *) "t",
                                .there = TRUE,
                                .digest = (char *) "digest",
                                .title = (char *) "T",
                                .verdict = (char *) rows[i].now,
                                .expires = COFFRET_INSTANT_NONE,
                                .trashed = COFFRET_INSTANT_NONE };
    g_autoptr (GHashTable) table = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GPtrArray) changes = NULL;
    g_autoptr (GPtrArray) others = NULL;
    g_autofree char *text = NULL;
    g_autofree char *other = NULL;

    item->title = g_strdup ("T");
    item->verdict = g_strdup (rows[i].then);
    g_ptr_array_add (last->items, item);
    g_ptr_array_add (group->members, coffret_sharing_member_new ("t"));
    g_hash_table_insert (table, (gpointer) "t", &today);
    changes = coffret_changed_find (group, last, table, NULL, 5);
    text = describe_changes (changes);
    g_assert_cmpstr (text, ==, rows[i].expected);

    today.verdict = NULL;
    today.digest = (char *) "another";
    today.newer = (char *) "newer";
    others = coffret_changed_find (group, last, table, NULL, 5);
    other = describe_changes (others);
    g_assert_cmpstr (other, ==, "newer T|content T");
  }
}

static void
test_audiences (void)
{
  const CoffretFields kept_back =
    GRADE | COFFRET_FIELDS (COFFRET_FIELD_HOURS) | COFFRET_FIELDS (COFFRET_FIELD_COURSE);
  const CoffretFields sensitive = COFFRET_FIELDS (COFFRET_FIELD_BIRTH) |
                                  COFFRET_FIELDS (COFFRET_FIELD_NUMBER) |
                                  COFFRET_FIELDS (COFFRET_FIELD_CONTACT);

  for (CoffretAudience audience = 0; audience < COFFRET_N_AUDIENCES; audience++) {
    CoffretFields fields = coffret_audience_get_fields (audience);

    g_assert_cmpint (coffret_audience_from_id (coffret_audience_to_id (audience)), ==, audience);
    g_assert_cmpuint (strlen (coffret_audience_to_label (audience)), >, 0);
    g_assert_cmpuint (strlen (coffret_audience_to_sentence (audience)), >, 0);
    /* What everybody is shown. */
    g_assert_cmpuint (fields & (TITLE | SKILLS | COFFRET_FIELDS (COFFRET_FIELD_AWARDED)), ==,
                      TITLE | SKILLS | COFFRET_FIELDS (COFFRET_FIELD_AWARDED));
    /* What only a register needs. */
    if (audience != COFFRET_AUDIENCE_ADMISSIONS)
      g_assert_cmpuint (fields & sensitive, ==, 0);
  }
  g_assert_cmpuint (coffret_audience_get_fields (COFFRET_AUDIENCE_POTENTIAL_EMPLOYER) & kept_back,
                    ==, 0);
  g_assert_cmpuint (coffret_audience_get_fields (COFFRET_AUDIENCE_CURRENT_EMPLOYER) & kept_back, ==,
                    0);
  g_assert_cmpuint (coffret_audience_get_fields (COFFRET_AUDIENCE_PUBLIC) & kept_back, ==, 0);
  g_assert_cmpuint (coffret_audience_get_fields (COFFRET_AUDIENCE_FELLOW_LEARNER) & GRADE, ==, 0);
  g_assert_cmpuint (coffret_audience_get_fields (COFFRET_AUDIENCE_ADMISSIONS), ==,
                    COFFRET_FIELDS_ALL);
  g_assert_cmpuint (coffret_audience_get_fields (COFFRET_AUDIENCE_PROFESSOR) & kept_back, ==,
                    kept_back);
  g_assert_cmpint (coffret_audience_from_id ("of a later Coffret"), ==, COFFRET_AUDIENCE_OWN);
  g_assert_cmpint (coffret_audience_from_id (NULL), ==, COFFRET_AUDIENCE_OWN);
}

static void
test_asking (void)
{
  const gint64 minute = G_TIME_SPAN_MINUTE;
  CoffretSession *session = testing_session ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  g_autoptr (GError) error = NULL;

  g_assert_false (coffret_asking_is_due (COFFRET_ASKING_NEVER, 0, 9999 * minute));
  g_assert_true (coffret_asking_is_due (COFFRET_ASKING_ALWAYS, 0, 0));
  g_assert_false (coffret_asking_is_due (5, 10 * minute, 15 * minute - 1));
  g_assert_true (coffret_asking_is_due (5, 10 * minute, 15 * minute));
  g_assert_true (coffret_asking_is_due (5, 10 * minute, 9 * minute));
  g_assert_true (coffret_asking_is_due (5, COFFRET_INSTANT_NONE, 9 * minute));
  g_assert_false (coffret_asking_is_due (COFFRET_ASKING_NEVER, COFFRET_INSTANT_NONE, 0));

  g_assert_cmpint (coffret_groups_get_ask_after (groups_of (session)), ==, COFFRET_ASKING_NEVER);
  testing_wait (coffret_session_set_ask_after (session, 15));
  g_assert_cmpint (coffret_groups_get_ask_after (groups_of (session)), ==, 15);
  testing_wait (coffret_undo_undo (undo));
  g_assert_cmpint (coffret_groups_get_ask_after (groups_of (session)), ==, COFFRET_ASKING_NEVER);
  testing_wait (coffret_undo_redo (undo));
  g_assert_cmpint (coffret_groups_get_ask_after (groups_of (session)), ==, 15);
  g_assert_false (
    testing_await (coffret_session_set_ask_after (session, COFFRET_ASKING_MOST + 1), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  testing_end (session);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/organise/sharing/" #name, test_##name)
  ADD (acts);
  ADD (duplicate);
  ADD (at_once);
  ADD (refused);
  ADD (rules);
  ADD (ledger);
  ADD (ledger_ended);
  ADD (changes);
  ADD (compared);
  ADD (audiences);
  ADD (asking);
  return g_test_run ();
}
