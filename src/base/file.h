/* file.h: files that are whole or not there.
 *
 * Writing goes to a new file beside the old one, is flushed to the disk, renamed
 * over it, and the folder flushed too: after a crash at any moment the name has
 * either the old content or the new. Reading is bounded.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* MODE as for open(2), e.g. 0600. Errors are G_FILE_ERROR. */
gboolean coffret_file_replace (const char *path, GBytes *content, int mode, GError **error);

/* G_FILE_ERROR_FAILED with a sentence when it is longer than MAX_BYTES.
 * Devices, pipes and folders are refused. */
GBytes *coffret_file_read (const char *path, gsize max_bytes, GError **error);

G_END_DECLS
