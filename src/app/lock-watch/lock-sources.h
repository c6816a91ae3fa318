/* lock-sources.h: all that can say when to lock, in the order in which the preferences show them.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/lock-watch/lock-source.h"

G_BEGIN_DECLS

/* CoffretLockSource's; the first one is the CoffretIdleSource. APPLICATION is nullable. */
GPtrArray *coffret_lock_sources_new (GtkApplication *application);

G_END_DECLS
