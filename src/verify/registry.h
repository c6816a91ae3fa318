/* registry.h: a list of known issuers that somebody keeps.
 *
 * Inside the module only. Written as the Digital Credentials Consortium writes its
 * registries: {"meta": {"updated": …}, "registry": {DID: {"name": …}}}. A list says
 * that it knows an issuer's id; whether the issuer made a signature is not its part.
 */
#pragma once

#include <glib.h>

#include "base/instant.h"

G_BEGIN_DECLS

typedef struct {
  char *name;           /* what to call it in a sentence */
  CoffretInstant as_of; /* when it was last brought up to date; NONE: it does not say */
  GHashTable *issuers;  /* id -> what it calls the issuer */
} CoffretRegistry;

/* NAME NULL: called by its own date. NULL with a COFFRET_VERIFY_ERROR. */
CoffretRegistry *coffret_registry_new (GBytes *bytes, const char *name, GError **error);
void coffret_registry_free (CoffretRegistry *registry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRegistry, coffret_registry_free)

/* The ones that are part of the program: CoffretRegistry's, owned. */
GPtrArray *coffret_registries_bundled (void);

G_END_DECLS
