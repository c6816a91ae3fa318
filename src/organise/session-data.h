/* session-data.h: what a session is made of, for the two files that make it: session.c and
 * session-load.c. Nothing else includes this.
 */
#pragma once

#include "organise/front.h"
#include "organise/rule-counts.h"
#include "organise/session-private.h"

G_BEGIN_DECLS

struct _CoffretSession {
  GObject parent_instance;
  CoffretVault *vault;
  CoffretLibrary *library;
  CoffretUndo *undo;
  CoffretBackups *backups; /* NULL: in memory */
  CoffretRuleCounts *counts;
  GPtrArray *jobs;      /* CoffretImport: begun or to begin, not yet done */
  GHashTable *practice; /* NULL, or the digests of all that is taken in */
  GHashTable *saved;    /* ids of which the originals are in files too; nullable */
  CoffretGroundsKeeper *keeper;
  CoffretVerification *verification; /* nullable */
  GError *damage;                    /* nullable */
  CoffretFront *front;               /* that the vault remembers; nullable */
  guint least;                       /* so many credentials are worth one; 0: none are */
  gboolean ended;
};

/* ERROR (taken) tells that the vault is damaged. */
void coffret_session_set_damage (CoffretSession *self, GError *error);

G_END_DECLS
