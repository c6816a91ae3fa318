/* layer.h: what the holder has laid over one credential: an own title, a note, a favourite mark,
 * own dates, tags, own translations.
 *
 * Never changes; counted; may be read on any thread. Most credentials have none: NULL is a layer
 * with nothing in it, to every function here.
 */
#pragma once

#include "base/instant.h"

G_BEGIN_DECLS

/* The holder's words for a text of the issuer's. */
typedef struct {
  char *field; /* which text, see coffret_layer_field() */
  char *language;
  char *text;
} CoffretOwnText;

typedef struct {
  char *title;           /* NULL: none */
  char *note;            /* NULL: none; may have several lines */
  char **tags;           /* by name; NULL: none */
  CoffretOwnText *texts; /* by field, then language; NULL: none */
  guint n_texts;
  CoffretInstant awarded; /* shown instead of the issuer's; NONE: none */
  CoffretInstant expires;
  gboolean favourite;
  char *search; /* all of its words, folded */
} CoffretLayer;

CoffretLayer *coffret_layer_new (const char *title, const char *note);
CoffretLayer *coffret_layer_ref (CoffretLayer *layer);
void coffret_layer_unref (CoffretLayer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretLayer, coffret_layer_unref)

/* As it is, with one thing set; NULL when nothing is left. */
CoffretLayer *coffret_layer_with_title (const CoffretLayer *layer, const char *title);
CoffretLayer *coffret_layer_with_note (const CoffretLayer *layer, const char *note);
CoffretLayer *coffret_layer_with_favourite (const CoffretLayer *layer, gboolean favourite);
CoffretLayer *coffret_layer_with_dates (const CoffretLayer *layer,
                                        CoffretInstant awarded,
                                        CoffretInstant expires);
CoffretLayer *coffret_layer_with_tag (const CoffretLayer *layer, const char *tag, gboolean inside);
/* TEXT NULL: without it. */
CoffretLayer *coffret_layer_with_text (const CoffretLayer *layer,
                                       const char *field,
                                       const char *language,
                                       const char *text);
/* Without tags and texts, then with many at once: quicker than one by one. Both are taken and need
 * not be in order; either is nullable. */
CoffretLayer *coffret_layer_with_all (const CoffretLayer *layer, GPtrArray *tags, GArray *texts);

gboolean coffret_layer_equal (const CoffretLayer *one, const CoffretLayer *other);
gboolean coffret_layer_has_tag (const CoffretLayer *layer, const char *tag);
const char *
coffret_layer_get_text (const CoffretLayer *layer, const char *field, const char *language);

/* Names ORIGINAL, any text of the issuer's, wherever it stands and in whatever version: own words
 * for it are shown with just that text, and no longer once the issuer says something else. Owned.
 */
char *coffret_layer_field (const char *original);

G_END_DECLS
