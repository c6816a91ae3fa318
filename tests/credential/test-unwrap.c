/* What lies in a page, a PDF or a compact address, and what pretends to. */
#include "credential/unwrap.h"

#include <string.h>
#include <zlib.h>

#include "credential/compact.h"

#define JSON "{\"a\":1}"
#define HEAD "<!DOCTYPE html>\n<html><body>"

static GBytes *
from_text (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GPtrArray *
unwrap (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = from_text (text);

  return coffret_unwrap (bytes, error);
}

static void
assert_file (GPtrArray *found, guint index, const char *name, const char *content)
{
  const CoffretWrapped *file = g_ptr_array_index (found, index);

  g_assert_cmpstr (file->name, ==, name);
  g_assert_cmpmem (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes), content,
                   strlen (content));
}

static void
test_kinds (void)
{
  static const struct {
    const char *text;
    const char *kind;
  } cases[] = {
    { HEAD, "html" },
    { " \n<!doctype HTML>", "html" },
    { "\xef\xbb\xbf" HEAD, "html" },
    { "%PDF-1.4\n", "pdf" },
    { "COFFRET:VP1/AAAA", "code" },
    { "coffret:vp1/AAAA\n", "code" },
    { JSON, NULL },
    { "", NULL },
    { "COFFRET", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = from_text (cases[i].text);

    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (coffret_unwrap_find_kind (bytes), ==, cases[i].kind);
  }
}

static void
test_page (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    unwrap (HEAD "<a href=\"https://example.org\">x</a>"
                 "<a class=\"save\" download=\"presentation.json\" "
                 "href=\"data:application/vp;base64,eyJhIjoxfQ==\">y</a>"
                 "<a download=\"../../x\" href=\"data:application/json;base64,e30=\">z</a>"
                 "<a href=\"data:application/vp;base64,!!!\">z</a>"
                 "<a href=\"data:application/octet-stream;base64,e30=\">z</a>"
                 "<a href=\"data:application/vp;base64,e30=",
            &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  assert_file (found, 0, "presentation.json", JSON);
  assert_file (found, 1, "file-2", "{}");
}

static void
append_stream (GByteArray *pdf, const char *dictionary, const guint8 *data, gsize length)
{
  g_autofree char *head =
    g_strdup_printf ("7 0 obj\n<< /Type /EmbeddedFile %s >>\nstream\r\n", dictionary);

  g_byte_array_append (pdf, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (pdf, data, (guint) length);
  g_byte_array_append (pdf, (const guint8 *) "\nendstream\nendobj\n", 18);
}

static guint8 *
pack (const void *data, gsize length, gsize *packed_length)
{
  uLongf room = compressBound ((uLong) length);
  guint8 *packed = g_malloc (room);

  g_assert_cmpint (compress2 (packed, &room, data, (uLong) length, 9), ==, Z_OK);
  *packed_length = room;
  return packed;
}

static void
test_pdf (void)
{
  GByteArray *pdf = g_byte_array_new ();
  gsize length;
  g_autofree guint8 *packed = pack (JSON, strlen (JSON), &length);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_byte_array_append (pdf, (const guint8 *) "%PDF-1.4\n/EmbeddedFiles << >>\n", 30);
  append_stream (pdf, "/Filter /FlateDecode /Length 99999", packed, length);
  append_stream (pdf, "/Length 8 0 R", (const guint8 *) "{}", 2);
  append_stream (pdf, "/Filter /LZWDecode", (const guint8 *) "{}", 2);
  append_stream (pdf, "/Filter /FlateDecode", (const guint8 *) "{}", 2);
  append_stream (pdf, "/Filter [ /Crypt /FlateDecode ]", packed, length);
  bytes = g_byte_array_free_to_bytes (pdf);
  found = coffret_unwrap (bytes, NULL);
  g_assert_cmpuint (found->len, ==, 2);
  assert_file (found, 0, "file-1", JSON);
  assert_file (found, 1, "file-2", "{}");
}

/* Small things that would be large, and many of them, end soon and are refused. */
static void
test_bombs (void)
{
  GByteArray *pdf = g_byte_array_new ();
  g_autofree guint8 *zeros = g_malloc0 (19 * 1024 * 1024);
  gsize length;
  g_autofree guint8 *packed = pack (zeros, 19 * 1024 * 1024, &length);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (pdf, (const guint8 *) "%PDF-1.4\n", 9);
  for (guint i = 0; i < 100; i++)
    append_stream (pdf, "/Filter /FlateDecode", packed, length);
  bytes = g_byte_array_free_to_bytes (pdf);
  found = coffret_unwrap (bytes, &error);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
  g_assert_null (found);
}

static void
test_many (void)
{
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.4\n");
  g_autoptr (GString) page = g_string_new (HEAD);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;

  /* Each would be looked for up to the end. */
  for (guint i = 0; i < 400000; i++)
    g_string_append (pdf, "1 0 obj /EmbeddedFile stream ");
  found = unwrap (pdf->str, &error);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
  for (guint i = 0; i <= COFFRET_UNWRAP_MOST_FILES; i++)
    g_string_append (page, "<a href=\"data:application/vp;base64,e30=\">");
  others = unwrap (page->str, &refusal);
  g_assert_error (refusal, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_nothing (void)
{
  static const char *const texts[] = { HEAD, "%PDF-1.4\n/EmbeddedFile", "COFFRET:VP1/",
                                       "COFFRET:VP1/PD4WEQBYJWV24BIAAF2QB6A" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (unwrap (texts[i], &error));
    g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
  }
}

static void
test_code (void)
{
  g_autofree char *text = coffret_compact_write (JSON, strlen (JSON));
  g_autofree char *line = g_strconcat (" ", text, "\r\n", NULL);
  g_autoptr (GPtrArray) found = unwrap (line + 1, NULL);

  g_assert_cmpuint (found->len, ==, 1);
  assert_file (found, 0, "", JSON);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unwrap/kinds", test_kinds);
  g_test_add_func ("/unwrap/page", test_page);
  g_test_add_func ("/unwrap/pdf", test_pdf);
  g_test_add_func ("/unwrap/bombs", test_bombs);
  g_test_add_func ("/unwrap/many", test_many);
  g_test_add_func ("/unwrap/nothing", test_nothing);
  g_test_add_func ("/unwrap/code", test_code);
  return g_test_run ();
}
