/* Compartments and what lies in them. */
#include "vault-testing.h"

#include "vault/compartments.h"

static CoffretCompartmentRow *
save (TestingBorrowed *fixture, const char *name, const char *parent, int position)
{
  CoffretCompartmentRow *row = coffret_compartment_row_new (name);
  g_autoptr (GError) error = NULL;

  row->parent = g_strdup (parent);
  row->position = position;
  coffret_compartments_save (fixture->database, row, &error);
  g_assert_no_error (error);
  return row;
}

static CoffretRecord *
add (TestingBorrowed *fixture, const char *name)
{
  CoffretRecord *record = testing_record_new (fixture->database, name);

  g_assert_true (coffret_records_add (fixture->database, record, NULL));
  return record;
}

static void
test_save (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretCompartmentRow) second = save (fixture, "Second", NULL, 2);
  g_autoptr (CoffretCompartmentRow) first = save (fixture, "Premier", NULL, 1);
  g_autoptr (GPtrArray) list = coffret_compartments_list (fixture->database, NULL);
  g_autoptr (GPtrArray) changed = NULL;
  const CoffretCompartmentRow *row;

  g_assert_cmpuint (list->len, ==, 2);
  row = g_ptr_array_index (list, 0);
  g_assert_cmpstr (row->id, ==, first->id);
  g_assert_cmpstr (row->name, ==, "Premier");
  g_assert_null (row->parent);
  g_free (first->name);
  first->name = g_strdup ("Changed");
  first->colour = g_strdup ("teal");
  first->icon = g_strdup ("boat");
  first->position = 9;
  first->rule = g_strdup ("issuer:college");
  first->arrangement = g_strdup ("title");
  g_assert_true (coffret_compartments_save (fixture->database, first, NULL));
  changed = coffret_compartments_list (fixture->database, NULL);
  g_assert_cmpuint (changed->len, ==, 2);
  row = g_ptr_array_index (changed, 1);
  g_assert_cmpstr (row->name, ==, "Changed");
  g_assert_cmpstr (row->colour, ==, "teal");
  g_assert_cmpstr (row->icon, ==, "boat");
  g_assert_cmpint (row->position, ==, 9);
  g_assert_cmpstr (row->rule, ==, "issuer:college");
  g_assert_cmpstr (row->arrangement, ==, "title");
}

/* Those that were put in order first, and by it. */
static void
test_arrange (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretCompartmentRow) drawer = save (fixture, "Drawer", NULL, 1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GHashTable) positions = NULL;
  gint64 next = -1;

  for (guint i = 0; i < 3; i++) {
    g_autofree char *name = g_strdup_printf ("%u", i);
    g_autoptr (CoffretRecord) record = add (fixture, name);

    g_assert_true (
      coffret_compartments_put (fixture->database, drawer->id, record->id, NULL, NULL));
    g_ptr_array_insert (ids, 0, g_strdup (record->id));
  }
  g_assert_true (coffret_compartments_next_position (fixture->database, drawer->id, &next, NULL));
  g_assert_cmpint (next, ==, 0);
  g_ptr_array_set_size (ids, 2);
  g_assert_true (coffret_compartments_arrange (fixture->database, drawer->id, ids, NULL));
  listed = coffret_compartments_list_arranged (fixture->database, drawer->id, NULL);
  g_assert_cmpuint (listed->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (listed, 0), ==, g_ptr_array_index (ids, 0));
  g_assert_cmpstr (g_ptr_array_index (listed, 1), ==, g_ptr_array_index (ids, 1));
  positions = coffret_compartments_positions (fixture->database, NULL);
  g_assert_cmpuint (g_hash_table_size (positions), ==, 2);
  g_assert_true (coffret_compartments_next_position (fixture->database, drawer->id, &next, NULL));
  g_assert_cmpint (next, ==, 2);
}

static void
assert_refused (TestingBorrowed *fixture, const CoffretCompartmentRow *row)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (coffret_compartments_save (fixture->database, row, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
}

static void
test_nesting (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretCompartmentRow) top = save (fixture, "Top", NULL, 0);
  g_autoptr (CoffretCompartmentRow) inner = save (fixture, "Inner", top->id, 1);
  g_autoptr (CoffretCompartmentRow) other = save (fixture, "Other", NULL, 2);
  g_autoptr (CoffretCompartmentRow) row = coffret_compartment_row_new ("Third level");
  g_autoptr (GPtrArray) list = NULL;

  row->parent = g_strdup (inner->id);
  assert_refused (fixture, row);
  g_free (row->parent);
  row->parent = g_strdup ("nowhere");
  assert_refused (fixture, row);
  top->parent = g_strdup (other->id);
  assert_refused (fixture, top);
  other->parent = g_strdup (other->id);
  assert_refused (fixture, other);
  /* What lay within goes to the top. */
  g_assert_true (coffret_compartments_remove (fixture->database, top->id, NULL));
  list = coffret_compartments_list (fixture->database, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_null (((CoffretCompartmentRow *) g_ptr_array_index (list, 0))->parent);
}

static void
test_members (TestingBorrowed *fixture, gconstpointer data)
{
  g_autoptr (CoffretCompartmentRow) second = save (fixture, "B", NULL, 2);
  g_autoptr (CoffretCompartmentRow) first = save (fixture, "A", NULL, 1);
  g_autoptr (CoffretRecord) record = add (fixture, "one");
  g_autoptr (GHashTable) members = NULL;
  g_autoptr (GHashTable) fewer = NULL;
  g_autoptr (GHashTable) none = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *ids;
  gboolean changed = FALSE;

  g_assert_true (
    coffret_compartments_put (fixture->database, second->id, record->id, &changed, NULL));
  g_assert_true (changed);
  g_assert_true (
    coffret_compartments_put (fixture->database, second->id, record->id, &changed, NULL));
  g_assert_false (changed);
  g_assert_true (coffret_compartments_put (fixture->database, first->id, record->id, NULL, NULL));
  g_assert_false (coffret_compartments_put (fixture->database, first->id, "nobody", NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  members = coffret_compartments_members (fixture->database, NULL);
  g_assert_cmpuint (g_hash_table_size (members), ==, 1);
  ids = g_hash_table_lookup (members, record->id);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, first->id);
  g_assert_cmpstr (g_ptr_array_index (ids, 1), ==, second->id);

  g_assert_true (
    coffret_compartments_take (fixture->database, first->id, record->id, &changed, NULL));
  g_assert_true (changed);
  g_assert_true (
    coffret_compartments_take (fixture->database, first->id, record->id, &changed, NULL));
  g_assert_false (changed);
  /* The compartment goes, the credential stays. */
  g_assert_true (coffret_compartments_remove (fixture->database, second->id, NULL));
  fewer = coffret_compartments_members (fixture->database, NULL);
  g_assert_cmpuint (g_hash_table_size (fewer), ==, 0);
  records = coffret_records_list (fixture->database, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  /* The credential goes for ever, the compartment stays. */
  g_assert_true (coffret_compartments_put (fixture->database, first->id, record->id, NULL, NULL));
  g_assert_true (coffret_records_set_trashed (fixture->database, record->id, 1, NULL));
  g_assert_true (coffret_records_purge_trash (fixture->database, 2, NULL));
  none = coffret_compartments_members (fixture->database, NULL);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/vault/compartments/" #name, TestingBorrowed, NULL, testing_borrow, test_##name,    \
              testing_give_back)
  ADD (save);
  ADD (arrange);
  ADD (nesting);
  ADD (members);
  return g_test_run ();
}
