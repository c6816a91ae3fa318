/* first-run-page.h: the first minutes: what this is, and the making of the vault.
 * Shown only where no vault is. */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FIRST_RUN_PAGE (coffret_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFirstRunPage, coffret_first_run_page, COFFRET, FIRST_RUN_PAGE, AdwBin)

CoffretFirstRunPage *coffret_first_run_page_new (CoffretDoor *door);

G_END_DECLS
