/* deadline.h: when a vault that nobody uses is to be warned of, and when locked.
 *
 * Pure. All times are microseconds of a clock that runs on while the computer sleeps and that
 * nobody can set (boot-alarm.h); tests name their own.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So long before the end a person is asked. */
#define COFFRET_DEADLINE_WARNING (30 * G_TIME_SPAN_SECOND)

typedef struct {
  gint64 limit; /* how long it may be unused; 0: for ever */
  gint64 last;  /* when it was used last */
} CoffretDeadline;

typedef enum {
  COFFRET_DEADLINE_FAR,
  COFFRET_DEADLINE_NEAR, /* ask */
  COFFRET_DEADLINE_PAST, /* lock */
} CoffretDeadlineStep;

/* What the setting means in microseconds: minutes as digits. What is not understood is the
 * default's five minutes, never "for ever": that is "never". */
gint64 coffret_deadline_limit (const char *setting);

CoffretDeadlineStep coffret_deadline_step (const CoffretDeadline *deadline, gint64 now);
/* When the step will be another one; G_MAXINT64: never. */
gint64 coffret_deadline_next (const CoffretDeadline *deadline, gint64 now);
/* Somebody uses it at NOW. FALSE when that is too late: a key that wakes the computer does not
 * keep open what should have been locked hours ago. */
gboolean coffret_deadline_touch (CoffretDeadline *deadline, gint64 now);

G_END_DECLS
