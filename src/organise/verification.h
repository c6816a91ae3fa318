/* verification.h: a job that finds out whether credentials are genuine.
 *
 * Each original is read once for those of its credentials that stand together, judged on a
 * worker and its verdicts written in small pieces at the lowest priority: nobody waits
 * for it, and it can be cancelled at any moment; what is found out by then is kept. What
 * cannot be written (a vault that is read-only, a full disk) is shown all the same. A credential
 * whose original cannot be read any more becomes "malformed"; nothing else of it changes.
 *
 * Properties: total, done, running, cancelled: all change on the main thread.
 */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "organise/entry.h"

G_BEGIN_DECLS

/* Goes up whenever the verifier would say something else of the same credential: what an older one
 * said is then found out again. */
#define COFFRET_VERIFIER_EDITION 1

#define COFFRET_TYPE_VERIFICATION (coffret_verification_get_type ())
G_DECLARE_FINAL_TYPE (CoffretVerification, coffret_verification, COFFRET, VERIFICATION, GObject)

void coffret_verification_cancel (CoffretVerification *self);

guint coffret_verification_get_total (CoffretVerification *self);
guint coffret_verification_get_done (CoffretVerification *self);
gboolean coffret_verification_is_running (CoffretVerification *self);
gboolean coffret_verification_is_cancelled (CoffretVerification *self);

G_END_DECLS
