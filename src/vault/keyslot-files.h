/* keyslot-files.h: keyslots.json and its second copy, as they lie in a folder.
 *
 * Either one is enough. The one with the higher revision counts, once the master
 * key has shown that it is genuine; the other is then made equal again. Nothing is
 * written before that. While the vault gets another master key, the slots of two keys lie
 * in one file: each has its id. Inside the module only.
 */
#pragma once

#include "vault/keyslots.h"

G_BEGIN_DECLS

#define COFFRET_KEYSLOT_COPIES 2

typedef struct _CoffretKeyslotFiles CoffretKeyslotFiles;

CoffretKeyslotFiles *coffret_keyslot_files_read (const char *folder);
void coffret_keyslot_files_free (CoffretKeyslotFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretKeyslotFiles, coffret_keyslot_files_free)

gboolean coffret_keyslot_files_exist (const CoffretKeyslotFiles *files);
/* The readable copy with the highest revision, borrowed; NULL with the reason
 * (MISSING, NEWER or DAMAGED) when there is none. */
const CoffretKeyslots *
coffret_keyslot_files_best (const CoffretKeyslotFiles *files, GError **error);

/* For salvage: all slots that can be found, also those of a copy that is damaged elsewhere, and of
 * the key to come; the most trustworthy first. Borrowed CoffretKeyslots. */
GPtrArray *coffret_keyslot_files_list (const CoffretKeyslotFiles *files);

/* The ids of the master keys that the usable copies name, most likely first: one, but for
 * the time in which another takes its place. */
char **coffret_keyslot_files_keys (const CoffretKeyslotFiles *files);
/* The types of the slots of all these keys. */
CoffretSlotType coffret_keyslot_files_types (const CoffretKeyslotFiles *files);

/* The master key of id KEY (NULL: the first that opens) by the way in KIND; vault and key of
 * CONTEXT are filled in here. */
CoffretSecret *coffret_keyslot_files_unlock (const CoffretKeyslotFiles *files,
                                             const CoffretSlot *kind,
                                             const char *key,
                                             const CoffretSlotContext *context,
                                             GError **error);
/* The newest content that MASTER shows to be genuine, owned, without what is left of a
 * change of keys: MASTER is the one that holds. HEAL: whether a copy differs from it and
 * should be written again. DROPPED (nullable): the slots of the key that lost, owned. */
CoffretKeyslots *coffret_keyslot_files_genuine (const CoffretKeyslotFiles *files,
                                                CoffretSecret *master,
                                                gboolean *heal,
                                                CoffretKeyslots **dropped,
                                                GError **error);
/* The master key before MASTER, when that is the key to come of a change that was cut short. */
CoffretSecret *
coffret_keyslot_files_previous (const CoffretKeyslotFiles *files, CoffretSecret *master);

/* Both copies, each whole or not there. */
gboolean
coffret_keyslot_files_write (const char *folder, const CoffretKeyslots *slots, GError **error);

G_END_DECLS
