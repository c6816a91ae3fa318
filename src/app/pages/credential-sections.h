/* credential-sections.h: the parts of a credential's page, built from what it says.
 *
 * Only what is there gets a row. Every text comes from a stranger: it is shown as
 * plain text, and a link is text with buttons to copy it and to open it after a
 * question (links.h).
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/library.h"

G_BEGIN_DECLS

/* Appends the sections that CREDENTIAL has something for, in the first of LANGUAGES
 * (coffret_text_best()) that each text is in. */
void coffret_sections_append (GtkBox *box,
                              const CoffretCredential *credential,
                              const char *const *languages);

/* Each returns a new widget. CHANGEABLE: its vault can be written. */
GtkWidget *
coffret_sections_where (CoffretEntry *entry, CoffretLibrary *library, gboolean changeable);
GtkWidget *coffret_sections_original (CoffretEntry *entry);
GtkWidget *coffret_sections_unreadable (const GError *error);

G_END_DECLS
