/* passphrase-row.h: a row in which a passphrase is typed.
 *
 * What AdwPasswordEntryRow does for the eye. But that one is an ordinary text for assistive
 * technology, so a screen reader speaks each letter aloud; this one holds a GtkPasswordEntry,
 * which is a password for it. What is typed lies in memory that is not paged out, and is wiped when
 * the row's window or dialog has let it go, even if the platform still holds the row (GTK 4.18
 * can).
 *
 * Emits "changed", and "entry-activated" with the Enter key.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_PASSPHRASE_ROW (coffret_passphrase_row_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretPassphraseRow, coffret_passphrase_row, COFFRET, PASSPHRASE_ROW, AdwPreferencesRow)

/* What is typed in, and what assistive technology knows; borrowed. The row itself is no
 * GtkEditable: its text would be told to everybody on the accessibility bus. */
GtkEditable *coffret_passphrase_row_get_editable (CoffretPassphraseRow *self);

G_END_DECLS
