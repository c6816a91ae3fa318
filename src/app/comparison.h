/* comparison.h: what one version of a credential says otherwise than another, field by field.
 *
 * Pure. Compared is what each says to a reader, and besides the members of the documents
 * themselves: what reads the same and is not is told as well. Signatures are not compared; they
 * always differ. Texts come from strangers and are never markup.
 */
#pragma once

#include "share/disclosure.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_DIFFERENCE_NONE,
  COFFRET_DIFFERENCE_CHANGED,
  COFFRET_DIFFERENCE_ADDED,   /* the newer one says it, the older does not */
  COFFRET_DIFFERENCE_REMOVED, /* the other way round */
  COFFRET_DIFFERENCE_UNSEEN,  /* changed in the document, but it reads the same */
} CoffretDifferenceKind;

typedef struct {
  CoffretField field;
  CoffretDifferenceKind kind;
  const char *label; /* of the field, in the reader's language */
  char *older;       /* "" where it says nothing */
  char *newer;
} CoffretDifference;

/* CoffretDifference's of every field that either has, in their order; owned. */
GPtrArray *coffret_comparison_make (const CoffretCredential *older,
                                    const CoffretCredential *newer,
                                    const CoffretWording *wording);

/* "Changed", "New": what a difference is called. */
const char *coffret_difference_word (CoffretDifferenceKind kind);
/* All of a row, as a screen reader says it: "Grade. Changed. Before: B. Now: A." Owned. */
char *coffret_difference_sentence (const CoffretDifference *difference);
/* "2 things changed: Grade, Hours." Owned. */
char *coffret_comparison_summary (const GPtrArray *differences);

G_END_DECLS
