/* The holder's layer over a credential, and who the holder is. */
#include "vault-testing.h"

#include "vault/identities.h"
#include "vault/layers.h"

#include <string.h>

static CoffretRecord *
add (TestingBorrowed *fixture, const char *name)
{
  CoffretRecord *record = testing_record_new (fixture->database, name);

  g_assert_true (coffret_records_add (fixture->database, record, NULL));
  return record;
}

static void
assert_layer (TestingBorrowed *fixture, const char *id, const char *title, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) layers = coffret_layers_list (fixture->database, &error);
  const CoffretLayer *layer;

  g_assert_no_error (error);
  layer = g_hash_table_lookup (layers, id);
  if (title == NULL && note == NULL) {
    g_assert_null (layer);
    return;
  }
  g_assert_nonnull (layer);
  g_assert_cmpstr (layer->title, ==, title);
  g_assert_cmpstr (layer->note, ==, note);
}

static void
test_layers (TestingBorrowed *fixture, gconstpointer data)
{
  CoffretDatabase *database = fixture->database;
  g_autoptr (CoffretRecord) record = add (fixture, "one");
  g_autoptr (CoffretRecord) other = add (fixture, "two");
  g_autoptr (GError) error = NULL;

  g_assert_true (coffret_layers_set_title (database, record->id, "Été à la mer", NULL));
  assert_layer (fixture, record->id, "Été à la mer", NULL);
  g_assert_true (coffret_layers_set_note (database, record->id, "Line\nand line", NULL));
  g_assert_true (coffret_layers_set_note (database, other->id, "Another", NULL));
  assert_layer (fixture, record->id, "Été à la mer", "Line\nand line");
  g_assert_true (coffret_layers_set_title (database, record->id, NULL, NULL));
  assert_layer (fixture, record->id, NULL, "Line\nand line");
  g_assert_true (coffret_layers_set_note (database, record->id, NULL, NULL));
  assert_layer (fixture, record->id, NULL, NULL);
  assert_layer (fixture, other->id, NULL, "Another");

  g_assert_false (coffret_layers_set_title (database, "nobody", "x", &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  /* It goes with its credential. */
  g_assert_true (coffret_records_set_trashed (database, other->id, 1, NULL));
  assert_layer (fixture, other->id, NULL, "Another");
  g_assert_true (coffret_records_purge_trash (database, 2, NULL));
  assert_layer (fixture, other->id, NULL, NULL);
}

/* As it is in the vault, in one line. */
static char *
describe (TestingBorrowed *fixture, const char *id)
{
  g_autoptr (CoffretLayer) layer = NULL;
  g_autoptr (GHashTable) layers = coffret_layers_list (fixture->database, NULL);
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  g_assert_true (coffret_layers_get (fixture->database, id, &layer, &error));
  g_assert_no_error (error);
  g_assert_true (coffret_layer_equal (layer, g_hash_table_lookup (layers, id)));
  if (layer == NULL)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, "%s/%s/%s", layer->title, layer->note, layer->favourite ? "*" : "");
  for (char **tag = layer->tags; tag != NULL && *tag != NULL; tag++)
    g_string_append_printf (text, "#%s", *tag);
  for (guint i = 0; i < layer->n_texts; i++)
    g_string_append_printf (text, "~%s:%s", layer->texts[i].language, layer->texts[i].text);
  if (layer->awarded != COFFRET_INSTANT_NONE)
    g_string_append_printf (text, "@%d", coffret_instant_year (layer->awarded));
  return g_string_free (text, FALSE);
}

#define assert_is(fixture, id, expected)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *is = describe (fixture, id);                                                  \
    g_assert_cmpstr (is, ==, expected);                                                            \
  }                                                                                                \
  G_STMT_END

static void
test_marks (TestingBorrowed *fixture, gconstpointer data)
{
  CoffretDatabase *database = fixture->database;
  g_autoptr (CoffretRecord) record = add (fixture, "one");
  g_autoptr (CoffretRecord) other = add (fixture, "two");
  const char *id = record->id;
  CoffretInstant then = coffret_instant_parse ("1998-06-30T00:00:00Z");
  g_autoptr (CoffretLayer) all = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed;

  g_assert_true (coffret_layers_set_favourite (database, id, TRUE, NULL));
  g_assert_true (coffret_layers_set_tag (database, id, "b", TRUE, &changed, NULL));
  g_assert_true (changed);
  g_assert_true (coffret_layers_set_tag (database, id, "b", TRUE, &changed, NULL));
  g_assert_false (changed);
  g_assert_true (coffret_layers_set_tag (database, id, "a", TRUE, NULL, NULL));
  g_assert_true (coffret_layers_set_tag (database, other->id, "a", TRUE, NULL, NULL));
  g_assert_true (coffret_layers_set_text (database, id, "f", "fr", "Un", NULL));
  g_assert_true (coffret_layers_set_text (database, id, "f", "fr", "Deux", NULL));
  g_assert_true (coffret_layers_set_dates (database, id, then, COFFRET_INSTANT_NONE, NULL));
  assert_is (fixture, id, "(null)/(null)/*#a#b~fr:Deux@1998");
  assert_is (fixture, other->id, "(null)/(null)/#a");
  g_assert_true (coffret_layers_get (database, id, &all, NULL));

  g_assert_true (coffret_layers_set_favourite (database, id, FALSE, NULL));
  g_assert_true (coffret_layers_set_tag (database, id, "b", FALSE, &changed, NULL));
  g_assert_true (changed);
  g_assert_true (coffret_layers_set_tag (database, id, "a", FALSE, NULL, NULL));
  g_assert_true (coffret_layers_set_text (database, id, "f", "fr", NULL, NULL));
  assert_is (fixture, id, "(null)/(null)/@1998");
  g_assert_true (
    coffret_layers_set_dates (database, id, COFFRET_INSTANT_NONE, COFFRET_INSTANT_NONE, NULL));
  assert_is (fixture, id, "");
  g_assert_true (coffret_layers_save (database, id, all, NULL));
  assert_is (fixture, id, "(null)/(null)/*#a#b~fr:Deux@1998");
  g_assert_true (coffret_layers_save (database, id, NULL, NULL));
  assert_is (fixture, id, "");

  g_assert_false (coffret_layers_set_tag (database, "nobody", "x", TRUE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (coffret_layers_set_text (database, "nobody", "f", "fr", "x", &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_assert_true (coffret_records_set_trashed (database, other->id, 1, NULL));
  g_assert_true (coffret_records_purge_trash (database, 2, NULL));
  assert_is (fixture, other->id, "");
}

static void
test_values (void)
{
  g_autoptr (CoffretLayer) one = coffret_layer_with_tag (NULL, "b", TRUE);
  g_autoptr (CoffretLayer) two = coffret_layer_with_tag (one, "a", TRUE);
  g_autoptr (CoffretLayer) three = coffret_layer_with_text (two, "f", "fr", "Été");
  g_autoptr (CoffretLayer) back = coffret_layer_with_tag (two, "a", FALSE);
  g_autoptr (CoffretLayer) none = coffret_layer_with_tag (back, "b", FALSE);
  g_autoptr (CoffretLayer) starred = coffret_layer_with_favourite (three, TRUE);
  g_autofree char *field = coffret_layer_field ("Wound care");
  g_autofree char *other = coffret_layer_field ("Wound cares");

  g_assert_true (coffret_layer_has_tag (two, "a"));
  g_assert_false (coffret_layer_has_tag (one, "a"));
  g_assert_false (coffret_layer_has_tag (NULL, "a"));
  g_assert_cmpstr (three->search, ==, "a b ete");
  g_assert_cmpstr (coffret_layer_get_text (three, "f", "fr"), ==, "Été");
  g_assert_null (coffret_layer_get_text (three, "f", "en"));
  g_assert_true (coffret_layer_equal (one, back));
  g_assert_false (coffret_layer_equal (one, two));
  g_assert_false (coffret_layer_equal (two, three));
  g_assert_false (coffret_layer_equal (three, starred));
  g_assert_null (none);
  g_assert_true (coffret_layer_equal (none, NULL));
  g_assert_cmpuint (strlen (field), ==, 32);
  g_assert_cmpstr (field, !=, other);
}

static void
test_search (void)
{
  g_autoptr (CoffretLayer) layer = coffret_layer_new ("Été", "À REVOIR\nbientôt");
  g_autoptr (CoffretLayer) empty = coffret_layer_new (NULL, NULL);

  g_assert_cmpstr (layer->search, ==, "ete a revoir bientot");
  g_assert_cmpstr (empty->search, ==, "");
}

static void
test_identities (TestingBorrowed *fixture, gconstpointer data)
{
  CoffretDatabase *database = fixture->database;
  g_autoptr (CoffretIdentityRow) name = coffret_identity_row_new (COFFRET_IDENTITY_NAME, "Mira");
  g_autoptr (CoffretIdentityRow) did =
    coffret_identity_row_new (COFFRET_IDENTITY_DID, "did:example:mira");
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) changed = NULL;
  const CoffretIdentityRow *row;

  name->position = 2;
  g_assert_true (coffret_identities_save (database, name, NULL));
  g_assert_true (coffret_identities_save (database, did, NULL));
  list = coffret_identities_list (database, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  row = g_ptr_array_index (list, 0);
  g_assert_cmpstr (row->id, ==, did->id);
  g_assert_cmpint (row->kind, ==, COFFRET_IDENTITY_DID);
  g_assert_cmpstr (row->value, ==, "did:example:mira");
  row = g_ptr_array_index (list, 1);
  g_assert_cmpint (row->kind, ==, COFFRET_IDENTITY_NAME);
  g_assert_cmpint (row->position, ==, 2);

  g_set_str (&name->value, "Mira Quatrevents");
  name->kind = COFFRET_IDENTITY_OTHER;
  g_assert_true (coffret_identities_save (database, name, NULL));
  g_assert_true (coffret_identities_remove (database, did->id, NULL));
  changed = coffret_identities_list (database, NULL);
  g_assert_cmpuint (changed->len, ==, 1);
  row = g_ptr_array_index (changed, 0);
  g_assert_cmpstr (row->value, ==, "Mira Quatrevents");
  g_assert_cmpint (row->kind, ==, COFFRET_IDENTITY_OTHER);
}

static void
test_kinds (void)
{
  for (int kind = 0; kind < COFFRET_N_IDENTITY_KINDS; kind++)
    g_assert_cmpint (coffret_identity_kind_from_id (coffret_identity_kind_to_id (kind)), ==, kind);
  g_assert_cmpstr (coffret_identity_kind_to_id (COFFRET_IDENTITY_STUDENT_NUMBER), ==,
                   "student-number");
  g_assert_cmpint (coffret_identity_kind_from_id ("of-tomorrow"), ==, COFFRET_IDENTITY_OTHER);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/vault/layers/layers", TestingBorrowed, NULL, testing_borrow, test_layers,
              testing_give_back);
  g_test_add ("/vault/marks/layers", TestingBorrowed, NULL, testing_borrow, test_marks,
              testing_give_back);
  g_test_add_func ("/vault/layers/values", test_values);
  g_test_add_func ("/vault/layers/search", test_search);
  g_test_add ("/vault/layers/identities", TestingBorrowed, NULL, testing_borrow, test_identities,
              testing_give_back);
  g_test_add_func ("/vault/layers/kinds", test_kinds);
  return g_test_run ();
}
