/* help.h: which page of the help is about what is on the screen, or about what went wrong.
 *
 * The pages lie above the window (tutorials/), which knows no more of them than the names of places
 * in them: the id of a topic, or that and a question's ("verdicts/expired"). Tests find each of
 * them there, one for each dialog and page, and one for each code of error. The action "app.help"
 * opens the help where it tells of what has the focus, "app.help-on" (a place) at one.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;  /* of a type of widget, or "#" and the id of a list of rows */
  const char *place; /* in the help */
} CoffretHelpWidget;

/* Until one without a name. */
const CoffretHelpWidget *coffret_help_list_widgets (void);

/* Of what has the focus in WINDOW, or else of its dialog or page; never NULL. */
char *coffret_help_place_of (GtkWindow *window);
/* NULL: none tells of ERROR. */
const char *coffret_help_place_of_error (const GError *error);

/* "Help", where the help has a page about ERROR (nullable), as a response of DIALOG, which is about
 * to be shown for FROM. */
void coffret_help_offer (AdwAlertDialog *dialog, GtkWidget *from, const GError *error);

G_END_DECLS
