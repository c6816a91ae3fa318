/* view.h: the answer to a question asked of the library, as a GListModel.
 *
 * A question is a place (all, recent, favourites, attention, in no
 * compartment, one compartment, trash), words to search for and an order. "Recent" is what came in
 * the last 30 days; "attention" is what expires within 30 days or has, and what a
 * verdict finds fault with. It is answered on a
 * worker thread over an immutable snapshot; the model then changes in one step on the
 * main thread, with the shortest items-changed that does it. A newer question
 * makes an older answer void. "busy" is TRUE while one is under way.
 */
#pragma once

#include "organise/library.h"
#include "organise/numbers.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_PLACE_ALL,
  COFFRET_PLACE_RECENT,
  COFFRET_PLACE_FAVOURITES,
  COFFRET_PLACE_LOOSE, /* in no compartment */
  COFFRET_PLACE_COMPARTMENT,
  COFFRET_PLACE_TRASH,
} CoffretPlace;

typedef enum {
  COFFRET_ORDER_AWARDED, /* newest first, then by title */
  COFFRET_ORDER_TITLE,   /* by the reader's collation */
  COFFRET_ORDER_ISSUER,
  COFFRET_ORDER_KIND,
  COFFRET_ORDER_EXPIRES, /* soonest first */
  COFFRET_ORDER_RECEIVED,
  COFFRET_ORDER_VERDICT, /* the best first; what was never checked last */
  COFFRET_ORDER_TAGS,    /* by the first of its tags */
  /* With one of the above: the other way round. What has no date, no tag and so on is last all the
   * same. */
  COFFRET_ORDER_BACKWARDS,
} CoffretOrder;

#define COFFRET_N_ORDERS (2 * COFFRET_ORDER_BACKWARDS)
/* The order without its direction, and the other way round. */
#define COFFRET_ORDER_PLAIN(order) ((CoffretOrder) ((order) % COFFRET_ORDER_BACKWARDS))
#define COFFRET_ORDER_IS_BACKWARDS(order) ((order) >= COFFRET_ORDER_BACKWARDS)
#define COFFRET_ORDER_TURNED(order)                                                                \
  ((CoffretOrder) (((order) + COFFRET_ORDER_BACKWARDS) % COFFRET_N_ORDERS))

/* What keeps together under a heading; in the order within it. */
typedef enum {
  COFFRET_HEADING_ORDER, /* nothing more than the order does */
  COFFRET_HEADING_YEAR,  /* of award, newest first; without a date last */
  COFFRET_HEADING_ISSUER,
  COFFRET_HEADING_KIND,
  COFFRET_HEADING_NONE,
} CoffretHeading;

#define COFFRET_TYPE_VIEW (coffret_view_get_type ())
G_DECLARE_FINAL_TYPE (CoffretView, coffret_view, COFFRET, VIEW, GObject)

CoffretView *coffret_view_new (CoffretLibrary *library);
/* COMPARTMENT: its id for COFFRET_PLACE_COMPARTMENT, else NULL. */
void coffret_view_set_place (CoffretView *self, CoffretPlace place, const char *compartment);
void coffret_view_set_order (CoffretView *self, CoffretOrder order);
void coffret_view_set_heading (CoffretView *self, CoffretHeading heading);
/* What somebody typed (terms.h): all of it must be so. Where nothing is, what has the words but for
 * a slip in each. NULL or "" is no search. */
void coffret_view_set_words (CoffretView *self, const char *words);
gboolean coffret_view_is_busy (CoffretView *self);
/* How many there are. That is more than there are items while the library is filling and shows what
 * the list begins with (library.h). */
guint coffret_view_get_count (CoffretView *self);
/* That of the credential at POSITION (entry.h), which need not be made for it. */
guint coffret_view_get_number (CoffretView *self, guint position);
/* Where ENTRY is shown; G_MAXUINT: nowhere. */
guint coffret_view_find (CoffretView *self, CoffretEntry *entry);
/* The numbers of all that is shown; borrowed until that changes. */
const CoffretNumbers *coffret_view_get_numbers (CoffretView *self);
/* Nothing has just these words; what is shown has them but for a slip. Property "nearly". */
gboolean coffret_view_is_nearly (CoffretView *self);

/* The same question answered at once: for the command line and for tests. */
GPtrArray *coffret_view_ask (CoffretLibrary *library,
                             CoffretPlace place,
                             const char *compartment,
                             CoffretOrder order,
                             const char *words);

G_END_DECLS
