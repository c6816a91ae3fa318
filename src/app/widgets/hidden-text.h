/* hidden-text.h: what assistive technology reads of a text that is hidden.
 *
 * To the eye a GtkPasswordEntry shows bullets. To the accessibility bus GTK 4.18 gives what is
 * behind them: all of the text and each of its letters to whoever asks, and every letter typed or
 * deleted to all who listen. A screen reader speaks them, above all once the text is chosen whole.
 * From here on a password entry answers with as many bullets as it has letters, until its text is
 * shown to the eye too; and of a change it tells no more than where the caret is and that something
 * else is chosen. It is no wall against a program that acts in the person's place: who can press
 * the button that shows the text, or copy it, can read it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For all entries of the program, so before the first of them is made; again does nothing. */
void coffret_hidden_text_guard (void);

/* For one ENTRY, once: its moves are told to assistive technology while it lives. */
void coffret_hidden_text_tell_moves (GtkPasswordEntry *entry);

G_END_DECLS
