/* topic.h: one page of the help, as a file of data/help/ tells of it.
 *
 *   <topic id="tags" part="find" order="220" lesson="find-something">
 *     <title>Tags</title>
 *     <words>label keyword mark</words>
 *     <question id="what">
 *       <ask>What is a tag?</ask>
 *       <answer>A short word of your own.</answer>
 *     </question>
 *     <see topic="search"/>
 *   </topic>
 *
 * Texts are short sentences in English, which gettext translates; a policy counts their words.
 * <words> are not shown: it is found by them too; they have the context "help words". lesson
 * (nullable) is the tutorial that shows how; summary="yes" is for the page that leads to what one
 * shows to a helper. A place in the help is the id of a topic, or that and
 * a question's: "tags/what". Files are read strictly (markup.h).
 */
#pragma once

#include "tutorials/markup.h"

G_BEGIN_DECLS

#define COFFRET_TOPIC_MAX_QUESTIONS 30
#define COFFRET_TOPIC_MAX_ANSWERS 4

typedef enum {
  COFFRET_TOPIC_BEGIN,
  COFFRET_TOPIC_HAVE,
  COFFRET_TOPIC_FIND,
  COFFRET_TOPIC_SHARE,
  COFFRET_TOPIC_KEEP,
  COFFRET_TOPIC_TROUBLE,
  COFFRET_TOPIC_MORE,
  COFFRET_N_TOPIC_PARTS,
} CoffretTopicPart;

typedef struct {
  char *id;
  char *ask;          /* in English */
  GPtrArray *answers; /* char *, in English */
} CoffretQuestion;

typedef struct {
  char *id;
  CoffretTopicPart part;
  guint order;
  char *lesson; /* nullable */
  gboolean summary;
  char *title;          /* in English */
  char *words;          /* in English */
  GPtrArray *questions; /* CoffretQuestion */
  GPtrArray *see;       /* char *: ids of topics */
} CoffretTopic;

/* NULL with a COFFRET_TUTORIAL_ERROR. */
CoffretTopic *coffret_topic_new (GBytes *bytes, GError **error);
CoffretTopic *coffret_topic_ref (CoffretTopic *topic);
void coffret_topic_unref (CoffretTopic *topic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretTopic, coffret_topic_unref)

/* NULL: there is none of that id. Borrowed. */
const CoffretQuestion *coffret_topic_find_question (const CoffretTopic *topic, const char *id);

/* For people, in their language. */
const char *coffret_topic_part_title (CoffretTopicPart part);
/* TEXT is a title, question or answer of a topic's. */
const char *coffret_topic_say (const char *text);

/* All that belong to the program, in their order; CoffretTopic's, owned. */
GPtrArray *coffret_topics_list (void);
/* Borrowed from TOPICS; NULL: there is none of that id. */
CoffretTopic *coffret_topics_find (GPtrArray *topics, const char *id);
/* The same for a place; QUESTION (nullable) receives its question, or NULL: the whole topic. */
CoffretTopic *
coffret_topics_go (GPtrArray *topics, const char *place, const CoffretQuestion **question);

/* Whether all of WORDS, whatever their case and accents, are in TOPIC as a person reads it: in its
 * title, its <words> and one question with its answers. QUESTIONS receives those
 * (CoffretQuestion's, borrowed), and none where title and <words> are enough. */
gboolean coffret_topic_answers (const CoffretTopic *topic, const char *words, GPtrArray *questions);

G_END_DECLS
