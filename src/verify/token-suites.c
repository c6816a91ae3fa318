#include "verify/token-suites.h"

#include <string.h>

#include "base/json.h"

#define MAX_HEADER 5500 /* base64url; certificates may come along */

static void
leave_open (CoffretCheck *check)
{
  if (check->code == NULL)
    coffret_check_set (check, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
}

CoffretToken *
coffret_token_suite_parse (const CoffretSecured *secured, GError **error)
{
  gsize offset = 0;

  if (secured->parsed != NULL)
    return coffret_token_ref (secured->parsed);
  return coffret_token_parse (secured->token, strlen (secured->token), &offset, error);
}

void
coffret_token_suite_finish (CoffretProofResult *result)
{
  leave_open (&result->proof);
  leave_open (&result->coverage);
  leave_open (&result->binding);
}

void
coffret_token_suite_refuse (CoffretProofResult *result, const char *code, const char *details)
{
  coffret_check_set (&result->proof, COFFRET_ANSWER_NO, code, NULL, details);
  coffret_token_suite_finish (result);
}

void
coffret_token_suite_describe (const CoffretSecured *secured,
                              const CoffretToken *token,
                              CoffretProofResult *result)
{
  g_free (result->name);
  result->name = g_strdup (token->algorithm);
  if (strcspn (secured->token, ".") <= MAX_HEADER)
    json_object_set (result->details, "header", token->header);
}
