/* inspection.h: a job that looks at files without taking them in.
 *
 * Needs no vault and writes nothing anywhere. Files are read one after the other on
 * a worker; folders are walked as an import walks them. What is found is held in
 * memory, so it is bounded: after COFFRET_INSPECTION_MOST findings, or so many bytes
 * of files, the job ends by itself and is "cut".
 *
 * A GListModel of CoffretFinding, in the order of the files. Properties: total (files
 * found so far), done, running: all change on the main thread.
 */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

#include "organise/finding.h"
#include "verify/grounds.h"

G_BEGIN_DECLS

#define COFFRET_INSPECTION_MOST 1000

#define COFFRET_TYPE_INSPECTION (coffret_inspection_get_type ())
G_DECLARE_FINAL_TYPE (CoffretInspection, coffret_inspection, COFFRET, INSPECTION, GObject)

/* GROUNDS: what the verdicts rest on. */
CoffretInspection *coffret_inspection_new (CoffretGrounds *grounds);

/* Before it is started. NAME: what people know the bytes by. */
void coffret_inspection_add_file (CoffretInspection *self, GFile *file);
void coffret_inspection_add_bytes (CoffretInspection *self, GBytes *bytes, const char *name);

/* Runs once; resolves to TRUE when all is looked at, cut or cancelled. */
DexFuture *coffret_inspection_start (CoffretInspection *self);
void coffret_inspection_cancel (CoffretInspection *self);

guint coffret_inspection_get_total (CoffretInspection *self);
guint coffret_inspection_get_done (CoffretInspection *self);
gboolean coffret_inspection_is_running (CoffretInspection *self);
gboolean coffret_inspection_is_cut (CoffretInspection *self);
/* How many of the findings are credentials. */
guint coffret_inspection_count_credentials (CoffretInspection *self);

G_END_DECLS
