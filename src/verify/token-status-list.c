/* Token Status List (IETF OAuth working group), for SD-JWT VC and other tokens. */
#include "verify/status.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/bits.h"

/* Section 7.1. */
enum { VALID = 0, INVALID = 1, SUSPENDED = 2 };

static gboolean
knows (const CoffretSecured *secured, const json_t *entry)
{
  return secured->token != NULL && coffret_json_get (entry, "status_list") != NULL;
}

static gint64
read_index (const json_t *entry)
{
  const json_t *index = coffret_json_get (coffret_json_object (entry, "status_list"), "idx");

  return json_is_integer (index) ? json_integer_value (index) : -1;
}

static void
interpret (guint32 value, CoffretFinding *finding)
{
  if (value == VALID) {
    finding->kind = COFFRET_FINDING_CLEAR;
  } else if (value == INVALID) {
    finding->kind = COFFRET_FINDING_REVOKED;
  } else if (value == SUSPENDED) {
    finding->kind = COFFRET_FINDING_SUSPENDED;
  } else {
    finding->kind = COFFRET_FINDING_MESSAGE;
    finding->message = g_strdup_printf ("0x%02X", value);
  }
}

static void
look (const CoffretStatusQuestion *question,
      const json_t *entry,
      const json_t *list,
      CoffretFinding *finding)
{
  const json_t *packed_list = coffret_json_object (list, "status_list");
  const json_t *width = coffret_json_get (packed_list, "bits");
  const char *encoded = coffret_json_string (packed_list, "lst");
  const json_t *ttl = coffret_json_get (list, "ttl");
  g_autoptr (GBytes) packed =
    encoded != NULL ? coffret_base64url_decode (encoded, strlen (encoded)) : NULL;
  g_autoptr (GError) error = NULL;
  CoffretBits bits = { 0 };
  guint size = 0;

  if (json_is_integer (width) && json_integer_value (width) > 0 && json_integer_value (width) <= 8)
    size = (guint) json_integer_value (width);
  if (packed == NULL || !coffret_bits_pick (packed, COFFRET_BITS_ZLIB, (guint64) read_index (entry),
                                            size, TRUE, &bits, &error)) {
    coffret_finding_set (finding, COFFRET_FINDING_UNUSABLE, "%s",
                         error != NULL ? error->message : "the list is not base64url");
    return;
  }
  interpret (bits.value, finding);
  if (json_is_integer (ttl) && json_integer_value (ttl) > 0)
    finding->ttl = MIN (json_integer_value (ttl), (json_int_t) G_MAXINT32) * G_TIME_SPAN_SECOND;
}

static void
ask (const CoffretStatusQuestion *question, const json_t *entry, CoffretCheck *check)
{
  const char *url = coffret_json_string (coffret_json_object (entry, "status_list"), "uri");

  if (url == NULL || read_index (entry) < 0)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "status-malformed", NULL, NULL);
  else
    coffret_status_ask_lists (question, entry, url, look, check);
}

const CoffretStatusMethod coffret_status_token_list = { "status_list", knows, ask };
