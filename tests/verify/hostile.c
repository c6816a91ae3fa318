#include "verify/hostile.h"

#include <string.h>

#include "base/json.h"
#include "credential/make.h"
#include "verify/verifier.h"

#define N_VERDICTS (COFFRET_VERDICT_VERIFIED + 1)

const HostileSuite hostile_suites[] = {
  { "eddsa-rdfc-2022", COFFRET_KEY_ED25519, TRUE },
  { "eddsa-jcs-2022", COFFRET_KEY_ED25519, FALSE },
  { "Ed25519Signature2020", COFFRET_KEY_ED25519, TRUE },
  { "Ed25519Signature2018", COFFRET_KEY_ED25519, TRUE },
  { "ecdsa-rdfc-2019", COFFRET_KEY_P256, TRUE },
  { "ecdsa-jcs-2019", COFFRET_KEY_P384, FALSE },
  { "ecdsa-sd-2023", COFFRET_KEY_P256, TRUE },
};

/* Over all tests of one run. */
static struct {
  guint files;
  guint refused;
  guint controls;
  guint harmless;
  guint verdicts[N_VERDICTS];
  GPtrArray *deceived;
} tally;

static void
vouch (Hostile *hostile)
{
  g_autofree char *text =
    tokens_fill (&hostile->tokens,
                 "{'meta':{'updated':'2026-01-31T00:00:00Z'},'registry':{'$ED':{'name':'Collège'},"
                 "'$P256':{'name':'Collège'},'did:web:college.example':{'name':'Collège'},"
                 "'https://college.example/issuer':{'name':'Collège'},'@256':{'name':'Collège'},"
                 "'@384':{'name':'Collège'}}}");
  g_autoptr (GString) registry = g_string_new (text);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (registry, "@256", test_issuer_did (hostile->p256), 0);
  g_string_replace (registry, "@384", test_issuer_did (hostile->p384), 0);
  bytes = g_bytes_new (registry->str, registry->len);
  coffret_grounds_add_registry (hostile->tokens.grounds, bytes, "Test", &error);
  g_assert_no_error (error);
}

void
hostile_set_up (Hostile *hostile, gconstpointer data)
{
  tokens_set_up (&hostile->tokens, NULL);
  /* A clock earlier than the build is wrong, but not one that was asked for. */
  coffret_grounds_name_clock (hostile->tokens.grounds);
  hostile->issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  hostile->stranger = test_issuer_new (COFFRET_KEY_ED25519, 2);
  hostile->p256 = test_issuer_new (COFFRET_KEY_P256, 3);
  hostile->p384 = test_issuer_new (COFFRET_KEY_P384, 4);
  vouch (hostile);
}

void
hostile_tear_down (Hostile *hostile, gconstpointer data)
{
  test_issuer_free (hostile->issuer);
  test_issuer_free (hostile->stranger);
  test_issuer_free (hostile->p256);
  test_issuer_free (hostile->p384);
  tokens_tear_down (&hostile->tokens, NULL);
}

json_t *
hostile_parse (const Hostile *hostile, const char *text)
{
  g_autofree char *filled = tokens_fill (&hostile->tokens, text);
  g_autoptr (GError) error = NULL;
  json_t *json = coffret_json_parse (filled, strlen (filled), NULL, &error);

  if (error != NULL)
    g_test_message ("%s", filled);
  g_assert_no_error (error);
  return json;
}

void
hostile_merge (json_t *target, const json_t *patch)
{
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) patch, key, value) {
    json_t *old = json_object_get (target, key);

    if (json_is_null (value))
      json_object_del (target, key);
    else if (json_is_object (value) && json_is_object (old))
      hostile_merge (old, value);
    else
      json_object_set_new (target, key, json_deep_copy (value));
  }
}

TestIssuer *
hostile_signer (const Hostile *hostile, const HostileSuite *suite)
{
  return suite->type == COFFRET_KEY_P256   ? hostile->p256
         : suite->type == COFFRET_KEY_P384 ? hostile->p384
                                           : hostile->issuer;
}

json_t *
hostile_badge (const Hostile *hostile, const HostileSuite *suite)
{
  json_t *badge = test_badge (hostile_signer (hostile, suite));

  /* Where there is a word for the type of proof. */
  if (g_str_equal (suite->name, "Ed25519Signature2018"))
    json_array_set_new (json_object_get (badge, "@context"), 2,
                        json_string ("https://w3id.org/security/suites/ed25519-2018/v1"));
  return badge;
}

static gboolean
is_too_good (CoffretVerdict verdict, HostileMost most)
{
  switch (most) {
  case MOST_NOTHING:
    return verdict >= COFFRET_VERDICT_SIGNED;
  case MOST_SIGNED:
    return verdict > COFFRET_VERDICT_SIGNED;
  case MOST_UNCONFIRMED:
    return verdict > COFFRET_VERDICT_UNCONFIRMED;
  case MOST_VERIFIED:
    return FALSE;
  case MUST_VERIFY:
  default:
    return verdict != COFFRET_VERDICT_VERIFIED;
  }
}

static void
complain (const char *trap, const char *name, const CoffretReport *report)
{
  g_autoptr (GString) text =
    g_string_new (report == NULL ? "refused" : coffret_verdict_to_id (report->verdict));

  g_string_append_printf (text, ": %s: %s (", trap, name);
  for (guint i = 0; report != NULL && i < COFFRET_N_CHECKS; i++)
    g_string_append_printf (text, " %s", report->checks[i].code);
  g_string_append (text, " )");
  if (report != NULL && report->checks[COFFRET_CHECK_PROOF].details != NULL)
    g_string_append_printf (text, " %s", report->checks[COFFRET_CHECK_PROOF].details);
  if (tally.deceived == NULL)
    tally.deceived = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (tally.deceived, g_string_free (g_steal_pointer (&text), FALSE));
}

static void
count (HostileMost most, const CoffretReport *best)
{
  if (most == MUST_VERIFY) {
    tally.controls++;
  } else if (most == MOST_VERIFIED) {
    tally.harmless++;
  } else {
    tally.files++;
    if (best == NULL)
      tally.refused++;
    else
      tally.verdicts[best->verdict]++;
  }
}

void
hostile_ask (Hostile *hostile, const char *trap, const char *name, GBytes *bytes, HostileMost most)
{
  g_autoptr (GPtrArray) items = coffret_reader_read_all (bytes, NULL, NULL, NULL, NULL);
  g_autoptr (CoffretReport) best = NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);
    g_autoptr (CoffretReport) report = NULL;

    if (item->credential != NULL && g_strcmp0 (item->credential->format, "presentation") == 0)
      continue;
    report = coffret_verify_item (item, hostile->tokens.grounds);
    if (best == NULL || report->verdict > best->verdict) {
      g_clear_pointer (&best, coffret_report_unref);
      best = g_steal_pointer (&report);
    }
  }
  count (most, best);
  if (best == NULL ? most == MUST_VERIFY : is_too_good (best->verdict, most))
    complain (trap, name, best);
  else if (g_getenv ("COFFRET_HOSTILE") != NULL)
    g_test_message ("%s: %s: %s %s",
                    best != NULL ? coffret_verdict_to_id (best->verdict) : "refused", trap, name,
                    best != NULL ? best->checks[COFFRET_CHECK_PROOF].code : "");
}

void
hostile_ask_text (
  Hostile *hostile, const char *trap, const char *name, const char *text, HostileMost most)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  hostile_ask (hostile, trap, name, bytes, most);
}

void
hostile_ask_json (
  Hostile *hostile, const char *trap, const char *name, const json_t *document, HostileMost most)
{
  g_autofree char *text = json_dumps (document, JSON_COMPACT);

  hostile_ask_text (hostile, trap, name, text, most);
}

static void
ask_zipped (
  Hostile *hostile, const char *trap, const char *name, const char *text, HostileMost most)
{
  MakeZip *zip = make_zip_start ();
  g_autoptr (GBytes) bytes = NULL;

  make_zip_add_text (zip, "badge.json", text);
  bytes = make_zip_end (zip);
  hostile_ask (hostile, trap, name, bytes, most);
}

static json_t *
present (const Hostile *hostile, json_t *member)
{
  g_autoptr (json_t) options = json_pack ("{s:s, s:s, s:s}", "proofPurpose", "authentication",
                                          "domain", "https://employer.example", "challenge", "x");
  json_t *shown =
    json_pack ("{s:[s], s:s, s:s, s:[O]}", "@context", "https://www.w3.org/ns/credentials/v2",
               "type", "VerifiablePresentation", "holder", test_issuer_did (hostile->stranger),
               "verifiableCredential", member);

  test_issuer_prove (hostile->stranger, shown, "eddsa-jcs-2022", options, hostile->tokens.contexts);
  return shown;
}

void
hostile_ask_carried (
  Hostile *hostile, const char *trap, const char *name, const json_t *document, HostileMost most)
{
  g_autofree char *text = json_dumps (document, JSON_COMPACT);
  g_autofree char *svg = g_strdup_printf (
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\">"
    "<o:credential><![CDATA[%s]]></o:credential></svg>",
    text);
  g_autoptr (GBytes) png = make_png ("iTXt", "openbadgecredential", text);
  g_autoptr (json_t) shown = present (hostile, (json_t *) document);
  g_autoptr (json_t) list = json_pack ("[O]", (json_t *) document);
  g_autofree char *in_png = g_strconcat (name, ", in a PNG", NULL);
  g_autofree char *in_svg = g_strconcat (name, ", in an SVG", NULL);
  g_autofree char *in_presentation = g_strconcat (name, ", in a presentation", NULL);
  g_autofree char *in_list = g_strconcat (name, ", in a list", NULL);
  g_autofree char *in_zip = g_strconcat (name, ", in a ZIP", NULL);

  hostile_ask (hostile, trap, in_png, png, most);
  hostile_ask_text (hostile, trap, in_svg, svg, most);
  hostile_ask_json (hostile, trap, in_presentation, shown, most);
  hostile_ask_json (hostile, trap, in_list, list, most);
  ask_zipped (hostile, trap, in_zip, text, most);
}

void
hostile_conclude (guint least)
{
  g_test_message ("%u hostile files: %u refused", tally.files, tally.refused);
  for (guint i = 0; i < N_VERDICTS; i++)
    g_test_message ("%u %s", tally.verdicts[i], coffret_verdict_to_id ((CoffretVerdict) i));
  g_test_message ("%u controls, %u without harm", tally.controls, tally.harmless);
  for (guint i = 0; tally.deceived != NULL && i < tally.deceived->len; i++)
    g_test_message ("DECEIVED: %s", (const char *) tally.deceived->pdata[i]);
  g_assert_null (tally.deceived);
  g_assert_cmpuint (tally.files, >=, least);
}
