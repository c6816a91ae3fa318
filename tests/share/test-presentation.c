/* What is shared as a presentation is verified by whoever gets it, byte for byte, and holds no
 * more than was to be seen. */
#include "share/presentation.h"

#include <string.h>

#include "base/base64.h"
#include "credential/reader.h"
#include "marked.h"
#include "verify/issue.h"
#include "verify/verifier.h"

#define MADE "2026-05-12T10:00:00Z"
#define UNTIL "2026-08-31T10:00:00Z"

static CoffretContexts *contexts;

static CoffretHolderKey *
make_key (guint8 seed)
{
  guint8 bytes[COFFRET_HOLDER_KEY_LENGTH];
  g_autoptr (CoffretSecret) secret = NULL;

  memset (bytes, seed, sizeof bytes);
  secret = coffret_secret_new_copy (bytes, sizeof bytes);
  return coffret_holder_key_new (secret);
}

static CoffretParcel *
make_parcel (guint8 seed)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  CoffretParcel *parcel = coffret_parcel_new (wording, coffret_instant_parse (MADE));

  parcel->key = make_key (seed);
  parcel->holder = g_strdup ("Zoé Tremblay");
  parcel->recipient = g_strdup ("City hospital, HR");
  parcel->message = g_strdup ("As we said on the telephone.");
  parcel->until = coffret_instant_parse (UNTIL);
  return parcel;
}

static void
add (CoffretParcel *parcel, const CoffretCredential *credential, CoffretFields allowed)
{
  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (credential, allowed, parcel->wording));
}

/* Signed by an issuer that anybody may ask. */
static CoffretCredential *
make_signed (void)
{
  TestIssuer *issuer = test_issuer_new (COFFRET_KEY_ED25519, 3);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autoptr (GPtrArray) items = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const CoffretItem *item;

  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, contexts);
  test_issuer_free (issuer);
  text = coffret_json_dump_sorted (badge);
  bytes = g_bytes_new (text, strlen (text));
  items = coffret_reader_read (bytes, NULL, &coffret_limits_default, NULL, NULL);
  item = g_ptr_array_index (items, 0);
  return coffret_credential_ref (item->credential);
}

static GPtrArray *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return coffret_reader_read_all (bytes, NULL, &coffret_limits_default, NULL, NULL);
}

static CoffretReport *
verify (const CoffretItem *item, const char *at)
{
  g_autoptr (CoffretGrounds) grounds = coffret_grounds_new (contexts, coffret_instant_parse (at));

  coffret_grounds_name_clock (grounds);
  return coffret_verify_item (item, grounds);
}

static CoffretAnswer
answer (const CoffretItem *item, CoffretCheckId check, const char *at)
{
  g_autoptr (CoffretReport) report = verify (item, at);

  return report->checks[check].answer;
}

static void
test_verified (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel (1);
  g_autoptr (CoffretCredential) badge = make_signed ();
  g_autoptr (CoffretCredential) other = marked_credential ("ob3");
  g_autoptr (json_t) presentation = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  add (parcel, badge, COFFRET_FIELDS_ALL);
  add (parcel, other, COFFRET_FIELDS (COFFRET_FIELD_TITLE));
  presentation = coffret_presentation_new (parcel, contexts, &error);
  g_assert_no_error (error);
  text = coffret_json_dump_sorted (presentation);
  items = read_text (text);
  /* Itself, the cover, the badge, the summary. */
  g_assert_cmpuint (items->len, ==, 4);
  for (guint i = 0; i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);

    g_assert_no_error (item->error);
    g_assert_cmpint (answer (item, COFFRET_CHECK_PROOF, MADE), ==, COFFRET_ANSWER_YES);
    g_assert_cmpint (answer (item, COFFRET_CHECK_BINDING, MADE), ==, COFFRET_ANSWER_YES);
    g_assert_cmpint (answer (item, COFFRET_CHECK_COVERAGE, MADE), ==, COFFRET_ANSWER_YES);
    g_assert_cmpstr (item->credential->proof, ==, "eddsa-rdfc-2022");
    /* Its end is the presentation's, not the badge's. */
    g_assert_cmpint (answer (item, COFFRET_CHECK_DATES, "2026-09-30T00:00:00Z"), ==,
                     i == 2 ? COFFRET_ANSWER_YES : COFFRET_ANSWER_NO);
  }
  g_assert_cmpstr (coffret_json_string (json_object_get (presentation, "proof"), "domain"), ==,
                   "City hospital, HR");
}

/* Every change of a letter or digit in it is seen. */
static void
test_tampered (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel (1);
  g_autoptr (CoffretCredential) badge = make_signed ();
  g_autoptr (json_t) presentation = NULL;
  g_autofree char *text = NULL;
  gsize length;
  guint changed = 0;

  add (parcel, badge, COFFRET_FIELDS_ALL);
  presentation = coffret_presentation_new (parcel, contexts, NULL);
  text = coffret_json_dump_sorted (presentation);
  length = strlen (text);
  for (gsize i = 0; i < length; i += 3) {
    char original = text[i];
    g_autoptr (GPtrArray) items = NULL;
    CoffretAnswer proof = COFFRET_ANSWER_NO;

    if (!g_ascii_isalnum (original))
      continue;
    text[i] = original == 'x' ? 'y' : 'x';
    items = read_text (text);
    if (items != NULL && g_strcmp0 (((CoffretItem *) items->pdata[0])->place, "") == 0 &&
        ((CoffretItem *) items->pdata[0])->credential != NULL &&
        g_str_equal (((CoffretItem *) items->pdata[0])->credential->format, "presentation"))
      proof = answer (items->pdata[0], COFFRET_CHECK_PROOF, MADE);
    if (proof == COFFRET_ANSWER_YES)
      g_error ("%s is not noticed", text + i);
    text[i] = original;
    changed++;
  }
  g_assert_cmpuint (changed, >, 500);
}

/* Words that no context defines: JCS covers what RDF cannot. */
static void
test_beyond_rdf (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel (1);
  g_autoptr (CoffretCredential) other = marked_credential ("ob3");
  g_autoptr (json_t) presentation = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) items = NULL;

  add (parcel, other, COFFRET_FIELDS_ALL);
  presentation = coffret_presentation_new (parcel, contexts, NULL);
  g_assert_cmpstr (coffret_json_string (json_object_get (presentation, "proof"), "cryptosuite"), ==,
                   "eddsa-jcs-2022");
  text = coffret_json_dump_sorted (presentation);
  items = read_text (text);
  g_assert_cmpint (answer (items->pdata[0], COFFRET_CHECK_PROOF, MADE), ==, COFFRET_ANSWER_YES);
}

/* With tokens and SD-JWTs as they came, cut down, and Open Badges 2 beside it. */
static void
test_enveloped (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel (1);
  g_autoptr (CoffretCredential) jwt = marked_credential ("vc-jwt");
  g_autoptr (CoffretCredential) sd_jwt = marked_credential ("sd-jwt");
  g_autoptr (CoffretCredential) ob2 = marked_credential ("ob2");
  g_autoptr (json_t) presentation = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const CoffretItem *item;

  add (parcel, jwt, COFFRET_FIELDS_ALL);
  add (parcel, sd_jwt, COFFRET_FIELDS_ALL & ~COFFRET_FIELDS (COFFRET_FIELD_GRADE));
  add (parcel, ob2, COFFRET_FIELDS_ALL);
  presentation = coffret_presentation_new (parcel, contexts, NULL);
  text = coffret_json_dump_sorted (presentation);
  items = read_text (text);
  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpint (answer (items->pdata[0], COFFRET_CHECK_PROOF, MADE), ==, COFFRET_ANSWER_YES);
  item = items->pdata[2];
  g_assert_true (g_str_has_suffix (item->envelope, "jwt"));
  item = items->pdata[3];
  g_assert_cmpstr (item->credential->format, ==, "sd-jwt-vc");
  g_assert_null (item->credential->grade);
  g_assert_nonnull (coffret_json_get (item->credential->document, "birthdate"));
  g_assert_true (coffret_presentation_leaves_out (parcel->disclosures->pdata[2]));
}

static gboolean
decodes_to (const char *text, const char *word)
{
  g_auto (GStrv) parts = g_strsplit_set (text, "\".~,: ", -1);

  for (gsize i = 0; parts[i] != NULL; i++) {
    g_autoptr (GBytes) bytes = coffret_base64url_decode (parts[i], strlen (parts[i]));

    if (bytes != NULL &&
        g_strstr_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), word))
      return TRUE;
  }
  return FALSE;
}

static void
test_hidden (gconstpointer data)
{
  const char *format = data;
  g_autoptr (CoffretCredential) credential = marked_credential (format);

  for (CoffretField field = 0; field < COFFRET_N_FIELDS; field++) {
    g_autoptr (CoffretParcel) parcel = make_parcel (1);
    g_autofree char *word = marked_word (field);
    g_autoptr (json_t) presentation = NULL;
    g_autofree char *text = NULL;

    add (parcel, credential, COFFRET_FIELDS_ALL & ~COFFRET_FIELDS (field));
    presentation = coffret_presentation_new (parcel, contexts, NULL);
    text = coffret_json_dump_sorted (presentation);
    if (strstr (text, word) != NULL || decodes_to (text, word))
      g_error ("%s is in %s", word, text);
  }
}

/* Two audiences get nothing of the holder's that is the same; one gets the same name twice. */
static void
test_unlinkable (void)
{
  g_autoptr (CoffretHolderKey) first = make_key (1);
  g_autoptr (CoffretHolderKey) again = make_key (1);
  g_autoptr (CoffretHolderKey) second = make_key (2);

  g_assert_true (g_str_has_prefix (coffret_holder_key_get_did (first), "did:key:z6Mk"));
  g_assert_cmpstr (coffret_holder_key_get_did (first), ==, coffret_holder_key_get_did (again));
  g_assert_cmpstr (coffret_holder_key_get_did (first), !=, coffret_holder_key_get_did (second));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  contexts = coffret_contexts_new ();
  g_test_add_func ("/presentation/verified", test_verified);
  g_test_add_func ("/presentation/tampered", test_tampered);
  g_test_add_func ("/presentation/beyond-rdf", test_beyond_rdf);
  g_test_add_func ("/presentation/enveloped", test_enveloped);
  g_test_add_func ("/presentation/unlinkable", test_unlinkable);
  for (gsize i = 0; marked_formats[i] != NULL; i++) {
    g_autofree char *name = g_strconcat ("/presentation/hidden/", marked_formats[i], NULL);

    g_test_add_data_func (name, marked_formats[i], test_hidden);
  }
  status = g_test_run ();
  coffret_contexts_unref (contexts);
  return status;
}
