/* focus.h: the focus, where GTK does not give it by itself. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What has the focus in WIDGET's window, borrowed; NULL also when WIDGET has left its window. */
GtkWidget *coffret_focus_get (GtkWidget *widget);

/* To ROW as soon as it can take it: in a narrow window a dialog is a sheet, which takes no focus
 * until it has risen. For the map() of a dialog. */
void coffret_focus_once_risen (GtkWidget *row);

/* Gives ROW the focus although it, or what is above it, has just been shown, and brings it into
 * sight once it has its place; also in a dialog that is not on the screen yet. */
void coffret_focus_once_placed (GtkWidget *row);

/* WIDGET has the focus although it is not shown yet, so that no key is lost, as in a search bar
 * that opens: a screen reader, which is told of nothing before that, hears of it when it is. */
void coffret_focus_tell (GtkWidget *widget);

/* Brings WIDGET, which may just have been shown or have got more words, into sight; the focus
 * stays where it is. */
void coffret_focus_show (GtkWidget *widget);

/* To what stands in AFTER where the focus stands in BEFORE, or else to the last of it. AFTER is the
 * same made anew, and beside it in the window; nothing happens when the focus is elsewhere. */
void coffret_focus_hand_on (GtkWidget *before, GtkWidget *after);

/* A dialog gives the focus back to what had it. Where that is gone, as the dialog below may be, or
 * a banner that was read, GTK takes the first button of WINDOW, which may well lock the vault: then
 * it goes to what had it before the first dialog came, or else ELSEWHERE is called with WINDOW. */
void coffret_focus_return (AdwApplicationWindow *window, void (*elsewhere) (GtkWidget *window));

/* PAGE shows something else from now on: the dialogs over it, if there are any, lead to that when
 * they close, and not back to what opened them. */
void coffret_focus_move_on (GtkWidget *page);

/* WINDOW, whose dialogs are about to be gone, gets the size again that it had when they came: what
 * opened them may be a button that a large window has elsewhere, and not be there before that. The
 * focus goes back to it then, unless a person has moved it meanwhile. */
void coffret_focus_return_again (GtkWidget *window);

/* What has the focus in BIN keeps it when a breakpoint applies, as when the window becomes
 * narrower. BIN hides all that is in it while it lays it out anew: without this GTK moves the focus
 * on, to the first button of the window. Where it is gone with the old layout, it goes to where a
 * closed dialog leads, too. Again does nothing. */
void coffret_focus_keep (AdwBreakpointBin *bin);

/* Whether what has the focus in WIDGET's window is where GTK puts it when it knows no better:
 * nowhere that can be seen, or at the first control. */
gboolean coffret_focus_is_lost (GtkWidget *widget);

/* Whether WIDGET is in a passing message (tell.h), where nobody goes on. */
gboolean coffret_focus_is_in_message (GtkWidget *widget);

/* To the row at INDEX of LIST, if there is one: the first of those that were asked for. */
void coffret_focus_row (GtkListBox *list, guint index);

G_END_DECLS
