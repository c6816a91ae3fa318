/* error.h: why a file was refused. Messages are translated sentences that say
 * what is wrong and where; the code says which kind of refusal it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COFFRET_CREDENTIAL_ERROR (coffret_credential_error_quark ())
GQuark coffret_credential_error_quark (void);

typedef enum {
  COFFRET_CREDENTIAL_ERROR_UNREADABLE,     /* not what it claims to be: syntax, damage */
  COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL, /* readable, but no credential is in it */
  COFFRET_CREDENTIAL_ERROR_INCOMPLETE,     /* a credential without what its standard requires */
  COFFRET_CREDENTIAL_ERROR_TOO_LARGE,      /* past a bound on size, depth, members or time */
  COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,    /* known, but not read yet (named in the message) */
} CoffretCredentialError;

G_END_DECLS
