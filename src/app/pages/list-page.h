/* list-page.h: the credentials of one place, searched and sorted.
 *
 * Shows a CoffretView; holds no more widgets than fit on a few screens, however
 * long the list is, and decodes no picture before its row can be seen. Opening
 * is the "vault.open" action of the vault view around it. Properties: narrow,
 * order (the id of a CoffretOrder), backwards (the other way round), choosing (several are being
 * chosen), offering (compartments, where many credentials are in none), as-table (rather than a
 * list, where there is room for one), tight (there is none), crowded (nor is there in the head).
 */
#pragma once

#include <adwaita.h>

#include "app/picture-loader.h"
#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LIST_PAGE (coffret_list_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretListPage, coffret_list_page, COFFRET, LIST_PAGE, AdwNavigationPage)

/* Once, before anything else. */
void coffret_list_page_set_session (CoffretListPage *self,
                                    CoffretSession *session,
                                    CoffretPictureLoader *loader);

/* Its session has ended: it follows nothing any more. */
void coffret_list_page_leave (CoffretListPage *self);
/* Then: takes the rows away; FALSE: they are gone. */
gboolean coffret_list_page_shed (CoffretListPage *self);

/* How wide the columns of the table are. */
void coffret_list_page_keep_widths (CoffretListPage *self, GSettings *settings);

/* COMPARTMENT is nullable. */
void
coffret_list_page_show (CoffretListPage *self, CoffretPlace place, CoffretCompartment *compartment);

/* The selected credential, or the first of several; owned, nullable. */
CoffretEntry *coffret_list_page_dup_selected (CoffretListPage *self);

/* Selects ENTRY's row, if it is here, and gives it the focus. */
void coffret_list_page_focus (CoffretListPage *self, CoffretEntry *entry);

/* To the first row: nobody was in the middle of the list. */
void coffret_list_page_focus_first (CoffretListPage *self);
/* Something else has the focus: it no longer comes here once it is known what is in the list. */
void coffret_list_page_yield_focus (CoffretListPage *self);
/* To the row that had it last. */
void coffret_list_page_focus_again (CoffretListPage *self);

/* Several that are chosen: CoffretEntry's, owned; empty while none are. */
GPtrArray *coffret_list_page_list_chosen (CoffretListPage *self);
void coffret_list_page_end_choosing (CoffretListPage *self);
/* What is searched for; NULL: nothing is. Borrowed. */
const char *coffret_list_page_get_words (CoffretListPage *self);

void coffret_list_page_start_search (CoffretListPage *self);
/* As if WORDS had been typed; the focus goes to what is found. */
void coffret_list_page_search (CoffretListPage *self, const char *words);
/* FALSE when there was no search to end. */
gboolean coffret_list_page_end_search (CoffretListPage *self);

G_END_DECLS
