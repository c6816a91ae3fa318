#include <string.h>

#include "make.h"

static const CoffretItem *
item_at (GPtrArray *items, guint index)
{
  return g_ptr_array_index (items, index);
}

static void
test_members (void)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) png = make_png ("iTXt", "openbadges", make_ob2);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (CoffretItem) again = NULL;

  make_zip_add_folder (zip, "titres/");
  make_zip_add_text (zip, "titres/v\u00e9lo.json", make_ob3);
  make_zip_add_text (zip, "README.txt", "Not a credential.");
  make_zip_add_text (zip, "__MACOSX/titres/._knot.png", "x");
  make_zip_add_text (zip, "titres/.DS_Store", "x");
  make_zip_add (zip, "knot.png", g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  bytes = make_zip_end (zip);

  make_assert_same (bytes, 3, make_ob3);
  items = make_items (bytes);
  g_assert_cmpstr (item_at (items, 0)->place, ==, "titres/v\u00e9lo.json");
  g_assert_cmpstr (item_at (items, 0)->envelope, ==, "zip+vc2");
  g_assert_error (item_at (items, 1)->error, COFFRET_CREDENTIAL_ERROR,
                  COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
  g_assert_cmpstr (item_at (items, 1)->place, ==, "README.txt");
  g_assert_cmpstr (item_at (items, 2)->place, ==, "knot.png");
  g_assert_true (g_bytes_equal (item_at (items, 2)->picture, png));

  again = coffret_reader_read_place (bytes, "knot.png", NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->digest, ==, item_at (items, 2)->digest);
}

static void
test_namesakes (void)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;

  make_zip_add_text (zip, "a.json", make_ob3);
  make_zip_add_text (zip, "./x/../a.json", make_ob2);
  make_zip_add_text (zip, "../a.json", make_ob2);
  make_zip_add_text (zip, "/a#.json", make_ob2);
  bytes = make_zip_end (zip);
  items = make_items (bytes);

  g_assert_cmpuint (items->len, ==, 4);
  for (guint i = 0; i < items->len; i++) {
    g_autoptr (CoffretItem) again = NULL;
    const char *place = item_at (items, i)->place;

    g_assert_no_error (item_at (items, i)->error);
    g_assert_null (strstr (place, ".."));
    g_assert_true (place[0] != '/');
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (place, !=, item_at (items, j)->place);
    again = coffret_reader_read_place (bytes, place, NULL);
    g_assert_nonnull (again);
    g_assert_cmpstr (again->digest, ==, item_at (items, i)->digest);
  }
}

static void
test_nested (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (make_ob3, strlen (make_ob3));
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= coffret_limits_default.max_nesting + 1; i++) {
    MakeZip *zip = make_zip_start ();

    make_zip_add (zip, "inner", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_bytes_unref (bytes);
    bytes = make_zip_end (zip);
    if (i <= coffret_limits_default.max_nesting)
      make_assert_same (bytes, 1, make_ob3);
  }
  error = make_refusal (bytes, NULL);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_bomb (void)
{
  CoffretLimits limits = coffret_limits_default;
  gsize length = 30 * 1024 * 1024;
  g_autofree char *blank = g_malloc0 (length);
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  make_zip_add (zip, "large", blank, length);
  make_zip_add_text (zip, "small.json", make_ob3);
  bytes = make_zip_end (zip);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 100 * 1024);

  /* One member is too large: the others are still read. */
  items = make_items (bytes);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_error (item_at (items, 0)->error, COFFRET_CREDENTIAL_ERROR,
                  COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
  g_assert_nonnull (item_at (items, 1)->credential);

  /* All of them together are: nothing is. */
  limits.max_inflated = 5 * 1024 * 1024;
  none = coffret_reader_read (bytes, NULL, &limits, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

/* Short to write, large to hold: each document has 20,000 empty objects. */
static void
test_heavy_documents (void)
{
  CoffretLimits limits = coffret_limits_default;
  MakeZip *zip = make_zip_start ();
  g_autoptr (GString) text = g_string_new (make_ob3);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"heavy\":[{}");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, ",{}");
  g_string_append (text, "]}");
  for (guint i = 0; i < 10; i++) {
    char name[8];

    g_snprintf (name, sizeof name, "%u", i);
    make_zip_add_text (zip, name, text->str);
  }
  bytes = make_zip_end (zip);

  limits.max_inflated = 16 * 1024 * 1024;
  g_assert_cmpuint (10 * text->len, <, limits.max_inflated / 10);
  items = coffret_reader_read (bytes, NULL, &limits, NULL, &error);
  g_assert_null (items);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_many_members (void)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = 0; i < 100000; i++) {
    char name[16];

    g_snprintf (name, sizeof name, "%u", i);
    make_zip_add (zip, name, NULL, 0);
  }
  bytes = make_zip_end (zip);
  items = coffret_reader_read (bytes, NULL, &coffret_limits_default, NULL, &error);
  g_assert_null (items);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

/* What a reader is handed, and how much of it it wants. */
typedef struct {
  guint count;
  guint enough;
  CoffretItem *last;
} Visit;

static gboolean
on_visited (CoffretItem *item, gpointer data)
{
  Visit *visit = data;

  if (visit->last != NULL)
    coffret_item_unref (visit->last);
  visit->last = item;
  return ++visit->count != visit->enough;
}

static gboolean
visit_three (const CoffretLimits *limits, guint enough, guint *count, GError **error)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;
  Visit visit = { .enough = enough };
  gboolean read;

  for (guint i = 0; i < 3; i++) {
    char name[8];

    g_snprintf (name, sizeof name, "%u", i);
    make_zip_add_text (zip, name, make_ob3);
  }
  bytes = make_zip_end (zip);
  read = coffret_reader_visit (bytes, NULL, limits, on_visited, &visit, NULL, error);
  *count = visit.count;
  if (visit.last != NULL)
    coffret_item_unref (visit.last);
  return read;
}

static void
test_visit (void)
{
  CoffretLimits limits = coffret_limits_default;
  g_autoptr (GError) error = NULL;
  guint count = 0;

  g_assert_true (visit_three (NULL, 0, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 3);

  /* Who has enough is left in peace, and has no error. */
  g_assert_true (visit_three (NULL, 1, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, 1);

  /* The members were handed on before it turned out that there are too many. */
  limits.max_items = 2;
  g_assert_false (visit_three (&limits, 0, &count, &error));
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
  g_assert_cmpuint (count, ==, 2);
}

static void
test_empty (void)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  make_zip_add_folder (zip, "nothing/");
  bytes = make_zip_end (zip);
  error = make_refusal (bytes, NULL);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
}

/* Sets a bit in the flags, or the method, of the local and the central header. */
static GBytes *
patch_headers (GBytes *bytes, gsize field, guint8 value)
{
  gsize length = g_bytes_get_size (bytes);
  guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

  for (gsize i = 0; i + 46 < length; i++) {
    if (memcmp (data + i, "PK\3\4", 4) == 0)
      data[i + 6 + field] = value == 1 ? data[i + 6 + field] | 1 : value;
    if (memcmp (data + i, "PK\1\2", 4) == 0)
      data[i + 8 + field] = value == 1 ? data[i + 8 + field] | 1 : value;
  }
  return g_bytes_new_take (data, length);
}

static void
test_encrypted (void)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) encrypted = NULL;
  g_autoptr (GBytes) unusual = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) method = NULL;

  make_zip_add_text (zip, "secret.json", make_ob3);
  plain = make_zip_end (zip);
  encrypted = patch_headers (plain, 0, 1);
  error = make_refusal (encrypted, NULL);
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "secret.json"));

  unusual = patch_headers (plain, 2, 14); /* LZMA */
  method = make_refusal (unusual, NULL);
  g_assert_error (method, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED);
}

static void
test_sturdy (void)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;

  make_zip_add_text (zip, "a.json", make_ob3);
  make_zip_add_text (zip, "b.json", make_ob2);
  bytes = make_zip_end (zip);
  make_assert_sturdy (bytes, 0, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zip/members", test_members);
  g_test_add_func ("/zip/namesakes", test_namesakes);
  g_test_add_func ("/zip/nested", test_nested);
  g_test_add_func ("/zip/bomb", test_bomb);
  g_test_add_func ("/zip/heavy-documents", test_heavy_documents);
  g_test_add_func ("/zip/many-members", test_many_members);
  g_test_add_func ("/zip/visit", test_visit);
  g_test_add_func ("/zip/empty", test_empty);
  g_test_add_func ("/zip/encrypted", test_encrypted);
  g_test_add_func ("/zip/sturdy", test_sturdy);
  return g_test_run ();
}
