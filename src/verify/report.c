#include "verify/report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"

#define VERSION 1

G_DEFINE_BOXED_TYPE (CoffretReport, coffret_report, coffret_report_ref, coffret_report_unref)

static void
part_free (gpointer data)
{
  CoffretReportPart *part = data;

  g_free (part->pointer);
  g_free (part->title);
  g_clear_pointer (&part->report, coffret_report_unref);
  g_free (part);
}

CoffretReport *
coffret_report_new (void)
{
  CoffretReport *report = g_new0 (CoffretReport, 1);

  g_atomic_ref_count_init (&report->references);
  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    report->checks[i].as_of = COFFRET_INSTANT_NONE;
  report->checked = COFFRET_INSTANT_NONE;
  report->proofs = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_proof_result_free);
  report->parts = g_ptr_array_new_with_free_func (part_free);
  report->used = g_ptr_array_new_with_free_func (g_free);
  return report;
}

CoffretReport *
coffret_report_ref (CoffretReport *report)
{
  g_atomic_ref_count_inc (&report->references);
  return report;
}

void
coffret_report_unref (CoffretReport *report)
{
  if (!g_atomic_ref_count_dec (&report->references))
    return;
  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    coffret_check_clear (&report->checks[i]);
  g_free (report->proof);
  g_free (report->issuer_id);
  g_free (report->issuer_name);
  g_free (report->vouched_name);
  g_ptr_array_unref (report->proofs);
  g_ptr_array_unref (report->parts);
  g_ptr_array_unref (report->used);
  g_free (report);
}

static void
set_instant (json_t *object, const char *key, CoffretInstant instant)
{
  if (instant != COFFRET_INSTANT_NONE)
    json_object_set_new (object, key, json_integer (instant));
}

static CoffretInstant
get_instant (const json_t *object, const char *key)
{
  const json_t *value = coffret_json_get (object, key);

  return json_is_integer (value) ? json_integer_value (value) : COFFRET_INSTANT_NONE;
}

static json_t *
strings_to_json (const GPtrArray *strings)
{
  json_t *array = json_array ();

  for (guint i = 0; strings != NULL && i < strings->len; i++)
    json_array_append_new (array, json_string (g_ptr_array_index (strings, i)));
  return array;
}

static void
strings_from_json (GPtrArray *strings, const json_t *array)
{
  json_t *value;
  gsize i;

  json_array_foreach (array, i, value) {
    if (json_is_string (value))
      g_ptr_array_add (strings, g_strdup (json_string_value (value)));
  }
}

static json_t *
check_to_json (const CoffretCheck *check)
{
  json_t *object = json_pack (
    "{s:s, s:s*, s:s*, s:s*, s:s*}", "answer", coffret_answer_to_string (check->answer), "code",
    check->code, "subject", check->subject, "by", check->by, "details", check->details);

  /* Text from a stranger may hold what jansson calls no UTF-8. */
  if (object == NULL)
    object = json_pack ("{s:s, s:s*}", "answer", coffret_answer_to_string (check->answer), "code",
                        check->code);
  set_instant (object, "asOf", check->as_of);
  return object;
}

static gboolean
check_from_json (CoffretCheck *check, const json_t *object)
{
  CoffretAnswer answer;
  const char *code = coffret_json_string (object, "code");

  if (!coffret_answer_from_string (coffret_json_string (object, "answer"), &answer))
    return FALSE;
  /* An answer nobody gave: not asked. */
  if (code == NULL) {
    check->answer = answer;
    return TRUE;
  }
  if (coffret_check_find_code (code) == NULL)
    return FALSE;
  coffret_check_set (check, answer, code, coffret_json_string (object, "subject"),
                     coffret_json_string (object, "details"));
  check->by = g_strdup (coffret_json_string (object, "by"));
  check->as_of = get_instant (object, "asOf");
  return TRUE;
}

/* Without the canonical texts: they are as long as the credential and can be made again. With the
 * key's thumbprint, which to compute takes as long as a fourth of the signature's check. */
static json_t *
details_to_json (const json_t *details, const CoffretKey *used)
{
  g_autofree char *thumbprint = used != NULL ? coffret_key_thumbprint (used) : NULL;
  json_t *kept = json_object ();
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) details, key, value) {
    if (strcmp (key, "document") != 0 && strcmp (key, "proof") != 0)
      json_object_set_new (kept, key, json_deep_copy (value));
  }
  if (thumbprint != NULL)
    json_object_set_new (kept, "thumbprint", json_string (thumbprint));
  return kept;
}

static json_t *
result_to_json (const CoffretProofResult *result)
{
  json_t *object = json_object ();

  if (result->name != NULL)
    json_object_set_new (object, "name", json_string (result->name));
  if (result->method != NULL)
    json_object_set_new (object, "method", json_string (result->method));
  json_object_set_new (object, "proof", check_to_json (&result->proof));
  json_object_set_new (object, "coverage", check_to_json (&result->coverage));
  json_object_set_new (object, "binding", check_to_json (&result->binding));
  set_instant (object, "created", result->created);
  set_instant (object, "expires", result->expires);
  json_object_set_new (object, "dropped", strings_to_json (result->dropped));
  json_object_set_new (object, "details", details_to_json (result->details, result->key));
  json_object_set_new (object, "used", strings_to_json (result->used));
  return object;
}

static CoffretProofResult *
result_from_json (const json_t *object)
{
  g_autoptr (CoffretProofResult) result =
    coffret_proof_result_new (coffret_json_string (object, "name"));
  json_t *details = coffret_json_object (object, "details");

  if (!check_from_json (&result->proof, coffret_json_get (object, "proof")) ||
      !check_from_json (&result->coverage, coffret_json_get (object, "coverage")) ||
      !check_from_json (&result->binding, coffret_json_get (object, "binding")))
    return NULL;
  result->method = g_strdup (coffret_json_string (object, "method"));
  result->created = get_instant (object, "created");
  result->expires = get_instant (object, "expires");
  strings_from_json (result->dropped, coffret_json_get (object, "dropped"));
  strings_from_json (result->used, coffret_json_get (object, "used"));
  if (details != NULL) {
    g_clear_pointer (&result->details, json_decref);
    result->details = json_deep_copy (details);
  }
  return g_steal_pointer (&result);
}

json_t *
coffret_report_to_json (const CoffretReport *report)
{
  json_t *object = json_object ();
  json_t *checks = json_object ();
  json_t *proofs = json_array ();
  json_t *parts = json_array ();
  const struct {
    const char *key;
    const char *value;
  } strings[] = {
    { "verdict", coffret_verdict_to_id (report->verdict) },
    { "proof", report->proof },
    { "issuerId", report->issuer_id },
    { "issuerName", report->issuer_name },
    { "vouchedName", report->vouched_name },
  };

  json_object_set_new (object, "version", json_integer (VERSION));
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++) {
    if (strings[i].value != NULL)
      json_object_set_new (object, strings[i].key, json_string (strings[i].value));
  }
  set_instant (object, "checked", report->checked);
  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    json_object_set_new (checks, coffret_check_id_to_string ((CoffretCheckId) i),
                         check_to_json (&report->checks[i]));
  json_object_set_new (object, "checks", checks);
  for (guint i = 0; i < report->proofs->len; i++)
    json_array_append_new (proofs, result_to_json (g_ptr_array_index (report->proofs, i)));
  json_object_set_new (object, "proofs", proofs);
  for (guint i = 0; i < report->parts->len; i++) {
    const CoffretReportPart *part = g_ptr_array_index (report->parts, i);

    json_array_append_new (parts, json_pack ("{s:s, s:s*, s:o}", "pointer", part->pointer, "title",
                                             part->title, "report",
                                             coffret_report_to_json (part->report)));
  }
  json_object_set_new (object, "parts", parts);
  json_object_set_new (object, "used", strings_to_json (report->used));
  return object;
}

static gboolean
read_parts (CoffretReport *report, const json_t *array)
{
  json_t *value;
  gsize i;

  json_array_foreach (array, i, value) {
    CoffretReport *inner = coffret_report_from_json (coffret_json_get (value, "report"));
    CoffretReportPart *part;

    if (inner == NULL || coffret_json_string (value, "pointer") == NULL) {
      g_clear_pointer (&inner, coffret_report_unref);
      return FALSE;
    }
    part = g_new0 (CoffretReportPart, 1);
    part->pointer = g_strdup (coffret_json_string (value, "pointer"));
    part->title = g_strdup (coffret_json_string (value, "title"));
    part->report = inner;
    g_ptr_array_add (report->parts, part);
  }
  return TRUE;
}

static gboolean
read_proofs (CoffretReport *report, const json_t *array)
{
  json_t *value;
  gsize i;

  json_array_foreach (array, i, value) {
    CoffretProofResult *result = result_from_json (value);

    if (result == NULL)
      return FALSE;
    g_ptr_array_add (report->proofs, result);
  }
  return TRUE;
}

CoffretReport *
coffret_report_from_json (const json_t *json)
{
  g_autoptr (CoffretReport) report = coffret_report_new ();
  const json_t *version = coffret_json_get (json, "version");
  const json_t *checks = coffret_json_object (json, "checks");

  if (!json_is_integer (version) || json_integer_value (version) != VERSION ||
      !coffret_verdict_from_id (coffret_json_string (json, "verdict"), &report->verdict))
    return NULL;
  for (guint i = 0; i < COFFRET_N_CHECKS; i++) {
    const char *id = coffret_check_id_to_string ((CoffretCheckId) i);

    if (!check_from_json (&report->checks[i], coffret_json_get (checks, id)))
      return NULL;
  }
  if (!read_proofs (report, coffret_json_get (json, "proofs")) ||
      !read_parts (report, coffret_json_get (json, "parts")))
    return NULL;
  report->proof = g_strdup (coffret_json_string (json, "proof"));
  report->issuer_id = g_strdup (coffret_json_string (json, "issuerId"));
  report->issuer_name = g_strdup (coffret_json_string (json, "issuerName"));
  report->vouched_name = g_strdup (coffret_json_string (json, "vouchedName"));
  report->checked = get_instant (json, "checked");
  strings_from_json (report->used, coffret_json_get (json, "used"));
  return g_steal_pointer (&report);
}

char *
coffret_report_sentence (const CoffretReport *report)
{
  const char *sentence = coffret_verdict_to_sentence (report->verdict);
  gboolean out_of_force =
    report->verdict == COFFRET_VERDICT_REVOKED || report->verdict == COFFRET_VERDICT_SUSPENDED ||
    report->verdict == COFFRET_VERDICT_EXPIRED || report->verdict == COFFRET_VERDICT_NOT_YET_VALID;

  /* Only where a list was asked may it be said that it is not in it. */
  if (report->verdict == COFFRET_VERDICT_VERIFIED &&
      report->checks[COFFRET_CHECK_STATUS].answer == COFFRET_ANSWER_YES)
    return g_strdup (_ ("It was issued by who it says, nothing in it was changed, it was not "
                        "withdrawn, and it is in force."));
  if (report->verdict == COFFRET_VERDICT_UNCHECKED &&
      report->checks[COFFRET_CHECK_PROOF].answer == COFFRET_ANSWER_YES &&
      report->checks[COFFRET_CHECK_COVERAGE].answer == COFFRET_ANSWER_YES)
    return g_strdup (_ ("Nothing in it was changed since it was signed. But Coffret cannot tell "
                        "whose signature it is."));
  if (!out_of_force || report->checks[COFFRET_CHECK_ISSUER].answer == COFFRET_ANSWER_YES)
    return g_strdup (sentence);
  return g_strconcat (sentence, " ", _ ("And nobody has vouched for whose signature it is."), NULL);
}
