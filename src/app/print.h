/* print.h: a credential on paper, or in a PDF file.
 *
 * The system's print dialog, with the paper of the reader's country; only what print-text.h says.
 * Nothing is kept: not the printer that was chosen, nor a name in the printer's queue, which others
 * can read.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/entry.h"
#include "verify/report.h"

G_BEGIN_DECLS

/* Ready to be run. REPORT: nullable. LANGUAGES as coffret_text_best() takes them. NOTE: the
 * holder's note goes along unless the dialog says otherwise. MARK: that it is not real; nullable.
 */
GtkPrintOperation *coffret_print_new (CoffretEntry *entry,
                                      CoffretCredential *credential,
                                      CoffretReport *report,
                                      const char *const *languages,
                                      gboolean note,
                                      const char *mark);

/* Asks how, and prints. It ends when FROM does. */
void coffret_print (GtkWidget *from,
                    CoffretEntry *entry,
                    CoffretCredential *credential,
                    CoffretReport *report,
                    const char *const *languages);

G_END_DECLS
