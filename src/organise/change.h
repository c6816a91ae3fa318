/* change.h: something done to the vault that can be done backwards.
 *
 * Inside the module only. A change is a sentence and commands. A command is data
 * with three functions: RUN does it to the database, on the vault's thread; APPLY
 * then does the same to the library, on the main thread; INVERT says how to take
 * it back. Performing a change is one transaction; what it gives back is the
 * change that undoes it, under the same sentence.
 */
#pragma once

#include "organise/library.h"
#include "vault/vault.h"

G_BEGIN_DECLS

typedef struct _CoffretCommand CoffretCommand;
typedef struct _CoffretChange CoffretChange;

typedef struct {
  gboolean (*run) (gpointer data, CoffretDatabase *database, GError **error);
  void (*apply) (gpointer data, CoffretLibrary *library);
  /* After APPLY: adds to CHANGE, in the order of doing, what takes it back. Nothing when it changed
   * nothing. */
  void (*invert) (gpointer data, CoffretChange *change);
  /* Forgets what is no longer in LIBRARY; FALSE when nothing is left to do. */
  gboolean (*prune) (gpointer data, CoffretLibrary *library);
  void (*free) (gpointer data);
} CoffretCommandKind;

/* Where else that is what a change brought, or took back. */
typedef enum {
  COFFRET_ELSEWHERE_NOWHERE,   /* in the vault alone */
  COFFRET_ELSEWHERE_ORIGINALS, /* originals, of which none is known to be in a file */
  COFFRET_ELSEWHERE_FILES,
} CoffretElsewhere;

#define COFFRET_TYPE_CHANGE (coffret_change_get_type ())
GType coffret_change_get_type (void);

CoffretChange *coffret_change_new (const char *label);
CoffretChange *coffret_change_ref (CoffretChange *change);
void coffret_change_unref (CoffretChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretChange, coffret_change_unref)

/* Takes DATA. */
void coffret_change_add (CoffretChange *change, const CoffretCommandKind *kind, gpointer data);
/* Everything that OTHER does, behind what CHANGE does; OTHER does nothing any more. Neither may
 * have been given to anybody yet. */
void coffret_change_take_over (CoffretChange *change, CoffretChange *other);
const char *coffret_change_get_label (CoffretChange *change);
gboolean coffret_change_is_empty (CoffretChange *change);
/* COFFRET_ELSEWHERE_NOWHERE unless it was set; what takes it back has the same. */
void coffret_change_set_elsewhere (CoffretChange *change, CoffretElsewhere elsewhere);
CoffretElsewhere coffret_change_get_elsewhere (const CoffretChange *change);
/* FALSE when nothing is left to do. */
gboolean coffret_change_prune (CoffretChange *change, CoffretLibrary *library);

/* What takes back a change that was performed. */
CoffretChange *coffret_change_invert (CoffretChange *change);

/* Once. The library follows even when nobody waits for the future, which resolves on the
 * main thread to the inverse CoffretChange. */
DexFuture *
coffret_change_perform (CoffretChange *change, CoffretVault *vault, CoffretLibrary *library);

G_END_DECLS
