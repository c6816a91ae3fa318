/* salvage.h: what can still be read of a damaged vault, brought into a new one.
 *
 * Every page whose bytes are what was written is used, and every credential whose original fits
 * its SHA-256 is saved with what its owner wrote over it, its compartments, and whom the owner
 * vouched for: what is lost is what lay on the damaged pages. A damaged first page, which SQLite
 * needs, loses nothing else. The damaged vault is only read, never written to and never removed.
 *
 * The new vault is made beside it, whole or not at all, with the same master key and ways in, so
 * that passphrase, recovery sheet and keyring open it as before; with only the way in that was
 * used, where the key file is damaged too. A way in must still open: where none does, no page can
 * be read, and only a backup helps (COFFRET_VAULT_ERROR_DAMAGED). So it is for what is missing:
 * a database of which nothing is left. Memory does not grow with the vault but for the list of
 * what is in it; the disk needs room for two more copies of it. All functions block.
 */
#pragma once

#include "vault/restore.h"

G_BEGIN_DECLS

/* A credential that was there and could not be saved. */
typedef struct {
  char *title; /* what it is known by; never NULL */
  char *note;  /* what its owner wrote of it; NULL: nothing that could be read */
} CoffretSalvageLoss;

typedef struct {
  guint total;            /* credentials that there were, as far as anything still tells */
  guint saved;            /* of these, with their originals as they came */
  guint notes;            /* own titles and notes saved with them */
  guint compartments;     /* saved */
  guint pages;            /* of the file */
  guint pages_lost;       /* of these, damaged or missing */
  gboolean only_this_way; /* the new vault opens by the way in that was used only */
  GPtrArray *lost;        /* CoffretSalvageLoss: those of which something is known */
  GPtrArray *unread;      /* names of those that are no longer understood, kept as they were */
} CoffretSalvageReport;

void coffret_salvage_report_free (CoffretSalvageReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSalvageReport, coffret_salvage_report_free)

/* DONE of TOTAL; on the thread that salvages. */
typedef void (*CoffretSalvageProgress) (guint done, guint total, gpointer data);

/* "FOLDER.salvaged-2026-11-22", of which there is none yet. Owned. */
char *coffret_salvage_choose_folder (const char *folder);

/* Opens FOLDER by one of its ways in, SECRET as for coffret_vault_open(), and makes the vault
 * TARGET of what can be read. COFFRET_VAULT_ERROR_BUSY where a program has the damaged one open.
 * PROGRESS and REPORT are nullable; REPORT is owned by the caller. */
CoffretVault *coffret_salvage (const char *folder,
                               const char *target,
                               CoffretSlotType slot,
                               CoffretSecret *secret,
                               gboolean interactive,
                               CoffretSalvageProgress progress,
                               gpointer data,
                               CoffretSalvageReport **report,
                               GCancellable *cancellable,
                               GError **error);

/* Puts the vault SALVAGED, which is closed, in the place of the damaged FOLDER beside it, which
 * stays there under the name that is returned, owned: "FOLDER.damaged-2026-11-22". For when its
 * owner has agreed. NULL: nothing was changed. */
char *coffret_salvage_settle (const char *folder, const char *salvaged, GError **error);

G_END_DECLS
