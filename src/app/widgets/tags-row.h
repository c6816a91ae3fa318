/* tags-row.h: the tags of one credential or of several, to look at and to change.
 *
 * Each tag is a button that takes it away. What is typed is added with Enter; tags that are known
 * elsewhere and begin like it stand below as buttons. The row changes nothing by itself: signals
 * "add" and "remove", each with a tag.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_TAGS_ROW (coffret_tags_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretTagsRow, coffret_tags_row, COFFRET, TAGS_ROW, AdwPreferencesRow)

void coffret_tags_row_set_tags (CoffretTagsRow *self, const char *const *tags);
/* KNOWN are all that there are. */
void coffret_tags_row_set_known (CoffretTagsRow *self, const char *const *known);
/* FALSE: only to be read. */
void coffret_tags_row_set_changeable (CoffretTagsRow *self, gboolean changeable);
/* Empties the field, whose tag was taken over. */
void coffret_tags_row_clear (CoffretTagsRow *self);

G_END_DECLS
