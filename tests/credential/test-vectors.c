/* The published samples, each against what expect.py found in it by other means. The samples are
 * not part of the source; without them there is nothing to test. */
#include "credential-test.h"

#include "credential/format.h"

#include <string.h>

static gboolean
has_format (const char *id)
{
  for (gsize i = 0; coffret_formats[i] != NULL; i++)
    if (g_str_equal (coffret_formats[i]->id, id))
      return TRUE;
  return FALSE;
}

static gboolean
can_read (const json_t *row)
{
  gsize index;
  json_t *need;

  json_array_foreach (json_object_get (row, "needs"), index, need)
    if (!has_format (json_string_value (need)))
      return FALSE;
  return TRUE;
}

static CoffretInstant
get_instant (const json_t *row, const char *key)
{
  const json_t *value = json_object_get (row, key);

  return json_is_null (value) ? COFFRET_INSTANT_NONE : json_integer_value (value);
}

static void
compare (const json_t *row, const CoffretItem *item)
{
  const CoffretCredential *read = item->credential;

  g_assert_no_error (item->error);
  g_assert_cmpstr (read->format, ==, coffret_json_string (row, "format"));
  g_assert_cmpstr (coffret_text_value (read->title, 0), ==, coffret_json_string (row, "title"));
  g_assert_cmpstr (read->issuer->id, ==, coffret_json_string (row, "issuer_id"));
  g_assert_cmpstr (coffret_text_value (read->issuer->name, 0), ==,
                   coffret_json_string (row, "issuer_name"));
  g_assert_cmpint (read->awarded, ==, get_instant (row, "awarded"));
  g_assert_cmpint (read->valid_from, ==, get_instant (row, "valid_from"));
  g_assert_cmpint (read->expires, ==, get_instant (row, "expires"));
  g_assert_cmpuint (read->parts->len, ==, json_integer_value (json_object_get (row, "parts")));
}

static int
get_code (const char *name)
{
  static const char *const names[] = { "unreadable", "not-credential", "incomplete", "too-large",
                                       "unsupported" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (int) i;
  g_assert_not_reached ();
}

static void
count (GHashTable *counts, const char *key)
{
  g_hash_table_insert (counts, g_strdup (key),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

static void
check_row (const json_t *row, GHashTable *counts)
{
  const char *path = coffret_json_string (row, "path");
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const char *code = coffret_json_string (row, "code");
  const GError *refusal;

  if (!can_read (row)) {
    count (counts, "not tried, its format has no reader yet");
    return;
  }
  /* Shown by the test program when one of the assertions below fails. */
  g_test_message ("%s", path);
  items = coffret_reader_read (bytes, name, NULL, NULL, &error);
  if (code == NULL) {
    g_assert_no_error (error);
    g_assert_cmpuint (items->len, ==, 1);
    compare (row, g_ptr_array_index (items, 0));
    count (counts, "read");
    return;
  }
  /* What lies in a picture is refused as a member, a whole file as a file. */
  refusal = error != NULL ? error : ((CoffretItem *) g_ptr_array_index (items, 0))->error;
  g_assert_error (refusal, COFFRET_CREDENTIAL_ERROR, get_code (code));
  {
    g_autofree char *key =
      g_strdup_printf ("refused (%s): %s", coffret_json_string (row, "reason"), refusal->message);
    char *end = strstr (key, "lies at ");

    if (end != NULL)
      end[strlen ("lies at")] = '\0';
    count (counts, key);
  }
}

static void
test_suite (gconstpointer data)
{
  const char *shared = g_getenv ("COFFRET_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "", "vectors", data, NULL);
  g_autofree char *script =
    g_build_filename (g_getenv ("G_TEST_SRCDIR"), "credential", "expect.py", NULL);
  const char *arguments[] = { "python3", script, folder, NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer key, value;
  int status = 0;

  if (shared == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("the samples are not here");
    return;
  }
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  lines = g_strsplit (output, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 50);
  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_autoptr (json_t) row = json_loads (lines[i], 0, NULL);

    g_assert_nonnull (row);
    check_row (row, counts);
  }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_test_message ("%s: %3u %s", (const char *) data, GPOINTER_TO_UINT (value),
                    (const char *) key);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/vectors/dcc-vc-test-fixtures", "dcc-vc-test-fixtures", test_suite);
  g_test_add_data_func ("/vectors/1edtech-public-validator", "1edtech-public-validator",
                        test_suite);
  g_test_add_data_func ("/vectors/openbadges-specification", "openbadges-specification",
                        test_suite);
  return g_test_run ();
}
