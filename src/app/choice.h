/* choice.h: which credentials of a list are chosen: one, or several.
 *
 * Wraps a list of CoffretEntry with its sections. As long as "several" is FALSE at
 * most one is chosen, the one that is used now. While it is TRUE the arrow keys move
 * without choosing, and what is chosen stays so until it is taken back or no longer
 * in the list. A choice of more than one (Ctrl or Shift with a click, Ctrl+A) makes
 * it TRUE. Credentials are remembered, not rows: sorting changes nothing.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/sections.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CHOICE (coffret_choice_get_type ())
G_DECLARE_FINAL_TYPE (CoffretChoice, coffret_choice, COFFRET, CHOICE, GObject)

CoffretChoice *coffret_choice_new (CoffretSections *entries);
gboolean coffret_choice_get_several (CoffretChoice *self);
/* FALSE: nothing is chosen any more. */
void coffret_choice_set_several (CoffretChoice *self, gboolean several);
/* Signal "notify::count" tells of every change. */
guint coffret_choice_get_count (CoffretChoice *self);
gboolean coffret_choice_contains (CoffretChoice *self, CoffretEntry *entry);
/* CoffretEntry's in the order of the list; owned. */
GPtrArray *coffret_choice_list (CoffretChoice *self);
/* Just the one at POSITION; nothing while there are several. */
void coffret_choice_choose (CoffretChoice *self, guint position);
/* One more, or one less. */
void coffret_choice_toggle (CoffretChoice *self, guint position);

G_END_DECLS
