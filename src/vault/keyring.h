/* keyring.h: one secret text in the session's keyring (the Secret Service).
 *
 * Talks to the service itself: libsecret's password functions may choose a file
 * instead, and answer "nothing there" for "locked" and for "prompt dismissed".
 * Here absent, locked, silent and missing are four errors. Each call is a
 * connection of its own, looks anew, blocks, and ends in its own time. Nothing
 * personal is in the attributes or the label: they can be read while locked.
 *
 * Inside the module only.
 */
#pragma once

#include <gio/gio.h>

#include "base/secret.h"
#include "vault/error.h"

G_BEGIN_DECLS

typedef struct {
  const char *vault; /* the two attributes */
  const char *key;
  gboolean interactive; /* whether a prompt may be shown */
  guint timeout;        /* milliseconds for all of it; 0: 10 s, 2 min when interactive */
  GCancellable *cancellable;
} CoffretKeyring;

/* A KEYRING_* error of COFFRET_VAULT_ERROR, or G_IO_ERROR_CANCELLED. */
CoffretSecret *coffret_keyring_read (const CoffretKeyring *keyring, GError **error);
/* Replaces what is there for the same two attributes. */
gboolean coffret_keyring_store (const CoffretKeyring *keyring, CoffretSecret *text, GError **error);
gboolean coffret_keyring_remove (const CoffretKeyring *keyring, GError **error);

G_END_DECLS
