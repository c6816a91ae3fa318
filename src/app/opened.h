/* opened.h: files from the vault that another program has been given to open.
 *
 * Each is a copy in a folder that only its owner can look into, read-only, in memory where the
 * system has such a place (XDG_RUNTIME_DIR) and it fits. All of them go when the vault is locked
 * and when Coffret ends; what a killed Coffret left goes when the next one opens a file.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a copy of SIZE bytes called NAME is to be written; nothing is there. Owned. NULL with an
 * error. Main thread. */
char *coffret_opened_new_path (const char *name, gint64 size, GError **error);
/* All of them go. */
void coffret_opened_clear (void);

G_END_DECLS
