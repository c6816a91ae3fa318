/* idle-source.h: nobody has used the windows of the vault for a while.
 *
 * Keys, pointer, touch and moves of the focus count; what the program does by itself does not.
 * Before the end "near" becomes TRUE, and FALSE again when somebody is there after all.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/lock-watch/lock-source.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_IDLE_SOURCE (coffret_idle_source_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretIdleSource, coffret_idle_source, COFFRET, IDLE_SOURCE, CoffretLockSource)

CoffretIdleSource *coffret_idle_source_new (void);
void coffret_idle_source_follow (CoffretIdleSource *self, GtkWindow *window);
/* As in the settings: minutes, or "never". */
void coffret_idle_source_set_limit (CoffretIdleSource *self, const char *setting);
gboolean coffret_idle_source_is_near (CoffretIdleSource *self);
/* Somebody is there. Locks instead when that comes too late. */
void coffret_idle_source_touch (CoffretIdleSource *self);

/* For tests: another clock; and a look at it now. */
void coffret_idle_source_set_clock (CoffretIdleSource *self, gint64 (*now) (void));
void coffret_idle_source_look (CoffretIdleSource *self);

G_END_DECLS
