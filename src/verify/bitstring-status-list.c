/* Bitstring Status List v1.0 (W3C Recommendation, 15 May 2025), and its draft StatusList2021. */
#include "verify/status.h"

#include <string.h>

#include "base/base64.h"
#include "base/fold.h"
#include "base/json.h"
#include "verify/bits.h"

#define ENTRY "BitstringStatusListEntry"
#define ENTRY_2021 "StatusList2021Entry"
#define MIN_BITS 131072 /* section 3.2: for the privacy of the crowd */
#define MAX_MESSAGE 200

static gboolean
knows (const CoffretSecured *secured, const json_t *entry)
{
  return coffret_json_has (entry, "type", ENTRY) || coffret_json_has (entry, "type", ENTRY_2021);
}

/* Digits and nothing else; some issuers write a number. */
static gboolean
read_index (const json_t *entry, guint64 *index, gboolean *number)
{
  const json_t *value = coffret_json_get (entry, "statusListIndex");
  const char *text = json_string_value (value);

  *number = json_is_integer (value);
  if (*number) {
    *index = (guint64) json_integer_value (value);
    return json_integer_value (value) >= 0;
  }
  if (text == NULL || strlen (text) > 18 || strspn (text, "0123456789") != strlen (text) ||
      *text == '\0' || (text[0] == '0' && text[1] != '\0'))
    return FALSE;
  *index = g_ascii_strtoull (text, NULL, 10);
  return TRUE;
}

static guint
read_width (const json_t *entry)
{
  const json_t *size = coffret_json_get (entry, "statusSize");

  if (size == NULL)
    return 1;
  if (!json_is_integer (size) || json_integer_value (size) < 1 ||
      json_integer_value (size) > COFFRET_BITS_MAX_WIDTH)
    return 0;
  return (guint) json_integer_value (size);
}

/* Section 3.1: base64url behind a "u". The draft had plain base64; "H4sI" begins every gzip. */
static GBytes *
decode (const char *text, char **note)
{
  g_autofree char *plain = NULL;

  if (*text == 'u' && g_str_has_prefix (text + 1, "H4sI"))
    return coffret_base64url_decode (text + 1, strlen (text + 1));
  plain = g_strdup (text);
  g_strdelimit (plain, "+", '-');
  g_strdelimit (plain, "/", '_');
  while (g_str_has_suffix (plain, "="))
    plain[strlen (plain) - 1] = '\0';
  if (*note == NULL)
    *note = g_strdup ("the list is not written as multibase");
  return coffret_base64url_decode (plain, strlen (plain));
}

static gboolean
is_list (const json_t *list, const json_t *subject)
{
  return (coffret_json_has (list, "type", "BitstringStatusListCredential") &&
          coffret_json_has (subject, "type", "BitstringStatusList")) ||
         (coffret_json_has (list, "type", "StatusList2021Credential") &&
          coffret_json_has (subject, "type", "StatusList2021"));
}

/* Section 2.2: a message for each value that the list may hold, "0x2" and the like. */
static char *
find_message (const json_t *entry, guint32 value)
{
  gsize count = MIN (coffret_json_count (entry, "statusMessage"), (gsize) 1024);

  for (gsize i = 0; i < count; i++) {
    const json_t *message = coffret_json_at (entry, "statusMessage", i);
    const char *status = coffret_json_string (message, "status");

    if (status != NULL && g_str_has_prefix (status, "0x") &&
        g_ascii_strtoull (status + 2, NULL, 16) == value)
      return coffret_clean (coffret_json_string (message, "message"), MAX_MESSAGE, FALSE);
  }
  return g_strdup_printf ("0x%x", value);
}

static void
interpret (const json_t *entry, guint32 value, CoffretFinding *finding)
{
  const char *purpose = coffret_json_string (entry, "statusPurpose");

  if (g_strcmp0 (purpose, "message") == 0) {
    finding->kind = COFFRET_FINDING_MESSAGE;
    finding->message = find_message (entry, value);
  } else if (value == 0) {
    finding->kind = COFFRET_FINDING_CLEAR;
  } else if (g_strcmp0 (purpose, "revocation") == 0) {
    finding->kind = COFFRET_FINDING_REVOKED;
  } else if (g_strcmp0 (purpose, "suspension") == 0) {
    finding->kind = COFFRET_FINDING_SUSPENDED;
  } else {
    finding->kind = COFFRET_FINDING_MESSAGE;
    finding->message = coffret_clean (purpose, MAX_MESSAGE, FALSE);
  }
}

static void
look (const CoffretStatusQuestion *question,
      const json_t *entry,
      const json_t *list,
      CoffretFinding *finding)
{
  const json_t *subject = coffret_json_at (list, "credentialSubject", 0);
  const char *encoded = coffret_json_string (subject, "encodedList");
  const json_t *ttl = coffret_json_get (subject, "ttl");
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;
  CoffretBits bits = { 0 };
  guint64 index = 0;
  gboolean number = FALSE;

  if (!is_list (list, subject) || encoded == NULL) {
    coffret_finding_set (finding, COFFRET_FINDING_UNUSABLE, "it does not say that it is a list");
    return;
  }
  if (!coffret_json_has (subject, "statusPurpose", coffret_json_string (entry, "statusPurpose"))) {
    coffret_finding_set (finding, COFFRET_FINDING_UNUSABLE, "the list has another purpose");
    return;
  }
  read_index (entry, &index, &number);
  packed = decode (encoded, &note);
  if (packed == NULL || !coffret_bits_pick (packed, COFFRET_BITS_GZIP, index, read_width (entry),
                                            FALSE, &bits, &error)) {
    coffret_finding_set (finding, COFFRET_FINDING_UNUSABLE, "%s",
                         error != NULL ? error->message : "the list is not base64url");
    return;
  }
  interpret (entry, bits.value, finding);
  if (json_is_integer (ttl) && json_integer_value (ttl) > 0)
    finding->ttl = MIN (json_integer_value (ttl), G_MAXINT32 * G_GINT64_CONSTANT (1000)) *
                   G_TIME_SPAN_MILLISECOND;
  if (number)
    coffret_finding_set (finding, finding->kind, "the index is a number, which should be text");
  else if (bits.length < MIN_BITS)
    coffret_finding_set (finding, finding->kind,
                         "the list has %" G_GUINT64_FORMAT " bits, fewer than %d", bits.length,
                         MIN_BITS);
  else if (note != NULL)
    coffret_finding_set (finding, finding->kind, "%s", note);
}

static void
ask (const CoffretStatusQuestion *question, const json_t *entry, CoffretCheck *check)
{
  const char *url = coffret_json_string (entry, "statusListCredential");
  const char *purpose = coffret_json_string (entry, "statusPurpose");
  guint64 index;
  gboolean number;

  if (url == NULL || purpose == NULL || read_width (entry) == 0 ||
      !read_index (entry, &index, &number)) {
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "status-malformed", NULL, NULL);
    return;
  }
  /* Section 2.2: only where to find a newer edition. */
  if (strcmp (purpose, "refresh") == 0) {
    coffret_check_set (check, COFFRET_ANSWER_NOT_APPLICABLE, "no-status", NULL, "refresh");
    return;
  }
  coffret_status_ask_lists (question, entry, url, look, check);
}

const CoffretStatusMethod coffret_status_bitstring = { "BitstringStatusList", knows, ask };
