/* group.h: one sharing group, as the views see it.
 *
 * Its row (vault/sharing-groups.h) is immutable: a change gives it another one. Lives on the main
 * thread; changed by acts of the session only (sharing.h).
 * Properties: id, name, audience (a CoffretAudience), recipient, count (of members), row (notified
 * for every change).
 */
#pragma once

#include <gio/gio.h>

#include "organise/audience.h"
#include "vault/sharing-groups.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_GROUP (coffret_group_get_type ())
G_DECLARE_FINAL_TYPE (CoffretGroup, coffret_group, COFFRET, GROUP, GObject)

const char *coffret_group_get_id (CoffretGroup *self);
const char *coffret_group_get_name (CoffretGroup *self);
CoffretAudience coffret_group_get_audience (CoffretGroup *self);
const char *coffret_group_get_recipient (CoffretGroup *self); /* nullable */
guint coffret_group_get_count (CoffretGroup *self);
/* Borrowed until the next change. To change it: coffret_sharing_group_copy(), and
 * coffret_session_save_group(). */
const CoffretSharingGroup *coffret_group_get_row (CoffretGroup *self);

G_END_DECLS
