#include "verify/dates.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "credential/token.h"
#include "verify/document.h"

/* Dates as they must be written: XML Schema's dateTime, the zone obligatory in version 2.0 of the
 * data model; version 1.1 and those before it are read as leniently as people wrote them. */
static gboolean
is_date_time (const char *text, gboolean with_zone)
{
  static const char shape[] = "dddd-dd-ddTdd:dd:dd";
  gsize i;

  for (i = 0; shape[i] != '\0'; i++) {
    if (shape[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  }
  if (text[i] == '.') {
    gsize digits = strspn (text + i + 1, "0123456789");

    if (digits == 0)
      return FALSE;
    i += 1 + digits;
  }
  if (strcmp (text + i, "Z") == 0)
    return TRUE;
  if (text[i] == '\0')
    return !with_zone;
  return (text[i] == '+' || text[i] == '-') && strlen (text + i) == 6 &&
         g_ascii_isdigit (text[i + 1]) && g_ascii_isdigit (text[i + 2]) && text[i + 3] == ':' &&
         g_ascii_isdigit (text[i + 4]) && g_ascii_isdigit (text[i + 5]);
}

/* "2012-01-01T24:00:00Z" is the first moment of the next day. */
static CoffretInstant
parse_date_time (const char *text)
{
  g_autofree char *midnight = NULL;
  CoffretInstant instant;

  if (!g_str_has_prefix (text + 11, "24:00:00"))
    return coffret_instant_parse (text);
  midnight = g_strdup (text);
  midnight[11] = midnight[12] = '0';
  instant = coffret_instant_parse (midnight);
  return instant != COFFRET_INSTANT_NONE ? instant + G_TIME_SPAN_DAY : instant;
}

static void
narrow (CoffretValidity *validity, gboolean end, CoffretInstant instant)
{
  if (end) {
    if (validity->until == COFFRET_INSTANT_NONE || instant < validity->until)
      validity->until = instant;
  } else if (validity->from == COFFRET_INSTANT_NONE || instant > validity->from) {
    validity->from = instant;
  }
}

static void
read_text (
  CoffretValidity *validity, const json_t *document, const char *key, gboolean end, gboolean strict)
{
  const json_t *value = coffret_json_get (document, key);
  const char *text = json_string_value (value);
  CoffretInstant instant = COFFRET_INSTANT_NONE;

  if (value == NULL)
    return;
  if (json_is_object (value))
    text = coffret_json_string (value, "@value");
  if (text != NULL && is_date_time (text, strict))
    instant = parse_date_time (text);
  else if (text != NULL && !strict)
    instant = coffret_instant_parse (text);
  if (instant == COFFRET_INSTANT_NONE)
    validity->broken = key;
  else
    narrow (validity, end, instant);
}

/* RFC 7519, section 2: NumericDate. */
static void
read_number (CoffretValidity *validity, const json_t *claims, const char *key, gboolean end)
{
  const json_t *value = coffret_json_get (claims, key);
  CoffretInstant instant = COFFRET_INSTANT_NONE;

  if (value == NULL)
    return;
  if (json_is_number (value))
    instant = coffret_instant_from_unix (json_number_value (value));
  if (instant == COFFRET_INSTANT_NONE)
    validity->broken = key;
  else
    narrow (validity, end, end ? instant : instant - COFFRET_DATES_SKEW);
}

/* Open Badges up to 2.0 have plain dates and even seconds. */
static void
read_loose (CoffretValidity *validity, const json_t *document, const char *key, gboolean end)
{
  const json_t *value = coffret_json_get (document, key);

  if (json_is_number (value)) {
    CoffretInstant instant = coffret_instant_from_unix (json_number_value (value));

    if (instant == COFFRET_INSTANT_NONE)
      validity->broken = key;
    else
      narrow (validity, end, instant);
  } else if (!json_is_null (value)) {
    read_text (validity, document, key, end, FALSE);
  }
}

json_t *
coffret_dates_read_claims (const CoffretSecured *secured)
{
  const char *first = secured->token != NULL ? strchr (secured->token, '.') : NULL;
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *data;

  if (secured->parsed != NULL)
    return json_incref (secured->parsed->payload);
  if (second == NULL)
    return NULL;
  bytes = coffret_base64url_decode (first + 1, (gsize) (second - first - 1));
  data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  return data != NULL ? coffret_json_parse (data, length, NULL, NULL) : NULL;
}

CoffretValidity
coffret_dates_read (const CoffretSecured *secured)
{
  CoffretValidity validity = { .from = COFFRET_INSTANT_NONE, .until = COFFRET_INSTANT_NONE };
  const json_t *document = secured->document;
  g_autoptr (json_t) claims = coffret_dates_read_claims (secured);

  read_number (&validity, claims, "nbf", FALSE);
  read_number (&validity, claims, "iat", FALSE);
  read_number (&validity, claims, "exp", TRUE);
  if (g_strcmp0 (secured->format, "ob2") == 0) {
    read_loose (&validity, document, "issuedOn", FALSE);
    read_loose (&validity, document, "expires", TRUE);
  } else if (coffret_document_version (document) == 1) {
    /* A token's own claims were put in these places, without their leeway. */
    if (coffret_json_get (claims, "nbf") == NULL)
      read_text (&validity, document, "issuanceDate", FALSE, FALSE);
    read_text (&validity, document, "expirationDate", TRUE, FALSE);
    /* Its context has the newer names too: a credential of version 2.0 that was given the older
     * context has the same meaning, and must not lose its end by it. */
    read_text (&validity, document, "validFrom", FALSE, FALSE);
    read_text (&validity, document, "validUntil", TRUE, FALSE);
  } else if (coffret_document_version (document) == 2) {
    read_text (&validity, document, "validFrom", FALSE, TRUE);
    read_text (&validity, document, "validUntil", TRUE, TRUE);
  }
  return validity;
}

static void
say (CoffretCheck *check, CoffretAnswer answer, const char *code, CoffretInstant day)
{
  g_autofree char *text = coffret_instant_to_rfc3339 (day);

  coffret_check_set (check, answer, code, text, NULL);
}

void
coffret_dates_check (const CoffretSecured *secured,
                     const GPtrArray *counted,
                     const CoffretGrounds *grounds,
                     CoffretCheck *check)
{
  CoffretValidity validity = coffret_dates_read (secured);
  CoffretInstant now = coffret_grounds_get_now (grounds);

  for (guint i = 0; counted != NULL && i < counted->len; i++) {
    const CoffretProofResult *result = g_ptr_array_index (counted, i);

    if (result->expires != COFFRET_INSTANT_NONE)
      narrow (&validity, TRUE, result->expires);
  }

  if (validity.until != COFFRET_INSTANT_NONE && now > validity.until)
    say (check, COFFRET_ANSWER_NO, "expired", validity.until);
  else if (validity.broken != NULL)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "date-malformed", validity.broken, NULL);
  else if (validity.from == COFFRET_INSTANT_NONE && validity.until == COFFRET_INSTANT_NONE)
    coffret_check_set (check, COFFRET_ANSWER_NOT_APPLICABLE, "no-dates", NULL, NULL);
  else if (!coffret_grounds_clock_is_sane (grounds))
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "clock-wrong", NULL, NULL);
  else if (validity.from != COFFRET_INSTANT_NONE && now < validity.from)
    say (check, COFFRET_ANSWER_NO, "not-yet-valid", validity.from);
  else if (validity.until != COFFRET_INSTANT_NONE)
    say (check, COFFRET_ANSWER_YES, "in-force-until", validity.until);
  else
    coffret_check_set (check, COFFRET_ANSWER_YES, "in-force", NULL, NULL);
}
