#include "cli/verify-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "credential/words.h"

static json_t *
instant_to_json (CoffretInstant instant)
{
  g_autofree char *text = coffret_instant_to_rfc3339 (instant);

  return coffret_output_string (text);
}

static json_t *
check_to_json (CoffretCheckId id, const CoffretCheck *check)
{
  g_autofree char *text = coffret_check_sentence (id, check);
  json_t *object = json_pack ("{s:s, s:s, s:o, s:s}", "id", coffret_check_id_to_string (id),
                              "answer", coffret_answer_to_string (check->answer), "code",
                              coffret_output_string (check->code), "text", text);

  if (check->as_of != COFFRET_INSTANT_NONE)
    json_object_set_new (object, "asOf", instant_to_json (check->as_of));
  if (check->details != NULL)
    json_object_set_new (object, "details", coffret_output_string (check->details));
  return object;
}

static json_t *
checks_to_json (const CoffretReport *report)
{
  json_t *checks = json_array ();

  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    json_array_append_new (checks, check_to_json ((CoffretCheckId) i, &report->checks[i]));
  return checks;
}

static json_t *
parts_to_json (const CoffretReport *report)
{
  json_t *parts = json_array ();

  for (guint i = 0; i < report->parts->len; i++) {
    const CoffretReportPart *part = g_ptr_array_index (report->parts, i);
    const CoffretReport *inner = part->report;

    json_array_append_new (parts, json_pack ("{s:s, s:o, s:o, s:s, s:o}", "pointer", part->pointer,
                                             "title", coffret_output_string (part->title), "proof",
                                             coffret_output_string (inner->proof), "verdict",
                                             coffret_verdict_to_id (inner->verdict), "checks",
                                             checks_to_json (inner)));
    if (inner->parts->len > 0)
      json_object_set_new (json_array_get (parts, i), "parts", parts_to_json (inner));
  }
  return parts;
}

/* What a token (nullable) claims; NULL where there is none. */
static json_t *
read_claims (const char *token)
{
  g_auto (GStrv) parts = token != NULL ? g_strsplit (token, ".", 3) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *data;

  if (parts == NULL || parts[0] == NULL || parts[1] == NULL)
    return NULL;
  bytes = coffret_base64url_decode (parts[1], strlen (parts[1]));
  data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  return data != NULL ? coffret_json_parse (data, length, NULL, NULL) : NULL;
}

/* Section 7: "its proof, holder, recipient, end". What a proof or a token says of them is covered
 * by it. */
static void
add_showing (json_t *line, const CoffretCredential *presentation)
{
  g_autoptr (json_t) claims = read_claims (presentation->token);
  const json_t *proof = coffret_json_at (presentation->document, "proof", 0);
  const json_t *domain = coffret_json_get (proof, "domain");
  const json_t *challenge = coffret_json_get (proof, "challenge");
  const json_t *expiry = coffret_json_get (claims, "exp");
  CoffretInstant end = presentation->expires;

  if (claims != NULL) {
    domain = coffret_json_get (claims, "aud");
    challenge = coffret_json_get (claims, "nonce");
    if (json_is_number (expiry))
      end = coffret_instant_from_unix (json_number_value (expiry));
  } else if (end == COFFRET_INSTANT_NONE) {
    end = coffret_instant_parse (coffret_json_string (proof, "expires"));
  }
  json_object_set_new (
    line, "holder",
    coffret_output_string (presentation->holder != NULL ? presentation->holder->id : NULL));
  json_object_set_new (line, "recipient", domain != NULL ? json_deep_copy (domain) : json_null ());
  json_object_set_new (line, "challenge",
                       challenge != NULL ? json_deep_copy (challenge) : json_null ());
  json_object_set_new (line, "expires", instant_to_json (end));
}

/* The name that a voucher knows it by comes before what it calls itself. */
static json_t *
issuer_to_json (const CoffretReport *report)
{
  if (report->issuer_id == NULL && report->issuer_name == NULL)
    return json_null ();
  return json_pack ("{s:o, s:o}", "id", coffret_output_string (report->issuer_id), "name",
                    coffret_output_string (report->vouched_name != NULL ? report->vouched_name
                                                                        : report->issuer_name));
}

json_t *
coffret_verify_line_to_json (const char *file,
                             guint number,
                             const CoffretItem *item,
                             const CoffretReport *report)
{
  const CoffretCredential *credential = item->credential;
  g_autofree char *valid = g_utf8_make_valid (file, -1);
  json_t *line = json_pack (
    "{s:s, s:i, s:o, s:s, s:o, s:s, s:o, s:o, s:o}", "file", valid, "item", (int) number, "format",
    coffret_output_string (credential != NULL ? credential->format : NULL), "envelope",
    item->envelope, "proof",
    coffret_output_string (report->proof != NULL || credential == NULL ? report->proof
                                                                       : credential->proof),
    "verdict", coffret_verdict_to_id (report->verdict), "title",
    coffret_output_string (credential != NULL ? coffret_text_best (credential->title, NULL) : NULL),
    "issuer", issuer_to_json (report), "checks", checks_to_json (report));

  if (credential != NULL && g_strcmp0 (credential->format, "presentation") == 0)
    add_showing (line, credential);
  if (report->parts->len > 0)
    json_object_set_new (line, "parts", parts_to_json (report));
  if (item->error != NULL) {
    json_object_set_new (line, "error", json_string (item->error->message));
    if (item->offset >= 0)
      json_object_set_new (line, "offset", json_integer (item->offset));
  }
  return line;
}

static const char *
find_mark (CoffretAnswer answer)
{
  switch (answer) {
  case COFFRET_ANSWER_YES:
    return "✓";
  case COFFRET_ANSWER_NO:
    return "✗";
  case COFFRET_ANSWER_UNKNOWN:
    return "?";
  case COFFRET_ANSWER_NOT_APPLICABLE:
  default:
    return "–";
  }
}

static char *
name_item (const CoffretItem *item, const CoffretReport *report)
{
  const CoffretCredential *credential = item->credential;

  if (g_strcmp0 (credential->format, "presentation") == 0)
    return g_strdup (_ ("A presentation of credentials"));
  if (g_strcmp0 (credential->format, "status-list") == 0)
    return g_strdup (_ ("A list of withdrawn credentials"));
  return coffret_title_words (coffret_text_best (credential->title, NULL), credential->kind,
                              report->vouched_name != NULL ? report->vouched_name
                                                           : report->issuer_name);
}

static void
append_report (GString *text, const CoffretReport *report)
{
  g_autofree char *sentence = coffret_report_sentence (report);

  g_string_append_printf (text, "\n  %s", sentence);
  for (guint i = 0; i < COFFRET_N_CHECKS; i++) {
    const CoffretCheck *check = &report->checks[i];
    g_autofree char *line = NULL;

    /* Nobody asked whom it is about where nobody said who they are. */
    if (check->code == NULL || (i == COFFRET_CHECK_FORMAT && check->answer == COFFRET_ANSWER_YES) ||
        (i == COFFRET_CHECK_SUBJECT && check->answer == COFFRET_ANSWER_NOT_APPLICABLE))
      continue;
    /* Said of the signature already: "nobody signed it", "the key is not here". */
    if (i != COFFRET_CHECK_PROOF &&
        g_strcmp0 (check->code, report->checks[COFFRET_CHECK_PROOF].code) == 0)
      continue;
    line = coffret_check_sentence ((CoffretCheckId) i, check);
    g_string_append_printf (text, "\n    %s %s", find_mark (check->answer), line);
  }
}

char *
coffret_verify_line_to_text (const char *file, const CoffretItem *item, const CoffretReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *name = NULL;

  if (item->credential == NULL) {
    /* Translators: first a file, then a sentence that says what is wrong. */
    g_string_append_printf (text, _ ("%s: cannot be read. %s"), shown, item->error->message);
    return g_string_free (g_steal_pointer (&text), FALSE);
  }
  name = name_item (item, report);
  /* Translators: first a file, then the title of a credential. */
  g_string_append_printf (text, _ ("%s: “%s”"), shown, name);
  append_report (text, report);
  for (guint i = 0; i < report->parts->len; i++) {
    const CoffretReportPart *part = g_ptr_array_index (report->parts, i);
    g_autofree char *sentence = coffret_report_sentence (part->report);
    const char *title = part->title != NULL ? part->title : part->pointer;

    g_string_append (text, "\n  ");
    /* Translators: first the title of a credential that lies within another, then a sentence. */
    g_string_append_printf (text, _ ("In it, “%s”: %s"), title, sentence);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
