/* vaults.h: the vaults that the owner has, by the names that the owner gave them.
 *
 * A GListModel of CoffretKnownVault; the first is the one that is opened when none is asked for,
 * and cannot be forgotten. Kept in $XDG_CONFIG_HOME/coffret/vaults.json: names and folders and
 * nothing else. What is read there is input from anywhere, within bounds; a file that cannot be
 * read is kept beside the new one. Several programs may change the list: each change begins with
 * what is on the disk. Lives on the main thread.
 */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "vault/vault.h"

G_BEGIN_DECLS

#define COFFRET_VAULTS_MOST 100
#define COFFRET_VAULTS_LONGEST_NAME 80 /* characters */

#define COFFRET_TYPE_KNOWN_VAULT (coffret_known_vault_get_type ())
G_DECLARE_FINAL_TYPE (CoffretKnownVault, coffret_known_vault, COFFRET, KNOWN_VAULT, GObject)

const char *coffret_known_vault_get_name (CoffretKnownVault *self);
const char *coffret_known_vault_get_folder (CoffretKnownVault *self); /* absolute */
gboolean coffret_known_vault_is_first (CoffretKnownVault *self);

#define COFFRET_TYPE_VAULTS (coffret_vaults_get_type ())
G_DECLARE_FINAL_TYPE (CoffretVaults, coffret_vaults, COFFRET, VAULTS, GObject)

/* FILE NULL: the owner's. */
CoffretVaults *coffret_vaults_new (const char *file);
/* Where the first one is; on any thread. Owned. */
char *coffret_vaults_first_folder (void);

/* NULL: it is not in the list. Borrowed. */
CoffretKnownVault *coffret_vaults_find (CoffretVaults *self, const char *folder);

/* Nothing is made in FOLDER. The one that is there already may be added anew: it is renamed.
 * NAME is trimmed; blank ones and those that another has are refused. */
gboolean
coffret_vaults_add (CoffretVaults *self, const char *name, const char *folder, GError **error);
gboolean coffret_vaults_rename (CoffretVaults *self,
                                CoffretKnownVault *known,
                                const char *name,
                                GError **error);
/* Its files stay. Not the first. */
gboolean coffret_vaults_forget (CoffretVaults *self, CoffretKnownVault *known, GError **error);

/* VAULT is open and stays so (vault/moving.h). Resolves to TRUE. */
DexFuture *coffret_vaults_move (CoffretVaults *self, CoffretVault *vault, const char *folder);
/* Its files are gone for ever then, and it is no longer in the list; of the first one, only its
 * files. It must be locked. Resolves to TRUE. */
DexFuture *coffret_vaults_remove (CoffretVaults *self, CoffretKnownVault *known);

/* What kind of place FOLDER is: resolves to a CoffretSite (vault/site.h). */
DexFuture *coffret_vaults_look (const char *folder);
/* A folder of its own for one more vault, where nothing is yet. Owned. */
char *coffret_vaults_suggest_folder (void);
/* The same within FOLDER, which a person chose: that one itself when it is empty, or has a vault in
 * it. Owned. */
char *coffret_vaults_place_within (const char *folder);

G_END_DECLS
