/* compartment-dialog.h: name, icon and colour of a new compartment, or of one that is
 * changed. Signal "confirmed": the person chose to go on; the dialog then closes. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_COMPARTMENT_DIALOG (coffret_compartment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretCompartmentDialog, coffret_compartment_dialog, COFFRET, COMPARTMENT_DIALOG, AdwDialog)

/* NAME NULL: a new one. ICON and COLOUR (looks.h) are nullable. */
CoffretCompartmentDialog *
coffret_compartment_dialog_new (const char *name, const char *icon, const char *colour);
/* A compartment that fills itself by the search WORDS, which can be changed. */
void coffret_compartment_dialog_set_rule (CoffretCompartmentDialog *self, const char *words);
/* NULL: it is filled by hand. */
const char *coffret_compartment_dialog_get_rule (CoffretCompartmentDialog *self);
/* What it is sorted by: CoffretCompartmentRow's arrangement. NULL: as the list is. */
void coffret_compartment_dialog_set_arrangement (CoffretCompartmentDialog *self,
                                                 const char *arrangement);
const char *coffret_compartment_dialog_get_arrangement (CoffretCompartmentDialog *self);
const char *coffret_compartment_dialog_get_name (CoffretCompartmentDialog *self);
const char *coffret_compartment_dialog_get_icon (CoffretCompartmentDialog *self);
const char *coffret_compartment_dialog_get_colour (CoffretCompartmentDialog *self);

G_END_DECLS
