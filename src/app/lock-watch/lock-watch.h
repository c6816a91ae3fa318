/* lock-watch.h: locks the vault of one window when one of the sources says so.
 *
 * While the vault is open it listens to those that the settings allow. Locking is the door's: the
 * key is wiped and the database closed before coffret_door_lock() returns, and the window lets go
 * of what it showed. What was copied from it is taken off the clipboard, as far as it is still
 * this program's.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/lock-watch/lock-source.h"
#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LOCK_WATCH (coffret_lock_watch_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLockWatch, coffret_lock_watch, COFFRET, LOCK_WATCH, GObject)

/* WINDOW must own it. SETTINGS NULL: as in the schema. Takes SOURCES (lock-sources.h). */
CoffretLockWatch *coffret_lock_watch_new (GtkWindow *window,
                                          CoffretDoor *door,
                                          GSettings *settings,
                                          GPtrArray *sources);
/* Borrowed. */
GPtrArray *coffret_lock_watch_get_sources (CoffretLockWatch *self);
/* At once; what is being written in a field is kept. */
void coffret_lock_watch_lock (CoffretLockWatch *self);

G_END_DECLS
