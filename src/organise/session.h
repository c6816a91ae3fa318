/* session.h: one open vault: its library, its undo stack and its jobs.
 *
 * Made by a door (door.h) from an open vault and swapped as a whole: locking,
 * practice, guest and other vaults are another session or none. Lives on the main
 * thread; every act returns a future and is one transaction and, where it changes something,
 * one step of undo. After coffret_session_end() every act rejects; signal "ended" tells of it.
 */
#pragma once

#include "organise/backups.h"
#include "organise/import.h"
#include "organise/library.h"
#include "organise/merging.h"
#include "organise/undo.h"
#include "organise/verification.h"
#include "organise/view.h"
#include "vault/vault.h"
#include "verify/report.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SESSION (coffret_session_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSession, coffret_session, COFFRET, SESSION, GObject)

/* Loads the library. Resolves to a CoffretSession. */
DexFuture *coffret_session_new (CoffretVault *vault);
/* The same for a window: of a large vault it loads what the list began with when
 * coffret_session_note_front() was last told, and the rest behind that (library.h). */
DexFuture *coffret_session_open (CoffretVault *vault);
/* What VIEW shows may be what the list begins with the next time: the vault remembers it. */
void coffret_session_note_front (CoffretSession *self, CoffretView *view);
/* Ends the jobs, empties library and undo, closes the vault. */
void coffret_session_end (CoffretSession *self);
/* Then nothing may be asked of the vault. */
gboolean coffret_session_is_ended (CoffretSession *self);

CoffretVault *coffret_session_get_vault (CoffretSession *self);
CoffretLibrary *coffret_session_get_library (CoffretSession *self);
CoffretUndo *coffret_session_get_undo (CoffretSession *self);
/* NULL: the vault lives in memory. Borrowed. */
CoffretBackups *coffret_session_get_backups (CoffretSession *self);

/* What told, since it was opened, that the vault is damaged; NULL: nothing did. Property "damaged"
 * (a boolean). Nothing can be changed then; coffret_door_lock() leads to what helps. Borrowed. */
const GError *coffret_session_get_damage (CoffretSession *self);
/* FALSE: the vault lies where nothing can be written, or is damaged; every act that changes it
 * rejects. */
gboolean coffret_session_can_change (CoffretSession *self);
/* The vault of an invented person (practice.h): takes in nothing else. */
gboolean coffret_session_is_practice (CoffretSession *self);
/* A vault in memory of somebody who is not invented: forgotten when it ends. */
gboolean coffret_session_is_guest (CoffretSession *self);
/* The originals of the credentials IDS are in files that the person chose: counts towards
 * coffret_undo_note_saved(), once all are. */
void coffret_session_note_saved (CoffretSession *self, GPtrArray *ids);

/* A job that has not begun yet. COMPARTMENT (nullable): put what is added there. */
CoffretImport *coffret_session_import (CoffretSession *self, const char *compartment);

/* The backup PATH to be brought into this vault (merging.h). NULL with an error when it is none,
 * or nothing can be brought in here. */
CoffretMerging *coffret_session_merge (CoffretSession *self, const char *path, GError **error);

/* Fetches what coffret_entry_get_record() answers from then on. Resolves to TRUE. */
DexFuture *coffret_session_record (CoffretSession *self, CoffretEntry *entry);
/* The credential itself, read again from its original: resolves to a CoffretItem
 * (COFFRET_TYPE_ITEM). */
DexFuture *coffret_session_read (CoffretSession *self, CoffretEntry *entry);
/* The bytes as received: resolves to a GBytes. */
DexFuture *coffret_session_original (CoffretSession *self, CoffretEntry *entry);
/* A small picture drawn before: resolves to a GBytes, rejects with
 * G_IO_ERROR_NOT_FOUND when there is none. */
DexFuture *coffret_session_thumbnail (CoffretSession *self, CoffretEntry *entry);
DexFuture *coffret_session_keep_thumbnail (CoffretSession *self, CoffretEntry *entry, GBytes *png);

/* ENTRIES are CoffretEntry's. Each resolves to TRUE. */
DexFuture *coffret_session_trash (CoffretSession *self, GPtrArray *entries);
DexFuture *coffret_session_restore (CoffretSession *self, GPtrArray *entries);
/* Cannot be undone. */
DexFuture *coffret_session_empty_trash (CoffretSession *self);

/* Resolves to the new CoffretCompartment. */
DexFuture *coffret_session_add_compartment (
  CoffretSession *self, const char *name, const char *icon, const char *colour, const char *parent);
DexFuture *
coffret_session_change_compartment (CoffretSession *self, const CoffretCompartmentRow *row);
DexFuture *coffret_session_remove_compartment (CoffretSession *self, const char *id);
/* Into PARENT (NULL: to the top), before the compartment BEFORE there (NULL: as the last). What
 * lies within it goes along. */
DexFuture *coffret_session_place_compartment (CoffretSession *self,
                                              const char *id,
                                              const char *parent,
                                              const char *before);
/* A new compartment with ENTRIES in it, in one step. Resolves to the CoffretCompartment. */
DexFuture *coffret_session_put_in_new (
  CoffretSession *self, GPtrArray *entries, const char *name, const char *icon, const char *colour);
/* A compartment that holds what WORDS (terms.h) find, now and later: nothing is put into it or
 * taken out of it by hand. Resolves to the CoffretCompartment. */
DexFuture *coffret_session_keep_search (
  CoffretSession *self, const char *name, const char *icon, const char *colour, const char *words);
DexFuture *coffret_session_put (CoffretSession *self, GPtrArray *entries, const char *compartment);
DexFuture *coffret_session_take (CoffretSession *self, GPtrArray *entries, const char *compartment);

/* What the holder writes over a credential (holder.c). NULL or blank takes it away; a title
 * too long is cut, a note too long is refused. Each resolves to TRUE. */
DexFuture *coffret_session_set_title (CoffretSession *self, CoffretEntry *entry, const char *title);
DexFuture *coffret_session_set_note (CoffretSession *self, CoffretEntry *entry, const char *note);

/* What the holder marks (marking.c). ENTRIES are CoffretEntry's. Each resolves to TRUE. */
DexFuture *
coffret_session_set_favourite (CoffretSession *self, GPtrArray *entries, gboolean favourite);
/* A tag that is known, but for case and accents, is taken as it is known. */
DexFuture *coffret_session_add_tag (CoffretSession *self, GPtrArray *entries, const char *tag);
DexFuture *coffret_session_remove_tag (CoffretSession *self, GPtrArray *entries, const char *tag);
/* Those there are, by the reader's alphabet; owned. */
char **coffret_session_list_tags (CoffretSession *self);
/* Shown instead of the issuer's; COFFRET_INSTANT_NONE: the issuer's. What the verdict says stays
 * as it is. */
DexFuture *coffret_session_set_own_dates (CoffretSession *self,
                                          CoffretEntry *entry,
                                          CoffretInstant awarded,
                                          CoffretInstant expires);
/* The holder's words in LANGUAGE for ORIGINALS, texts of the issuer's; TEXTS has as many. A blank
 * one takes them away. All are one step. */
DexFuture *coffret_session_set_own_texts (CoffretSession *self,
                                          CoffretEntry *entry,
                                          const char *language,
                                          const char *const *originals,
                                          const char *const *texts);

/* Who the holder is: a GListModel of CoffretIdentity in the owner's order; borrowed. */
GListModel *coffret_session_get_identities (CoffretSession *self);
/* Each resolves to TRUE, or rejects with G_IO_ERROR_INVALID_ARGUMENT what cannot be of that
 * kind or is listed already. */
DexFuture *
coffret_session_add_identity (CoffretSession *self, CoffretIdentityKind kind, const char *value);
DexFuture *coffret_session_change_identity (CoffretSession *self,
                                            const char *id,
                                            CoffretIdentityKind kind,
                                            const char *value);
DexFuture *coffret_session_remove_identity (CoffretSession *self, const char *id);

/* Whether it is genuine, found out now: resolves to a CoffretReport; the entry's verdict
 * follows. ITEM (nullable): the entry as coffret_session_read() gave it, where that is at hand. */
DexFuture *coffret_session_report (CoffretSession *self, CoffretEntry *entry, CoffretItem *item);
/* The same of what is in no vault. SELF is nullable: then nobody vouches but the bundled
 * registries. */
DexFuture *coffret_session_judge (CoffretSession *self, CoffretItem *item);
/* What that rests on just now, owned. SELF is nullable, as above. */
CoffretGrounds *coffret_session_ref_grounds (CoffretSession *self);
/* In the background, of ENTRIES (CoffretEntry's; NULL: all). A running job, owned. */
CoffretVerification *coffret_session_verify (CoffretSession *self, GPtrArray *entries);
/* The newest such job, done or not; NULL: there was none. Property "verification". Borrowed. */
CoffretVerification *coffret_session_get_verification (CoffretSession *self);
/* TRUST is of the owner (COFFRET_TRUST_OWNER), distrusted or none; NAME (nullable) what the owner
 * knows the issuer as. Its credentials are judged again. Resolves to TRUE. */
DexFuture *coffret_session_set_trust (CoffretSession *self,
                                      const char *issuer,
                                      const char *name,
                                      CoffretTrust trust);
/* Keeps a document of an issuer's, or a status list, for good, and judges everything again.
 * Resolves to TRUE, or rejects with a COFFRET_VERIFY_ERROR what is none. */
DexFuture *coffret_session_add_ground (CoffretSession *self, CoffretGroundKind kind, GBytes *bytes);

G_END_DECLS
