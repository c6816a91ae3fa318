/* entry-menu.h: what can be done with one credential, as a menu.
 * The actions are those of the vault view ("vault.…"), with the credential's id. */
#pragma once

#include "organise/library.h"

G_BEGIN_DECLS

/* OPEN: with "Open" as its first item. Owned by the caller. */
GMenuModel *coffret_entry_menu_new (CoffretEntry *entry, CoffretLibrary *library, gboolean open);

G_END_DECLS
