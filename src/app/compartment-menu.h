/* compartment-menu.h: what can be done with one compartment, as a menu.
 * The actions are those of the vault view ("vault.…"), with the compartment's id. */
#pragma once

#include "organise/library.h"

G_BEGIN_DECLS

/* Owned by the caller. */
GMenuModel *coffret_compartment_menu_new (CoffretCompartment *compartment, CoffretLibrary *library);
/* The id of the compartment STEP places further within the same one, or NULL. */
const char *
coffret_compartment_neighbour (CoffretLibrary *library, CoffretCompartment *compartment, int step);
/* Where it stands among those within the same one, from 1, and how many they are. */
guint
coffret_compartment_rank (CoffretLibrary *library, CoffretCompartment *compartment, guint *total);

G_END_DECLS
