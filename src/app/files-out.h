/* files-out.h: originals for other programs, by the clipboard or by dragging.
 *
 * Nothing is written until somebody asks for it, by pasting or dropping. Then the originals, as
 * they were received, lie in a folder of their own where only this user can read, in memory where
 * the system has such a place, until the vault is locked; what the clipboard offers of them goes
 * then, too. Beside them their titles, as text.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FILES_OUT (coffret_files_out_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFilesOut, coffret_files_out, COFFRET, FILES_OUT, GdkContentProvider)

/* ENTRIES are CoffretEntry's. */
GdkContentProvider *coffret_files_out_new (CoffretSession *session, GPtrArray *entries);

/* To the clipboard, and says so at FROM's window. */
void coffret_files_out_copy (GtkWidget *from, CoffretSession *session, GPtrArray *entries);

G_END_DECLS
