/* list-focus.h: where the focus goes in a list of credentials, whose rows come and go under it.
 *
 * A search is answered, the last row goes to the trash, one is moved by hand, several are being
 * chosen, the vault is only being read: whoever reads with the keyboard or by ear stays where they
 * were or comes to where one goes on, and is never left at the window's first button, or nowhere.
 * Belongs to its page, which must let go of it before its own parts go.
 */
#pragma once

#include "app/choice.h"
#include "app/pages/list-shape.h"
#include "organise/view.h"

G_BEGIN_DECLS

/* The focus to what stands where there are no rows. */
typedef void (*CoffretListFocusFunc) (GtkWidget *page);

#define COFFRET_TYPE_LIST_FOCUS (coffret_list_focus_get_type ())
G_DECLARE_FINAL_TYPE (CoffretListFocus, coffret_list_focus, COFFRET, LIST_FOCUS, GObject)

/* PLACE is in PAGE, and holds the rows of SHAPE or what stands there instead, for which there is
 * BARE. All are borrowed: who owns this owns them, too. */
CoffretListFocus *coffret_list_focus_new (GtkWidget *page,
                                          GtkWidget *place,
                                          CoffretListShape *shape,
                                          CoffretListFocusFunc bare);
/* Once each: SHAPE is about to show VIEW of LIBRARY, and hears of what changes in it only after
 * this; CHOICE is made among its rows. Borrowed as well. */
void coffret_list_focus_start (CoffretListFocus *self, CoffretLibrary *library, CoffretView *view);
void coffret_list_focus_set_choice (CoffretListFocus *self, CoffretChoice *choice);
/* As list-page.h has it. */
void coffret_list_focus_leave (CoffretListFocus *self);

/* To the row of ENTRY (nullable), which is selected, too; to what comes first when it is not there.
 */
void coffret_list_focus_go (CoffretListFocus *self, CoffretEntry *entry);
/* To the first row, or where there are none, once that is known. */
void coffret_list_focus_first (CoffretListFocus *self);
/* As that, but for rows that are there already: from the words that found them. */
void coffret_list_focus_enter (CoffretListFocus *self);
/* To the row that had it last. */
void coffret_list_focus_again (CoffretListFocus *self);
/* Something else has it: no answer brings it here any more. */
void coffret_list_focus_yield (CoffretListFocus *self);

/* ENTRY, which has it, is about to be moved: it goes along. */
void coffret_list_focus_expect_move (CoffretListFocus *self, CoffretEntry *entry);
gboolean coffret_list_focus_is_moving (CoffretListFocus *self);
/* What was to be moved is no longer looked at. */
void coffret_list_focus_forget_move (CoffretListFocus *self);

/* The view has an answer: what waited for one goes where it was to go. */
void coffret_list_focus_answered (CoffretListFocus *self);

G_END_DECLS
