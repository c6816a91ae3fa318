/* handouts.h: pages on paper for clients: how to begin, and each lesson step by step.
 *
 * Made from data/handouts/ and data/tutorials/, in any language that the program speaks: no C is
 * needed for another one. Knows no toolkit, so that coffretctl makes them too.
 *
 *   <handout id="first-steps" order="10">
 *     <title>Begin with Coffret</title>
 *     <remark>Keep what you have earned.</remark>
 *     <part is="points"> <heading>…</heading> <say>…</say> <more>…</more> </part>
 *     <part is="lessons"> <heading>…</heading> </part>
 *   </handout>
 *
 * A part is "points", "steps", "blanks" to be filled in, or "lessons": those there are. <more>
 * stands below the <say> before it.
 */
#pragma once

#include "share/handout.h"
#include "share/wording.h"

G_BEGIN_DECLS

typedef struct {
  char *id;    /* "first-steps"; of a lesson, the lesson's */
  char *title; /* these two in the language of WORDING */
  char *remark;
  gboolean lesson;
} CoffretHandoutName;

/* All there are, in their order; CoffretHandoutName's, owned. */
GPtrArray *coffret_handouts_list (const CoffretWording *wording);
/* NULL: there is none called ID. */
CoffretHandout *coffret_handouts_make (const char *id, const CoffretWording *wording);
/* The same as a PDF on the paper of the reader's country. NULL with an error. */
GBytes *coffret_handouts_to_pdf (const char *id, const CoffretWording *wording, GError **error);

G_END_DECLS
