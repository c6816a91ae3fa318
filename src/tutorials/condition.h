/* condition.h: what a tutorial can tell of the state of the window.
 *
 *   dialog add          the dialog CoffretAddDialog is open; "dialog" alone: any
 *   page credential     the page with this tag is shown
 *   shown ID            the widget is on the screen
 *   typed ID            something is written in it
 *   on ID, off ID       the switch is on the screen, and is on or off; "field-*": any called so
 *   more credentials    there are more than when the step began; also of compartments, filed (those
 *   fewer trash         in compartments), groups, trash (in practice only); "fewer" for less: of
 *                       the trash, that some was taken out and is not gone for ever
 *   no …                the contrary
 *
 * States and not events, so that it does not matter by which way a learner got there.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  COFFRET_CONDITION_DIALOG,
  COFFRET_CONDITION_PAGE,
  COFFRET_CONDITION_SHOWN,
  COFFRET_CONDITION_TYPED,
  COFFRET_CONDITION_ON,
  COFFRET_CONDITION_OFF,
  COFFRET_CONDITION_MORE,
  COFFRET_CONDITION_FEWER,
} CoffretConditionKind;

typedef enum {
  COFFRET_COUNT_CREDENTIALS,
  COFFRET_COUNT_COMPARTMENTS,
  COFFRET_COUNT_FILED,
  COFFRET_COUNT_TRASH,
  COFFRET_COUNT_GROUPS,
  COFFRET_N_COUNTS,
} CoffretCount;

typedef struct {
  CoffretConditionKind kind;
  gboolean not;
  char *what; /* a dialog, a tag or an id; NULL: any */
  CoffretCount count;
} CoffretCondition;

/* NULL: TEXT is none. */
CoffretCondition *coffret_condition_new (const char *text);
void coffret_condition_free (CoffretCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCondition, coffret_condition_free)

G_END_DECLS
