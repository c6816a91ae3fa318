/* attaching.h: files on their way to a credential, one after the other.
 *
 * Shows each in a list, with the way to stop. What cannot be kept does not keep the others out: it
 * is said at the end, and the others are one step of undo. Goes on when its page has gone; a locked
 * vault ends it. */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ATTACHING (coffret_attaching_get_type ())
G_DECLARE_FINAL_TYPE (CoffretAttaching, coffret_attaching, COFFRET, ATTACHING, GObject)

/* LIST is where they are shown, at its top. */
CoffretAttaching *
coffret_attaching_new (CoffretSession *session, CoffretEntry *entry, GtkListBox *list);
/* FILES are GFile's. Behind what is on its way already. */
void coffret_attaching_take_files (CoffretAttaching *self, GListModel *files);
void coffret_attaching_take_bytes (CoffretAttaching *self, GBytes *bytes, const char *name);

G_END_DECLS
