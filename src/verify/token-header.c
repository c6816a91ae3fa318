#include "verify/token-header.h"

#include <string.h>

#include "base/json.h"

static gboolean
refuse (CoffretCheck *answer,
        CoffretAnswer how,
        const char *code,
        const char *subject,
        const char *details)
{
  coffret_check_set (answer, how, code, subject, details);
  return FALSE;
}

/* RFC 7515 section 4.1.11, RFC 7797. Nothing that may stand in "crit" is understood here. */
static gboolean
check_extensions (const json_t *header, CoffretCheck *answer)
{
  const json_t *critical = coffret_json_get (header, "crit");

  if (critical == NULL) {
    if (coffret_json_get (header, "b64") == NULL)
      return TRUE;
    return refuse (answer, COFFRET_ANSWER_NO, "token-malformed", NULL,
                   "\"b64\" without being critical");
  }
  if (json_array_size (critical) == 0)
    return refuse (answer, COFFRET_ANSWER_NO, "token-malformed", NULL, "\"crit\" names nothing");
  for (gsize i = 0; i < json_array_size (critical); i++) {
    const char *name = json_string_value (json_array_get (critical, i));

    if (name == NULL || coffret_json_get (header, name) == NULL)
      return refuse (answer, COFFRET_ANSWER_NO, "token-malformed", NULL,
                     "\"crit\" names what is not there");
  }
  return refuse (answer, COFFRET_ANSWER_UNKNOWN, "feature-unsupported", "crit", NULL);
}

/* RFC 7515 section 4.1.9: "application/" may be left out; RFC 2045: case says nothing. */
static gboolean
check_type (const json_t *header, const char *const *types, CoffretCheck *answer)
{
  const json_t *value = coffret_json_get (header, "typ");
  const char *type = value == NULL ? "" : json_string_value (value);

  if (type != NULL && g_ascii_strncasecmp (type, "application/", strlen ("application/")) == 0)
    type += strlen ("application/");
  for (guint i = 0; type != NULL && types[i] != NULL; i++)
    if (g_ascii_strcasecmp (type, types[i]) == 0 && (*type != '\0' || value == NULL))
      return TRUE;
  return refuse (answer, COFFRET_ANSWER_NO, "purpose-wrong", NULL,
                 "\"typ\" says that it is another kind of token");
}

static gboolean
check_algorithm (const json_t *header, CoffretTokenHeader *read, CoffretCheck *answer)
{
  const char *name = coffret_json_string (header, "alg");

  if (coffret_algorithm_from_name (name, &read->algorithm))
    return TRUE;
  if (name == NULL || g_ascii_strcasecmp (name, "none") == 0)
    return refuse (answer, COFFRET_ANSWER_NO, "token-malformed", NULL, "it is not signed");
  /* Whoever can check such a code can also make one. */
  if (g_ascii_strncasecmp (name, "HS", 2) == 0)
    return refuse (answer, COFFRET_ANSWER_NO, "algorithm-wrong", NULL,
                   "a shared secret signs nothing");
  return refuse (answer, COFFRET_ANSWER_UNKNOWN, "suite-unsupported", name, NULL);
}

gboolean
coffret_token_header_read (const CoffretToken *token,
                           const char *const *types,
                           CoffretTokenHeader *header,
                           CoffretCheck *answer)
{
  const json_t *kid = coffret_json_get (token->header, "kid");
  const json_t *jwk = coffret_json_get (token->header, "jwk");

  memset (header, 0, sizeof *header);
  if (!check_algorithm (token->header, header, answer) ||
      !check_extensions (token->header, answer) || !check_type (token->header, types, answer))
    return FALSE;
  if ((kid != NULL && (!json_is_string (kid) || json_string_length (kid) == 0)) ||
      (jwk != NULL && !json_is_object (jwk)))
    return refuse (answer, COFFRET_ANSWER_NO, "token-malformed", NULL,
                   "\"kid\" or \"jwk\" is not what it must be");
  header->kid = json_string_value (kid);
  header->jwk = jwk;
  header->x5c = coffret_json_get (token->header, "x5c") != NULL;
  return TRUE;
}
