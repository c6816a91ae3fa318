/* bench.h: what the measuring programs share: waiting, filling a vault, medians. */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

double bench_milliseconds (void);

/* Runs the main loop until FUTURE is settled; a rejection ends the program. */
void bench_wait (DexFuture *future);

/* A session on a new vault in FOLDER, with SLOTS as ways in (the passphrase is
 * "bench bench"), or in memory (NULL). */
CoffretSession *bench_session (const char *folder, CoffretSlotType slots);

/* Imports everything below PATH; every file must be taken in. Returns how long it took. */
double bench_import (CoffretSession *session, const char *path);

/* Sorts VALUES, which are at least one double. */
double bench_median (GArray *values);

/* From /proc/self/status, in KiB: "VmRSS", "VmHWM". */
guint64 bench_memory (const char *field);

G_END_DECLS
