/* attention-watch.h: what in an open vault needs its owner's attention, kept up to date.
 *
 * Of the credentials (organise/attention.h), of the backups and of the ways in. Worked out on a
 * worker once the window is drawn, again after each change, and once an hour, as time alone makes
 * credentials expire. Signal "changed": some of it may be otherwise.
 */
#pragma once

#include "organise/attention.h"
#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ATTENTION_WATCH (coffret_attention_watch_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretAttentionWatch, coffret_attention_watch, COFFRET, ATTENTION_WATCH, GObject)

CoffretAttentionWatch *coffret_attention_watch_new (CoffretSession *session);
/* Whose ways in are watched, too. */
void coffret_attention_watch_set_door (CoffretAttentionWatch *self, CoffretDoor *door);

/* NULL: not known yet. Borrowed until it changes. */
const CoffretAttention *coffret_attention_watch_get_attention (CoffretAttentionWatch *self);
/* Nothing but this computer's keyring opens the vault, and there is something to lose. */
gboolean coffret_attention_watch_lacks_key (CoffretAttentionWatch *self);
/* DAYS (nullable) receives the age of the newest. */
CoffretBackupsAdvice coffret_attention_watch_get_backups (CoffretAttentionWatch *self, guint *days);
/* How many things there are; 0 also while it is not known. */
guint coffret_attention_watch_count (CoffretAttentionWatch *self);

G_END_DECLS
