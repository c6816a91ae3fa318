/* verdict.h: how a verdict looks and what it is called.
 *
 * The one place for shape, colour and word: badge, row, page and spoken sentence
 * all ask here; the words are the verifier's (verify/verdict.h). The ids are those of the design's
 * table of verdicts; NULL is a credential that nobody has checked yet.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *id;
  const char *icon;  /* symbolic, part of the program */
  const char *style; /* CSS class that gives the colour */
} CoffretVerdictLook;

/* Never NULL: an id that this version does not know looks like "not checked yet". */
const CoffretVerdictLook *coffret_verdict_look (const char *id);

/* Translated; borrowed. */
const char *coffret_verdict_word (const char *id);
const char *coffret_verdict_sentence (const char *id);

G_END_DECLS
