/* span.h: what somebody means by a time: a year, a month, a day, or so long from now.
 *
 *     2025  2025-05  2025-05-12        in it
 *     <2025  <=2025  >2025-05  >=…     before it, behind it
 *     2019..2021  2019..  ..2021       from the first to the last
 *     <90d  >6m  30d..90d              nearer or farther than so many days, weeks, months or years:
 *                                      ahead for what is to come, back for what has been
 *
 * Units: d, w, m, y and j, s, m, a; what follows their first letter does not matter. Days are those
 * that dates are shown in.
 */
#pragma once

#include "base/instant.h"

G_BEGIN_DECLS

/* Both days, counted from 1970, belong to it. */
typedef struct {
  gint64 from;
  gint64 to;
} CoffretSpan;

typedef enum {
  COFFRET_SPAN_READ,
  COFFRET_SPAN_BEGUN, /* more is yet to be typed */
  COFFRET_SPAN_ODD,   /* it is none */
} CoffretSpanReading;

/* FOLDED of what is to come, counted from NOW, or with PAST of what has been. */
CoffretSpanReading
coffret_span_read (const char *folded, CoffretInstant now, gboolean past, CoffretSpan *span);
/* FALSE for COFFRET_INSTANT_NONE. */
gboolean coffret_span_holds (const CoffretSpan *span, CoffretInstant instant);
/* The day of INSTANT as the reader counts it. */
gint64 coffret_span_day (CoffretInstant instant);

G_END_DECLS
