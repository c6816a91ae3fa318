/* import-private.h: how the session makes and ends an import. Inside the module only. */
#pragma once

#include "organise/import.h"
#include "organise/undo.h"
#include "vault/vault.h"
#include "verify/grounds.h"

G_BEGIN_DECLS

/* PRACTICE (nullable): digests of the only credentials that are taken in.
 * GROUNDS (nullable): what is added is judged on them; else later.
 * COMPARTMENT (nullable): what is added is put there. */
CoffretImport *coffret_import_new (CoffretVault *vault,
                                   CoffretLibrary *library,
                                   CoffretUndo *undo,
                                   GHashTable *practice,
                                   CoffretGrounds *grounds,
                                   const char *compartment);

G_END_DECLS
