/* portal-secret.h: the secret that the desktop keeps for a sandboxed program (its Secret portal).
 *
 * A sandbox is let through to no keyring; it is given one secret of its own, out of the owner's
 * keyring, as it is each time. libsecret would keep a file encrypted with it, which may be damaged,
 * be lost and say nothing of either; here the key of the slot is derived from the secret itself,
 * so that another secret is a wrong key and no portal is no keyring. The portal may ask the person
 * to open their keyring. Blocks, and ends in its own time.
 *
 * Inside the module only.
 */
#pragma once

#include "vault/keyring.h"

G_BEGIN_DECLS

/* In a sandbox of Flatpak. Tests say so with COFFRET_SECRET_PORTAL in the environment. */
gboolean coffret_portal_secret_is_used (void);
/* 32 bytes that are another's for each vault and each of its keys. Errors as of
 * coffret_keyring_read(). */
CoffretSecret *coffret_portal_secret_derive (const CoffretKeyring *keyring, GError **error);

G_END_DECLS
