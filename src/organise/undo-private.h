/* undo-private.h: how the session fills and drops the steps. Inside the module only. */
#pragma once

#include "organise/change.h"
#include "organise/undo.h"

G_BEGIN_DECLS

CoffretUndo *coffret_undo_new (CoffretVault *vault, CoffretLibrary *library);
/* INVERSE takes back what was just done; nothing can be redone any more. An empty
 * one is no step. */
void coffret_undo_push (CoffretUndo *self, CoffretChange *inverse);
/* Drops what speaks only of credentials that are gone for ever. */
void coffret_undo_prune (CoffretUndo *self);
/* Drops all steps; what was unsaved stays so. */
void coffret_undo_clear (CoffretUndo *self);
/* For ever. */
void coffret_undo_close (CoffretUndo *self);

G_END_DECLS
