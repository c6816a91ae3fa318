/* entry-menu.h: what can be done with one credential, as a menu.
 * The actions are those of the vault view ("vault.…"), with the credential's id. */
#pragma once

#include "organise/library.h"

G_BEGIN_DECLS

/* OPEN: with "Open" as its first item. Owned by the caller. */
GMenuModel *coffret_entry_menu_new (CoffretEntry *entry, CoffretLibrary *library, gboolean open);
/* "Nursing › Hours", with nothing in it that a menu takes for a mnemonic. Owned. */
char *coffret_compartment_menu_label (CoffretCompartment *compartment, CoffretLibrary *library);
/* Where several chosen ones can be put ("several.…", widgets/several-bar.c), but for the
 * compartment EXCEPT (nullable). Owned by the caller. */
GMenuModel *coffret_several_menu_new (CoffretLibrary *library, const char *except);

G_END_DECLS
