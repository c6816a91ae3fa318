/* What a recipient sees: the same whatever it came in, and every change of it. */
#include "share/received.h"

#include <string.h>

#include "credential/reader.h"
#include "marked.h"
#include "share/exporter.h"
#include "verify/issue.h"

#define MADE "2026-05-12T10:00:00Z"
#define UNTIL "2026-08-31T10:00:00Z"

/* The ways that hold the presentation. */
static const char *const ways[] = { "presentation", "page", "pdf", "pdf-summary", NULL };

static CoffretContexts *contexts;

static CoffretParcel *
make_parcel (void)
{
  g_autoptr (CoffretWording) wording = coffret_wording_new ("/nowhere", "en");
  CoffretParcel *parcel = coffret_parcel_new (wording, coffret_instant_parse (MADE));
  g_autoptr (CoffretSecret) seed = coffret_secret_new_random (COFFRET_HOLDER_KEY_LENGTH);

  parcel->key = coffret_holder_key_new (seed);
  parcel->holder = g_strdup ("Zoé Tremblay");
  parcel->message = g_strdup ("As we said.");
  parcel->recipient = g_strdup ("City hospital, HR");
  parcel->until = coffret_instant_parse (UNTIL);
  return parcel;
}

static void
add (CoffretParcel *parcel, const CoffretCredential *credential, CoffretFields allowed)
{
  g_ptr_array_add (parcel->disclosures,
                   coffret_disclosure_new (credential, allowed, parcel->wording));
}

static CoffretCredential *
make_signed (guint8 seed)
{
  TestIssuer *issuer = test_issuer_new (COFFRET_KEY_ED25519, seed);
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

/* Two badges, a summary, and an Open Badge 2 beside them. */
static CoffretSealed *
make_sealed (void)
{
  g_autoptr (CoffretParcel) parcel = make_parcel ();
  g_autoptr (CoffretCredential) first = make_signed (3);
  g_autoptr (CoffretCredential) second = make_signed (4);
  g_autoptr (CoffretCredential) third = marked_credential ("ob3");
  g_autoptr (CoffretCredential) old = marked_credential ("ob2");

  add (parcel, first, COFFRET_FIELDS_ALL);
  add (parcel, old, COFFRET_FIELDS_ALL);
  add (parcel, second, COFFRET_FIELDS_ALL);
  add (parcel, third, COFFRET_FIELDS (COFFRET_FIELD_TITLE));
  return coffret_sealed_new (parcel, contexts, NULL);
}

static GBytes *
write_way (CoffretSealed *sealed, const char *way, int only)
{
  CoffretExportChoice choice = coffret_export_choice_default;
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretExport) made = NULL;

  choice.only = only;
  made = coffret_exporter_make (coffret_exporter_find (way), sealed, &choice, NULL, &error);
  g_assert_no_error (error);
  return g_bytes_ref (made->bytes);
}

static CoffretReceived *
receive (GBytes *bytes, const char *at, GError **error)
{
  g_autoptr (CoffretGrounds) grounds = coffret_grounds_new (contexts, coffret_instant_parse (at));

  coffret_grounds_name_clock (grounds);
  return coffret_received_new (bytes, NULL, grounds, error);
}

static CoffretReceived *
receive_way (CoffretSealed *sealed, const char *way, const char *at)
{
  g_autoptr (GBytes) bytes = write_way (sealed, way, COFFRET_EXPORT_ALL);
  g_autoptr (GError) error = NULL;
  CoffretReceived *received = receive (bytes, at, &error);

  g_assert_no_error (error);
  return received;
}

static const CoffretReceivedPart *
part_at (const CoffretReceived *received, guint index)
{
  return g_ptr_array_index (received->parts, index);
}

/* The parts in the presentation, as the presentation has them. */
static GPtrArray *
list_inside (const CoffretReceived *received)
{
  GPtrArray *inside = g_ptr_array_new ();

  for (guint i = 0; i < received->parts->len; i++)
    if (!part_at (received, i)->beside)
      g_ptr_array_add (inside, g_ptr_array_index (received->parts, i));
  return inside;
}

static void
test_whole (void)
{
  g_autoptr (CoffretSealed) sealed = make_sealed ();

  for (gsize i = 0; ways[i] != NULL; i++) {
    g_autoptr (CoffretReceived) received = receive_way (sealed, ways[i], MADE);
    g_autoptr (GPtrArray) inside = list_inside (received);
    const CoffretReceivedPart *part;

    g_test_message ("%s as %s", ways[i], received->envelope);
    g_assert_cmpint (received->state, ==, COFFRET_RECEIVED_WHOLE);
    g_assert_cmpstr (received->name, ==, "Zoé Tremblay");
    g_assert_nonnull (strstr (received->words, "As we said."));
    g_assert_cmpstr (received->recipient, ==, "City hospital, HR");
    g_assert_cmpstr (received->sender, ==, coffret_holder_key_get_did (sealed->parcel->key));
    g_assert_cmpint (received->made, ==, coffret_instant_parse (MADE));
    g_assert_cmpint (received->until, ==, coffret_instant_parse (UNTIL));
    g_assert_cmpuint (inside->len, ==, 3);
    for (guint j = 0; j < inside->len; j++) {
      part = g_ptr_array_index (inside, j);
      g_assert_cmpint (part->kind, ==,
                       j == 2 ? COFFRET_RECEIVED_STATEMENT : COFFRET_RECEIVED_CREDENTIAL);
      g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_SIGNED);
    }
    g_assert_cmpuint (received->parts->len, ==, i == 0 ? 3 : 4);
  }
}

static void
test_ended (void)
{
  g_autoptr (CoffretSealed) sealed = make_sealed ();

  for (gsize i = 0; ways[i] != NULL; i++) {
    g_autoptr (CoffretReceived) received = receive_way (sealed, ways[i], "2026-09-01T00:00:00Z");
    g_autofree char *sentence = coffret_received_sentence (received);

    g_assert_cmpint (received->state, ==, COFFRET_RECEIVED_ENDED);
    g_assert_nonnull (strstr (sentence, "not meant to be used today"));
    /* Its own end is another. */
    g_assert_cmpint (part_at (received, received->parts->len - 3)->report->verdict, ==,
                     COFFRET_VERDICT_SIGNED);
  }
}

/* Another value of the same form. */
static void
tamper (json_t *object, const char *name)
{
  g_autofree char *value = g_strdup (json_string_value (json_object_get (object, name)));
  gsize place = strlen (value) / 2;

  value[place] = value[place] == '2' ? '3' : '2';
  json_object_set_new (object, name, json_string (value));
}

/* Each of the proofs in it by itself, in every way that it may come. */
static void
test_tampered (void)
{
  for (gsize way = 0; ways[way] != NULL; way++)
    for (int member = -1; member < 4; member++) {
      g_autoptr (CoffretSealed) sealed = make_sealed ();
      json_t *members = json_object_get (sealed->presentation, "verifiableCredential");
      json_t *victim = member < 0 ? sealed->presentation : json_array_get (members, (gsize) member);
      g_autoptr (CoffretReceived) received = NULL;

      g_test_message ("%s, %d", ways[way], member);
      /* Originals are shared with the credential itself. */
      victim = member < 0 ? victim : json_deep_copy (victim);
      tamper (json_object_get (victim, "proof"), "proofValue");
      if (member >= 0)
        json_array_set_new (members, (gsize) member, victim);
      received = receive_way (sealed, ways[way], MADE);
      g_assert_cmpint (received->state, ==, COFFRET_RECEIVED_ALTERED);
      if (member == 0) {
        /* The cover is nobody's any more. */
        g_assert_null (received->name);
      } else if (member > 0) {
        g_autoptr (GPtrArray) inside = list_inside (received);
        const CoffretReceivedPart *part = g_ptr_array_index (inside, (guint) member - 1);

        g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_INVALID);
        g_assert_cmpint (part->kind, ==, COFFRET_RECEIVED_CREDENTIAL);
      }
    }
}

/* What is said in it, too. */
static void
test_altered (void)
{
  static const char *const names[] = { "name", "validFrom" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (CoffretSealed) sealed = make_sealed ();
    json_t *members = json_object_get (sealed->presentation, "verifiableCredential");
    json_t *statement = json_array_get (members, 3);
    g_autoptr (CoffretReceived) received = NULL;

    tamper (statement, names[i]);
    received = receive_way (sealed, "page", MADE);
    g_assert_cmpint (received->state, ==, COFFRET_RECEIVED_ALTERED);
  }
}

/* A credential of somebody else's slipped in beside is told apart, and is nobody's word. */
static void
test_beside (void)
{
  g_autoptr (CoffretSealed) sealed = make_sealed ();
  g_autoptr (CoffretReceived) received = receive_way (sealed, "page", MADE);
  guint beside = 0;

  for (guint i = 0; i < received->parts->len; i++) {
    const CoffretReceivedPart *part = part_at (received, i);
    g_autofree char *sentence = coffret_received_part_sentence (received, part);

    if (!part->beside)
      continue;
    beside++;
    g_assert_cmpstr (part->item->credential->format, ==, "ob2");
    g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_UNSIGNED);
    g_assert_nonnull (strstr (sentence, "beside what the sender signed"));
  }
  g_assert_cmpuint (beside, ==, 1);
}

static void
test_loose (void)
{
  g_autoptr (CoffretSealed) sealed = make_sealed ();
  g_autoptr (CoffretReceived) wallet = receive_way (sealed, "lcw", MADE);
  g_autoptr (CoffretReceived) zip = receive_way (sealed, "originals", MADE);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("%PDF-1.4\n", 9);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (wallet->state, ==, COFFRET_RECEIVED_LOOSE);
  g_assert_cmpuint (wallet->parts->len, ==, 2);
  g_assert_cmpint (zip->state, ==, COFFRET_RECEIVED_LOOSE);
  g_assert_null (zip->report);
  g_assert_cmpuint (zip->parts->len, ==, 3);
  g_assert_null (receive (nothing, MADE, &error));
  g_assert_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL);
}

/* From the picture of a code. */
static void
test_code (void)
{
  g_autoptr (CoffretSealed) sealed = make_sealed ();
  g_autoptr (GBytes) png = NULL;
  g_autoptr (CoffretReceived) received = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("COFFRET_DECODER") == NULL) {
    g_test_skip ("no decoder here");
    return;
  }
  png = write_way (sealed, "qr-png", 0);
  received = receive (png, MADE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (received->state, ==, COFFRET_RECEIVED_WHOLE);
  g_assert_true (g_str_has_prefix (received->envelope, "code"));
  g_assert_cmpuint (received->parts->len, ==, 1);
  g_assert_cmpint (part_at (received, 0)->report->verdict, ==, COFFRET_VERDICT_SIGNED);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  contexts = coffret_contexts_new ();
  g_test_add_func ("/received/whole", test_whole);
  g_test_add_func ("/received/ended", test_ended);
  g_test_add_func ("/received/tampered", test_tampered);
  g_test_add_func ("/received/altered", test_altered);
  g_test_add_func ("/received/beside", test_beside);
  g_test_add_func ("/received/loose", test_loose);
  g_test_add_func ("/received/code", test_code);
  status = g_test_run ();
  coffret_contexts_unref (contexts);
  return status;
}
