#include "credential-test.h"

#include <string.h>

GBytes *
credential_test_load (const char *name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("G_TEST_SRCDIR"), "credential", "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

GPtrArray *
credential_test_read (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GPtrArray *items = coffret_reader_read (bytes, "test.json", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (items);
  return items;
}

CoffretItem *
credential_test_read_one (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = coffret_reader_read (bytes, "test.json", NULL, NULL, &error);
  CoffretItem *item;

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  item = g_ptr_array_index (items, 0);
  g_assert_no_error (item->error);
  g_assert_nonnull (item->credential);
  return coffret_item_ref (item);
}

void
credential_test_refused (const char *text, CoffretCredentialError code, const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = coffret_reader_read (bytes, "test.json", NULL, NULL, &error);

  g_assert_null (items);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, (int) code);
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}
