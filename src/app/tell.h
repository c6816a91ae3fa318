/* tell.h: short words to the person at the window, from any widget in it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A toast. It reads itself out; TEXT is plain text. */
void coffret_tell (GtkWidget *from, const char *text);
/* The same, and no older one stays: what their "Undo" would undo is another step now. */
void coffret_tell_instead (GtkWidget *from, const char *text);
/* The same, until it is closed or another page comes: for who was not there. */
void coffret_tell_lasting (GtkWidget *from, const char *text);

/* The same, with a button that undoes the last step. */
void coffret_tell_undo (GtkWidget *from, const char *text);
/* The same, until it is closed, with a button that opens FILE in a program of the person's choice.
 */
void coffret_tell_open (GtkWidget *from, const char *text, GFile *file);
/* The same, with a button called LABEL that does ACTION of FROM's with TARGET (nullable). */
void coffret_tell_offer (
  GtkWidget *from, const char *text, const char *label, const char *action, GVariant *target);
/* For coffret_when() with the widget FROM: what could not be done, else SENTENCE with that button.
 */
void coffret_tell_done (gpointer from, const GValue *value, const GError *error, gpointer sentence);
/* What could not be done, and why. HEADING is a
 * translated sentence or title. */
void coffret_tell_error (GtkWidget *from, const char *heading, const GError *error);

G_END_DECLS
