/* first-run-page.h: the first minutes in three steps: what this is, which vault, and the ways
 * into it. Shown only where no vault is. Where no keyring answers, the passphrase is asked for;
 * else it may be left for later, in so many words. */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FIRST_RUN_PAGE (coffret_first_run_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFirstRunPage, coffret_first_run_page, COFFRET, FIRST_RUN_PAGE, AdwBin)

CoffretFirstRunPage *coffret_first_run_page_new (CoffretDoor *door);

G_END_DECLS
