/* pdf-paper.h: words on paper, one below the other, over as many pages as they need.
 *
 * Inside the module only. Cairo and Pango, tagged for screen readers (ISO 32000-1, 14.8.4).
 * Everything is placed from the side where reading begins. A dry paper draws nothing: it tells on
 * which page things come to stand.
 */
#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define COFFRET_PAPER_MARGIN 56.0

typedef struct {
  double size;
  PangoWeight weight;
  guint32 colour; /* 0xrrggbb */
} CoffretFace;

typedef struct {
  cairo_t *cr;
  PangoContext *context;
  double width; /* of the paper */
  double height;
  double y;     /* where the next thing begins */
  double scale; /* of all letters */
  guint page;   /* from 1 */
  gboolean mirrored;
  gboolean dry;
  const char *foot; /* stands at the end of each page, beside its number */
  const char *mark; /* stands at the head of each page but the first; nullable */
} CoffretPaper;

void
coffret_paper_init (CoffretPaper *paper, cairo_surface_t *surface, double width, double height);
void coffret_paper_clear (CoffretPaper *paper);

/* Between the margins. */
double coffret_paper_room (const CoffretPaper *paper);
/* Ends the page, and begins another. */
void coffret_paper_turn (CoffretPaper *paper);
/* Turns it when less than HEIGHT is left. */
gboolean coffret_paper_need (CoffretPaper *paper, double height);
/* Foot and all of the last one. */
void coffret_paper_end (CoffretPaper *paper);

/* A paragraph; FEATURES of the font are off that would cut words for who hears them. Owned. */
PangoLayout *
coffret_paper_set (CoffretPaper *paper, const CoffretFace *face, const char *text, double width);
/* Letters stand where the font wants them, not at the next whole point. */
void coffret_paper_exact (PangoContext *context);
/* FACTOR of its lines' height, for letters of SIZE; before ATTRIBUTES are set. */
void coffret_paper_space (
  PangoLayout *layout, PangoAttrList *attributes, double size, double factor, gboolean mirrored);
/* LAYOUT begins where reading begins, on the right when MIRRORED, whatever its letters are; after
 * its text and its width are set. */
void coffret_paper_side (PangoLayout *layout, gboolean mirrored);
double coffret_paper_height (PangoLayout *layout);
double coffret_paper_width (PangoLayout *layout);
/* At X from where reading begins, here. */
void coffret_paper_show (
  CoffretPaper *paper, PangoLayout *layout, const CoffretFace *face, const char *tag, double x);
/* The same as a link to URI, where that can be one. */
void coffret_paper_show_link (
  CoffretPaper *paper, PangoLayout *layout, const CoffretFace *face, const char *uri, double x);
/* The same as a link to PAGE of this document. */
void coffret_paper_show_turn (
  CoffretPaper *paper, PangoLayout *layout, const CoffretFace *face, guint page, double x);
/* Below what is there, with SPACE above it. */
void coffret_paper_add (CoffretPaper *paper,
                        const CoffretFace *face,
                        const char *tag,
                        const char *text,
                        double x,
                        double space);

void coffret_paper_begin (CoffretPaper *paper, const char *tag);
void coffret_paper_close (CoffretPaper *paper, const char *tag);
/* Decoration, which nobody reads aloud. WIDTH from X on. */
void coffret_paper_bar (
  CoffretPaper *paper, double x, double y, double width, double height, guint32 colour);
void coffret_paper_box (CoffretPaper *paper,
                        double x,
                        double y,
                        double width,
                        double height,
                        guint32 fill,
                        gboolean dashed);

G_END_DECLS
