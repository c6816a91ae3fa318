#include "tutorials/condition.h"

#include <string.h>

static const struct {
  const char *word;
  CoffretConditionKind kind;
  gboolean needs_what;
} kinds[] = {
  { "dialog", COFFRET_CONDITION_DIALOG, FALSE }, { "page", COFFRET_CONDITION_PAGE, TRUE },
  { "shown", COFFRET_CONDITION_SHOWN, TRUE },    { "typed", COFFRET_CONDITION_TYPED, TRUE },
  { "on", COFFRET_CONDITION_ON, TRUE },          { "off", COFFRET_CONDITION_OFF, TRUE },
  { "more", COFFRET_CONDITION_MORE, TRUE },      { "fewer", COFFRET_CONDITION_FEWER, TRUE },
};

static const char *const counts[COFFRET_N_COUNTS] = {
  [COFFRET_COUNT_CREDENTIALS] = "credentials",
  [COFFRET_COUNT_COMPARTMENTS] = "compartments",
  [COFFRET_COUNT_FILED] = "filed",
  [COFFRET_COUNT_TRASH] = "trash",
  [COFFRET_COUNT_GROUPS] = "groups",
};

static gboolean
find_count (const char *word, CoffretCount *count)
{
  for (int i = 0; i < COFFRET_N_COUNTS; i++)
    if (g_str_equal (counts[i], word)) {
      *count = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_kind (const char *word, gboolean has_what, CoffretConditionKind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].word, word) && (has_what || !kinds[i].needs_what)) {
      *kind = kinds[i].kind;
      return TRUE;
    }
  return FALSE;
}

CoffretCondition *
coffret_condition_new (const char *text)
{
  gboolean not = g_str_has_prefix (text, "no ");
  g_auto (GStrv) words = g_strsplit (not? text + strlen ("no ") : text, " ", -1);
  guint length = g_strv_length (words);
  CoffretConditionKind kind;
  CoffretCount count = 0;
  CoffretCondition *condition;

  if (length == 0 || length > 2 || !find_kind (words[0], length == 2, &kind))
    return NULL;
  if ((kind == COFFRET_CONDITION_MORE || kind == COFFRET_CONDITION_FEWER) &&
      !find_count (words[1], &count))
    return NULL;
  condition = g_new0 (CoffretCondition, 1);
  condition->kind = kind;
  condition->not = not;
  condition->what = g_strdup (words[1]);
  condition->count = count;
  return condition;
}

void
coffret_condition_free (CoffretCondition *condition)
{
  g_free (condition->what);
  g_free (condition);
}
