/* group-page.h: one sharing group: for whom, which credentials, what of them, in which words.
 *
 * Every change is an act of its own, done at once and undone by one step. From here it is looked
 * at as the recipient will see it, and shared: "group.preview", "group.share".
 */
#pragma once

#include "app/pages/side-page.h"
#include "organise/group.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_GROUP_PAGE (coffret_group_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretGroupPage, coffret_group_page, COFFRET, GROUP_PAGE, CoffretSidePage)

CoffretGroupPage *coffret_group_page_new (CoffretSession *session, CoffretGroup *group);
CoffretGroup *coffret_group_page_get_group (CoffretGroupPage *self);

G_END_DECLS
