/* sections.h: a list of credentials under headings.
 *
 * Wraps a sorted GListModel of CoffretEntry and adds GtkSectionModel: neighbours
 * with the same heading for the order (coffret_section_title()) make a section.
 * Nothing is stored per row, so that long lists cost nothing.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SECTIONS (coffret_sections_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSections, coffret_sections, COFFRET, SECTIONS, GObject)

CoffretSections *coffret_sections_new (GListModel *entries, CoffretOrder order);
CoffretOrder coffret_sections_get_order (CoffretSections *self);
/* To be told together with the model: it is what the rows are sorted by. */
void coffret_sections_set_order (CoffretSections *self, CoffretOrder order);

G_END_DECLS
