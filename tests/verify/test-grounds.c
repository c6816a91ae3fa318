/* What a verdict may rest on: what is taken in, what is refused, and what is found again. */
#include "verify/grounds.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/registry.h"

#define NOW "2027-06-01T12:00:00Z"

static CoffretGrounds *
make (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();

  return coffret_grounds_new (contexts, coffret_instant_parse (NOW));
}

static gboolean
add (CoffretGrounds *grounds,
     CoffretGroundKind kind,
     const char *text,
     const char *fetched_from,
     const char *fetched)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  gboolean added = coffret_grounds_add (grounds, kind, bytes, fetched_from,
                                        coffret_instant_parse (fetched), &error);

  if (!added)
    g_assert_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_DOCUMENT);
  else
    g_assert_no_error (error);
  return added;
}

static void
test_versions (void)
{
  g_autoptr (CoffretGrounds) grounds = make ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const CoffretGround *ground = NULL;

  g_assert_true (add (grounds, COFFRET_GROUND_DOCUMENT, "{\"id\": \"did:web:a.example\", \"n\": 2}",
                      NULL, "2026-02-01"));
  g_assert_true (add (grounds, COFFRET_GROUND_DOCUMENT, "{\"id\": \"did:web:a.example\", \"n\": 3}",
                      NULL, "2026-03-01"));
  g_assert_true (add (grounds, COFFRET_GROUND_DOCUMENT, "{\"id\": \"did:web:a.example\", \"n\": 1}",
                      "https://a.example/.well-known/did.json", "2026-01-01"));

  found = coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, "did:web:a.example");
  g_assert_cmpuint (found->len, ==, 3);
  for (guint i = 0; i < found->len; i++) {
    ground = g_ptr_array_index (found, i);
    g_assert_cmpint (json_integer_value (coffret_json_get (ground->json, "n")), ==, 3 - (int) i);
    g_assert_cmpuint (strlen (ground->sha256), ==, 64);
  }
  g_assert_cmpstr (ground->fetched_from, ==, "https://a.example/.well-known/did.json");
  other = coffret_grounds_find (grounds, COFFRET_GROUND_STATUS, "did:web:a.example");
  g_assert_cmpuint (other->len, ==, 0);
  none = coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_ids (void)
{
  static const char payload[] = "{\"sub\":\"https://a.example/list/1\",\"status_list\":{}}";
  g_autofree char *part = coffret_base64url_encode ((const guint8 *) payload, strlen (payload));
  g_autofree char *token = g_strdup_printf ("  e30.%s.c2ln\n", part);
  g_autoptr (CoffretGrounds) grounds = make ();
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) metadata = NULL;
  const CoffretGround *ground;

  g_assert_true (add (grounds, COFFRET_GROUND_STATUS, token, NULL, NOW));
  list = coffret_grounds_find (grounds, COFFRET_GROUND_STATUS, "https://a.example/list/1");
  g_assert_cmpuint (list->len, ==, 1);
  ground = g_ptr_array_index (list, 0);
  g_assert_cmpstr (ground->token, ==, g_strstrip (token));
  g_assert_nonnull (coffret_json_object (ground->json, "status_list"));

  /* A bare set of keys has no name but its place. */
  g_assert_true (
    add (grounds, COFFRET_GROUND_DOCUMENT, "{\"keys\": []}", "https://a.example/jwks", NOW));
  keys = coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, "https://a.example/jwks");
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_true (add (grounds, COFFRET_GROUND_DOCUMENT,
                      "{\"issuer\": \"https://a.example/x\", \"jwks\": {}}",
                      "https://a.example/.well-known/jwt-vc-issuer/x", NOW));
  metadata = coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, "https://a.example/x");
  g_assert_cmpuint (metadata->len, ==, 1);
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    const char *from;
  } cases[] = {
    { "", NULL },
    { "[]", NULL },
    { "{}", NULL },
    { "{\"id\": 3}", NULL },
    { "{\"id\": \"\"}", NULL },
    { "{\"id\": \"https://a.example/1\", \"id\": \"https://b.example/1\"}", NULL },
    { "a.b.c", NULL },
    { "e30.e30.c2ln.x", NULL },
    { "{\"id\": \"https://a.example/1\"}", "https://b.example/1" },
    { "{\"id\": \"https://a.example/1\"}", "http://a.example/1" },
    { "{\"id\": \"https://a.example/1\"}", "https://a.example/2" },
    { "{\"id\": \"did:web:a.example\"}", "https://a.example/did.json" },
    { "{\"id\": \"did:web:a.example:b\"}", "https://a.example/.well-known/did.json" },
    { "{\"id\": \"did:web:a.example\"}", "https://b.example/.well-known/did.json" },
    { "{\"issuer\": \"https://a.example\", \"jwks\": {}}",
      "https://b.example/.well-known/jwt-vc-issuer" },
  };
  static const struct {
    const char *text;
    const char *from;
  } good[] = {
    { "{\"id\": \"https://a.example/1#key\"}", "https://a.example/1" },
    { "{\"id\": \"http://a.example/1\"}", "https://a.example/1" },
    { "{\"id\": \"did:web:a.example:b:c\"}", "https://a.example/b/c/did.json" },
    { "{\"id\": \"did:web:a.example%3A8443:b\"}", "https://a.example:8443/b/did.json" },
  };
  g_autoptr (CoffretGrounds) grounds = make ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].text);
    g_assert_false (add (grounds, COFFRET_GROUND_DOCUMENT, cases[i].text, cases[i].from, NOW));
  }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_test_message ("%s", good[i].text);
    g_assert_true (add (grounds, COFFRET_GROUND_DOCUMENT, good[i].text, good[i].from, NOW));
  }
}

static gboolean
add_registry (CoffretGrounds *grounds, const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  if (coffret_grounds_add_registry (grounds, bytes, name, &error))
    return TRUE;
  g_assert_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_DOCUMENT);
  return FALSE;
}

static void
test_vouch (void)
{
  g_autoptr (CoffretGrounds) grounds = make ();
  CoffretVouch vouch;

  g_assert_false (add_registry (grounds, "{}", NULL));
  g_assert_false (add_registry (grounds, "{\"registry\": []}", NULL));
  g_assert_false (add_registry (grounds, "no", "No"));
  g_assert_true (add_registry (grounds,
                               "{\"meta\": {\"updated\": \"2025-01-01T00:00:00Z\"}, \"registry\": "
                               "{\"did:x:1\": {\"name\": \"Old\"}, \"did:x:2\": {}, \"did:x:3\": "
                               "null}}",
                               "Old list"));
  g_assert_true (add_registry (grounds,
                               "{\"meta\": {\"updated\": \"2026-01-01T00:00:00Z\"}, \"registry\": "
                               "{\"did:x:1\": {\"name\": \"New\\u0007\\u202e\"}}}",
                               NULL));

  /* A name given twice vouches all the same. */
  g_assert_true (add_registry (
    grounds, "{\"registry\": {\"did:x:4\": {}, \"did:x:4\": {\"name\": \"Twice\"}}}", "Twice"));
  vouch = coffret_grounds_vouch (grounds, "did:x:4");
  g_assert_cmpstr (vouch.name, ==, "Twice");
  g_assert_cmpint (vouch.as_of, ==, COFFRET_INSTANT_NONE);

  vouch = coffret_grounds_vouch (grounds, "did:x:1");
  g_assert_cmpint (vouch.trust, ==, COFFRET_TRUST_REGISTRY);
  g_assert_cmpstr (vouch.name, ==, "New");
  g_assert_cmpstr (vouch.voucher, ==, "2026-01-01");
  g_assert_cmpint (vouch.as_of, ==, coffret_instant_parse ("2026-01-01"));
  vouch = coffret_grounds_vouch (grounds, "did:x:2");
  g_assert_cmpint (vouch.trust, ==, COFFRET_TRUST_REGISTRY);
  g_assert_null (vouch.name);
  g_assert_cmpint (coffret_grounds_vouch (grounds, "did:x:3").trust, ==, COFFRET_TRUST_NONE);
  g_assert_cmpint (coffret_grounds_vouch (grounds, "DID:x:1").trust, ==, COFFRET_TRUST_NONE);
  g_assert_cmpint (coffret_grounds_vouch (grounds, NULL).trust, ==, COFFRET_TRUST_NONE);

  /* The owner's word comes first, the last of it. */
  coffret_grounds_distrust (grounds, "did:x:1", coffret_instant_parse ("2026-02-02"));
  g_assert_cmpint (coffret_grounds_vouch (grounds, "did:x:1").trust, ==, COFFRET_TRUST_DISTRUSTED);
  coffret_grounds_trust (grounds, "did:x:1", "Ours", coffret_instant_parse ("2026-03-03"));
  vouch = coffret_grounds_vouch (grounds, "did:x:1");
  g_assert_cmpint (vouch.trust, ==, COFFRET_TRUST_OWNER);
  g_assert_cmpstr (vouch.name, ==, "Ours");
}

static void
test_clock (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (CoffretGrounds) early =
    coffret_grounds_new (contexts, coffret_instant_parse ("2001-01-01"));
  g_autoptr (CoffretGrounds) late =
    coffret_grounds_new (contexts, coffret_instant_parse ("2199-01-01"));

  g_assert_false (coffret_grounds_clock_is_sane (early));
  coffret_grounds_name_clock (early);
  g_assert_true (coffret_grounds_clock_is_sane (early));
  g_assert_true (coffret_grounds_clock_is_sane (late));
  coffret_grounds_set_newest_seen (late, coffret_instant_parse ("2199-01-01T00:04:00Z"));
  g_assert_true (coffret_grounds_clock_is_sane (late));
  coffret_grounds_set_newest_seen (late, coffret_instant_parse ("2199-01-01T00:06:00Z"));
  g_assert_false (coffret_grounds_clock_is_sane (late));
}

static void
test_identities (void)
{
  g_autoptr (CoffretGrounds) grounds = make ();
  guint count;
  const char *const *pairs;

  g_assert_null (coffret_grounds_match_identity (grounds, "amina@college.example"));
  coffret_grounds_add_identity (grounds, "email", "Amina@college.example");
  coffret_grounds_add_identity (grounds, "did", "did:key:z6MkA");
  pairs = coffret_grounds_list_identities (grounds, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpstr (pairs[2], ==, "did");
  g_assert_cmpstr (pairs[3], ==, "did:key:z6MkA");
  g_assert_true (coffret_grounds_match_identity (grounds, "amina@college.example") == pairs[1]);
  g_assert_null (coffret_grounds_match_identity (grounds, "amina@college.example "));
  g_assert_null (coffret_grounds_match_identity (grounds, NULL));
}

/* Production entries only: none whose name or address says that it is for tests, none that is
 * named as left out, none without its reason. */
static void
test_bundled (void)
{
  g_autoptr (GPtrArray) registries = coffret_registries_bundled ();
  g_autoptr (GRegex) words = g_regex_new (
    "\\b(test|testing|sandbox|demo|demonstration|playground|example|development|staging|rc)\\b",
    G_REGEX_CASELESS, 0, NULL);
  guint issuers = 0;

  for (guint i = 0; i < registries->len; i++) {
    const CoffretRegistry *registry = g_ptr_array_index (registries, i);
    GHashTableIter iter;
    gpointer id, name;

    g_assert_cmpint (registry->as_of, !=, COFFRET_INSTANT_NONE);
    g_hash_table_iter_init (&iter, registry->issuers);
    while (g_hash_table_iter_next (&iter, &id, &name)) {
      g_assert_false (g_regex_match (words, name, 0, NULL));
      g_assert_false (g_regex_match (words, id, 0, NULL));
      issuers++;
    }
  }
  g_assert_cmpuint (issuers, >=, 10);
}

static json_t *
load (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  /* One of them has an entry twice. */
  return json_loadb (text, length, 0, NULL);
}

/* Against the registries as their keepers published them: every entry is theirs, every entry of
 * theirs that is not here has its reason in meta.leftOut, and nothing for tests is vouched for. */
static void
test_snapshot (void)
{
  static const struct {
    const char *ours;
    const char *theirs;
  } files[] = {
    { "dcc-members.json", "dcc-registry" },
    { "dcc-issuers.json", "issuer-registry" },
  };
  g_autofree char *folder =
    g_build_filename (g_getenv ("COFFRET_SHARED"), "vectors", "dcc-registries", NULL);
  g_autoptr (GPtrArray) bundled = coffret_registries_bundled ();
  const char *id;
  json_t *entry;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_test_skip ("no ../shared");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *ours_path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data",
                                                   "registries", files[i].ours, NULL);
    g_autofree char *theirs_path =
      g_build_filename (folder, files[i].theirs, "registry.json", NULL);
    g_autoptr (json_t) ours = load (ours_path);
    g_autoptr (json_t) theirs = load (theirs_path);
    const json_t *kept = coffret_json_object (ours, "registry");
    const json_t *left = coffret_json_object (coffret_json_object (ours, "meta"), "leftOut");

    g_assert_nonnull (theirs);
    g_assert_cmpstr (coffret_json_string (coffret_json_object (ours, "meta"), "updated"), ==,
                     coffret_json_string (coffret_json_object (theirs, "meta"), "updated"));
    json_object_foreach ((json_t *) kept, id, entry)
      g_assert_true (
        json_equal (entry, coffret_json_get (coffret_json_get (theirs, "registry"), id)));
    json_object_foreach (coffret_json_get (theirs, "registry"), id, entry) {
      g_test_message ("%s", id);
      g_assert_true ((coffret_json_get (kept, id) != NULL) !=
                     (coffret_json_string (left, id) != NULL));
    }
  }
  {
    g_autofree char *path = g_build_filename (folder, "sandbox", "registry.json", NULL);
    g_autoptr (json_t) sandbox = load (path);

    json_object_foreach (coffret_json_get (sandbox, "registry"), id, entry) {
      for (guint i = 0; i < bundled->len; i++) {
        const CoffretRegistry *registry = g_ptr_array_index (bundled, i);

        g_assert_false (g_hash_table_contains (registry->issuers, id));
      }
    }
  }
}

/* Another moment, the same of everything else, whichever of the two goes first. */
static void
test_at (void)
{
  CoffretGrounds *grounds = make ();
  g_autoptr (CoffretGrounds) later = NULL;
  g_autoptr (GPtrArray) found = NULL;
  CoffretInstant moment = coffret_instant_parse ("2031-01-01");

  g_assert_true (
    add (grounds, COFFRET_GROUND_DOCUMENT, "{\"id\": \"did:web:a.example\"}", NULL, "2026-02-01"));
  coffret_grounds_trust (grounds, "did:web:a.example", "Rivage", coffret_instant_parse (NOW));
  later = coffret_grounds_new_at (grounds, moment);
  g_assert_cmpint (coffret_grounds_get_now (grounds), ==, coffret_instant_parse (NOW));
  coffret_grounds_unref (grounds);
  g_assert_cmpint (coffret_grounds_get_now (later), ==, moment);
  found = coffret_grounds_find (later, COFFRET_GROUND_DOCUMENT, "did:web:a.example");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (coffret_grounds_vouch (later, "did:web:a.example").name, ==, "Rivage");
}

static gpointer
count_documents (gpointer data)
{
  g_autoptr (GPtrArray) found =
    coffret_grounds_find (data, COFFRET_GROUND_DOCUMENT, "did:web:a.example");

  return GUINT_TO_POINTER (found->len);
}

/* Whoever asks first reads for all, also on several threads and at other moments. */
static void
test_later (void)
{
  static const char *const texts[] = { "{\"id\": \"did:web:a.example\", \"n\": 1}", "[[[",
                                       "{\"id\": \"did:web:a.example\", \"n\": 2}" };
  g_autoptr (CoffretGrounds) grounds = make ();
  CoffretGrounds *copies[8];
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

    coffret_grounds_add_later (grounds, COFFRET_GROUND_DOCUMENT, bytes, NULL,
                               coffret_instant_parse ("2026-01-01"));
  }
  coffret_grounds_add_bundled_registries_later (grounds);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    copies[i] = coffret_grounds_new_at (grounds, coffret_instant_parse (NOW));
    threads[i] = g_thread_new ("asks", count_documents, copies[i]);
  }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autoptr (GPtrArray) bundled = coffret_registries_bundled ();
    const CoffretRegistry *registry = g_ptr_array_index (bundled, 0);
    GHashTableIter iter;
    gpointer issuer;

    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, 2);
    g_hash_table_iter_init (&iter, registry->issuers);
    g_assert_true (g_hash_table_iter_next (&iter, &issuer, NULL));
    g_assert_cmpint (coffret_grounds_vouch (copies[i], issuer).trust, ==, COFFRET_TRUST_REGISTRY);
    coffret_grounds_unref (copies[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grounds/versions", test_versions);
  g_test_add_func ("/grounds/ids", test_ids);
  g_test_add_func ("/grounds/refused", test_refused);
  g_test_add_func ("/grounds/vouch", test_vouch);
  g_test_add_func ("/grounds/clock", test_clock);
  g_test_add_func ("/grounds/at", test_at);
  g_test_add_func ("/grounds/later", test_later);
  g_test_add_func ("/grounds/identities", test_identities);
  g_test_add_func ("/registries/bundled", test_bundled);
  g_test_add_func ("/registries/snapshot", test_snapshot);
  return g_test_run ();
}
