/* add-dialog.h: taking credentials in, and the report of it.
 *
 * Files are read as soon as they are given; more may be given meanwhile. The
 * report fills as they are read, and every line in it is safe on disk. Closing the
 * dialog cancels what has not been read and says what was kept. Choosing and
 * pasting are actions of the window. Signal "open" (id): show that credential.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ADD_DIALOG (coffret_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretAddDialog, coffret_add_dialog, COFFRET, ADD_DIALOG, AdwDialog)

/* COMPARTMENT (nullable) is proposed for what is added. */
CoffretAddDialog *coffret_add_dialog_new (CoffretSession *session, CoffretCompartment *compartment);

/* FILES holds GFile's: files or folders. */
void coffret_add_dialog_take_files (CoffretAddDialog *self, GListModel *files);
/* NAME: what the report calls it. */
void coffret_add_dialog_take_bytes (CoffretAddDialog *self, GBytes *bytes, const char *name);

G_END_DECLS
