/* door.h: from a folder to an open session, whatever state either is in.
 *
 * The window shows one page per state and offers the acts that the state allows.
 * Every trouble of files or keyring is a state, never a crash and never a new vault
 * where one is. Properties: state, session (NULL unless open), error (why; for
 * "Details"), slots (ways in that the vault has), busy, backup (of a vault that is damaged or
 * gone).
 */
#pragma once

#include "organise/practice.h"
#include "organise/session.h"
#include "vault/restore.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_DOOR_LOOKING,         /* finding out */
  COFFRET_DOOR_FIRST_RUN,       /* no vault yet: coffret_door_create() */
  COFFRET_DOOR_LOCKED,          /* coffret_door_unlock() by keyring, passphrase or recovery sheet */
  COFFRET_DOOR_KEYRING_NONE,    /* no keyring service: another way in */
  COFFRET_DOOR_KEYRING_LOCKED,  /* locked or dismissed: again, or another way */
  COFFRET_DOOR_KEYRING_ABSENT,  /* it has not this vault's key: another way */
  COFFRET_DOOR_KEYRING_TIMEOUT, /* no answer: again, or another way */
  COFFRET_DOOR_OPEN,
  COFFRET_DOOR_BUSY,    /* open in another program */
  COFFRET_DOOR_MISSING, /* the database or its slots are gone */
  COFFRET_DOOR_DAMAGED,
  COFFRET_DOOR_NEWER,
  COFFRET_DOOR_FAULT, /* plaintext database, wrong library, disk: see error */
} CoffretDoorState;

#define COFFRET_TYPE_DOOR (coffret_door_get_type ())
G_DECLARE_FINAL_TYPE (CoffretDoor, coffret_door, COFFRET, DOOR, GObject)

typedef enum {
  COFFRET_DOOR_TO_VAULT,    /* in a folder, kept */
  COFFRET_DOOR_TO_PRACTICE, /* an invented person's, in memory (practice.h) */
  COFFRET_DOOR_TO_GUEST,    /* empty, in memory */
} CoffretDoorKind;

/* FOLDER NULL: the first of the owner's (vaults.h), which is $XDG_DATA_HOME/coffret until it is
 * moved. */
CoffretDoor *coffret_door_new (const char *folder);
/* To a vault that is in no folder, needs no key and is gone once the door is locked: nothing is
 * written anywhere. coffret_door_start() opens it, made anew each time. */
CoffretDoor *coffret_door_new_to_guest (void);
/* The same, filled with what MAKER makes PERSON (nullable) have. */
CoffretDoor *coffret_door_new_to_practice (CoffretPracticeMaker maker, const char *person);
CoffretDoorKind coffret_door_get_kind (CoffretDoor *self);

CoffretDoorState coffret_door_get_state (CoffretDoor *self);
CoffretSession *coffret_door_get_session (CoffretDoor *self); /* borrowed, nullable */
const GError *coffret_door_get_error (CoffretDoor *self);     /* nullable */
CoffretSlotType coffret_door_get_slots (CoffretDoor *self);
/* The newest backup of the vault that is damaged, of which a part is missing, or that lay here
 * (backup-places.h): looked for once that is seen, which may take a while. Borrowed; NULL: none. */
const CoffretBackupInfo *coffret_door_get_backup (CoffretDoor *self);
const char *coffret_door_get_folder (CoffretDoor *self); /* NULL: in memory */

/* Resolves to whether a keyring answers on this computer, so that it may open a new vault. */
DexFuture *coffret_door_find_keyring (void);

/* Looks, and opens by the keyring when that needs nobody's answer. Each future
 * resolves to TRUE when the door is open, FALSE when it is in another state; it
 * rejects only for wrong words (or too little memory to tell) or a failed creation. */
DexFuture *coffret_door_start (CoffretDoor *self);
DexFuture *
coffret_door_create (CoffretDoor *self, CoffretSlotType slots, CoffretSecret *passphrase);
DexFuture *coffret_door_unlock (CoffretDoor *self, CoffretSlotType slot, CoffretSecret *passphrase);
/* As coffret_door_create(), filled from the backup PATH. WORDS are those that open it: a passphrase
 * or the code of a recovery sheet, of which the new vault keeps that way in; NULL: the keyring.
 * Where the vault is damaged or a part of it is missing, what is there is kept beside the new one
 * under another name. */
DexFuture *coffret_door_restore (CoffretDoor *self,
                                 const char *path,
                                 CoffretSecret *words,
                                 CoffretRestoreFlags flags);
/* What the last one brought; NULL: there was none. Borrowed. */
const CoffretRestoreReport *coffret_door_get_report (CoffretDoor *self);
/* Of the open vault: adds a way in, or replaces the one of that kind (PASSPHRASE: its new
 * words); takes one away, but never the last. A keyring may ask the person. Each resolves to
 * TRUE or rejects; "slots" says what there is then, and is announced even if the kinds stayed. */
DexFuture *
coffret_door_add_slot (CoffretDoor *self, CoffretSlotType slot, CoffretSecret *passphrase);
/* The same for the passphrase, if OLD is the one that opens it now. */
DexFuture *
coffret_door_change_passphrase (CoffretDoor *self, CoffretSecret *old, CoffretSecret *passphrase);
DexFuture *coffret_door_remove_slot (CoffretDoor *self, CoffretSlotType slot);
/* Announces "slots" anew: something about them may have changed. */
void coffret_door_look_at_slots (CoffretDoor *self);
/* Cancelled when the door is locked: for what is done with the vault beside the session, which
 * would keep it open. Owned. */
GCancellable *coffret_door_ref_cancellable (CoffretDoor *self);
/* Ends the session; the state becomes LOCKED, or DAMAGED where the session found damage. */
void coffret_door_lock (CoffretDoor *self);

G_END_DECLS
