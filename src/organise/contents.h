/* contents.h: from a file or folder on this computer to what is in it.
 *
 * Inside the module only. Bounded, and blocking: for a worker. Nothing is kept,
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
/* CoffretItem's, as coffret_reader_read() gives them, also of the codes in a picture (code.h). */
GPtrArray *coffret_contents_read (GBytes *bytes, const char *name, gint64 *offset, GError **error);

G_END_DECLS
