/* mending.h: a damaged vault, of which what can be read is saved into a new one.
 *
 * For a door that found damage. The new vault lies beside the damaged one until its owner agrees
 * that it takes that place; the damaged one is then kept under another name. Nothing is ever
 * written to it. Progress may be read at any time; all the rest belongs to the main thread.
 */
#pragma once

#include <libdex.h>

#include "vault/salvage.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_MENDING (coffret_mending_get_type ())
G_DECLARE_FINAL_TYPE (CoffretMending, coffret_mending, COFFRET, MENDING, GObject)

CoffretMending *coffret_mending_new (const char *folder);

/* WORDS: a passphrase or the code of a recovery sheet; NULL: the keyring. Resolves to TRUE when
 * there is a new vault. */
DexFuture *coffret_mending_salvage (CoffretMending *self, CoffretSecret *words);
/* What is under way ends soon, and leaves nothing. */
void coffret_mending_cancel (CoffretMending *self);
double coffret_mending_get_progress (CoffretMending *self); /* 0 to 1 */
/* NULL until there is a new vault. Borrowed. */
const CoffretSalvageReport *coffret_mending_get_report (CoffretMending *self);
const char *coffret_mending_get_folder (CoffretMending *self); /* of the new vault */
/* Puts the new vault in the place of the damaged one. Resolves to the folder in which that is
 * kept, a string. */
DexFuture *coffret_mending_settle (CoffretMending *self);

G_END_DECLS
