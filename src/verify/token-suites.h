/* token-suites.h: what the suites for tokens have in common.
 *
 * Inside the module only.
 */
#pragma once

#include "verify/token-header.h"

G_BEGIN_DECLS

/* SECURED's token, all of it, taken apart; NULL with a COFFRET_CREDENTIAL_ERROR. */
CoffretToken *coffret_token_suite_parse (const CoffretSecured *secured, GError **error);
/* PROOF of RESULT is a no; nothing else can be known. */
void coffret_token_suite_refuse (CoffretProofResult *result, const char *code, const char *details);
/* Name, and for experts the header. TOKEN is the one that SECURED begins with. */
void coffret_token_suite_describe (const CoffretSecured *secured,
                                   const CoffretToken *token,
                                   CoffretProofResult *result);
/* Whatever was not answered is not known. */
void coffret_token_suite_finish (CoffretProofResult *result);

G_END_DECLS
