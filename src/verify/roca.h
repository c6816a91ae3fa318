/* roca.h: RSA keys that one maker's chips drew from far too few (CVE-2017-15361).
 *
 * Inside the module only. Millions of cards were sold with them; whoever has the
 * public key can compute the private one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* MODULUS is big-endian. One honest key in about a hundred million is taken for such a one. */
gboolean coffret_roca_leaks (const guint8 *modulus, gsize length);

G_END_DECLS
