/* attention-text.h: what needs attention, in words: its groups, its rows and their next steps.
 *
 * Pure. Titles and names in it come from strangers and are never markup.
 */
#pragma once

#include "organise/attention.h"

G_BEGIN_DECLS

/* The vault itself, then the kinds of credentials, as they stand on the page. */
typedef enum {
  COFFRET_ATTENTION_VAULT,
  COFFRET_ATTENTION_FIRST_KIND,
} CoffretAttentionGroup;

#define COFFRET_N_ATTENTION_GROUPS (COFFRET_ATTENTION_FIRST_KIND + COFFRET_N_ATTENTION_KINDS)

typedef struct {
  char *id; /* of the credential; NULL: it is about the vault */
  char *title;
  char *detail;
  const char *icon;
  gboolean fresh;   /* since the last look */
  char *sentence;   /* all of it, as a screen reader says it */
  const char *step; /* what to do next, with its access key left out; NULL: nothing */
  const char *act;  /* the action that does it */
  GVariant *target; /* of the action; nullable, owned */
  GVariant *aside;  /* of "attention.aside"; NULL: it cannot be put aside; owned */
} CoffretMatter;

void coffret_matter_free (CoffretMatter *row);

const char *coffret_attention_group_title (CoffretAttentionGroup group);
const char *coffret_attention_group_description (CoffretAttentionGroup group); /* nullable */
/* What finds all of them in the list; NULL: nothing does. */
const char *coffret_attention_group_search (CoffretAttentionGroup group);
/* Whether its rows have a day to be put into a calendar. */
gboolean coffret_attention_group_has_days (CoffretAttentionGroup group);

/* The first LIMIT of GROUP, which is not the vault's. CoffretMatter's, owned. What went
 * meanwhile is left out. NEWS (nullable): ids of those that are told as new, besides. */
GPtrArray *coffret_attention_rows (const CoffretAttention *attention,
                                   CoffretAttentionGroup group,
                                   CoffretLibrary *library,
                                   GHashTable *news,
                                   CoffretInstant now,
                                   guint limit);
/* The rows of the vault's own group. DAYS: how old the newest backup is. */
GPtrArray *
coffret_attention_vault_rows (gboolean lacks_key, CoffretBackupsAdvice backups, guint days);

/* "2 things need your attention". Owned. */
char *coffret_attention_count_words (guint count);

G_END_DECLS
