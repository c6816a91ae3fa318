/* presenter.h: the window on a projector.
 *
 * Larger letters, the keys that are pressed written on the screen, and what is nobody's business
 * covered: whatever has the style class "private". It ends with the window or when it is turned
 * off, and leaves no setting behind. What is typed into a field is shown there alone, and what is
 * typed as a secret nowhere.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_PRESENTER (coffret_presenter_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPresenter, coffret_presenter, COFFRET, PRESENTER, GObject)

/* As long as it lives, WINDOW is presented. ABOVE is the widget in it that keys are shown over. */
CoffretPresenter *coffret_presenter_new (GtkWindow *window, GtkWidget *above);
/* What is on the screen of the last keys, "Ctrl+N"; NULL: nothing. Borrowed. */
const char *coffret_presenter_get_shown (CoffretPresenter *self);
/* What would be written there for KEY with STATE; NULL: nothing, because it is part of a text or of
 * another key. TYPING: the focus is in a text. Owned. */
char *coffret_presenter_words (guint key, GdkModifierType state, gboolean typing);

G_END_DECLS
