/* links.h: links that strangers wrote.
 *
 * Nothing is opened or fetched by itself. "link.copy" (s) puts one on the clipboard;
 * "link.open" (s) asks first and then hands it to the browser.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For the class of a widget around what shows links: a page, or a dialog with a toast overlay. */
void coffret_links_install (GtkWidgetClass *klass);

/* Makes BUTTON copy the link that a code in a picture is, when PLACE (code.h) says so; else hides
 * it. */
void coffret_links_offer (GtkWidget *button, const char *place);

/* Says that LINK is only a link and what to do with it, and offers to copy it. */
void coffret_links_explain (GtkWidget *from, const char *link);

G_END_DECLS
