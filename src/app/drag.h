/* drag.h: what can be dragged inside the window: credentials and compartments.
 * Other programs are given nothing. */
#pragma once

#include <gtk/gtk.h>

#include "app/choice.h"
#include "organise/compartment.h"

G_BEGIN_DECLS

/* Dragged credentials: a GListStore of CoffretEntry; a compartment: itself. */
#define COFFRET_DRAG_ENTRIES G_TYPE_LIST_STORE
#define COFFRET_DRAG_COMPARTMENT COFFRET_TYPE_COMPARTMENT

/* For "prepare": what SOURCE gives, under a picture that says what it is. */
GdkContentProvider *coffret_drag_entries (GtkDragSource *source, GPtrArray *entries);
/* ENTRY, or all that are chosen when it is one of them. */
GdkContentProvider *
coffret_drag_chosen (GtkDragSource *source, CoffretChoice *choice, CoffretEntry *entry);
GdkContentProvider *
coffret_drag_compartment (GtkDragSource *source, CoffretCompartment *compartment);
/* What was dropped as COFFRET_DRAG_ENTRIES: CoffretEntry's, owned. */
GPtrArray *coffret_drag_get_entries (const GValue *value);

G_END_DECLS
