/* user-source.h: another person's session comes to the screen. */
#pragma once

#include "app/lock-watch/login-session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_USER_SOURCE (coffret_user_source_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretUserSource, coffret_user_source, COFFRET, USER_SOURCE, CoffretLockSource)

CoffretLockSource *coffret_user_source_new (CoffretLoginSession *session);

G_END_DECLS
