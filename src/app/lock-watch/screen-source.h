/* screen-source.h: the desktop's screen saver covers the screen.
 *
 * Each desktop has its own; whichever answers is heard, and so is GTK, which reaches one through
 * the portal where a sandbox is let through to none. Not every screen saver locks: that is why
 * this is apart from the session's lock.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/lock-watch/lock-source.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SCREEN_SOURCE (coffret_screen_source_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretScreenSource, coffret_screen_source, COFFRET, SCREEN_SOURCE, CoffretLockSource)

/* APPLICATION is nullable. */
CoffretLockSource *coffret_screen_source_new (GtkApplication *application);

G_END_DECLS
