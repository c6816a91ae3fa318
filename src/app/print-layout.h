/* print-layout.h: a printed credential on its pages.
 *
 * Cairo and Pango only, no display: the printer, a PDF and the tests' pictures get the same. All
 * lengths are points (1/72 inch). A line is never cut: it stands whole on one page. A heading
 * stays with what it heads, and no line of a paragraph stands alone where that can be helped.
 */
#pragma once

#include <pango/pangocairo.h>

#include "app/print-text.h"

G_BEGIN_DECLS

typedef struct _CoffretPrintLayout CoffretPrintLayout;

/* Without pages yet. BLOCKS: coffret_print_text_new()'s, of which it keeps a reference. CONTEXT: of
 * 72 dots per inch. WIDTH and HEIGHT are those of the paper, within which the layout keeps margins
 * of its own. MIRRORED: pages that are read from right to left. */
CoffretPrintLayout *coffret_print_layout_new (
  GPtrArray *blocks, PangoContext *context, double width, double height, gboolean mirrored);
/* Lays out more blocks, for a few milliseconds or one block. TRUE: all are on their pages, and only
 * now may the functions below be called. */
gboolean coffret_print_layout_continue (CoffretPrintLayout *self);
void coffret_print_layout_free (CoffretPrintLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPrintLayout, coffret_print_layout_free)

/* At least 1. */
guint coffret_print_layout_count_pages (CoffretPrintLayout *self);
/* PAGE counts from 0. */
void coffret_print_layout_draw (CoffretPrintLayout *self, cairo_t *cr, guint page);
/* The lines of a page from top to bottom, without its foot; NULL-terminated, owned. What stands on
 * one line is parted by a tab. */
char **coffret_print_layout_list_lines (CoffretPrintLayout *self, guint page);

G_END_DECLS
