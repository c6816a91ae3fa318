/* notices.h: notices of the desktop when something in the open vault needs attention.
 *
 * Only where the owner wants them (setting "notices"), and while another program is in front. They
 * say how many things are new, and name nothing. One is taken back when the vault is locked, when
 * its owner comes back to the window, and when it is not wanted any more.
 */
#pragma once

#include "app/attention-watch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_NOTICES (coffret_notices_get_type ())
G_DECLARE_FINAL_TYPE (CoffretNotices, coffret_notices, COFFRET, NOTICES, GObject)

/* Gives WORDS to the desktop, in place of what it gave before; NULL takes that back. */
typedef void (*CoffretNoticeFunc) (gpointer data, const char *words);

/* For as long as WINDOW lives, or until SESSION ends. FUNC (nullable: the window's application) is
 * for tests. */
CoffretNotices *coffret_notices_new (GtkWindow *window,
                                     CoffretSession *session,
                                     CoffretAttentionWatch *watch,
                                     GSettings *settings,
                                     CoffretNoticeFunc func,
                                     gpointer data);

G_END_DECLS
