/* handout.h: a page or two to be given away on paper: lists of short sentences.
 *
 * Large letters, one column, room to write where something is to be filled in. Of no vault and of
 * nobody: what is on it is the same for everybody.
 */
#pragma once

#include "base/instant.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_HANDOUT_POINTS,
  COFFRET_HANDOUT_STEPS,  /* numbered; each may be ticked */
  COFFRET_HANDOUT_NAMES,  /* numbered names, each with what it is about */
  COFFRET_HANDOUT_BLANKS, /* to be filled in */
  COFFRET_HANDOUT_NOTES,  /* room to write on; has no lines of its own */
} CoffretHandoutKind;

typedef struct {
  char *text;
  char *more; /* nullable */
} CoffretHandoutLine;

typedef struct {
  CoffretHandoutKind kind;
  char *heading;    /* nullable */
  GPtrArray *lines; /* CoffretHandoutLine */
} CoffretHandoutPart;

/* All in one language. */
typedef struct {
  char *title;
  char *lead;
  char *foot;
  char *language; /* a BCP 47 tag */
  gboolean mirrored;
  GPtrArray *parts; /* CoffretHandoutPart */
} CoffretHandout;

/* Copies. */
CoffretHandout *coffret_handout_new (
  const char *title, const char *lead, const char *foot, const char *language, gboolean mirrored);
/* Owned by HANDOUT. HEADING is nullable. */
CoffretHandoutPart *
coffret_handout_add_part (CoffretHandout *handout, CoffretHandoutKind kind, const char *heading);
/* MORE is nullable. */
void coffret_handout_add_line (CoffretHandoutPart *part, const char *text, const char *more);
void coffret_handout_free (CoffretHandout *handout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretHandout, coffret_handout_free)

/* On paper of WIDTH and HEIGHT points, tagged, made at MADE. NULL with an error when it cannot be
 * drawn. */
GBytes *coffret_handout_to_pdf (
  const CoffretHandout *handout, double width, double height, CoffretInstant made, GError **error);

G_END_DECLS
