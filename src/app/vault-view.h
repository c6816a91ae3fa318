/* vault-view.h: the open vault: sidebar, list and credential, or a page that is no list.
 *
 * Made for one session and thrown away with it: locking leaves nothing of what it
 * showed. Installs the "vault.…" actions (vault-acts.c). Properties: wide (the
 * credential stands beside the list).
 */
#pragma once

#include <adwaita.h>

#include "app/attention-watch.h"
#include "app/picture-loader.h"
#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_VAULT_VIEW (coffret_vault_view_get_type ())
G_DECLARE_FINAL_TYPE (CoffretVaultView, coffret_vault_view, COFFRET, VAULT_VIEW, AdwBreakpointBin)

CoffretVaultView *coffret_vault_view_new (CoffretSession *session);
/* Once the session has ended, with which it is hidden: takes a part of it away (leave.h). */
gboolean coffret_vault_view_shed (GtkWidget *view);
/* How the owner wants things to look (nullable): followed, and told of what is chosen here. */
void coffret_vault_view_set_settings (CoffretVaultView *self, GSettings *settings);
/* The ways in, to say so when one is lacking. */
void coffret_vault_view_set_door (CoffretVaultView *self, CoffretDoor *door);
CoffretAttentionWatch *coffret_vault_view_get_watch (CoffretVaultView *self); /* borrowed */
CoffretSession *coffret_vault_view_get_session (CoffretVaultView *self);
GSettings *coffret_vault_view_get_settings (CoffretVaultView *self); /* nullable */

/* Opens the credential's page. Nothing happens when ID is not in the vault. */
void coffret_vault_view_open (CoffretVaultView *self, const char *id);
/* Back to the list, with the focus on the row. */
void coffret_vault_view_close (CoffretVaultView *self);
/* Where added credentials are to be seen: the compartment that is shown, or NULL. */
CoffretCompartment *coffret_vault_view_get_compartment (CoffretVaultView *self);
void coffret_vault_view_show_compartment (CoffretVaultView *self, const char *id);
/* The focus to what is shown: the open credential, else the list. */
void coffret_vault_view_focus (CoffretVaultView *self);
/* The focus to the next part of the window (STEP 1) or the one before (-1). */
void coffret_vault_view_next_part (CoffretVaultView *self, int step);
/* PLACE is "all", "favourites" or the id of a side page; the focus goes there. */
void coffret_vault_view_show (CoffretVaultView *self, const char *place);
/* All credentials that have WORDS, as if somebody had typed them into the search; and those in
 * PLACE, which is no compartment. */
void coffret_vault_view_find_in (CoffretVaultView *self, CoffretPlace place, const char *words);
void coffret_vault_view_find (CoffretVaultView *self, const char *words);
void coffret_vault_view_start_search (CoffretVaultView *self);
/* The list as a table, or as a list again. */
void coffret_vault_view_turn_table (CoffretVaultView *self);
/* The page of a sharing group. Nothing happens when there is no such group. */
void coffret_vault_view_show_group (CoffretVaultView *self, const char *id);
/* What was shared; with GROUP only (nullable), and the line of SHARE (nullable) opened. */
void coffret_vault_view_show_shares (CoffretVaultView *self, const char *group, const char *share);
/* Begins to share what is shown: the group, the credential, several that are chosen, what is
 * searched for, the compartment. */
void coffret_vault_view_share (CoffretVaultView *self);
/* What was chosen in the list has served its purpose. */
void coffret_vault_view_end_choosing (CoffretVaultView *self);
/* The originals of what is open or chosen, to the clipboard. */
void coffret_vault_view_copy (CoffretVaultView *self);
/* Where the person is, as {ss}'s of ids that say nothing outside of the vault. And to that again,
 * an a{ss}, as far as it is still there. */
void coffret_vault_view_describe (CoffretVaultView *self, GVariantBuilder *builder);
void coffret_vault_view_return (CoffretVaultView *self, GVariant *standing);

G_END_DECLS
