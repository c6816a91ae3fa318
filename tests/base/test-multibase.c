#include "base/multibase.h"

#include <string.h>

static void
assert_decodes (const char *text, const void *expected, gsize length)
{
  g_autoptr (GBytes) bytes = coffret_multibase_decode (text);
  gsize size = 0;
  const void *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &size);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (data, size, expected, length);
}

static void
test_known (void)
{
  g_autofree char *text = coffret_multibase_encode ((const guint8 *) "\0\0", 2);

  assert_decodes ("z", "", 0);
  assert_decodes ("u", "", 0);
  assert_decodes ("z2NEpo7TZRRrLZSi2U", "Hello World!", 12);
  assert_decodes ("uSGVsbG8gV29ybGQh", "Hello World!", 12);
  g_assert_cmpstr (text, ==, "z11");
}

static void
test_strict (void)
{
  static const char *const bad[] = { NULL,
                                     "",
                                     "2NEpo7TZRRrLZSi2U",
                                     "Z2NEpo7TZRRrLZSi2U",
                                     "z0",
                                     "uYQ",
                                     "uYQ==",
                                     "mYQ",
                                     "f61",
                                     "UYQ==",
                                     "🚀",
                                     "\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    /* That one is good: it shows that the others are not refused for nothing. */
    if (g_strcmp0 (bad[i], "uYQ") == 0)
      assert_decodes (bad[i], "a", 1);
    else
      g_assert_null (coffret_multibase_decode (bad[i]));
  }
}

/* "base58btc, "z7paNL19xttacUY"": the name, then the text; first what it stands for. */
static void
check_file (const char *path, guint *decoded, guint *refused)
{
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) expected = g_string_new (NULL);
  gboolean canonical;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  lines = g_strsplit (content, "\n", -1);
  canonical = g_str_has_prefix (lines[0], "encoding");
  while (g_str_has_prefix (strchr (lines[0], '"') + 1 + expected->len * 4, "\\x00"))
    g_string_append_c (expected, '\0');
  {
    const char *words = strstr (lines[0], canonical ? "yes" : "hello");

    g_string_append_len (expected, words, (gssize) strcspn (words, "\""));
  }

  for (guint i = 1; lines[i] != NULL; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], ", ", 2);
    g_autofree char *text = NULL;

    if (fields[0] == NULL || fields[1] == NULL)
      continue;
    text = g_strndup (fields[1] + 1, strcspn (fields[1] + 1, "\""));
    if (g_str_equal (fields[0], "base58btc") || g_str_equal (fields[0], "base64url")) {
      assert_decodes (text, expected->str, expected->len);
      *decoded += 1;
    } else {
      g_assert_null (coffret_multibase_decode (text));
      *refused += 1;
    }
  }
}

static void
test_published (void)
{
  static const char *const names[] = { "basic", "leading_zero", "two_leading_zeros",
                                       "case_insensitivity" };
  guint decoded = 0;
  guint refused = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = g_strconcat (names[i], ".csv", NULL);
    g_autofree char *path =
      g_build_filename (g_getenv ("COFFRET_SHARED"), "vectors", "multibase", "tests", file, NULL);

    if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
      g_test_skip ("the published vectors are not here");
      return;
    }
    check_file (path, &decoded, &refused);
  }
  g_assert_cmpuint (decoded, ==, 6);
  g_test_message ("%u decoded, %u of other bases refused", decoded, refused);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/multibase/known", test_known);
  g_test_add_func ("/multibase/strict", test_strict);
  g_test_add_func ("/multibase/published", test_published);
  return g_test_run ();
}
