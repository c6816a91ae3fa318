/* token.h: JSON Web Tokens, taken apart and never believed.
 *
 * For the readers and the verifier only. Decoding is strict (RFC 7515 section 7.1: base64url
 * without padding, three parts, JSON without duplicate names) so that there is
 * only one way to read what was signed. Whether the signature holds is the
 * verifier's part; a token that has none is refused here.
 */
#pragma once

#include "credential/format.h"

G_BEGIN_DECLS

struct _CoffretToken {
  json_t *header;  /* an object */
  json_t *payload; /* an object */
  char *algorithm; /* the header's "alg", cleaned */
};

/* Whether TEXT (nullable) begins as the base64url of a JSON object and has a dot. */
gboolean coffret_token_looks_like (const char *text);

/* LENGTH bytes of TEXT, which are one compact JWS. NULL with a COFFRET_CREDENTIAL_ERROR,
 * OFFSET then being the place in TEXT. */
CoffretToken *coffret_token_parse (const char *text, gsize length, gsize *offset, GError **error);
/* Counted; a token that somebody else has too is not changed any more. */
CoffretToken *coffret_token_ref (CoffretToken *token);
void coffret_token_unref (CoffretToken *token);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretToken, coffret_token_unref)

/* What a compact JWS says: its payload, or of a VC-JWT 1.1 the credential or presentation in it
 * with the registered claims put in their places. NULL when it says two things at once. A new
 * reference. */
json_t *coffret_token_get_document (const CoffretToken *token);

/* Puts what the SD-JWT TEXT discloses into PAYLOAD, the claims of the issuer's token that it begins
 * with (RFC 9901, section 7.1). FALSE with a COFFRET_CREDENTIAL_ERROR when the standard forbids
 * what is there; OFFSET is then the place in TEXT, and PAYLOAD is spoiled. */
gboolean coffret_token_disclose (const char *text, json_t *payload, gsize *offset, GError **error);

/* PATH: the names that lead to a claim from the top down, without the numbers of arrays,
 * NULL-terminated. */
typedef gboolean (*CoffretTokenKeep) (const char *const *path, gpointer data);

/* The SD-JWT TEXT with only those disclosures whose claims KEEP says yes to, and without a key
 * binding, which is no longer true then (RFC 9901, section 7.2). KEEP must say yes to whatever a
 * claim lies in that it says yes to. Owned; NULL with a COFFRET_CREDENTIAL_ERROR. */
char *coffret_token_select (const char *text, CoffretTokenKeep keep, gpointer data, GError **error);

/* Adds what CLAIMS (the payload, with whatever was disclosed in it) are about: a credential,
 * a presentation with its members, or an Open Badges 2 assertion. CONTENT is the token's text.
 * FALSE with a COFFRET_CREDENTIAL_ERROR when they are none of these. */
gboolean coffret_token_read_claims (const CoffretSource *source,
                                    CoffretReading *reading,
                                    json_t *claims,
                                    const char *envelope,
                                    const char *algorithm,
                                    const json_t *content,
                                    GError **error);

/* Where SOURCE's text begins in its bytes: the white space before it. */
gsize coffret_token_start (const CoffretSource *source);

G_END_DECLS
