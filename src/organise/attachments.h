/* attachments.h: the session's acts for files beside credentials and for what the holder types in.
 *
 * An attachment is any file, of any size; its bytes are kept as they are, encrypted, and go in
 * and out in pieces. The credential itself is never touched. Every change is one step of undo;
 * signal "attachments-changed" of the library tells of it.
 *
 * What is in them can be searched (coffret_session_find_in_attachments()), once they have been read
 * (attachment-reading.h), which happens in the background.
 */
#pragma once

#include "credential/own.h"
#include "organise/session.h"
#include "vault/attachments.h"

G_BEGIN_DECLS

/* A boxed CoffretAttachmentRow. */
#define COFFRET_TYPE_ATTACHMENT_ROW (coffret_attachment_row_get_type ())
GType coffret_attachment_row_get_type (void);

/* Resolves to a GPtrArray (boxed) of CoffretAttachmentRow, in their order. */
DexFuture *coffret_session_list_attachments (CoffretSession *self, CoffretEntry *entry);

/* How far it is, on the main thread: DONE of TOTAL bytes; TOTAL 0: unknown. */
typedef void (*CoffretAttachProgress) (gint64 done, gint64 total, gpointer data);

/* FILE or BYTES (then with a NAME), kept beside ENTRY. Resolves to the COFFRET_TYPE_ATTACHMENT_ROW.
 * Rejects what is there already with G_IO_ERROR_EXISTS; the practice vault takes nothing of one's
 * own. PROGRESS and CANCELLABLE are nullable; DATA is freed with DESTROY (nullable) on the main
 * thread. */
DexFuture *coffret_session_attach (CoffretSession *self,
                                   CoffretEntry *entry,
                                   GFile *file,
                                   GBytes *bytes,
                                   const char *name,
                                   CoffretAttachProgress progress,
                                   gpointer data,
                                   GDestroyNotify destroy,
                                   GCancellable *cancellable);
/* ROW is as it was listed. Each resolves to TRUE. */
DexFuture *coffret_session_rename_attachment (CoffretSession *self,
                                              const CoffretAttachmentRow *row,
                                              const char *name);
DexFuture *
coffret_session_remove_attachment (CoffretSession *self, const CoffretAttachmentRow *row);
/* Before NEXT (NULL: as the last), where it stands before WAS (NULL: as the last). */
DexFuture *coffret_session_place_attachment (CoffretSession *self,
                                             const CoffretAttachmentRow *row,
                                             const char *next,
                                             const char *was);
/* To FILE, over what is there, or else to a new file PATH that only its owner may read. Resolves to
 * TRUE; nothing half-done is left. */
DexFuture *coffret_session_save_attachment (CoffretSession *self,
                                            const CoffretAttachmentRow *row,
                                            GFile *file,
                                            const char *path,
                                            GCancellable *cancellable);

/* Page PAGE (from 0) of a PDF as a picture of at most WIDTH by HEIGHT (2048 each), drawn by a
 * program of its own. Resolves to a GBytes: a PNG. */
DexFuture *coffret_session_preview_attachment (
  CoffretSession *self, const CoffretAttachmentRow *row, int page, int width, int height);

/* For each of WORDS (folded, each the beginning of a word), the ids of the credentials with an
 * attachment that has such a word: resolves to a GPtrArray (boxed) of GHashTable, a set of char *,
 * in their order. */
DexFuture *coffret_session_find_in_attachments (CoffretSession *self, const char *const *words);

/* What the holder typed in, as a credential of its own. COMPARTMENT is nullable. Resolves to its id
 * (G_TYPE_STRING). */
DexFuture *
coffret_session_add_own (CoffretSession *self, const CoffretOwnEntry *own, const char *compartment);
/* FILES (GFile's), which hold no credential, as entries of one's own: one each, or all of them with
 * one (TOGETHER), with a title after the name of the (first) file. Each entry is there with its
 * files or not at all. Resolves to the id of the last one (G_TYPE_STRING). */
DexFuture *coffret_session_keep_files (CoffretSession *self,
                                       GPtrArray *files,
                                       gboolean together,
                                       const char *compartment);
/* "wound_care-level-2.PDF": "Wound care level 2". Owned. */
char *coffret_title_from_file (const char *name);
/* ENTRY, which was typed in, says OWN from here on. Resolves to TRUE. */
DexFuture *
coffret_session_change_own (CoffretSession *self, CoffretEntry *entry, const CoffretOwnEntry *own);

/* Throws away what is nobody's; FIRST: also what was removed before, or came only half-way, which
 * may be asked only before anything else is. For session.c. */
void coffret_session_sweep (CoffretSession *self, gboolean first);

G_END_DECLS
