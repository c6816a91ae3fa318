/* contents.h: from a file or folder on this computer to what is in it.
 *
 * Below the window and coffretctl only. Bounded, and blocking: for a worker. Nothing is kept,
 * and nothing is followed out of the folder that was given.
 */
#pragma once

#include <gio/gio.h>

#include "credential/reader.h"

G_BEGIN_DECLS

/* GFile's, sorted by name: the files and folders in FOLDER, without links and hidden ones. */
GPtrArray *coffret_contents_list (GFile *folder, GError **error);
/* The bytes of FILE; refused when they are too many for a credential. */
GBytes *coffret_contents_load (GFile *file, GError **error);
/* As coffret_reader_visit() does, also for the codes in a picture (code.h). */
gboolean coffret_contents_visit (GBytes *bytes,
                                 const char *name,
                                 CoffretItemFunc func,
                                 gpointer data,
                                 gint64 *offset,
                                 GError **error);

G_END_DECLS
