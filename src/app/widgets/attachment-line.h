/* attachment-line.h: one file beside a credential, as a row of a list: what it is, what is known of
 * its signatures, and a menu of what can be done with it ("attachment.…", with its id). */
#pragma once

#include <gtk/gtk.h>

#include "vault/attachments.h"

G_BEGIN_DECLS

/* The one at POSITION of COUNT; CHANGE: it may be changed. */
GtkWidget *coffret_attachment_line_new (const CoffretAttachmentRow *attachment,
                                        guint position,
                                        guint count,
                                        gboolean change);
/* Whether ROW is what that would be. */
gboolean coffret_attachment_line_shows (GtkWidget *row,
                                        const CoffretAttachmentRow *attachment,
                                        guint position,
                                        guint count,
                                        gboolean change);
/* Of which attachment; NULL: of none. Borrowed. */
const char *coffret_attachment_line_get_id (GtkWidget *row);

G_END_DECLS
