/* topic-page.h: one page of the help, to be read: its questions with their answers, and ways on.
 *
 * Each question can have the focus, so that a page is read question by question: a screen reader
 * says it with its answers. As a heading within a row it would be said twice, as a row that is a
 * heading without its words (Orca 48).
 */
#pragma once

#include <adwaita.h>

#include "tutorials/topic.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_TOPIC_PAGE (coffret_topic_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretTopicPage, coffret_topic_page, COFFRET, TOPIC_PAGE, AdwNavigationPage)

/* A row that leads to PLACE in the help, with "help.go". SUBTITLE is nullable. */
GtkWidget *coffret_topic_row_new (const char *title, const char *subtitle, const char *place);

/* TOPICS are those that it may lead to. */
CoffretTopicPage *coffret_topic_page_new (GPtrArray *topics, CoffretTopic *topic);
const CoffretTopic *coffret_topic_page_get_topic (CoffretTopicPage *self);
/* The focus to QUESTION of it; NULL: to its beginning. */
void coffret_topic_page_focus (CoffretTopicPage *self, const CoffretQuestion *question);

G_END_DECLS
