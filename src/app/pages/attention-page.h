/* attention-page.h: what needs attention, by what is the matter, each with its next step.
 *
 * Rows are shown a group at a time, so that many do not hold the window. While it is shown it
 * follows every change. To show it is to look: what is new until then is still marked so here,
 * but not the next time.
 */
#pragma once

#include "app/attention-watch.h"
#include "app/pages/side-page.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ATTENTION_PAGE (coffret_attention_page_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretAttentionPage, coffret_attention_page, COFFRET, ATTENTION_PAGE, CoffretSidePage)

CoffretAttentionPage *
coffret_attention_page_new (CoffretSession *session, CoffretAttentionWatch *watch);
/* Once it is filled, the row of that credential takes the focus, or what is nearest to it. */
void coffret_attention_page_return_to (CoffretAttentionPage *self, const char *id);

G_END_DECLS
