/* letter.h: an e-mail with files, for the desktop's own program to show, change and send.
 *
 * Nothing is sent from here. The files are copies that go when the vault is locked (opened.h).
 */
#pragma once

#include <gtk/gtk.h>

#include "share/exporter.h"

G_BEGIN_DECLS

/* OPENED: a program has it, with its files; ERROR: why none could take the files. */
typedef void (*CoffretLetterFunc) (GtkWidget *from,
                                   gboolean opened,
                                   const GError *error,
                                   gpointer data);

/* LETTER is a COFFRET_PRODUCT_LETTER. FUNC runs once or, when FROM has left its window by then,
 * never; DATA is freed with DESTROY in any case. */
void coffret_letter_open (GtkWidget *from,
                          const CoffretExport *letter,
                          CoffretLetterFunc func,
                          gpointer data,
                          GDestroyNotify destroy);

G_END_DECLS
