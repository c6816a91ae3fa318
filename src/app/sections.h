/* sections.h: a list of credentials under headings.
 *
 * Wraps a sorted GListModel of CoffretEntry and adds GtkSectionModel: neighbours
 * with the same heading (coffret_section_title()) make a section.
 * Nothing is stored per row, so that long lists cost nothing.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SECTIONS (coffret_sections_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSections, coffret_sections, COFFRET, SECTIONS, GObject)

CoffretSections *coffret_sections_new (GListModel *entries, CoffretOrder order);
/* What the rows will be sorted and gathered by from their next change on, or from
 * coffret_sections_settle() on when that is all there is to come. */
void coffret_sections_set_order (CoffretSections *self, CoffretOrder order, CoffretHeading heading);
void coffret_sections_settle (CoffretSections *self);
/* That of the credential at POSITION (organise/entry.h). */
guint coffret_sections_get_number (CoffretSections *self, guint position);
/* Those of all; owned. */
CoffretNumbers *coffret_sections_list_numbers (CoffretSections *self);
/* The heading over ENTRY; owned by the caller. */
char *coffret_sections_title (CoffretSections *self, CoffretEntry *entry);
/* Makes those headings for a list of CoffretSlot's; owned. */
GtkListItemFactory *coffret_sections_headers_new (CoffretSections *self);

G_END_DECLS
