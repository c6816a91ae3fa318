/* drag.h: what can be dragged inside the window: credentials and compartments.
 * Other programs are given the originals of credentials, as files (files-out.h). */
#pragma once

#include <gtk/gtk.h>

#include "app/choice.h"
#include "organise/session.h"

G_BEGIN_DECLS

/* Dragged credentials: a GListStore of CoffretEntry; a compartment: itself. */
#define COFFRET_DRAG_ENTRIES G_TYPE_LIST_STORE
#define COFFRET_DRAG_COMPARTMENT COFFRET_TYPE_COMPARTMENT

/* For "prepare": what SOURCE gives, under a picture that says what it is. SESSION NULL: other
 * programs are given nothing. */
GdkContentProvider *
coffret_drag_entries (GtkDragSource *source, CoffretSession *session, GPtrArray *entries);
/* The same with ENTRY, or all that are chosen when it is one of them. */
GdkContentProvider *coffret_drag_chosen (GtkDragSource *source,
                                         CoffretSession *session,
                                         CoffretChoice *choice,
                                         CoffretEntry *entry);
/* For "accept" of a drop target that takes files: those of other programs, not what is dragged in
 * this window. */
gboolean coffret_drag_is_from_outside (GtkDropTarget *target, GdkDrop *drop);
GdkContentProvider *
coffret_drag_compartment (GtkDragSource *source, CoffretCompartment *compartment);
/* What was dropped as COFFRET_DRAG_ENTRIES: CoffretEntry's, owned. */
GPtrArray *coffret_drag_get_entries (const GValue *value);

G_END_DECLS
