/* login-session.h: this desktop session as the login manager (systemd-logind, elogind) knows it.
 *
 * One for all that ask it. Not every computer has one, and a sandbox may not be let through to it:
 * "state" says whether it answers. Signals: locked (it was told to lock, or says that it is),
 * left (another person's session is on the screen now), sleep (the computer is about to).
 */
#pragma once

#include <gio/gio.h>

#include "app/lock-watch/lock-source.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LOGIN_SESSION (coffret_login_session_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLoginSession, coffret_login_session, COFFRET, LOGIN_SESSION, GObject)

/* Begins to look at once. */
CoffretLoginSession *coffret_login_session_new (void);
CoffretLockSourceState coffret_login_session_get_state (CoffretLoginSession *self);

/* Sleep waits until the file descriptor that this gives is closed, or a few seconds. */
void coffret_login_session_delay_sleep (CoffretLoginSession *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);
/* -1 with an error. */
int coffret_login_session_delay_sleep_finish (CoffretLoginSession *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
