#include "verify/resolve.h"

#include <string.h>

#include "verify/key-method.h"

#define MAX_NAME 8192

static const CoffretKeyMethod *const methods[] = {
  &coffret_key_method_did_key, &coffret_key_method_did_jwk, &coffret_key_method_did_web,
  &coffret_key_method_https,   &coffret_key_method_http,
};

void
coffret_resolved_key_free (CoffretResolvedKey *resolved)
{
  coffret_key_unref (resolved->key);
  g_free (resolved->controller);
  g_free (resolved->sha256);
  g_free (resolved);
}

void
coffret_key_answer_refuse (CoffretKeyAnswer *answer, const char *code, const char *format, ...)
{
  va_list arguments;

  g_clear_error (&answer->error);
  answer->code = code;
  va_start (arguments, format);
  answer->error =
    g_error_new_valist (COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_KEY, format, arguments);
  va_end (arguments);
}

void
coffret_key_answer_add (CoffretKeyAnswer *answer,
                        CoffretKey *key,
                        const char *controller,
                        CoffretInstant as_of,
                        const char *sha256,
                        GError *error)
{
  CoffretResolvedKey *resolved;

  if (key == NULL) {
    g_clear_error (&answer->error);
    answer->error = error;
    answer->code = g_error_matches (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_UNSUPPORTED)
                     ? "key-unsupported"
                     : "key-malformed";
    return;
  }
  resolved = g_new0 (CoffretResolvedKey, 1);
  resolved->key = key;
  resolved->controller = g_strdup (controller);
  resolved->as_of = as_of;
  resolved->sha256 = g_strdup (sha256);
  g_ptr_array_add (answer->keys, resolved);
}

/* Takes what ANSWER holds. */
static GPtrArray *
finish (CoffretKeyAnswer *answer, const char **code, GError **error)
{
  if (answer->keys->len > 0) {
    g_clear_error (&answer->error);
    return answer->keys;
  }
  g_ptr_array_unref (answer->keys);
  *code = answer->code;
  g_propagate_error (error, answer->error);
  return NULL;
}

static GPtrArray *
ask (const CoffretKeyQuestion *question, const char **code, GError **error)
{
  CoffretKeyAnswer answer = {
    .keys = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_resolved_key_free),
  };
  const char *controller = question->controller;

  coffret_key_answer_refuse (&answer, "key-method-unsupported", "%.64s is not supported",
                             controller);
  if (strpbrk (controller, "? \t\r\n") != NULL || *controller == '\0')
    coffret_key_answer_refuse (&answer, "key-method-unsupported",
                               "the name of the key has a query or white space in it");
  else
    for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
      if (g_str_has_prefix (controller, methods[i]->prefix)) {
        methods[i]->find (question, &answer);
        break;
      }
  return finish (&answer, code, error);
}

static GPtrArray *
refuse_name (const char **code, GError **error)
{
  *code = "key-malformed";
  g_set_error_literal (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_KEY,
                       "the name of the key is not a URL with one fragment");
  return NULL;
}

GPtrArray *
coffret_resolve (const CoffretGrounds *grounds,
                 const char *method,
                 const char *purpose,
                 const char **code,
                 GError **error)
{
  const char *hash = method == NULL ? NULL : strchr (method, '#');
  g_autofree char *controller = NULL;
  CoffretKeyQuestion question = { .grounds = grounds, .purpose = purpose };

  if (method == NULL || strlen (method) > MAX_NAME || !g_utf8_validate (method, -1, NULL))
    return refuse_name (code, error);
  /* Only a document of its own can be a key without a fragment. */
  if (hash == NULL && !g_str_has_prefix (method, "http"))
    return refuse_name (code, error);
  if (hash != NULL && (hash[1] == '\0' || strchr (hash + 1, '#') != NULL))
    return refuse_name (code, error);

  controller = hash == NULL ? g_strdup (method) : g_strndup (method, (gsize) (hash - method));
  question.controller = controller;
  question.fragment = hash == NULL ? "" : hash + 1;
  return ask (&question, code, error);
}

GPtrArray *
coffret_resolve_kid (const CoffretGrounds *grounds,
                     const char *issuer,
                     const char *kid,
                     const char *purpose,
                     const char **code,
                     GError **error)
{
  CoffretKeyQuestion question = {
    .grounds = grounds,
    .controller = issuer,
    .fragment = kid,
    .token = TRUE,
    .purpose = purpose,
  };

  if (kid != NULL && g_strcmp0 (kid, issuer) != 0 &&
      (g_str_has_prefix (kid, "https://") ||
       (g_str_has_prefix (kid, "did:") && strchr (kid, '#') != NULL)))
    return coffret_resolve (grounds, kid, purpose, code, error);
  if (issuer == NULL || strlen (issuer) > MAX_NAME || !g_utf8_validate (issuer, -1, NULL) ||
      strchr (issuer, '#') != NULL || (kid != NULL && *kid == '\0'))
    return refuse_name (code, error);
  /* "kid" may be the issuer itself, and then says nothing more than it. */
  if (g_strcmp0 (kid, issuer) == 0)
    question.fragment = NULL;
  else if (kid != NULL && kid[0] == '#')
    question.fragment = kid + 1;
  if (question.fragment != NULL &&
      (*question.fragment == '\0' || strchr (question.fragment, '#') != NULL))
    return refuse_name (code, error);
  return ask (&question, code, error);
}

CoffretKey *
coffret_resolve_fragment (const char *method)
{
  const char *hash = method == NULL ? NULL : strchr (method, '#');

  return hash == NULL ? NULL : coffret_key_from_multibase (hash + 1, NULL);
}

void
coffret_resolve_binding (const CoffretResolvedKey *resolved,
                         const char *signer,
                         const char *purpose,
                         CoffretCheck *check)
{
  if (signer == NULL) {
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN,
                       g_strcmp0 (purpose, "authentication") == 0 ? "holder-not-named"
                                                                  : "issuer-not-named",
                       NULL, NULL);
  } else if (strcmp (signer, resolved->controller) != 0) {
    coffret_check_set (check, COFFRET_ANSWER_NO, "key-of-another", resolved->controller, NULL);
  } else if (resolved->sha256 == NULL) {
    coffret_check_set (check, COFFRET_ANSWER_YES, "key-is-issuer", NULL, NULL);
  } else {
    coffret_check_set (check, COFFRET_ANSWER_YES, "key-listed", NULL, NULL);
    check->as_of = resolved->as_of;
  }
}
