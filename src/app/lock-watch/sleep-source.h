/* sleep-source.h: the computer is about to sleep.
 *
 * Sleep waits for the lock, by a delay that is held while the vault is open and let go at once
 * when it is locked: a computer that does not fall asleep is worse.
 */
#pragma once

#include "app/lock-watch/login-session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SLEEP_SOURCE (coffret_sleep_source_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretSleepSource, coffret_sleep_source, COFFRET, SLEEP_SOURCE, CoffretLockSource)

CoffretLockSource *coffret_sleep_source_new (CoffretLoginSession *session);

G_END_DECLS
