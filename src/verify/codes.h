/* codes.h: every answer that a check can give, by its stable code, as a sentence.
 *
 * Inside the module only; codes.c is the list. A sentence may name {subject}, {day}
 * (the subject as a date), {by} and {date} (of what the answer rests on). Where one
 * of these is missing the plainer sentence stands in.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *code;
  const char *sentence; /* to be translated */
  const char *plain;    /* the same without a name or date; NULL: the sentence needs none */
} CoffretCode;

/* Ends with a code of NULL. */
extern const CoffretCode coffret_codes[];

G_END_DECLS
