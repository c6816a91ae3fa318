/* intake.h: one file on its way into the vault.
 *
 * Inside the module only. It is read and parsed on a worker, written on the vault's
 * thread as part of somebody's transaction, and told about on the main thread:
 * never on two of these at once. Writing may be repeated after a transaction
 * that came to nothing. A folder turns into the files and folders in it.
 */
#pragma once

#include "organise/import.h"
#include "organise/row.h"
#include "vault/database.h"
#include "verify/grounds.h"

G_BEGIN_DECLS

typedef struct _CoffretIntake CoffretIntake;

/* FILE or BYTES. NAME (nullable): what people know it by; else FILE's path. */
CoffretIntake *coffret_intake_new (GFile *file, GBytes *bytes, const char *name);
void coffret_intake_free (CoffretIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretIntake, coffret_intake_free)

/* Before it is read: everything but the credentials with these DIGESTS is refused as
 * COFFRET_PRACTICE_ERROR_OWN_FILE (practice.h), and nothing of it is kept. */
void coffret_intake_take_only (CoffretIntake *intake, GHashTable *digests);
/* Before it is read: each credential gets its verdict, on GROUNDS. */
void coffret_intake_judge (CoffretIntake *intake, CoffretGrounds *grounds);
/* Blocks. What goes wrong becomes an outcome. */
void coffret_intake_read (CoffretIntake *intake);
/* GFile's, sorted: it was a folder. Else NULL. */
GPtrArray *coffret_intake_get_children (CoffretIntake *intake);
/* Of what it holds in memory until it is written. */
gsize coffret_intake_get_size (CoffretIntake *intake);

/* All of its credentials or, FALSE, none. COMPARTMENT (nullable): what is added is put there. The
 * words of its rows are of VOCABULARY. */
gboolean coffret_intake_write (CoffretIntake *intake,
                               CoffretDatabase *database,
                               const char *compartment,
                               CoffretVocabulary *vocabulary,
                               GError **error);
/* Everything in it is refused for ERROR. */
void coffret_intake_refuse (CoffretIntake *intake, const GError *error);

/* Borrowed; true once the transaction is. */
GPtrArray *coffret_intake_get_outcomes (CoffretIntake *intake); /* CoffretOutcome */
GPtrArray *coffret_intake_get_rows (CoffretIntake *intake);     /* CoffretRow: new ones */
GPtrArray *coffret_intake_get_restored (CoffretIntake *intake); /* ids taken out of the trash */

G_END_DECLS
