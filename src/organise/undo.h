/* undo.h: the way back, step by step, for every change in a session.
 *
 * A step is a sentence ("Put 3 credentials into “Nursing”") and the inverse
 * commands, which are one transaction. Undoing a step makes the step that redoes it.
 * Dropped on lock: nothing personal outlives the session.
 * Properties: can-undo, can-redo, undo-label, redo-label.
 */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_UNDO (coffret_undo_get_type ())
G_DECLARE_FINAL_TYPE (CoffretUndo, coffret_undo, COFFRET, UNDO, GObject)

gboolean coffret_undo_can_undo (CoffretUndo *self);
gboolean coffret_undo_can_redo (CoffretUndo *self);
const char *coffret_undo_get_undo_label (CoffretUndo *self); /* nullable */
const char *coffret_undo_get_redo_label (CoffretUndo *self); /* nullable */
/* Resolve to TRUE, or reject. */
DexFuture *coffret_undo_undo (CoffretUndo *self);
DexFuture *coffret_undo_redo (CoffretUndo *self);
/* The newest steps, if they are called LABELS, the newest last, are one step called LABEL from now
 * on. FALSE: there was another between them, and nothing has changed. */
gboolean coffret_undo_join (CoffretUndo *self, const char *const *labels, const char *label);

/* Whether something that was done, and not undone, is nowhere but in this vault: all but
 * credentials that came from files, or of which all originals were saved as such. */
gboolean coffret_undo_has_unsaved (CoffretUndo *self);
/* All originals that came in so far are in files now. */
void coffret_undo_note_saved (CoffretUndo *self);

G_END_DECLS
