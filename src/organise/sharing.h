/* sharing.h: the session's acts for sharing groups.
 *
 * Each is one transaction and one step of undo, and resolves to TRUE unless it says otherwise; it
 * rejects with G_IO_ERROR_INVALID_ARGUMENT what cannot be. What is shared from a group is made of
 * it by share/packing.h and noted with shares.h.
 */
#pragma once

#include "organise/groups.h"
#include "organise/session.h"

G_BEGIN_DECLS

/* Drafts: a group that is in no vault yet, with the fields of AUDIENCE and the holder's own name,
 * to be changed and given to coffret_session_save_group(). Of ENTRIES (CoffretEntry's, nullable) in
 * their order, but for those in the trash. LANGUAGE is that of what leaves. Owned. */
CoffretSharingGroup *coffret_group_draft (CoffretSession *self,
                                          const char *name,
                                          CoffretAudience audience,
                                          GPtrArray *entries,
                                          const char *language);
/* The same of what lies in COMPARTMENT, in its own order, under its name, or of what WORDS
 * (terms.h) find: what comes there later fits the group (changed.h), and what somebody does not
 * want of it now goes by coffret_sharing_group_take(). Resolve to a CoffretSharingGroup. */
DexFuture *coffret_group_draft_of_compartment (CoffretSession *self,
                                               const char *compartment,
                                               CoffretAudience audience,
                                               const char *language);
DexFuture *coffret_group_draft_of_search (CoffretSession *self,
                                          const char *name,
                                          const char *words,
                                          CoffretAudience audience,
                                          const char *language);

/* GROUP as it is to be; of an id that is not there it is a new one, after the others. Members that
 * are taken out and fit its rule are left out from then on. Resolves to the CoffretGroup. */
DexFuture *coffret_session_save_group (CoffretSession *self, const CoffretSharingGroup *group);
/* The same with another name (NULL: "… (copy)"), a key of its own, without its shares; after the
 * others. Resolves to the new CoffretGroup. */
DexFuture *coffret_session_duplicate_group (CoffretSession *self, const char *id, const char *name);
/* Before BEFORE (NULL: as the last). */
DexFuture *coffret_session_place_group (CoffretSession *self, const char *id, const char *before);
/* What was shared stays in the ledger. */
DexFuture *coffret_session_remove_group (CoffretSession *self, const char *id);

/* Credentials in a group. ENTRIES are CoffretEntry's. */
DexFuture *coffret_session_add_to_group (CoffretSession *self, const char *id, GPtrArray *entries);
DexFuture *
coffret_session_take_from_group (CoffretSession *self, const char *id, GPtrArray *entries);
/* What would fit and is not wanted: not told of again. */
DexFuture *
coffret_session_leave_out_of_group (CoffretSession *self, const char *id, GPtrArray *entries);
/* Before the credential BEFORE (NULL: as the last). */
DexFuture *coffret_session_place_in_group (CoffretSession *self,
                                           const char *id,
                                           const char *credential,
                                           const char *before);
/* Which fields may be seen of all; the audience is the owner's own, if these are not its. */
DexFuture *
coffret_session_set_group_fields (CoffretSession *self, const char *id, CoffretFields fields);
/* The fields of AUDIENCE; exceptions stay. */
DexFuture *
coffret_session_set_group_audience (CoffretSession *self, const char *id, CoffretAudience audience);
/* FIELDS may be seen of CREDENTIAL, whatever of them the group shows; what is as the group has it
 * is no exception. */
DexFuture *coffret_session_set_member_fields (CoffretSession *self,
                                              const char *id,
                                              const char *credential,
                                              CoffretFields fields);
/* Each as the group has it. */
DexFuture *
coffret_session_clear_member_fields (CoffretSession *self, const char *id, const char *credential);

/* asking.h. */
DexFuture *coffret_session_set_ask_after (CoffretSession *self, int minutes);

G_END_DECLS
