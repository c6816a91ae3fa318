/* exporting.h: the originals of several credentials, as they were received, out of the vault.
 *
 * Into a folder, each as a file of its own, or into one ZIP file. Two of a name get a number, and
 * nothing that is there is overwritten; credentials of one file give it once. A file has its name
 * only once it is whole. A cancelled export into a folder keeps the files that are done and says
 * how many; a cancelled ZIP file leaves nothing. Lives on the main thread.
 * Properties: done (of total), running.
 */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_EXPORTING (coffret_exporting_get_type ())
G_DECLARE_FINAL_TYPE (CoffretExporting, coffret_exporting, COFFRET, EXPORTING, GObject)

/* ENTRIES are CoffretEntry's. PATH is a folder that is there, or with ZIP a file to be. */
CoffretExporting *
coffret_exporting_new (CoffretSession *session, GPtrArray *entries, const char *path, gboolean zip);
/* Once. Resolves to the number (guint) of files that are written, also when it was cancelled. */
DexFuture *coffret_exporting_run (CoffretExporting *self);
void coffret_exporting_cancel (CoffretExporting *self);
gboolean coffret_exporting_is_running (CoffretExporting *self);
guint coffret_exporting_get_done (CoffretExporting *self);
guint coffret_exporting_get_total (CoffretExporting *self);

G_END_DECLS
