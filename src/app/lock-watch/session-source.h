/* session-source.h: the login manager tells the session to lock, or that it is locked. */
#pragma once

#include "app/lock-watch/login-session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SESSION_SOURCE (coffret_session_source_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretSessionSource, coffret_session_source, COFFRET, SESSION_SOURCE, CoffretLockSource)

CoffretLockSource *coffret_session_source_new (CoffretLoginSession *session);

G_END_DECLS
