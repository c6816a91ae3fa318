#include "verify/token-key.h"

#include <string.h>

#include "base/base64.h"
#include "verify/resolve.h"

typedef struct {
  const CoffretSecured *secured;
  gsize length;
  const CoffretTokenHeader *header;
  const char *issuer;
  CoffretProofResult *result;
  GPtrArray *found;    /* CoffretResolvedKey; NULL: none */
  CoffretKey *brought; /* the header's own; nullable */
} Search;

gboolean
coffret_token_is_signed (const char *text,
                         gsize length,
                         const CoffretKey *key,
                         CoffretAlgorithm algorithm)
{
  const char *dot = memrchr (text, '.', length);
  g_autoptr (GBytes) signature = NULL;

  if (dot == NULL)
    return FALSE;
  signature = coffret_base64url_decode (dot + 1, length - (gsize) (dot + 1 - text));
  return signature != NULL && g_bytes_get_size (signature) > 0 &&
         coffret_key_verify (key, algorithm, text, (gsize) (dot - text),
                             g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
}

static gboolean
holds_with (const Search *search, const CoffretKey *key)
{
  return coffret_token_is_signed (search->secured->token, search->length, key,
                                  search->header->algorithm);
}

static void
keep_key (Search *search, CoffretKey *key)
{
  g_clear_pointer (&search->result->key, coffret_key_unref);
  search->result->key = coffret_key_ref (key);
}

static void
answer_match (Search *search, CoffretKey *key)
{
  keep_key (search, key);
  coffret_check_set (&search->result->proof, COFFRET_ANSWER_YES, "signature-matches", NULL, NULL);
}

static void
answer_mismatch (Search *search, CoffretKey *key)
{
  gboolean fits = coffret_algorithm_fits (search->header->algorithm, coffret_key_get_type (key));

  keep_key (search, key);
  coffret_check_set (&search->result->proof, COFFRET_ANSWER_NO,
                     fits ? "signature-wrong" : "algorithm-wrong", NULL, NULL);
}

static void
bind (Search *search, const CoffretResolvedKey *resolved)
{
  if (resolved->sha256 != NULL)
    g_ptr_array_add (search->result->used, g_strdup (resolved->sha256));
  coffret_resolve_binding (resolved, search->secured->signer, search->secured->purpose,
                           &search->result->binding);
}

/* With a key of which only the token itself says whose it is. */
static void
check_unbound (Search *search, CoffretKey *key, const char *code, const char *details)
{
  if (holds_with (search, key))
    answer_match (search, key);
  else
    answer_mismatch (search, key);
  coffret_check_set (&search->result->binding, COFFRET_ANSWER_UNKNOWN, code, NULL, details);
}

static void
check_found (Search *search)
{
  CoffretResolvedKey *first = g_ptr_array_index (search->found, 0);

  for (guint i = 0; i < search->found->len; i++) {
    CoffretResolvedKey *resolved = g_ptr_array_index (search->found, i);

    if (holds_with (search, resolved->key)) {
      answer_match (search, resolved->key);
      bind (search, resolved);
      return;
    }
  }
  bind (search, first);
  /* It does not say which of the keys it was: that may be one that is not here. */
  if (search->header->kid == NULL && first->sha256 != NULL) {
    coffret_check_set (&search->result->proof, COFFRET_ANSWER_UNKNOWN, "key-not-listed", NULL,
                       NULL);
    coffret_check_set (&search->result->binding, COFFRET_ANSWER_UNKNOWN, "key-not-listed", NULL,
                       NULL);
    return;
  }
  answer_mismatch (search, first->key);
}

/* Whether the key that was brought along is one of those that were FOUND. */
static gboolean
brings_known (Search *search)
{
  for (guint i = 0; i < search->found->len; i++) {
    CoffretResolvedKey *resolved = g_ptr_array_index (search->found, i);

    if (coffret_key_equal (resolved->key, search->brought)) {
      g_ptr_array_set_size (search->found, (int) i + 1);
      g_ptr_array_remove_range (search->found, 0, i);
      return TRUE;
    }
  }
  return FALSE;
}

static void
check_brought (Search *search)
{
  const CoffretResolvedKey *first =
    search->found == NULL ? NULL : g_ptr_array_index (search->found, 0);

  if (first == NULL) {
    check_unbound (search, search->brought, "key-brought-along", NULL);
  } else if (brings_known (search)) {
    check_found (search);
  } else if (search->header->kid != NULL) {
    keep_key (search, first->key);
    bind (search, first);
    coffret_check_set (&search->result->proof, COFFRET_ANSWER_NO, "token-contradicts", "jwk",
                       "\"kid\" and \"jwk\" are two different keys");
  } else {
    check_unbound (search, search->brought, "key-brought-along", NULL);
    /* A DID that is a key has no other. */
    if (first->sha256 == NULL)
      coffret_check_set (&search->result->binding, COFFRET_ANSWER_NO, "key-of-another", NULL, NULL);
  }
}

static void
check_not_found (Search *search, const char *code, const char *details)
{
  const char *subject = search->header->kid != NULL ? search->header->kid : search->issuer;
  g_autoptr (CoffretKey) fragment =
    strcmp (code, "key-in-fragment") == 0 ? coffret_resolve_fragment (search->header->kid) : NULL;

  if (fragment != NULL) {
    check_unbound (search, fragment, code, details);
    return;
  }
  if (search->header->x5c && search->header->kid == NULL) {
    code = "suite-unsupported";
    subject = "x5c";
  } else if (subject == NULL) {
    code = "key-not-named";
  }
  coffret_check_set (&search->result->proof, COFFRET_ANSWER_UNKNOWN, code, subject, details);
  coffret_check_set (&search->result->binding, COFFRET_ANSWER_UNKNOWN, code, subject, details);
}

void
coffret_token_key_try (const CoffretSecured *secured,
                       gsize length,
                       const CoffretTokenHeader *header,
                       GPtrArray *found,
                       CoffretProofResult *result)
{
  Search search = { secured, length, header, NULL, result, found, NULL };

  check_found (&search);
}

void
coffret_token_key_try_unbound (const CoffretSecured *secured,
                               gsize length,
                               const CoffretTokenHeader *header,
                               CoffretKey *key,
                               const char *code,
                               CoffretProofResult *result)
{
  Search search = { secured, length, header, NULL, result, NULL, NULL };

  check_unbound (&search, key, code, NULL);
}

void
coffret_token_key_check (const CoffretSecured *secured,
                         gsize length,
                         const CoffretTokenHeader *header,
                         const char *issuer,
                         const CoffretGrounds *grounds,
                         CoffretProofResult *result)
{
  const char *code = "key-not-named";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (CoffretKey) brought = NULL;
  Search search = { secured, length, header, issuer, result, NULL, NULL };

  if (header->jwk != NULL) {
    brought = coffret_key_from_jwk (header->jwk, &error);
    if (brought == NULL) {
      gboolean foreign =
        g_error_matches (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_UNSUPPORTED);

      coffret_check_set (&result->proof, foreign ? COFFRET_ANSWER_UNKNOWN : COFFRET_ANSWER_NO,
                         foreign ? "key-unsupported" : "key-malformed", NULL, error->message);
      return;
    }
  }
  if (header->kid != NULL || issuer != NULL)
    found = coffret_resolve_kid (grounds, issuer, header->kid, secured->purpose, &code, &error);
  search.found = found;
  search.brought = brought;

  if (header->kid != NULL)
    result->method = g_strdup (header->kid);
  else if (found != NULL)
    result->method = g_strdup (issuer);
  if (brought != NULL)
    check_brought (&search);
  else if (found != NULL)
    check_found (&search);
  else
    check_not_found (&search, code, error == NULL ? NULL : error->message);
}
