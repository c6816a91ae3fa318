#include "credential-test.h"

#include <string.h>

#define VC(id)                                                                                     \
  "{\"type\": [\"VerifiableCredential\"], \"id\": \"" id "\", \"issuer\": \"did:x:1\", "           \
  "\"credentialSubject\": {\"id\": \"did:x:2\"}}"
#define VP(members) "{\"type\": \"VerifiablePresentation\", \"verifiableCredential\": " members "}"

static void
test_refusals (void)
{
  credential_test_refused ("", COFFRET_CREDENTIAL_ERROR_UNREADABLE, "empty");
  credential_test_refused (" \n\t ", COFFRET_CREDENTIAL_ERROR_UNREADABLE, "empty");
  credential_test_refused ("Dear Sir,", COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "no kind of file");
  credential_test_refused ("{\"a\": 1", COFFRET_CREDENTIAL_ERROR_UNREADABLE, "line 1");
  credential_test_refused ("{\"a\": 1, \"a\": 2}", COFFRET_CREDENTIAL_ERROR_UNREADABLE, "twice");
  credential_test_refused ("{\"a\": \"\xff\"}", COFFRET_CREDENTIAL_ERROR_UNREADABLE, "UTF-8");
  credential_test_refused ("{\"a\": 1}", COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, NULL);
  credential_test_refused ("[]", COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, NULL);
  credential_test_refused ("[1, {\"a\": 2}, [3]]", COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, NULL);
  credential_test_refused ("{\"type\": \"Recipe\"}", COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                           "“Recipe”");
  credential_test_refused ("{\"@context\": {\"a\": \"b:c\"}}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "context");
  credential_test_refused ("{\"$schema\": \"x\", \"type\": \"object\"}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "schema");
  credential_test_refused ("{\"id\": \"did:x:1\", \"verificationMethod\": []}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "DID document");
  credential_test_refused (VP ("[]"), COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "presentation");
  credential_test_refused ("{\"type\": \"VerifiablePresentation\"}",
                           COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, "presentation");
}

static void
test_offset (void)
{
  static const char text[] = "{\"a\": \"b\",\n \"c\": ?}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  gint64 offset = 0;

  g_assert_null (coffret_reader_read (bytes, NULL, NULL, &offset, &error));
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE);
  g_assert_cmpint (offset, >=, 12);
  g_assert_cmpint (offset, <=, 19);
}

static void
test_too_deep (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append_c (text, '[');
  credential_test_refused (text->str, COFFRET_CREDENTIAL_ERROR_TOO_LARGE, "deep");
}

static void
test_too_large (void)
{
  static const char text[] = VC ("urn:a");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  CoffretLimits limits = coffret_limits_default;
  g_autoptr (GError) error = NULL;

  limits.max_bytes = strlen (text) - 1;
  g_assert_null (coffret_reader_read (bytes, NULL, &limits, NULL, &error));
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

static void
test_too_many (void)
{
  static const char text[] = VP ("[" VC ("urn:a") ", 1, " VC ("urn:c") "]");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  CoffretLimits limits = coffret_limits_default;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  limits.max_items = 3;
  items = coffret_reader_read (bytes, NULL, &limits, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);

  limits.max_items = 2;
  g_assert_null (coffret_reader_read (bytes, NULL, &limits, NULL, &error));
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
}

/* Containers within containers: refused where it goes too far, not the whole file. */
static void
test_nesting (void)
{
  g_autoptr (GPtrArray) items =
    credential_test_read (VP ("[" VP (VP (VP (VP (VP (VC ("urn:a")))))) ", " VC ("urn:b") "]"));
  const CoffretItem *first = g_ptr_array_index (items, 0);
  const CoffretItem *second = g_ptr_array_index (items, 1);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_error (first->error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_TOO_LARGE);
  g_assert_null (first->digest);
  g_assert_nonnull (second->credential);
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) items = credential_test_read ("[" VC ("urn:a") ", " VP (VC ("urn:b")) "]");
  const CoffretItem *first = g_ptr_array_index (items, 0);
  const CoffretItem *second = g_ptr_array_index (items, 1);

  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (first->place, ==, "#/0");
  g_assert_cmpstr (second->place, ==, "#/1#/verifiableCredential");
  g_assert_cmpstr (second->credential->id, ==, "urn:b");
}

static void
test_members (void)
{
  static const char text[] =
    VP ("[" VC ("urn:a") ", {\"type\": \"VerifiableCredential\"}, 7, " VC ("urn:c") "]");
  g_autoptr (GPtrArray) items = credential_test_read (text);
  static const char *const places[] = { "#/verifiableCredential/0", "#/verifiableCredential/1",
                                        "#/verifiableCredential/2", "#/verifiableCredential/3" };
  static const int codes[] = { -1, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
                               COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, -1 };

  g_assert_cmpuint (items->len, ==, 4);
  for (guint i = 0; i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);

    g_assert_cmpstr (item->place, ==, places[i]);
    if (codes[i] < 0) {
      g_assert_nonnull (item->credential);
      g_assert_no_error (item->error);
      g_assert_cmpstr (item->envelope, ==, "vc2");
    } else {
      g_assert_null (item->credential);
      g_assert_error (item->error, COFFRET_CREDENTIAL_ERROR, codes[i]);
    }
  }
}

static void
test_single_member (void)
{
  g_autoptr (GPtrArray) items = credential_test_read (VP (VC ("urn:a")));
  const CoffretItem *item = g_ptr_array_index (items, 0);

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (item->place, ==, "#/verifiableCredential");
  g_assert_cmpstr (item->credential->id, ==, "urn:a");
}

static void
test_enveloped (void)
{
  credential_test_refused ("{\"type\": \"EnvelopedVerifiableCredential\", \"id\": \"urn:a\"}",
                           COFFRET_CREDENTIAL_ERROR_UNREADABLE, "data:");
  {
    /* Plain JSON in the envelope is read like any file. */
    g_autoptr (GPtrArray) items = credential_test_read (
      "{\"type\": \"EnvelopedVerifiableCredential\", \"id\": \"data:application/json,"
      "%7B%22type%22%3A%22VerifiableCredential%22%2C%22issuer%22%3A%22did%3Ax%3A1%22%2C%22"
      "credentialSubject%22%3A%7B%22id%22%3A%22did%3Ax%3A2%22%7D%7D\"}");
    const CoffretItem *item = g_ptr_array_index (items, 0);

    g_assert_cmpuint (items->len, ==, 1);
    g_assert_cmpstr (item->place, ==, "");
    g_assert_cmpstr (item->credential->issuer->id, ==, "did:x:1");
  }
}

static void
test_read_place (void)
{
  static const char text[] = VP ("[" VC ("urn:a") ", " VC ("urn:b") ", 7]");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) items = credential_test_read (text);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < items->len; i++) {
    const CoffretItem *whole = g_ptr_array_index (items, i);
    g_autoptr (CoffretItem) again = coffret_reader_read_place (bytes, whole->place, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (again->place, ==, whole->place);
    g_assert_cmpstr (again->digest, ==, whole->digest);
    g_assert_true ((again->credential == NULL) == (whole->credential == NULL));
  }
  g_assert_null (coffret_reader_read_place (bytes, "#/verifiableCredential/9", &error));
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
}

/* Equal for the same credential, however it is spaced, ordered and wrapped. */
static void
test_digest (void)
{
  g_autoptr (GPtrArray) bare = credential_test_read (VC ("urn:a"));
  g_autoptr (GPtrArray) shown = credential_test_read (VP ("[" VC ("urn:a") "]"));
  g_autoptr (GPtrArray) other = credential_test_read (VC ("urn:b"));
  g_autoptr (GPtrArray) ordered = credential_test_read (
    "\xEF\xBB\xBF\n{\"credentialSubject\":{\"id\":\"did:x:2\"},\"issuer\":\"did:x:1\","
    "\"id\":\"urn:a\",\"type\":[\"VerifiableCredential\"]}\n");
  const CoffretItem *a = g_ptr_array_index (bare, 0);

  g_assert_cmpstr (a->digest, ==, ((CoffretItem *) g_ptr_array_index (shown, 0))->digest);
  g_assert_cmpstr (a->digest, ==, ((CoffretItem *) g_ptr_array_index (ordered, 0))->digest);
  g_assert_cmpstr (a->digest, !=, ((CoffretItem *) g_ptr_array_index (other, 0))->digest);
}

static gpointer
read_in_thread (gpointer data)
{
  for (guint i = 0; i < 200; i++) {
    g_autoptr (GPtrArray) items = coffret_reader_read (data, NULL, NULL, NULL, NULL);

    g_assert_cmpuint (items->len, ==, 1);
  }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GBytes) bytes = credential_test_load ("ob3-fr.json");
  GThread *first = g_thread_new ("first", read_in_thread, bytes);
  GThread *second = g_thread_new ("second", read_in_thread, bytes);

  g_thread_join (first);
  g_thread_join (second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/refusals", test_refusals);
  g_test_add_func ("/reader/offset", test_offset);
  g_test_add_func ("/reader/too-deep", test_too_deep);
  g_test_add_func ("/reader/too-large", test_too_large);
  g_test_add_func ("/reader/too-many", test_too_many);
  g_test_add_func ("/reader/nesting", test_nesting);
  g_test_add_func ("/reader/list", test_list);
  g_test_add_func ("/reader/members", test_members);
  g_test_add_func ("/reader/single-member", test_single_member);
  g_test_add_func ("/reader/enveloped", test_enveloped);
  g_test_add_func ("/reader/read-place", test_read_place);
  g_test_add_func ("/reader/digest", test_digest);
  g_test_add_func ("/reader/threads", test_threads);
  return g_test_run ();
}
