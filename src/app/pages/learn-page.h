/* learn-page.h: where somebody who is new begins, and what there is to learn. */
#pragma once

#include "app/pages/side-page.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LEARN_PAGE (coffret_learn_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretLearnPage, coffret_learn_page, COFFRET, LEARN_PAGE, CoffretSidePage)

CoffretLearnPage *coffret_learn_page_new (CoffretSession *session);

G_END_DECLS
