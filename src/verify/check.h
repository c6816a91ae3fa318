/* check.h: one question inside a verdict, with its own answer.
 *
 * "Could not tell" is an answer of its own and is never shown as another. The code
 * is stable and for programs; the text is a whole sentence in the reader's language,
 * made when it is asked for, so that a report kept in a vault speaks the language of
 * whoever reads it.
 */
#pragma once

#include <jansson.h>

#include "base/instant.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_CHECK_FORMAT,
  COFFRET_CHECK_PROOF,
  COFFRET_CHECK_COVERAGE,
  COFFRET_CHECK_BINDING,
  COFFRET_CHECK_ISSUER,
  COFFRET_CHECK_DATES,
  COFFRET_CHECK_STATUS,
  COFFRET_CHECK_SUBJECT,
} CoffretCheckId;

#define COFFRET_N_CHECKS 8

typedef enum {
  COFFRET_ANSWER_NOT_APPLICABLE,
  COFFRET_ANSWER_YES,
  COFFRET_ANSWER_NO,
  COFFRET_ANSWER_UNKNOWN,
} CoffretAnswer;

typedef struct {
  CoffretAnswer answer;
  const char *code; /* static: "signature-matches", "key-not-given", …; the list is in codes.c */
  char *subject; /* what the sentence names: an issuer, a property; a day as RFC 3339; nullable */
  char *by;      /* who says so: a registry; nullable */
  char *details; /* technical English, nullable */
  CoffretInstant as_of; /* of what it rests on, where that is dated; else NONE */
} CoffretCheck;

/* "format", "proof", …; "yes", "no", "unknown", "not-applicable". */
const char *coffret_check_id_to_string (CoffretCheckId id);
const char *coffret_answer_to_string (CoffretAnswer answer);
gboolean coffret_check_id_from_string (const char *text, CoffretCheckId *id);
gboolean coffret_answer_from_string (const char *text, CoffretAnswer *answer);

/* The code as codes.c has it, static; NULL when it is none. */
const char *coffret_check_find_code (const char *code);

/* Replaces all that CHECK says; `by` and `as_of` are then empty. CODE must be one of codes.c,
 * SUBJECT and DETAILS may be NULL; all are copied (CODE is made static). */
void coffret_check_set (CoffretCheck *check,
                        CoffretAnswer answer,
                        const char *code,
                        const char *subject,
                        const char *details);
/* Also undated: a zeroed check is not, since an instant of 0 is a date. */
void coffret_check_clear (CoffretCheck *check);
/* TO must be a check: cleared before, or zeroed. */
void coffret_check_copy (CoffretCheck *to, const CoffretCheck *from);

/* The question and the answer as whole translated sentences; owned. */
char *coffret_check_question (CoffretCheckId id);
char *coffret_check_sentence (CoffretCheckId id, const CoffretCheck *check);

G_END_DECLS
