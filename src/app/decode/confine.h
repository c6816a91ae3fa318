/* confine.h: what a program that looks at a stranger's file gives up before it does.
 *
 * From here on it can open no connection, start no program, write no file and trace nobody, and
 * has so much memory and processor time. Nothing gives any of that back.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* FALSE: it could not be confined, and must not go on. */
gboolean coffret_confine (guint megabytes, guint seconds);

G_END_DECLS
