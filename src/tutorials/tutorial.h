/* tutorial.h: one tutorial, as a file of data/tutorials/ tells of it.
 *
 *   <tutorial id="find-something" for="everyone" order="50" first="yes" own="no">
 *     <title>Find Something</title>
 *     <remark>By a word that you remember.</remark>
 *     <step id="open" target="search_button" done="shown search_box" show="vault.search"
 *           in="practice">
 *       <say>Open the search.</say>
 *       <typed>care</typed>
 *       <otherwise when="dialog add">…</otherwise>
 *     </step>
 *   </tutorial>
 *
 * Texts are short sentences in English, which gettext translates; a policy counts their words.
 * first: it stands on the list of first steps. own: whether it is offered in one's own vault too.
 * in: the step is for the practice vault, or for one's "own", only.
 * target is the id or the name of a widget, the name of its action, or "place:" and the id of a
 * place in the sidebar. done is when the step is over (condition.h); without it the learner says
 * so. show is what “Show Me” does: an action with its target as g_action_parse_detailed_name()
 * reads it, or "activate" the target, or the "first" row in it, "type" what <typed> says into it,
 * "clear" it, or "close" the dialog. <otherwise> is said when something else came true.
 * data/tutorials/README tells how to write one.
 *
 * Files are read strictly (markup.h). Nothing in a file can do more than what somebody at the
 * keyboard could.
 */
#pragma once

#include <gio/gio.h>

#include "tutorials/condition.h"
#include "tutorials/markup.h"

G_BEGIN_DECLS

#define COFFRET_TUTORIAL_MAX_STEPS 40
#define COFFRET_TUTORIAL_MAX_SAYS 3

typedef enum {
  COFFRET_TUTORIAL_FOR_EVERYONE,
  COFFRET_TUTORIAL_FOR_COUNSELLORS,
} CoffretTutorialReader;

typedef struct {
  CoffretCondition *when;
  char *text; /* in English */
} CoffretTutorialNotice;

typedef enum {
  COFFRET_TUTORIAL_ANYWHERE,
  COFFRET_TUTORIAL_IN_PRACTICE,
  COFFRET_TUTORIAL_IN_OWN,
} CoffretTutorialWhere;

typedef struct {
  char *id;
  CoffretTutorialWhere where;
  char *target;           /* nullable */
  char *show;             /* nullable */
  CoffretCondition *done; /* NULL: when the learner says so */
  GPtrArray *says;        /* in English */
  char *typed;            /* in English; nullable */
  GPtrArray *notices;     /* CoffretTutorialNotice */
} CoffretTutorialStep;

typedef struct {
  char *id;
  CoffretTutorialReader reader;
  guint order;
  gboolean first;   /* it stands on the list of first steps */
  gboolean own;     /* it is offered in one's own vault */
  char *title;      /* in English */
  char *remark;     /* in English */
  GPtrArray *steps; /* CoffretTutorialStep */
} CoffretTutorial;

/* NULL with a COFFRET_TUTORIAL_ERROR. */
CoffretTutorial *coffret_tutorial_new (GBytes *bytes, GError **error);
CoffretTutorial *coffret_tutorial_ref (CoffretTutorial *tutorial);
void coffret_tutorial_unref (CoffretTutorial *tutorial);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretTutorial, coffret_tutorial_unref)

/* Those for the practice vault, or for one's OWN; borrowed, the array is owned. */
GPtrArray *coffret_tutorial_list_steps (const CoffretTutorial *tutorial, gboolean own);

/* All that belong to the program, in their order; CoffretTutorial's, owned. */
GPtrArray *coffret_tutorials_list (void);
/* Borrowed from TUTORIALS; NULL: there is none of that id. */
CoffretTutorial *coffret_tutorials_find (GPtrArray *tutorials, const char *id);

G_END_DECLS
