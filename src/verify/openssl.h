/* openssl.h: OpenSSL, woken when it is first needed, and without anybody's configuration.
 *
 * Whoever calls OpenSSL calls this before. Waking costs about a millisecond, which a
 * program that verifies nothing need not spend; a configuration file could replace what
 * the signatures are checked with.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void coffret_openssl_wake (void);

G_END_DECLS
