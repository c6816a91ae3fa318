/* shares.h: the ledger: what was shared, as it was.
 *
 * Lines are only added, never changed (vault/shares.h), so there is nothing to undo. Lives on the
 * main thread.
 */
#pragma once

#include "organise/session.h"
#include "vault/shares.h"

G_BEGIN_DECLS

/* Notes that ROW was shared, whose file is BYTES, and keeps it. To be done before the file is
 * given away: what is not noted has not been shared. Resolves to the share's id, a string; then
 * the groups say "shared". */
DexFuture *coffret_session_note_share (CoffretSession *self, CoffretShareRow *row, GBytes *bytes);

/* What people call a kind ("Web Page"), borrowed; any thread. */
typedef const char *(*CoffretKindLabelFunc) (const char *kind);

/* The newest first; GROUP (nullable) is the id of one; WORDS (nullable): each stands in the group's
 * name, the audience, the recipient, the kind, what LABEL (nullable) calls that, a title, an
 * issuer, a shown field's label, or the date, accents and case aside. Resolves to a GPtrArray of
 * CoffretShareRow. */
DexFuture *coffret_session_list_shares (CoffretSession *self,
                                        const char *group,
                                        const char *words,
                                        CoffretKindLabelFunc label);
/* Resolves to a CoffretShareRow. */
DexFuture *coffret_session_find_share (CoffretSession *self, const char *id);
/* The file as it was given away, byte for byte: resolves to a GBytes; rejects with
 * G_IO_ERROR_NOT_FOUND when it was too large to be kept. */
DexFuture *coffret_session_read_share (CoffretSession *self, const char *id);

G_END_DECLS
