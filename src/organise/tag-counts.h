/* tag-counts.h: how many credentials have each tag, kept as they change. Inside the module only.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _GHashTable CoffretTagCounts;

CoffretTagCounts *coffret_tag_counts_new (void); /* free with g_hash_table_unref() */
/* TAGS, NULL-terminated, are those of BY more credentials. */
void coffret_tag_counts_add (CoffretTagCounts *counts, const char *const *tags, int by);
/* By the reader's alphabet; owned. */
char **coffret_tag_counts_list (CoffretTagCounts *counts);

G_END_DECLS
