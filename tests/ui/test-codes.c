/* Codes in pictures: read in the helper, kept with the picture, explained when they are none. */
#include "credential/code.h"
#include "credential/error.h"
#include "organise/decoder.h"
#include "ui-testing.h"

static GBytes *
fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "ui", "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static char *
read_codes (const char *name)
{
  g_autoptr (GBytes) picture = fixture (name);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = coffret_decoder_read_codes (picture, &error);

  g_assert_no_error (error);
  return g_strjoinv ("|", texts);
}

static void
test_texts (void)
{
  g_autofree char *link = read_codes ("code-link.png");
  g_autofree char *offer = read_codes ("code-offer.png");
  g_autofree char *two = read_codes ("code-two.png");
  g_autofree char *none = read_codes ("code-none.png");
  g_autofree char *credential = read_codes ("code-credential.png");

  g_assert_cmpstr (link, ==, "https://college.example/c/7");
  /* One pixel for each square, and no margin. */
  g_assert_true (g_str_has_prefix (offer, "openid-credential-offer://"));
  g_assert_nonnull (strstr (two, link));
  g_assert_nonnull (strstr (two, offer));
  g_assert_cmpstr (none, ==, "");
  g_assert_nonnull (strstr (credential, "Épissure de câbles"));
}

static void
test_no_picture (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<svg but not really a picture", 29);
  g_autoptr (GError) error = NULL;

  g_assert_true (coffret_decoder_knows (bytes));
  g_assert_null (coffret_decoder_read_codes (bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static CoffretImport *
import (CoffretSession *session, const char *name)
{
  CoffretImport *job = coffret_session_import (session, NULL);
  g_autoptr (GBytes) picture = fixture (name);

  coffret_import_add_bytes (job, picture, name);
  ui_testing_await (coffret_import_start (job), NULL);
  return job;
}

static void
check_refused (CoffretSession *session, const char *name, guint n, const char *words)
{
  g_autoptr (CoffretImport) job = import (session, name);
  g_autoptr (CoffretOutcome) outcome = g_list_model_get_item (G_LIST_MODEL (job), 0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (job)), ==, n);
  g_assert_cmpint (coffret_outcome_get_kind (outcome), ==, COFFRET_OUTCOME_REFUSED);
  g_assert_error (coffret_outcome_get_error (outcome), COFFRET_CREDENTIAL_ERROR,
                  COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
  g_assert_nonnull (strstr (coffret_outcome_get_error (outcome)->message, words));
}

/* The picture is the original, and what its code says is read from the vault again. */
static void
test_imported (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (0);
  g_autoptr (CoffretImport) job = import (session, "code-credential.png");
  g_autoptr (CoffretImport) again = NULL;
  g_autoptr (GBytes) picture = fixture ("code-credential.png");
  g_auto (GValue) original = G_VALUE_INIT;
  g_auto (GValue) item = G_VALUE_INIT;
  g_autofree char *words = NULL;
  CoffretEntry *entry;
  const CoffretItem *read;

  g_assert_cmpuint (coffret_import_count (job, COFFRET_OUTCOME_ADDED), ==, 1);
  entry = ui_testing_entry (session, 0);
  g_assert_cmpstr (coffret_entry_get_title (entry), ==, "Épissure de câbles");
  ui_testing_await (coffret_session_original (session, entry), &original);
  g_assert_true (g_bytes_equal (g_value_get_boxed (&original), picture));
  words = coffret_place_words (coffret_entry_get_record (entry)->place);
  g_assert_cmpstr (words, ==, "from a code in the picture");
  ui_testing_await (coffret_session_read (session, entry), &item);
  read = g_value_get_boxed (&item);
  g_assert_cmpstr (read->envelope, ==, "code+vc2");
  g_assert_cmpstr (read->digest, ==, coffret_entry_get_record (entry)->digest);
  g_assert_null (read->picture);
  again = import (session, "code-credential.png");
  g_assert_cmpuint (coffret_import_count (again, COFFRET_OUTCOME_ALREADY_THERE), ==, 1);
  coffret_session_end (session);
}

static void
test_explained (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (0);

  check_refused (session, "code-link.png", 1, "is a link");
  check_refused (session, "code-offer.png", 1, "invitation");
  check_refused (session, "code-two.png", 2, "The code in this picture");
  check_refused (session, "code-none.png", 1, "no QR code that can be read");
  coffret_session_end (session);
}

static void
test_places (void)
{
  g_autofree char *place = coffret_code_to_place ("https://a.example/é");
  g_autofree char *member = g_strconcat (place, "#/0", NULL);
  g_autofree char *text = coffret_code_from_place (place);
  g_autofree char *same = coffret_code_from_place (member);

  g_assert_cmpstr (text, ==, "https://a.example/é");
  g_assert_cmpstr (same, ==, text);
  g_assert_null (coffret_code_from_place ("b/code:x.png"));
  g_assert_null (coffret_code_from_place ("code:=="));
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/codes/texts", test_texts);
  g_test_add_func ("/codes/no-picture", test_no_picture);
  g_test_add_func ("/codes/imported", test_imported);
  g_test_add_func ("/codes/explained", test_explained);
  g_test_add_func ("/codes/places", test_places);
  return g_test_run ();
}
