#include "verify/recipient.h"

#include <string.h>

#include "base/json.h"
#include "verify/document.h"

#define MAX_SUBJECTS 64
#define MAX_IDENTIFIERS 64

/* What has been found so far; the best match wins. */
typedef struct {
  const CoffretGrounds *grounds;
  const char *code;    /* of the match; NULL: none yet */
  const char *matched; /* the owner's identity */
  gboolean named;      /* somebody is named */
  gboolean unknown;    /* in a way that is not known here */
} Search;

static void
found (Search *search, const char *code, const char *identity)
{
  search->code = code;
  search->matched = identity;
}

static void
try_plain (Search *search, const char *value)
{
  const char *own;

  if (value == NULL || *value == '\0' || search->code != NULL)
    return;
  search->named = TRUE;
  if (g_str_has_prefix (value, "mailto:") || g_str_has_prefix (value, "MAILTO:"))
    value += strlen ("mailto:");
  own = coffret_grounds_match_identity (search->grounds, value);
  if (own != NULL)
    found (search, strcmp (own, value) == 0 ? "about-you" : "about-you-lower-case", own);
}

static gboolean
hash_matches (GChecksumType type, const char *identity, const char *salt, const char *hex)
{
  g_autofree char *text = g_strconcat (identity, salt, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (type, text, -1);

  return g_ascii_strcasecmp (digest, hex) == 0;
}

/* "sha256$" and the hex of identity and salt; also "md5$", which has long been broken. */
static void
try_hashed (Search *search, const char *value, const char *salt)
{
  GChecksumType type;
  const char *hex = value != NULL ? strchr (value, '$') : NULL;
  guint count;
  const char *const *pairs = coffret_grounds_list_identities (search->grounds, &count);

  if (value == NULL || search->code != NULL)
    return;
  search->named = TRUE;
  if (hex != NULL && g_ascii_strncasecmp (value, "sha256$", 7) == 0) {
    type = G_CHECKSUM_SHA256;
  } else if (hex != NULL && g_ascii_strncasecmp (value, "md5$", 4) == 0) {
    type = G_CHECKSUM_MD5;
  } else {
    search->unknown = TRUE;
    return;
  }
  for (guint i = 0; i < count; i++) {
    const char *own = pairs[2 * i + 1];
    g_autofree char *small = g_utf8_strdown (own, -1);
    gboolean typed = hash_matches (type, own, salt, hex + 1);

    if (!typed && !hash_matches (type, small, salt, hex + 1))
      continue;
    found (search,
           type == G_CHECKSUM_MD5 ? "about-you-weakly"
           : typed                ? "about-you"
                                  : "about-you-lower-case",
           own);
    return;
  }
}

static void
try_identity (Search *search, const json_t *object, const char *key)
{
  const char *value = coffret_json_string (object, key);
  const char *salt = coffret_json_string (object, "salt");

  if (json_is_true (coffret_json_get (object, "hashed")))
    try_hashed (search, value, salt);
  else
    try_plain (search, value);
}

static void
search_subject (Search *search, const json_t *subject)
{
  gsize count = MIN (coffret_json_count (subject, "identifier"), (gsize) MAX_IDENTIFIERS);

  try_plain (search, coffret_document_id_of (subject));
  try_plain (search, coffret_json_string (subject, "email"));
  for (gsize i = 0; i < count; i++)
    try_identity (search, coffret_json_at (subject, "identifier", i), "identityHash");
}

static void
search_document (Search *search, const CoffretSecured *secured)
{
  const json_t *document = secured->document;
  gsize count = MIN (coffret_json_count (document, "credentialSubject"), (gsize) MAX_SUBJECTS);
  const json_t *recipient = coffret_json_at (document, "recipient", 0);

  if (g_strcmp0 (secured->format, "presentation") == 0) {
    try_plain (search, secured->signer);
    return;
  }
  for (gsize i = 0; i < count; i++)
    search_subject (search, coffret_json_at (document, "credentialSubject", i));
  if (g_strcmp0 (secured->format, "sd-jwt-vc") == 0) {
    try_plain (search, coffret_json_string (document, "sub"));
    try_plain (search, coffret_json_string (document, "email"));
  }
  if (g_strcmp0 (secured->format, "ob2") == 0) {
    /* Version 0.5 has the address, plain or hashed, in a string. */
    if (json_is_string (recipient) && strchr (json_string_value (recipient), '$') != NULL)
      try_hashed (search, json_string_value (recipient), coffret_json_string (document, "salt"));
    else if (json_is_string (recipient))
      try_plain (search, json_string_value (recipient));
    else
      try_identity (search, recipient, "identity");
  }
}

void
coffret_recipient_check (const CoffretSecured *secured,
                         const CoffretGrounds *grounds,
                         CoffretCheck *check)
{
  Search search = { .grounds = grounds };
  guint count;

  search_document (&search, secured);
  coffret_grounds_list_identities (grounds, &count);
  if (!search.named)
    coffret_check_set (check, COFFRET_ANSWER_NOT_APPLICABLE, "no-subject", NULL, NULL);
  else if (count == 0)
    coffret_check_set (check, COFFRET_ANSWER_NOT_APPLICABLE, "no-identities", NULL, NULL);
  else if (search.code != NULL)
    coffret_check_set (check, COFFRET_ANSWER_YES, search.code, search.matched, NULL);
  else if (search.unknown)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "subject-unsupported", NULL, NULL);
  else
    coffret_check_set (check, COFFRET_ANSWER_NO, "about-another", NULL, NULL);
}
