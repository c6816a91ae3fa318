/* restore.h: from a backup back to a vault.
 *
 * A backup is a stranger's file even when it opens: its database is never adopted. It is unpacked
 * (encrypted) to a scratch file, must have exactly the tables of its schema and pass both checks,
 * and then rows are copied one by one: originals by their SHA-256, what is said of each
 * credential read again from its original, verdicts not at all. Whom its owner vouched for, and
 * the documents and lists that credentials were checked with, come in only when that is asked for.
 *
 * Into a new vault (with a key of its own): all of it or no vault. Into one that is there, it
 * merges: what is there already is recognised and stays as it is; what was deleted here stays
 * deleted, and is counted; own words that differ are both kept, the others' at the end of the
 * note; compartments are found again by id or name, sharing groups by id; the ledger of what was
 * shared is joined, and no line of it changed. A target of hours comes where there is none; when to
 * ask before something is shared comes into a new vault only. A merge that is cut short has brought
 * a part, and done again brings the rest. Memory does not grow with the backup but for the list of
 * what is in it, unless it is opened in memory. All functions block.
 */
#pragma once

#include "vault/backup.h"

G_BEGIN_DECLS

typedef struct _CoffretRestore CoffretRestore;

/* What is in it, known once it is open. */
typedef struct {
  guint credentials;
  guint trashed;
  guint compartments;
  guint own_words;  /* credentials with an own title or note */
  guint identities; /* names and addresses of the holder */
  guint vouched;    /* issuers whom its owner trusts or not */
  guint witnesses;  /* documents and lists to check with */
  guint attachments;
  guint groups; /* sharing groups */
  guint shares; /* lines of the ledger */
} CoffretRestoreContents;

typedef enum {
  COFFRET_RESTORE_DEFAULT = 0,
  COFFRET_RESTORE_TRUST = 1 << 0,   /* also whom the owner vouched for, documents and lists */
  COFFRET_RESTORE_DELETED = 1 << 1, /* also what was deleted here */
} CoffretRestoreFlags;

typedef struct {
  guint total;  /* credentials looked at, with those in the trash */
  guint opened; /* of these, read again from their originals */
  guint added;
  guint already_there;
  guint deleted_here; /* left out or left in the trash for that */
  guint words_added;  /* own words taken over */
  guint words_beside; /* own words put beside others */
  guint compartments; /* new ones */
  guint identities;   /* new ones */
  guint vouched;      /* new ones */
  guint vouched_kept; /* where the owner here says something else, which stays */
  guint witnesses;
  guint attachments;     /* new ones */
  guint groups;          /* new sharing groups */
  guint shares;          /* new lines of the ledger */
  GPtrArray *unread;     /* names of those not opened, kept as they were; char * */
  GPtrArray *lost;       /* names of those whose original cannot be had from this backup; char * */
  GPtrArray *lost_files; /* of these, attachments and what was shared; char * */
} CoffretRestoreReport;

void coffret_restore_report_free (CoffretRestoreReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestoreReport, coffret_restore_report_free)

/* Opens the backup PATH by one of its ways in; SECRET is the passphrase or the sheet's code. The
 * scratch file lies in NEAR or, where that is not there, in the nearest folder above; where it is
 * NULL nothing is written, and all of the backup is in memory. */
CoffretRestore *coffret_restore_open (const char *path,
                                      CoffretSlotType slot,
                                      CoffretSecret *secret,
                                      const char *near,
                                      gboolean interactive,
                                      GCancellable *cancellable,
                                      GError **error);
/* Whether that backup is of VAULT, which is open, under the key that it has now. Then the key
 * need not be asked for: coffret_restore_open_by_vault(), whose scratch file lies by the vault. */
gboolean coffret_restore_has_key (const CoffretBackupInfo *info, CoffretVault *vault);
CoffretRestore *coffret_restore_open_by_vault (const char *path,
                                               CoffretVault *vault,
                                               GCancellable *cancellable,
                                               GError **error);
/* What WORDS are to that backup: text of the right form is taken for the code of a sheet, hardly
 * a passphrase is. NULL: the keyring opens it. */
CoffretSlotType coffret_restore_choose_slot (const CoffretBackupInfo *info, CoffretSecret *words);
void coffret_restore_free (CoffretRestore *restore);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestore, coffret_restore_free)

const CoffretBackupInfo *coffret_restore_get_info (CoffretRestore *restore);
const CoffretRestoreContents *coffret_restore_get_contents (CoffretRestore *restore);

/* How many credentials a merge has looked at so far; on any thread. */
guint coffret_restore_get_done (CoffretRestore *restore);

/* Makes FOLDER and a vault in it, as coffret_vault_create() does. REPORT (nullable) is owned by
 * the caller. */
CoffretVault *coffret_restore_into_new (CoffretRestore *restore,
                                        const char *folder,
                                        CoffretSlotType slots,
                                        CoffretSecret *secret,
                                        CoffretRestoreFlags flags,
                                        CoffretRestoreReport **report,
                                        GCancellable *cancellable,
                                        GError **error);
/* REPORT says what came in, also when it was cut short. */
gboolean coffret_restore_merge (CoffretRestore *restore,
                                CoffretVault *vault,
                                CoffretRestoreFlags flags,
                                CoffretRestoreReport **report,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
